/* See watcher.h. */
#include "run/watcher.h"

#include <pthread.h>
#include <time.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/watch.h"

enum { GATHER_MS = 50, RETRY_MS = 1000 };
#define WATCH_MEMORY_MAX (512 * MIB)

struct Watcher {
    WatcherOptions options;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    int64_t durable, seen; /* seen: what is watched is in line with everything up to it */
    bool stop;
};

/* Whether an exception has to change or a promise to be told of, as far as a reader sees. */
static bool is_due(Watcher *w, Arena *arena, Id workspace_id, int64_t since, bool *ret, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    int count = 0;
    bool concerned = true;
    if (!store_read(w->options.store, arena, &tx, err)) return false;
    if (since && !watch_concerned(&tx, workspace_id, since, &concerned, err)) return false;
    if (concerned && !watch_update(&tx, workspace_id, since, &count, err)) return false;
    *ret = count > 0;
    return true;
}

static bool write_one(Watcher *w, Arena *arena, Id workspace_id, int64_t since, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Author trivet = {.now = w->options.clock()};
    int count;
    return store_write(w->options.store, arena, &trivet, &tx, err) &&
           watch_update(&tx, workspace_id, since, &count, err) && store_commit(&tx, err);
}

static bool workspaces(Watcher *w, Arena *arena, List *ids, int64_t *last_seq, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    return store_read(w->options.store, arena, &tx, err) && event_last_seq(&tx, last_seq, err) &&
           watched_workspaces(&tx, ids, err);
}

/* A plan that cannot be scheduled has no forecast: all stays as it is until it can. */
static bool is_of_plan(const Error *err) {
    return err->kind == ERROR_CONFLICT || err->kind == ERROR_INVALID || err->kind == ERROR_TOO_LARGE;
}

/* False: somebody else was in the way. */
static bool look(Watcher *w, Arena *arena, int64_t since, int64_t *ret_seq) {
    List ids;
    Error err = {0};
    if (!workspaces(w, arena, &ids, ret_seq, &err)) return false;
    const Id *id = ids.at;
    for (int i = 0; i < ids.count; i++) {
        bool due = false;
        ArenaMark mark = arena_mark(arena);
        bool ok =
            is_due(w, arena, id[i], since, &due, &err) && (!due || write_one(w, arena, id[i], since, &err));
        if (!ok && !is_of_plan(&err)) return false;
        arena_release(arena, mark);
    }
    return true;
}

static struct timespec in_ms(int ms) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    at.tv_nsec += (long)ms * 1000000;
    at.tv_sec += at.tv_nsec / 1000000000;
    at.tv_nsec %= 1000000000;
    return at;
}

/* Sleeps for so long, or until the end. With the lock held. */
static void pause_for(Watcher *w, int ms) {
    struct timespec until = in_ms(ms);
    while (!w->stop && pthread_cond_timedwait(&w->woken, &w->lock, &until) == 0) continue;
}

static void *run(void *context) {
    Watcher *w = context;
    CLEANUP(arena_done) Arena arena = arena_make(WATCH_MEMORY_MAX);
    pthread_mutex_lock(&w->lock);
    while (!w->stop) {
        if (w->seen >= w->durable) {
            pthread_cond_wait(&w->woken, &w->lock);
            continue;
        }
        pause_for(w, GATHER_MS);
        if (w->stop) break;
        int64_t since = w->seen, durable = w->durable, reached = 0;
        pthread_mutex_unlock(&w->lock);
        bool ok = look(w, &arena, since, &reached);
        arena_reset(&arena);
        pthread_mutex_lock(&w->lock);
        if (ok) w->seen = reached > durable ? reached : durable;
        else pause_for(w, RETRY_MS);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

void watcher_wake(Watcher *w, int64_t last_seq) {
    pthread_mutex_lock(&w->lock);
    if (last_seq > w->durable) w->durable = last_seq;
    pthread_cond_signal(&w->woken);
    pthread_mutex_unlock(&w->lock);
}

static void wake_on_monotonic(pthread_cond_t *cond) {
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(cond, &attributes);
    pthread_condattr_destroy(&attributes);
}

bool watcher_start(const WatcherOptions *options, Watcher **ret, Error *err) {
    Watcher *w = calloc(1, sizeof *w);
    if (!w) return error_no_memory(err);
    w->options = *options;
    w->durable = 1; /* what happened before the start is looked at, too */
    pthread_mutex_init(&w->lock, NULL);
    wake_on_monotonic(&w->woken);
    if (pthread_create(&w->thread, NULL, run, w) != 0) {
        free(w);
        return error_no_memory(err);
    }
    *ret = w;
    return true;
}

void watcher_stop(Watcher *w) {
    if (!w) return;
    pthread_mutex_lock(&w->lock);
    w->stop = true;
    pthread_cond_signal(&w->woken);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    pthread_cond_destroy(&w->woken);
    pthread_mutex_destroy(&w->lock);
    free(w);
}
