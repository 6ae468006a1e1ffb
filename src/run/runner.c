/* The threads and the list of runs. See runner.h.
 *
 * One lock guards the list. A thread that works on an entry owns its snapshot and arena; what others see of
 * the entry (state, progress, result) is written under the lock. An entry leaves the list only when it has
 * ended. */
#include "run/runner.h"

#include <pthread.h>
#include <sodium.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/vec.h"
#include "change/agree/impact.h"
#include "field/json.h"

enum {
    THREADS_MAX = 4,
    OF_PERSON_MAX = 4,
    OF_WORKSPACE_MAX = 12,
    UNFINISHED_MAX = 64,
    FINISHED_MAX = 20, /* a workspace */
    KEPT_MAX = 1000,
    WAITERS_MAX = 12, /* each holds a worker of the server */
    KEEP_MS = 3600 * 1000,
    NEWS_MS = 200, /* progress alone is no news more often than that */
    LOW_PRIORITY = 10,
};
#define RUN_MEMORY_MAX (512 * MIB)
#define RESULT_MAX (64 * MIB)
#define RESULTS_MAX (256 * MIB)

typedef struct Entry {
    struct Entry *next; /* older */
    struct Runner *runner;
    const RunKind *kind;
    Id workspace_id;
    Run run; /* its texts are those below */
    Str parameters, result;
    Error error;
    int64_t news_ms;
    atomic_bool cancelled;
    bool held;             /* a thread works on it */
    bool forgotten;        /* another server has it; it goes when no thread works on it */
    int64_t told_revision; /* by runner_news */
} Entry;

struct Runner {
    RunnerOptions options;
    pthread_mutex_t lock;
    pthread_cond_t wake;    /* there is work, or an end */
    pthread_cond_t changed; /* a run has news */
    Entry *newest;
    int waiters;
    bool stopping;
    int thread_count;
    pthread_t threads[THREADS_MAX];
};

static void unlock(pthread_mutex_t **lock) {
    pthread_mutex_unlock(*lock);
}
/* Holds the lock until the end of the block. */
#define LOCKED(runner)                                                                                       \
    CLEANUP(unlock) pthread_mutex_t *locked = &(runner)->lock;                                               \
    pthread_mutex_lock(locked)

static bool is_finished(const Entry *entry) {
    return entry->run.state.n >= RUN_DONE;
}

static int64_t now_ms(const Runner *runner) {
    return runner->options.clock().ms;
}

/* ---- the list; all of it under the lock ---- */

static Str text_keep(Str text) {
    char *copy = malloc(text.len + 1);
    if (!copy) return STR_NULL;
    memcpy(copy, text.at, text.len);
    return (Str){copy, text.len};
}

static void entry_free(Entry *entry) {
    free((char *)entry->parameters.at);
    free((char *)entry->result.at);
    free(entry);
}

/* A copy of what is known of a run. NULL: there is no memory. */
static Entry *entry_make(Runner *runner, Id workspace_id, const Run *run) {
    Entry *entry = calloc(1, sizeof *entry);
    if (!entry) return NULL;
    *entry = (Entry){.runner = runner,
                     .kind = run_kinds[run->kind.n],
                     .workspace_id = workspace_id,
                     .run = *run,
                     .parameters = text_keep(run->parameters.text),
                     .result = run->result.text.at ? text_keep(run->result.text) : STR_NULL};
    if (entry->parameters.at && (entry->result.at || !run->result.text.at)) return entry;
    entry_free(entry);
    return NULL;
}

static Entry *entry_find(const Runner *runner, Id workspace_id, Id id) {
    for (Entry *entry = runner->newest; entry; entry = entry->next)
        if (id_equal(entry->run.id, id) && id_equal(entry->workspace_id, workspace_id) && !entry->forgotten)
            return entry;
    return NULL;
}

static void news(Entry *entry) {
    entry->run.revision++;
    entry->news_ms = now_ms(entry->runner);
    pthread_cond_broadcast(&entry->runner->changed);
}

