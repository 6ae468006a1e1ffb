/* trivet forecast FILE: when a plan will be done and what it will cost, as probabilities.
 *
 *     trivet forecast plan.xml                              a table to read
 *     trivet forecast plan.xml --json --trials 50000        everything, for programs
 *     trivet forecast plan.xml --spread pert:80/100/160     how far durations may go, in percent
 *     trivet forecast --data DIR --as EMAIL [--project ID]  of a workspace, with its estimates and risks
 *
 * Plan files have no estimates, so that every task that is not complete is given the same spread around its
 * duration (of a started one: around what remains); the output says so. People are not shared. */
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/forecast_data.h"
#include "cli/plan_file.h"
#include "engine/risk/risk.h"
#include "field/json.h"

enum { THREADS_MAX = 64, BARS = 20, FIRST_TASKS = 10, PERCENT_MAX = 1000 };

static const char *const shapes[] = {"none", "uniform", "triangular", "pert", "lognormal"};

typedef struct Spread {
    int32_t shape;
    int64_t low, likely, high; /* percent */
} Spread;

typedef struct Forecast {
    Scheduled plan;
    Spread spread;
    RiskOptions options;
    RiskModel model;
    Risk *risk;
    RiskWork **works;
    RiskSamples samples;
    RiskForecast result;
    atomic_int next; /* trial */
} Forecast;

typedef struct Worker {
    Forecast *forecast;
    RiskWork *work;
} Worker;

/* ---- Options ---- */

static bool parse_spread(const char *text, Spread *ret, Error *err) {
    Str rest, name = str_cut(str_of(text ? text : "triangular:90/100/130"), ':', &rest), more;
    Spread spread = {0};
    for (int32_t i = RISK_UNIFORM; i < COUNT_OF(shapes); i++)
        if (str_is(name, shapes[i])) spread.shape = i;
    Str low = str_cut(rest, '/', &rest), likely = str_cut(rest, '/', &more);
    bool read = spread.shape && str_int(low, &spread.low) && str_int(likely, &spread.likely) &&
                str_int(more, &spread.high);
    bool ordered = spread.low >= 1 && spread.low <= spread.likely && spread.likely <= spread.high &&
                   spread.high <= PERCENT_MAX &&
                   (spread.shape != RISK_LOGNORMAL || spread.high <= 20 * spread.low);
    if (read && ordered) {
        *ret = spread;
        return true;
    }
    error_field(err, "--spread", "%s is not a spread.", text ? text : "");
    return error_hint(
        err, "SHAPE:LOW/LIKELY/HIGH in percent of the duration, 1 to 1000, ascending (lognormal: high at "
             "most 20 times low), as triangular:90/100/130. Shapes: uniform, triangular, pert, "
             "lognormal (low and high are its P10 and P90).");
}

static bool parse_number(int argc, char **argv, const char *name, int64_t otherwise, int64_t least,
                         int64_t most, int64_t *ret, Error *err) {
    const char *text = cli_option(argc, argv, name);
    *ret = otherwise;
    if (!text) return true;
    if (str_int(str_of(text), ret) && *ret >= least && *ret <= most) return true;
    return error_field(err, name, "%s is not a whole number from %lld to %lld.", text, (long long)least,
                       (long long)most);
}

/* ---- Trials ---- */

static int64_t remaining_of(const Task *task, const TaskSchedule *planned) {
    bool started = task->actual_start != MINUTE_NONE;
    if (task->actual_finish != MINUTE_NONE) return 0;
    if (started && task->remaining >= 0) return task->remaining;
    int64_t done = started ? (int64_t)planned->duration * task->percent_complete / 100 : 0;
    return planned->duration - done;
}

static bool make_estimates(Arena *arena, Forecast *f) {
    const Plan *plan = &f->plan.map.plan;
    RiskTask *tasks = arena_array(arena, RiskTask, plan->task_count);
    if (!tasks) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        int64_t minutes = remaining_of(plan->tasks + i, f->plan.schedule.tasks + i);
        int64_t high = minutes * f->spread.high / 100;
        if (minutes <= 0 || high > DURATION_MINUTES_MAX) continue;
        int64_t low = (minutes * f->spread.low + 99) / 100, likely = minutes * f->spread.likely / 100;
        if (likely < low) likely = low;
        if (high < likely) high = likely;
        tasks[i].minutes =
            (RiskEstimate){.shape = f->spread.shape, .low = low, .likely = likely, .high = high};
    }
    f->model.tasks = tasks;
    return true;
}

