/* The run kind "forecast". See forecast.h.
 *
 * The whole workspace is simulated, because links and people go across projects; what is shown may be one
 * project. A first answer comes after RISK_CHUNK trials, then one whenever the number of trials has doubled.
 */
#include "run/forecast.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "engine/risk/risk.h"

enum { BARS = 40, POINTS = 400 };

typedef struct Work {
    Arena *arena;
    const PlanSource *source;
    const ForecastParameters *parameters;
    PlanMap map;
    Schedule schedule;
    Plan plan; /* the map's, with what sharing people adds */
    ForecastModel model;
    Risk *risk;
    RiskWork *work;
    RiskSamples samples;
    List drivers;
} Work;

/* ---- from the samples to the result ---- */

static Moment moment(Minute minute) {
    return minute == MINUTE_NONE ? MOMENT_NONE : (Moment){minute};
}

static bool fill_bins(Work *w, int32_t group, ForecastGroup *ret) {
    RiskBins finish, cost;
    if (!risk_finish_bins(w->arena, &w->samples, group, BARS, &finish) ||
        !risk_cost_bins(w->arena, &w->samples, group, BARS, &cost))
        return false;
    FinishBin *of_finish = arena_array(w->arena, FinishBin, finish.count);
    CostBin *of_cost = arena_array(w->arena, CostBin, cost.count);
    if (!of_finish || !of_cost) return false;
    for (int32_t i = 0; i < finish.count; i++)
        of_finish[i] =
            (FinishBin){{(Minute)(finish.from + i * finish.width)}, finish.trials[i], finish.up_to[i]};
    for (int32_t i = 0; i < cost.count; i++)
        of_cost[i] = (CostBin){cost.from + i * cost.width, cost.trials[i], cost.up_to[i]};
    ret->finish_bins = (List){of_finish, finish.count};
    ret->cost_bins = (List){of_cost, cost.count};
    return true;
}

static bool fill_points(Work *w, int32_t group, ForecastGroup *ret) {
    const RiskSamples *samples = &w->samples;
    int32_t count = samples->done < POINTS ? samples->done : POINTS;
    ForecastPoint *points = arena_array(w->arena, ForecastPoint, count);
    if (!points) return false;
    for (int32_t i = 0; i < count; i++) {
        int64_t at = (int64_t)group * samples->trials + i;
        points[i] = (ForecastPoint){{samples->finish[at]}, samples->cost_cents[at]};
    }
    ret->points = (List){points, count};
    return true;
}

static void fill_percentiles(const RiskGroupForecast *from, ForecastGroup *ret) {
    const RiskDates *dates = &from->finish;
    const RiskMoney *money = &from->cost_cents;
    ret->p10_at = moment(dates->p10), ret->p50_at = moment(dates->p50), ret->p80_at = moment(dates->p80);
    ret->p90_at = moment(dates->p90), ret->mean_at = moment(dates->mean);
    ret->p10_cents = money->p10, ret->p50_cents = money->p50, ret->p80_cents = money->p80;
    ret->p90_cents = money->p90, ret->mean_cents = money->mean;
}

/* Whole days: until the end of the day. */
static Moment end_of(Day day) {
    return day.n == DAY_NONE.n ? MOMENT_NONE : (Moment){(day.n + 1) * MINUTES_PER_DAY};
}

static const Release *release_of(const Work *w, Id id) {
    const Release *releases = w->source->releases.at;
    for (int i = 0; i < w->source->releases.count; i++)
        if (id_equal(releases[i].row.id, id)) return releases + i;
    return NULL;
}

/* What is planned and wished of group `group` of the samples; false: nothing is planned in it. */
static bool describe(const Work *w, int32_t group, ForecastGroup *ret) {
    const Plan *plan = &w->map.plan;
    int32_t release = group - plan->project_count;
    record_init(&forecast_group_resource, ret);
    if (group < plan->project_count) {
        const GroupSchedule *planned = w->schedule.projects + group;
        const Project *project = w->map.projects[group];
        ret->subject.n = FORECAST_PROJECT;
        ret->subject_id = project->row.id;
        ret->planned_finish_at = moment(planned->finish);
        ret->planned_cost_cents = planned->cost_cents;
        ret->target_at = project->must_finish_at;
        ret->budget_cents = project->budget_cents;
    } else if (release < plan->release_count) {
        const GroupSchedule *planned = w->schedule.releases + release;
        const Release *of = release_of(w, w->map.release_ids[release]);
        ret->subject.n = FORECAST_RELEASE;
        ret->subject_id = w->map.release_ids[release];
        ret->planned_finish_at = moment(planned->finish);
        ret->planned_cost_cents = planned->cost_cents;
        if (of) ret->target_at = end_of(of->target_on);
    } else {
        ret->subject.n = FORECAST_WORKSPACE;
        for (int32_t i = 0; i < plan->project_count; i++) {
            const GroupSchedule *planned = w->schedule.projects + i;
            if (planned->finish > ret->planned_finish_at.n) ret->planned_finish_at.n = planned->finish;
            ret->planned_cost_cents += planned->cost_cents;
        }
    }
    return ret->planned_finish_at.n != MOMENT_NONE.n;
}

