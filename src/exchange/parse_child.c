/* The hidden command "parse-file FORMAT": the sandboxed child of plan_file_read. Reads descriptor 0, answers
 * on 1. */
#include <errno.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/lines.h"
#include "exchange/sandbox.h"
#include "field/json.h"

static bool write_all(void *context, Str text) {
    while (text.len) {
        ssize_t n = write(1, text.at, text.len);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return false;
        text = str_from(text, (size_t)n);
    }
    return true;
}

static bool read_all(Arena *arena, size_t size, Str *ret, Error *err) {
    char *at = arena_alloc(arena, size);
    if (!at) return error_no_memory(err);
    size_t done = 0;
    while (done < size) {
        ssize_t n = read(0, at + done, size - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return error_set(err, ERROR_INTERNAL, "The file could not be read.");
        if (n == 0) break;
        done += (size_t)n;
    }
    *ret = (Str){at, done};
    return true;
}

/* The dates that the file shows are many; they are told only when asked for. */
static bool parse(Arena *arena, Str format, bool shown, PlanFile *ret, Error *err) {
    Str content;
    struct stat file;
    if (fstat(0, &file) != 0) return error_set(err, ERROR_INTERNAL, "There is no file to read.");
    size_t size = file.st_size > 0 ? (size_t)file.st_size : 0;
    if (size > FILE_BYTES_MAX)
        return error_set(err, ERROR_TOO_LARGE, "The file has more than %d MB.", FILE_BYTES_MAX >> 20);
    json_object_seed(0); /* reads from the system, which the sandbox does not let */
    if (!sandbox_enter(err) || !read_all(arena, size, &content, err)) return false;
    FileParse *parser = file_formats[file_format_named(format)].parse;
    if (!parser) return error_set(err, ERROR_INVALID, "There is no such format.");
    if (!parser(arena, content, ret, err)) return false;
    if (!shown) ret->shown.count = 0;
    return true;
}

/* Leaves by the system call itself: what else runs at exit (a leak checker, flushing) may want calls that are
 * gone. */
int command_parse_file(int argc, char **argv) {
    CLEANUP(arena_done) Arena arena = arena_make(1700 * MIB);
    CLEANUP(arena_done) Arena text = arena_make(128 * MIB);
    PlanFile file;
    Error err = {0};
    bool done = parse(&arena, argc > 1 ? str_of(argv[1]) : STR(""), argc > 2, &file, &err)
                    ? lines_write(&text, &file, write_all, NULL)
                    : lines_write_error(&text, &err, write_all, NULL);
    syscall(SYS_exit_group, done ? 0 : 1);
    __builtin_unreachable();
}
