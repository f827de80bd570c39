/* Heat conduction in a rod, u' = d u'' + c u^2, by explicit steps; the objective is the sum of squares of
 * the last state. Its gradient by the initial state is computed by the adjoint under schedules of many
 * families, with restart data and dependencies where they say, and checked: it must be that of differences,
 * and the same bits for all schedules. */
#include "expect.h"

#include <math.h>
#include <string.h>

enum { CELLS = 24, STEPS = 60, SLOTS = STEPS + 1, LEVELS = 3 };

static const double D = 0.2, C = 0.01;

/* A checkpoint: the state at a step, and the states at the starts of steps whose dependencies it has. */
typedef struct {
  int used, ics;
  int64_t n, end;
  double state[CELLS], deps[STEPS][CELLS];
} checkpoint;

static checkpoint store[LEVELS][SLOTS], work;

static void step(double *u)
{
  double v[CELLS];
  for (int i = 0; i < CELLS; i++) {
    double left = i > 0 ? u[i - 1] : 0, right = i < CELLS - 1 ? u[i + 1] : 0;
    v[i] = u[i] + D * (left - 2 * u[i] + right) + C * u[i] * u[i];
  }
  memcpy(u, v, sizeof v);
}

static void adjoint_step(double *a, const double *u)
{
  double b[CELLS];
  for (int i = 0; i < CELLS; i++) {
    double left = i > 0 ? a[i - 1] : 0, right = i < CELLS - 1 ? a[i + 1] : 0;
    b[i] = a[i] * (1 - 2 * D + 2 * C * u[i]) + D * (left + right);
  }
  memcpy(a, b, sizeof b);
}

static double objective(const double *control)
{
  double u[CELLS], sum = 0;
  memcpy(u, control, sizeof u);
  for (int n = 0; n < STEPS; n++)
    step(u);
  for (int i = 0; i < CELLS; i++)
    sum += u[i] * u[i];
  return sum / 2;
}

static checkpoint *find(int level, int64_t n, int used)
{
  for (int at = 0; at < SLOTS; at++)
    if (store[level][at].used == used && (!used || store[level][at].n == n))
      return &store[level][at];
  fprintf(stderr, "level %d has no %s for step %lld\n", level, used ? "checkpoint" : "slot", (long long)n);
  exit(1);
}

static void forward(const schedules_action *a, double *u, int64_t n1)
{
  checkpoint c = {.used = 1, .ics = a->write_ics, .n = a->n0, .end = a->write_adj_deps ? n1 : a->n0};
  memcpy(c.state, u, sizeof c.state);
  for (int64_t n = a->n0; n < n1; n++) {
    memcpy(c.deps[n], u, sizeof c.state);
    step(u);
  }
  memset(&work, 0, sizeof work);
  if (a->write_ics || a->write_adj_deps)
    *(a->to == SCHEDULES_WORK ? &work : find(a->to, a->n0, 0)) = c;
}

static int gradient(const char *spec, const double *control, double *g)
{
  schedules_handle run, judge;
  schedules_action a;
  double u[CELLS];
  int ended = 0, actions = 0;
  memset(store, 0, sizeof store);
  memcpy(u, control, sizeof u);
  OK(schedules_open(spec, &run));
  OK(schedules_judge(run, &judge));
  while (!ended && schedules_next(run, &a) == 1) {
    schedules_position p;
    int64_t end = a.n1 < STEPS ? a.n1 : STEPS;
    actions++;
    EXPECT(schedules_judge_step(judge, &a), SCHEDULES_OK);
    switch (a.kind) {
    case SCHEDULES_FORWARD:
      forward(&a, u, end);
      OK(schedules_position_of(run, &p));
      if (end == STEPS && p.max_n < 0) {
        OK(schedules_set_length(run, STEPS));
        OK(schedules_judge_set_length(judge, STEPS));
        if (work.used && work.end > work.n)
          work.end = STEPS;
      }
      break;
    case SCHEDULES_REVERSE:
      for (int64_t n = a.n1 - 1; n >= a.n0; n--) {
        EXPECT(work.used && work.n <= n && n < work.end, 1);
        adjoint_step(g, work.deps[n]);
      }
      if (a.clear_adj_deps)
        memset(&work, 0, sizeof work);
      break;
    case SCHEDULES_COPY:
    case SCHEDULES_MOVE: {
      checkpoint *c = find(a.from, a.n0, 1);
      if (a.to == SCHEDULES_WORK) {
        work = *c;
        if (c->ics)
          memcpy(u, c->state, sizeof u);
      } else if (a.to != SCHEDULES_NONE)
        *find(a.to, a.n0, 0) = *c;
      if (a.kind == SCHEDULES_MOVE)
        c->used = 0;
      break;
    }
    case SCHEDULES_END_FORWARD:
      memcpy(g, u, sizeof u);
      break;
    case SCHEDULES_END_REVERSE:
      ended = 1;
      break;
    }
  }
  EXPECT(ended, 1);
  EXPECT(schedules_judge_finish(judge), SCHEDULES_OK);
  OK(schedules_destroy(judge));
  OK(schedules_destroy(run));
  return actions;
}

int main(void)
{
  const char *specs[] = {"single-memory",
                         "single-disk moveData=true",
                         "revolve steps=60 snapshotsInRam=4",
                         "multistage steps=60 snapshotsInRam=2 snapshotsOnDisk=3",
                         "two-level period=7 binomialSnapshots=2",
                         "periodic-disk period=7",
                         "uniform steps=60 snapshots=5",
                         "mixed steps=60 snapshots=5",
                         "unit-sizes steps=60 units=9 restartUnits=2 dependencyUnits=1",
                         "h-revolve steps=60 slots=2,3,4 write=0,1,4 read=0,1,4",
                         "disk-revolve steps=60 snapshotsInRam=3",
                         "1d-revolve steps=60 snapshotsInRam=3",
                         "periodic-disk-revolve steps=60 snapshotsInRam=3",
                         "async-disk steps=60 snapshotsInRam=3",
                         "async-periodic-disk snapshotsInRam=3 period=9",
                         "optimal steps=60 slots=2,2 write=0,3 read=0,2",
                         "online policy=r2 snapshots=4"};
  double control[CELLS], g[CELLS], first[CELLS];
  for (int i = 0; i < CELLS; i++)
    control[i] = sin(0.3 * i) + 0.2;
  for (unsigned s = 0; s < sizeof specs / sizeof *specs; s++) {
    int actions = gradient(specs[s], control, g);
    if (s == 0)
      memcpy(first, g, sizeof g);
    if (memcmp(first, g, sizeof g) != 0) {
      fprintf(stderr, "%s: another gradient\n", specs[s]);
      return 1;
    }
    printf("%s: %d actions\n", specs[s], actions);
  }
  for (int i = 0; i < CELLS; i++) {
    double h = 1e-5, up[CELLS], down[CELLS];
    memcpy(up, control, sizeof up);
    memcpy(down, control, sizeof down);
    up[i] += h;
    down[i] -= h;
    double difference = (objective(up) - objective(down)) / (2 * h);
    if (!(fabs(difference - g[i]) <= 1e-7 * (1 + fabs(g[i])))) {
      fprintf(stderr, "cell %d: %.12g by the adjoint, %.12g by differences\n", i, g[i], difference);
      return 1;
    }
  }
  puts("the gradient is right");
  return 0;
}
