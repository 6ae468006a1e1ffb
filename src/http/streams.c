/* The thread of the streams. See streams.h.
 *
 * Frames and closings are numbered in the order in which they were put into the inbox. Invariants, between
 * two rounds of the thread: a stream that is not blocked has been sent every frame of its topic in the ring;
 * a frame leaves the ring only after that was tried. So what a stream still needs is always in the ring from
 * `next` on, or the stream is too slow and is closed. */
#include "http/streams.h"

#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/mem.h"
#include "http/clock.h"

enum {
    BUCKETS = 4096,
    RING_FRAMES = 4096,
    CLOSINGS = 256,
    GATHER = 32, /* frames in one system call */
    EVENTS = 256,
    SEND_BUFFER = 128 * 1024,
    STALL_HEARTBEATS = 4,
};
static const size_t ring_bytes_max = 8 * MIB, inbox_bytes_max = 64 * MIB;

typedef struct Stream {
    struct Stream *bucket_previous, *bucket_next; /* same bucket of topics */
    struct Stream *older, *newer;                 /* by the last time something was sent */
    int64_t topic, after_seq, key;
    int64_t next; /* number of the first frame that it may need */
    int64_t sent_ms;
    char *head;                /* not yet sent whole; NULL when done */
    uint32_t head_len, offset; /* offset: bytes sent of head, or else of the frame `next` */
    Address address;
    int fd;
    bool blocked; /* waits for EPOLLOUT */
    bool ending;  /* is closed once its head is sent */
} Stream;

typedef enum CommandKind { COMMAND_FRAME, COMMAND_OPEN, COMMAND_CLOSE_KEY } CommandKind;

typedef struct Command {
    struct Command *next;
    CommandKind kind;
    Stream *stream;
    StreamsMoment since;
    int64_t seq, topic, key;
    bool oversized; /* closes who would have to be sent it */
    size_t len;
    char text[];
} Command;

typedef struct RingFrame {
    int64_t seq, topic, key; /* key 0: for every stream of the topic */
    Command *frame;
} RingFrame;

struct Streams {
    Guard *guard;
    int streams_max, heartbeat_ms;
    pthread_t thread;
    int epoll, wake;
    _Atomic int count;                   /* those in the inbox included */
    _Atomic int64_t published, closings; /* commands so far */

    pthread_mutex_t lock; /* protects the inbox, up to `stopping` */
    Command *first, **last;
    size_t inbox_bytes;
    bool inbox_lost; /* frames were dropped: everybody has to start anew */
    bool stopping;

    /* Only the thread's own: */
    int64_t now_ms;
    RingFrame ring[RING_FRAMES]; /* frame n at n % RING_FRAMES */
    int64_t ring_first, ring_end;
    size_t ring_bytes;
    int64_t round_first; /* the first frame that was not sent yet */
    int64_t keys_closed[CLOSINGS], closings_done;
    Stream *buckets[BUCKETS];
    bool dirty[BUCKETS]; /* of the topics of frames that were not sent yet */
    int dirty_list[BUCKETS], dirty_count;
    Stream *oldest, *newest;
};

/* ---- the lists that a stream is in ---- */

static int bucket_of(int64_t topic) {
    return (int)((uint64_t)topic * 0x9E3779B97F4A7C15u >> 52);
}
static_assert(BUCKETS == 1 << 12, "bucket_of takes the upper 12 bits");

static void age_remove(Streams *streams, Stream *stream) {
    if (stream->older) stream->older->newer = stream->newer;
    else streams->oldest = stream->newer;
    if (stream->newer) stream->newer->older = stream->older;
    else streams->newest = stream->older;
}

static void age_add(Streams *streams, Stream *stream) {
    stream->sent_ms = streams->now_ms;
    stream->newer = NULL;
    stream->older = streams->newest;
    if (stream->older) stream->older->newer = stream;
    else streams->oldest = stream;
    streams->newest = stream;
}

