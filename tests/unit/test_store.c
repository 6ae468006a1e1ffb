/* Opening a data folder: lock, schema, statements; what is durable; a full disk; the size of the log. */
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/inside.h"
#include "store_world.h"

static void reopen(World *world, StoreOptions options) {
    store_close(world->store);
    world->store = NULL;
    MUST(store_open(world->place.where, options, &world->store, err));
}

TEST(what_was_committed_is_there_after_opening_again) {
    WORLD(world);
    List items;
    int64_t seq, again;
    {
        READING(tx, world);
        MUST(event_last_seq(&tx, &seq, err));
    }
    reopen(&world, (StoreOptions){0});
    READING(tx, world);
    MUST(row_all(&tx, &item_resource, world.workspace_id, &items, err));
    CHECK_INT(items.count, 1);
    MUST(event_last_seq(&tx, &again, err));
    CHECK_INT(again, seq);
}

TEST(a_folder_without_data_is_refused_unless_it_may_be_created) {
    place_has_files();
    Store *store = NULL;
    MUST_FAIL(store_open("/tmp/trivet-test-absent", (StoreOptions){0}, &store, err), ERROR_NOT_FOUND);
    MUST_FAIL(store_open("/tmp/trivet-test-absent/deeper", (StoreOptions){.create = true}, &store, err),
              ERROR_INVALID);
    CHECK(!store);
    store_close(store);
}

TEST(the_files_belong_to_the_owner_alone) {
    place_has_files();
    CLEANUP(world_done) World world = world_empty((StoreOptions){0});
    struct stat st;
    char path[100];
    snprintf(path, sizeof path, "%s/trivet.db", world.place.folder);
    CHECK_INT(stat(path, &st), 0);
    CHECK_INT(st.st_mode & 0777, 0600);
}

TEST(a_second_process_is_refused_while_the_first_runs) {
    place_has_files();
    CLEANUP(world_done) World world = world_empty((StoreOptions){0});
    pid_t child = fork();
    if (child == 0) {
        Store *store;
        Error problem = {0};
        bool refused = !store_open(world.place.where, (StoreOptions){0}, &store, &problem);
        _exit(refused && problem.kind == ERROR_BUSY && problem.hint[0] ? 0 : 1);
    }
    int status;
    CHECK_INT(waitpid(child, &status, 0), child);
    CHECK_INT(status, 0);
    reopen(&world, (StoreOptions){0});
}

/* ---- the schema ---- */

static int64_t ask(sqlite3 *db, const char *text) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db, text, -1, &statement, NULL) != SQLITE_OK)
        test_fail(__FILE__, __LINE__, "%s: %s", text, sqlite3_errmsg(db));
    int64_t n = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : -1;
    sqlite3_finalize(statement);
    return n;
}

static void close_database(Database **database) {
    sqlite_driver.close(*database);
}

static Database *open_database(const World *world) {
    char path[100];
    Database *database = NULL;
    snprintf(path, sizeof path, "%s/other.db", world->place.folder);
    MUST(sqlite_driver.open(path, OPEN_WRITER, 0, &database, err));
    return database;
}

