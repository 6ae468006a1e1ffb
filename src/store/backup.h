/* Backups: a folder for each, with a consistent copy of the database made while the server writes, and a
 * manifest that tells of every file its size and SHA-256.
 *
 *     /backups/trivet-20260105T080000Z/manifest.json
 *     /backups/trivet-20260105T080000Z/trivet.db
 *
 * A backup has its name only once it is whole and on disk: until then the folder ends with ".partial". The
 * manifest also holds number and hash of the last event, by which the history's chain (audit.h) can be held
 * against what was there at that time.
 *
 * Restoring never writes over anything: the folder has to be empty or absent. */
#ifndef TRIVET_BACKUP_H
#define TRIVET_BACKUP_H

#include "store/audit.h"

enum { BACKUP_PATH_MAX = 4096 };

typedef struct BackupReport {
    char path[BACKUP_PATH_MAX]; /* of the backup */
    int64_t files, bytes;
    AuditHead head;
    int64_t events; /* verified */
} BackupReport;

/* Of the data folder, whether or not a process serves it, into a new folder below `parent`. `program` is
 * written into the manifest. */
bool backup_make(const char *data, const char *parent, const char *program, Time now, BackupReport *ret,
                 Error *err);
/* Removes the oldest backups below `parent` until `keep` are left. */
bool backup_prune(const char *parent, int keep, Error *err);
/* When the newest below `parent` was begun; TIME_NONE: there is none. */
Time backup_newest(const char *parent);
/* Hashes, the database's own check, every reference, the chain of the history. */
bool backup_verify(const char *backup, BackupReport *ret, Error *err);
/* Into an empty or absent data folder; each file is checked by its hash while it is copied. */
bool backup_restore(const char *backup, const char *data, BackupReport *ret, Error *err);

#endif
