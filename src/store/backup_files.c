/* See backup_files.h. */
#include "store/backup_files.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "field/json.h"

enum { PIECE = 256 * 1024, MANIFEST_MAX = 1024 * 1024 };

static const Field backup_file_fields[] = {
    FIELD(BackupFile, name, .required = true, .min = 1, .doc = "In the backup's folder."),
    FIELD(BackupFile, bytes, .required = true, .doc = "Its size."),
    FIELD(BackupFile, sha256, .required = true, .min = 64, .max = 64, .doc = "Of its content."),
};
static const Resource backup_file_resource = {
    .name = "backup_file",
    .size = sizeof(BackupFile),
    .fields = backup_file_fields,
    .field_count = COUNT_OF(backup_file_fields),
};

static const Field backup_manifest_fields[] = {
    FIELD(BackupManifest, format, .required = true, .min = 1, .max = 1, .doc = "Of the manifest."),
    FIELD(BackupManifest, program, .required = true, .doc = "What made it."),
    FIELD(BackupManifest, made_at, .required = true, .doc = "When."),
    FIELD(BackupManifest, event_seq, .required = true, .doc = "Number of the last event in it."),
    FIELD(BackupManifest, event_hash, .required = true, .min = 64, .max = 64, .doc = "Hash of that event."),
    FIELD(BackupManifest, files, .required = true, .of = &backup_file_resource, .min = 1,
          .max = BACKUP_FILES_MAX, .doc = "All but the manifest itself."),
};
static const Resource backup_manifest_resource = {
    .name = "backup_manifest",
    .size = sizeof(BackupManifest),
    .fields = backup_manifest_fields,
    .field_count = COUNT_OF(backup_manifest_fields),
};

static bool file_error(const char *path, const char *what, Error *err) {
    int code = errno;
    error_set(err,
              code == ENOSPC   ? ERROR_FULL
              : code == ENOENT ? ERROR_NOT_FOUND
                               : ERROR_INVALID,
              "%.200s cannot be %s: %s.", path, what, strerror(code));
    return error_hint(err, code == ENOSPC ? "Make room and try again." : "See that the path is right.");
}

static bool write_all(int file, const char *at, size_t len) {
    while (len > 0) {
        ssize_t done = write(file, at, len);
        if (done < 0 && errno == EINTR) continue;
        if (done < 0) return false;
        at += done;
        len -= (size_t)done;
    }
    return true;
}

static void file_done(int *file) {
    if (*file >= 0) close(*file);
}

bool file_hash(Arena *arena, const char *from, const char *to, int64_t *ret_bytes, Str *ret_sha256,
               Error *err) {
    CLEANUP(file_done) int in = open(from, O_RDONLY | O_CLOEXEC);
    CLEANUP(file_done) int out = to ? open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600) : -1;
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];
    crypto_hash_sha256_state state;
    int64_t bytes = 0;
    ssize_t got;
    if (in < 0) return file_error(from, "read", err);
    if (to && out < 0) return file_error(to, "made", err);
    char *piece = arena_alloc(arena, PIECE);
    if (!piece) return error_no_memory(err);
    crypto_hash_sha256_init(&state);
    while ((got = read(in, piece, PIECE)) != 0) {
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return file_error(from, "read", err);
        if (to && !write_all(out, piece, (size_t)got)) return file_error(to, "written", err);
        crypto_hash_sha256_update(&state, (unsigned char *)piece, (size_t)got);
        bytes += got;
    }
    if (to && fsync(out) != 0) return file_error(to, "made durable", err);
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    *ret_sha256 = str_copy(arena, str_of(hex));
    *ret_bytes = bytes;
    return ret_sha256->at || error_no_memory(err);
}

static const char *manifest_path(Arena *arena, const char *folder) {
    return str_terminated(arena, fmt(arena, "%s/manifest.json", folder));
}

bool manifest_write(const char *folder, const BackupManifest *manifest, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    StrBuf text = strbuf_make(&arena, 0);
    json_write(&text, &backup_manifest_resource, manifest);
    strbuf_char(&text, '\n');
    const char *path = manifest_path(&arena, folder);
    if (!path || arena.full) return error_no_memory(err);
    CLEANUP(file_done) int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0 || !write_all(file, text.at, text.len) || fsync(file) != 0)
        return file_error(path, "written", err);
    return true;
}

static bool read_text(Arena *arena, const char *path, Str *ret, Error *err) {
    CLEANUP(file_done) int file = open(path, O_RDONLY | O_CLOEXEC);
    char *at = arena_alloc(arena, MANIFEST_MAX);
    size_t len = 0;
    ssize_t got = 1;
    if (file < 0) return file_error(path, "read", err);
    if (!at) return error_no_memory(err);
    while (len < MANIFEST_MAX && got > 0) {
        got = read(file, at + len, MANIFEST_MAX - len);
        if (got < 0) return file_error(path, "read", err);
        len += (size_t)got;
    }
    *ret = (Str){at, len};
    return true;
}

bool manifest_read(Arena *arena, const char *folder, BackupManifest *ret, Error *err) {
    CLEANUP(json_done) json_t *json = NULL;
    const char *path = manifest_path(arena, folder);
    Str text;
    if (!path) return error_no_memory(err);
    if (!read_text(arena, path, &text, err)) return false;
    record_init(&backup_manifest_resource, ret);
    if (!json_read_text(text, &json, err) ||
        !json_decode(arena, &backup_manifest_resource, json, DECODE_RECORD, ret, NULL, err)) {
        error_set(err, ERROR_INVALID, "%.200s is not the manifest of a backup.", path);
        return error_hint(err, "Name the folder of one backup.");
    }
    const BackupFile *file = ret->files.at;
    for (int i = 0; i < ret->files.count; i++)
        if (memchr(file[i].name.at, '/', file[i].name.len) || file[i].name.at[0] == '.')
            return error_set(err, ERROR_INVALID, "The manifest names a file outside its folder.");
    return true;
}
