/* What code that Tapenade has generated calls for its binomial checkpointing: link with -lschedules instead
 * of its adBinomial.c. Each thread has its loops, which nest. In Fortran the names are adbinomial_init_,
 * adbinomial_next_ and adbinomial_resize_.
 *
 * These functions answer nothing by which they could refuse. What is wrong (nbSnap of 0, a call without
 * adBinomial_init) ends the process by abort(), with a line on standard error: a gradient that is wrong in
 * silence would be worse. */
#ifndef SCHEDULES_TAPENADE_H
#define SCHEDULES_TAPENADE_H

#include "schedules.h"

#ifdef __cplusplus
extern "C" {
#endif

enum {
  SCHEDULES_PUSHSNAP = 1,  /* push the state, which stands before `step` */
  SCHEDULES_LOOKSNAP = 2,  /* read the top of the stack, which stays */
  SCHEDULES_POPSNAP = 3,   /* read the top of the stack, and take it off */
  SCHEDULES_ADVANCE = 4,   /* run `step` */
  SCHEDULES_FIRSTTURN = 5, /* record `step`, the last one, and reverse it */
  SCHEDULES_TURN = 6
};

/* A loop of `length` steps, which count from firstStep, with nbSnap snapshots. */
void adBinomial_init(int length, int nbSnap, int firstStep);

/* What to do next; 0 if the loop is over. */
int adBinomial_next(int *action, int *step);

/* The loop has ended early, after the last ADVANCE: there are no more steps. */
void adBinomial_resize(void);

/* The family of the loops that this thread begins from now on, as words: its number of steps is `length`,
 * its slots are nbSnap where the words say nothing of them; NULL for the usual one, revolve. Families whose
 * snapshots are a stack: revolve, multistage, h-revolve, disk-revolve, 1d-revolve, periodic-disk-revolve,
 * optimal. After adBinomial_resize all go on binomially. */
int32_t schedules_tapenade(const char *words);

#ifdef __cplusplus
}
#endif

#endif
