/* A web server that knows no noun of planning: libmicrohttpd behind one internal interface.
 *
 * Threads. A few event threads read and write sockets (epoll). Requests of routes without ROUTE_QUICK are
 * handed to a pool of worker threads, so that a write that waits for its commit, or a large answer, holds no
 * socket thread. Streams (server-sent events) hold no thread at all.
 *
 * Guards, all on by default: strict parsing; a head limit of 16 kB; a body limit per route (413 before
 * it is read when Content-Length says so); 400 for Content-Length with Transfer-Encoding or repeated; a
 * connection whose head is not complete in 10 s is cut; body slower than 30 s is cut; connections per address
 * limited; NUL in header values refused.
 */
#ifndef TRIVET_HTTP_H
#define TRIVET_HTTP_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

typedef struct Server Server;
typedef struct Request Request;

typedef enum Method { METHOD_GET, METHOD_POST, METHOD_PATCH, METHOD_PUT, METHOD_DELETE, METHOD_COUNT } Method;
extern const char *const method_names[];

typedef struct Response {
    int status;       /* 0: not answered yet */
    const char *type; /* content type, static text */
    Str body;         /* in the request's arena, or static when body_static */
    bool body_static;
    struct {
        const char *name;
        Str value;
    } headers[16];
    int header_count;
    bool stream; /* becomes an event stream: see stream_* */
} Response;

enum { PATH_PARAMETERS_MAX = 4, QUERY_PARAMETERS_MAX = 32 };

struct Route;

struct Request {
    Arena *arena; /* lives until the response is sent */
    Method method;
    Str path;
    const struct Route *route;
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
} RouteFlag;

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
    const Route *routes; /* any order; matched by literal segments before parameters */
    int route_count;
    Handler *not_found; /* for paths that no route has; NULL: a plain 404 */
    Handler *before;    /* runs before each handler, e.g. sets security headers; may be NULL */
    void (*after)(Request *request, const Error *err, int64_t microseconds); /* log line; may be NULL */
    void *application;
    int workers;         /* 0: 32 */
    int connections_max; /* 0: 20000 */
    size_t arena_limit;  /* of one request; 0: 64 MIB */
    bool trust_proxy;
} ServerOptions;

bool server_start(const ServerOptions *options, Server **ret, Error *err);
int server_port(const Server *server);
/* Stops listening, lets running requests finish (at most `seconds`), closes the streams. */
void server_stop(Server *server, int seconds);

/* ---- reading a request ---- */
Str request_header(const Request *request, const char *name); /* STR_NULL when absent */
Str request_cookie(const Request *request, const char *name);
/* Percent-decoded; STR_NULL when absent. */
Str request_query(const Request *request, const char *name);
/* The i-th query parameter, false behind the last: to refuse unknown ones. */
bool request_query_at(const Request *request, int i, Str *name, Str *value);

/* ---- answering ---- */
void respond(Request *request, int status, const char *type, Str body);
void respond_header(Request *request, const char *name, Str value);
/* application/problem+json (RFC 9457) with type, title, status, detail, field, hint. */
void respond_problem(Request *request, const Error *err);

/* ---- event streams (text/event-stream) ---- */
/* A stream is fed by frames from a topic. The application publishes; each stream has a filter (topic id) and
 * the number after which it wants frames. Slow readers that fall more than the ring behind are closed and
 * reconnect with Last-Event-ID, which the application answers from its own history. */
typedef struct StreamFrame {
    int64_t seq;   /* SSE id */
    int64_t topic; /* only streams of this topic see it */
    Str text;      /* complete frame(s), "id: 7\nevent: change\ndata: {...}\n\n"; copied */
} StreamFrame;
/* Turns the request into a stream: `head` (may be empty) is sent first, then all frames of the topic with seq
 * > after_seq. A comment line every 15 s keeps it alive and finds the dead. */
void respond_stream(Request *request, int64_t topic, int64_t after_seq, Str head);
/* May be called from any thread; does not block. Frames come in the order of seq. */
void server_publish(Server *server, const StreamFrame *frame);
/* Closes the streams of the topic whose key matches (key is set by stream_key before respond_stream): for
 * logout. */
void stream_key(Request *request, int64_t key);
void server_close_streams(Server *server, int64_t key);
int server_stream_count(const Server *server);

#endif
