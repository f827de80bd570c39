/* libschedules: checkpointing schedules for adjoint calculations, in C.
 *
 * A schedule says which data of a forward calculation to keep, where, and what to compute again, so
 * that the adjoint can go backwards over it. A run goes once through the actions of a schedule; the
 * solver carries them out:
 *
 *     schedules_handle run;
 *     if (schedules_open("revolve steps=1000 snapshotsInRam=20", &run) < 0) { ... schedules_error ... }
 *     schedules_action a;
 *     while (schedules_next(run, &a) == 1)
 *         switch (a.kind) { case SCHEDULES_FORWARD: ... }
 *     schedules_destroy(run);
 *
 * Step i takes the state from the start of step i to the start of step i + 1. Ranges are half open:
 * steps n0 ... n1-1. Steps are counted from 0.
 *
 * Answers. Every function answers a number: negative if the call is refused (schedules_status), and
 * then nothing has changed, and schedules_error has a sentence for people. No call ends the process
 * or lets an exception out, but for those of Tapenade, at the end.
 *
 * Handles are numbers, not pointers. One that is 0, was destroyed, or was never given out is refused
 * (SCHEDULES_HANDLE). They are not inherited by other processes.
 *
 * Threads. Any thread may call. Threads may use different handles at the same time; of two that use
 * the same one at the same time, one is refused (SCHEDULES_BUSY). Errors are remembered by thread.
 *
 * The host's locale, working directory, floating-point mode, and what it does with signals, stay as
 * they were, but for these: the library handles SIGSEGV and SIGFPE, passes on what is not its own to
 * the handler that was there before, and uses one real-time signal to stop its own threads.
 * Nothing is printed. The library cannot be unloaded: dlclose leaves it where it is.
 *
 * fork. A process that has called the library and then forks may go on calling it; its child may
 * not, but may exec. A child of a process that has not called it yet may call it.
 *
 * Texts are UTF-8 with a zero at their end. A function that writes a text to `text` writes as much
 * as `size` bytes take, the zero included (nothing if `size` is 0, and then `text` may be NULL), and
 * answers how many bytes the whole text has, without the zero.
 */
#ifndef SCHEDULES_H
#define SCHEDULES_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of this header; schedules_abi() is that of the library. A library of another number does not go
 * with this header. */
#define SCHEDULES_ABI 1

/* A run, or a judge. */
typedef uint64_t schedules_handle;

typedef enum schedules_status {
  SCHEDULES_OK = 0,
  SCHEDULES_NULL = -1,     /* a pointer that has to lead somewhere is NULL */
  SCHEDULES_HANDLE = -2,   /* no such handle: 0, destroyed, never given out, or of another kind */
  SCHEDULES_BUSY = -3,     /* another thread is within a call with the same handle */
  SCHEDULES_TEXT = -4,     /* a text that is not what it should be */
  SCHEDULES_RANGE = -5,    /* a number out of range: the error names the parameter, and what is allowed */
  SCHEDULES_STATE = -6,    /* not now: the length is not known yet, or is known already, and the like */
  SCHEDULES_INVALID = -7,  /* the judge refuses the action */
  SCHEDULES_OVERFLOW = -8, /* the answer needs more than 64 bits */
  SCHEDULES_STORE = -9,    /* a store cannot write, read or delete */
  SCHEDULES_MEMORY = -10,  /* there is no more memory, or there are a million handles */
  SCHEDULES_INTERNAL = -11 /* a fault of this library: please report it, with the error */
} schedules_status;

/* Where data are. Deeper levels are 2, 3, ... */
enum {
  SCHEDULES_NONE = -2, /* nowhere: what is moved there is deleted */
  SCHEDULES_WORK = -1, /* what the forward and the adjoint use directly */
  SCHEDULES_RAM = 0,
  SCHEDULES_DISK = 1
};

enum {
  SCHEDULES_FORWARD = 0,
  SCHEDULES_REVERSE = 1,
  SCHEDULES_COPY = 2,
  SCHEDULES_MOVE = 3,
  SCHEDULES_END_FORWARD = 4,
  SCHEDULES_END_REVERSE = 5
};

