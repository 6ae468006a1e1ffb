/* Starting and stopping, and libmicrohttpd's callbacks. See http.h, and exchange.h for what happens between.
 *
 * Stopping: no new connections; every answer says Connection: close; when nothing has been under way for a
 * moment, or time is up, the workers end, then the library, the streams, the guard. The workers end before
 * the library because it must not be stopped while a connection is suspended. */
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/banned.h"
#include "http/clock.h"
#include "http/exchange.h"

enum {
    LIBRARY_POOL = HEAD_MAX + 4 * 1024, /* of a connection: the head and the head of the answer */
    QUIET_MS = 300,
    POLL_MS = 5,
    FILES_RESERVED = 1024,
};

/* ---- the library's callbacks ---- */

static void on_client(void *cls, int fd, const struct sockaddr *peer, socklen_t len) {
    Server *server = cls;
    struct MHD_Daemon *library = server->libraries[server->next_library++ % (unsigned)server->library_count];
    if (MHD_add_connection(library, fd, peer, len) == MHD_YES) return;
    guard_release(server->guard, address_of(peer)); /* fd is closed */
}

static void on_connection(void *cls, struct MHD_Connection *library, void **context,
                          enum MHD_ConnectionNotificationCode code) {
    Server *server = cls;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        int fd = MHD_get_connection_info(library, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
        *context =
            guard_enter(server->guard, fd,
                        MHD_get_connection_info(library, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr);
    } else if (*context) {
        Connection *connection = *context;
        if (connection->exchange) exchange_free(connection->exchange);
        guard_leave(server->guard, connection);
        *context = NULL;
    }
}

/* The library before 1.0 would keep a record of every query parameter, which nobody reads here, and hang when
 * they fill its pool. It parses behind the question mark only after this call, so the query, once copied,
 * ends where it starts. */
static void *on_request_line(void *cls, const char *uri, struct MHD_Connection *library) {
    Server *server = cls;
    Exchange *exchange = exchange_make(server, library, uri);
    char *query = uri && server->library_is_old ? strchr(uri, '?') : NULL;
    if (query) query[1] = 0;
    return exchange;
}

/* The target is decoded by target.c; what the library makes of it is not looked at. */
static size_t on_unescape(void *cls, struct MHD_Connection *library, char *text) {
    return strlen(text);
}

static enum MHD_Result on_step(void *cls, struct MHD_Connection *library, const char *url, const char *method,
                               const char *version, const char *data, size_t *size, void **context) {
    return *context ? exchange_step(*context, method, version, data, size) : MHD_NO;
}

static void on_completed(void *cls, struct MHD_Connection *library, void **context,
                         enum MHD_RequestTerminationCode code) {
    Exchange *exchange = *context;
    if (!exchange) return;
    *context = NULL;
    if (exchange->close && exchange->phase == PHASE_DECIDED && code == MHD_REQUEST_TERMINATED_COMPLETED_OK)
        guard_linger(exchange->server->guard,
                     MHD_get_connection_info(library, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd);
    exchange_free(exchange);
}

/* ---- starting ---- */

/* Each connection is a file; some are left for everything else. Running out of numbers would make the event
 * threads spin. */
static int connections_possible(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur > INT_MAX) return INT_MAX;
    int files = (int)limit.rlim_cur;
    return files > 2 * FILES_RESERVED ? files - FILES_RESERVED : files / 2;
}

static void set_defaults(ServerOptions *options) {
    if (!options->workers) options->workers = 32;
    if (!options->connections_max) options->connections_max = 20000;
    if (options->connections_max > connections_possible()) options->connections_max = connections_possible();
    if (!options->arena_limit) options->arena_limit = 64 * MIB;
    if (!options->event_threads) options->event_threads = 2;
    if (options->event_threads > EVENT_THREADS_MAX) options->event_threads = EVENT_THREADS_MAX;
    if (!options->queue_max) options->queue_max = 1024;
    if (!options->queue_ms) options->queue_ms = 2000;
    if (!options->connections_per_address) options->connections_per_address = 500;
    if (!options->connections_per_loopback) options->connections_per_loopback = options->connections_max;
    if (options->trust_proxy) options->connections_per_address = options->connections_max;
    if (!options->streams_max)
        options->streams_max = options->connections_max - options->connections_max / 10;
    if (!options->bodies_max) options->bodies_max = 256 * MIB;
    if (!options->head_ms) options->head_ms = 10000;
    if (!options->body_ms) options->body_ms = 30000;
    if (!options->idle_ms) options->idle_ms = 60000;
    if (!options->heartbeat_ms) options->heartbeat_ms = 15000;
}

/* One instance an event thread: the library's own pool is not promised to work without its listening. */
static bool start_libraries(Server *server, Error *err) {
    const ServerOptions *options = &server->options;
    server->library_is_old = MHD_get_version()[0] == '0';
    unsigned flags =
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO | MHD_USE_NO_LISTEN_SOCKET;
    struct MHD_OptionItem items[] = {
        {MHD_OPTION_STRICT_FOR_CLIENT, !server->library_is_old, NULL}, /* old: head.c is stricter */
        {MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1, NULL},
        {MHD_OPTION_CONNECTION_LIMIT, 2 * options->connections_max + 16, NULL}, /* the guard counts */
        {MHD_OPTION_CONNECTION_MEMORY_LIMIT, LIBRARY_POOL, NULL},
        {MHD_OPTION_CONNECTION_TIMEOUT, 0, NULL}, /* the guard's deadlines do it */
        {MHD_OPTION_URI_LOG_CALLBACK, (intptr_t)on_request_line, server},
        {MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t)on_unescape, NULL},
        {MHD_OPTION_NOTIFY_COMPLETED, (intptr_t)on_completed, NULL},
        {MHD_OPTION_NOTIFY_CONNECTION, (intptr_t)on_connection, server},
        {MHD_OPTION_END, 0, NULL},
    };
    while (server->library_count < options->event_threads) {
        struct MHD_Daemon *library =
            MHD_start_daemon(flags, 0, NULL, NULL, on_step, server, MHD_OPTION_ARRAY, items, MHD_OPTION_END);
        if (!library) return error_set(err, ERROR_BUSY, "The server cannot start its event threads.");
        server->libraries[server->library_count++] = library;
    }
    return true;
}

