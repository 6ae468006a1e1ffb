/* The run kind "forecast". See forecast.h.
 *
 * The whole workspace is simulated, because links and people go across projects; what is shown may be one
 * project. A first answer comes after RISK_CHUNK trials, then one whenever the number of trials has doubled.
 */
#include "run/forecast.h"

#include "base/banned.h"
#include "base/mem.h"
#include "engine/risk.h"

enum { BARS = 40, POINTS = 400, PERCENT_MAX = 1000, ROWS_MAX = PLAN_TASKS_MAX };

static const char *const spread_names[] = {"none", "uniform", "triangular", "pert", "lognormal", NULL};
static const char *const subject_names[] = {"project", "release", "workspace", NULL};

#define RESOURCE(variable, struct_type, name_text, type_text, doc_text)                                      \
    {                                                                                                        \
        .name = name_text, .plural = name_text, .type = type_text, .size = sizeof(struct_type),              \
        .fields = variable##_fields, .field_count = COUNT_OF(variable##_fields), .doc = doc_text             \
    }
#define IN .custody = CUSTODY_SHARED
#define SIGNED .min = -INT64_C(9007199254740992)

static const Field forecast_parameters_resource_fields[] = {
    FIELD(ForecastParameters, project_id, IN, .nullable = true, .refers_to = "project",
          .doc = "Show this project and its tasks; null: everything."),
    FIELD(ForecastParameters, trials, IN, .initial = 10000, .min = 100, .max = 100000,
          .doc = "How many times the plan is drawn and scheduled."),
    FIELD(ForecastParameters, seed, IN, .initial = 1, .doc = "Equal seeds give equal results."),
    FIELD(ForecastParameters, spread, IN, .choices = spread_names, .initial = RISK_TRIANGULAR,
          .doc = "How the duration of tasks without an estimate varies."),
    FIELD(ForecastParameters, spread_low_percent, IN, .unit = "percent", .min = 1, .max = PERCENT_MAX,
          .initial = 90, .doc = "Their shortest duration, of the planned one (lognormal: its P10)."),
    FIELD(ForecastParameters, spread_likely_percent, IN, .unit = "percent", .min = 1, .max = PERCENT_MAX,
          .initial = 100, .doc = "Their most likely duration."),
    FIELD(ForecastParameters, spread_high_percent, IN, .unit = "percent", .min = 1, .max = PERCENT_MAX,
          .initial = 130, .doc = "Their longest duration (lognormal: its P90)."),
};
const Resource forecast_parameters_resource =
    RESOURCE(forecast_parameters_resource, ForecastParameters, "forecast_parameters", "ForecastParameters",
             "What is to be forecast.");

static const Field finish_bin_resource_fields[] = {
    FIELD(FinishBin, from_at, .doc = "Trials that finish from here until the next bar."),
    FIELD(FinishBin, trials, .doc = "How many."),
    FIELD(FinishBin, up_to, .doc = "How many finish before its end: the S-curve."),
};
static const Resource finish_bin_resource = RESOURCE(finish_bin_resource, FinishBin, "finish_bin",
                                                     "FinishBin", "One bar of the histogram of finishes.");

static const Field cost_bin_resource_fields[] = {
    FIELD(CostBin, from_cents, .unit = "cents", .doc = "Trials that cost from this until the next bar."),
    FIELD(CostBin, trials, .doc = "How many."),
    FIELD(CostBin, up_to, .doc = "How many cost less than its end: the S-curve."),
};
static const Resource cost_bin_resource =
    RESOURCE(cost_bin_resource, CostBin, "cost_bin", "CostBin", "One bar of the histogram of costs.");

static const Field forecast_point_resource_fields[] = {
    FIELD(ForecastPoint, finish_at, .doc = "When it finishes in this trial."),
    FIELD(ForecastPoint, cost_cents, .unit = "cents", .doc = "What it costs in the same."),
};
static const Resource forecast_point_resource =
    RESOURCE(forecast_point_resource, ForecastPoint, "forecast_point", "ForecastPoint", "One trial.");

