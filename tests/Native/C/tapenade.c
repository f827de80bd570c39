/* Loops as Tapenade generates them, with a stack of snapshots: of every length, nested, cut short, and under
 * other families. The gradient must be that of an adjoint that has kept every state. */
#include "expect.h"

#include <schedules_tapenade.h>

#include <string.h>

enum { MOST = 60 };

static double step(double u, int n) { return u + 0.01 * u * u + 0.001 * n; }

static double adjoint_step(double a, double u) { return a * (1 + 0.02 * u); }

static double wanted(double u, int n, int first)
{
  double all[MOST + 1] = {u}, a = 1;
  for (int i = 0; i < n; i++)
    all[i + 1] = step(all[i], first + i);
  for (int i = n - 1; i >= 0; i--)
    a = adjoint_step(a, all[i]);
  return a;
}

/* `ends`: how many steps the loop turns out to have, at most the length. */
static double gradient(double u, int length, int ends, int slots, int first, int nested)
{
  double stack[MOST + 1], a = 1;
  int steps[MOST + 1], top = 0, at = first, adjoint = first + ends, turns = 0, action = 0, number = 0;
  adBinomial_init(length, slots, first);
  if (ends == 0 && length > 0)
    adBinomial_resize();
  while (adBinomial_next(&action, &number)) {
    switch (action) {
    case SCHEDULES_PUSHSNAP:
      EXPECT(number, at);
      EXPECT(top < slots, 1);
      steps[top] = at;
      stack[top++] = u;
      break;
    case SCHEDULES_LOOKSNAP:
    case SCHEDULES_POPSNAP:
      EXPECT(top > 0, 1);
      u = stack[top - 1];
      at = steps[top - 1];
      EXPECT(number, at);
      if (action == SCHEDULES_POPSNAP)
        top--;
      break;
    case SCHEDULES_ADVANCE:
      EXPECT(number, at);
      EXPECT(number < adjoint, 1);
      u = step(u, number);
      at++;
      if (turns == 0 && at - first == ends && ends < length)
        adBinomial_resize();
      break;
    case SCHEDULES_FIRSTTURN:
    case SCHEDULES_TURN:
      EXPECT(action == SCHEDULES_FIRSTTURN, turns == 0);
      EXPECT(number, at);
      EXPECT(number, adjoint - 1);
      if (nested && turns % 5 == 0)
        EXPECT(gradient(0.3, 7, 7, 2, 1, 0) == wanted(0.3, 7, 1), 1);
      a = adjoint_step(a, u);
      adjoint--;
      turns++;
      break;
    default:
      EXPECT(action, -1);
    }
  }
  EXPECT(adjoint, first);
  EXPECT(top, 0);
  EXPECT(turns, ends);
  return a;
}

int main(int count, char **arguments)
{
  int action, number;
  if (count > 1) {
    /* What is wrong ends the process. */
    if (strcmp(arguments[1], "next") == 0)
      adBinomial_next(&action, &number);
    else
      adBinomial_init(10, 0, 0);
    return 0;
  }
  for (int length = 0; length <= MOST; length++)
    for (int slots = 1; slots < 6; slots++)
      EXPECT(gradient(0.5, length, length, slots, length % 3, slots == 3) == wanted(0.5, length, length % 3), 1);
  for (int length = 1; length <= 25; length++)
    for (int ends = 0; ends < length; ends++)
      for (int slots = 1; slots < 5; slots++)
        EXPECT(gradient(0.5, length, ends, slots, 1, 0) == wanted(0.5, ends, 1), 1);

  const char *families[] = {"revolve trajectory=largest", "multistage snapshotsOnDisk=2",
                            "disk-revolve", "1d-revolve", "periodic-disk-revolve",
                            "h-revolve slots=2,2", "optimal slots=2,1", NULL};
  for (unsigned f = 0; f < sizeof families / sizeof *families; f++) {
    EXPECT(schedules_tapenade(families[f]), 0);
    for (int length = 0; length < 40; length++) {
      double stack_room = MOST;
      (void)stack_room;
      /* The slots on disk come on top of nbSnap: the stack of the driver has room for all. */
      int action_count = 0, top = 0, at = 0, adjoint = length;
      double u = 0.5, a = 1, stack[MOST];
      int steps[MOST];
      adBinomial_init(length, 3, 0);
      while (adBinomial_next(&action, &number)) {
        action_count++;
        if (action == SCHEDULES_PUSHSNAP) {
          steps[top] = at;
          stack[top++] = u;
        } else if (action == SCHEDULES_LOOKSNAP || action == SCHEDULES_POPSNAP) {
          u = stack[top - 1];
          at = steps[top - 1];
          EXPECT(number, at);
          top -= action == SCHEDULES_POPSNAP;
        } else if (action == SCHEDULES_ADVANCE) {
          EXPECT(number, at);
          u = step(u, at++);
        } else {
          EXPECT(number, at);
          EXPECT(number, --adjoint);
          a = adjoint_step(a, u);
        }
      }
      EXPECT(adjoint, 0);
      EXPECT(a == wanted(0.5, length, 0), 1);
    }
  }
  EXPECT(schedules_tapenade("nix"), SCHEDULES_TEXT);
  EXPECT(schedules_tapenade("mixed") < 0, 1);
  EXPECT(schedules_tapenade("online policy=r2") < 0, 1);
  puts("done");
  return 0;
}
