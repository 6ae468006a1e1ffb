/* Group commit: many threads, one log; savepoints; the listener. */
#include <pthread.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/inside.h"
#include "store_world.h"

enum { THREADS = 32, ROUNDS = 30 };

/* One thread's work. Threads may not use CHECK: what went wrong is counted. */
typedef struct Worker {
    World *world;
    int number, rounds;
    int wrong; /* answers that should not have been */
    Id written[ROUNDS];
    int written_count;
    Id failed[ROUNDS];
    int failed_count;
    ErrorKind last_error;
} Worker;

/* Every fifth fails on purpose, by a reference that leads nowhere, after one row that was right. */
static void write_one(Worker *worker, Arena *arena, int round) {
    CLEANUP(store_end) Transaction tx = {0};
    Item item, bad;
    bool fails = (round + worker->number) % 5 == 0;
    Author author = worker->world->author;
    author.now.ms += worker->number * 1000 + round; /* or the id of one that failed is given again */
    if (!store_write(worker->world->store, arena, &author, &tx, NULL)) {
        worker->wrong++;
        return;
    }
    record_init(&item_resource, &item);
    item.row.workspace_id = worker->world->workspace_id;
    item.title = fmt(arena, "item %d of %d", round, worker->number);
    bad = item;
    bad.parent_id = (Id){1};
    Error problem = {0};
    bool ok = row_insert(&tx, &item_resource, &item, &problem);
    if (fails) {
        worker->wrong += !ok || row_insert(&tx, &item_resource, &bad, NULL);
        worker->failed[worker->failed_count++] = item.row.id;
        return;
    }
    Id id = item.row.id;
    ok = ok && store_commit(&tx, &problem);
    if (ok) worker->written[worker->written_count++] = id;
    else if (id.n) worker->failed[worker->failed_count++] = id;
    worker->last_error = ok ? worker->last_error : problem.kind;
}

static void *work(void *context) {
    Worker *worker = context;
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    for (int round = 0; round < worker->rounds; round++) {
        write_one(worker, &arena, round);
        arena_reset(&arena);
    }
    return NULL;
}

