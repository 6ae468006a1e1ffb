/* Rate limits: a fixed table of leaky buckets, found by hash.
 *
 * A bucket holds the moment up to which chances are used up; taking one moves it on. Two that fall on the
 * same slot share it, which errs on the side of refusing; the table is large enough for that to be rare.
 *
 * Where several servers share a database, the bucket that counts is a row there. The one in memory is never
 * fuller than that, so what it refuses needs no question: whoever tries a thousand times a second is answered
 * from memory, and the database is asked as often as the limit allows. */
#include <pthread.h>
#include <sodium.h>

#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"

enum { SLOTS = 16384 };

struct Limiter {
    pthread_mutex_t lock;
    uint64_t salt; /* nobody outside can aim at another's slot */
    int64_t used_until_ms[SLOTS];
};

Limiter *limiter_create(void) {
    Limiter *limiter = calloc(1, sizeof *limiter);
    if (!limiter) return NULL;
    pthread_mutex_init(&limiter->lock, NULL);
    randombytes_buf(&limiter->salt, sizeof limiter->salt);
    return limiter;
}

void limiter_destroy(Limiter *limiter) {
    if (!limiter) return;
    pthread_mutex_destroy(&limiter->lock);
    free(limiter);
}

/* Takes one of a bucket's chances. */
static bool take(int64_t *until, int64_t now, int burst, int64_t each, int *wait) {
    int64_t next = (*until > now ? *until : now) + each, latest = now + burst * each;
    if (next > latest) {
        *wait = (int)((next - latest + 999) / 1000);
        return false;
    }
    *until = next;
    return true;
}

static int64_t *slot_of(Limiter *limiter, const char *what, Str who) {
    uint64_t hash = (str_hash(str_of(what)) * 31 + str_hash(who)) ^ limiter->salt;
    hash = (hash ^ hash >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
    return &limiter->used_until_ms[(hash ^ hash >> 32) % SLOTS];
}

static bool too_many(const Call *call, Error *err) {
    error_set(err, ERROR_TOO_MANY, "Too many attempts.");
    return error_hint(err, "Try again in %d seconds.", call->retry_after);
}

bool limited_here(Call *call, const char *what, Str who, int burst, int seconds_each, Error *err) {
    Limiter *limiter = call->app->limiter;
    int64_t each = (int64_t)seconds_each * 1000;
    pthread_mutex_lock(&limiter->lock);
    bool ok = take(slot_of(limiter, what, who), call->now.ms, burst, each, &call->retry_after);
    pthread_mutex_unlock(&limiter->lock);
    return ok || too_many(call, err);
}

/* What other servers have counted. */
static void note(Limiter *limiter, const char *what, Str who, int64_t used_until_ms) {
    pthread_mutex_lock(&limiter->lock);
    int64_t *until = slot_of(limiter, what, who);
    if (*until < used_until_ms) *until = used_until_ms;
    pthread_mutex_unlock(&limiter->lock);
}

bool limited(Call *call, const char *what, Str who, int burst, int seconds_each, Error *err) {
    if (!limited_here(call, what, who, burst, seconds_each, err)) return false;
    if (!store_is_shared(call->app->store)) return true;
    CLEANUP(store_end) Transaction tx = {0};
    const Author trivet = {.now = call->now};
    Time until;
    Str hash = secret_hash(call->arena, fmt(call->arena, "%s %.*s", what, STR_ARG(who)));
    if (!store_write(call->app->store, call->arena, &trivet, &tx, err) ||
        !attempt_used_until(&tx, hash, &until, err))
        return false;
    bool ok = take(&until.ms, call->now.ms, burst, (int64_t)seconds_each * 1000, &call->retry_after);
    note(call->app->limiter, what, who, until.ms);
    if (!ok) return too_many(call, err);
    return attempt_put(&tx, hash, until, err) && store_commit(&tx, err);
}
