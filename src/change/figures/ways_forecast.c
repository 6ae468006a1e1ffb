/* P50 and P80 of ways out: the plan with the moves of a way, drawn with the uncertainty of the plan as it is.
 * What a move makes shorter or longer is as uncertain in proportion. See ways.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/figures/ways_inside.h"

enum { SEED = 1, FORECAST_FROM_PERCENT = 85 };

bool ways_uncertain(WaysRun *run, Error *err) {
    PlanFault fault;
    if (!run->help.uncertainty || run->question->trials == 0) return true;
    RiskModel *model = arena_new(run->arena, RiskModel);
    if (!model) return error_no_memory(err);
    if (!schedule_make(run->arena, &run->map.plan, &run->schedule, &fault))
        return plan_fault_error(&run->map, &fault, err);
    if (!run->help.uncertainty(run->help.context, &run->map, &run->schedule, model, err)) return false;
    run->model = model;
    return true;
}

static int64_t in_proportion(int64_t minutes, int64_t to, int64_t of) {
    return minutes * to / of;
}

/* The model with the estimates of what lasts otherwise than in the plan as it is. */
static bool adapt(WaysRun *run, const Schedule *after, RiskModel *ret) {
    const RiskModel *from = run->model;
    int32_t rows = run->map.plan.task_count;
    RiskTask *tasks = arena_array(run->arena, RiskTask, rows);
    RiskValue *values = arena_array(run->arena, RiskValue, from->value_count + 1);
    if (!tasks || !values) return false;
    mem_copy(tasks, from->tasks, (size_t)rows * sizeof *tasks);
    if (from->value_count) mem_copy(values, from->values, (size_t)from->value_count * sizeof *values);
    for (int32_t i = 0; i < rows; i++) {
        int64_t was = run->schedule.tasks[i].duration, is = after->tasks[i].duration;
        RiskEstimate *minutes = &tasks[i].minutes;
        if (was <= 0 || is <= 0 || was == is) continue;
        minutes->low = in_proportion(minutes->low, is, was);
        minutes->likely = in_proportion(minutes->likely, is, was);
        minutes->high = in_proportion(minutes->high, is, was);
        if (minutes->shape == RISK_LOGNORMAL && (minutes->low < 1 || minutes->high > 20 * minutes->low))
            minutes->shape = RISK_TRIANGULAR;
        for (int32_t k = 0; minutes->shape == RISK_DISCRETE && k < minutes->value_count; k++) {
            RiskValue *value = values + minutes->first_value + k;
            value->value = in_proportion(value->value, is, was);
        }
    }
    *ret = *from;
    ret->tasks = tasks;
    ret->values = values;
    return true;
}

static bool forecast_way(WaysRun *run, const Option *option, Way *way) {
    static const int32_t percents[] = {50, 80};
    RiskOptions trials = {.seed = SEED, .trials = (int32_t)run->question->trials};
    Minute finishes[COUNT_OF(percents)];
    RiskModel model;
    Schedule after;
    PlanFault fault;
    Plan plan;
    if (!plan_copy(run->arena, &run->map.plan, &plan)) return false;
    options_apply(&run->problem, run->answer.moves, option->moves, option->move_count, &plan);
    if (!schedule_make(run->arena, &plan, &after, &fault) || !adapt(run, &after, &model) ||
        !options_percentiles(run->arena, &plan, &after, &model, trials, percents, COUNT_OF(percents),
                             finishes))
        return false;
    way->finish_p50_at = (Moment){finishes[0]};
    way->finish_p80_at = (Moment){finishes[1]};
    return true;
}

bool ways_forecast(WaysRun *run, Ways *ways, Error *err) {
    Way *rows = (Way *)ways->ways.at;
    for (int i = 0; run->model && i < ways->ways.count; i++) {
        double share = (double)i / ways->ways.count, part = 100 - FORECAST_FROM_PERCENT;
        if (run->help.go_on &&
            !run->help.go_on(run->help.context, (FORECAST_FROM_PERCENT + share * part) / 100))
            return true;
        ArenaMark mark = arena_mark(run->arena);
        if (!forecast_way(run, run->answer.options + i, rows + i)) return error_no_memory(err);
        arena_release(run->arena, mark);
    }
    return true;
}
