/* trivet serve: the store, the server and the thread that publishes events, until a signal comes. */
#include <malloc.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "api/api.h"
#include "api/metrics.h"
#include "api/publish.h"
#include "base/cleanup.h"
#include "cli/backup_clock.h"
#include "cli/cli.h"
#include "cli/key_file.h"
#include "cli/log.h"
#include "cli/outgoing.h"
#include "cli/service.h"
#include "example/example.h"
#include "run/board.h"
#include "run/runner.h"
#include "run/watcher.h"

#include "base/banned.h"

/* With that token, or (STR_NULL) none any more. */
static bool token_file(Arena *arena, const Config *config, Str token, Error *err) {
    Str path = fmt(arena, "%.*s/setup-token%c", STR_ARG(config->data), 0);
    if (!token.at) {
        unlink(path.at);
        return true;
    }
    mode_t mask = umask(077);
    FILE *file = fopen(path.at, "w");
    umask(mask);
    if (!file) return error_set(err, ERROR_FULL, "The set-up token cannot be written to %s.", path.at);
    fprintf(file, "%.*s\n", STR_ARG(token));
    fclose(file);
    return true;
}

static bool has_workspace(const Application *app, Arena *arena, bool *ret, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    int64_t count;
    if (!store_read(app->store, arena, &tx, err) || !workspace_count(&tx, &count, err)) return false;
    *ret = count > 0;
    return true;
}

/* Those of other servers on the same database hold, too: whichever is asked. */
static bool keep_token(const Application *app, Arena *arena, Str token, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    const Author trivet = {.now = app->clock()};
    return store_write(app->store, arena, &trivet, &tx, err) &&
           (store_is_shared(app->store) || setup_tokens_drop(&tx, err)) &&
           setup_token_put(&tx, secret_hash(arena, token), err) && store_commit(&tx, err);
}

/* First run: a token that only who can see the server's output or its folder knows. */
static bool prepare_setup(Application *app, Arena *arena, const Config *config, Error *err) {
    bool done;
    if (!has_workspace(app, arena, &done, err)) return false;
    app->needs_setup = !done;
    if (done) return !config->data.at || token_file(arena, config, STR_NULL, err);
    Str token = secret_make(arena);
    if (!keep_token(app, arena, token, err)) return false;
    if (config->data.at && !token_file(arena, config, token, err)) return false;
    printf("Set up: http://%.*s/setup#token=%.*s\n", STR_ARG(config->listen), STR_ARG(token));
    return true;
}

/* Ids of the path only: other parameters may be secrets. */
static void log_ids(LogLine *line, const Request *rq) {
    Id id;
    int count = 0;
    for (int i = 0; i < PATH_PARAMETERS_MAX; i++)
        if (rq->parameters[i].at && id_parse(rq->parameters[i], &id))
            log_text(line, count++ ? "id" : "workspace_id", rq->parameters[i]);
}

