/* Counting, and GET /metrics. See metrics.h. */
#include "api/metrics.h"

#include <dirent.h>
#include <sodium.h>
#include <stdatomic.h>
#include <unistd.h>

#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"

static const int statuses[] = {200, 201, 202, 204, 304, 400, 401, 403, 404, 405, 409,
                               412, 413, 415, 422, 428, 429, 431, 500, 503, 507, 0}; /* 0: any other */
static const double bucket_seconds[] = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                        0.25,  0.5,    1,     2.5,  5,     10};
static const char *const class_names[] = {"read", "write", "file"};

enum { CLASS_READ, CLASS_WRITE, CLASS_FILE, CLASSES };
enum { STATUSES = COUNT_OF(statuses), BUCKETS = COUNT_OF(bucket_seconds) };

typedef struct Histogram {
    _Atomic int64_t counts[BUCKETS + 1]; /* the last: beyond all of them */
    _Atomic int64_t microseconds;
} Histogram;

struct Metrics {
    Time started;
    Histogram durations[CLASSES];
    _Atomic int64_t requests[][STATUSES]; /* by operation, then the page, then what no route took */
};

static int page_index(void) {
    return operation_count;
}

static int none_index(void) {
    return operation_count + 1;
}

Metrics *metrics_create(Time started) {
    size_t rows = (size_t)operation_count + 2;
    Metrics *metrics = calloc(1, sizeof *metrics + rows * sizeof metrics->requests[0]);
    if (metrics) metrics->started = started;
    return metrics;
}

void metrics_destroy(Metrics *metrics) {
    free(metrics);
}

static int class_of(const Operation *op) {
    if (op->flags & (OPERATION_BYTES | OPERATION_FILE)) return CLASS_FILE;
    return op->method == METHOD_GET ? CLASS_READ : CLASS_WRITE;
}

static void count_duration(Histogram *histogram, int64_t microseconds) {
    int b = 0;
    while (b < BUCKETS && (double)microseconds > bucket_seconds[b] * 1e6) b++;
    atomic_fetch_add_explicit(&histogram->counts[b], 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&histogram->microseconds, microseconds, memory_order_relaxed);
}

void metrics_count(Metrics *metrics, const Request *request, int64_t microseconds) {
    const Operation *op = request->route ? request->route->subject : NULL;
    int row = !op ? none_index() : op->id ? (int)(op - operations) : page_index(), s = 0;
    while (s < STATUSES - 1 && statuses[s] != request->response.status) s++;
    atomic_fetch_add_explicit(&metrics->requests[row][s], 1, memory_order_relaxed);
    if (op && !(op->flags & OPERATION_STREAM))
        count_duration(&metrics->durations[class_of(op)], microseconds);
}

/* ---- telling ---- */