static const Field forecast_group_resource_fields[] = {
    FIELD(ForecastGroup, subject, .choices = subject_names, .doc = "What it is about."),
    FIELD(ForecastGroup, subject_id, .nullable = true, .doc = "Which project or release."),
    FIELD(ForecastGroup, planned_finish_at, .doc = "Without uncertainty."),
    FIELD(ForecastGroup, target_at, .nullable = true, .doc = "Agreed or wished finish."),
    FIELD(ForecastGroup, planned_cost_cents, .unit = "cents", .doc = "Without uncertainty."),
    FIELD(ForecastGroup, budget_cents, .nullable = true, .unit = "cents", .doc = "What it may cost."),
    FIELD(ForecastGroup, p10_at, .doc = "Done by then in 10 of 100 cases."),
    FIELD(ForecastGroup, p50_at, .doc = "Done by then in 50 of 100 cases."),
    FIELD(ForecastGroup, p80_at, .doc = "Done by then in 80 of 100 cases."),
    FIELD(ForecastGroup, p90_at, .doc = "Done by then in 90 of 100 cases."),
    FIELD(ForecastGroup, mean_at, .doc = "The mean of all trials."),
    FIELD(ForecastGroup, p10_cents, .unit = "cents", .doc = "Costs no more in 10 of 100 cases."),
    FIELD(ForecastGroup, p50_cents, .unit = "cents", .doc = "Costs no more in 50 of 100 cases."),
    FIELD(ForecastGroup, p80_cents, .unit = "cents", .doc = "Costs no more in 80 of 100 cases."),
    FIELD(ForecastGroup, p90_cents, .unit = "cents", .doc = "Costs no more in 90 of 100 cases."),
    FIELD(ForecastGroup, mean_cents, .unit = "cents", .doc = "The mean of all trials."),
    FIELD(ForecastGroup, confidence_date_percent, .unit = "percent",
          .doc = "In so many of 100 cases it is done by its target, else by its planned finish."),
    FIELD(ForecastGroup, confidence_cost_percent, .unit = "percent",
          .doc = "In so many of 100 cases it costs no more than its budget, else than planned."),
    FIELD(ForecastGroup, confidence_joint_percent, .unit = "percent", .doc = "In so many both."),
    FIELD(ForecastGroup, finish_bins, .of = &finish_bin_resource,
          .doc = "Histogram and S-curve of the finish."),
    FIELD(ForecastGroup, cost_bins, .of = &cost_bin_resource, .doc = "Histogram and S-curve of the cost."),
    FIELD(ForecastGroup, points, .of = &forecast_point_resource, .doc = "The first trials, date and cost."),
};
static const Resource forecast_group_resource =
    RESOURCE(forecast_group_resource, ForecastGroup, "forecast_group", "ForecastGroup",
             "The forecast of a project, a release, or everything.");

static const Field forecast_task_resource_fields[] = {
    FIELD(ForecastTask, item_id, .refers_to = "item", .doc = "The item; one with children too."),
    FIELD(ForecastTask, p10_at, .doc = "Done by then in 10 of 100 cases."),
    FIELD(ForecastTask, p50_at, .doc = "Done by then in 50 of 100 cases."),
    FIELD(ForecastTask, p80_at, .doc = "Done by then in 80 of 100 cases."),
    FIELD(ForecastTask, p90_at, .doc = "Done by then in 90 of 100 cases."),
    FIELD(ForecastTask, mean_at, .doc = "The mean of all trials."),
    FIELD(ForecastTask, critical_percent, .unit = "percent",
          .doc = "In so many of 100 cases it decides when its project ends."),
    FIELD(ForecastTask, cruciality, SIGNED,
          .doc = "-1 to 1: the rank correlation of its duration with its project's finish."),
};
static const Resource forecast_task_resource = RESOURCE(forecast_task_resource, ForecastTask, "forecast_task",
                                                        "ForecastTask", "The forecast of one item.");

static const Field forecast_resource_fields[] = {
    FIELD(Forecast, trials, .doc = "So many trials are in it."),
    FIELD(Forecast, trials_wanted, .doc = "So many were asked for."),
    FIELD(Forecast, seed, .doc = "Equal seeds give equal results."),
    FIELD(Forecast, spread_count, .doc = "Tasks without an estimate, which vary as the spread says."),
    FIELD(Forecast, groups, .of = &forecast_group_resource, .max = ROWS_MAX,
          .doc = "Projects, releases, and everything together."),
    FIELD(Forecast, tasks, .of = &forecast_task_resource, .max = ROWS_MAX, .doc = "Every planned item."),
};
const Resource forecast_resource =
    RESOURCE(forecast_resource, Forecast, "forecast", "Forecast", "Dates and costs as probabilities.");

