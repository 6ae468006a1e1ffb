/* A child process that can read its input, write its answer, and nothing else.
 *
 * Parent: sandbox_run starts a program (this one again, as "parse-file FORMAT") with the input as a read-only
 * memory file on descriptor 0 and a pipe on descriptor 1; everything else is closed. It is started afresh and
 * not forked off, because a server has threads. It is killed after SANDBOX_SECONDS.
 *
 * Child: sandbox_enter, before the first byte of input is looked at, gives up for good what it does not need:
 * memory beyond SANDBOX_BYTES, processor time, files, processes (rlimits); the file system (Landlock, where
 * the kernel has it); every system call but reading, writing, memory and leaving (seccomp: a forbidden one
 * kills). It fails rather than go on without one of them.
 */
#ifndef TRIVET_EXCHANGE_SANDBOX_H
#define TRIVET_EXCHANGE_SANDBOX_H

#include "base/error.h"
#include "base/str.h"

enum { SANDBOX_SECONDS = 60, SANDBOX_LINE_MAX = 64 * 1024 * 1024 };
#define SANDBOX_BYTES (2048 * MIB)
#define SANDBOX_OUTPUT_MAX (4096 * MIB)

/* One line of the child's answer, without its line feed; false (with *err set) ends the run. */
typedef bool SandboxLine(void *context, Str line, Error *err);

typedef struct SandboxChild {
    const char *program;          /* path */
    const char *const *arguments; /* argv, ends with NULL */
    int seconds;                  /* most time it may take */
} SandboxChild;

/* ERROR_INVALID when the child was killed or failed, ERROR_TOO_LARGE when it said too much, ERROR_BUSY when
 * it could not be started. */
bool sandbox_run(const SandboxChild *child, Str input, SandboxLine *line, void *context, Error *err);

/* For ever. Descriptors 0, 1 and 2 stay open. */
bool sandbox_enter(Error *err);

#endif
