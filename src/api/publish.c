/* Publishing events. The committing thread only leaves the number; the reading of rows and the writing of
 * frames happen here, in the order of the numbers, so that no stream sees them otherwise. */
#include "api/publish.h"

#include <pthread.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "field/json.h"

enum { EVENTS_AT_ONCE = 1000, AGAIN_MS = 200 };

struct Publisher {
    Store *store;
    Server *server;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    int64_t durable, published;
    bool stop;
};

void event_frame(StrBuf *out, const Event *event) {
    strbuf_fmt(out, "id: %lld\nevent: change\ndata: ", (long long)event->seq);
    json_write(out, &event_resource, event);
    strbuf_add(out, STR("\n\n"));
}

/* Publishes what is there after *published, which it moves on. */
static bool publish_some(Publisher *publisher, Arena *arena, int64_t *published) {
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    List events;
    if (!store_read(publisher->store, arena, &tx, &err) ||
        !event_list(&tx, ID_NONE, *published, EVENTS_AT_ONCE, &events, &err))
        return false;
    for (int i = 0; i < events.count; i++) {
        const Event *event = (Event *)events.at + i;
        StrBuf text = strbuf_make(arena, 0);
        event_frame(&text, event);
        StreamFrame frame = {event->seq, event->workspace_id.n, event->owner_id.n, strbuf_str(&text)};
        server_publish(publisher->server, &frame);
        *published = event->seq;
    }
    return true;
}

/* What cannot be read now is read a little later. */
static void rest(Publisher *publisher) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += AGAIN_MS * 1000000L;
    if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
    pthread_cond_timedwait(&publisher->woken, &publisher->lock, &until);
}

static void *run(void *context) {
    Publisher *publisher = context;
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    pthread_mutex_lock(&publisher->lock);
    while (!publisher->stop) {
        if (publisher->published >= publisher->durable) {
            pthread_cond_wait(&publisher->woken, &publisher->lock);
            continue;
        }
        int64_t published = publisher->published;
        pthread_mutex_unlock(&publisher->lock);
        bool ok = publish_some(publisher, &arena, &published);
        arena_reset(&arena);
        pthread_mutex_lock(&publisher->lock);
        if ((!ok || published == publisher->published) && !publisher->stop) rest(publisher);
        publisher->published = published;
    }
    pthread_mutex_unlock(&publisher->lock);
    return NULL;
}

void publisher_wake(void *context, int64_t last_seq) {
    Publisher *publisher = context;
    pthread_mutex_lock(&publisher->lock);
    if (last_seq > publisher->durable) publisher->durable = last_seq;
    pthread_cond_signal(&publisher->woken);
    pthread_mutex_unlock(&publisher->lock);
}

bool publisher_start(Store *store, Server *server, Publisher **ret, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    CLEANUP(store_end) Transaction tx = {0};
    Publisher *publisher = calloc(1, sizeof *publisher);
    if (!publisher) return error_no_memory(err);
    publisher->store = store;
    publisher->server = server;
    if (!store_read(store, &arena, &tx, err) || !event_last_seq(&tx, &publisher->published, err)) {
        free(publisher);
        return false;
    }
    publisher->durable = publisher->published;
    pthread_mutex_init(&publisher->lock, NULL);
    pthread_cond_init(&publisher->woken, NULL);
    if (pthread_create(&publisher->thread, NULL, run, publisher) != 0) {
        free(publisher);
        return error_no_memory(err);
    }
    *ret = publisher;
    return true;
}

void publisher_stop(Publisher *publisher) {
    if (!publisher) return;
    pthread_mutex_lock(&publisher->lock);
    publisher->stop = true;
    pthread_cond_signal(&publisher->woken);
    pthread_mutex_unlock(&publisher->lock);
    pthread_join(publisher->thread, NULL);
    pthread_cond_destroy(&publisher->woken);
    pthread_mutex_destroy(&publisher->lock);
    free(publisher);
}
