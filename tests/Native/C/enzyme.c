/* A driver as those of Enzyme: it takes a table of functions, and reverses a loop over a state of two arrays.
 * The gradient must be that of an adjoint that has kept every state, for every family, every store and every
 * length, whether that is known or found out. */
#include "expect.h"

#include <schedules_enzyme.h>

#include <string.h>

enum { MOST = 40, SIZE = 5 };

typedef struct {
  double u[SIZE], t;
} state;

static void step(state *s, int64_t n)
{
  for (int i = 0; i < SIZE; i++)
    s->u[i] += 0.01 * s->u[i] * s->u[(i + 1) % SIZE] + 0.001 * (double)n * s->t;
  s->t *= 1.01;
}

static void adjoint_step(state *a, const state *s, int64_t n)
{
  state b = *a;
  b.t = 1.01 * a->t;
  for (int i = 0; i < SIZE; i++) {
    b.u[i] += 0.01 * a->u[i] * s->u[(i + 1) % SIZE];
    b.u[(i + 1) % SIZE] += 0.01 * a->u[i] * s->u[i];
    b.t += 0.001 * (double)n * a->u[i];
  }
  *a = b;
}

static void wanted(const state *first, int64_t n, state *a)
{
  state all[MOST + 1] = {*first};
  for (int64_t i = 0; i < n; i++) {
    all[i + 1] = all[i];
    step(&all[i + 1], i);
  }
  *a = all[n];
  for (int64_t i = n - 1; i >= 0; i--)
    adjoint_step(a, &all[i], i);
}

static const schedules_enzyme_table *table;

static void refuse(const char *what)
{
  char text[500];
  schedules_error(text, sizeof text);
  fprintf(stderr, "%s: %s\n", what, text);
  exit(1);
}

static int drive(const char *data, int64_t n, int known, const state *first, state *a)
{
  state s = *first;
  schedules_enzyme_region regions[] = {{s.u, sizeof s.u, 0, 0}, {&s.t, sizeof s.t, 0, 0}};
  schedules_enzyme_action action;
  int64_t at = 0, adjoint = n;
  int stores = 0, told = known, first_turn = 0;
  void *run = table->init((void *)data, known ? n : -1, sizeof s);
  if (run == NULL)
    refuse(data);
  table->store(run, -2, 0, regions, 2);
  table->store(run, -1, 0, regions, 2);
  for (;;) {
    memset(&action, 0xAA, sizeof action);
    table->next_action(run, &action);
    switch (action.flag) {
    case SCHEDULES_ENZYME_STORE:
      EXPECT(at, action.iteration);
      EXPECT(action.cpnum >= 0, 1);
      table->store(run, action.cpnum, action.iteration, regions, 2);
      stores++;
      break;
    case SCHEDULES_ENZYME_RESTORE:
      memset(s.u, 0xFF, sizeof s.u);
      s.t = -1;
      table->restore(run, action.cpnum, action.iteration, regions, 2);
      at = action.iteration;
      break;
    case SCHEDULES_ENZYME_FORWARD:
      EXPECT(at, action.startiteration);
      EXPECT(action.iteration > at, 1);
      EXPECT(!told || action.iteration <= adjoint, 1);
      while (at < action.iteration && at < n)
        step(&s, at++);
      if (!told && at == n) {
        /* The loop is over. */
        table->set_nsteps(run, n);
        told = 1;
      }
      EXPECT(at == action.iteration || at == n, 1);
      break;
    case SCHEDULES_ENZYME_FIRSTUTURN:
      EXPECT(first_turn++, 0);
      EXPECT(action.iteration, n);
      state end = s;
      step(&end, n - 1);
      *a = end;
      /* fall through */
    case SCHEDULES_ENZYME_UTURN:
      EXPECT(first_turn, 1);
      EXPECT(at, action.iteration - 1);
      EXPECT(adjoint, action.iteration);
      adjoint_step(a, &s, --adjoint);
      break;
    case SCHEDULES_ENZYME_DONE:
      EXPECT(adjoint, 0);
      table->restore(run, -2, 0, regions, 2);
      EXPECT(memcmp(s.u, first->u, sizeof s.u), 0);
      table->finalize(run);
      table->next_action(run, &action);
      EXPECT(action.flag, SCHEDULES_ENZYME_ERROR);
      return stores;
    default:
      refuse("error");
    }
  }
}

