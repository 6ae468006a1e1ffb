/* A child process that can read its input, write its answer, and nothing else.
 *
 * Parent: sandbox_run starts a program (this one again, as "parse-file FORMAT") with the input as a file on
 * descriptor 0 and a pipe on descriptor 1; everything else is closed. It is started afresh and not forked
 * off, because a server has threads. It is killed when its time is over.
 *
 * Child: sandbox_enter, before the first byte of input is looked at, gives up for good what it does not need:
 * memory and processor time beyond its limits, files, processes (rlimits); the file system (Landlock, where
 * the kernel has it); every system call but reading, writing, memory and leaving (seccomp: a forbidden one
 * kills). It fails rather than go on without one of them.
 *
 * The answer comes in parts. Each begins with its length: four bytes, the lowest first.
 */
#ifndef TRIVET_EXCHANGE_SANDBOX_H
#define TRIVET_EXCHANGE_SANDBOX_H

#include "base/error.h"
#include "base/str.h"

/* 1: memory has no limit. The address sanitizer reserves terabytes of address space that it does not use. */
#if defined(__SANITIZE_ADDRESS__)
#define SHADOW_MEMORY 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SHADOW_MEMORY 1
#endif
#endif
#ifndef SHADOW_MEMORY
#define SHADOW_MEMORY 0
#endif

enum { SANDBOX_PART_HEAD = 4, SANDBOX_PART_MAX = 64 * 1024 * 1024 };
#define SANDBOX_OUTPUT_MAX (4096 * MIB)

typedef struct SandboxLimits {
    int seconds;         /* most time it may take, and most of the processor's */
    size_t memory_bytes; /* address space, what is mapped of the input included */
} SandboxLimits;

typedef struct SandboxChild {
    const char *program;          /* path */
    const char *const *arguments; /* argv, ends with NULL */
    SandboxLimits limits;         /* the child sets its own; the parent looks at the clock */
} SandboxChild;

/* One part of the child's answer, without its length; false (with *err set) ends the run. */
typedef bool SandboxTake(void *context, Str part, Error *err);

/* The content as a file without a name, which nobody can change any more. The caller closes it. */
bool sandbox_input(Str content, int *ret, Error *err);
/* ERROR_INVALID when the child was killed or failed, ERROR_TOO_LARGE when it said too much, ERROR_BUSY when
 * it could not be started. */
bool sandbox_run(const SandboxChild *child, int input, SandboxTake *take, void *context, Error *err);

/* For ever. Descriptors 0, 1 and 2 stay open. */
bool sandbox_enter(const SandboxLimits *limits, Error *err);

#endif
