/* See key_file.h. */
#include "cli/key_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "cli/cli.h"

#include "base/banned.h"

static const char head[] = "# The keys of Trivet's secrets. Keep a copy where the backups are not.\n";

const char *key_file_path(Arena *arena, Str given, Str data) {
    if (given.at) return str_terminated(arena, given);
    return data.at ? fmt(arena, "%.*s/secret.key%c", STR_ARG(data), 0).at : NULL;
}

/* Others who can read it could read what it seals. */
static bool is_private(const char *path, Error *err) {
    struct stat st;
    if (stat(path, &st) != 0 || (st.st_mode & (S_IRWXG | S_IRWXO)) == 0) return true;
    error_set(err, ERROR_INVALID, "Others than its owner can read the key file %.200s.", path);
    return error_hint(err, "chmod 600 it; if somebody may have read it, trivet key rotate.");
}

bool key_file_read(Arena *arena, const char *path, Keyring *ret, Str *ret_text, Error *err) {
    return is_private(path, err) && cli_read_file(arena, path, KEY_FILE_MAX, ret_text, err) &&
           keyring_read(*ret_text, ret, err);
}

static bool unwritten(const char *path, Error *err) {
    error_set(err, ERROR_FULL, "The key file %.200s cannot be written: %s.", path, strerror(errno));
    return error_hint(err, "Let the server's user write there, or name another place with key_file.");
}

static bool write_new(const char *path, Str text) {
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return false;
    bool ok = write(fd, text.at, text.len) == (ssize_t)text.len && fsync(fd) == 0;
    return close(fd) == 0 && ok;
}

static void sync_folder(Arena *arena, const char *path) {
    const char *slash = strrchr(path, '/');
    const char *folder = slash ? str_terminated(arena, (Str){path, (size_t)(slash - path) + 1}) : ".";
    int fd = folder ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
    if (fd < 0) return;
    fsync(fd);
    close(fd);
}

bool key_file_write(Arena *arena, const char *path, Str text, Error *err) {
    const char *partial = fmt(arena, "%s.partial%c", path, 0).at;
    if (!partial || !text.at) return error_no_memory(err);
    unlink(partial);
    if (!write_new(partial, text) || rename(partial, path) != 0) return unwritten(path, err);
    sync_folder(arena, path);
    return true;
}

/* Of two servers that start at once on a shared folder the first makes it: link() writes over nothing. */
static bool make(Arena *arena, const char *path, Error *err) {
    Str text = fmt(arena, "%s%.*s", head, STR_ARG(keyring_new_line(arena)));
    const char *own = fmt(arena, "%s.%d%c", path, (int)getpid(), 0).at;
    if (arena->full) return error_no_memory(err);
    bool ok = write_new(own, text) && (link(own, path) == 0 || errno == EEXIST);
    if (!ok) unwritten(path, err);
    unlink(own);
    sync_folder(arena, path);
    return ok;
}

static bool missing(const char *path, int sealed, Error *err) {
    if (path)
        error_set(err, ERROR_NOT_FOUND, "%d secrets are sealed, and their key file %.200s is missing.",
                  sealed, path);
    else error_field(err, "key_file", "%d secrets are sealed, and no key file is named.", sealed);
    return error_hint(
        err, "Put it back from where a copy of it is kept. If it is lost for good: trivet key forget.");
}

static bool check(const Keyring *keyring, const List *factors, const char *path, Error *err) {
    for (int i = 0; i < factors->count; i++) {
        Str name = sealed_key_name(((SecondFactor *)factors->at)[i].secret);
        if (keyring_has(keyring, name)) continue;
        error_set(err, ERROR_NOT_FOUND, "The key %.*s, which secrets are sealed with, is not in %.150s.",
                  STR_ARG(str_slice(name, 0, KEY_NAME_LENGTH)), path);
        return error_hint(err, "Add its line to the file, or: trivet key forget.");
    }
    return true;
}

bool key_file_load(Arena *arena, Store *store, const char *path, Keyring *ret, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    List factors;
    Keyring keyring = {0};
    Str text;
    if (!store_read(store, arena, &tx, err) || !second_factor_all(&tx, &factors, err)) return false;
    bool there = path && access(path, F_OK) == 0;
    if (!there && factors.count) return missing(path, factors.count, err);
    if (path && !there && !make(arena, path, err)) return false;
    if (path && (!key_file_read(arena, path, &keyring, &text, err) || !check(&keyring, &factors, path, err)))
        return false;
    *ret = keyring;
    return true;
}
