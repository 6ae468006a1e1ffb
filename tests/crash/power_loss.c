/* Cuts the power at random moments and compares what was acknowledged with what is there. TAP out.
 *
 * A store writes pairs of items on a disk that remembers everything (disk.h), with a clean end and a new
 * start in between, so that the log is copied into the database, deleted and begun again. Then states of the
 * disk at random moments are built and opened: no acknowledged pair may be lost, none halved, the database is
 * whole, the history's chain holds. The control runs the same with SQLite's synchronous=NORMAL, where a
 * commit is not synced: it has to lose, or the experiment proves nothing.
 *
 *     power-loss [STATES [SEED]]     800 states when not told otherwise
 */
#include <ftw.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/vec.h"
#include "disk.h"
#include "store/audit.h"
#include "store/inside.h"

enum { STATES_USUAL = 800, LIVES = 3, PAIRS_OF_LIFE = 12, WHOLE_CHECK_EACH = 40 };

typedef struct Pair {
    int64_t first, second;
    int acknowledged_at; /* operations of the disk before store_commit returned */
} Pair;

typedef struct Trial {
    char folder[64], state[80]; /* where it was written; where states are built */
    bool normal;                /* the control */
    Id workspace_id;
    Disk *disk;
    Pair pairs[LIVES * PAIRS_OF_LIFE];
    int pair_count;
    uint64_t random;
    int lost, halved, broken;
} Trial;

_Noreturn static void give_up(const char *what, const Error *err) {
    printf("Bail out! %s: %s %s\n", what, err->message, err->log);
    exit(1);
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *walk) {
    return remove(path);
}

static void empty(const char *folder) {
    nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    if (mkdir(folder, 0700) != 0) give_up("mkdir", &(Error){0});
}

/* ---- writing ---- */

static void make_workspace(Trial *trial) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    Error err = {0};
    Store *store;
    Transaction tx;
    Workspace workspace;
    record_init(&workspace_resource, &workspace);
    workspace.name = STR("Power");
    if (!store_open(trial->folder, (StoreOptions){.create = true}, &store, &err) ||
        !store_write(store, &arena, &(Author){.now = {INT64_C(1770000000000)}}, &tx, &err) ||
        !row_insert(&tx, &workspace_resource, &workspace, &err) || !store_commit(&tx, &err))
        give_up("set-up", &err);
    store_close(store);
    trial->workspace_id = workspace.row.id;
}

/* Two rows of one name: the second carries the id of the first. */
static void write_pair(Trial *trial, Store *store, Arena *arena) {
    Error err = {0};
    Transaction tx = {0};
    Author author = {.now = {INT64_C(1770000000000) + trial->pair_count}};
    Item first, second;
    record_init(&item_resource, &first);
    first.row.workspace_id = trial->workspace_id;
    second = first;
    if (!store_write(store, arena, &author, &tx, &err) || !row_insert(&tx, &item_resource, &first, &err))
        give_up("write", &err);
    second.title = id_text(arena, first.row.id);
    if (!row_insert(&tx, &item_resource, &second, &err) || !store_commit(&tx, &err)) give_up("commit", &err);
    trial->pairs[trial->pair_count++] = (Pair){first.row.id.n, second.row.id.n, disk_operations(trial->disk)};
    arena_reset(arena);
}

static void write_all(Trial *trial) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    Error err = {0};
    for (int life = 0; life < LIVES; life++) {
        Store *store;
        if (!store_open(trial->folder, (StoreOptions){.readers = 1}, &store, &err)) give_up("open", &err);
        Database *database = store->writer.database;
        if (trial->normal && !database->driver->script(database, "PRAGMA synchronous = NORMAL", &err))
            give_up("the control's setting", &err);
        for (int i = 0; i < PAIRS_OF_LIFE; i++) write_pair(trial, store, &arena);
        store_close(store);
    }
}

/* ---- checking ---- */

typedef struct Found {
    int64_t ids[2 * LIVES * PAIRS_OF_LIFE];
    int64_t firsts_named[LIVES * PAIRS_OF_LIFE];
    int count, named;
    bool whole; /* the database's own check */
} Found;

static bool holds(const int64_t *ids, int count, int64_t id) {
    for (int i = 0; i < count; i++)
        if (ids[i] == id) return true;
    return false;
}

