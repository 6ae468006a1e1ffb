/* The life of one exchange. See exchange.h for its steps.
 *
 * Refusals that come before or within a body: a short body is read and thrown away, so that the connection
 * can go on; a long one, or one that waits for "100 Continue", is answered at once and the connection closed.
 */
#include "http/exchange.h"

#include <arpa/inet.h>

#include "base/banned.h"
#include "base/mem.h"
#include "http/clock.h"

enum { THROW_AWAY_MAX = 256 * 1024, BODY_FIRST = 4 * 1024, BODY_BYTES_PER_MS = 262 };

Exchange *exchange_make(Server *server, struct MHD_Connection *library, const char *uri) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(library, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    Connection *connection = info ? info->socket_context : NULL;
    Arena arena = arena_make(server->options.arena_limit);
    Exchange *exchange = connection ? arena_new(&arena, Exchange) : NULL;
    Str raw = exchange ? str_copy(&arena, str_of(uri)) : STR_NULL;
    if (!raw.at) {
        arena_done(&arena);
        return NULL;
    }
    exchange->arena = arena;
    exchange->server = server;
    exchange->library = library;
    exchange->connection = connection;
    exchange->raw_uri = uri;
    exchange->raw_target = raw;
    exchange->request.arena = &exchange->arena;
    exchange->request.server = server;
    exchange->request.application = server->options.application;
    exchange->request.handle = exchange;
    exchange->stream.since = streams_moment(server->streams);
    guard_allow(connection, server->options.head_ms);
    atomic_fetch_add(&server->in_flight, 1);
    if (connection->exchange) exchange_free(connection->exchange);
    connection->exchange = exchange;
    return exchange;
}

void exchange_free(Exchange *exchange) {
    Server *server = exchange->server;
    Arena arena = exchange->arena;
    exchange->connection->exchange = NULL;
    guard_allow(exchange->connection, server->options.idle_ms);
    if (atomic_load(&server->draining)) atomic_store(&server->last_ended_ms, clock_ms());
    atomic_fetch_sub(&server->bodies, exchange->body_capacity);
    atomic_fetch_sub(&server->in_flight, 1);
    free(exchange->body);
    arena_done(&arena);
}

/* ---- deciding the answer ---- */

static bool run_handler(Request *request, Error *err) {
    Handler *handler = request->route ? request->route->handler : request->server->options.not_found;
    if (!handler) return error_set(err, ERROR_NOT_FOUND, "There is nothing at this address.");
    if (!handler(request, err)) return false;
    if (request->response.status == 0) return error_set(err, ERROR_INTERNAL, "The request was not answered.");
    return true;
}

static bool answer_is_sound(const Exchange *exchange, Error *err) {
    if (exchange->arena.full) return error_no_memory(err);
    if (exchange->answer_broken) {
        error_set(err, ERROR_INTERNAL, "The answer cannot be sent.");
        return error_log(err,
                         "a header with control characters, too many headers, or a stream's head too long");
    }
    return true;
}

static void decide(Exchange *exchange) {
    const ServerOptions *options = &exchange->server->options;
    Request *request = &exchange->request;
    Error err = {0};
    bool good = !options->before || options->before(request, &err);
    if (exchange->refused) {
        err = exchange->error;
        good = false;
    }
    good = good && run_handler(request, &err) && answer_is_sound(exchange, &err);
    if (!good) respond_problem(request, &err);
    if (options->after) options->after(request, good ? NULL : &err, clock_us() - exchange->began_us);
    exchange->phase = PHASE_DECIDED;
}

static bool refuse(Exchange *exchange) {
    exchange->refused = true;
    exchange->throw_away = true;
    return false;
}

static bool refuse_busy(Exchange *exchange, const char *what) {
    error_set(&exchange->error, ERROR_BUSY, "%s", what);
    error_hint(&exchange->error, "Try again in a moment.");
    atomic_fetch_add(&exchange->server->shed, 1);
    return refuse(exchange);
}

static Exchange *exchange_of(Job *job) {
    return (Exchange *)((char *)job - offsetof(Exchange, job));
}