static void errors(const state *first)
{
  const char *bad[] = {"", "nix", "mixed snapshots=3", "uniform snapshots=3", "single-memory", "none",
                       "revolve snapshotsInRam=0", "revolve snapshotsInRam=2 store=nix", "periodic-disk period=3"};
  char text[500];
  for (unsigned at = 0; at < sizeof bad / sizeof *bad; at++) {
    EXPECT(table->init((void *)bad[at], 10, 8) == NULL, 1);
    EXPECT(schedules_error(text, sizeof text) > 5, 1);
  }
  EXPECT(table->init(NULL, 10, 8) == NULL, 1);
  EXPECT(table->init("revolve snapshotsInRam=2", -1, 8) == NULL, 1);
  EXPECT(table->init("revolve snapshotsInRam=2", -2, 8) == NULL, 1);

  /* What cannot be stored or restored is said by the next action, and from then on. */
  state s = *first;
  schedules_enzyme_region device = {&s, sizeof s, 1, 0}, less = {&s, 8, 0, 0}, whole = {&s, sizeof s, 0, 0};
  for (int kind = 0; kind < 3; kind++) {
    schedules_enzyme_action a;
    void *run = table->init("revolve snapshotsInRam=2", 10, sizeof s);
    EXPECT(run != NULL, 1);
    table->next_action(run, &a);
    EXPECT(a.flag, SCHEDULES_ENZYME_STORE);
    if (kind == 0)
      table->store(run, a.cpnum, 0, &device, 1);
    if (kind == 1)
      table->restore(run, a.cpnum, 0, &whole, 1);
    if (kind == 2) {
      table->store(run, a.cpnum, 0, &whole, 1);
      table->restore(run, a.cpnum, 0, &less, 1);
    }
    for (int again = 0; again < 2; again++) {
      table->next_action(run, &a);
      EXPECT(a.flag, SCHEDULES_ENZYME_ERROR);
    }
    table->finalize(run);
  }
  schedules_enzyme_action a;
  table->next_action(NULL, &a);
  EXPECT(a.flag, SCHEDULES_ENZYME_ERROR);
  table->finalize(NULL);
  table->store(NULL, 0, 0, &whole, 1);
}

int main(void)
{
  const char *families[] = {"revolve snapshotsInRam=3",
                            "revolve snapshotsInRam=4 trajectory=largest",
                            "multistage snapshotsInRam=1 snapshotsOnDisk=2",
                            "multistage snapshotsInRam=0 snapshotsOnDisk=3",
                            "two-level period=5 binomialSnapshots=2 binomialStorage=ram",
                            "h-revolve slots=2,2 write=0,1 read=0,1",
                            "disk-revolve snapshotsInRam=2",
                            "1d-revolve snapshotsInRam=2",
                            "periodic-disk-revolve snapshotsInRam=2",
                            "async-disk snapshotsInRam=2",
                            "async-periodic-disk snapshotsInRam=2 period=5",
                            "optimal slots=1,2 write=0,1 read=0,1",
                            "online policy=r2 snapshots=3",
                            "online policy=r3 snapshots=3",
                            "online policy=dynamic snapshots=3"};
  const char *stores[] = {"", " store=compressed", " store=disk"};
  const int64_t few[] = {0, 1, 2, 9, 23};
  state first = {{1, 0.5, -0.25, 0.75, 2}, 1}, a, b;
  long runs = 0;
  table = schedules_enzyme();
  EXPECT(table->version, 1);
  for (unsigned f = 0; f < sizeof families / sizeof *families; f++)
    for (int s = 0; s < 3; s++)
      for (int known = 0; known < 2; known++) {
        int finds_out = strncmp(families[f], "online", 6) == 0 || strncmp(families[f], "two-level", 9) == 0 ||
                        strncmp(families[f], "async-periodic-disk", 19) == 0;
        if (!known && !finds_out)
          continue;
        for (int64_t at = 0; at < (s == 0 ? MOST + 1 : 5); at++) {
          int64_t n = s == 0 ? at : few[at];
          char data[200];
          if (!known && n == 0)
            continue;
          snprintf(data, sizeof data, "%s%s", families[f], stores[s]);
          wanted(&first, n, &a);
          memset(&b, 0, sizeof b);
          drive(data, n, known, &first, &b);
          if (n > 0)
            EXPECT(memcmp(&a, &b, sizeof a), 0);
          runs++;
        }
      }
  errors(&first);
  printf("%ld schedules\n", runs);
  return 0;
}
