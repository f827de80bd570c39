/* The library is opened, used, closed, and used again. */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>

int main(int count, char **arguments)
{
  for (int round = 0; round < 3; round++) {
    void *library = count == 2 ? dlopen(arguments[1], RTLD_NOW) : NULL;
    if (library == NULL)
      return 1;
    int32_t (*abi)(void);
    *(void **)&abi = dlsym(library, "schedules_abi");
    if (abi == NULL || abi() != 1 || dlclose(library) != 0 || abi() != 1)
      return 2;
  }
  puts("still there");
  return 0;
}
