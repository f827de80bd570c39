/* What the runtime would do with the host's signals when it starts: ignore SIGPIPE, for the whole process.
 * The linker has it call this instead (--wrap=signal). */
#include <signal.h>

typedef void (*handler)(int);

handler __real_signal(int signal, handler to);

handler __wrap_signal(int signal, handler to)
{
  return signal == SIGPIPE && to == SIG_IGN ? SIG_DFL : __real_signal(signal, to);
}
