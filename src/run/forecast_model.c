/* Estimates and risks of the model as the engine's model of risk. See forecast.h. */
#include "base/banned.h"
#include "base/id.h"
#include "base/vec.h"
#include "run/forecast.h"

/* Swanson's rule for three points: 30, 40 and 30 of 100 cases. */
enum { DISCRETE_POINTS = 3 };
static const int32_t discrete_weights[DISCRETE_POINTS] = {30, 40, 30};

typedef struct Making {
    Arena *arena;
    const PlanMap *map;
    const Schedule *schedule;
    const ForecastParameters *parameters;
    RiskTask *tasks;
    struct {
        VEC(RiskValue);
    } values;
    struct {
        VEC(RiskDriver);
    } drivers;
    struct {
        VEC(RiskEffect);
    } effects;
    struct {
        VEC(const ProjectRisk *);
    } risks;
    int64_t estimated_count, spread_count;
} Making;

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

/* ---- estimates ---- */

/* What the engine asks of three points: order, and of a lognormal that high is at most 20 times low. */
static RiskEstimate ordered(int32_t shape, int64_t low, int64_t likely, int64_t high) {
    if (low > likely) low = likely;
    if (high < likely) high = likely;
    if (high > DURATION_MINUTES_MAX) high = DURATION_MINUTES_MAX;
    if (likely > high) likely = high;
    if (shape == RISK_LOGNORMAL && low < (high + 19) / 20) low = (high + 19) / 20;
    if (shape == RISK_LOGNORMAL && low < 1) shape = RISK_TRIANGULAR;
    if (low > likely) likely = low;
    return (RiskEstimate){.shape = shape, .low = low, .likely = likely, .high = high};
}

static bool discrete(Making *m, const int64_t *points, RiskEstimate *ret) {
    *ret = (RiskEstimate){
        .shape = RISK_DISCRETE, .first_value = m->values.count, .value_count = DISCRETE_POINTS};
    for (int i = 0; i < DISCRETE_POINTS; i++) {
        RiskValue *value = vec_push(m->arena, &m->values);
        if (!value) return false;
        *value = (RiskValue){.value = points[i], .weight = discrete_weights[i]};
    }
    return true;
}

static bool own_estimate(Making *m, const Item *item, int64_t duration, int64_t minutes, RiskEstimate *ret) {
    static const int32_t shapes[] = {RISK_TRIANGULAR, RISK_PERT, RISK_LOGNORMAL, RISK_UNIFORM, RISK_DISCRETE};
    int64_t low = item->optimistic_minutes == INT_NULL ? duration : item->optimistic_minutes;
    int64_t high = item->pessimistic_minutes == INT_NULL ? duration : item->pessimistic_minutes;
    if (duration > 0 && minutes != duration) low = low * minutes / duration, high = high * minutes / duration;
    *ret = ordered(shapes[item->estimate_kind.n], low, minutes, high);
    m->estimated_count++;
    return ret->shape != RISK_DISCRETE || discrete(m, (int64_t[]){ret->low, ret->likely, ret->high}, ret);
}

static bool make_tasks(Making *m) {
    const Plan *plan = &m->map->plan;
    const ForecastParameters *p = m->parameters;
    m->tasks = arena_array(m->arena, RiskTask, plan->task_count);
    if (!m->tasks) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const TaskSchedule *planned = m->schedule->tasks + i;
        const Item *item = m->map->items[i];
        int64_t minutes = remaining_of(plan->tasks + i, planned);
        bool varies = !is_summary(plan, i) && minutes > 0 && !(plan->tasks[i].flags & TASK_INACTIVE);
        if (!varies) continue;
        if (item->optimistic_minutes != INT_NULL || item->pessimistic_minutes != INT_NULL) {
            if (!own_estimate(m, item, planned->duration, minutes, &m->tasks[i].minutes)) return false;
        } else if (p->spread.n != RISK_NONE) {
            m->tasks[i].minutes =
                ordered(p->spread.n, (minutes * p->spread_low_percent + 99) / 100,
                        minutes * p->spread_likely_percent / 100, minutes * p->spread_high_percent / 100);
            m->spread_count++;
        }
    }
    return true;
}

/* ---- risks ---- */

/* Null ends of three points are the other end, a null middle makes it uniform. */
static RiskEstimate of_three(int64_t low, int64_t likely, int64_t high, int64_t scale) {
    if (low == INT_NULL && high == INT_NULL) return (RiskEstimate){0};
    if (low == INT_NULL) low = likely == INT_NULL || likely > high ? high : likely;
    if (high == INT_NULL) high = likely == INT_NULL || likely < low ? low : likely;
    bool uniform = likely == INT_NULL;
    if (uniform) likely = (low + high) / 2;
    return ordered(uniform ? RISK_UNIFORM : RISK_TRIANGULAR, low * scale, likely * scale, high * scale);
}