/* Drops what is too old, too many of its workspace, or too much in all. */
static void sweep(Runner *runner) {
    int64_t oldest = now_ms(runner) - KEEP_MS;
    size_t bytes = 0;
    int kept = 0;
    for (Entry **at = &runner->newest; *at;) {
        Entry *entry = *at;
        int before = 0;
        for (Entry *other = runner->newest; other != entry; other = other->next)
            before += is_finished(other) && id_equal(other->workspace_id, entry->workspace_id);
        bytes += entry->result.len;
        bool recent = entry->run.finished_at.ms >= oldest && before < FINISHED_MAX && bytes <= RESULTS_MAX &&
                      kept < KEPT_MAX;
        bool keep = entry->held || (!entry->forgotten && (!is_finished(entry) || recent));
        if (keep) {
            kept++;
            at = &entry->next;
            continue;
        }
        bytes -= entry->result.len;
        *at = entry->next;
        entry_free(entry);
    }
}

static bool room_for(const Runner *runner, Id workspace_id, Id person_id, Error *err) {
    int all = 0, of_workspace = 0, of_person = 0;
    for (const Entry *entry = runner->newest; entry; entry = entry->next) {
        if (is_finished(entry)) continue;
        all++;
        of_workspace += id_equal(entry->workspace_id, workspace_id);
        of_person += id_equal(entry->run.person_id, person_id);
    }
    if (runner->stopping || all >= UNFINISHED_MAX)
        return error_set(err, ERROR_BUSY, "Trivet has more to calculate than it can take.");
    if (of_person < OF_PERSON_MAX && of_workspace < OF_WORKSPACE_MAX) return true;
    if (of_person >= OF_PERSON_MAX)
        error_set(err, ERROR_TOO_MANY, "%d calculations of yours are not finished yet.", of_person);
    else
        error_set(err, ERROR_TOO_MANY, "%d calculations of this workspace are not finished yet.",
                  of_workspace);
    return error_hint(err, "Wait for one of them to end, or cancel it.");
}

/* ---- working ---- */

static bool is_cancelled(void *context) {
    Entry *entry = context;
    return atomic_load_explicit(&entry->cancelled, memory_order_relaxed);
}

static void note_progress(void *context, double share) {
    Entry *entry = context;
    LOCKED(entry->runner);
    int64_t now = now_ms(entry->runner), spent = now - entry->run.started_at.ms;
    entry->run.progress = share < 0 ? 0 : share > 1 ? 1 : share;
    bool known = share > 0.02 && spent > 300;
    entry->run.seconds_left = known ? (double)spent / 1000 * (1 - share) / share : NAN;
    if (now - entry->news_ms >= NEWS_MS) news(entry);
}

static void keep_result(void *context, const void *result) {
    Entry *entry = context;
    CLEANUP(arena_done) Arena arena = arena_make(2 * RESULT_MAX);
    StrBuf out = strbuf_make(&arena, RESULT_MAX);
    json_write(&out, entry->kind->result, result);
    Str text = arena.full || out.overflow ? STR_NULL : text_keep(strbuf_str(&out));
    LOCKED(entry->runner);
    if (!text.at) {
        error_set(&entry->error, ERROR_TOO_LARGE, "The result is larger than %zu MiB.", RESULT_MAX / MIB);
        error_hint(&entry->error, "Ask for one project instead of all.");
        return;
    }
    free((char *)entry->result.at);
    entry->result = text;
    news(entry);
    entry->run.result_revision = entry->run.revision;
}

static bool load(Entry *entry, Arena *arena, PlanSource *source, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    int64_t seq;
    if (!store_read(entry->runner->options.store, arena, &tx, err)) return false;
    tx.viewer_id = VIEWER_NOBODY; /* a run is seen by everybody */
    if (!event_last_seen(&tx, entry->workspace_id, &seq, err) ||
        !plan_load(&tx, entry->workspace_id, source, err))
        return false;
    LOCKED(entry->runner);
    entry->run.seq = seq;
    return true;
}

