/* The parent's side: starting the child, feeding it, reading its answer, ending it. See sandbox.h. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/sandbox.h"

enum { PIPE_BYTES = 1024 * 1024 };

typedef struct Child {
    pid_t pid; /* 0: none */
    int output;
} Child;

static void file_close(int *file) {
    if (*file >= 0) close(*file);
}

static void child_end(Child *child) {
    if (child->output >= 0) close(child->output);
    if (child->pid <= 0) return;
    kill(child->pid, SIGKILL);
    while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR) continue;
}

static bool failed(Error *err, const char *what) {
    error_set(err, ERROR_BUSY, "The file could not be given to its reader.");
    error_hint(err, "Try again later.");
    return error_log(err, "sandbox: %s: %s", what, strerror(errno));
}

bool sandbox_input(Str content, int *ret, Error *err) {
    int file = memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0) return failed(err, "memfd_create");
    for (size_t done = 0; done < content.len;) {
        ssize_t n = write(file, content.at + done, content.len - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            close(file);
            return failed(err, "write");
        }
        done += (size_t)n;
    }
    lseek(file, 0, SEEK_SET);
    fcntl(file, F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
    *ret = file;
    return true;
}

static bool start(const SandboxChild *what, int input, int output, pid_t *ret, Error *err) {
    char *const environment[] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t none;
    sigemptyset(&none);
    if (posix_spawn_file_actions_init(&actions) != 0) return failed(err, "posix_spawn");
    bool ready = posix_spawnattr_init(&attributes) == 0;
    bool set = ready && posix_spawn_file_actions_adddup2(&actions, input, 0) == 0 &&
               posix_spawn_file_actions_adddup2(&actions, output, 1) == 0 &&
               posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) == 0 &&
               posix_spawn_file_actions_addclosefrom_np(&actions, 3) == 0 &&
               posix_spawnattr_setsigmask(&attributes, &none) == 0 &&
               posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK) == 0;
    int problem = set ? posix_spawn(ret, what->program, &actions, &attributes, (char *const *)what->arguments,
                                    environment)
                      : ENOMEM;
    posix_spawn_file_actions_destroy(&actions);
    if (ready) posix_spawnattr_destroy(&attributes);
    if (problem == 0) return true;
    errno = problem;
    return failed(err, "posix_spawn");
}

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Waits for more of the answer. 1: there is some (or the end), 0: too late. */
static int wait_for(int output, int64_t deadline) {
    struct pollfd poller = {.fd = output, .events = POLLIN};
    for (;;) {
        int64_t left = deadline - now_ms();
        if (left <= 0) return 0;
        int n = poll(&poller, 1, (int)left);
        if (n > 0) return 1;
        if (n < 0 && errno != EINTR) return 0;
    }
}

static bool too_late(int seconds, Error *err) {
    error_set(err, ERROR_INVALID, "The file took longer than %d seconds to read.", seconds);
    return error_hint(err, "Split it into smaller plans.");
}

static bool too_long(Error *err) {
    return error_set(err, ERROR_TOO_LARGE, "The file holds more than Trivet can take in.");
}

static bool cut_short(Error *err) {
    error_set(err, ERROR_INVALID, "The file could not be read: its reader stopped half-way.");
    return error_hint(err, "It may be damaged. Save it again from the program that made it.");
}

/* Complete parts go to `take`; what is left of the last one moves to the front. */
static bool take_parts(StrBuf *buf, SandboxTake *take, void *context, Error *err) {
    Str rest = strbuf_str(buf);
    while (rest.len >= SANDBOX_PART_HEAD) {
        const unsigned char *head = (const unsigned char *)rest.at;
        size_t size = (size_t)head[0] | (size_t)head[1] << 8 | (size_t)head[2] << 16 | (size_t)head[3] << 24;
        if (size > SANDBOX_PART_MAX) return too_long(err);
        if (rest.len - SANDBOX_PART_HEAD < size) break;
        rest = str_from(rest, SANDBOX_PART_HEAD);
        if (!take(context, str_slice(rest, 0, size), err)) return false;
        rest = str_from(rest, size);
    }
    memmove(buf->at, rest.at, rest.len);
    buf->len = rest.len;
    return true;
}

static bool read_answer(const Child *child, int seconds, SandboxTake *take, void *context, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * (size_t)SANDBOX_PART_MAX);
    StrBuf buf = strbuf_make(&arena, 0);
    int64_t deadline = now_ms() + seconds * INT64_C(1000);
    char *piece = arena_alloc(&arena, PIPE_BYTES);
    if (!piece) return error_no_memory(err);
    for (size_t total = 0; total < SANDBOX_OUTPUT_MAX;) {
        if (!wait_for(child->output, deadline)) return too_late(seconds, err);
        ssize_t n = read(child->output, piece, PIPE_BYTES);
        if (n == 0) return buf.len == 0 || cut_short(err);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failed(err, "read");
        total += (size_t)n;
        strbuf_add(&buf, (Str){piece, (size_t)n});
        if (arena.full) return too_long(err);
        if (!take_parts(&buf, take, context, err)) return false;
    }
    return too_long(err);
}

static bool check_end(Child *child, int seconds, Error *err) {
    int status = 0;
    pid_t pid = child->pid;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    child->pid = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return true;
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return too_late(seconds, err);
    error_set(err, ERROR_INVALID, "The file could not be read: its reader gave up.");
    error_hint(err, "It may be damaged. Save it again from the program that made it.");
    return error_log(err, "sandbox: child ended with status %d, signal %d",
                     WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                     WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

bool sandbox_run(const SandboxChild *what, int input, SandboxTake *take, void *context, Error *err) {
    CLEANUP(child_end) Child child = {0, -1};
    CLEANUP(file_close) int answer = -1;
    int ends[2], seconds = what->limits.seconds;
    if (pipe2(ends, O_CLOEXEC) != 0) return failed(err, "pipe2");
    child.output = ends[0];
    answer = ends[1];
    fcntl(answer, F_SETPIPE_SZ, PIPE_BYTES); /* fewer turns between the two; a smaller one does as well */
    if (!start(what, input, answer, &child.pid, err)) return false;
    close(answer);
    answer = -1;
    return read_answer(&child, seconds, take, context, err) && check_end(&child, seconds, err);
}