static RiskEstimate cost_of(const ProjectRisk *risk) {
    int64_t low = risk->cost_low_cents, likely = risk->cost_likely_cents, high = risk->cost_high_cents;
    if (low == INT_NULL && high == INT_NULL) return (RiskEstimate){0};
    if (low == INT_NULL) low = 0;
    if (high == INT_NULL) high = low;
    bool uniform = likely == INT_NULL || likely < low || likely > high;
    return (RiskEstimate){.shape = uniform ? RISK_UNIFORM : RISK_TRIANGULAR,
                          .low = low,
                          .likely = uniform ? low + (high - low) / 2 : likely,
                          .high = high};
}

static bool add_effect(Making *m, const ProjectRisk *risk, int32_t row, const RiskEstimate *minutes) {
    RiskEffect *effect = vec_push(m->arena, &m->effects);
    if (!effect) return false;
    *effect = (RiskEffect){.driver = m->drivers.count - 1, .task = row};
    effect->scale_duration = risk->effect_kind.n == RISK_EFFECT_PERCENT;
    if (!effect->scale_duration) effect->minutes = *minutes;
    return true;
}

/* The leaf below the row (or itself) that is planned to finish last. */
static int32_t last_leaf(const Making *m, int32_t row, int32_t end) {
    const Plan *plan = &m->map->plan;
    int32_t last = row;
    for (int32_t i = row; i < end; i++)
        if (!is_summary(plan, i) &&
            (is_summary(plan, last) || m->schedule->tasks[i].finish > m->schedule->tasks[last].finish))
            last = i;
    return last;
}

/* The row behind the last one below it: descendants stand directly behind. */
static int32_t end_of_branch(const Plan *plan, int32_t row) {
    int32_t end = row + 1;
    while (end < plan->task_count && plan->tasks[end].parent >= row) end++;
    return end;
}

static bool add_item(Making *m, const ProjectRisk *risk, int32_t row, const RiskEstimate *minutes) {
    const Plan *plan = &m->map->plan;
    int32_t end = end_of_branch(plan, row);
    if (risk->effect_kind.n == RISK_EFFECT_MINUTES)
        return add_effect(m, risk, last_leaf(m, row, end), minutes);
    for (int32_t i = row; i < end; i++)
        if (!is_summary(plan, i) && !add_effect(m, risk, i, minutes)) return false;
    return true;
}

/* The project's last leaf, for what a risk without items costs; NO_INDEX: it has none. */
static int32_t last_of_project(const Making *m, int32_t project) {
    const Plan *plan = &m->map->plan;
    int32_t last = NO_INDEX;
    for (int32_t i = 0; i < plan->task_count; i++)
        if (plan->tasks[i].project == project && !is_summary(plan, i) &&
            (last == NO_INDEX || m->schedule->tasks[i].finish > m->schedule->tasks[last].finish))
            last = i;
    return last;
}

static bool add_risk(Making *m, const ProjectRisk *risk) {
    bool percent = risk->effect_kind.n == RISK_EFFECT_PERCENT;
    int32_t project = plan_index(&m->map->project_of_id, risk->project_id), first = m->effects.count;
    RiskEstimate duration =
        of_three(risk->duration_low, risk->duration_likely, risk->duration_high, percent ? 10 : 1);
    RiskEstimate cost = cost_of(risk);
    if (project == NO_INDEX || risk->state.n != RISK_OPEN || risk->probability_percent == 0) return true;
    RiskDriver *driver = vec_push(m->arena, &m->drivers);
    const ProjectRisk **of = vec_push(m->arena, &m->risks);
    if (!driver || !of) return false;
    *of = risk;
    *driver = (RiskDriver){.probability = (int32_t)risk->probability_percent * (RISK_CERTAIN / 100)};
    if (percent) driver->duration_permille = duration;
    for (int i = 0; i < risk->item_ids.count && duration.shape != RISK_NONE; i++) {
        Id id;
        int32_t row = id_parse(((const Str *)risk->item_ids.at)[i], &id)
                          ? plan_index(&m->map->task_of_item, id)
                          : NO_INDEX;
        if (row != NO_INDEX && !add_item(m, risk, row, &duration)) return false;
    }
    int32_t bearer = cost.shape == RISK_NONE ? NO_INDEX : last_of_project(m, project);
    if (first == m->effects.count && bearer != NO_INDEX) {
        if (!add_effect(m, risk, bearer, &(RiskEstimate){0})) return false;
        m->effects.at[first].scale_duration = 0;
    }
    if (first < m->effects.count) m->effects.at[first].cents = cost;
    else m->drivers.count--, m->risks.count--; /* it does nothing */
    return true;
}

bool forecast_model_make(Arena *arena, const PlanSource *source, const PlanMap *map, const Schedule *schedule,
                         const ForecastParameters *parameters, ForecastModel *ret) {
    Making m = {.arena = arena, .map = map, .schedule = schedule, .parameters = parameters};
    const ProjectRisk *risks = source->risks.at;
    if (!make_tasks(&m)) return false;
    for (int i = 0; i < source->risks.count; i++)
        if (!add_risk(&m, risks + i)) return false;
    *ret = (ForecastModel){.risk = {m.tasks, m.drivers.at, m.effects.at, m.values.at, m.drivers.count,
                                    m.effects.count, m.values.count},
                           .risks = m.risks.at,
                           .estimated_count = m.estimated_count,
                           .spread_count = m.spread_count};
    return true;
}