/* The n1 of a Forward that goes on until the solver finds the end of its calculation. */
#define SCHEDULES_OPEN_END INT64_MAX

/* One thing that the schedule tells the solver to do: 32 bytes.
 *
 * FORWARD      Advance the forward from the start of step n0 to the start of step n1. If write_ics,
 *              keep the restart data of step n0 in `to`: what the forward needs to start there again.
 *              If write_adj_deps, keep the adjoint dependencies of steps n0 ... n1-1 in `to`: what the
 *              adjoint needs to go back over them. A FORWARD clears WORK first.
 * REVERSE      Advance the adjoint from the start of step n1 back to the start of step n0, with the
 *              dependencies in WORK; then, if clear_adj_deps, clear them.
 * COPY         Copy the checkpoint of step n0 from `from` to `to`; it stays in `from`.
 * MOVE         The same, and it no longer exists in `from`. A `to` of NONE deletes it.
 * END_FORWARD  The initial forward calculation is complete.
 * END_REVERSE  One adjoint calculation is complete.
 *
 * Fields that a kind does not use are 0, but for `from` and `to`, which are SCHEDULES_NONE. */
typedef struct schedules_action {
  int64_t n0;
  int64_t n1;
  int32_t kind;
  int32_t from;
  int32_t to;
  uint8_t write_ics;
  uint8_t write_adj_deps;
  uint8_t clear_adj_deps;
  uint8_t reserved; /* 0 */
} schedules_action;

/* Where a run stands, after the action that was given last: 40 bytes. */
typedef struct schedules_position {
  int64_t n;     /* of the forward; -1 if it has none (dependencies were read); SCHEDULES_OPEN_END within
                    a FORWARD without an end */
  int64_t r;     /* adjoint steps done in this adjoint calculation */
  int64_t max_n; /* the number of steps; -1 while it is not known */
  int32_t is_running;    /* there has been an action, and there will be more */
  int32_t is_exhausted;  /* there will be none */
  int32_t awaits_length; /* a FORWARD without an end was given: schedules_set_length comes next */
  int32_t reserved;      /* 0 */
} schedules_position;

/* What there is to know of a schedule: 32 bytes. */
typedef struct schedules_facts {
  int64_t steps;     /* -1 if it has no number of steps */
  int64_t period;    /* steps from one checkpoint on disk to the next, where fixed; else -1 */
  int64_t adjoints;  /* adjoint calculations that it permits; -1 for any number */
  int32_t is_online; /* it can be opened without a number of steps */
  int32_t levels;    /* levels that its actions name: all below this number, at most */
} schedules_facts;

typedef struct schedules_counts {
  int64_t forward_steps;  /* steps that the forward advances over, recording or not */
  int64_t recorded_steps; /* those of them that record */
  int64_t reversed_steps;
} schedules_counts;

typedef struct schedules_level_counts {
  int64_t writes;
  int64_t reads;
  int64_t deletes; /* checkpoints that ceased to exist: moved away, or deleted */
} schedules_level_counts;

/* ---- The library ---- */

int32_t schedules_abi(void);                           /* compare with SCHEDULES_ABI */
int64_t schedules_version(char *text, int64_t size);   /* "0.1.0" */
int64_t schedules_error(char *text, int64_t size);     /* of the last call of this thread that was refused */

/* ---- Runs ---- */

/* A run of the schedule of a text, before its first action. The text is a line of words, a family
 * and its parameters in any order,
 *
 *     multistage steps=100 snapshotsInRam=2 snapshotsOnDisk=5
 *     h-revolve steps=1000 slots=4,20 uf=1 ub=2 write=0,3 read=0,2
 *     online policy=r2 snapshots=8
 *
 * or JSON as schedules_spec writes it. Parameters that are not given are as usual; costs are uf, ub,
 * and write and read with a number for each level; `steps` gives an online schedule its number of
 * steps (its last FORWARD may go past them: stop at the end). Families under costs build a table here, which may take long: see the documentation. */
