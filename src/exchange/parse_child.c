/* The hidden command "parse-file FORMAT MEGABYTES [shown] [plan]": the sandboxed child of plan_file_read.
 * Reads descriptor 0, answers on 1.
 *
 * The file is mapped, not read: what a reader has behind it is given back to the system (input_passed), so
 * that of a large file only what is looked at is in memory. */
#include <errno.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/reply.h"
#include "exchange/sandbox.h"
#include "field/json.h"

static bool write_all(void *context, Str bytes) {
    while (bytes.len) {
        ssize_t n = write(1, bytes.at, bytes.len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        bytes = str_from(bytes, (size_t)n);
    }
    return true;
}

static bool map_input(const FileLimits *limits, Str *ret, Error *err) {
    struct stat file;
    if (fstat(0, &file) != 0 || file.st_size < 0)
        return error_set(err, ERROR_INTERNAL, "There is no file to read.");
    size_t size = (size_t)file.st_size;
    if (size > limits->file_bytes)
        return error_set(err, ERROR_TOO_LARGE, "The file has more than %zu MB.", limits->file_bytes / MIB);
    *ret = STR("");
    if (size == 0) return true;
    const char *at = mmap(NULL, size, PROT_READ, MAP_PRIVATE, 0, 0);
    if (at == MAP_FAILED) return error_set(err, ERROR_INTERNAL, "The file could not be read.");
    *ret = (Str){at, size};
    return true;
}

/* Rows are written as soon as they are complete. */
static bool take_row(void *context, RowKind kind, const void *row) {
    return reply_row(context, kind, row);
}

typedef struct Asked {
    FileFormat format;
    FileLimits limits;
    bool shown, plan_only;
} Asked;

static Asked asked_of(int argc, char **argv) {
    Asked asked = {.format = argc > 1 ? file_format_named(str_of(argv[1])) : FORMAT_UNKNOWN};
    int64_t megabytes = FILE_MEGABYTES;
    if (argc > 2 &&
        (!str_int(str_of(argv[2]), &megabytes) || megabytes < 0 || megabytes > FILE_MEGABYTES_MAX))
        megabytes = FILE_MEGABYTES;
    asked.limits = file_limits((int)megabytes);
    for (int i = 3; i < argc; i++) {
        asked.shown |= str_is(str_of(argv[i]), "shown");
        asked.plan_only |= str_is(str_of(argv[i]), "plan");
    }
    return asked;
}

static bool parse(const Asked *asked, PlanBuild *build, PlanFile *ret, Error *err) {
    SandboxLimits limits = {asked->limits.seconds, asked->limits.memory_bytes};
    Str content;
    json_object_seed(0); /* reads from the system, which the sandbox does not let */
    if (!map_input(&asked->limits, &content, err) || !sandbox_enter(&limits, err)) return false;
    build->mapped = content;
    FileReader *read = file_formats[asked->format].read;
    if (!read) return error_set(err, ERROR_INVALID, "There is no such format.");
    return read(build, content, ret, err);
}

static bool answer(const Asked *asked, Arena *arena, Arena *said) {
    PlanBuild *build = plan_build_make(arena);
    ReplyWriter *writer = build ? reply_writer(said, build, write_all, NULL) : NULL;
    PlanFile file;
    Error err = {0};
    if (!writer) return false;
    build->rows_max = asked->limits.rows;
    build->shown_wanted = asked->shown;
    build->plan_only = asked->plan_only;
    build->take = take_row;
    build->taker = writer;
    return parse(asked, build, &file, &err) ? reply_end(writer, &file) : reply_error(writer, &err);
}

/* Leaves by the system call itself: what else runs at exit (a leak checker, flushing) may want calls that are
 * gone. */
int command_parse_file(int argc, char **argv) {
    Asked asked = asked_of(argc, argv);
    CLEANUP(arena_done) Arena arena = arena_make(asked.limits.memory_bytes);
    CLEANUP(arena_done) Arena said = arena_make(4 * (size_t)SANDBOX_PART_MAX);
    bool done = answer(&asked, &arena, &said);
    syscall(SYS_exit_group, done ? 0 : 1);
    __builtin_unreachable();
}