static void run_workers(World *world, Worker *workers, int count, int rounds) {
    pthread_t threads[THREADS];
    for (int i = 0; i < count; i++) {
        workers[i] = (Worker){.world = world, .number = i, .rounds = rounds};
        CHECK_INT(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
    }
    for (int i = 0; i < count; i++) CHECK_INT(pthread_join(threads[i], NULL), 0);
}

/* Acknowledged rows are there with their event, no others, and the events have no gap. */
static int check_ledger(World *world, const Worker *workers, int count) {
    READING(tx, *world);
    Item item;
    List items, events;
    int written = 0, created = 0;
    for (int i = 0; i < count; i++) {
        CHECK_INT(workers[i].wrong, 0);
        written += workers[i].written_count;
        for (int k = 0; k < workers[i].written_count; k++)
            MUST(row_load(&tx, &item_resource, world->workspace_id, workers[i].written[k], &item, err));
        for (int k = 0; k < workers[i].failed_count; k++)
            MUST_FAIL(row_load(&tx, &item_resource, world->workspace_id, workers[i].failed[k], &item, err),
                      ERROR_NOT_FOUND);
    }
    MUST(row_all(&tx, &item_resource, world->workspace_id, &items, err));
    CHECK_INT(items.count, written);
    MUST(event_list(&tx, world->workspace_id, 0, 100000, &events, err));
    for (int i = 0; i < events.count; i++) {
        const Event *event = (const Event *)events.at + i;
        CHECK_INT(event->seq, i + 1);
        created += str_is(event->resource, "item");
    }
    CHECK_INT(created, written);
    return written;
}

static World world_with_workspace(StoreOptions options) {
    World world = world_empty(options);
    Workspace workspace;
    world_insert(&world, &workspace_resource, &workspace);
    return world;
}

TEST(what_was_acknowledged_to_many_threads_is_there_and_what_failed_is_not) {
    CLEANUP(world_done) World world = world_with_workspace((StoreOptions){0});
    Worker workers[THREADS];
    run_workers(&world, workers, THREADS, ROUNDS);
    CHECK_INT(check_ledger(&world, workers, THREADS), THREADS * ROUNDS * 4 / 5);
    store_close(world.store);
    MUST(store_open(world.place.where, (StoreOptions){0}, &world.store, err));
    check_ledger(&world, workers, THREADS);
}

TEST(on_a_full_disk_no_thread_is_told_that_its_row_is_there_when_it_is_not) {
    CLEANUP(world_done) World world = world_with_workspace((StoreOptions){.page_limit = 220});
    Worker workers[THREADS];
    bool full = false;
    run_workers(&world, workers, THREADS, ROUNDS);
    for (int i = 0; i < THREADS; i++) {
        workers[i].wrong = 0; /* on a full disk the first row of a failing pair fails too */
        full |= workers[i].last_error == ERROR_FULL;
        CHECK(workers[i].last_error == ERROR_NONE || workers[i].last_error == ERROR_FULL);
    }
    CHECK(full);
    CHECK(check_ledger(&world, workers, THREADS) < THREADS * ROUNDS * 4 / 5);
}

static bool insert_item(World *world, Transaction *tx, const char *title) {
    Item item;
    record_init(&item_resource, &item);
    item.row.workspace_id = world->workspace_id;
    item.title = str_of(title);
    return row_insert(tx, &item_resource, &item, NULL);
}

static int count_items(World *world) {
    READING(tx, *world);
    List items;
    MUST(row_all(&tx, &item_resource, world->workspace_id, &items, err));
    return items.count;
}

TEST(a_transaction_left_open_is_undone_and_the_numbers_of_its_events_are_given_again) {
    CLEANUP(world_done) World world = world_with_workspace((StoreOptions){0});
    int64_t seq;
    {
        WRITING(tx, world);
        CHECK(insert_item(&world, &tx, "lost"));
        seq = tx.last_seq;
    }
    CHECK_INT(count_items(&world), 0);
    WRITING(tx, world);
    CHECK(insert_item(&world, &tx, "kept"));
    CHECK_INT(tx.last_seq, seq);
    MUST(store_commit(&tx, err));
    CHECK(!tx.connection);
    MUST_FAIL(store_commit(&tx, err), ERROR_INTERNAL);
    CHECK(!insert_item(&world, &tx, "after the end"));
    CHECK_INT(count_items(&world), 1);
}

TEST(a_savepoint_takes_back_what_came_after_it_and_nothing_else) {
    CLEANUP(world_done) World world = world_with_workspace((StoreOptions){0});
    WRITING(tx, world);
    CHECK(insert_item(&world, &tx, "one"));
    int64_t seq = tx.last_seq;
    MUST(store_savepoint(&tx, err));
    CHECK(insert_item(&world, &tx, "two"));
    MUST(store_rollback_to_savepoint(&tx, err));
    CHECK_INT(tx.last_seq, seq);
    CHECK(insert_item(&world, &tx, "three"));
    MUST(store_savepoint(&tx, err));
    CHECK(insert_item(&world, &tx, "four"));
    MUST(store_rollback_to_savepoint(&tx, err));
    MUST(store_release_savepoint(&tx, err));
    MUST(store_release_savepoint(&tx, err));
    MUST_FAIL(store_release_savepoint(&tx, err), ERROR_INTERNAL);
    MUST(store_commit(&tx, err));
    CHECK_INT(count_items(&world), 2);
}

typedef struct Heard {
    World *world;
    int64_t known_seq; /* may be told anew */
    int calls;
    int64_t last_seq, durable_seq;
} Heard;

/* What a reader sees is what is committed. */
static void hear(void *context, int64_t last_seq) {
    Heard *heard = context;
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    CLEANUP(store_end) Transaction tx = {0};
    if (last_seq <= heard->known_seq) return;
    heard->calls++;
    heard->last_seq = last_seq;
    if (store_read(heard->world->store, &arena, &tx, NULL)) event_last_seq(&tx, &heard->durable_seq, NULL);
}

TEST(the_listener_is_told_after_the_commit_and_only_of_commits_with_events) {
    CLEANUP(world_done) World world = world_with_workspace((StoreOptions){0});
    Heard heard = {.world = &world};
    {
        READING(tx, world);
        MUST(event_last_seq(&tx, &heard.known_seq, err));
    }
    MUST(store_listen(world.store, hear, &heard, err));
    {
        WRITING(tx, world);
        CHECK(insert_item(&world, &tx, "one"));
        CHECK(insert_item(&world, &tx, "two"));
        CHECK_INT(heard.calls, 0);
        int64_t seq = tx.last_seq;
        MUST(store_commit(&tx, err));
        CHECK_INT(heard.calls, 1);
        CHECK_INT(heard.last_seq, seq);
        CHECK_INT(heard.durable_seq, seq);
    }
    {
        WRITING(tx, world);
        CHECK(insert_item(&world, &tx, "undone"));
    }
    {
        WRITING(tx, world);
        MUST(session_delete(&tx, STR("none"), err));
        MUST(store_commit(&tx, err));
    }
    CHECK_INT(heard.calls, 1);
}

TEST(a_commit_whose_connection_breaks_is_answered_by_what_became_of_it) {
    if (!place_server()) test_skip("about PostgreSQL");
    CLEANUP(world_done) World world = world_with_workspace((StoreOptions){0});
    Error problem = {0};
    place_script(&world.place,
                 "CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                 " IF NEW.title = 'cut' THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;"
                 " RETURN NULL; END $$;"
                 "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON items DEFERRABLE INITIALLY DEFERRED"
                 " FOR EACH ROW EXECUTE FUNCTION cut()");
    {
        WRITING(tx, world);
        CHECK(insert_item(&world, &tx, "cut"));
        CHECK(!store_commit(&tx, &problem));
    }
    CHECK_INT(problem.kind, ERROR_BUSY);
    CHECK(problem.again); /* it is known that nothing was changed */
    CHECK_INT(count_items(&world), 0);
    WRITING(tx, world);
    CHECK(insert_item(&world, &tx, "kept"));
    MUST(store_commit(&tx, err));
    CHECK_INT(count_items(&world), 1);
}