static void after_request(Request *rq, const Error *err, int64_t microseconds) {
    const Application *app = rq->application;
    int status = rq->response.status;
    metrics_count(app->metrics, rq, microseconds);
    if (status < 500 && !app->log_requests) return;
    LogLine line;
    log_begin(&line, app->clock(), status < 500 ? "info" : "error", "request");
    log_text(&line, "method", str_of(method_names[rq->method]));
    log_text(&line, "route", rq->route ? str_of(rq->route->path) : STR_NULL);
    log_ids(&line, rq);
    log_int(&line, "status", status);
    log_int(&line, "duration_us", microseconds);
    log_text(&line, "address", rq->address);
    if (err && status >= 500) {
        log_text(&line, "error", str_of(err->message));
        log_text(&line, "detail", str_of(err->log));
    }
    log_end(&line);
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

static void board_done(Board **board) {
    board_free(*board);
}

static void limiter_done(Limiter **limiter) {
    limiter_destroy(*limiter);
}

static void metrics_done(Metrics **metrics) {
    metrics_destroy(*metrics);
}

static void backup_clock_done(BackupClock **clock) {
    backup_clock_stop(*clock);
}

static void tell_ready(const Config *config, const Application *app) {
    Str host = config->listen;
    while (host.len && host.at[host.len - 1] != ':') host.len--;
    printf("Trivet is ready on http://%.*s%d\n", STR_ARG(host), server_port(app->server));
    fflush(stdout);
    service_tell("READY=1");
}

static void tell_stopping(void) {
    service_tell("STOPPING=1");
    printf("Trivet is stopping\n");
    fflush(stdout);
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
    store_listen(app->store, NULL, NULL, NULL);
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
    if (!store_listen(app->store, tell_followers, followers, err) ||
        !store_read(app->store, arena, &tx, err) || !event_last_seq(&tx, &last_seq, err)) {
        followers_stop(app, followers);
        return false;
    }
    tell_followers(followers, last_seq);
    return true;
}

static bool serve(Application *app, Arena *arena, const Config *config, Error *err) {
    int route_count;
    Followers followers = {0};
    CLEANUP(runner_done) Runner *runner = NULL;
    CLEANUP(board_done) Board *board = NULL;
    CLEANUP(backup_clock_done) BackupClock *clock = NULL;
    CLEANUP(outgoing_stop) Outgoing outgoing = {0};
    StrBuf openapi = strbuf_make(arena, 0);
    if (!contract_print(0, &openapi)) return error_no_memory(err);
    strbuf_char(&openapi, 0);
    app->openapi = openapi.at;
    Route *routes = api_routes(arena, &route_count);
    if (!routes) return error_no_memory(err);
    ServerOptions options = {.listen = config->listen.at,
                             .socket = service_socket(),
                             .routes = routes,
                             .route_count = route_count,
                             .before = api_before,
                             .after = after_request,
                             .application = app,
                             .arena_limit = 256 * MIB,
                             .trust_proxy = config->behind_proxy};
    if (!backup_clock_start(config, &app->backed_up_at_ms, &clock, err)) return false;
    if (!outgoing_start(arena, config, app, &outgoing, err)) return false;
    if (!runner_start(&(RunnerOptions){.store = app->store, .clock = app->clock}, &runner, err)) return false;
    app->runner = runner;
    const RunnerOptions board_options = {.store = app->store, .clock = app->clock};
    if (!board_start(&board_options, runner, &board, err)) return false;
    app->board = board;
    if (!server_start(&options, &app->server, err)) return false;
    if (!followers_start(app, arena, &followers, err)) {
        server_stop(app->server, 0);
        return false;
    }
    tell_ready(config, app);
    wait_for_signal();
    tell_stopping();
    followers_stop(app, &followers);
    board_stop(board);
    runner_stop(runner);
    server_stop(app->server, (int)config->drain_seconds);
    return true;
}

int command_serve(int argc, char **argv) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(limiter_done) Limiter *limiter = limiter_create();
    CLEANUP(metrics_done) Metrics *metrics = metrics_create(cli_clock());
    Error err;
    Config config;
    Keyring keyring;
    block_signals();
    keep_memory_small();
    allow_many_sockets();
    if (!config_load(&arena, argc, argv, environ, &config, NULL, &err)) return cli_fail(&err);
    const char *where = config.database.at ? config.database.at : config.data.at;
    if (!store_open(where, (StoreOptions){.create = true}, &store, &err) ||
        !key_file_load(&arena, store, key_file_path(&arena, config.key_file, config.data), &keyring, &err))
        return cli_fail(&err);
    Application app = {.store = store,
                       .limiter = limiter,
                       .keyring = &keyring,
                       .metrics = metrics,
                       .clock = cli_clock,
                       .fill_example = example_fill,
                       .log_requests = config.log_requests,
                       .files_max_bytes = config.files_max_mb * 1024 * 1024,
                       .confirm_seconds = (int)config.confirm_seconds,
                       .secure_cookies = config.behind_proxy};
    if (config.metrics_token.at)
        snprintf(app.metrics_hash, sizeof app.metrics_hash, "%.*s",
                 STR_ARG(secret_hash(&arena, config.metrics_token)));
    if (!limiter || !metrics || !prepare_setup(&app, &arena, &config, &err)) return cli_fail(&err);
    return serve(&app, &arena, &config, &err) ? 0 : cli_fail(&err);
}