static void bucket_add(Streams *streams, Stream *stream) {
    Stream **bucket = &streams->buckets[bucket_of(stream->topic)];
    stream->bucket_next = *bucket;
    if (*bucket) (*bucket)->bucket_previous = stream;
    *bucket = stream;
}

static void bucket_remove(Streams *streams, Stream *stream) {
    if (stream->bucket_next) stream->bucket_next->bucket_previous = stream->bucket_previous;
    if (stream->bucket_previous) stream->bucket_previous->bucket_next = stream->bucket_next;
    else streams->buckets[bucket_of(stream->topic)] = stream->bucket_next;
}

/* Out of the epoll set first: closing does not do that as long as the library has not closed its twin. */
static void stream_discard(Streams *streams, Stream *stream) {
    epoll_ctl(streams->epoll, EPOLL_CTL_DEL, stream->fd, NULL);
    close(stream->fd);
    guard_release(streams->guard, stream->address);
    atomic_fetch_sub(&streams->count, 1);
    free(stream->head);
    free(stream);
}

static void stream_close(Streams *streams, Stream *stream) {
    age_remove(streams, stream);
    bucket_remove(streams, stream);
    stream_discard(streams, stream);
}

static void close_all(Streams *streams) {
    while (streams->oldest) stream_close(streams, streams->oldest);
}

/* ---- sending ---- */

/* What a stream has to be sent next: its head, or frames from the ring. */
typedef struct Gathered {
    struct iovec parts[GATHER];
    int64_t numbers[GATHER]; /* of the frames */
    int count;
} Gathered;

static void gather(Gathered *to, int64_t number, const char *text, size_t len, size_t offset) {
    to->parts[to->count] = (struct iovec){(char *)text + offset, len - offset};
    to->numbers[to->count++] = number;
}

/* False: the stream cannot be served from the ring. */
static bool gather_next(const Streams *streams, const Stream *stream, Gathered *to) {
    to->count = 0;
    if (stream->head) {
        gather(to, -1, stream->head, stream->head_len, stream->offset);
        return true;
    }
    if (stream->next < streams->ring_first) return false;
    for (int64_t n = stream->next; n < streams->ring_end && to->count < GATHER; n++) {
        const RingFrame *at = &streams->ring[n % RING_FRAMES];
        if (at->topic != stream->topic || at->seq <= stream->after_seq) continue;
        if (at->key && at->key != stream->key) continue;
        if (at->frame->oversized) return to->count > 0;
        gather(to, n, at->frame->text, at->frame->len, to->count ? 0 : stream->offset);
    }
    return true;
}

static void consume(const Streams *streams, Stream *stream, const Gathered *gathered, size_t sent) {
    for (int i = 0; i < gathered->count; i++) {
        if (!stream->head) stream->next = gathered->numbers[i];
        if (sent < gathered->parts[i].iov_len) {
            stream->offset += (uint32_t)sent;
            return;
        }
        sent -= gathered->parts[i].iov_len;
        stream->offset = 0;
        if (stream->head) {
            free(stream->head);
            stream->head = NULL;
            continue;
        }
        stream->after_seq = streams->ring[stream->next % RING_FRAMES].seq;
        stream->next++;
    }
}

static bool set_blocked(Streams *streams, Stream *stream, bool blocked) {
    if (stream->blocked == blocked) return true;
    struct epoll_event event = {.events = EPOLLRDHUP | (blocked ? EPOLLOUT : 0), .data.ptr = stream};
    stream->blocked = blocked;
    return epoll_ctl(streams->epoll, EPOLL_CTL_MOD, stream->fd, &event) == 0;
}

