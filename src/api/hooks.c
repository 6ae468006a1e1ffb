/* The threads that tell other programs of events. See hooks.h. */
#include "api/hooks.h"

#include <pthread.h>
#include <time.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "field/json.h"

#include "base/banned.h"

enum {
    SENDERS = 4,
    LOOK_SECONDS = 1,
    EVENTS_AT_ONCE = 200,
    ATTEMPTS_MAX = 8,
    SEND_SECONDS = 10,
    SETTLE_SECONDS = 30,
    ANSWER_MAX = 2048
};
static const int64_t first_delay_ms = 5000, last_delay_ms = INT64_C(12) * 3600000,
                     kept_ms = INT64_C(30) * 86400000;

struct Hooks {
    Store *store;
    Outbound *outbound;
    Time (*clock)(void);
    pthread_t threads[1 + SENDERS]; /* the follower first */
    int thread_count;
    pthread_mutex_t lock; /* protects what is below */
    pthread_cond_t woken;
    int64_t news; /* how often there was something new to send */
    bool stop;
};

static bool begin(const Hooks *hooks, Arena *arena, Transaction *tx, Error *err) {
    Author trivet = {.now = hooks->clock()};
    return store_write(hooks->store, arena, &trivet, tx, err);
}

/* ---- from events to deliveries ---- */

static bool wants(const Webhook *webhook, const Event *event) {
    const Str *resources = webhook->resources.at;
    if (event->owner_id.n || !id_equal(event->workspace_id, webhook->row.workspace_id)) return false;
    bool named = webhook->resources.count == 0;
    for (int i = 0; i < webhook->resources.count; i++) named |= str_equal(resources[i], event->resource);
    return named;
}

/* Behind the cursor as it was read: another server may have been first. */
static bool write_deliveries(const Hooks *hooks, Arena *arena, const Webhook *webhook, const List *events,
                             int64_t cursor, int64_t seq, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    const Event *event = events->at;
    int64_t now_at;
    if (!begin(hooks, arena, &tx, err) || !webhook_cursor(&tx, webhook->row.id, &now_at, err)) return false;
    if (now_at != cursor) return true;
    for (int i = 0; i < events->count; i++)
        if (wants(webhook, &event[i]) && !delivery_insert(&tx, webhook->row.id, event[i].seq, err))
            return false;
    return webhook_cursor_put(&tx, webhook->row.id, seq, err) &&
           delivery_drop(&tx, (Time){tx.author.now.ms - kept_ms}, err) && store_commit(&tx, err);
}

static bool read_lag(const Hooks *hooks, Arena *arena, Webhook *webhook, List *events, int64_t *cursor,
                     int64_t *seq, bool *found, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    int64_t last_seq;
    if (!store_read(hooks->store, arena, &tx, err) || !event_last_seq(&tx, &last_seq, err) ||
        !webhook_lagging(&tx, last_seq, webhook, found, err))
        return false;
    if (!*found) return true;
    if (!webhook_cursor(&tx, webhook->row.id, cursor, err) ||
        !event_list(&tx, webhook->row.workspace_id, *cursor, EVENTS_AT_ONCE, events, err))
        return false;
    bool all = events->count < EVENTS_AT_ONCE;
    *seq = all ? last_seq : ((const Event *)events->at)[events->count - 1].seq;
    return true;
}

/* Answers whether there may be more to do. */
static bool follow(Hooks *hooks, Arena *arena) {
    Webhook webhook;
    List events;
    int64_t cursor = 0, seq = 0;
    bool found = false;
    Error err;
    if (!read_lag(hooks, arena, &webhook, &events, &cursor, &seq, &found, &err) || !found ||
        !write_deliveries(hooks, arena, &webhook, &events, cursor, seq, &err))
        return false;
    pthread_mutex_lock(&hooks->lock);
    hooks->news++;
    pthread_cond_broadcast(&hooks->woken);
    pthread_mutex_unlock(&hooks->lock);
    return true;
}

/* ---- sending ---- */

typedef struct Due {
    Delivery delivery;
    Webhook webhook;
    Event event;
} Due;

/* A webhook that is gone or switched off keeps what waits for it until it is on again. */
static bool find_due(Transaction *tx, Due *ret, bool *found, Error *err) {
    List events;
    if (!delivery_due(tx, &ret->delivery, found, err)) return false;
    if (!*found) return true;
    if (!webhook_by_id(tx, ret->delivery.webhook_id, &ret->webhook, err) ||
        !event_list(tx, ret->webhook.row.workspace_id, ret->delivery.seq - 1, 1, &events, err))
        return false;
    if (events.count == 0) return error_set(err, ERROR_NOT_FOUND, "There is no such event.");
    ret->event = *(const Event *)events.at;
    return true;
}

static bool anything_due(const Hooks *hooks, Arena *arena) {
    CLEANUP(store_end) Transaction tx = {0};
    Delivery delivery;
    bool found = false;
    Error err;
    return store_read(hooks->store, arena, &tx, &err) && delivery_due(&tx, &delivery, &found, &err) && found;
}

/* Nobody else, here or in another server, sends to the webhook until this one is settled or lost. */
static bool take(const Hooks *hooks, Arena *arena, Due *ret, bool *found, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    if (!begin(hooks, arena, &tx, err) || !find_due(&tx, ret, found, err)) return false;
    if (!*found) return true;
    Time lost_at = {tx.author.now.ms + 1000 * (SEND_SECONDS + SETTLE_SECONDS)};
    return webhook_take(&tx, ret->webhook.row.id, lost_at, err) && store_commit(&tx, err);
}

