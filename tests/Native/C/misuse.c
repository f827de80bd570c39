/* Null, destroyed and foreign handles, texts without room, numbers out of range: errors, and no crash. */
#include "expect.h"

#include <string.h>

static void handles(void)
{
  schedules_handle run, other, judge;
  schedules_action a;
  schedules_position p;
  schedules_facts f;
  schedules_counts c;
  double cost;
  char text[100];
  schedules_handle bad[] = {0, 1, 4711, UINT64_MAX, (schedules_handle)(uintptr_t)&run, 0};
  OK(schedules_open("revolve steps=10 snapshotsInRam=3", &run));
  bad[5] = run;
  EXPECT(schedules_destroy(run), SCHEDULES_OK);
  for (unsigned at = 0; at < sizeof bad / sizeof *bad; at++) {
    schedules_handle h = bad[at];
    EXPECT(schedules_destroy(h), SCHEDULES_HANDLE);
    EXPECT(schedules_restart(h, &other), SCHEDULES_HANDLE);
    EXPECT(schedules_fork(h, &other), SCHEDULES_HANDLE);
    EXPECT(other, 0);
    EXPECT(schedules_next(h, &a), SCHEDULES_HANDLE);
    EXPECT(schedules_next_batch(h, &a, 1), SCHEDULES_HANDLE);
    EXPECT(schedules_set_length(h, 1), SCHEDULES_HANDLE);
    EXPECT(schedules_position_of(h, &p), SCHEDULES_HANDLE);
    EXPECT(schedules_facts_of(h, &f), SCHEDULES_HANDLE);
    EXPECT(schedules_uses(h, 0), SCHEDULES_HANDLE);
    EXPECT(schedules_limit(h, 0), SCHEDULES_HANDLE);
    EXPECT(schedules_predict(h, 1, &c, NULL, 0), SCHEDULES_HANDLE);
    EXPECT(schedules_cost(h, &cost), SCHEDULES_HANDLE);
    EXPECT(schedules_spec(h, text, sizeof text), SCHEDULES_HANDLE);
    EXPECT(schedules_judge(h, &judge), SCHEDULES_HANDLE);
    EXPECT(schedules_judge_step(h, &a), SCHEDULES_HANDLE);
    EXPECT(schedules_judge_set_length(h, 1), SCHEDULES_HANDLE);
    EXPECT(schedules_judge_finish(h), SCHEDULES_HANDLE);
    EXPECT(schedules_judge_units(h, 0), SCHEDULES_HANDLE);
  }
  /* A place that is used again has another number. */
  OK(schedules_open("none", &other));
  EXPECT(other == run, 0);
  EXPECT(schedules_next(run, &a), SCHEDULES_HANDLE);
  /* One of the other kind. */
  OK(schedules_judge(other, &judge));
  EXPECT(schedules_next(judge, &a), SCHEDULES_HANDLE);
  EXPECT(schedules_judge_finish(other), SCHEDULES_HANDLE);
  OK(schedules_destroy(judge));
  OK(schedules_destroy(other));
}

static void pointers(void)
{
  schedules_handle run, judge;
  char *plan;
  char text[1] = {'x'};
  schedules_counts c;
  EXPECT(schedules_open(NULL, &run), SCHEDULES_NULL);
  EXPECT(schedules_open("none", NULL), SCHEDULES_NULL);
  EXPECT(schedules_plan(NULL, &plan), SCHEDULES_NULL);
  EXPECT(plan == NULL, 1);
  EXPECT(schedules_plan("{}", NULL), SCHEDULES_NULL);
  schedules_free(NULL);
  OK(schedules_open("revolve steps=10 snapshotsInRam=3", &run));
  EXPECT(schedules_next(run, NULL), SCHEDULES_NULL);
  EXPECT(schedules_next_batch(run, NULL, 5), SCHEDULES_NULL);
  EXPECT(schedules_fork(run, NULL), SCHEDULES_NULL);
  EXPECT(schedules_restart(run, NULL), SCHEDULES_NULL);
  EXPECT(schedules_position_of(run, NULL), SCHEDULES_NULL);
  EXPECT(schedules_facts_of(run, NULL), SCHEDULES_NULL);
  EXPECT(schedules_predict(run, 1, NULL, NULL, 0), SCHEDULES_NULL);
  EXPECT(schedules_predict(run, 1, &c, NULL, 1), SCHEDULES_NULL);
  EXPECT(schedules_cost(run, NULL), SCHEDULES_NULL);
  EXPECT(schedules_judge(run, NULL), SCHEDULES_NULL);
  EXPECT(schedules_spec(run, NULL, 10), SCHEDULES_NULL);
  OK(schedules_judge(run, &judge));
  EXPECT(schedules_judge_step(judge, NULL), SCHEDULES_NULL);
  /* Texts with too little room. */
  int64_t length = schedules_spec(run, NULL, 0);
  OK(length);
  EXPECT(schedules_spec(run, text, 0), length);
  EXPECT(text[0], 'x');
  EXPECT(schedules_spec(run, text, 1), length);
  EXPECT(text[0], 0);
  char whole[1000], part[10];
  memset(whole, 'x', sizeof whole);
  EXPECT(schedules_spec(run, whole, sizeof whole), length);
  EXPECT(strlen(whole), length);
  EXPECT(schedules_spec(run, part, sizeof part), length);
  EXPECT(strncmp(part, whole, 9), 0);
  EXPECT(part[9], 0);
  EXPECT(schedules_spec(run, text, -1), SCHEDULES_RANGE);
  OK(schedules_destroy(judge));
  OK(schedules_destroy(run));
}

