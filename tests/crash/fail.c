/* Laid under a program by LD_PRELOAD: the n-th allocation or system call fails. See torture.py.
 *
 *     FAIL_WHAT   memory, disk
 *     FAIL_AT     which one, from 1, counted from the first use of libsodium (the program's first act)
 *     FAIL_HOW    EIO, ENOSPC, EINTR or short (of a disk); ENOSPC lasts, the others happen once
 *     FAIL_COUNT  a file that gets the number of all that could have failed
 *     FAIL_EACH   instead of FAIL_AT: every so manieth fails while SIGUSR2 has been sent an odd number of
 * times */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { SHORT = -1 };

static atomic_long counted, fail_at, fail_each;
static atomic_bool started, toggled;
static bool of_memory, of_disk;
static int how;

/* Told on standard error, past the failing write. */
static void toggle(int number) {
    static const char on[] = "failing: on\n", off[] = "failing: off\n";
    bool now = !atomic_load(&toggled);
    atomic_store(&toggled, now);
    syscall(SYS_write, STDERR_FILENO, now ? on : off, now ? sizeof on - 1 : sizeof off - 1);
}

static void tell_count(void) {
    const char *path = getenv("FAIL_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file) return;
    fprintf(file, "%ld\n", atomic_load(&counted));
    fclose(file);
}

int sodium_init(void);

/* The program's first act. */
int sodium_init(void) {
    int (*real)(void) = (int (*)(void))dlsym(RTLD_NEXT, "sodium_init");
    const char *what = getenv("FAIL_WHAT"), *at = getenv("FAIL_AT"), *named = getenv("FAIL_HOW"),
               *each = getenv("FAIL_EACH");
    int result = real();
    if (!what || atomic_load(&started)) return result;
    of_memory = strcmp(what, "memory") == 0;
    of_disk = strcmp(what, "disk") == 0;
    atomic_store(&fail_at, at ? strtol(at, NULL, 10) : -1);
    atomic_store(&fail_each, each ? strtol(each, NULL, 10) : 0);
    how = !named                    ? ENOMEM
          : !strcmp(named, "EIO")   ? EIO
          : !strcmp(named, "EINTR") ? EINTR
          : !strcmp(named, "short") ? SHORT
                                    : ENOSPC;
    if (each) signal(SIGUSR2, toggle);
    atexit(tell_count);
    atomic_store(&started, true);
    return result;
}

static bool fails(bool concerned) {
    if (!concerned || !atomic_load(&started)) return false;
    long n = atomic_fetch_add(&counted, 1) + 1, each = atomic_load(&fail_each), at = atomic_load(&fail_at);
    bool now = each ? atomic_load(&toggled) && n % each == 0 : at > 0 && (how == ENOSPC ? n >= at : n == at);
    if (now) errno = how == SHORT ? 0 : how;
    return now;
}

#define REAL(name) ((__typeof__(&name))real_##name())
#define FIND(name)                                                                                           \
    static void *real_##name(void) {                                                                         \
        static _Atomic(void *) found;                                                                        \
        if (!atomic_load(&found)) atomic_store(&found, dlsym(RTLD_NEXT, #name));                             \
        return atomic_load(&found);                                                                          \
    }

/* ---- memory: glibc's own names, since dlsym allocates ---- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *at, size_t size);

void *malloc(size_t size) {
    return fails(of_memory) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails(of_memory) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *at, size_t size) {
    return fails(of_memory) ? NULL : __libc_realloc(at, size);
}

/* ---- disk: programs with 64-bit files call these names ---- */

FIND(write)
FIND(pwrite64)
FIND(read)
FIND(pread64)
FIND(fsync)
FIND(fdatasync)
FIND(ftruncate64)
FIND(rename)
FIND(open64)

/* What a disk can do happens to files; what a signal can do to pipes as well. Neither happens to the rest. */
static bool can_fail(int file) {
    struct stat about;
    if (!of_disk || fstat(file, &about) != 0) return false;
    return S_ISREG(about.st_mode) || (S_ISFIFO(about.st_mode) && (how == EINTR || how == SHORT));
}

static size_t some(size_t size) {
    return how == SHORT && size > 1 ? size / 2 : size;
}

/* Writes and reads can be short; what has no length fails with EIO then. */
#define TRANSFER(name, parameters, ...)                                                                      \
    ssize_t name parameters {                                                                                \
        if (!fails(can_fail(file))) return REAL(name)(__VA_ARGS__);                                          \
        if (how != SHORT) return -1;                                                                         \
        size = some(size);                                                                                   \
        return REAL(name)(__VA_ARGS__);                                                                      \
    }
TRANSFER(write, (int file, const void *data, size_t size), file, data, size)
TRANSFER(pwrite64, (int file, const void *data, size_t size, off64_t at), file, data, size, at)
TRANSFER(read, (int file, void *data, size_t size), file, data, size)
TRANSFER(pread64, (int file, void *data, size_t size, off64_t at), file, data, size, at)

#define ACT(name, parameters, ...)                                                                           \
    int name parameters {                                                                                    \
        if (!fails(of_disk && how != SHORT)) return REAL(name)(__VA_ARGS__);                                 \
        return -1;                                                                                           \
    }
ACT(fsync, (int file), file)
ACT(fdatasync, (int file), file)
ACT(ftruncate64, (int file, off64_t size), file, size)
ACT(rename, (const char *from, const char *to), from, to)

/* Only what would make a file. */
static int open_or_fail(const char *path, int flags, mode_t mode) {
    return fails(of_disk && how != SHORT && flags & O_CREAT) ? -1 : REAL(open64)(path, flags, mode);
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_or_fail(path, flags, mode);
}