static Str body_of(Arena *arena, const Event *event) {
    StrBuf out = strbuf_make(arena, 0);
    strbuf_fmt(&out, "{\"type\":\"%.*s.%.*s\",\"timestamp\":", STR_ARG(event->resource),
               STR_ARG(event->action));
    json_write_text(&out, time_text(arena, event->at));
    strbuf_add(&out, STR(",\"data\":"));
    json_write(&out, &event_resource, event);
    strbuf_char(&out, '}');
    return strbuf_str(&out);
}

static bool send_due(const Hooks *hooks, Arena *arena, const Due *due, OutboundAnswer *ret, Error *err) {
    int64_t seconds = hooks->clock().ms / 1000;
    Str body = body_of(arena, &due->event), id = fmt(arena, "evt_%lld", (long long)due->event.seq);
    Str signature = hook_signature(arena, due->webhook.secret, id, seconds, body);
    OutboundRequest request = {.url = str_terminated(arena, due->webhook.url),
                               .body = body,
                               .seconds = SEND_SECONDS,
                               .answer_max = ANSWER_MAX};
    request.headers[0] = "Content-Type: application/json";
    request.headers[1] = str_terminated(arena, fmt(arena, "webhook-id: %.*s", STR_ARG(id)));
    request.headers[2] = str_terminated(arena, fmt(arena, "webhook-timestamp: %lld", (long long)seconds));
    request.headers[3] = str_terminated(arena, fmt(arena, "webhook-signature: %.*s", STR_ARG(signature)));
    if (!signature.at || !request.url || arena->full) return error_no_memory(err);
    return outbound_send(hooks->outbound, arena, &request, ret, err);
}

static Time next_try(Time now, int64_t attempts) {
    int64_t delay = first_delay_ms;
    for (int64_t i = 0; i < attempts && delay < last_delay_ms; i++) delay *= 4;
    return (Time){now.ms + (delay < last_delay_ms ? delay : last_delay_ms)};
}

static bool settle(const Hooks *hooks, Arena *arena, const Due *due, bool answered,
                   const OutboundAnswer *answer, const Error *reason) {
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    Delivery tried = due->delivery;
    bool good = answered && answer->status >= 200 && answer->status < 300;
    bool over = due->delivery.attempts + 1 >= ATTEMPTS_MAX || (answered && answer->status == 410) ||
                (!answered && reason->kind == ERROR_INVALID);
    tried.state.n = good ? DELIVERY_DELIVERED : over ? DELIVERY_FAILED : DELIVERY_WAITING;
    tried.status = answered ? answer->status : INT_NULL;
    tried.error = answered ? STR("") : str_of(reason->message);
    return begin(hooks, arena, &tx, &err) &&
           delivery_tried(&tx, &tried, next_try(tx.author.now, due->delivery.attempts), &err) &&
           webhook_take(&tx, due->webhook.row.id, tx.author.now, &err) && store_commit(&tx, &err);
}

static bool deliver(Hooks *hooks, Arena *arena) {
    Due due;
    OutboundAnswer answer = {0};
    Error err = {0};
    bool found = false;
    if (!anything_due(hooks, arena) || !take(hooks, arena, &due, &found, &err)) return false;
    if (!found) return true; /* others were faster, and may have left something */
    bool answered = send_due(hooks, arena, &due, &answer, &err);
    return settle(hooks, arena, &due, answered, &answer, &err);
}

/* ---- the threads ---- */

static void run(Hooks *hooks, bool (*step)(Hooks *hooks, Arena *arena)) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    pthread_mutex_lock(&hooks->lock);
    while (!hooks->stop) {
        int64_t seen = hooks->news;
        pthread_mutex_unlock(&hooks->lock);
        bool more = step(hooks, &arena);
        arena_reset(&arena);
        pthread_mutex_lock(&hooks->lock);
        if (more || hooks->stop || hooks->news != seen) continue;
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_sec += LOOK_SECONDS;
        pthread_cond_timedwait(&hooks->woken, &hooks->lock, &until);
    }
    pthread_mutex_unlock(&hooks->lock);
}

static void *run_follower(void *hooks) {
    run(hooks, follow);
    return NULL;
}

static void *run_sender(void *hooks) {
    run(hooks, deliver);
    return NULL;
}

bool hooks_start(Store *store, Outbound *outbound, Time (*clock)(void), Hooks **ret, Error *err) {
    Hooks *hooks = calloc(1, sizeof *hooks);
    if (!hooks) return error_no_memory(err);
    *hooks = (Hooks){.store = store, .outbound = outbound, .clock = clock};
    pthread_mutex_init(&hooks->lock, NULL);
    pthread_cond_init(&hooks->woken, NULL);
    for (; hooks->thread_count < COUNT_OF(hooks->threads); hooks->thread_count++) {
        pthread_t *thread = &hooks->threads[hooks->thread_count];
        if (pthread_create(thread, NULL, hooks->thread_count ? run_sender : run_follower, hooks) == 0)
            continue;
        hooks_stop(hooks);
        return error_no_memory(err);
    }
    *ret = hooks;
    return true;
}

void hooks_stop(Hooks *hooks) {
    if (!hooks) return;
    pthread_mutex_lock(&hooks->lock);
    hooks->stop = true;
    pthread_cond_broadcast(&hooks->woken);
    pthread_mutex_unlock(&hooks->lock);
    for (int i = 0; i < hooks->thread_count; i++) pthread_join(hooks->threads[i], NULL);
    pthread_cond_destroy(&hooks->woken);
    pthread_mutex_destroy(&hooks->lock);
    free(hooks);
}