static void *work(void *argument) {
    const Worker *worker = argument;
    Forecast *f = worker->forecast;
    for (;;) {
        int32_t at = atomic_fetch_add(&f->next, RISK_CHUNK);
        if (at >= f->options.trials) return NULL;
        risk_run(f->risk, worker->work, &f->samples, at, RISK_CHUNK);
    }
}

/* The calling thread takes part, so that it goes on where no further thread can be had. */
static bool run_trials(Arena *arena, Forecast *f, int threads) {
    pthread_t handles[THREADS_MAX];
    Worker workers[THREADS_MAX];
    int started = 1;
    f->works = arena_array(arena, RiskWork *, threads);
    if (!f->works) return false;
    for (int i = 0; i < threads; i++) {
        f->works[i] = risk_work_make(arena, f->risk);
        if (!f->works[i]) return false;
        workers[i] = (Worker){f, f->works[i]};
    }
    while (started < threads && pthread_create(handles + started, NULL, work, workers + started) == 0)
        started++;
    work(workers);
    for (int i = 1; i < started; i++) pthread_join(handles[i], NULL);
    return risk_forecast(arena, f->risk, f->works, threads, &f->samples, &f->result);
}

static bool forecast_file(Arena *arena, const char *path, int threads, Forecast *f, Error *err) {
    RiskFault fault;
    if (!cli_schedule_file(arena, path, &(ScheduleAsk){0}, &f->plan, err)) return false;
    if (!make_estimates(arena, f)) return error_no_memory(err);
    if (!risk_prepare(arena, &f->plan.map.plan, &f->model, &f->options, &f->risk, &fault)) {
        if (fault.table == RISK_TABLE_PLAN && fault.plan.kind != FAULT_MEMORY)
            return plan_fault_error(&f->plan.map, &fault.plan, err);
        return error_no_memory(err);
    }
    if (!risk_samples_make(arena, f->risk, &f->samples) || !run_trials(arena, f, threads))
        return error_no_memory(err);
    return true;
}

/* ---- JSON ---- */

static void write_moment(StrBuf *out, Minute at) {
    json_write_text(out, at == MINUTE_NONE ? STR_NULL : moment_text(out->arena, (Moment){at}));
}

static void write_dates(StrBuf *out, const RiskDates *dates) {
    static const char *const names[] = {"p10", "p50", "p80", "p90", "mean"};
    const Minute values[] = {dates->p10, dates->p50, dates->p80, dates->p90, dates->mean};
    for (int i = 0; i < COUNT_OF(names); i++) {
        strbuf_fmt(out, "%s\"%s\":", i ? "," : "\"finish\":{", names[i]);
        write_moment(out, values[i]);
    }
    strbuf_char(out, '}');
}

static void write_money(StrBuf *out, const RiskMoney *money) {
    strbuf_fmt(out, "\"cost_cents\":{\"p10\":%lld,\"p50\":%lld,\"p80\":%lld,\"p90\":%lld,\"mean\":%lld}",
               (long long)money->p10, (long long)money->p50, (long long)money->p80, (long long)money->p90,
               (long long)money->mean);
}

static void write_bins(StrBuf *out, const char *name, const RiskBins *bins, bool dates) {
    strbuf_fmt(out, ",\"%s\":[", name);
    for (int32_t i = 0; i < bins->count; i++) {
        int64_t from = bins->from + i * bins->width;
        strbuf_add(out, i ? STR(",{\"from\":") : STR("{\"from\":"));
        if (dates) write_moment(out, (Minute)from);
        else strbuf_int(out, from);
        strbuf_fmt(out, ",\"trials\":%d,\"up_to\":%d}", bins->trials[i], bins->up_to[i]);
    }
    strbuf_char(out, ']');
}

static bool write_project(StrBuf *out, const Forecast *f, int32_t project) {
    const RiskGroupForecast *group = f->result.groups + project;
    const GroupSchedule *planned = f->plan.schedule.projects + project;
    RiskBins finish, cost;
    if (planned->finish == MINUTE_NONE) return true;
    if (!risk_finish_bins(out->arena, &f->samples, project, BARS, &finish) ||
        !risk_cost_bins(out->arena, &f->samples, project, BARS, &cost))
        return false;
    RiskConfidence sure = risk_confidence(&f->samples, project, planned->finish, planned->cost_cents);
    strbuf_add(out, STR("{\"name\":"));
    json_write_text(out, f->plan.map.projects[project]->name);
    strbuf_add(out, STR(",\"planned_finish\":"));
    write_moment(out, planned->finish);
    strbuf_fmt(out,
               ",\"planned_cost_cents\":%lld,\"confidence\":{\"date\":%.4f,\"cost\":%.4f,\"joint\":%.4f},",
               (long long)planned->cost_cents, sure.date / 1e6, sure.cost / 1e6, sure.joint / 1e6);
    write_dates(out, &group->finish);
    strbuf_char(out, ',');
    write_money(out, &group->cost_cents);
    write_bins(out, "finish_bins", &finish, true);
    write_bins(out, "cost_bins", &cost, false);
    strbuf_char(out, '}');
    return true;
}

