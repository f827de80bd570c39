/* What is expected of a call: the first that differs is named, and ends the program. */
#ifndef EXPECT_H
#define EXPECT_H

#include <schedules.h>

#include <stdio.h>
#include <stdlib.h>

#define EXPECT(call, answer)                                                                              \
  do {                                                                                                    \
    long long got_ = (long long)(call), wanted_ = (long long)(answer);                                    \
    if (got_ != wanted_) {                                                                                \
      char text_[1000];                                                                                   \
      schedules_error(text_, sizeof text_);                                                               \
      fprintf(stderr, "%s:%d: %s is %lld and not %lld: %s\n", __FILE__, __LINE__, #call, got_, wanted_, text_); \
      exit(1);                                                                                            \
    }                                                                                                     \
  } while (0)

#define OK(call) EXPECT((call) < 0, 0)

#endif
