/* Ways out: checking the question, running the search, choosing what to show. See options.h. */
#include "engine/options/options.h"

#include "base/mem.h"
#include "engine/options/options_run.h"

enum { STEPS = 400, SCRATCH_MIB = 256, NETWORK_MIB = 1024 };

/* ---- The question ---- */

static bool wrong(OptionsFault *fault, const char *table, int32_t row) {
    fault->table = table;
    fault->row = row;
    return false;
}

static bool within(int32_t index, int32_t count) {
    return index >= 0 && index < count;
}

static bool check_limit(const Plan *plan, const OptionsLimit *limit) {
    switch ((OptionsLimitKind)limit->kind) {
    case LIMIT_PROJECT_COST: return within(limit->index, plan->project_count) && limit->cents >= 0;
    case LIMIT_PROJECT_FINISH: return within(limit->index, plan->project_count) && limit->by != MINUTE_NONE;
    case LIMIT_RELEASE_FINISH: return within(limit->index, plan->release_count) && limit->by != MINUTE_NONE;
    case LIMIT_TASK_FINISH: return within(limit->index, plan->task_count) && limit->by != MINUTE_NONE;
    }
    return false;
}

bool options_check(const OptionsProblem *p, OptionsFault *fault) {
    if (p->feature_count > OPTIONS_FEATURES_MAX) return wrong(fault, "features", OPTIONS_FEATURES_MAX);
    for (int32_t i = 0; i < p->feature_count; i++)
        if (!within(p->features[i].task, p->plan->task_count) || p->features[i].value < 0)
            return wrong(fault, "features", i);
    for (int32_t i = 0; i < p->variant_count; i++) {
        const OptionsVariant *v = p->variants + i;
        if (!within(v->feature, p->feature_count) || v->value < 0 || v->first_work < 0 || v->work_count < 0 ||
            v->work_count > p->work_count - v->first_work)
            return wrong(fault, "variants", i);
    }
    for (int32_t i = 0; i < p->work_count; i++)
        if (!within(p->works[i].task, p->plan->task_count)) return wrong(fault, "works", i);
    for (int32_t i = 0; i < p->hire_count; i++)
        if (!within(p->hires[i].resource, p->plan->resource_count) || p->hires[i].units <= 0 ||
            p->hires[i].cost_cents < 0)
            return wrong(fault, "hires", i);
    for (int32_t i = 0; i < p->limit_count; i++)
        if (!check_limit(p->plan, p->limits + i)) return wrong(fault, "limits", i);
    return true;
}

/* ---- Answers ---- */

static Minute plan_finish(const Plan *plan, const Schedule *schedule) {
    Minute finish = MINUTE_NONE;
    for (int32_t i = 0; i < plan->project_count; i++)
        if (schedule->projects[i].finish > finish) finish = schedule->projects[i].finish;
    return finish;
}

static int64_t plan_cost(const Plan *plan, const Schedule *schedule) {
    int64_t cents = 0;
    for (int32_t i = 0; i < plan->project_count; i++) cents += schedule->projects[i].cost_cents;
    return cents;
}

/* Schedules the set once more and writes down its figures. */
static bool describe(Search *search, const Trial *trial, Option *ret) {
    const OptionsProblem *problem = search->problem;
    Trial again = *trial;
    search->budget.steps = INT64_MAX;
    search->stopped = false;
    search->budget.go_on = NULL;
    if (!trial_run(search, &again)) return false;
    Option option = {.moves = arena_array(search->arena, int32_t, trial->count),
                     .move_count = trial->count,
                     .signature = again.signature,
                     .finishes = arena_array(search->arena, Minute, problem->limit_count),
                     .costs = arena_array(search->arena, int64_t, problem->limit_count),
                     .value = search->total_value,
                     .price = again.price};
    if (!option.moves || !option.finishes || !option.costs) return false;
    int64_t hired = 0;
    for (int32_t i = 0; i < trial->count; i++) {
        const OptionsMove *move = search->moves.at + trial->set[i];
        option.moves[i] = trial->set[i];
        option.value -= move->value;
        if (move->kind == MOVE_HIRE) hired += problem->hires[move->index].cost_cents;
    }
    for (int32_t i = 0; i < problem->limit_count; i++) {
        option.finishes[i] = limit_finish(search, problem->limits + i);
        option.costs[i] = limit_cost(search, problem->limits + i);
        if (problem->limits[i].kind == LIMIT_PROJECT_COST) option.costs[i] += hired;
    }
    option.finish = plan_finish(&search->plan, &search->schedule);
    option.cost_cents = plan_cost(&search->plan, &search->schedule) + hired;
    *ret = option;
    return true;
}

/* Part of its kinds alone is as cheap. */
static bool idle(const Search *search, int32_t signature) {
    for (int32_t part = 0; part < signature; part++)
        if ((part & signature) == part && search->best[part] &&
            search->best[part]->price <= search->best[signature]->price)
            return true;
    return false;
}

