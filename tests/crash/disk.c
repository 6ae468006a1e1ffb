/* See disk.h. */
#include "disk.h"

#include <sqlite3.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"

enum { SECTOR = 512, OPERATIONS_MAX = 200000, FILES_MAX = 200, NAME_MAX_LENGTH = 64 };

typedef enum OperationKind { WRITE, TRUNCATE, SYNC, CREATE, DELETE } OperationKind;

typedef struct Operation {
    OperationKind kind;
    int file;
    int64_t at, size;
    bool folder_synced; /* of a DELETE */
    unsigned char *data;
} Operation;

/* One life of a file: a name that is deleted and made again is another one. */
typedef struct DiskFile {
    char name[NAME_MAX_LENGTH];
    unsigned char *first; /* what it held when the recording began */
    int64_t first_size;
    int created_at, deleted_at; /* operations; -1: before, never */
} DiskFile;

struct Disk {
    sqlite3_vfs vfs;
    sqlite3_vfs *usual;
    char folder[200];
    Operation *operations;
    int count;
    DiskFile files[FILES_MAX];
    int file_count;
    bool recording;
};

typedef struct OpenFile {
    sqlite3_file base;
    Disk *disk;
    int file;           /* -1: not recorded */
    sqlite3_file *real; /* behind this struct */
} OpenFile;

/* ---- recording ---- */

static Operation *record(Disk *disk, OperationKind kind, int file) {
    if (file < 0 || !disk->recording) return NULL;
    if (disk->count == OPERATIONS_MAX) abort();
    Operation *operation = &disk->operations[disk->count++];
    *operation = (Operation){.kind = kind, .file = file};
    return operation;
}

static OpenFile *of(sqlite3_file *file) {
    return (OpenFile *)file;
}

static sqlite3_file *real_of(sqlite3_file *file) {
    return of(file)->real;
}

static int disk_write(sqlite3_file *file, const void *data, int size, sqlite3_int64 at) {
    Operation *operation = record(of(file)->disk, WRITE, of(file)->file);
    if (operation) {
        operation->at = at;
        operation->size = size;
        operation->data = malloc((size_t)size);
        mem_copy(operation->data, data, (size_t)size);
    }
    return real_of(file)->pMethods->xWrite(real_of(file), data, size, at);
}

static int disk_truncate(sqlite3_file *file, sqlite3_int64 size) {
    Operation *operation = record(of(file)->disk, TRUNCATE, of(file)->file);
    if (operation) operation->size = size;
    return real_of(file)->pMethods->xTruncate(real_of(file), size);
}

static int disk_sync(sqlite3_file *file, int flags) {
    record(of(file)->disk, SYNC, of(file)->file);
    return SQLITE_OK; /* this disk is not written for good */
}

static int disk_close(sqlite3_file *file) {
    return real_of(file)->pMethods->xClose ? real_of(file)->pMethods->xClose(real_of(file)) : SQLITE_OK;
}

/* The other methods go to the real file: each is called with it in place of this one. */
#define PASS(name, parameters, ...)                                                                          \
    static int name parameters {                                                                             \
        return real_of(file)->pMethods->__VA_ARGS__;                                                         \
    }
PASS(pass_read, (sqlite3_file * file, void *to, int size, sqlite3_int64 at),
     xRead(real_of(file), to, size, at))
PASS(pass_size, (sqlite3_file * file, sqlite3_int64 *ret), xFileSize(real_of(file), ret))
PASS(pass_lock, (sqlite3_file * file, int lock), xLock(real_of(file), lock))
PASS(pass_unlock, (sqlite3_file * file, int lock), xUnlock(real_of(file), lock))
PASS(pass_reserved, (sqlite3_file * file, int *ret), xCheckReservedLock(real_of(file), ret))
PASS(pass_control, (sqlite3_file * file, int what, void *with), xFileControl(real_of(file), what, with))
PASS(pass_sector, (sqlite3_file * file), xSectorSize(real_of(file)))
PASS(pass_kind, (sqlite3_file * file), xDeviceCharacteristics(real_of(file)))
PASS(pass_map, (sqlite3_file * file, int page, int size, int extend, void volatile **ret),
     xShmMap(real_of(file), page, size, extend, ret))
