/* The outbox is emptied. See mailer.h. */
#include "api/mailer.h"

#include <pthread.h>
#include <time.h>

#include "base/cleanup.h"

#include "base/banned.h"

enum {
    LOOK_SECONDS = 1,
    ATTEMPTS_MAX = 12,
    FIRST_DELAY_MS = 2000,
    LAST_DELAY_MS = 4 * 3600 * 1000,
    TAKEN_MS = 120 * 1000
};

struct Mailer {
    MailerOptions options;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    bool stop;
};

static bool begin(const Mailer *mailer, Arena *arena, Transaction *tx, Error *err) {
    Author trivet = {.now = mailer->options.clock()};
    return store_write(mailer->options.store, arena, &trivet, tx, err);
}

static bool find_due(const Mailer *mailer, Arena *arena, OutboxMail *ret, bool *found, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    return store_read(mailer->options.store, arena, &tx, err) && outbox_due(&tx, ret, found, err);
}

/* What is not worth sending is dropped at once. */
static bool prepare(const Mailer *mailer, Arena *arena, const OutboxMail *due, Mail *ret, bool *worth,
                    Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    *worth = false;
    if (!begin(mailer, arena, &tx, err)) return false;
    Time lost_at = {tx.author.now.ms + TAKEN_MS};
    bool taken;
    if (!outbox_take(&tx, due->id, lost_at, &taken, err)) return false;
    if (!taken) return true; /* by another server */
    return letter_write(&tx, mailer->options.public_url, due, ret, worth, err) &&
           (*worth || outbox_delete(&tx, due->id, err)) && store_commit(&tx, err);
}

static Time next_try(Time now, int64_t attempts) {
    int64_t delay = FIRST_DELAY_MS;
    for (int64_t i = 0; i < attempts && delay < LAST_DELAY_MS; i++) delay *= 4;
    return (Time){now.ms + (delay < LAST_DELAY_MS ? delay : LAST_DELAY_MS)};
}

static bool settle(const Mailer *mailer, Arena *arena, const OutboxMail *due, bool sent, const Error *reason,
                   Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    bool over = sent || reason->kind == ERROR_INVALID || due->attempts + 1 >= ATTEMPTS_MAX;
    if (!begin(mailer, arena, &tx, err)) return false;
    bool ok = over ? outbox_delete(&tx, due->id, err)
                   : outbox_retry(&tx, due->id, next_try(tx.author.now, due->attempts),
                                  str_of(reason->message), err);
    if (!ok || !store_commit(&tx, err)) return false;
    if (!sent && (over || due->attempts == 0)) mailer->options.tell(due, over, reason);
    return true;
}

/* Answers whether there was something to do and it could be settled: then it looks again at once. */
static bool send_one(const Mailer *mailer, Arena *arena) {
    OutboxMail due;
    Mail mail;
    Error err = {0};
    bool found = false, worth = false;
    if (!find_due(mailer, arena, &due, &found, &err) || !found) return false;
    if (!prepare(mailer, arena, &due, &mail, &worth, &err)) return false;
    if (!worth) return true;
    bool sent = outbound_mail(arena, mailer->options.server, &mail, mailer->options.clock(), &err);
    Error reason = err;
    return settle(mailer, arena, &due, sent, &reason, &err);
}

static void *run(void *context) {
    Mailer *mailer = context;
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    pthread_mutex_lock(&mailer->lock);
    while (!mailer->stop) {
        pthread_mutex_unlock(&mailer->lock);
        bool more = send_one(mailer, &arena);
        arena_reset(&arena);
        pthread_mutex_lock(&mailer->lock);
        if (more || mailer->stop) continue;
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += LOOK_SECONDS;
        pthread_cond_timedwait(&mailer->woken, &mailer->lock, &until);
    }
    pthread_mutex_unlock(&mailer->lock);
    return NULL;
}

bool mailer_start(const MailerOptions *options, Mailer **ret, Error *err) {
    Mailer *mailer = calloc(1, sizeof *mailer);
    if (!mailer) return error_no_memory(err);
    mailer->options = *options;
    pthread_mutex_init(&mailer->lock, NULL);
    pthread_cond_init(&mailer->woken, NULL);
    if (pthread_create(&mailer->thread, NULL, run, mailer) != 0) {
        free(mailer);
        return error_no_memory(err);
    }
    *ret = mailer;
    return true;
}

void mailer_stop(Mailer *mailer) {
    if (!mailer) return;
    pthread_mutex_lock(&mailer->lock);
    mailer->stop = true;
    pthread_cond_signal(&mailer->woken);
    pthread_mutex_unlock(&mailer->lock);
    pthread_join(mailer->thread, NULL);
    pthread_cond_destroy(&mailer->woken);
    pthread_mutex_destroy(&mailer->lock);
    free(mailer);
}