static bool calculate(Entry *entry, Arena *arena, Error *err) {
    CLEANUP(json_done) json_t *object = NULL;
    const RunKind *kind = entry->kind;
    const RunJob job = {entry, is_cancelled, note_progress, keep_result};
    PlanSource source;
    void *parameters = arena_alloc(arena, kind->parameters->size);
    void *result = arena_alloc(arena, kind->result->size);
    if (!parameters || !result) return error_no_memory(err);
    record_init(kind->parameters, parameters);
    record_init(kind->result, result);
    if (!json_read_text(entry->parameters, &object, err) ||
        !json_decode(arena, kind->parameters, object, DECODE_RECORD, parameters, NULL, err) ||
        !load(entry, arena, &source, err) || !kind->work(arena, &source, parameters, &job, result, err))
        return false;
    keep_result(entry, result);
    return true;
}

static void work_on(Entry *entry) {
    CLEANUP(arena_done) Arena arena = arena_make(RUN_MEMORY_MAX);
    Error err = {0};
    bool done = calculate(entry, &arena, &err);
    LOCKED(entry->runner);
    Run *run = &entry->run;
    if (done && entry->error.kind != ERROR_NONE) done = false;
    else entry->error = err;
    run->state.n = is_cancelled(entry) ? RUN_CANCELLED : done ? RUN_DONE : RUN_FAILED;
    if (run->state.n == RUN_DONE) run->progress = 1;
    run->seconds_left = NAN;
    run->finished_at = entry->runner->options.clock();
    entry->held = false;
    news(entry);
}

/* The oldest that waits. */
static Entry *next_entry(Runner *runner) {
    Entry *next = NULL;
    for (Entry *entry = runner->newest; entry; entry = entry->next)
        if (entry->run.state.n == RUN_QUEUED) next = entry;
    return next;
}

static void *work(void *context) {
    Runner *runner = context;
    setpriority(PRIO_PROCESS, (id_t)gettid(), LOW_PRIORITY); /* Linux: of this thread alone */
    pthread_mutex_lock(&runner->lock);
    while (!runner->stopping) {
        Entry *entry = next_entry(runner);
        if (!entry) {
            pthread_cond_wait(&runner->wake, &runner->lock);
            continue;
        }
        entry->run.state.n = RUN_RUNNING;
        entry->run.started_at = runner->options.clock();
        entry->held = true;
        news(entry);
        pthread_mutex_unlock(&runner->lock);
        work_on(entry);
        pthread_mutex_lock(&runner->lock);
        sweep(runner);
    }
    pthread_mutex_unlock(&runner->lock);
    return NULL;
}

/* ---- for requests ---- */

/* A copy that the arena owns; texts that the caller does not want are null. */
static Run shown(Arena *arena, const Entry *entry, bool with_result) {
    Run run = entry->run;
    bool failed = run.state.n == RUN_FAILED;
    const Error *error = &entry->error;
    run.parameters.text = str_copy(arena, entry->parameters);
    run.result.text = with_result && entry->result.at ? str_copy(arena, entry->result) : STR_NULL;
    run.error = failed ? str_copy(arena, str_of(error->message)) : STR_NULL;
    run.error_field = failed && error->field[0] ? str_copy(arena, str_of(error->field)) : STR_NULL;
    run.error_hint = failed && error->hint[0] ? str_copy(arena, str_of(error->hint)) : STR_NULL;
    return run;
}

static void entry_enqueue(Entry *entry) {
    Runner *runner = entry->runner;
    entry->next = runner->newest;
    runner->newest = entry;
    sweep(runner);
    pthread_cond_signal(&runner->wake);
}