static bool read_rows(sqlite3 *db, Found *found) {
    sqlite3_stmt *rows = NULL;
    int code = sqlite3_prepare_v2(db, "SELECT id, title FROM items", -1, &rows, NULL);
    while (code == SQLITE_OK && sqlite3_step(rows) == SQLITE_ROW) {
        Id first;
        const char *title = (const char *)sqlite3_column_text(rows, 1);
        found->ids[found->count++] = sqlite3_column_int64(rows, 0);
        if (title && title[0] && id_parse(str_of(title), &first))
            found->firsts_named[found->named++] = first.n;
    }
    return sqlite3_finalize(rows) == SQLITE_OK && code == SQLITE_OK;
}

static int is_ok(void *context, int columns, char **values, char **names) {
    *(bool *)context = str_is(str_of(values[0]), "ok");
    return 0;
}

static void look(const Trial *trial, Found *found) {
    char path[128];
    sqlite3 *db;
    *found = (Found){0};
    snprintf(path, sizeof path, "%s/trivet.db", trial->state);
    bool opened = sqlite3_open(path, &db) == SQLITE_OK;
    bool read = opened && read_rows(db, found);
    if (read) sqlite3_exec(db, "PRAGMA quick_check(1)", is_ok, &found->whole, NULL);
    sqlite3_close(db);
}

/* What Trivet itself says: it starts, and the chain of the history holds. */
static bool starts(const Trial *trial) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    CLEANUP(store_end) Transaction tx = {0};
    Error err = {0};
    Store *store;
    AuditReport audit;
    if (!store_open(trial->state, (StoreOptions){.readers = 1}, &store, &err)) return false;
    bool ok =
        store_read(store, &arena, &tx, &err) && audit_verify(&tx, NULL, &audit, &err) && !audit.broken_seq;
    store_end(&tx);
    store_close(store);
    return ok;
}

static void check_state(Trial *trial, int number) {
    Found found;
    int last = disk_operations(trial->disk);
    trial->random = trial->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    int moment = 1 + (int)((trial->random >> 33) % (uint64_t)last);
    empty(trial->state);
    if (!disk_build(trial->disk, moment, &trial->random, trial->state)) give_up("build", &(Error){0});
    look(trial, &found);
    bool lost = false, halved = found.named * 2 != found.count;
    for (int i = 0; i < trial->pair_count && trial->pairs[i].acknowledged_at <= moment; i++)
        lost |= !holds(found.ids, found.count, trial->pairs[i].first) ||
                !holds(found.ids, found.count, trial->pairs[i].second);
    for (int i = 0; i < found.named; i++) halved |= !holds(found.ids, found.count, found.firsts_named[i]);
    trial->lost += lost;
    trial->halved += halved;
    trial->broken += !found.whole || (number % WHOLE_CHECK_EACH == 0 && !starts(trial));
}

static void run(Trial *trial, int states) {
    const char *memory = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    snprintf(trial->folder, sizeof trial->folder, "%s/trivet-power-XXXXXX", memory);
    if (!mkdtemp(trial->folder)) give_up("mkdtemp", &(Error){0});
    snprintf(trial->state, sizeof trial->state, "%s-state", trial->folder);
    make_workspace(trial);
    trial->disk = disk_record(trial->folder);
    write_all(trial);
    disk_stop(trial->disk);
    for (int i = 0; i < states; i++) check_state(trial, i);
    nftw(trial->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    nftw(trial->state, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static int64_t argument(int argc, char **argv, int i, int64_t otherwise) {
    int64_t n = otherwise;
    if (i < argc && !str_int(str_of(argv[i]), &n)) give_up("arguments are numbers", &(Error){0});
    return n;
}

int main(int argc, char **argv) {
    int states = (int)argument(argc, argv, 1, STATES_USUAL), control_states = states / 5 + 50;
    Trial real = {.random = (uint64_t)argument(argc, argv, 2, 1)}, control = real;
    control.normal = true;
    run(&real, states);
    run(&control, control_states);
    bool kept = real.lost + real.halved + real.broken == 0;
    bool proves = control.lost * 10 >= control_states && control.halved + control.broken == 0;
    printf("TAP version 13\n1..2\n");
    printf("%sok 1 - no acknowledged pair is lost, none halved, every state is whole\n", kept ? "" : "not ");
    printf("%sok 2 - the control, which does not sync a commit, loses\n", proves ? "" : "not ");
    printf("# power loss: %d states of %d operations, %d lost, %d halved, %d broken\n", states,
           disk_operations(real.disk), real.lost, real.halved, real.broken);
    printf("# control: %d states, %d lost (%d %%), %d halved, %d broken\n", control_states, control.lost,
           control.lost * 100 / control_states, control.halved, control.broken);
    disk_free(real.disk);
    disk_free(control.disk);
    return !(kept && proves);
}
