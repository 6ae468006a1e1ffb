/* What the parts of the server share: the server itself, and the exchange, which is one request with its
 * answer from the first line of its head until the answer is sent.
 *
 * The life of an exchange, all on the connection's event thread but the marked step:
 *
 *     request line seen     exchange_make        deadline: the head
 *     head complete         head_check, target, router, limits
 *     body                  collected or thrown away             deadline: the body
 *     decided               quick, refused: here. Else suspended, decided by a worker (*), resumed
 *     sent                  libmicrohttpd, or the streams take the socket over      deadline: the answer
 *     exchange_free
 */
#ifndef TRIVET_HTTP_EXCHANGE_H
#define TRIVET_HTTP_EXCHANGE_H

#include <microhttpd.h>
#include <stdatomic.h>

#include "http/guard.h"
#include "http/http.h"
#include "http/listener.h"
#include "http/router.h"
#include "http/streams.h"
#include "http/target.h"
#include "http/workers.h"

enum { HEAD_MAX = 16 * 1024, EVENT_THREADS_MAX = 16 };

struct Server {
    ServerOptions options; /* defaults filled in */
    Arena arena;           /* of the router */
    Router router;
    Listener *listener;
    Guard *guard;
    Workers *workers;
    Streams *streams;
    struct MHD_Daemon *libraries[EVENT_THREADS_MAX]; /* one an event thread */
    int library_count;
    unsigned next_library;  /* whose turn it is to take a client */
    bool library_is_old;    /* before 1.0: too lenient with bare line feeds, NUL, folding, see head.c */
    _Atomic int in_flight;  /* exchanges */
    _Atomic size_t bodies;  /* bytes */
    _Atomic int64_t shed;   /* requests */
    _Atomic bool draining;  /* answers say Connection: close */
    _Atomic bool abandoned; /* what waits is answered 503 */
    _Atomic int64_t last_ended_ms; /* of an exchange, while draining */
};

typedef enum Phase {
    PHASE_HEAD,
    PHASE_BODY,
    PHASE_WORKING,
    PHASE_DECIDED,
} Phase;

typedef struct Exchange {
    Request request;
    Job job;
    Server *server;
    Connection *connection;
    struct MHD_Connection *library;
    Arena arena; /* holds this struct too */
    Phase phase;
    const char *raw_uri; /* where it stands in the library's buffer; valid until the head is complete */
    Str raw_target;      /* a copy of it */
    Target target;
    bool head_only;     /* HEAD */
    bool close;         /* the connection ends with this exchange */
    bool refused;       /* error is the answer, no handler runs */
    bool throw_away;    /* the body */
    bool answer_broken; /* the application gave a header that cannot be sent */
    Error error;
    int status;             /* instead of the one of error.kind; 0: that */
    int64_t content_length; /* -1: chunked */
    bool expects_continue;
    char *body; /* grows with what has arrived, not with what is announced */
    size_t body_len, body_capacity, body_seen;
    int64_t began_us, queued_ms;
    StreamStart stream;
} Exchange;

/* ---- exchange.c ---- */
/* The connection owns it: the library does not report the end of every request whose line it has reported
 * (not of one that it refuses itself), so what is left over goes with the next request or with the
 * connection. */
Exchange *exchange_make(Server *server, struct MHD_Connection *library, const char *uri);
void exchange_free(Exchange *exchange);
/* The library's callback for head, body, and end of the request. */
enum MHD_Result exchange_step(Exchange *exchange, const char *method, const char *version, const char *data,
                              size_t *size);

/* ---- head.c ---- */
/* Is the head one that no two programs understand differently? Fills content_length and expects_continue. */
bool head_check(Exchange *exchange, const char *method, const char *version, Error *err);

/* ---- response.c ---- */
/* Hands the decided answer to the library, or the socket to the streams. */
enum MHD_Result response_send(Exchange *exchange);
/* Writes the answer to the socket past the library, which is to close the connection then: for a body that
 * has to be refused while it still comes. */
void response_send_now(Exchange *exchange);

#endif