bool runner_add(Runner *runner, Arena *arena, const RunKind *kind, const void *parameters, Id workspace_id,
                Id person_id, Run *ret, Error *err) {
    StrBuf text = strbuf_make(arena, 0);
    Run run;
    json_write(&text, kind->parameters, parameters);
    record_init(&run_resource, &run);
    run.created_at = runner->options.clock();
    run.id = id_make(run.created_at, randombytes_random());
    run.person_id = person_id;
    run.parameters.text = strbuf_str(&text);
    run.revision = 1;
    while (run_kinds[run.kind.n] != kind) run.kind.n++;
    Entry *entry = arena->full ? NULL : entry_make(runner, workspace_id, &run);
    if (!entry) return error_no_memory(err);
    LOCKED(runner);
    if (!room_for(runner, workspace_id, person_id, err)) {
        entry_free(entry);
        return false;
    }
    entry_enqueue(entry);
    *ret = shown(arena, entry, false);
    return !arena->full || error_no_memory(err);
}

bool runner_adopt(Runner *runner, Id workspace_id, const Run *run, Error *err) {
    Entry *entry = entry_make(runner, workspace_id, run);
    if (!entry) return error_no_memory(err);
    Run *anew = &entry->run;
    anew->state.n = RUN_QUEUED;
    anew->started_at = anew->finished_at = TIME_NONE;
    anew->progress = 0;
    anew->seconds_left = NAN;
    anew->seq = INT_NULL;
    LOCKED(runner);
    news(entry);
    entry_enqueue(entry);
    return true;
}

int runner_idle(Runner *runner) {
    LOCKED(runner);
    int idle = runner->stopping ? 0 : runner->thread_count;
    for (const Entry *entry = runner->newest; entry; entry = entry->next)
        idle -= entry->held || !is_finished(entry);
    return idle;
}

void runner_forget(Runner *runner, Id workspace_id, Id id) {
    LOCKED(runner);
    Entry *entry = entry_find(runner, workspace_id, id);
    if (!entry) return;
    entry->forgotten = true;
    atomic_store(&entry->cancelled, true);
    if (!entry->held) entry->run.state.n = RUN_CANCELLED;
    pthread_cond_broadcast(&runner->changed);
    sweep(runner);
}

bool runner_list(Runner *runner, Arena *arena, Id workspace_id, List *ret, Error *err) {
    LOCKED(runner);
    sweep(runner);
    Run *runs = arena_array(arena, Run, OF_WORKSPACE_MAX + FINISHED_MAX + 1);
    int count = 0;
    if (!runs) return error_no_memory(err);
    for (const Entry *entry = runner->newest; entry; entry = entry->next)
        if (id_equal(entry->workspace_id, workspace_id) && !entry->forgotten)
            runs[count++] = shown(arena, entry, false);
    *ret = (List){runs, count};
    return !arena->full || error_no_memory(err);
}

static bool not_there(Error *err) {
    error_set(err, ERROR_NOT_FOUND, "There is no such run.");
    return error_hint(err, "Runs are kept for an hour, and end with the server: start it anew.");
}

static void wait_for_news(Runner *runner, Id workspace_id, Id id, int64_t after, int wait_ms) {
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += wait_ms / 1000;
    until.tv_nsec += (long)(wait_ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) until.tv_sec++, until.tv_nsec -= 1000000000;
    if (runner->waiters >= WAITERS_MAX) return;
    runner->waiters++;
    for (int over = 0; !over && !runner->stopping;) {
        const Entry *entry = entry_find(runner, workspace_id, id);
        if (!entry || is_finished(entry) || entry->run.revision > after) break;
        over = pthread_cond_timedwait(&runner->changed, &runner->lock, &until);
    }
    runner->waiters--;
}

bool runner_show(Runner *runner, Arena *arena, Id workspace_id, Id id, int64_t after, int wait_ms, Run *ret,
                 Error *err) {
    LOCKED(runner);
    if (wait_ms > 0) wait_for_news(runner, workspace_id, id, after, wait_ms);
    const Entry *entry = entry_find(runner, workspace_id, id);
    if (!entry) return not_there(err);
    *ret = shown(arena, entry, entry->run.result_revision > after);
    return !arena->full || error_no_memory(err);
}