PASS(pass_shm_lock, (sqlite3_file * file, int offset, int n, int flags),
     xShmLock(real_of(file), offset, n, flags))
PASS(pass_unmap, (sqlite3_file * file, int erase), xShmUnmap(real_of(file), erase))

static void pass_barrier(sqlite3_file *file) {
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = disk_close,
    .xRead = pass_read,
    .xWrite = disk_write,
    .xTruncate = disk_truncate,
    .xSync = disk_sync,
    .xFileSize = pass_size,
    .xLock = pass_lock,
    .xUnlock = pass_unlock,
    .xCheckReservedLock = pass_reserved,
    .xFileControl = pass_control,
    .xSectorSize = pass_sector,
    .xDeviceCharacteristics = pass_kind,
    .xShmMap = pass_map,
    .xShmLock = pass_shm_lock,
    .xShmBarrier = pass_barrier,
    .xShmUnmap = pass_unmap,
};

/* The present life of the file of that path; -1: it is not below the folder, or there is none. */
static int file_of(const Disk *disk, const char *path) {
    size_t len = strlen(disk->folder);
    if (!path || strncmp(path, disk->folder, len) != 0) return -1;
    for (int i = disk->file_count - 1; i >= 0; i--)
        if (strcmp(disk->files[i].name, path + len) == 0) return disk->files[i].deleted_at < 0 ? i : -1;
    return -1;
}

static void read_first(DiskFile *file, const char *path) {
    FILE *from = fopen(path, "rb");
    if (!from) abort();
    fseek(from, 0, SEEK_END);
    file->first_size = ftell(from);
    file->first = malloc((size_t)file->first_size + 1);
    rewind(from);
    if (fread(file->first, 1, (size_t)file->first_size, from) != (size_t)file->first_size) abort();
    fclose(from);
}

static int file_begin(Disk *disk, const char *path, bool existed) {
    if (strncmp(path, disk->folder, strlen(disk->folder)) != 0) return -1;
    int number = file_of(disk, path);
    if (number >= 0) return number;
    if (disk->file_count == FILES_MAX) abort();
    number = disk->file_count++;
    DiskFile *file = &disk->files[number];
    *file = (DiskFile){.created_at = -1, .deleted_at = -1};
    snprintf(file->name, sizeof file->name, "%s", path + strlen(disk->folder));
    if (existed) {
        read_first(file, path);
        return number;
    }
    file->created_at = disk->count;
    record(disk, CREATE, number);
    return number;
}

static int disk_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *ret_flags) {
    Disk *disk = (Disk *)vfs;
    OpenFile *open = of(file);
    bool existed = path && access(path, F_OK) == 0;
    *open = (OpenFile){.disk = disk, .file = -1, .real = (sqlite3_file *)(void *)(open + 1)};
    int code = disk->usual->xOpen(disk->usual, path, open->real, flags, ret_flags);
    if (code != SQLITE_OK) return code;
    if (path && disk->recording) open->file = file_begin(disk, path, existed);
    open->base.pMethods = &methods;
    return SQLITE_OK;
}

static int disk_delete(sqlite3_vfs *vfs, const char *path, int sync_folder) {
    Disk *disk = (Disk *)vfs;
    int file = file_of(disk, path);
    Operation *operation = record(disk, DELETE, file);
    if (operation) {
        operation->folder_synced = sync_folder;
        disk->files[file].deleted_at = disk->count - 1;
    }
    return disk->usual->xDelete(disk->usual, path, 0);
}

Disk *disk_record(const char *folder) {
    Disk *disk = calloc(1, sizeof *disk);
    disk->operations = calloc(OPERATIONS_MAX, sizeof *disk->operations);
    snprintf(disk->folder, sizeof disk->folder, "%s/", folder);
    disk->usual = sqlite3_vfs_find(NULL);
    disk->vfs = *disk->usual;
    disk->vfs.zName = "recording";
    disk->vfs.szOsFile = disk->usual->szOsFile + (int)sizeof(OpenFile);
    disk->vfs.xOpen = disk_open;
    disk->vfs.xDelete = disk_delete;
    disk->recording = true;
    sqlite3_vfs_register(&disk->vfs, 1);
    return disk;
}

