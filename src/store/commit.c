/* Group commit: many writers, one durable commit.
 *
 * The writing connection is lent from turn to turn. Each writer works in a savepoint of one transaction of
 * the database. When he is done and somebody waits, he gives the turn on and waits for the outcome as a
 * member of the batch; when nobody waits, or the batch is full, he commits for all (the leader) and tells the
 * members. While COMMIT waits for the disk, the next writers queue up: they become the next batch.
 *
 * Invariant: while there are members, somebody has the turn, and whoever ends a turn with nobody waiting
 * commits. So every member is told. */
#include <errno.h>

#include "base/banned.h"
#include "store/inside.h"

enum { BATCH_MAX = 256, TURN_SECONDS = 30, READERS_SECONDS = 2 };
enum { CHECKPOINT_PAGES = 1000, LOG_PAGES_MAX = 16000 };

struct timespec in_seconds(int seconds) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += seconds;
    return until;
}

void cond_make(pthread_cond_t *cond) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(cond, &attributes);
    pthread_condattr_destroy(&attributes);
}

/* ---- the turn ---- */

static void leave_queue(WriteQueue *queue, Waiter *waiter) {
    Waiter **at = &queue->first, *before = NULL;
    while (*at != waiter) before = *at, at = &(*at)->next;
    *at = waiter->next;
    if (queue->last == waiter) queue->last = before;
}

static bool turn_take(WriteQueue *queue, Error *err) {
    pthread_mutex_lock(&queue->mutex);
    if (!queue->busy) {
        queue->busy = true;
        pthread_mutex_unlock(&queue->mutex);
        return true;
    }
    Waiter self = {0};
    struct timespec until = in_seconds(TURN_SECONDS);
    cond_make(&self.wake);
    if (queue->last) queue->last->next = &self;
    else queue->first = &self;
    queue->last = &self;
    int code = 0;
    while (!self.done && code != ETIMEDOUT) code = pthread_cond_timedwait(&self.wake, &queue->mutex, &until);
    if (!self.done) leave_queue(queue, &self);
    pthread_mutex_unlock(&queue->mutex);
    pthread_cond_destroy(&self.wake);
    if (self.done) return true;
    error_set(err, ERROR_BUSY, "Too many changes are waiting to be written.");
    return error_hint(err, "Try again in a moment.");
}

/* With the mutex held. */
static void turn_give(WriteQueue *queue) {
    Waiter *next = queue->first;
    if (!next) {
        queue->busy = false;
        return;
    }
    queue->first = next->next;
    if (!queue->first) queue->last = NULL;
    next->done = true;
    pthread_cond_signal(&next->wake);
}

/* ---- the batch ---- */

static bool run(Transaction *tx, const char *name, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    return sql_begin(tx, name, &sql, err) && sql_run(&sql, err);
}

static Database *writing_database(const Store *store) {
    return store->writer.database;
}

static bool in_transaction(const Store *store) {
    const Database *database = writing_database(store);
    return database->driver->in_transaction(database);
}

static void tell_members(WriteQueue *queue, const Error *error) {
    pthread_mutex_lock(&queue->mutex);
    for (Waiter *member = queue->members, *next; member; member = next) {
        next = member->next;
        member->error = *error;
        member->done = true;
        pthread_cond_signal(&member->wake);
    }
    queue->members = NULL;
    queue->member_count = 0;
    pthread_mutex_unlock(&queue->mutex);
}

/* Makes what the batch wrote durable and tells its members how it went. Only for who has the turn. */
static bool batch_commit(Store *store, Error *err) {
    Error outcome = {0};
    Database *database = writing_database(store);
    int64_t last_seq = store->queue.last_seq;
    if (!in_transaction(store)) database->driver->transaction_lost(database, &outcome);
    else database->driver->commit(database, last_seq, &outcome);
    store->queue.open = false;
    store->queue.last_seq = 0;
    tell_members(&store->queue, &outcome);
    if (outcome.kind != ERROR_NONE) {
        if (err) *err = outcome;
        return false;
    }
    if (last_seq) store_tell(store, last_seq);
    checkpoint_when_due(store);
    return true;
}

static void batch_drop(Store *store) {
    Database *database = writing_database(store);
    database->driver->rollback(database);
    store->queue.open = false;
    store->queue.last_seq = 0;
}

/* The turn's end for who has written nothing that counts. */
static void turn_end(Store *store) {
    WriteQueue *queue = &store->queue;
    pthread_mutex_lock(&queue->mutex);
    bool lost = queue->open && !in_transaction(store);
    bool commit = queue->member_count && (lost || !queue->first);
    bool drop = queue->open && !queue->member_count;
    pthread_mutex_unlock(&queue->mutex);
    if (commit) batch_commit(store, NULL);
    else if (drop) batch_drop(store);
    pthread_mutex_lock(&queue->mutex);
    turn_give(queue);
    pthread_mutex_unlock(&queue->mutex);
}