static bool fill_group(Work *w, const RiskForecast *forecast, int32_t group, ForecastGroup *ret) {
    Moment by = ret->target_at.n == MOMENT_NONE.n ? ret->planned_finish_at : ret->target_at;
    int64_t within = ret->budget_cents == INT_NULL ? ret->planned_cost_cents : ret->budget_cents;
    RiskConfidence sure = risk_confidence(&w->samples, group, by.n, within);
    ret->confidence_date_percent = sure.date / 1e4;
    ret->confidence_cost_percent = sure.cost / 1e4;
    ret->confidence_joint_percent = sure.joint / 1e4;
    fill_percentiles(forecast->groups + group, ret);
    return fill_bins(w, group, ret) && fill_points(w, group, ret);
}

static bool is_shown(const Work *w, const ForecastGroup *group) {
    Id only = w->parameters->project_id;
    return !only.n || (group->subject.n == FORECAST_PROJECT && id_equal(group->subject_id, only));
}

static bool fill_groups(Work *w, const RiskForecast *forecast, List *ret) {
    ForecastGroup *groups = arena_array(w->arena, ForecastGroup, forecast->group_count);
    int count = 0;
    if (!groups) return false;
    for (int32_t i = 0; i < forecast->group_count; i++) {
        if (!describe(w, i, groups + count) || !is_shown(w, groups + count)) continue;
        if (!fill_group(w, forecast, i, groups + count++)) return false;
    }
    *ret = (List){groups, count};
    return true;
}

static bool fill_tasks(Work *w, const RiskForecast *forecast, List *ret) {
    const Plan *plan = &w->map.plan;
    ForecastTask *tasks = arena_array(w->arena, ForecastTask, plan->task_count);
    int count = 0;
    int32_t only =
        w->parameters->project_id.n ? plan_index(&w->map.project_of_id, w->parameters->project_id) : NO_INDEX;
    if (!tasks) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const RiskTaskForecast *from = forecast->tasks + i;
        const RiskDates *dates = &from->finish;
        if (dates->p50 == MINUTE_NONE || (only != NO_INDEX && plan->tasks[i].project != only)) continue;
        tasks[count++] = (ForecastTask){w->map.task_item_ids[i], moment(dates->p10),    moment(dates->p50),
                                        moment(dates->p80),      moment(dates->p90),    moment(dates->mean),
                                        from->critical / 1e4,    from->cruciality / 1e6};
    }
    *ret = (List){tasks, count};
    return true;
}

static bool make_result(Work *w, Forecast *ret) {
    RiskForecast forecast;
    *ret = (Forecast){.trials = w->samples.done,
                      .trials_wanted = w->parameters->trials,
                      .seed = w->parameters->seed,
                      .estimated_count = w->model.estimated_count,
                      .spread_count = w->model.spread_count,
                      .risk_count = w->model.risk.driver_count,
                      .people_shared = w->plan.options.share_people,
                      .drivers = w->drivers};
    return risk_forecast(w->arena, w->risk, &w->work, 1, &w->samples, &forecast) &&
           fill_groups(w, &forecast, &ret->groups) && fill_tasks(w, &forecast, &ret->tasks);
}

/* ---- before the first trial ---- */

static bool prepare(Work *w, Error *err) {
    const RiskOptions options = {.seed = (uint64_t)w->parameters->seed,
                                 .trials = (int32_t)w->parameters->trials};
    RiskFault fault;
    if (!plan_make(w->arena, w->source, &w->map, err)) return false;
    w->map.plan.options.share_people = w->parameters->share_people;
    if (!plan_schedule(w->arena, &w->map, &w->schedule, err)) return false;
    w->plan = w->map.plan;
    if (w->parameters->share_people && !forecast_share(w->arena, &w->map.plan, &w->schedule, &w->plan))
        return error_no_memory(err);
    if (!forecast_model_make(w->arena, w->source, &w->map, &w->schedule, w->parameters, &w->model))
        return error_no_memory(err);
    if (!risk_prepare(w->arena, &w->plan, &w->model.risk, &options, &w->risk, &fault)) {
        if (fault.table == RISK_TABLE_PLAN && fault.plan.kind != FAULT_MEMORY)
            return plan_fault_error(&w->map, &fault.plan, err);
        return error_no_memory(err);
    }
    w->work = risk_work_make(w->arena, w->risk);
    return (w->work && risk_samples_make(w->arena, w->risk, &w->samples)) || error_no_memory(err);
}