static bool show(Search *search) {
    OptionsAnswer *answer = &search->answer;
    const Trial *shown[SIGNATURES];
    int32_t count = 0;
    int64_t steps = answer->steps;
    for (int32_t s = 0; s < SIGNATURES; s++) {
        const Trial *trial = search->best[s];
        if (!trial || s == 0 || (trial->passed > 0 && trial->count > 0 && idle(search, s))) continue;
        if (idle(search, s)) continue;
        int32_t at = count++;
        for (; at > 0 && shown[at - 1]->price > trial->price; at--) shown[at] = shown[at - 1];
        shown[at] = trial;
    }
    answer->options = arena_array(search->arena, Option, count);
    if (!answer->options) return false;
    for (int32_t i = 0; i < count; i++)
        if (!describe(search, shown[i], answer->options + i)) return false;
    answer->option_count = count;
    answer->moves = search->moves.at;
    answer->move_count = search->moves.count;
    answer->steps = steps;
    return true;
}

/* When steps have doubled and there is something better. Schedules that describe options are no steps; their
 * sets were run before, so that nothing of the search grows above the mark. */
void tell_so_far(Search *search) {
    bool better = search->best_price < search->told_price && search->answer.steps_to_first;
    if (!search->budget.improved || !better || search->answer.steps < search->next_tell) return;
    OptionsBudget budget = search->budget;
    OptionsAnswer answer = search->answer;
    ArenaMark mark = arena_mark(search->arena);
    search->next_tell = 2 * answer.steps;
    search->told_price = search->best_price;
    Trial now = search->now;
    search->budget.improved = NULL;
    if (describe(search, &now, &search->answer.now) && show(search))
        budget.improved(budget.context, &search->answer);
    arena_release(search->arena, mark);
    search->budget = budget;
    search->answer = answer;
    search->stopped = false;
}

/* ---- The whole ---- */

static Minute first_moment(const Plan *plan) {
    Minute first = MINUTE_NONE;
    for (int32_t i = 0; i < plan->project_count; i++) {
        Minute from = plan->projects[i].status_date != MINUTE_NONE ? plan->projects[i].status_date
                                                                   : plan->projects[i].start;
        if (from != MINUTE_NONE && (first == MINUTE_NONE || from < first)) first = from;
    }
    return first == MINUTE_NONE ? 0 : first;
}

static bool run(Search *search) {
    const OptionsProblem *problem = search->problem;
    if (!plan_copy(search->arena, problem->plan, &search->plan)) return false;
    search->network = network_prepare(&search->own, &search->plan, &search->fault);
    if (!search->network || !network_schedule(search->network, &search->schedule, &search->fault))
        return false;
    for (int32_t i = 0; i < problem->feature_count; i++)
        if (!row_is_out(problem->plan, problem->features[i].task))
            search->total_value += problem->features[i].value;
    search->lasts = arena_array(search->arena, int32_t, search->plan.task_count + 1);
    if (!search->lasts) return false;
    for (int32_t i = 0; i < search->plan.task_count; i++)
        search->lasts[i] = search->schedule.tasks[i].duration;
    search->total_cost = plan_cost(&search->plan, &search->schedule);
    search->from = first_moment(&search->plan);
    if (!moves_find(search)) return false;
    for (int32_t i = 0; i < search->plan.task_count; i++) network_touch(search->network, TABLE_TASKS, i);
    if (!trial_run(search, &search->now)) return false;
    Trial now = search->now;
    search->answer.fits = now.passed == 0;
    if (!search->answer.fits) search_run(search);
    if (search->failed) return false;
    return describe(search, &now, &search->answer.now) && (search->answer.fits || show(search));
}

bool options_find(Arena *arena, const OptionsProblem *problem, const OptionsBudget *budget,
                  OptionsAnswer *ret, OptionsFault *fault) {
    *fault = (OptionsFault){0};
    if (!options_check(problem, fault)) return false;
    Search *search = arena_new(arena, Search);
    uint64_t *seen = arena_array(arena, uint64_t, SEEN_SLOTS);
    if (!search || !seen) return fault->plan.kind = FAULT_MEMORY, false;
    *search = (Search){.arena = arena,
                       .problem = problem,
                       .budget = budget ? *budget : (OptionsBudget){0},
                       .own = arena_make((size_t)NETWORK_MIB * MIB),
                       .scratch = arena_make((size_t)SCRATCH_MIB * MIB),
                       .best_price = INT64_MAX,
                       .told_price = INT64_MAX,
                       .seen = seen};
    if (search->budget.steps <= 0) search->budget.steps = STEPS;
    bool ok = run(search);
    arena_done(&search->own);
    arena_done(&search->scratch);
    if (!ok) {
        fault->plan = search->fault;
        if (fault->plan.kind == FAULT_NONE) fault->plan.kind = FAULT_MEMORY;
        return false;
    }
    *ret = search->answer;
    return true;
}
