/* Reads lines `length batch spec`: opens the spec, goes through the run of one adjoint calculation,
 * one by one (batch 0) or in batches, tells the length where an online run gets to it, and prints every
 * action with the position after it. A judge steps along. */
#include <schedules.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check(int64_t answer)
{
  if (answer >= 0)
    return;
  char text[1000];
  schedules_error(text, sizeof text);
  printf("refused %" PRId64 ": %s\n", answer, text);
  exit(1);
}

static void print_action(const schedules_action *a)
{
  printf("%d %" PRId64 " %" PRId64 " %d %d %d %d %d", a->kind, a->n0, a->n1, a->from, a->to, a->write_ics,
         a->write_adj_deps, a->clear_adj_deps);
}

static void print_position(schedules_handle run)
{
  schedules_position p;
  check(schedules_position_of(run, &p));
  printf(" | %" PRId64 " %" PRId64 " %" PRId64 " %d %d %d\n", p.n, p.r, p.max_n, p.is_running, p.is_exhausted,
         p.awaits_length);
}

static void go(const char *spec, int64_t length, int64_t batch)
{
  schedules_handle run, judge;
  schedules_action room[64];
  check(schedules_open(spec, &run));
  check(schedules_judge(run, &judge));
  int told = 0;
  for (int ended = 0; !ended;) {
    int64_t count = batch == 0 ? schedules_next(run, room) : schedules_next_batch(run, room, batch);
    check(count);
    if (count == 0)
      break;
    for (int64_t at = 0; at < count && !ended; at++) {
      schedules_action *a = &room[at];
      check(schedules_judge_step(judge, a));
      print_action(a);
      if (at == count - 1) {
        schedules_position p;
        check(schedules_position_of(run, &p));
        if (!told && p.max_n < 0 && a->kind == SCHEDULES_FORWARD && a->n1 >= length) {
          check(schedules_set_length(run, length));
          check(schedules_judge_set_length(judge, length));
          told = 1;
        }
        print_position(run);
      } else
        printf("\n");
      ended = a->kind == SCHEDULES_END_REVERSE;
    }
  }
  printf("end %" PRId64 " %" PRId64 "\n", schedules_judge_units(judge, 0), schedules_judge_units(judge, 1));
  check(schedules_destroy(judge));
  check(schedules_destroy(run));
}

static void print_facts(const char *spec)
{
  schedules_handle run;
  schedules_facts f;
  char text[4000];
  check(schedules_open(spec, &run));
  check(schedules_facts_of(run, &f));
  printf("facts %" PRId64 " %" PRId64 " %" PRId64 " %d %d\n", f.steps, f.period, f.adjoints, f.is_online, f.levels);
  for (int storage = -2; storage < 4; storage++)
    printf("%d ", schedules_uses(run, storage));
  for (int storage = -1; storage < 4; storage++)
    printf("%" PRId64 " ", schedules_limit(run, storage));
  check(schedules_spec(run, text, sizeof text));
  printf("\n%s\n", text);
  schedules_counts counts;
  schedules_level_counts levels[3];
  double cost;
  if (f.steps >= 0) {
    check(schedules_predict(run, -1, &counts, levels, 3));
    printf("%" PRId64 " %" PRId64 " %" PRId64, counts.forward_steps, counts.recorded_steps, counts.reversed_steps);
    for (int level = 0; level < 3; level++)
      printf(" %" PRId64 "/%" PRId64 "/%" PRId64, levels[level].writes, levels[level].reads, levels[level].deletes);
    check(schedules_cost(run, &cost));
    printf(" %.17g\n", cost);
  } else if (schedules_predict(run, -1, &counts, NULL, 0) != SCHEDULES_STATE)
    exit(2);
  check(schedules_destroy(run));
}

int main(void)
{
  char line[4000];
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = 0;
    char *rest;
    int64_t length = strtoll(line, &rest, 10);
    int64_t batch = strtoll(rest, &rest, 10);
    while (*rest == ' ')
      rest++;
    print_facts(rest);
    go(rest, length, batch);
  }
  return 0;
}