static bool open_listener(Server *server, Error *err) {
    const ServerOptions *options = &server->options;
    return options->socket > 0 ? listener_adopt(options->socket, &server->listener, err)
                               : listener_open(options->listen, &server->listener, err);
}

static bool start_parts(Server *server, Error *err) {
    const ServerOptions *options = &server->options;
    GuardLimits limits = {
        .connections_max = options->connections_max,
        .per_address = options->connections_per_address,
        .per_loopback = options->connections_per_loopback,
        .head_ms = options->head_ms,
    };
    return router_build(&server->arena, options->routes, options->route_count, &server->router, err) &&
           guard_start(&limits, &server->guard, err) &&
           streams_start(server->guard, options->streams_max, options->heartbeat_ms, &server->streams, err) &&
           workers_start(options->workers, options->queue_max, &server->workers, err) &&
           open_listener(server, err) && start_libraries(server, err) &&
           listener_start(server->listener, server->guard, on_client, server, err);
}

static void free_parts(Server *server) {
    listener_free(server->listener);
    if (server->workers) workers_stop(server->workers);
    for (int i = 0; i < server->library_count; i++) MHD_stop_daemon(server->libraries[i]);
    workers_free(server->workers);
    streams_stop(server->streams);
    guard_stop(server->guard);
    arena_done(&server->arena);
    free(server);
}

bool server_start(const ServerOptions *options, Server **ret, Error *err) {
    Server *server = calloc(1, sizeof *server);
    if (!server) return error_no_memory(err);
    server->options = *options;
    set_defaults(&server->options);
    server->arena = arena_make(16 * MIB);
    sigset_t all, before;
    sigfillset(&all); /* signals are for the application's threads */
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = start_parts(server, err);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!started) {
        free_parts(server);
        return false;
    }
    *ret = server;
    return true;
}

int server_port(const Server *server) {
    return listener_port(server->listener);
}

/* ---- stopping ---- */

static bool is_drained(Server *server) {
    if (atomic_load(&server->in_flight) > 0) return false;
    if (guard_total(server->guard) == streams_count(server->streams)) return true;
    return clock_ms() - atomic_load(&server->last_ended_ms) >= QUIET_MS;
}

void server_stop(Server *server, int seconds) {
    if (!server) return;
    int64_t until = clock_ms() + (int64_t)seconds * 1000;
    atomic_store(&server->last_ended_ms, clock_ms());
    atomic_store(&server->draining, true);
    listener_stop(server->listener);
    while (!is_drained(server) && clock_ms() < until) usleep(POLL_MS * 1000);
    atomic_store(&server->abandoned, true);
    free_parts(server);
}

/* ---- streams, from outside ---- */

void server_publish(Server *server, const StreamFrame *frame) {
    streams_publish(server->streams, frame);
}

void server_close_streams(Server *server, int64_t key) {
    streams_close_key(server->streams, key);
}

ServerCounts server_counts(const Server *server) {
    return (ServerCounts){.connections = guard_total(server->guard),
                          .streams = streams_count(server->streams),
                          .in_flight = atomic_load(&server->in_flight),
                          .queued = workers_queued(server->workers),
                          .shed = atomic_load(&server->shed)};
}

int server_stream_count(const Server *server) {
    return streams_count(server->streams);
}