int32_t schedules_open(const char *spec, schedules_handle *run);

/* Another run of the same schedule, from its beginning: no table is built again. */
int32_t schedules_restart(schedules_handle run, schedules_handle *other);

/* Another run that stands where this one does, and goes its own way: to look ahead. */
int32_t schedules_fork(schedules_handle run, schedules_handle *other);

/* Gives back a run or a judge. */
int32_t schedules_destroy(schedules_handle handle);

/* The next action: 1, or 0 if the schedule is exhausted (`*action` is as it was). SCHEDULES_STATE
 * after a FORWARD without an end, until schedules_set_length has told where it ended. Where any number
 * of adjoint calculations is permitted there is always a next action: stop at an END_REVERSE. */
int32_t schedules_next(schedules_handle run, schedules_action *action);

/* The next actions, `most` at most: how many; 0 if the schedule is exhausted. Faster than one by one.
 * While the number of steps is not known, a batch ends with the next FORWARD, after which it may be
 * told. */
int64_t schedules_next_batch(schedules_handle run, schedules_action *actions, int64_t most);

/* Tells the number of steps of a run of an online schedule, right after the FORWARD(n0, n1) that got
 * there: n0 < n <= n1. The forward then stands there. One that is known may be told again. */
int32_t schedules_set_length(schedules_handle run, int64_t n);

int32_t schedules_position_of(schedules_handle run, schedules_position *position);
int32_t schedules_facts_of(schedules_handle run, schedules_facts *facts);

/* Whether the actions name a storage: 1 or 0. */
int32_t schedules_uses(schedules_handle run, int32_t storage);

/* The most that a level holds at a time, in slots (units, for unit-sizes); of SCHEDULES_WORK, the
 * most steps whose dependencies it holds. INT64_MAX where there is no limit. */
int64_t schedules_limit(schedules_handle run, int32_t storage);

/* What the forward and so many adjoint calculations take; -1 for one, or none where none is
 * permitted. `levels` gets the counts of the first `most` levels, and may be NULL if that is 0.
 * SCHEDULES_STATE while the number of steps is not known. */
int32_t schedules_predict(schedules_handle run, int64_t adjoints, schedules_counts *counts,
                          schedules_level_counts *levels, int32_t most);

/* The predicted makespan of one adjoint calculation under the costs of the spec: uf for each forward
 * step that does not record, ub for each step reversed, and the writes and reads. */
int32_t schedules_cost(schedules_handle run, double *cost);

/* The schedule as one line of JSON: the same text exactly for the same schedule. */
int64_t schedules_spec(schedules_handle run, char *text, int64_t size);

/* ---- Plans ---- */

/* The best schedule for a calculation on a machine. The request is an object of JSON,
 *
 *     {"steps": 10000, "machine": "advance=0.5 restart=80MB dependencies=400MB", "budgets": ["16GB"]}
 *
 * and so is the answer, with `ranking` (the fastest first), whose `spec` schedules_open takes;
 * docs/protocol has all fields. To be given back with schedules_free. */
int32_t schedules_plan(const char *request, char **plan);
void schedules_free(char *text); /* NULL is allowed */

/* ---- The judge ---- */

/* A referee for the actions of a schedule, which knows the rules and not the schedule: it judges each
 * action as the solver is about to carry it out. What it refuses (SCHEDULES_INVALID, with the reason
 * as the error) changes nothing. */
int32_t schedules_judge(schedules_handle run, schedules_handle *judge);
int32_t schedules_judge_step(schedules_handle judge, const schedules_action *action);
int32_t schedules_judge_set_length(schedules_handle judge, int64_t n);
int32_t schedules_judge_finish(schedules_handle judge);               /* is it complete, and nothing left behind? */
int64_t schedules_judge_units(schedules_handle judge, int32_t level); /* what the level holds now */

#ifdef __cplusplus
}
#endif

#endif
