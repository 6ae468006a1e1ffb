/* Moving everything to another database: all of it, resumed where it was interrupted, and compared. */
#include "store/transfer.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/inside.h"
#include "store_world.h"

/* A world that nobody has open, with some thousand rows more. */
static World world_at_rest(int items) {
    World world = world_make();
    Item item;
    for (int i = 0; i < items; i += 100) {
        WRITING(tx, world);
        for (int k = 0; k < 100; k++) {
            world_record(&world, &item_resource, &item);
            MUST(row_insert(&tx, &item_resource, &item, err));
            if (k % 10 == 0) world.ids[world_index("item")] = item.row.id;
        }
        MUST(store_commit(&tx, err));
    }
    store_close(world.store);
    world.store = NULL;
    return world;
}

static void folder_name(const Place *place, const char *name, char ret[static 128]) {
    snprintf(ret, 128, "%s/%s", place->folder, name);
}

TEST(everything_arrives_there_and_back) {
    CLEANUP(world_done) World world = world_at_rest(300);
    place_script(&world.place, "INSERT INTO recovery_codes SELECT id, 'only a key' FROM people");
    CLEANUP(place_remove) Place back = {0};
    TransferReport there, again;
    char folder[128];
    folder_name(&world.place, "copy", folder);
    place_make(&back);
    MUST(store_transfer(world.place.where, folder, NULL, NULL, &there, err));
    CHECK(there.rows > 600 && there.rows == there.copied);
    CHECK_INT(there.tables, embedded_sqlite.table_count);
    MUST(store_transfer(folder, back.where, NULL, NULL, &again, err));
    CHECK_INT(again.rows, there.rows);
    CHECK_STR(str_of(again.head.hash), str_of(there.head.hash));
}

/* Dies after the items were copied. */
static void die_at_links(void *context, const char *what, const char *table, int64_t rows) {
    if (strcmp(table, context) == 0) _exit(9);
}

static int die_at(const char *from, const char *to, const char *table) {
    pid_t child = fork();
    if (child == 0) {
        TransferReport report;
        store_transfer(from, to, die_at_links, (void *)(uintptr_t)table, &report, NULL);
        _exit(1);
    }
    int status;
    CHECK_INT(waitpid(child, &status, 0), child);
    return WEXITSTATUS(status);
}

TEST(an_interrupted_transfer_is_opened_by_nobody_and_goes_on_where_it_was) {
    CLEANUP(world_done) World world = world_at_rest(6000);
    CLEANUP(place_remove) Place target = {0};
    TransferReport report;
    Store *store;
    place_make(&target);
    CHECK_INT(die_at(world.place.where, target.where, "links"), 9);
    MUST_FAIL(store_open(target.where, (StoreOptions){0}, &store, err), ERROR_CONFLICT);
    MUST(store_transfer(world.place.where, target.where, NULL, NULL, &report, err));
    CHECK(report.copied > 0 && report.copied < report.rows - 6000);
    MUST(store_open(target.where, (StoreOptions){0}, &store, err));
    store_close(store);
}

TEST(a_target_with_other_rows_is_refused_and_a_difference_is_named) {
    CLEANUP(world_done) World world = world_at_rest(100);
    CLEANUP(place_remove) Place target = {0};
    TransferReport report;
    Error problem = {0};
    size_t at;
    place_make(&target);
    MUST(store_transfer(world.place.where, target.where, NULL, NULL, &report, err));
    MUST_FAIL(store_transfer(world.place.where, target.where, NULL, NULL, &report, err), ERROR_CONFLICT);
    place_script(&target, "UPDATE items SET title = 'other' WHERE id = (SELECT MAX(id) FROM items)");
    place_script(&target, "INSERT INTO migrations (number, name) VALUES (-1, 'copy')");
    CHECK(!store_transfer(world.place.where, target.where, NULL, NULL, &report, &problem));
    CHECK_INT(problem.kind, ERROR_CONFLICT);
    CHECK(str_find(str_of(problem.message), STR("items is not the same in both"), &at));
    CHECK(str_find(str_of(problem.message), STR("title"), &at));
}