static const Resource *const records[] = {&finish_bin_resource,     &cost_bin_resource,
                                          &forecast_point_resource, &forecast_group_resource,
                                          &forecast_task_resource,  NULL};

/* ---- from the plan to the model of risk ---- */

typedef struct Work {
    Arena *arena;
    const PlanSource *source;
    const ForecastParameters *parameters;
    PlanMap map;
    Schedule schedule;
    RiskModel model;
    Risk *risk;
    RiskWork *work;
    RiskSamples samples;
    int64_t spread_count;
} Work;

static int64_t remaining_of(const Task *task, const TaskSchedule *planned) {
    bool started = task->actual_start != MINUTE_NONE;
    if (task->actual_finish != MINUTE_NONE) return 0;
    if (started && task->remaining >= 0) return task->remaining;
    int64_t done = started ? (int64_t)planned->duration * task->percent_complete / 100 : 0;
    return planned->duration - done;
}

static bool is_summary(const Plan *plan, int32_t row) {
    return row + 1 < plan->task_count && plan->tasks[row + 1].parent == row;
}

/* The spread around the minutes, ordered whatever the rounding. */
static RiskEstimate spread_of(const ForecastParameters *p, int64_t minutes) {
    int64_t low = (minutes * p->spread_low_percent + 99) / 100,
            likely = minutes * p->spread_likely_percent / 100, high = minutes * p->spread_high_percent / 100;
    if (likely < low) likely = low;
    if (high < likely) high = likely;
    return (RiskEstimate){.shape = p->spread.n, .low = low, .likely = likely, .high = high};
}

static bool make_model(Work *w) {
    const Plan *plan = &w->map.plan;
    RiskTask *tasks = arena_array(w->arena, RiskTask, plan->task_count);
    if (!tasks) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        int64_t minutes = remaining_of(plan->tasks + i, w->schedule.tasks + i);
        if (is_summary(plan, i) || minutes <= 0 || w->parameters->spread.n == RISK_NONE) continue;
        RiskEstimate estimate = spread_of(w->parameters, minutes);
        if (estimate.high > DURATION_MINUTES_MAX) continue;
        tasks[i].minutes = estimate;
        w->spread_count++;
    }
    w->model.tasks = tasks;
    return true;
}

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
                      .spread_count = w->spread_count};
    return risk_forecast(w->arena, w->risk, &w->work, 1, &w->samples, &forecast) &&
           fill_groups(w, &forecast, &ret->groups) && fill_tasks(w, &forecast, &ret->tasks);
}

/* ---- the run ---- */

static bool prepare(Work *w, Error *err) {
    const RiskOptions options = {.seed = (uint64_t)w->parameters->seed,
                                 .trials = (int32_t)w->parameters->trials};
    RiskFault fault;
    if (!plan_make(w->arena, w->source, &w->map, err) || !plan_schedule(w->arena, &w->map, &w->schedule, err))
        return false;
    if (!make_model(w)) return error_no_memory(err);
    if (!risk_prepare(w->arena, &w->map.plan, &w->model, &options, &w->risk, &fault)) {
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

static bool forecast_work(Arena *arena, const PlanSource *source, const void *parameters, const RunJob *job,
                          void *result, Error *err) {
    Work w = {.arena = arena, .source = source, .parameters = parameters};
    Forecast forecast;
    if (!check(parameters, err) || !prepare(&w, err)) return false;
    int32_t next = RISK_CHUNK, trials = w.samples.trials;
    for (int32_t at = 0; at < trials && !run_cancelled(job); at += RISK_CHUNK) {
        risk_run(w.risk, w.work, &w.samples, at, RISK_CHUNK, NO_INDEX);
        w.samples.done = at + RISK_CHUNK < trials ? at + RISK_CHUNK : trials;
        run_progress(job, (double)w.samples.done / trials);
        if (w.samples.done < next || w.samples.done == trials) continue;
        next = 2 * w.samples.done;
        ArenaMark mark = arena_mark(arena);
        if (!make_result(&w, &forecast)) return error_no_memory(err);
        run_improved(job, &forecast);
        arena_release(arena, mark);
    }
    return make_result(&w, result) || error_no_memory(err);
}

const RunKind run_forecast = {
    "forecast",         &forecast_parameters_resource,
    &forecast_resource, records,
    forecast_work,      "When it will be done and what it will cost, as probabilities."};