static void head(StrBuf *out, const char *name, const char *type, const char *help) {
    strbuf_fmt(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void single(StrBuf *out, const char *name, const char *type, const char *help, double value) {
    head(out, name, type, help);
    strbuf_fmt(out, "%s %.15g\n", name, value);
}

static void write_requests(StrBuf *out, Metrics *metrics) {
    head(out, "trivet_requests_total", "counter", "Requests answered, by operation and status.");
    for (int i = 0; i <= none_index(); i++)
        for (int s = 0; s < STATUSES; s++) {
            int64_t count = atomic_load(&metrics->requests[i][s]);
            const char *id = i == page_index() ? "page" : i == none_index() ? "none" : operations[i].id;
            if (count == 0) continue;
            strbuf_fmt(out, "trivet_requests_total{operation=\"%s\",status=\"%d\"} %lld\n", id, statuses[s],
                       (long long)count);
        }
}

static void write_histogram(StrBuf *out, const char *class_name, Histogram *histogram) {
    static const char name[] = "trivet_request_duration_seconds";
    int64_t total = 0;
    for (int b = 0; b <= BUCKETS; b++) {
        total += atomic_load(&histogram->counts[b]);
        strbuf_fmt(out, "%s_bucket{class=\"%s\",le=\"", name, class_name);
        if (b < BUCKETS) strbuf_fmt(out, "%g", bucket_seconds[b]);
        else strbuf_add(out, STR("+Inf"));
        strbuf_fmt(out, "\"} %lld\n", (long long)total);
    }
    strbuf_fmt(out, "%s_sum{class=\"%s\"} %.6f\n", name, class_name,
               (double)atomic_load(&histogram->microseconds) / 1e6);
    strbuf_fmt(out, "%s_count{class=\"%s\"} %lld\n", name, class_name, (long long)total);
}

static int open_files(void) {
    DIR *folder = opendir("/proc/self/fd");
    int count = -3; /* itself, and the two dots */
    if (!folder) return 0;
    while (readdir(folder)) count++;
    closedir(folder);
    return count;
}

static double resident_bytes(void) {
    long pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file) return 0;
    if (fscanf(file, "%*d %ld", &pages) != 1) pages = 0;
    fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

static void write_process(StrBuf *out, const Metrics *metrics) {
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    single(out, "process_cpu_seconds_total", "counter", "Processor time used.",
           (double)used.tv_sec + (double)used.tv_nsec / 1e9);
    single(out, "process_resident_memory_bytes", "gauge", "Memory in use.", resident_bytes());
    single(out, "process_open_fds", "gauge", "Open files and sockets.", open_files());
    single(out, "process_start_time_seconds", "gauge", "When the server was started.",
           (double)metrics->started.ms / 1000);
}

static void write_server(StrBuf *out, const Server *server) {
    ServerCounts counts = server_counts(server);
    single(out, "trivet_connections", "gauge", "Open connections, streams included.", counts.connections);
    single(out, "trivet_streams", "gauge", "Open event streams.", counts.streams);
    single(out, "trivet_requests_in_flight", "gauge", "Requests being received or answered.",
           counts.in_flight);
    single(out, "trivet_requests_queued", "gauge", "Requests that wait for a worker.", counts.queued);
    single(out, "trivet_requests_shed_total", "counter", "Requests refused because too many were waiting.",
           (double)counts.shed);
}

/* As if there were no such address for who does not show the token. */
static bool may_see(Call *call) {
    Str given = request_header(call->rq, "Authorization");
    const char *hash = call->app->metrics_hash;
    if (!hash[0] || !str_starts(given, STR("Bearer "))) return false;
    Str given_hash = secret_hash(call->arena, str_from(given, 7));
    return given_hash.len == strlen(hash) && sodium_memcmp(given_hash.at, hash, given_hash.len) == 0;
}

bool metrics_op(Call *call, Error *err) {
    Application *app = call->app;
    CLEANUP(store_end) Transaction tx = {0};
    StrBuf out = strbuf_make(call->arena, 0);
    int64_t seq;
    if (!may_see(call)) return error_set(err, ERROR_NOT_FOUND, "There is no such page.");
    if (!call_read(call, &tx, err) || !event_last_seq(&tx, &seq, err)) return false;
    write_requests(&out, app->metrics);
    head(&out, "trivet_request_duration_seconds", "histogram", "From the end of the head to the answer.");
    for (int i = 0; i < CLASSES; i++) write_histogram(&out, class_names[i], &app->metrics->durations[i]);
    write_server(&out, app->server);
    single(&out, "trivet_events", "gauge", "Events in the history.", (double)seq);
    if (app->backed_up_at_ms > 0)
        single(&out, "trivet_backup_timestamp_seconds", "gauge", "When the last backup was begun.",
               (double)app->backed_up_at_ms / 1000);
    write_process(&out, app->metrics);
    respond_header(call->rq, "Cache-Control", STR("no-store"));
    respond(call->rq, 200, "text/plain; version=0.0.4; charset=utf-8", strbuf_str(&out));
    return true;
}
