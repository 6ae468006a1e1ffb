/* Verifying and restoring backups. See backup.h. */
#include <dirent.h>
#include <errno.h>
#include <unistd.h>

#include "base/banned.h"
#include "store/backup_files.h"

static bool mismatch(const BackupFile *file, const char *what, Error *err) {
    error_set(err, ERROR_INVALID, "The backup is damaged: %s of %.*s is not that of the manifest.", what,
              STR_ARG(str_slice(file->name, 0, 80)));
    return error_hint(err, "Take another backup.");
}

/* Hashes every file, copying it to the folder `to` when that is not NULL. */
static bool check_files(Arena *arena, const char *backup, const BackupManifest *manifest, const char *to,
                        BackupReport *report, Error *err) {
    const BackupFile *file = manifest->files.at;
    for (int i = 0; i < manifest->files.count; i++) {
        ArenaMark mark = arena_mark(arena);
        int64_t bytes;
        Str sha256;
        const char *from = str_terminated(arena, fmt(arena, "%s/%.*s", backup, STR_ARG(file[i].name)));
        const char *copy =
            to ? str_terminated(arena, fmt(arena, "%s/%.*s.restoring", to, STR_ARG(file[i].name))) : NULL;
        if (!from || (to && !copy)) return error_no_memory(err);
        if (!file_hash(arena, from, copy, &bytes, &sha256, err)) return false;
        if (bytes != file[i].bytes) return mismatch(&file[i], "the size", err);
        if (!str_equal(sha256, file[i].sha256)) return mismatch(&file[i], "the content", err);
        arena_release(arena, mark);
        report->files++;
        report->bytes += bytes;
    }
    return true;
}

static void begin_report(const char *backup, const BackupManifest *manifest, BackupReport *ret) {
    *ret = (BackupReport){.head.seq = manifest->event_seq};
    snprintf(ret->path, sizeof ret->path, "%s", backup);
    snprintf(ret->head.hash, sizeof ret->head.hash, "%.*s", STR_ARG(manifest->event_hash));
}

static void store_done(Store **store) {
    store_close(*store);
}

static bool check_database(const char *folder, BackupReport *report, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    CLEANUP(store_done) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    AuditReport audit;
    StoreOptions options = {.readers = 1, .only_read = true, .unchanging = true};
    if (!store_open(folder, options, &store, err) || !connection_check(&store->readers[0], err) ||
        !store_read(store, &arena, &tx, err) || !audit_verify(&tx, &report->head, &audit, err))
        return false;
    report->events = audit.events;
    if (!audit.broken_seq) return true;
    return error_set(err, ERROR_INVALID, "The history in the backup is broken at event %lld: %s.",
                     (long long)audit.broken_seq, audit.why);
}

bool backup_verify(const char *backup, BackupReport *ret, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    BackupManifest manifest;
    BackupReport report;
    if (!manifest_read(&arena, backup, &manifest, err)) return false;
    begin_report(backup, &manifest, &report);
    if (!check_files(&arena, backup, &manifest, NULL, &report, err) || !check_database(backup, &report, err))
        return false;
    *ret = report;
    return true;
}

/* ---- restoring ---- */

static bool is_empty(const char *folder, Error *err) {
    DIR *directory = opendir(folder);
    if (!directory) return errno == ENOENT || folder_error(folder, "read", err);
    int entries = 0;
    while (readdir(directory)) entries++;
    closedir(directory);
    if (entries == 2) return true; /* itself and the one above */
    error_set(err, ERROR_CONFLICT, "The folder %.200s is not empty: nothing was restored.", folder);
    return error_hint(err, "Name a new folder; move the old data away yourself if you want its place.");
}

/* Undoes what a failed restoring has left, or gives the files their names. */
static bool settle(Arena *arena, const BackupManifest *manifest, const char *data, bool done, Error *err) {
    const BackupFile *file = manifest->files.at;
    for (int i = 0; i < manifest->files.count; i++) {
        const char *to = str_terminated(arena, fmt(arena, "%s/%.*s", data, STR_ARG(file[i].name)));
        const char *from = to ? str_terminated(arena, fmt(arena, "%s.restoring", to)) : NULL;
        if (!from) return error_no_memory(err);
        if (!done) unlink(from);
        else if (rename(from, to) != 0) return folder_error(data, "written", err);
    }
    return !done || sync_folder(data, err);
}

bool backup_restore(const char *backup, const char *data, BackupReport *ret, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    BackupManifest manifest;
    BackupReport report;
    if (!manifest_read(&arena, backup, &manifest, err) || !is_empty(data, err) || !make_folder(data, err))
        return false;
    begin_report(backup, &manifest, &report);
    if (!check_files(&arena, backup, &manifest, data, &report, err)) {
        settle(&arena, &manifest, data, false, NULL);
        return false;
    }
    if (!settle(&arena, &manifest, data, true, err)) return false;
    *ret = report;
    return true;
}
