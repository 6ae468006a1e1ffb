/* Streams: server-sent events to many sockets from one thread.
 *
 * A stream has left libmicrohttpd: it owns its socket, about 200 bytes, and nothing of its request. All
 * streams read from one ring of the last frames; each knows the next frame it needs. A stream that cannot be
 * written to waits for its socket, and is closed when the ring has passed it or nothing has moved for four
 * heartbeats.
 *
 * Other threads never touch a stream: they put commands into an inbox, so publishing blocks on nothing but a
 * short lock. */
#ifndef TRIVET_HTTP_STREAMS_H
#define TRIVET_HTTP_STREAMS_H

#include "http/guard.h"
#include "http/http.h"

typedef struct Streams Streams;

/* What had happened when a request began: a stream that it becomes must not miss what came later. */
typedef struct StreamsMoment {
    int64_t published, closings;
} StreamsMoment;

typedef struct StreamStart {
    int fd; /* owned from now on */
    Address address;
    int64_t topic, after_seq, key;
    StreamsMoment since;
    Str head; /* status line, headers and first events; copied */
} StreamStart;

bool streams_start(Guard *guard, int streams_max, int heartbeat_ms, Streams **ret, Error *err);
/* Sends what is published so far where it can be sent at once, closes all, ends the thread. */
void streams_stop(Streams *streams);

StreamsMoment streams_moment(const Streams *streams);
bool streams_are_full(const Streams *streams);
/* On false (no memory) fd is still the caller's. */
bool streams_open(Streams *streams, const StreamStart *start);
void streams_publish(Streams *streams, const StreamFrame *frame);
void streams_close_key(Streams *streams, int64_t key);
int streams_count(const Streams *streams);

#endif