static void write_task(StrBuf *out, const Forecast *f, int32_t row) {
    const RiskTaskForecast *task = f->result.tasks + row;
    strbuf_add(out, STR("{\"uid\":"));
    cli_write_uid(out, f->plan.map.items[row]->external_id);
    strbuf_add(out, STR(",\"title\":"));
    json_write_text(out, f->plan.map.items[row]->title);
    strbuf_char(out, ',');
    write_dates(out, &task->finish);
    strbuf_fmt(out, ",\"critical\":%.4f,\"cruciality\":%.4f}", task->critical / 1e6, task->cruciality / 1e6);
}

static bool write_json(StrBuf *out, const Forecast *f) {
    const Plan *plan = &f->plan.map.plan;
    strbuf_fmt(
        out,
        "{\"trials\":%d,\"seed\":%lld,\"spread\":{\"shape\":\"%s\",\"low_percent\":%lld,"
        "\"likely_percent\":%lld,\"high_percent\":%lld},\"share_people\":false,\"cruciality_trials\":%d,",
        f->options.trials, (long long)f->options.seed, shapes[f->spread.shape], (long long)f->spread.low,
        (long long)f->spread.likely, (long long)f->spread.high, f->result.cruciality_trials);
    strbuf_add(out, STR("\"projects\":["));
    for (int32_t i = 0; i < plan->project_count; i++) {
        if (i && f->plan.schedule.projects[i].finish != MINUTE_NONE) strbuf_char(out, ',');
        if (!write_project(out, f, i)) return false;
    }
    strbuf_add(out, STR("],\"tasks\":["));
    bool first = true;
    for (int32_t i = 0; i < plan->task_count; i++) {
        if (f->result.tasks[i].finish.p50 == MINUTE_NONE) continue;
        if (!first) strbuf_char(out, ',');
        first = false;
        write_task(out, f, i);
    }
    strbuf_add(out, STR("]}\n"));
    return true;
}

/* ---- for people ---- */

static Str minute_text(Arena *arena, Minute at) {
    return at == MINUTE_NONE ? STR("") : moment_text(arena, (Moment){at});
}

static void write_line(StrBuf *out, const char *name, Minute at, int64_t cents) {
    strbuf_fmt(out, "  %-8s %-16.*s %18.2f\n", name, STR_ARG(minute_text(out->arena, at)),
               (double)cents / 100);
}

static bool write_table(StrBuf *out, const Forecast *f, int32_t project) {
    const RiskGroupForecast *group = f->result.groups + project;
    const GroupSchedule *planned = f->plan.schedule.projects + project;
    const RiskDates *dates = &group->finish;
    const RiskMoney *money = &group->cost_cents;
    RiskBins bins;
    if (planned->finish == MINUTE_NONE) return true;
    if (!risk_finish_bins(out->arena, &f->samples, project, BARS, &bins)) return false;
    RiskConfidence sure = risk_confidence(&f->samples, project, planned->finish, planned->cost_cents);
    strbuf_fmt(out, "\n%.*s\n           %-16s %18s\n", STR_ARG(f->plan.map.projects[project]->name), "finish",
               "cost");
    write_line(out, "planned", planned->finish, planned->cost_cents);
    write_line(out, "P10", dates->p10, money->p10);
    write_line(out, "P50", dates->p50, money->p50);
    write_line(out, "P80", dates->p80, money->p80);
    write_line(out, "P90", dates->p90, money->p90);
    write_line(out, "mean", dates->mean, money->mean);
    strbuf_fmt(out, "  By the planned date: %.1f %%, within the planned cost: %.1f %%, both: %.1f %%.\n\n",
               sure.date / 1e4, sure.cost / 1e4, sure.joint / 1e4);
    int32_t most = 1;
    for (int32_t i = 0; i < bins.count; i++) most = bins.trials[i] > most ? bins.trials[i] : most;
    for (int32_t i = 0; i < bins.count; i++) {
        int length = (int)((int64_t)bins.trials[i] * 40 / most);
        Str from = minute_text(out->arena, (Minute)(bins.from + i * bins.width));
        strbuf_fmt(out, "  %.*s %5.1f %% %.*s\n", STR_ARG(from), 100.0 * bins.up_to[i] / f->options.trials,
                   length, "########################################");
    }
    return true;
}