static bool check(const ForecastParameters *p, Error *err) {
    bool ordered = p->spread_low_percent <= p->spread_likely_percent &&
                   p->spread_likely_percent <= p->spread_high_percent;
    if (!ordered)
        return error_field(err, "spread_likely_percent",
                           "The likely share of a spread lies between the low and the high one.");
    if (p->spread.n != RISK_LOGNORMAL || p->spread_high_percent <= 20 * p->spread_low_percent) return true;
    return error_field(err, "spread_high_percent", "Of a lognormal spread, high is at most 20 times low.");
}

/* ---- the tornado ---- */

static int compare_drivers(const void *a, const void *b) {
    const ForecastDriver *x = a, *y = b;
    if (x->p80_minutes != y->p80_minutes) return x->p80_minutes < y->p80_minutes ? 1 : -1;
    if (x->p80_cents != y->p80_cents) return x->p80_cents < y->p80_cents ? 1 : -1;
    return (x->risk_id.n > y->risk_id.n) - (x->risk_id.n < y->risk_id.n);
}

static ForecastDriver difference(Id risk_id, const RiskGroupForecast *with,
                                 const RiskGroupForecast *without) {
    const RiskDates *a = &with->finish, *b = &without->finish;
    const RiskMoney *c = &with->cost_cents, *d = &without->cost_cents;
    return (ForecastDriver){risk_id,         a->p50 - b->p50, a->p80 - b->p80,  a->mean - b->mean,
                            c->p50 - d->p50, c->p80 - d->p80, c->mean - d->mean};
}

/* The same trials once more without each risk; what differs is what the risk does. */
static bool make_tornado(Work *w, const RunJob *job, double from, Error *err) {
    int32_t trials = w->parameters->tornado_trials < w->samples.done ? (int32_t)w->parameters->tornado_trials
                                                                     : w->samples.done,
            count = w->model.risk.driver_count;
    RiskSamples with = w->samples, without;
    ForecastDriver *drivers = arena_array(w->arena, ForecastDriver, count);
    if (!drivers || !risk_samples_make_lean(w->arena, w->risk, &without)) return error_no_memory(err);
    with.done = without.done = trials;
    for (int32_t i = 0; i < count && trials > 0; i++) {
        RiskGroupForecast before, after;
        const ProjectRisk *risk = w->model.risks[i];
        int32_t group = plan_index(&w->map.project_of_id, risk->project_id);
        for (int32_t at = 0; at < trials; at += RISK_CHUNK) {
            if (run_cancelled(job)) return true;
            risk_run_without(w->risk, w->work, i, &with, &without, at,
                             trials - at < RISK_CHUNK ? trials - at : RISK_CHUNK);
        }
        if (!risk_group_forecast(w->arena, &with, group, &before) ||
            !risk_group_forecast(w->arena, &without, group, &after))
            return error_no_memory(err);
        drivers[i] = difference(risk->row.id, &before, &after);
        run_progress(job, from + (1 - from) * (i + 1) / count);
    }
    if (count && trials) qsort(drivers, (size_t)count, sizeof *drivers, compare_drivers);
    w->drivers = (List){drivers, trials ? count : 0};
    return true;
}

/* ---- the run ---- */

static bool improve(Work *w, const RunJob *job, Error *err) {
    Forecast forecast;
    ArenaMark mark = arena_mark(w->arena);
    if (!make_result(w, &forecast)) return error_no_memory(err);
    run_improved(job, &forecast);
    arena_release(w->arena, mark);
    return true;
}

static bool forecast_work(Arena *arena, const PlanSource *source, const void *parameters, const RunJob *job,
                          void *result, Error *err) {
    PlanSource changed = *source;
    Work w = {.arena = arena, .source = &changed, .parameters = parameters};
    if (!check(parameters, err) || !plan_lay_over(arena, &changed, &w.parameters->changes, err) ||
        !prepare(&w, err))
        return false;
    int32_t next = RISK_CHUNK, trials = w.samples.trials;
    int64_t tornado = w.model.risk.driver_count * w.parameters->tornado_trials;
    double share = (double)trials / (double)(trials + tornado);
    w.samples.done = 0;
    for (int32_t at = 0; at < trials && !run_cancelled(job); at += RISK_CHUNK) {
        risk_run(w.risk, w.work, &w.samples, at, RISK_CHUNK);
        w.samples.done = at + RISK_CHUNK < trials ? at + RISK_CHUNK : trials;
        run_progress(job, share * w.samples.done / trials);
        if (w.samples.done < next || (w.samples.done == trials && !tornado)) continue;
        next = 2 * w.samples.done;
        if (!improve(&w, job, err)) return false;
    }
    if (w.samples.done == 0) return error_set(err, ERROR_INVALID, "It was cancelled before the first trial.");
    return make_tornado(&w, job, share, err) && (make_result(&w, result) || error_no_memory(err));
}

const RunKind run_forecast = {
    "forecast",         &forecast_parameters_resource,
    &forecast_resource, forecast_records,
    forecast_work,      "When it will be done and what it will cost, as probabilities."};
