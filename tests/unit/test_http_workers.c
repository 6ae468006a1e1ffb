/* The workers' queue: fair between keys, bulk gives way, the longest lane gives up when it is full. */
#include "http/workers.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/mem.h"
#include "test.h"

enum { JOBS_MAX = 64, WAIT_MS = 20000 };

typedef struct Desk Desk;

typedef struct Task {
    Job job;
    Desk *desk;
    bool gated; /* runs until the gate is open */
    int ran;    /* the how-manieth to begin; 0: has not */
    bool dropped;
} Task;

struct Desk {
    Workers *workers;
    atomic_bool open;
    atomic_int begun, ended, bulk_now, bulk_most;
    Task tasks[JOBS_MAX];
    int count;
};

static void run(Job *job) {
    Task *task = (Task *)job; /* its first member */
    Desk *desk = task->desk;
    int bulk = job->bulk ? atomic_fetch_add(&desk->bulk_now, 1) + 1 : 0;
    if (bulk > atomic_load(&desk->bulk_most)) atomic_store(&desk->bulk_most, bulk);
    task->ran = atomic_fetch_add(&desk->begun, 1) + 1;
    while (task->gated && !atomic_load(&desk->open)) usleep(500);
    if (job->bulk) atomic_fetch_sub(&desk->bulk_now, 1);
    atomic_fetch_add(&desk->ended, 1);
}

static void drop(Job *job) {
    ((Task *)job)->dropped = true;
}

static bool add(Desk *desk, uint64_t key, bool bulk, bool gated, Task **ret) {
    Task *task = &desk->tasks[desk->count++];
    *task = (Task){.job = {.run = run, .drop = drop, .key = key, .bulk = bulk}, .desk = desk, .gated = gated};
    if (ret) *ret = task;
    return workers_add(desk->workers, &task->job);
}

static void wait_until(atomic_int *counter, int value) {
    for (int i = 0; i < WAIT_MS && atomic_load(counter) < value; i++) usleep(1000);
    CHECK_INT(atomic_load(counter), value);
}

static void start(Desk *desk, int threads, int queue_max) {
    Error err;
    CHECK(workers_start(threads, queue_max, &desk->workers, &err));
}

static void end(Desk *desk) {
    atomic_store(&desk->open, true);
    workers_free(desk->workers);
}

TEST(who_sends_many_waits_behind_himself) {
    Desk desk = {0};
    Task *last;
    start(&desk, 1, 50);
    CHECK(add(&desk, 1, false, true, NULL));
    wait_until(&desk.begun, 1);
    for (int i = 0; i < 30; i++) CHECK(add(&desk, 1, false, false, NULL));
    CHECK(add(&desk, 2, false, false, &last));
    CHECK_INT(workers_queued(desk.workers), 31);
    atomic_store(&desk.open, true);
    wait_until(&desk.ended, 32);
    CHECK(last->ran <= 3); /* behind the one that ran, and one of the other's at most */
    for (int i = 1; i < 30; i++) CHECK(desk.tasks[i].ran < desk.tasks[i + 1].ran);
    end(&desk);
}

TEST(a_full_queue_drops_the_last_of_who_has_most) {
    Desk desk = {0};
    Task *other;
    start(&desk, 1, 10);
    CHECK(add(&desk, 1, false, true, NULL));
    wait_until(&desk.begun, 1);
    for (int i = 0; i < 10; i++) CHECK(add(&desk, 1, false, false, NULL));
    CHECK(!add(&desk, 1, false, false, NULL));
    CHECK(add(&desk, 2, false, false, &other));
    CHECK(desk.tasks[10].dropped && !desk.tasks[9].dropped);
    atomic_store(&desk.open, true);
    wait_until(&desk.ended, 11);
    CHECK(other->ran && !desk.tasks[10].ran);
    end(&desk);
}

TEST(bulk_gives_way_and_is_not_starved) {
    Desk desk = {0};
    start(&desk, 8, 50);
    for (int i = 0; i < 6; i++) CHECK(add(&desk, 1, true, true, NULL));
    wait_until(&desk.begun, 2); /* a quarter of eight */
    for (int i = 0; i < 20; i++) CHECK(add(&desk, 2, false, false, NULL));
    wait_until(&desk.ended, 20);
    CHECK_INT(atomic_load(&desk.bulk_now), 2);
    atomic_store(&desk.open, true);
    wait_until(&desk.ended, 26);
    CHECK_INT(atomic_load(&desk.bulk_most), 2);
    end(&desk);
}

TEST(what_is_queued_is_done_before_the_end) {
    Desk desk = {0};
    start(&desk, 2, 50);
    for (int i = 0; i < 40; i++) CHECK(add(&desk, (uint64_t)i, i % 2 == 0, false, NULL));
    end(&desk);
    CHECK_INT(atomic_load(&desk.ended), 40);
}