static int64_t ask_file(const World *world, const char *text) {
    sqlite3 *db = NULL;
    char path[100];
    snprintf(path, sizeof path, "%s/other.db", world->place.folder);
    CHECK_INT(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    int64_t n = ask(db, text);
    sqlite3_close(db);
    return n;
}

TEST(migrations_run_once_from_empty_and_not_again) {
    place_has_files();
    CLEANUP(world_done) World world = world_empty((StoreOptions){0});
    CLEANUP(close_database) Database *database = open_database(&world);
    const EmbeddedSql *sql = &embedded_sqlite;
    MUST(schema_migrate(database, sql->migrations, sql->migration_count, err));
    int64_t tables = ask_file(&world, "SELECT COUNT(*) FROM sqlite_schema");
    CHECK(tables > 20);
    CHECK_INT(ask_file(&world,
                       "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%STRICT'"),
              0);
    MUST(schema_migrate(database, sql->migrations, sql->migration_count, err));
    CHECK_INT(ask_file(&world, "SELECT COUNT(*) FROM sqlite_schema"), tables);
    CHECK_INT(ask_file(&world, "SELECT COUNT(*) FROM migrations"), sql->migration_count);
}

TEST(a_migration_that_fails_leaves_the_schema_of_the_one_before) {
    place_has_files();
    static const EmbeddedMigration steps[] = {
        {1, "one", "CREATE TABLE a (n INTEGER) STRICT;"},
        {2, "two", "CREATE TABLE b (n INTEGER) STRICT; INSERT INTO nowhere VALUES (1);"},
        {2, "two", "CREATE TABLE b (n INTEGER) STRICT;"},
    };
    CLEANUP(world_done) World world = world_empty((StoreOptions){0});
    CLEANUP(close_database) Database *database = open_database(&world);
    MUST_FAIL(schema_migrate(database, steps, 2, err), ERROR_INTERNAL);
    CHECK_INT(ask_file(&world, "SELECT MAX(number) FROM migrations"), 1);
    CHECK_INT(ask_file(&world, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'b'"), 0);
    const EmbeddedMigration mended[] = {steps[0], steps[2]};
    MUST(schema_migrate(database, mended, 2, err));
    CHECK_INT(ask_file(&world, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'b'"), 1);
}

TEST(data_of_a_newer_program_is_refused) {
    CLEANUP(world_done) World world = world_empty((StoreOptions){0});
    store_close(world.store);
    world.store = NULL;
    place_script(&world.place, "INSERT INTO migrations VALUES (9999, 'future')");
    MUST_FAIL(store_open(world.place.where, (StoreOptions){0}, &world.store, err), ERROR_INVALID);
}

TEST(a_database_of_another_program_is_refused_and_left_alone) {
    place_has_files();
    CLEANUP(world_done) World world = world_empty((StoreOptions){0});
    store_close(world.store);
    world.store = NULL;
    place_script(&world.place, "PRAGMA application_id = 77");
    MUST_FAIL(store_open(world.place.where, (StoreOptions){0}, &world.store, err), ERROR_INVALID);
}

TEST(a_file_that_is_no_database_is_refused) {
    place_has_files();
    CLEANUP(world_done) World world = world_empty((StoreOptions){0});
    char path[100];
    store_close(world.store);
    world.store = NULL;
    snprintf(path, sizeof path, "%s/trivet.db", world.place.folder);
    FILE *file = fopen(path, "w");
    CHECK(file);
    for (int i = 0; i < 5000; i++) fputs("no database", file);
    fclose(file);
    MUST_FAIL(store_open(world.place.where, (StoreOptions){0}, &world.store, err), ERROR_INTERNAL);
}

static void check_unfit(World *world, EmbeddedStatement statement, const char *message) {
    Connection connection;
    Error problem = {0};
    char path[512];
    const char *where = place_database(&world->place, path);
    MUST(connection_open(database_driver(where), where, OPEN_READER, 0, &connection, err));
    bool ok = connection_prepare(&connection, &statement, 1, &problem);
    connection_close(&connection);
    CHECK(!ok);
    CHECK_STR(str_of(problem.message), str_of(message));
}

TEST(a_statement_that_does_not_fit_fails_at_start) {
    CLEANUP(world_done) World world = world_empty((StoreOptions){0});
    check_unfit(&world, (EmbeddedStatement){"item_load", "SELECT titel FROM items"},
                "The statement item_load cannot be prepared.");
    check_unfit(&world, (EmbeddedStatement){"item_any", "SELECT 1; SELECT 2"},
                "The statement item_any cannot be prepared.");
    check_unfit(&world, (EmbeddedStatement){"item_none", "WITH"},
                "The statement item_none cannot be prepared.");
    check_unfit(&world, (EmbeddedStatement){"criterion_load", "SELECT nothing"},
                "The statement criterion_load cannot be prepared.");
    check_unfit(&world, (EmbeddedStatement){"link_load", "SELECT id, workspace_id FROM links"},
                "The statement link_load lacks the field revision.");
}

/* ---- reading beside writing ---- */

TEST(a_reader_keeps_its_snapshot_and_sees_only_what_is_committed) {
    WORLD(world);
    Item item;
    List before, during, after;
    READING(tx, world);
    MUST(row_all(&tx, &item_resource, world.workspace_id, &before, err));
    {
        WRITING(writing, world);
        world_record(&world, &item_resource, &item);
        MUST(row_insert(&writing, &item_resource, &item, err));
        READING(other, world);
        MUST(row_all(&other, &item_resource, world.workspace_id, &during, err));
        CHECK_INT(during.count, before.count);
        MUST(store_commit(&writing, err));
    }
    MUST(row_all(&tx, &item_resource, world.workspace_id, &during, err));
    CHECK_INT(during.count, before.count);
    store_end(&tx);
    store_end(&tx);
    READING(later, world);
    MUST(row_all(&later, &item_resource, world.workspace_id, &after, err));
    CHECK_INT(after.count, before.count + 1);
}

static int count_items(World *world) {
    READING(tx, *world);
    List items;
    MUST(row_all(&tx, &item_resource, world->workspace_id, &items, err));
    return items.count;
}

/* ---- a full disk ---- */

TEST(a_full_disk_refuses_writes_keeps_reading_and_is_over_when_there_is_room) {
    CLEANUP(world_done) World world = world_empty((StoreOptions){.readers = 2, .page_limit = 300});
    Workspace workspace;
    Item item;
    Error problem = {0};
    int written = 0;
    world_insert(&world, &workspace_resource, &workspace);
    for (; written < 10000; written++) {
        WRITING(tx, world);
        record_init(&item_resource, &item);
        item.row.workspace_id = world.workspace_id;
        item.text = random_text(&world.arena, &world.random, 1000, 1000, false);
        if (!row_insert(&tx, &item_resource, &item, &problem) || !store_commit(&tx, &problem)) break;
    }
    CHECK(written > 10 && written < 10000);
    CHECK_INT(problem.kind, ERROR_FULL);
    CHECK(problem.hint[0]);
    CHECK_INT(count_items(&world), written);
    MUST(sqlite_driver.script(world.store->writer.database, "PRAGMA max_page_count = 100000", err));
    world_insert(&world, &item_resource, &item);
    CHECK_INT(count_items(&world), written + 1);
    reopen(&world, (StoreOptions){0});
    CHECK_INT(count_items(&world), written + 1);
}

/* ---- the log ---- */

static int64_t log_size(const World *world) {
    struct stat st;
    char path[100];
    snprintf(path, sizeof path, "%s/trivet.db-wal", world->place.folder);
    return stat(path, &st) == 0 ? st.st_size : 0;
}

TEST(the_log_stays_small_under_many_commits) {
    place_has_files();
    WORLD(world);
    Item item;
    for (int i = 0; i < 300; i++) {
        world_insert(&world, &item_resource, &item);
        READING(tx, world);
        MUST(row_load(&tx, &item_resource, world.workspace_id, item.row.id, &item, err));
    }
    CHECK(log_size(&world) > 0);
    CHECK(log_size(&world) < 8 * (int64_t)MIB);
}

TEST(the_log_is_cut_after_a_great_transaction) {
    place_has_files();
    WORLD(world);
    Item item;
    StrBuf text = strbuf_make(&world.arena, 0);
    for (int i = 0; i < 50000; i++) strbuf_char(&text, 'x');
    {
        WRITING(tx, world);
        for (int i = 0; i < 700; i++) {
            record_init(&item_resource, &item);
            item.row.workspace_id = world.workspace_id;
            item.text = strbuf_str(&text);
            MUST(row_insert(&tx, &item_resource, &item, err));
        }
        CHECK(log_size(&world) == 0 || sqlite_driver.log_pages(world.store->writer.database) < 16000);
        MUST(store_commit(&tx, err));
    }
    CHECK(sqlite_driver.log_pages(world.store->writer.database) >= 16000);
    CHECK_INT(log_size(&world), 0);
    CHECK_INT(count_items(&world), 701);
}
