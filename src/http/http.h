/* A web server that knows no noun of planning: libmicrohttpd behind one internal interface.
 *
 * Threads. A few event threads read and write sockets (epoll). Requests of routes without ROUTE_QUICK are
 * handed to a pool of worker threads, so that a write that waits for its commit, or a large answer, holds no
 * socket thread; the queue before the pool is bounded and fair (workers.h), and what does not fit, or has
 * waited too long, is answered 503 with Retry-After. Streams (server-sent events) share one thread and cost
 * about 200 bytes each.
 *
 * Guards, all on by default: strict parsing (no folded header, bare line feed, NUL, repeated Host or
 * Content-Length, Content-Length with Transfer-Encoding: 400); a head limit of 16 kB (431); a body limit per
 * route (413, before it is read when Content-Length says so); broken percent-encoding, invalid UTF-8, NUL and
 * dot segments in the target (400); a connection whose head is not complete in 10 s is cut, one whose body
 * takes longer than 30 s (and 1 s more for each 256 KiB announced) too, and one that reads its answer slower
 * than 16 KiB/s; connections per address are limited (IPv6: per /64).
 *
 * No signal reaches the server's threads. Each connection is a file: connections_max is lowered to
 * RLIMIT_NOFILE less 1,024 (or to its half), so the process should raise that limit before server_start.
 */
#ifndef TRIVET_HTTP_H
#define TRIVET_HTTP_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct Server Server;
typedef struct Request Request;

/* HEAD is answered as GET without the body. METHOD_COUNT in a request stands for a method that no route
 * takes. */
typedef enum Method { METHOD_GET, METHOD_POST, METHOD_PATCH, METHOD_PUT, METHOD_DELETE, METHOD_COUNT } Method;
extern const char *const method_names[METHOD_COUNT + 1]; /* the last is "other" */

enum { RESPONSE_HEADERS_MAX = 16 };

typedef struct Response {
    int status;       /* 0: not answered yet */
    const char *type; /* content type, static text */
    Str body;         /* in the request's arena, or static when body_static */
    bool body_static;
    struct {
        const char *name;
        Str value;
    } headers[RESPONSE_HEADERS_MAX];
    int header_count;
    bool stream; /* becomes an event stream: see stream_* */
} Response;

enum { PATH_PARAMETERS_MAX = 4, QUERY_PARAMETERS_MAX = 32 };

struct Route;

struct Request {
    Arena *arena; /* lives until the response is sent */
    Method method;
    Str path;                            /* as sent, percent-encoded, without the query */
    const struct Route *route;           /* NULL when the path or the method has none */
    Str parameters[PATH_PARAMETERS_MAX]; /* of {...} in the template, in order, percent-decoded, valid UTF-8
                                          */
    Str body;
    Str address; /* the peer's, or the last hop of X-Forwarded-For when the server is told to trust its proxy
                  */
    Server *server;
    void *application; /* as given to server_start */
    Response response;
    void *handle; /* internal */
};

/* Answers by filling request->response and true; false with *err, which the server turns into problem+json.
 */
typedef bool Handler(Request *request, Error *err);

typedef enum RouteFlag {
    ROUTE_QUICK = 1,  /* answers without waiting: runs on the event thread */
    ROUTE_STREAM = 2, /* answers with a stream */
    ROUTE_BULK = 4,   /* long work: gives way to other requests, on a quarter of the workers at most */
} RouteFlag;

/* Literal segments win over parameters, parameters over {rest...}. A parameter takes one segment that is not
 * empty. The table must outlive the server. */
typedef struct Route {
    Method method;
    const char
        *path; /* "/v1/workspaces/{workspace_id}/items/{id}"; a last "{rest...}" takes the remaining path */
    Handler *handler;
    const void *subject; /* for the application: what the handler works on */
    const void *rule;    /* for the application: right and scope */
    unsigned flags;
    size_t body_max; /* 0: no body allowed */
} Route;

typedef struct ServerOptions {
    const char *listen;  /* "127.0.0.1:8740", "[::1]:8740"; port 0: any, see server_port */
    int socket;          /* greater than 0: listens at this open socket instead, which becomes the server's */
    const Route *routes; /* any order; matched by literal segments before parameters */
    int route_count;
    Handler *not_found; /* for paths that no route has, on the event thread; NULL: a plain 404 */
    /* Runs first for every answer, refusals and 404 included (route is NULL then), on the thread that
     * answers, so it must not wait: it sets security headers. Its error becomes the answer. May be NULL. */
    Handler *before;
    /* For the log line: runs when the answer is decided, on the thread that decided. err is NULL when all
     * went well; microseconds since the head was complete. May be NULL. */
    void (*after)(Request *request, const Error *err, int64_t microseconds);
    void *application;
    int workers;         /* 0: 32 */
    int connections_max; /* 0: 20000; streams included */
    size_t arena_limit;  /* of one request; 0: 64 MIB */
    bool trust_proxy; /* connections come from a proxy: X-Forwarded-For is believed, addresses not limited */

    /* Each 0: the default behind it. */
    int event_threads;            /* 2; at most 16 */
    int queue_max;                /* 1024 requests waiting for a worker */
    int queue_ms;                 /* 2000: who waited longer is answered 503 */
    int connections_per_address;  /* 500 */
    int connections_per_loopback; /* connections_max */
    int streams_max;              /* nine tenths of connections_max */
    size_t bodies_max;            /* 256 MIB of request bodies held at once; beyond: 503 */
    int head_ms;                  /* 10000 */
    int body_ms;                  /* 30000 */
    int idle_ms;                  /* 60000 between two requests of a connection */
    int heartbeat_ms;             /* 15000 */
} ServerOptions;

