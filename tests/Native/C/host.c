/* What belongs to the host stays as it was: signals, locale, directory, floating-point mode, standard
 * output, and how it exits. */
#include "expect.h"

#include <fenv.h>
#include <locale.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct sigaction before[NSIG];
static volatile sig_atomic_t got;

static void note(int signal) { got = signal; }

/* Those that the library says that it handles: the real-time one is any. */
static int is_told_of(int signal)
{
  return signal == SIGSEGV || signal == SIGFPE || signal >= 32;
}

static void at_exit(void)
{
  puts("exit of the host");
  fflush(stdout);
}

static void use(void)
{
  schedules_handle run;
  schedules_action a;
  char *plan;
  OK(schedules_open("h-revolve steps=200 slots=3,5 write=0,2 read=0,1", &run));
  while (schedules_next(run, &a) == 1)
    ;
  OK(schedules_destroy(run));
  EXPECT(schedules_open("nix", &run), SCHEDULES_TEXT);
  OK(schedules_plan("{\"steps\":100,\"machine\":\"advance=1\",\"budgets\":[\"1KB\",\"1KB\"]}", &plan));
  schedules_free(plan);
}

int main(void)
{
  char directory[1000], after[1000];
  int divisions = FE_UPWARD;
  EXPECT(setlocale(LC_ALL, "C.UTF-8") != NULL, 1);
  char *locale = strdup(setlocale(LC_ALL, NULL));
  EXPECT(getcwd(directory, sizeof directory) != NULL, 1);
  EXPECT(fesetround(divisions), 0);
  feenableexcept(FE_OVERFLOW);
  for (int s = 1; s < NSIG; s++) {
    if (s != SIGKILL && s != SIGSTOP && s != 32 && s != 33)
      signal(s, s == SIGPIPE || s == SIGINT || s == SIGTERM || s == SIGCHLD || s == SIGQUIT ? note : SIG_DFL);
    sigaction(s, NULL, &before[s]);
  }
  sigset_t mask, mask_after;
  sigprocmask(SIG_SETMASK, NULL, &mask);
  atexit(at_exit);

  use();

  for (int s = 1; s < NSIG; s++) {
    struct sigaction now;
    if (sigaction(s, NULL, &now) != 0 || is_told_of(s))
      continue;
    if (now.sa_handler != before[s].sa_handler || now.sa_flags != before[s].sa_flags) {
      fprintf(stderr, "signal %d is handled otherwise than before\n", s);
      return 1;
    }
  }
  sigprocmask(SIG_SETMASK, NULL, &mask_after);
  EXPECT(memcmp(&mask, &mask_after, sizeof(long)), 0);
  for (int s = 0; s < 5; s++) {
    int each[] = {SIGPIPE, SIGINT, SIGTERM, SIGCHLD, SIGQUIT};
    raise(each[s]);
    EXPECT(got, each[s]);
  }
  EXPECT(strcmp(locale, setlocale(LC_ALL, NULL)), 0);
  EXPECT(getcwd(after, sizeof after) != NULL, 1);
  EXPECT(strcmp(directory, after), 0);
  EXPECT(fegetround(), divisions);
  EXPECT(fegetexcept(), FE_OVERFLOW);
  free(locale);

  /* The parent of a fork goes on; so does a child that executes another program. */
  fflush(stdout);
  signal(SIGCHLD, SIG_DFL);
  pid_t child = fork();
  if (child == 0) {
    execlp("true", "true", (char *)NULL);
    _exit(9);
  }
  use();
  int status;
  EXPECT(waitpid(child, &status, 0), child);
  EXPECT(status, 0);
  puts("as before");
  return 0;
}