/* ---- transactions ---- */

bool store_write(Store *store, Arena *arena, const Author *author, Transaction *ret, Error *err) {
    Transaction tx = {
        .store = store, .connection = &store->writer, .arena = arena, .author = *author, .writing = true};
    WriteQueue *queue = &store->queue;
    if (!turn_take(queue, err)) return false;
    Database *database = writing_database(store);
    if (!queue->open) queue->open = database->driver->begin(database, err);
    if (!queue->open || !run(&tx, "transaction_writer_begin", err)) {
        turn_end(store);
        return false;
    }
    *ret = tx;
    return true;
}

void write_end(Transaction *tx) {
    if (in_transaction(tx->store)) {
        run(tx, "transaction_writer_rollback", NULL);
        run(tx, "transaction_writer_release", NULL);
    }
    tx->connection = NULL;
    turn_end(tx->store);
}

/* Gives the turn on and waits for the leader's word. With the mutex held; it is released. */
static bool wait_as_member(WriteQueue *queue, Error *err) {
    Waiter self = {.next = queue->members};
    cond_make(&self.wake);
    queue->members = &self;
    queue->member_count++;
    turn_give(queue);
    while (!self.done) pthread_cond_wait(&self.wake, &queue->mutex);
    pthread_mutex_unlock(&queue->mutex);
    pthread_cond_destroy(&self.wake);
    if (self.error.kind == ERROR_NONE) return true;
    if (err) *err = self.error;
    return false;
}

bool store_commit(Transaction *tx, Error *err) {
    Store *store = tx->store;
    WriteQueue *queue = &store->queue;
    if (!tx->connection || !tx->writing) return error_set(err, ERROR_INTERNAL, "There is nothing to commit.");
    if (!run(tx, "transaction_writer_release", err)) {
        write_end(tx);
        return false;
    }
    tx->connection = NULL;
    if (tx->last_seq) queue->last_seq = tx->last_seq;
    pthread_mutex_lock(&queue->mutex);
    if (queue->first && queue->member_count + 1 < BATCH_MAX) return wait_as_member(queue, err);
    pthread_mutex_unlock(&queue->mutex);
    bool ok = batch_commit(store, err);
    pthread_mutex_lock(&queue->mutex);
    turn_give(queue);
    pthread_mutex_unlock(&queue->mutex);
    return ok;
}

/* The inner savepoint moves last_seq back with the events that it takes back. */
bool store_savepoint(Transaction *tx, Error *err) {
    if (!run(tx, "transaction_savepoint", err)) return false;
    tx->savepoints++;
    return true;
}

bool store_rollback_to_savepoint(Transaction *tx, Error *err) {
    int64_t last;
    if (tx->savepoints == 0) return error_set(err, ERROR_INTERNAL, "There is no savepoint to go back to.");
    if (!run(tx, "transaction_savepoint_rollback", err) || !event_last_seq(tx, &last, err)) return false;
    if (tx->last_seq > last) tx->last_seq = last;
    return true;
}

bool store_release_savepoint(Transaction *tx, Error *err) {
    if (tx->savepoints == 0) return error_set(err, ERROR_INTERNAL, "There is no savepoint to release.");
    tx->savepoints--;
    return run(tx, "transaction_savepoint_release", err);
}

/* ---- the log ---- */

/* Keeps new readers out until those inside have ended, so that the log can start anew: readers one after the
 * other would otherwise let it grow for ever. */
static void checkpoint_without_readers(Store *store) {
    struct timespec until = in_seconds(READERS_SECONDS);
    int code = 0;
    pthread_mutex_lock(&store->reading);
    store->closed_to_readers = true;
    while (store->idle_count < store->reader_count && code != ETIMEDOUT)
        code = pthread_cond_timedwait(&store->reader_back, &store->reading, &until);
    bool alone = store->idle_count == store->reader_count;
    pthread_mutex_unlock(&store->reading);
    writing_database(store)->driver->checkpoint(writing_database(store), alone);
    pthread_mutex_lock(&store->reading);
    store->closed_to_readers = false;
    pthread_cond_broadcast(&store->reader_back);
    pthread_mutex_unlock(&store->reading);
}

void checkpoint_when_due(Store *store) {
    Database *database = writing_database(store);
    int pages = database->driver->log_pages(database), *due = &store->queue.checkpoint_at;
    if (pages < *due - CHECKPOINT_PAGES) *due = CHECKPOINT_PAGES; /* the log has started anew */
    if (*due < CHECKPOINT_PAGES) *due = CHECKPOINT_PAGES;
    if (pages < *due) return;
    if (pages < LOG_PAGES_MAX) database->driver->checkpoint(database, false);
    else checkpoint_without_readers(store);
    *due = pages + CHECKPOINT_PAGES;
}
