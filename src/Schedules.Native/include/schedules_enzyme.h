/* Schedules for Enzyme's checkpointing drivers: a table of functions as its checkpoint.h, ABI version 1,
 * declares it (there under other names; the layout is the same: cast the pointer).
 *
 * init takes as `data` a line of words: a family, its parameters but for the steps, and, if you like,
 * store=ram (the usual one: each level where it belongs), store=disk (all on disk), store=compressed, and
 * directory=PATH for what is on disk:
 *
 *     state = table->init("revolve snapshotsInRam=10 store=compressed", nsteps, bytes);
 *
 * Families that keep restart data and reverse a step at a time: revolve, multistage, two-level, h-revolve,
 * disk-revolve, 1d-revolve, periodic-disk-revolve, async-disk, async-periodic-disk, optimal, online. With
 * nsteps = -1, online, two-level and async-periodic-disk. A state of NULL: schedules_error says why; so it does after an action with the flag ERROR,
 * which follows a store or restore that failed. Regions on a device are refused. */
#ifndef SCHEDULES_ENZYME_H
#define SCHEDULES_ENZYME_H

#include "schedules.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  SCHEDULES_ENZYME_NONE = 0,
  SCHEDULES_ENZYME_STORE = 1,      /* the state stands before step `iteration`, and goes into slot `cpnum` */
  SCHEDULES_ENZYME_RESTORE = 2,    /* out of it */
  SCHEDULES_ENZYME_FORWARD = 3,    /* run steps startiteration ... iteration-1 */
  SCHEDULES_ENZYME_FIRSTUTURN = 4, /* as UTURN, once, at the end of the forward */
  SCHEDULES_ENZYME_UTURN = 5,      /* the state stands before step iteration-1: record and reverse it */
  SCHEDULES_ENZYME_ERROR = 6,
  SCHEDULES_ENZYME_DONE = 7
};

typedef struct schedules_enzyme_action {
  int32_t flag;
  int64_t iteration;
  int64_t startiteration;
  int64_t cpnum;
} schedules_enzyme_action;

typedef struct schedules_enzyme_region {
  void *ptr;
  uint64_t bytes;
  uint32_t addrspace; /* 0: memory of the host */
  uint32_t flags;
} schedules_enzyme_region;

typedef struct schedules_enzyme_table {
  uint32_t version; /* 1 */
  void *(*init)(void *data, int64_t nsteps, uint64_t bytes);
  void (*next_action)(void *state, schedules_enzyme_action *action);
  /* Slots -2 and -1 belong to the driver, and are kept like the others. */
  void (*store)(void *state, int64_t slot, int64_t step, const schedules_enzyme_region *regions, uint64_t count);
  void (*restore)(void *state, int64_t slot, int64_t step, const schedules_enzyme_region *regions, uint64_t count);
  void (*set_nsteps)(void *state, int64_t nsteps);
  void (*finalize)(void *state);
  void *save_state, *load_state, *set_paths; /* NULL */
} schedules_enzyme_table;

/* The table: it stays as long as the process. */
const schedules_enzyme_table *schedules_enzyme(void);

#ifdef __cplusplus
}
#endif

#endif