static void run_job(Job *job) {
    Exchange *exchange = exchange_of(job);
    const Server *server = exchange->server;
    if (atomic_load(&server->abandoned)) refuse_busy(exchange, "The server is stopping.");
    else if (clock_ms() - exchange->queued_ms > server->options.queue_ms)
        refuse_busy(exchange, "The request has waited too long for its turn.");
    decide(exchange);
    MHD_resume_connection(exchange->library); /* from here on it belongs to the event thread */
}

static void drop_job(Job *job) {
    Exchange *exchange = exchange_of(job);
    refuse_busy(exchange, "Too many requests are waiting.");
    decide(exchange);
    MHD_resume_connection(exchange->library);
}

/* Whose turn the request takes: who shows the same credentials is the same, else who has the same address. */
static uint64_t fair_key(const Exchange *exchange) {
    const Request *request = &exchange->request;
    Str who = request_header(request, "Authorization");
    if (!who.at) who = request_header(request, "Cookie");
    return str_hash(who.at ? who : request->address);
}

/* The request is complete. */
static enum MHD_Result dispatch(Exchange *exchange) {
    const Route *route = exchange->request.route;
    exchange->request.body = exchange->throw_away ? STR("") : (Str){exchange->body, exchange->body_len};
    guard_allow_forever(exchange->connection);
    if (exchange->refused || !route || route->flags & ROUTE_QUICK) {
        decide(exchange);
        return response_send(exchange);
    }
    exchange->phase = PHASE_WORKING;
    exchange->queued_ms = clock_ms();
    exchange->job =
        (Job){.run = run_job, .drop = drop_job, .key = fair_key(exchange), .bulk = route->flags & ROUTE_BULK};
    MHD_suspend_connection(exchange->library);
    if (!workers_add(exchange->server->workers, &exchange->job)) drop_job(&exchange->job);
    return MHD_YES;
}

/* ---- the head ---- */

static Method method_of(const char *name, bool *head_only) {
    *head_only = !strcmp(name, "HEAD");
    if (*head_only) return METHOD_GET;
    int method = 0;
    while (method < METHOD_COUNT && strcmp(name, method_names[method]) != 0) method++;
    return (Method)method;
}

static void set_address(Exchange *exchange) {
    Request *request = &exchange->request;
    Str forwarded = STR_NULL;
    if (exchange->server->options.trust_proxy)
        forwarded = forwarded_last(request_header(request, "X-Forwarded-For"));
    char *text = forwarded.at ? NULL : arena_alloc(request->arena, INET6_ADDRSTRLEN);
    if (text) address_write(exchange->connection->address, text);
    request->address = forwarded.at ? forwarded : text ? str_of(text) : STR("");
}

static bool method_missing(Exchange *exchange, unsigned methods, const char *name) {
    StrBuf allow = strbuf_make(&exchange->arena, 0);
    for (int i = 0; i < METHOD_COUNT; i++)
        if (methods & 1u << i) strbuf_fmt(&allow, "%s%s", allow.len ? ", " : "", method_names[i]);
    if (methods & 1u << METHOD_GET) strbuf_add(&allow, STR(", HEAD"));
    respond_header(&exchange->request, "Allow", strbuf_str(&allow));
    error_set(&exchange->error, ERROR_METHOD, "This address does not take %.20s.", name);
    return error_hint(&exchange->error, "It takes %.*s.", STR_ARG(strbuf_str(&allow)));
}

static bool find_route(Exchange *exchange, const char *method) {
    Request *request = &exchange->request;
    RouterMatch match =
        router_find(&exchange->server->router, &exchange->arena, &exchange->target, request->method);
    if (match.methods && !match.route) return method_missing(exchange, match.methods, method);
    request->route = match.route;
    mem_copy(request->parameters, match.parameters, sizeof match.parameters);
    exchange->throw_away = !match.route; /* nobody there to read a body */
    return true;
}

