/* Rate limits: a fixed table of leaky buckets, found by hash.
 *
 * A bucket holds the moment up to which chances are used up; taking one moves it on. Two that fall on the
 * same slot share it, which errs on the side of refusing; the table is large enough for that to be rare. */
#include <pthread.h>
#include <sodium.h>

#include "api/api.h"
#include "base/banned.h"

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

bool limiter_take(Limiter *limiter, Time now, const char *what, Str who, int burst, int seconds_each,
                  int *wait) {
    uint64_t hash = (str_hash(str_of(what)) * 31 + str_hash(who)) ^ limiter->salt;
    hash = (hash ^ hash >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
    int64_t each = (int64_t)seconds_each * 1000;
    pthread_mutex_lock(&limiter->lock);
    int64_t *until = &limiter->used_until_ms[(hash ^ hash >> 32) % SLOTS];
    int64_t next = (*until > now.ms ? *until : now.ms) + each;
    bool ok = next <= now.ms + burst * each;
    if (ok) *until = next;
    else *wait = (int)((next - now.ms - burst * each + 999) / 1000);
    pthread_mutex_unlock(&limiter->lock);
    return ok;
}
