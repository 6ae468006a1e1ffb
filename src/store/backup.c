/* Making backups and clearing old ones away. See backup.h. */
#include "store/backup.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/backup_files.h"

enum { BACKUPS_MAX = 10000 };

static const char *const names_of_backup[] = {"trivet.db", "manifest.json"};

/* ---- the copy ---- */

static void connection_done(Connection *connection) {
    if (connection->db) connection_close(connection);
}

static void database_done(sqlite3 **db) {
    sqlite3_close(*db);
}

static bool copy_error(sqlite3 *db, Error *err) {
    int code = sqlite3_errcode(db) & 0xFF;
    bool full = code == SQLITE_FULL || code == SQLITE_IOERR;
    error_set(err, full ? ERROR_FULL : ERROR_INTERNAL, "The backup of the database could not be written.");
    error_log(err, "%s", sqlite3_errmsg(db));
    return error_hint(err, "See that the disk of the backups has room, then try again.");
}

/* One read transaction of the source: what is written meanwhile is not in it. */
static bool copy_database(const char *from, const char *to, Error *err) {
    CLEANUP(connection_done) Connection source = {0};
    CLEANUP(database_done) sqlite3 *target = NULL;
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    if (!connection_open(from, OPEN_READER, 0, &source, err)) return false;
    if (sqlite3_open_v2(to, &target, flags, NULL) != SQLITE_OK) return copy_error(target, err);
    sqlite3_exec(target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", NULL, NULL, NULL);
    sqlite3_backup *backup = sqlite3_backup_init(target, "main", source.db, "main");
    if (!backup) return copy_error(target, err);
    int code = sqlite3_backup_step(backup, -1);
    if (sqlite3_backup_finish(backup) != SQLITE_OK || code != SQLITE_DONE) return copy_error(target, err);
    return true;
}

static bool sync_file(const char *path, Error *err) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    bool ok = file >= 0 && fchmod(file, 0600) == 0 && fsync(file) == 0;
    if (!ok) folder_error(path, "made durable", err);
    if (file >= 0) close(file);
    return ok;
}

static bool read_head(const char *folder, AuditHead *ret, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    CLEANUP(store_end) Transaction tx = {0};
    Store *store;
    StoreOptions options = {.readers = 1, .only_read = true, .unchanging = true};
    if (!store_open(folder, options, &store, err)) return false;
    bool ok = store_read(store, &arena, &tx, err) && audit_head(&tx, ret, err);
    store_end(&tx);
    store_close(store);
    return ok;
}

/* ---- making ---- */

static void remove_backup(const char *folder) {
    char path[BACKUP_PATH_MAX];
    for (int i = 0; i < COUNT_OF(names_of_backup); i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names_of_backup[i]);
        unlink(path);
    }
    rmdir(folder);
}

static bool fill(const char *data, const char *folder, const char *program, Time now, BackupReport *ret,
                 Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    BackupFile file = {.name = STR("trivet.db")};
    BackupManifest manifest = {1, str_of(program), now, 0, STR_NULL, {&file, 1}};
    const char *from = str_terminated(&arena, fmt(&arena, "%s/trivet.db", data));
    const char *to = str_terminated(&arena, fmt(&arena, "%s/trivet.db", folder));
    if (!from || !to) return error_no_memory(err);
    if (access(from, R_OK) != 0) return folder_error(data, "read", err);
    if (!copy_database(from, to, err) || !sync_file(to, err) || !read_head(folder, &ret->head, err) ||
        !file_hash(&arena, to, NULL, &file.bytes, &file.sha256, err))
        return false;
    manifest.event_seq = ret->head.seq;
    manifest.event_hash = str_of(ret->head.hash);
    ret->files = 1;
    ret->bytes = file.bytes;
    return manifest_write(folder, &manifest, err) && sync_folder(folder, err);
}

static void name_backup(const char *parent, Time now, char ret[static BACKUP_PATH_MAX]) {
    struct tm utc;
    time_t seconds = (time_t)(now.ms / 1000);
    char when[32];
    gmtime_r(&seconds, &utc);
    strftime(when, sizeof when, "%Y%m%dT%H%M%SZ", &utc);
    snprintf(ret, BACKUP_PATH_MAX, "%s/trivet-%s", parent, when);
}

bool backup_make(const char *data, const char *parent, const char *program, Time now, BackupReport *ret,
                 Error *err) {
    BackupReport report = {0};
    char partial[BACKUP_PATH_MAX + 16];
    if (strlen(parent) > BACKUP_PATH_MAX - 64)
        return error_set(err, ERROR_INVALID, "The folder's name is too long.");
    name_backup(parent, now, report.path);
    snprintf(partial, sizeof partial, "%s.partial", report.path);
    if (!make_folder(parent, err)) return false;
    if (access(report.path, F_OK) == 0)
        return error_set(err, ERROR_CONFLICT, "There is a backup %.200s already.", report.path);
    remove_backup(partial);
    if (mkdir(partial, 0700) != 0) return folder_error(partial, "made", err);
    if (!fill(data, partial, program, now, &report, err)) {
        remove_backup(partial);
        return false;
    }
    if (rename(partial, report.path) != 0) return folder_error(report.path, "named", err);
    if (!sync_folder(parent, err)) return false;
    *ret = report;
    return true;
}

/* ---- clearing away ---- */

static int is_backup(const struct dirent *entry) {
    Str name = str_of(entry->d_name);
    return str_starts(name, STR("trivet-")) && str_ends(name, STR("Z")) && name.len == 23;
}

bool backup_prune(const char *parent, int keep, Error *err) {
    struct dirent **found;
    char path[BACKUP_PATH_MAX];
    int count = scandir(parent, &found, is_backup, alphasort);
    if (count < 0) return folder_error(parent, "read", err);
    for (int i = 0; i < count; i++) {
        snprintf(path, sizeof path, "%.3800s/%s", parent, found[i]->d_name);
        if (i < count - keep) remove_backup(path);
        free(found[i]);
    }
    free(found);
    return true;
}
