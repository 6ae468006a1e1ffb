/* What the commands share. See cli.h. */
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "change/user.h"
#include "model/access.h"

int cli_fail(const Error *err) {
    fprintf(stderr, "trivet: %s%s%s%s\n", err->field, err->field[0] ? ": " : "", err->message,
            err->log[0] ? " (" : "");
    if (err->log[0]) fprintf(stderr, "  %s)\n", err->log);
    if (err->hint[0]) fprintf(stderr, "  %s\n", err->hint);
    return error_exit_code(err->kind);
}

enum { SEND_BYTES = 256 * 1024 };

static void send_all(StrBuf *out) {
    fwrite(out->at, 1, out->len, stdout);
    out->len = 0;
}

void cli_send(StrBuf *out) {
    if (out->len >= SEND_BYTES) send_all(out);
}

int cli_answer(int argc, char **argv, size_t memory_limit, CliAnswer *run) {
    CLEANUP(arena_done) Arena arena = arena_make(memory_limit);
    StrBuf out = strbuf_make(&arena, 0);
    Error err = {0};
    if (!run(&arena, argc, argv, &out, &err)) return cli_fail(&err);
    send_all(&out);
    return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}

const char *cli_option(int argc, char **argv, const char *name) {
    for (int i = 1; i + 1 < argc; i++)
        if (str_is(str_of(argv[i]), name)) return argv[i + 1];
    return NULL;
}

bool cli_flag(int argc, char **argv, const char *name) {
    for (int i = 1; i < argc; i++)
        if (str_is(str_of(argv[i]), name)) return true;
    return false;
}

static bool listed(const char *const *list, const char *word) {
    for (; *list; list++)
        if (str_is(str_of(*list), word)) return true;
    return false;
}

const char *cli_argument(int argc, char **argv, const char *const *options, int i) {
    for (int k = 1; k < argc; k++) {
        if (listed(options, argv[k])) k++;
        else if (argv[k][0] != '-' || argv[k][1] == 0)
            if (i-- == 0) return argv[k];
    }
    return NULL;
}

bool cli_known(int argc, char **argv, const char *const *options, const char *const *flags, Error *err) {
    for (int i = 1; i < argc; i++) {
        if (listed(options, argv[i])) {
            if (i + 1 == argc) return error_set(err, ERROR_INVALID, "%s needs a value.", argv[i]);
            i++;
        } else if (argv[i][0] == '-' && argv[i][1] && !listed(flags, argv[i])) {
            error_set(err, ERROR_INVALID, "%s has no option %s.", argv[0], argv[i]);
            return error_hint(err, "See trivet help.");
        }
    }
    return true;
}

Time cli_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (Time){(int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000};
}

bool cli_place(int argc, char **argv, const char **ret, Error *err) {
    const char *folder = cli_option(argc, argv, "--data"), *database = cli_option(argc, argv, "--database");
    if (!folder == !database) {
        error_set(err, ERROR_INVALID, folder ? "In the folder or in the database?" : "Which data folder?");
        return error_hint(err, "Give --data DIR or --database postgres://...");
    }
    if (database && !store_is_address(database)) {
        error_set(err, ERROR_INVALID, "--database is no address of PostgreSQL.");
        return error_hint(err, "Write postgres://USER@HOST/NAME.");
    }
    *ret = database ? database : folder;
    return true;
}

bool cli_open(int argc, char **argv, bool create, Store **ret, Error *err) {
    const char *where;
    return cli_place(argc, argv, &where, err) &&
           store_open(where, (StoreOptions){.create = create}, ret, err);
}

void cli_close(Store **store) {
    store_close(*store);
}

bool cli_person(int argc, char **argv, Transaction *tx, User *ret, Error *err) {
    const char *email = cli_option(argc, argv, "--as");
    Person person;
    Error reason;
    if (!email) {
        error_set(err, ERROR_INVALID, "As whom?");
        return error_hint(err, "Give --as EMAIL: what is outside his custody becomes a proposal.");
    }
    if (!person_by_email(tx, str_of(email), &person, &reason))
        return error_set(err, ERROR_NOT_FOUND, "There is nobody with the address %s.", email);
    tx->author.person_id = person.row.id;
    return user_load(tx, &person, ret, err);
}

bool cli_read_file(Arena *arena, const char *path, size_t max, Str *ret, Error *err) {
    int fd = str_is(str_of(path), "-") ? dup(0) : open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    if (fd < 0 || fstat(fd, &st) != 0)
        return error_set(err, ERROR_NOT_FOUND, "%s cannot be read: %s.", path, strerror(errno));
    if (S_ISDIR(st.st_mode)) {
        close(fd);
        return error_set(err, ERROR_INVALID, "%s is a folder.", path);
    }
    StrBuf content = strbuf_make(arena, max);
    char piece[65536];
    ssize_t got;
    while ((got = read(fd, piece, sizeof piece)) > 0 || (got < 0 && errno == EINTR))
        if (got > 0) strbuf_add(&content, (Str){piece, (size_t)got});
    close(fd);
    if (got < 0) return error_set(err, ERROR_INVALID, "%s cannot be read: %s.", path, strerror(errno));
    if (content.overflow || arena->full)
        return error_set(err, ERROR_TOO_LARGE, "%s is larger than %zu MiB.", path, max / MIB);
    *ret = strbuf_str(&content);
    return true;
}

static bool write_and_close(FILE *file, Str content) {
    bool written = fwrite(content.at, 1, content.len, file) == content.len;
    return fclose(file) == 0 && written;
}

bool cli_write_file(const char *path, Str content, Error *err) {
    if (str_is(str_of(path), "-")) return fwrite(content.at, 1, content.len, stdout) == content.len;
    FILE *file = fopen(path, "wb");
    if (!file || !write_and_close(file, content))
        return error_set(err, ERROR_INVALID, "%s cannot be written: %s.", path, strerror(errno));
    return true;
}
