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

static void database_done(Database **database) {
    if (*database) (*database)->driver->close(*database);
}

static bool copy_database(const char *from, const char *to, Error *err) {
    CLEANUP(database_done) Database *source = NULL;
    return sqlite_driver.open(from, OPEN_READER, 0, &source, err) && sqlite_driver.copy(source, to, err);
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
    char path[BACKUP_PATH_MAX + 64]; /* "FOLDER.partial/NAME" */
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

/* "trivet-20260105T080000Z" */
static Time time_of(const char *name) {
    struct tm utc = {0};
    const char *end = strptime(name + strlen("trivet-"), "%Y%m%dT%H%M%SZ", &utc);
    return end && !*end ? (Time){(int64_t)timegm(&utc) * 1000} : TIME_NONE;
}

Time backup_newest(const char *parent) {
    struct dirent **found;
    Time newest = TIME_NONE;
    int count = scandir(parent, &found, is_backup, alphasort);
    for (int i = 0; i < count; i++) {
        Time time = time_of(found[i]->d_name);
        if (time.ms > newest.ms) newest = time;
        free(found[i]);
    }
    if (count >= 0) free(found);
    return newest;
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
