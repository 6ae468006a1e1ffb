/* What making and restoring a backup share: the manifest, and copying with a hash. */
#ifndef TRIVET_BACKUP_FILES_H
#define TRIVET_BACKUP_FILES_H

#include "store/backup.h"
#include "store/inside.h"

enum { BACKUP_FILES_MAX = 1000 };

typedef struct BackupFile {
    Str name; /* without a slash */
    int64_t bytes;
    Str sha256;
} BackupFile;

typedef struct BackupManifest {
    int64_t format; /* 1 */
    Str program;
    Time made_at;
    int64_t event_seq;
    Str event_hash;
    List files;
} BackupManifest;

/* Reads `from` to its end; a copy is written to `to` when that is not NULL, and is on disk on true. */
bool file_hash(Arena *arena, const char *from, const char *to, int64_t *ret_bytes, Str *ret_sha256,
               Error *err);
bool manifest_write(const char *folder, const BackupManifest *manifest, Error *err);
bool manifest_read(Arena *arena, const char *folder, BackupManifest *ret, Error *err);

#endif