void disk_stop(Disk *disk) {
    disk->recording = false;
    sqlite3_vfs_register(disk->usual, 1);
    sqlite3_vfs_unregister(&disk->vfs);
}

void disk_free(Disk *disk) {
    for (int i = 0; i < disk->count; i++) free(disk->operations[i].data);
    for (int i = 0; i < disk->file_count; i++) free(disk->files[i].first);
    free(disk->operations);
    free(disk);
}

int disk_operations(const Disk *disk) {
    return disk->count;
}

/* ---- building ---- */

typedef enum Luck { LOST, KEPT, WRITES_MIXED, SECTORS_MIXED, LUCKS } Luck;

typedef struct Content {
    unsigned char *at;
    int64_t size, capacity;
} Content;

static bool coin(uint64_t *random) {
    *random = *random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *random >> 63;
}

static void content_size(Content *content, int64_t size) {
    if (size > content->capacity) {
        content->capacity = size * 2;
        content->at = realloc(content->at, (size_t)content->capacity);
        if (!content->at) abort();
    }
    if (size > content->size) mem_zero(content->at + content->size, (size_t)(size - content->size));
    content->size = size;
}

static void put(Content *content, const Operation *operation, int64_t from, int64_t to) {
    if (operation->at + to > content->size) content_size(content, operation->at + to);
    mem_copy(content->at + operation->at + from, operation->data + from, (size_t)(to - from));
}

static void apply(Content *content, const Operation *operation, Luck luck, uint64_t *random) {
    if (luck == LOST || (luck == WRITES_MIXED && coin(random))) return;
    if (operation->kind == TRUNCATE) {
        if (luck != SECTORS_MIXED || coin(random)) content_size(content, operation->size);
        return;
    }
    if (luck != SECTORS_MIXED) {
        put(content, operation, 0, operation->size);
        return;
    }
    for (int64_t from = 0;
         from < operation->size;) { /* sectors begin at multiples of their size in the file */
        int64_t to = from + SECTOR - (operation->at + from) % SECTOR;
        if (to > operation->size) to = operation->size;
        if (coin(random)) put(content, operation, from, to);
        from = to;
    }
}

/* The last sync of the file before the moment; -1: none. */
static int synced_until(const Disk *disk, int file, int moment) {
    for (int i = moment - 1; i >= 0; i--)
        if (disk->operations[i].file == file && disk->operations[i].kind == SYNC) return i;
    return -1;
}

/* Whether this life of the file is the one that is found. */
static bool is_there(const Disk *disk, int number, int moment, int synced, Luck luck, uint64_t *random) {
    const DiskFile *file = &disk->files[number];
    if (file->created_at >= moment) return false;
    if (file->created_at >= 0 && synced < 0 && (luck == LOST || coin(random))) return false;
    if (file->deleted_at < 0 || file->deleted_at >= moment) return true;
    for (int i = number + 1; i < disk->file_count; i++) /* made again: the old one is certainly gone */
        if (strcmp(disk->files[i].name, file->name) == 0 && disk->files[i].created_at < moment) return false;
    return !disk->operations[file->deleted_at].folder_synced && coin(random);
}

static bool write_file(const char *folder, const char *name, const Content *content) {
    char path[400];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file) return false;
    bool ok = !content->size || fwrite(content->at, (size_t)content->size, 1, file) == 1;
    return fclose(file) == 0 && ok;
}

bool disk_build(const Disk *disk, int moment, uint64_t *random, const char *to) {
    bool ok = true;
    Luck luck = (Luck)((coin(random) ? 2 : 0) + coin(random));
    for (int number = 0; number < disk->file_count && ok; number++) {
        const DiskFile *file = &disk->files[number];
        int synced = synced_until(disk, number, moment);
        Content content = {0};
        if (!is_there(disk, number, moment, synced, luck, random)) continue;
        content_size(&content, file->first_size);
        if (file->first_size) mem_copy(content.at, file->first, (size_t)file->first_size);
        for (int i = 0; i < moment; i++) {
            const Operation *operation = &disk->operations[i];
            bool changes = operation->kind == WRITE || operation->kind == TRUNCATE;
            if (operation->file == number && changes)
                apply(&content, operation, i < synced ? KEPT : luck, random);
        }
        ok = write_file(to, file->name, &content);
        free(content.at);
    }
    return ok;
}
