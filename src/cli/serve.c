/* trivet serve: the store, the server and the thread that publishes events, until a signal comes. */
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/api.h"
#include "api/publish.h"
#include "base/cleanup.h"
#include "cli/cli.h"
#include "example/example.h"
#include "run/runner.h"
#include "run/watcher.h"

#include "base/banned.h"

/* First run: a token that only who can see the server's output or its folder knows. */
static bool prepare_setup(Application *app, Arena *arena, const char *folder, const char *address,
                          Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    int64_t count;
    Str path = fmt(arena, "%s/setup-token%c", folder, 0);
    if (!store_read(app->store, arena, &tx, err) || !workspace_count(&tx, &count, err)) return false;
    app->needs_setup = count == 0;
    if (count) {
        unlink(path.at);
        return true;
    }
    Str token = secret_make(arena);
    snprintf(app->setup_hash, sizeof app->setup_hash, "%.*s", STR_ARG(secret_hash(arena, token)));
    mode_t mask = umask(077);
    FILE *file = fopen(path.at, "w");
    umask(mask);
    if (!file) return error_set(err, ERROR_FULL, "The set-up token cannot be written to %s.", path.at);
    fprintf(file, "%.*s\n", STR_ARG(token));
    fclose(file);
    printf("Set up: http://%s/setup#token=%.*s\n", address, STR_ARG(token));
    return true;
}

static void log_request(Request *rq, const Error *err, int64_t microseconds) {
    if (!err || error_status(err->kind) < 500) return;
    fprintf(stderr, "trivet: %s %.*s answered %d: %s %s\n", method_names[rq->method], STR_ARG(rq->path),
            error_status(err->kind), err->message, err->log);
}

/* Memory of large answers goes back to the system at once instead of staying with the thread that built them.
 */
static void keep_memory_small(void) {
    mallopt(M_ARENA_MAX, 2);
    mallopt(M_MMAP_THRESHOLD, 256 * 1024);
    mallopt(M_TRIM_THRESHOLD, 1024 * 1024);
}

/* Each watcher holds a socket: as many as the system lets us. */
static void allow_many_sockets(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

static void wait_for_signal(void) {
    sigset_t set;
    int received;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigwait(&set, &received);
}

/* Before any thread starts, so that all of them leave the signals to wait_for_signal. */
static void block_signals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static void runner_done(Runner **runner) {
    runner_free(*runner);
}

/* Who hears of durable events. */
typedef struct Followers {
    Publisher *publisher;
    Watcher *watcher;
} Followers;

static void tell_followers(void *context, int64_t last_seq) {
    const Followers *followers = context;
    publisher_wake(followers->publisher, last_seq);
    watcher_wake(followers->watcher, last_seq);
}

static void followers_stop(Application *app, Followers *followers) {
    store_listen(app->store, NULL, NULL);
    watcher_stop(followers->watcher);
    publisher_stop(followers->publisher);
}

/* Told at once what was written before they listened. */
static bool followers_start(Application *app, Arena *arena, Followers *followers, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    int64_t last_seq;
    if (!publisher_start(app->store, app->server, &followers->publisher, err)) return false;
    if (!watcher_start(&(WatcherOptions){app->store, app->clock}, &followers->watcher, err)) {
        publisher_stop(followers->publisher);
        return false;
    }
    store_listen(app->store, tell_followers, followers);
    if (!store_read(app->store, arena, &tx, err) || !event_last_seq(&tx, &last_seq, err)) {
        followers_stop(app, followers);
        return false;
    }
    tell_followers(followers, last_seq);
    return true;
}

static bool serve(Application *app, Arena *arena, const char *listen, bool proxy, Error *err) {
    int route_count;
    Followers followers = {0};
    CLEANUP(runner_done) Runner *runner = NULL;
    StrBuf openapi = strbuf_make(arena, 0);
    if (!contract_print(0, &openapi)) return error_no_memory(err);
    strbuf_char(&openapi, 0);
    app->openapi = openapi.at;
    Route *routes = api_routes(arena, &route_count);
    if (!routes) return error_no_memory(err);
    ServerOptions options = {.listen = listen,
                             .routes = routes,
                             .route_count = route_count,
                             .before = api_before,
                             .after = log_request,
                             .application = app,
                             .arena_limit = 256 * MIB,
                             .trust_proxy = proxy};
    if (!runner_start(&(RunnerOptions){.store = app->store, .clock = app->clock}, &runner, err)) return false;
    app->runner = runner;
    if (!server_start(&options, &app->server, err)) return false;
    if (!followers_start(app, arena, &followers, err)) {
        server_stop(app->server, 0);
        return false;
    }
    printf("Trivet is ready on http://%.*s:%d\n", (int)(strrchr(listen, ':') - listen), listen,
           server_port(app->server));
    fflush(stdout);
    wait_for_signal();
    printf("Trivet is stopping\n");
    followers_stop(app, &followers);
    runner_stop(runner);
    server_stop(app->server, 10);
    return true;
}

static void limiter_done(Limiter **limiter) {
    limiter_destroy(*limiter);
}

/* How long a given password counts for what asks for it again: half an hour when nothing is said. */
static bool read_confirm_seconds(int argc, char **argv, int *ret, Error *err) {
    const char *text = cli_option(argc, argv, "--confirm-seconds");
    int64_t seconds = 1800;
    if (text && (!str_int(str_of(text), &seconds) || seconds < 1 || seconds > 86400))
        return error_set(err, ERROR_INVALID, "--confirm-seconds takes 1 to 86400.");
    *ret = (int)seconds;
    return true;
}

int command_serve(int argc, char **argv) {
    static const char *const options[] = {"--data", "--listen", "--database", "--confirm-seconds", NULL},
                             *const flags[] = {"--behind-proxy", NULL};
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(limiter_done) Limiter *limiter = limiter_create();
    Error err;
    const char *listen = cli_option(argc, argv, "--listen"), *database = cli_option(argc, argv, "--database");
    bool proxy = cli_flag(argc, argv, "--behind-proxy");
    if (!listen) listen = "127.0.0.1:8740";
    block_signals();
    keep_memory_small();
    allow_many_sockets();
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (database) {
        error_set(&err, ERROR_INVALID,
                  "This Trivet keeps its data in SQLite only; --database has nothing to connect to.");
        error_hint(&err, "Leave --database out; --data names the folder.");
        return cli_fail(&err);
    }
    int confirm_seconds;
    if (!read_confirm_seconds(argc, argv, &confirm_seconds, &err) ||
        !cli_open(argc, argv, true, &store, &err))
        return cli_fail(&err);
    Application app = {.store = store,
                       .limiter = limiter,
                       .clock = cli_clock,
                       .fill_example = example_fill,
                       .confirm_seconds = confirm_seconds,
                       .secure_cookies = proxy};
    if (!limiter || !prepare_setup(&app, &arena, cli_option(argc, argv, "--data"), listen, &err))
        return cli_fail(&err);
    return serve(&app, &arena, listen, proxy, &err) ? 0 : cli_fail(&err);
}