bool run_of_another(Error *err) {
    error_set(err, ERROR_FORBIDDEN, "Somebody else started this.");
    return error_hint(err, "He or an administrator can cancel it.");
}

bool runner_news(Runner *runner, Arena *arena, bool all, List *ret, Error *err) {
    struct {
        VEC(RunNews);
    } news = {0};
    LOCKED(runner);
    for (Entry *entry = runner->newest; entry; entry = entry->next) {
        bool told = entry->run.revision == entry->told_revision && (!all || is_finished(entry));
        if (told || entry->forgotten) continue;
        RunNews *next = vec_push(arena, &news);
        if (!next) return error_no_memory(err);
        *next = (RunNews){entry->workspace_id, shown(arena, entry, true)};
        entry->told_revision = entry->run.revision;
    }
    *ret = (List){news.at, news.count};
    return !arena->full || error_no_memory(err);
}

void runner_news_again(Runner *runner) {
    LOCKED(runner);
    for (Entry *entry = runner->newest; entry; entry = entry->next) entry->told_revision = 0;
}

bool runner_cancel(Runner *runner, Id workspace_id, Id id, Id person_id, bool anybody, Error *err) {
    LOCKED(runner);
    Entry *entry = entry_find(runner, workspace_id, id);
    if (!entry) return not_there(err);
    if (!anybody && !id_equal(entry->run.person_id, person_id)) return run_of_another(err);
    bool finished = is_finished(entry);
    atomic_store(&entry->cancelled, true);
    if (!entry->held) {
        entry->run.state.n = RUN_CANCELLED;
        entry->run.finished_at = runner->options.clock();
        if (finished) entry->run.finished_at.ms = 0; /* swept at once */
    }
    news(entry);
    sweep(runner);
    return true;
}

/* ---- beginning and end ---- */

bool runner_start(const RunnerOptions *options, Runner **ret, Error *err) {
    Runner *runner = calloc(1, sizeof *runner);
    pthread_condattr_t monotonic;
    if (!runner) return error_no_memory(err);
    runner->options = *options;
    int threads = options->threads ? options->threads : (int)sysconf(_SC_NPROCESSORS_ONLN) / 2;
    if (threads < 1) threads = 1;
    if (threads > THREADS_MAX) threads = THREADS_MAX;
    pthread_mutex_init(&runner->lock, NULL);
    pthread_cond_init(&runner->wake, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&runner->changed, &monotonic);
    pthread_condattr_destroy(&monotonic);
    while (runner->thread_count < threads) {
        if (pthread_create(&runner->threads[runner->thread_count], NULL, work, runner) != 0) {
            runner_free(runner);
            return error_set(err, ERROR_BUSY, "The server cannot start %d threads for calculations.",
                             threads);
        }
        runner->thread_count++;
    }
    *ret = runner;
    return true;
}

void runner_stop(Runner *runner) {
    if (!runner) return;
    pthread_mutex_lock(&runner->lock);
    runner->stopping = true;
    for (Entry *entry = runner->newest; entry; entry = entry->next) atomic_store(&entry->cancelled, true);
    pthread_cond_broadcast(&runner->wake);
    pthread_cond_broadcast(&runner->changed);
    pthread_mutex_unlock(&runner->lock);
    for (int i = 0; i < runner->thread_count; i++) pthread_join(runner->threads[i], NULL);
    runner->thread_count = 0;
}

void runner_free(Runner *runner) {
    if (!runner) return;
    runner_stop(runner);
    for (Entry *entry = runner->newest, *next; entry; entry = next) {
        next = entry->next;
        entry_free(entry);
    }
    pthread_cond_destroy(&runner->wake);
    pthread_cond_destroy(&runner->changed);
    pthread_mutex_destroy(&runner->lock);
    free(runner);
}