/* Sends what there is for it until the socket is full. False: it has to be closed. */
static bool stream_send(Streams *streams, Stream *stream) {
    Gathered gathered;
    for (;;) {
        if (!gather_next(streams, stream, &gathered)) return false;
        if (gathered.count == 0) {
            stream->next = streams->ring_end;
            return !stream->ending && set_blocked(streams, stream, false);
        }
        struct msghdr message = {.msg_iov = gathered.parts, .msg_iovlen = (size_t)gathered.count};
        ssize_t sent = sendmsg(stream->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return errno == EAGAIN && set_blocked(streams, stream, true);
        age_remove(streams, stream);
        age_add(streams, stream);
        consume(streams, stream, &gathered, (size_t)sent);
        if (stream->ending && !stream->head) return false;
    }
}

static bool heartbeat(Streams *streams, Stream *stream) {
    static const char beat[] = ":\n\n";
    ssize_t sent = send(stream->fd, beat, sizeof beat - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return (errno == EAGAIN || errno == EINTR) && set_blocked(streams, stream, true);
    age_remove(streams, stream);
    age_add(streams, stream);
    return sent == sizeof beat - 1;
}

static void beat_hearts(Streams *streams) {
    Stream *next;
    for (Stream *stream = streams->oldest; stream; stream = next) {
        next = stream->newer;
        int64_t silent_ms = streams->now_ms - stream->sent_ms;
        if (silent_ms < streams->heartbeat_ms) break;
        bool good = stream->blocked ? silent_ms < (int64_t)STALL_HEARTBEATS * streams->heartbeat_ms
                                    : heartbeat(streams, stream);
        if (!good) stream_close(streams, stream);
    }
}

/* Sends the frames of this round to all streams of their topics. */
static void flush(Streams *streams) {
    for (int i = 0; i < streams->dirty_count; i++) {
        int bucket = streams->dirty_list[i];
        Stream *next;
        for (Stream *stream = streams->buckets[bucket]; stream; stream = next) {
            next = stream->bucket_next;
            if (stream->blocked) continue;
            if (stream->next < streams->round_first) stream->next = streams->round_first;
            if (!stream_send(streams, stream)) stream_close(streams, stream);
        }
        streams->dirty[bucket] = false;
    }
    streams->dirty_count = 0;
    streams->round_first = streams->ring_end;
}

/* ---- the ring ---- */

static void ring_drop_first(Streams *streams) {
    Command *frame = streams->ring[streams->ring_first++ % RING_FRAMES].frame;
    streams->ring_bytes -= frame->len;
    free(frame);
}

static void ring_restart(Streams *streams, int64_t number) {
    while (streams->ring_first < streams->ring_end) ring_drop_first(streams);
    streams->ring_first = streams->ring_end = streams->round_first = number;
}

static void ring_add(Streams *streams, Command *frame) {
    while (streams->ring_end - streams->ring_first == RING_FRAMES ||
           (streams->ring_first < streams->ring_end && streams->ring_bytes + frame->len > ring_bytes_max)) {
        if (streams->ring_first >= streams->round_first) flush(streams);
        ring_drop_first(streams);
    }
    streams->ring[streams->ring_end++ % RING_FRAMES] =
        (RingFrame){frame->seq, frame->topic, frame->key, frame};
    streams->ring_bytes += frame->len;
    int bucket = bucket_of(frame->topic);
    if (streams->dirty[bucket]) return;
    streams->dirty[bucket] = true;
    streams->dirty_list[streams->dirty_count++] = bucket;
}

/* ---- the inbox ---- */

static bool was_closed_since(const Streams *streams, int64_t key, int64_t since) {
    if (key == 0) return false;
    if (streams->closings_done - since > CLOSINGS) return true; /* unknown: to be safe */
    for (int64_t n = since; n < streams->closings_done; n++)
        if (streams->keys_closed[n % CLOSINGS] == key) return true;
    return false;
}

static void run_open(Streams *streams, const Command *command) {
    Stream *stream = command->stream;
    struct epoll_event event = {.events = EPOLLRDHUP, .data.ptr = stream};
    if (was_closed_since(streams, stream->key, command->since.closings) ||
        epoll_ctl(streams->epoll, EPOLL_CTL_ADD, stream->fd, &event) != 0) {
        stream_discard(streams, stream);
        return;
    }
    stream->ending = command->since.published < streams->ring_first;
    stream->next = streams->ring_first;
    bucket_add(streams, stream);
    age_add(streams, stream);
    if (!stream_send(streams, stream)) stream_close(streams, stream);
}

static void run_close_key(Streams *streams, const Command *command) {
    streams->keys_closed[streams->closings_done++ % CLOSINGS] = command->key;
    Stream *next;
    for (Stream *stream = streams->oldest; stream; stream = next) {
        next = stream->newer;
        if (stream->key == command->key) stream_close(streams, stream);
    }
}

/* Answers whether the thread shall end. */
static bool run_inbox(Streams *streams) {
    pthread_mutex_lock(&streams->lock);
    Command *command = streams->first;
    bool stopping = streams->stopping, lost = streams->inbox_lost;
    int64_t published = atomic_load(&streams->published), closings = atomic_load(&streams->closings);
    streams->first = NULL;
    streams->last = &streams->first;
    streams->inbox_bytes = 0;
    streams->inbox_lost = false;
    pthread_mutex_unlock(&streams->lock);
    while (command) {
        Command *next = command->next;
        switch (command->kind) {
        case COMMAND_OPEN: run_open(streams, command); break;
        case COMMAND_CLOSE_KEY: run_close_key(streams, command); break;
        case COMMAND_FRAME: ring_add(streams, command); break;
        }
        if (command->kind != COMMAND_FRAME) free(command);
        command = next;
    }
    flush(streams);
    if (lost) {
        close_all(streams);
        ring_restart(streams, published);
        streams->closings_done = closings;
    }
    return stopping;
}

static void take_events(Streams *streams, const struct epoll_event *events, int count) {
    for (int i = 0; i < count; i++) {
        Stream *stream = events[i].data.ptr;
        if (!stream) {
            uint64_t wakes;
            ssize_t got = read(streams->wake, &wakes, sizeof wakes);
            (void)got; /* only empties the counter */
            continue;
        }
        bool gone = events[i].events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR);
        if (gone || !stream_send(streams, stream)) stream_close(streams, stream);
    }
}

static void *serve(void *cls) {
    Streams *streams = cls;
    struct epoll_event events[EVENTS];
    int look_ms = streams->heartbeat_ms / 4 > 1000 ? 1000 : streams->heartbeat_ms / 4 + 1;
    bool stopping = false;
    while (!stopping) {
        int count = epoll_wait(streams->epoll, events, EVENTS, streams->oldest ? look_ms : -1);
        streams->now_ms = clock_ms();
        take_events(streams, events, count);
        stopping = run_inbox(streams);
        beat_hearts(streams);
    }
    close_all(streams);
    return NULL;
}

/* ---- what other threads call ---- */

/* Under the lock. */
static void inbox_add(Streams *streams, Command *command) {
    bool was_empty = !streams->first;
    *streams->last = command;
    streams->last = &command->next;
    uint64_t one = 1;
    if (was_empty && write(streams->wake, &one, sizeof one) < 0) return; /* full: it is awake */
}

static void count_lost(Streams *streams) {
    uint64_t one = 1;
    streams->inbox_lost = true;
    if (write(streams->wake, &one, sizeof one) < 0) return; /* full: it is awake */
}

static Command *command_make(CommandKind kind, Str text) {
    Command *command = calloc(1, sizeof *command + text.len);
    if (!command) return NULL;
    command->kind = kind;
    command->len = text.len;
    if (text.len) mem_copy(command->text, text.at, text.len);
    return command;
}

void streams_publish(Streams *streams, const StreamFrame *frame) {
    bool oversized = frame->text.len > STREAM_FRAME_MAX;
    Command *command = command_make(COMMAND_FRAME, oversized ? STR("") : frame->text);
    if (command) {
        command->seq = frame->seq;
        command->topic = frame->topic;
        command->key = frame->key;
        command->oversized = oversized;
    }
    pthread_mutex_lock(&streams->lock);
    atomic_fetch_add(&streams->published, 1);
    if (command && streams->inbox_bytes + command->len + sizeof *command <= inbox_bytes_max) {
        streams->inbox_bytes += command->len + sizeof *command;
        inbox_add(streams, command);
    } else {
        count_lost(streams);
        free(command);
    }
    pthread_mutex_unlock(&streams->lock);
}

void streams_close_key(Streams *streams, int64_t key) {
    if (key == 0) return;
    Command *command = command_make(COMMAND_CLOSE_KEY, STR(""));
    pthread_mutex_lock(&streams->lock);
    if (command) {
        command->key = key;
        atomic_fetch_add(&streams->closings, 1);
        inbox_add(streams, command);
    } else { /* no memory: closes everybody, also who is about to open, rather than nobody */
        atomic_fetch_add(&streams->closings, CLOSINGS + 1);
        count_lost(streams);
    }
    pthread_mutex_unlock(&streams->lock);
}

static Stream *stream_make(const StreamStart *start) {
    Stream *stream = calloc(1, sizeof *stream);
    char *head = start->head.len <= UINT32_MAX ? malloc(start->head.len + 1) : NULL;
    if (!stream || !head) {
        free(stream);
        free(head);
        return NULL;
    }
    mem_copy(head, start->head.at, start->head.len);
    stream->head = head;
    stream->head_len = (uint32_t)start->head.len;
    stream->fd = start->fd;
    stream->address = start->address;
    stream->topic = start->topic;
    stream->after_seq = start->after_seq;
    stream->key = start->key;
    return stream;
}

bool streams_open(Streams *streams, const StreamStart *start) {
    Command *command = command_make(COMMAND_OPEN, STR(""));
    Stream *stream = stream_make(start);
    if (!command || !stream) {
        free(command);
        if (stream) free(stream->head);
        free(stream);
        return false;
    }
    int on = 1, off = 0, buffer = SEND_BUFFER;
    setsockopt(start->fd, IPPROTO_TCP, TCP_CORK, &off, sizeof off);
    setsockopt(start->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(start->fd, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
    command->stream = stream;
    command->since = start->since;
    atomic_fetch_add(&streams->count, 1);
    pthread_mutex_lock(&streams->lock);
    inbox_add(streams, command);
    pthread_mutex_unlock(&streams->lock);
    return true;
}

StreamsMoment streams_moment(const Streams *streams) {
    return (StreamsMoment){atomic_load(&streams->published), atomic_load(&streams->closings)};
}

bool streams_are_full(const Streams *streams) {
    return atomic_load(&streams->count) >= streams->streams_max;
}

int streams_count(const Streams *streams) {
    return atomic_load(&streams->count);
}

static void streams_free(Streams *streams) {
    ring_restart(streams, 0);
    if (streams->epoll >= 0) close(streams->epoll);
    if (streams->wake >= 0) close(streams->wake);
    pthread_mutex_destroy(&streams->lock);
    free(streams);
}

bool streams_start(Guard *guard, int streams_max, int heartbeat_ms, Streams **ret, Error *err) {
    Streams *streams = calloc(1, sizeof *streams);
    if (!streams) return error_no_memory(err);
    streams->guard = guard;
    streams->streams_max = streams_max;
    streams->heartbeat_ms = heartbeat_ms;
    streams->last = &streams->first;
    pthread_mutex_init(&streams->lock, NULL);
    streams->epoll = epoll_create1(EPOLL_CLOEXEC);
    streams->wake = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};
    if (streams->epoll < 0 || streams->wake < 0 ||
        epoll_ctl(streams->epoll, EPOLL_CTL_ADD, streams->wake, &event) != 0 ||
        pthread_create(&streams->thread, NULL, serve, streams) != 0) {
        streams_free(streams);
        return error_set(err, ERROR_BUSY, "The server cannot start the thread of its event streams.");
    }
    *ret = streams;
    return true;
}

void streams_stop(Streams *streams) {
    if (!streams) return;
    uint64_t one = 1;
    pthread_mutex_lock(&streams->lock);
    streams->stopping = true;
    if (write(streams->wake, &one, sizeof one) < 0) streams->stopping = true; /* full: it is awake */
    pthread_mutex_unlock(&streams->lock);
    pthread_join(streams->thread, NULL);
    streams_free(streams);
}