static bool too_large(Exchange *exchange) {
    size_t max = exchange->request.route->body_max;
    if (max == 0) error_set(&exchange->error, ERROR_TOO_LARGE, "This request takes no body.");
    else error_set(&exchange->error, ERROR_TOO_LARGE, "The body is longer than %zu bytes.", max);
    return refuse(exchange);
}

/* All that can be said about the request before its body. False: exchange->error says it. */
static bool examine(Exchange *exchange, const char *method, const char *version) {
    Request *request = &exchange->request;
    Error *err = &exchange->error;
    request->method = method_of(method, &exchange->head_only);
    request->path = STR("");
    if (!head_check(exchange, method, version, err)) {
        exchange->close = true; /* where the next request starts is not known */
        return false;
    }
    bool good = target_parse(&exchange->arena, exchange->raw_target, &exchange->target, err);
    request->path = exchange->target.path;
    if (exchange->arena.full) return error_no_memory(err);
    return good && find_route(exchange, method);
}

/* An answer at this step makes the library close the connection behind it, so only those that want that come
 * here; the others at the end of the body, even if there is none. */
static enum MHD_Result begin(Exchange *exchange, const char *method, const char *version) {
    exchange->began_us = clock_us();
    if (!examine(exchange, method, version)) refuse(exchange);
    set_address(exchange);
    const Route *route = exchange->request.route;
    if (!exchange->refused && route && exchange->content_length > 0 &&
        (uint64_t)exchange->content_length > route->body_max)
        too_large(exchange);
    exchange->phase = PHASE_BODY;
    guard_allow(exchange->connection,
                exchange->server->options.body_ms +
                    (exchange->content_length > 0 ? exchange->content_length / BODY_BYTES_PER_MS : 0));
    bool at_once = exchange->close || exchange->expects_continue || exchange->content_length > THROW_AWAY_MAX;
    if (!exchange->throw_away || !at_once) return MHD_YES;
    exchange->close = true;
    return dispatch(exchange);
}

/* ---- the body ---- */

/* Counted against all bodies of the server before it is allocated. */
static bool make_room(Exchange *exchange, size_t more) {
    Server *server = exchange->server;
    size_t need = exchange->body_len + more, capacity = exchange->body_capacity;
    if (need <= capacity) return true;
    capacity = capacity ? capacity : BODY_FIRST;
    while (capacity < need) capacity *= 2;
    if (capacity > exchange->request.route->body_max) capacity = exchange->request.route->body_max;
    size_t added = capacity - exchange->body_capacity;
    if (atomic_fetch_add(&server->bodies, added) + added > server->options.bodies_max) {
        atomic_fetch_sub(&server->bodies, added);
        return refuse_busy(exchange, "Too many bodies are being received.");
    }
    char *body = realloc(exchange->body, capacity);
    if (!body) {
        atomic_fetch_sub(&server->bodies, added);
        return refuse_busy(exchange, "There is not enough memory for the body.");
    }
    exchange->body = body;
    exchange->body_capacity = capacity;
    return true;
}

static enum MHD_Result take_body(Exchange *exchange, const char *data, size_t len) {
    exchange->body_seen += len;
    if (!exchange->throw_away && exchange->body_seen > exchange->request.route->body_max) too_large(exchange);
    if (!exchange->throw_away && make_room(exchange, len)) {
        mem_copy(exchange->body + exchange->body_len, data, len);
        exchange->body_len += len;
    }
    if (!exchange->refused || exchange->body_seen - exchange->body_len <= THROW_AWAY_MAX) return MHD_YES;
    exchange->throw_away = true;
    decide(exchange);
    response_send_now(exchange);
    return MHD_NO;
}

enum MHD_Result exchange_step(Exchange *exchange, const char *method, const char *version, const char *data,
                              size_t *size) {
    switch (exchange->phase) {
    case PHASE_HEAD: return begin(exchange, method, version);
    case PHASE_BODY: break;
    case PHASE_WORKING: return MHD_YES;
    case PHASE_DECIDED: return response_send(exchange);
    }
    if (*size == 0) return dispatch(exchange);
    size_t len = *size;
    *size = 0;
    return take_body(exchange, data, len);
}