/* The tasks that move the end most, most first. */
static void write_crucial(StrBuf *out, const Forecast *f) {
    int32_t shown[FIRST_TASKS], count = 0;
    for (int32_t i = 0; i < f->plan.map.plan.task_count; i++) {
        int32_t value = f->result.tasks[i].cruciality, at = count;
        if (value <= 0 || f->result.tasks[i].critical == 0) continue;
        while (at > 0 && f->result.tasks[shown[at - 1]].cruciality < value) at--;
        if (at == FIRST_TASKS) continue;
        if (count < FIRST_TASKS) count++;
        for (int32_t k = count - 1; k > at; k--) shown[k] = shown[k - 1];
        shown[at] = i;
    }
    strbuf_fmt(out, "\n%-8s %10s %10s  %-16s %-16s %s\n", "id", "crucial", "critical", "P50", "P80", "task");
    for (int32_t i = 0; i < count; i++) {
        const RiskTaskForecast *task = f->result.tasks + shown[i];
        const Item *item = f->plan.map.items[shown[i]];
        strbuf_fmt(out, "%-8.*s %10.2f %8.1f %%  %-16.*s %-16.*s %.*s\n", STR_ARG(item->external_id),
                   task->cruciality / 1e6, task->critical / 1e4,
                   STR_ARG(minute_text(out->arena, task->finish.p50)),
                   STR_ARG(minute_text(out->arena, task->finish.p80)), STR_ARG(item->title));
    }
}

static bool write_text(StrBuf *out, const Forecast *f) {
    strbuf_fmt(
        out,
        "%d trials, seed %lld. The file has no estimates: every duration is %s, %lld / %lld / %lld %% of the "
        "plan's (--spread). People are not shared.\n",
        f->options.trials, (long long)f->options.seed, shapes[f->spread.shape], (long long)f->spread.low,
        (long long)f->spread.likely, (long long)f->spread.high);
    for (int32_t i = 0; i < f->plan.map.plan.project_count; i++)
        if (!write_table(out, f, i)) return false;
    write_crucial(out, f);
    return true;
}

/* ---- the command ---- */

static bool run(Arena *arena, int argc, char **argv, StrBuf *out, Error *err) {
    static const char *const options[] = {"--trials", "--seed", "--spread",  "--threads",
                                          "--data",   "--as",   "--project", NULL};
    static const char *const flags[] = {"--json", NULL};
    Forecast f = {0};
    int64_t trials, seed, threads, processors = sysconf(_SC_NPROCESSORS_ONLN);
    if (processors < 1 || processors > 8) processors = processors < 1 ? 1 : 8;
    if (!cli_known(argc, argv, options, flags, err)) return false;
    const char *path = cli_argument(argc, argv, options, 0);
    if (!path && !cli_option(argc, argv, "--data")) {
        error_set(err, ERROR_INVALID, "No file was named.");
        return error_hint(
            err, "trivet forecast FILE [--trials N] [--seed X] [--spread S] [--threads T] [--json], or "
                 "--data DIR --as EMAIL");
    }
    if (!parse_number(argc, argv, "--trials", 10000, 1, RISK_TRIALS_MAX, &trials, err) ||
        !parse_number(argc, argv, "--seed", 1, 0, INT64_MAX, &seed, err) ||
        !parse_number(argc, argv, "--threads", processors, 1, THREADS_MAX, &threads, err) ||
        !parse_spread(cli_option(argc, argv, "--spread"), &f.spread, err))
        return false;
    if (!path) return forecast_data(arena, argc, argv, trials, seed, out, err);
    f.options = (RiskOptions){.seed = (uint64_t)seed, .trials = (int32_t)trials};
    if (!forecast_file(arena, path, (int)threads, &f, err)) return false;
    if (!(cli_flag(argc, argv, "--json") ? write_json(out, &f) : write_text(out, &f)))
        return error_no_memory(err);
    return !arena->full || error_no_memory(err);
}

int command_forecast(int argc, char **argv) {
    return cli_answer(argc, argv, 4096 * MIB, run);
}