static void numbers(void)
{
  schedules_handle run, judge, again;
  schedules_action a, wrong;
  schedules_counts c;
  schedules_level_counts l[1];
  EXPECT(schedules_open("", &run), SCHEDULES_TEXT);
  EXPECT(run, 0);
  EXPECT(schedules_open("revolve steps=10 snapshotsInRam=3 snapshotsInRam=3", &run), SCHEDULES_TEXT);
  EXPECT(schedules_open("revolve steps=10", &run), SCHEDULES_TEXT);
  EXPECT(schedules_open("revolve steps=10 snapshotsInRam", &run), SCHEDULES_TEXT);
  EXPECT(schedules_open("\xff\xfe", &run), SCHEDULES_TEXT);
  EXPECT(schedules_open("{\"format\":1}", &run), SCHEDULES_TEXT);
  EXPECT(schedules_open("revolve steps=0 snapshotsInRam=3", &run), SCHEDULES_RANGE);
  EXPECT(schedules_open("h-revolve steps=9 slots=1,1 uf=-1", &run), SCHEDULES_RANGE);
  OK(schedules_open("online policy=r2 snapshots=3", &run));
  EXPECT(schedules_next_batch(run, &a, 0), SCHEDULES_RANGE);
  EXPECT(schedules_next_batch(run, &a, -1), SCHEDULES_RANGE);
  EXPECT(schedules_set_length(run, 5), SCHEDULES_STATE);
  EXPECT(schedules_predict(run, 1, &c, l, 1), SCHEDULES_STATE);
  EXPECT(schedules_limit(run, -2), SCHEDULES_RANGE);
  EXPECT(schedules_uses(run, 1000), 0);
  EXPECT(schedules_next(run, &a), 1);
  EXPECT(schedules_set_length(run, a.n1 + 1), SCHEDULES_RANGE);
  EXPECT(schedules_set_length(run, a.n1), SCHEDULES_OK);
  EXPECT(schedules_set_length(run, a.n1), SCHEDULES_OK);
  EXPECT(schedules_set_length(run, a.n1 + 1), SCHEDULES_STATE);
  EXPECT(schedules_predict(run, 2, &c, l, 1), SCHEDULES_RANGE);
  EXPECT(schedules_predict(run, -1, &c, l, 1), SCHEDULES_OK);
  OK(schedules_destroy(run));

  /* A Forward without an end: nothing comes next until it is told. */
  OK(schedules_open("single-memory", &run));
  EXPECT(schedules_next(run, &a), 1);
  EXPECT(a.n1 == SCHEDULES_OPEN_END, 1);
  EXPECT(schedules_next(run, &a), SCHEDULES_STATE);
  EXPECT(schedules_next_batch(run, &a, 1), SCHEDULES_STATE);
  EXPECT(schedules_set_length(run, 3), SCHEDULES_OK);
  EXPECT(schedules_next(run, &a), 1);
  OK(schedules_destroy(run));

  /* What the judge refuses changes nothing. */
  OK(schedules_open("revolve steps=2 snapshotsInRam=1", &run));
  OK(schedules_judge(run, &judge));
  OK(schedules_fork(run, &again));
  while (schedules_next(run, &a) == 1) {
    wrong = a;
    wrong.kind = 17;
    EXPECT(schedules_judge_step(judge, &wrong), SCHEDULES_RANGE);
    wrong.kind = SCHEDULES_COPY;
    wrong.n0 = 1234;
    wrong.from = 0;
    wrong.to = -1;
    EXPECT(schedules_judge_step(judge, &wrong), SCHEDULES_INVALID);
    wrong.from = -3;
    EXPECT(schedules_judge_step(judge, &wrong), SCHEDULES_RANGE);
    EXPECT(schedules_judge_finish(judge), SCHEDULES_INVALID);
    EXPECT(schedules_judge_step(judge, &a), SCHEDULES_OK);
  }
  EXPECT(schedules_judge_finish(judge), SCHEDULES_OK);
  EXPECT(schedules_judge_units(judge, -1), SCHEDULES_RANGE);
  /* The fork goes its own way, from where it was made. */
  EXPECT(schedules_next(run, &a), 0);
  EXPECT(schedules_next(again, &a), 1);
  EXPECT(a.kind, SCHEDULES_FORWARD);
  EXPECT(a.n0, 0);
  OK(schedules_destroy(again));
  OK(schedules_destroy(judge));
  OK(schedules_destroy(run));
}

static void plans(void)
{
  char *plan;
  EXPECT(schedules_plan("{", &plan), SCHEDULES_TEXT);
  EXPECT(schedules_plan("[]", &plan), SCHEDULES_TEXT);
  EXPECT(schedules_plan("{\"steps\":1}", &plan), SCHEDULES_TEXT);
  EXPECT(schedules_plan("{\"steps\":0,\"machine\":\"advance=1\",\"budgets\":[10]}", &plan), SCHEDULES_RANGE);
  EXPECT(schedules_plan("{\"steps\":9,\"machine\":\"advance=1\",\"budgets\":[10],\"nix\":1}", &plan), SCHEDULES_TEXT);
  EXPECT(schedules_plan("{\"steps\":9,\"machine\":\"advance=1\",\"budgets\":[10]}", &plan), SCHEDULES_OK);
  EXPECT(strncmp(plan, "{\"lower_bound\":", 15), 0);
  EXPECT(strstr(plan, "revolve") != NULL, 1);
  schedules_free(plan);
}

int main(void)
{
  char version[20];
  EXPECT(schedules_abi(), SCHEDULES_ABI);
  OK(schedules_version(version, sizeof version));
  handles();
  pointers();
  numbers();
  plans();
  puts("done");
  return 0;
}
