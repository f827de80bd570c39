/* Loaded before the C library into a program whose files are watched: those below the directory in DEVICE_ROOT.
 *
 * DEVICE_FAIL=call:number:error  the call of this name (fsync, write, rename, unlink, open) and number, from 1, fails; a line
 *                                "failed" is appended to the file in DEVICE_LOG.
 * DEVICE_LOG=file                every call that changes something is appended to a file, in the order of the calls:
 *                                a line of its name and arguments and, of a write, the data. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static long counts[8];

#define NEXT(type, name, ...) type (*next)(__VA_ARGS__) = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

static const char *names[] = { "fsync", "write", "rename", "unlink", "open" };
enum { FSYNC, WRITE, RENAME, UNLINK, OPEN };

static int below(const char *path)
{
    const char *root = getenv("DEVICE_ROOT");
    return root && path && strncmp(path, root, strlen(root)) == 0;
}

static int watched(int fd, char *path)
{
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return below(path);
}

static int log_file(void)
{
    static int file = -2;
    if (file == -2) {
        const char *log = getenv("DEVICE_LOG");
        NEXT(int, open, const char *, int, ...);
        file = log ? next(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    }
    return file;
}

static void put(const void *data, size_t length)
{
    NEXT(ssize_t, write, int, const void *, size_t);
    if (log_file() >= 0 && next(log_file(), data, length) != (ssize_t)length)
        abort();
}

static void note(const char *format, ...)
{
    char line[3 * PATH_MAX];
    va_list rest;
    va_start(rest, format);
    int length = vsnprintf(line, sizeof line, format, rest);
    va_end(rest);
    put(line, (size_t)length);
}

static int logs(void) { return log_file() >= 0; }

/* Whether this call fails; errno is set then. */
static int fails(int call)
{
    const char *fail = getenv("DEVICE_FAIL");
    if (!fail)
        return 0;
    size_t length = strlen(names[call]);
    long number, error;
    if (strncmp(fail, names[call], length) || fail[length] != ':' || sscanf(fail + length, ":%ld:%ld", &number, &error) != 2)
        return 0;
    if (__sync_add_and_fetch(&counts[call], 1) != number)
        return 0;
    pthread_mutex_lock(&gate);
    if (logs())
        note("failed %s\n", names[call]);
    pthread_mutex_unlock(&gate);
    errno = (int)error;
    return 1;
}

static int opened(const char *path, int flags, mode_t mode, int (*next)(const char *, int, ...))
{
    if (!below(path) || !(flags & (O_WRONLY | O_RDWR | O_CREAT)))
        return next(path, flags, mode);
    if (fails(OPEN))
        return -1;
    pthread_mutex_lock(&gate);
    int fd = next(path, flags, mode);
    if (fd >= 0 && logs())
        note("open %s %d %d\n", path, (flags & O_CREAT) != 0, (flags & O_TRUNC) != 0);
    pthread_mutex_unlock(&gate);
    return fd;
}

#define OPENS(name)                                            \
    int name(const char *path, int flags, ...)                 \
    {                                                          \
        va_list rest;                                          \
        va_start(rest, flags);                                 \
        mode_t mode = va_arg(rest, mode_t);                    \
        va_end(rest);                                          \
        NEXT(int, name, const char *, int, ...);               \
        return opened(path, flags, mode, next);                \
    }
OPENS(open)
OPENS(open64)

#define WRITES(name, offset_type)                                                         \
    ssize_t name(int fd, const void *data, size_t length, offset_type offset)             \
    {                                                                                     \
        char path[PATH_MAX];                                                              \
        NEXT(ssize_t, name, int, const void *, size_t, offset_type);                      \
        if (!watched(fd, path))                                                           \
            return next(fd, data, length, offset);                                        \
        if (fails(WRITE))                                                                 \
            return -1;                                                                    \
        pthread_mutex_lock(&gate);                                                        \
        ssize_t written = next(fd, data, length, offset);                                 \
        if (written > 0 && logs()) {                                                      \
            note("write %s %lld %zd\n", path, (long long)offset, written);                \
            put(data, (size_t)written);                                                   \
        }                                                                                 \
        pthread_mutex_unlock(&gate);                                                      \
        return written;                                                                   \
    }
WRITES(pwrite, off_t)
WRITES(pwrite64, off64_t)

#define TRUNCATES(name, offset_type)                          \
    int name(int fd, offset_type length)                      \
    {                                                         \
        char path[PATH_MAX];                                  \
        NEXT(int, name, int, offset_type);                    \
        if (!watched(fd, path))                               \
            return next(fd, length);                          \
        pthread_mutex_lock(&gate);                            \
        int result = next(fd, length);                        \
        if (result == 0 && logs())                            \
            note("truncate %s %lld\n", path, (long long)length); \
        pthread_mutex_unlock(&gate);                          \
        return result;                                        \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

int fsync(int fd)
{
    char path[PATH_MAX];
    NEXT(int, fsync, int);
    if (!watched(fd, path))
        return next(fd);
    if (fails(FSYNC))
        return -1;
    pthread_mutex_lock(&gate);
    int result = next(fd);
    if (result == 0 && logs())
        note("fsync %s\n", path);
    pthread_mutex_unlock(&gate);
    return result;
}

int rename(const char *from, const char *to)
{
    NEXT(int, rename, const char *, const char *);
    if (!below(from) && !below(to))
        return next(from, to);
    if (fails(RENAME))
        return -1;
    pthread_mutex_lock(&gate);
    int result = next(from, to);
    if (result == 0 && logs())
        note("rename %s %s\n", from, to);
    pthread_mutex_unlock(&gate);
    return result;
}

#define ON_PATH(name, call)                    \
    int name(const char *path)                 \
    {                                          \
        NEXT(int, name, const char *);         \
        if (!below(path))                      \
            return next(path);                 \
        if (call == UNLINK && fails(UNLINK))   \
            return -1;                         \
        pthread_mutex_lock(&gate);             \
        int result = next(path);               \
        if (result == 0 && logs())             \
            note(#name " %s\n", path);         \
        pthread_mutex_unlock(&gate);           \
        return result;                         \
    }
ON_PATH(unlink, UNLINK)
ON_PATH(rmdir, -1)

int mkdir(const char *path, mode_t mode)
{
    NEXT(int, mkdir, const char *, mode_t);
    if (!below(path))
        return next(path, mode);
    pthread_mutex_lock(&gate);
    int result = next(path, mode);
    if (result == 0 && logs())
        note("mkdir %s\n", path);
    pthread_mutex_unlock(&gate);
    return result;
}