/* Fails on an address that cannot be listened at and on routes that contradict each other. */
bool server_start(const ServerOptions *options, Server **ret, Error *err);
int server_port(const Server *server);
typedef struct ServerCounts {
    int connections, streams; /* streams are connections, too */
    int in_flight;            /* requests being received or answered */
    int queued;               /* of these, waiting for a worker */
    int64_t shed;             /* refused since the start because too many were waiting */
} ServerCounts;
ServerCounts server_counts(const Server *server);
/* Stops listening, lets requests finish (at most `seconds`; their answers say Connection: close), closes the
 * streams, frees the server. A handler that runs longer is waited for, its answer is not sent. No other call
 * may be under way or follow. NULL is fine. */
void server_stop(Server *server, int seconds);

/* ---- reading a request ---- */
/* The first of that name in any case, without surrounding white space; any bytes but control characters, so
 * not always UTF-8; STR_NULL when absent. */
Str request_header(const Request *request, const char *name);
Str request_cookie(const Request *request, const char *name);
/* Percent-decoded ('+' is a space), valid UTF-8; the first when repeated; STR_NULL when absent, STR("") for
 * "?name". */
Str request_query(const Request *request, const char *name);
/* The i-th query parameter, false behind the last: to refuse unknown ones. */
bool request_query_at(const Request *request, int i, Str *name, Str *value);

/* ---- answering ---- */
/* body lies in the request's arena or is static. type NULL: no Content-Type. An answer that was built in an
 * arena that got full is replaced by 503. */
void respond(Request *request, int status, const char *type, Str body);
/* name is static, value is copied. A name may be repeated (Set-Cookie). A value with control characters, or
 * more than RESPONSE_HEADERS_MAX headers, turn the answer into a 500. Date, Content-Length and Connection are
 * the server's. */
void respond_header(Request *request, const char *name, Str value);
/* application/problem+json (RFC 9457) with type ("/problems/not-found"), title, status, detail, field, hint;
 * the last two only when set. Headers set before stay; ERROR_BUSY adds Retry-After: 1 when there is none. */
void respond_problem(Request *request, const Error *err);

/* ---- event streams (text/event-stream) ---- */
/* A stream is fed by frames from a topic. The application publishes; each stream has a filter (topic id) and
 * the number after which it wants frames. The server keeps the last 4096 frames (at most 8 MIB): readers that
 * fall more than that behind are closed and reconnect with Last-Event-ID, which the application answers from
 * its own history.
 *
 * Nothing is missed when the handler reads its history first (all up to N) and then calls respond_stream
 * with after_seq N: frames published since the request began are still in the ring or the stream is closed
 * after `head`, and key closings since the request began are honoured too. */
enum { STREAM_FRAME_MAX = 1024 * 1024, STREAM_HEAD_MAX = 16 * 1024 * 1024 };
typedef struct StreamFrame {
    int64_t seq;   /* SSE id */
    int64_t topic; /* only streams of this topic see it */
    int64_t key;   /* of them only those with this stream_key; 0: all */
    Str text;      /* complete frame(s), "id: 7\nevent: change\ndata: {...}\n\n"; copied. A text longer than
                      STREAM_FRAME_MAX closes the streams of the topic instead. */
} StreamFrame;
/* Turns the request into a stream: `head` (may be empty; longer than STREAM_HEAD_MAX: 500) is sent first,
 * then all frames of the topic with seq > after_seq. A comment line every 15 s keeps it alive and finds the
 * dead. Headers set with respond_header are sent. The connection closes with the stream. 503 when there are
 * streams_max. */
void respond_stream(Request *request, int64_t topic, int64_t after_seq, Str head);
/* May be called from any thread; does not block. The caller publishes a topic's frames in ascending order of
 * seq: a stream skips a frame that is not above the last one it has sent. */
void server_publish(Server *server, const StreamFrame *frame);
/* Closes the streams, of whatever topic, whose key matches (set by stream_key before respond_stream; 0:
 * none): for logout. From any thread; does not block. */
void stream_key(Request *request, int64_t key);
void server_close_streams(Server *server, int64_t key);
int server_stream_count(const Server *server);

#endif
