/* Threads with a run each at the same time, with one run for all of them, and with handles that others
 * destroy. Prints the sum of what the runs of the threads gave. */
#include "expect.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

enum { THREADS = 8, ROUNDS = 60 };

static schedules_handle shared;
static atomic_llong from_shared, refused;

static const char *specs[] = {"revolve steps=50 snapshotsInRam=4", "mixed steps=50 snapshots=4",
                              "h-revolve steps=50 slots=2,3", "multistage steps=50 snapshotsInRam=2 snapshotsOnDisk=2"};

static void *own(void *given)
{
  long long count = 0;
  for (int round = 0; round < ROUNDS; round++) {
    schedules_handle run, judge;
    schedules_action a;
    char text[200];
    OK(schedules_open(specs[round % 4], &run));
    OK(schedules_judge(run, &judge));
    while (schedules_next(run, &a) == 1) {
      EXPECT(schedules_judge_step(judge, &a), SCHEDULES_OK);
      count++;
    }
    EXPECT(schedules_judge_finish(judge), SCHEDULES_OK);
    OK(schedules_destroy(judge));
    OK(schedules_destroy(run));
    /* Errors are those of the thread. */
    EXPECT(schedules_open(given == NULL ? "one" : "other", &run), SCHEDULES_TEXT);
    OK(schedules_error(text, sizeof text));
    EXPECT(strstr(text, given == NULL ? "one" : "other") != NULL, 1);
  }
  return (void *)(intptr_t)count;
}

static void *all_of_one(void *given)
{
  (void)given;
  for (;;) {
    schedules_action a;
    int32_t answer = schedules_next(shared, &a);
    if (answer == 1)
      atomic_fetch_add(&from_shared, 1);
    else if (answer == SCHEDULES_BUSY)
      atomic_fetch_add(&refused, 1);
    else if (answer == SCHEDULES_HANDLE)
      return NULL;
    else {
      /* The one who finds it exhausted destroys it, under the others. */
      EXPECT(answer, 0);
      int32_t gone = schedules_destroy(shared);
      if (gone != SCHEDULES_OK && gone != SCHEDULES_BUSY)
        EXPECT(gone, SCHEDULES_HANDLE);
    }
  }
}

int main(void)
{
  pthread_t threads[THREADS];
  long long sum = 0;
  for (int at = 0; at < THREADS; at++)
    EXPECT(pthread_create(&threads[at], NULL, own, at % 2 ? threads : NULL), 0);
  for (int at = 0; at < THREADS; at++) {
    void *count;
    EXPECT(pthread_join(threads[at], &count), 0);
    sum += (intptr_t)count;
  }
  OK(schedules_open("revolve steps=20000 snapshotsInRam=10", &shared));
  schedules_handle same;
  schedules_action a;
  long long alone = 0;
  OK(schedules_restart(shared, &same));
  while (schedules_next(same, &a) == 1)
    alone++;
  for (int at = 0; at < THREADS; at++)
    EXPECT(pthread_create(&threads[at], NULL, all_of_one, NULL), 0);
  for (int at = 0; at < THREADS; at++)
    EXPECT(pthread_join(threads[at], NULL), 0);
  EXPECT(from_shared, alone);
  printf("%lld\n", sum);
  return 0;
}
