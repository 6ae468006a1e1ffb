/* Backups: consistent while somebody writes, verified, restored without writing over anything. */
#include "store/backup.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "field/json.h"
#include "store/inside.h"
#include "store_world.h"

static const char program[] = "trivet test";

typedef struct Room {
    char folder[64]; /* removed with all in it */
    char backups[96];
    char data[96];
    BackupReport report;
} Room;

static void room_done(Room *place) {
    nftw(place->folder, place_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static Room room_make(void) {
    place_has_files();
    Room place = {.folder = "/tmp/trivet-backup-XXXXXX"};
    CHECK(mkdtemp(place.folder));
    snprintf(place.backups, sizeof place.backups, "%s/backups", place.folder);
    snprintf(place.data, sizeof place.data, "%s/data", place.folder);
    return place;
}

#define ROOM(name) CLEANUP(room_done) Room name = room_make()

static void back_up(World *world, Room *place, int second) {
    Time now = {world->author.now.ms + second * 1000};
    MUST(backup_make(world->place.folder, place->backups, program, now, &place->report, err));
}

/* Every row of every resource and every event as JSON: two stores are equal when these are. */
static Str whole_content(World *world, Store *store) {
    StrBuf out = strbuf_make(&world->arena, 0);
    CLEANUP(store_end) Transaction tx = {0};
    List list;
    MUST(store_read(store, &world->arena, &tx, err));
    for (int i = 0; stored_resources[i]; i++) {
        MUST(row_all(&tx, stored_resources[i], world->workspace_id, &list, err));
        for (int k = 0; k < list.count; k++)
            json_write(&out, stored_resources[i], (char *)list.at + (size_t)k * stored_resources[i]->size);
    }
    MUST(event_list(&tx, ID_NONE, 0, 100000, &list, err));
    for (int k = 0; k < list.count; k++) json_write(&out, &event_resource, (Event *)list.at + k);
    return strbuf_str(&out);
}

TEST(what_was_backed_up_is_there_after_restoring) {
    WORLD(world);
    ROOM(place);
    Str before = whole_content(&world, world.store);
    back_up(&world, &place, 0);
    BackupReport verified, restored;
    MUST(backup_verify(place.report.path, &verified, err));
    CHECK_INT(verified.events, place.report.head.seq);
    MUST(backup_restore(place.report.path, place.data, &restored, err));
    CHECK_INT(restored.bytes, place.report.bytes);
    Store *store;
    MUST(store_open(place.data, (StoreOptions){.readers = 1}, &store, err));
    CHECK_STR(whole_content(&world, store), before);
    store_close(store);
}

typedef struct Busy {
    World *world;
    atomic_bool stop;
    int written;
} Busy;

static void *keep_writing(void *context) {
    Busy *busy = context;
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    for (; !atomic_load(&busy->stop); busy->written++) {
        CLEANUP(store_end) Transaction tx = {0};
        Item first, second;
        record_init(&item_resource, &first);
        first.row.workspace_id = busy->world->workspace_id;
        second = first;
        if (!store_write(busy->world->store, &arena, &busy->world->author, &tx, NULL) ||
            !row_insert(&tx, &item_resource, &first, NULL))
            return NULL;
        second.title = id_text(&arena, first.row.id);
        if (!row_insert(&tx, &item_resource, &second, NULL) || !store_commit(&tx, NULL)) return NULL;
        arena_reset(&arena);
    }
    return busy;
}

/* Each writer's transaction is in the backup whole or not at all, and nothing older is missing. */
static void check_pairs(World *world, const char *data) {
    Store *store;
    List items;
    CLEANUP(store_end) Transaction tx = {0};
    MUST(store_open(data, (StoreOptions){.readers = 1}, &store, err));
    MUST(store_read(store, &world->arena, &tx, err));
    MUST(row_all(&tx, &item_resource, world->workspace_id, &items, err));
    int firsts = 0, seconds = 0;
    for (int i = 0; i < items.count; i++) {
        Id id;
        Str title = ((Item *)items.at)[i].title;
        if (title.len == 0) firsts++;
        else if (id_parse(title, &id)) seconds++;
    }
    CHECK_INT(firsts, seconds);
    store_end(&tx);
    store_close(store);
}

TEST(a_backup_made_while_others_write_is_one_moment) {
    WORLD(world);
    ROOM(place);
    Busy busy = {.world = &world};
    pthread_t thread;
    int64_t last = 0;
    void *ended;
    CHECK_INT(pthread_create(&thread, NULL, keep_writing, &busy), 0);
    for (int i = 0; i < 8; i++) {
        BackupReport verified, restored;
        char data[128];
        usleep(20000);
        back_up(&world, &place, i);
        MUST(backup_verify(place.report.path, &verified, err));
        CHECK(verified.head.seq >= last);
        last = verified.head.seq;
        snprintf(data, sizeof data, "%s-%d", place.data, i);
        MUST(backup_restore(place.report.path, data, &restored, err));
        check_pairs(&world, data);
    }
    atomic_store(&busy.stop, true);
    pthread_join(thread, &ended);
    CHECK(ended && busy.written > 0);
}

TEST(restoring_writes_over_nothing) {
    WORLD(world);
    ROOM(place);
    BackupReport report;
    back_up(&world, &place, 0);
    MUST_FAIL(backup_restore(place.report.path, world.place.folder, &report, err), ERROR_CONFLICT);
    MUST(backup_restore(place.report.path, place.data, &report, err));
    MUST_FAIL(backup_restore(place.report.path, place.data, &report, err), ERROR_CONFLICT);
    MUST_FAIL(backup_make(world.place.folder, place.backups, program, world.author.now, &report, err),
              ERROR_CONFLICT);
}

/* Turns one byte round. */
static void spoil(const char *folder, const char *name, long at) {
    char path[BACKUP_PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r+b");
    CHECK(file);
    fseek(file, at, SEEK_SET);
    int c = fgetc(file);
    fseek(file, at, SEEK_SET);
    fputc(c ^ 0x20, file);
    fclose(file);
}

TEST(a_spoiled_backup_is_neither_verified_nor_restored) {
    WORLD(world);
    ROOM(place);
    BackupReport report;
    for (int i = 0; i < 4; i++) {
        back_up(&world, &place, i);
        spoil(place.report.path, "trivet.db", place.report.bytes * i / 4 + 30);
        MUST_FAIL(backup_verify(place.report.path, &report, err), ERROR_INVALID);
        MUST_FAIL(backup_restore(place.report.path, place.data, &report, err), ERROR_INVALID);
        CHECK(access(place.data, F_OK) != 0 || rmdir(place.data) == 0); /* empty: nothing is left */
    }
    back_up(&world, &place, 9);
    char path[BACKUP_PATH_MAX + 32];
    snprintf(path, sizeof path, "%s/trivet.db", place.report.path);
    CHECK_INT(truncate(path, place.report.bytes - 4096), 0);
    MUST_FAIL(backup_verify(place.report.path, &report, err), ERROR_INVALID);
    CHECK_INT(unlink(path), 0);
    MUST_FAIL(backup_verify(place.report.path, &report, err), ERROR_NOT_FOUND);
    MUST_FAIL(backup_verify(place.folder, &report, err), ERROR_NOT_FOUND);
}

TEST(only_the_newest_backups_are_kept) {
    WORLD(world);
    ROOM(place);
    char oldest[BACKUP_PATH_MAX];
    for (int i = 0; i < 5; i++) {
        back_up(&world, &place, i);
        if (i == 1) snprintf(oldest, sizeof oldest, "%s", place.report.path);
    }
    MUST(backup_prune(place.backups, 3, err));
    CHECK(access(oldest, F_OK) != 0);
    BackupReport report;
    MUST(backup_verify(place.report.path, &report, err));
    MUST(backup_prune(place.backups, 3, err));
    MUST(backup_verify(place.report.path, &report, err));
}

TEST(a_backup_without_data_says_so) {
    ROOM(place);
    BackupReport report;
    MUST_FAIL(backup_make(place.data, place.backups, program, (Time){0}, &report, err), ERROR_INVALID);
    CHECK(rmdir(place.backups) == 0); /* nothing half is left */
}
