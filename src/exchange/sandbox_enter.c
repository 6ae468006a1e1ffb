/* The child's side: giving up everything but reading, computing and answering. See sandbox.h. */
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "exchange/sandbox.h"

enum { FILES_MAX = 4096 };

static bool failed(Error *err, const char *what) {
    error_set(err, ERROR_INTERNAL, "Files cannot be read safely on this machine.");
    return error_log(err, "sandbox: %s: %s", what, strerror(errno));
}

static bool set_limits(const SandboxLimits *most) {
    const struct {
        __rlimit_resource_t what;
        rlim_t most;
    } limits[] = {
        {RLIMIT_AS, SHADOW_MEMORY ? RLIM_INFINITY : most->memory_bytes},
        {RLIMIT_CPU, (rlim_t)most->seconds},
        {RLIMIT_NOFILE, 3},
        {RLIMIT_FSIZE, 0},
        {RLIMIT_NPROC, 0},
        {RLIMIT_CORE, 0},
    };
    for (int i = 0; i < COUNT_OF(limits); i++) {
        struct rlimit limit = {limits[i].most, limits[i].most};
        if (setrlimit(limits[i].what, &limit) != 0) return false;
    }
    return true;
}

/* All but the three standard ones; kernels and containers without close_range get them one by one. */
static void close_files(void) {
    if (close_range(3, ~0U, 0) == 0) return;
    for (int file = 3; file < FILES_MAX; file++) close(file);
}

/* No rule allows anything, so every handled right is gone. A kernel or container without Landlock
 * (before 5.13, or switched off) leaves seccomp to do it alone. */
static bool leave_files(void) {
    struct landlock_ruleset_attr rights = {
        .handled_access_fs =
            LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE |
            LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
            LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
            LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |
            LANDLOCK_ACCESS_FS_MAKE_SYM,
    };
    long rules = syscall(SYS_landlock_create_ruleset, &rights, sizeof rights, 0);
    if (rules < 0) return errno == ENOSYS || errno == EOPNOTSUPP || errno == EPERM;
    long result = syscall(SYS_landlock_restrict_self, (int)rules, 0);
    close((int)rules);
    return result == 0;
}

static bool allow(scmp_filter_ctx filter) {
    static const int calls[] = {
        SCMP_SYS(read),        SCMP_SYS(write),        SCMP_SYS(exit),           SCMP_SYS(exit_group),
        SCMP_SYS(brk),         SCMP_SYS(munmap),       SCMP_SYS(mremap),         SCMP_SYS(madvise),
        SCMP_SYS(futex),       SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigprocmask), SCMP_SYS(getrandom),
        SCMP_SYS(sysinfo),     SCMP_SYS(getpid),       SCMP_SYS(gettid),         SCMP_SYS(clock_gettime),
        SCMP_SYS(sched_yield),
    };
    for (int i = 0; i < COUNT_OF(calls); i++)
        if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0) return false;
    /* Memory, but never memory that can be executed. */
    struct scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
    return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code) == 0 &&
           seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) == 0;
}

static bool leave_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    bool done = filter && allow(filter) && seccomp_load(filter) == 0;
    if (filter) seccomp_release(filter);
    return done;
}

bool sandbox_enter(const SandboxLimits *limits, Error *err) {
    if (prctl(PR_SET_DUMPABLE, 0) != 0 || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return failed(err, "prctl");
    close_files();
    if (!leave_files()) return failed(err, "landlock");
    if (!set_limits(limits)) return failed(err, "setrlimit");
    if (!leave_calls()) return failed(err, "seccomp");
    return true;
}
