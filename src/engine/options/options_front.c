/* The front of value, date and cost. See options.h.
 *
 * Which features to drop first is a knapsack: the most value for the time of the people that are short, or
 * for the money. The exact solver answers it for a row of bounds; each scope is then scheduled, alone and
 * with hiring, and what another scope beats in everything is left out. */
#include "engine/choose/choose.h"
#include "engine/options/options_run.h"
#include "engine/sort.h"

#include "base/mem.h"

enum { LEVELS = 12, SCARCE = 2, MEASURES = SCARCE + 1, CHOOSE_STEPS = 20000, NETWORK_MIB = 1024 };

typedef struct Front {
    Arena *arena;
    const OptionsProblem *problem;
    OptionsBudget budget;
    Plan plan, original;
    Network *network;
    Schedule schedule;
    uint8_t *optional; /* by feature: may be left out */
    int64_t *costs[MEASURES], *profits;
    ChooseRequest *requests;
    struct {
        VEC(OptionsPoint);
    } points;
    int64_t steps;
    PlanFault fault;
} Front;

static bool schedule_scope(Front *front, const uint8_t *chosen, int32_t hires) {
    const OptionsProblem *problem = front->problem;
    for (int32_t i = 0; i < problem->feature_count; i++) {
        int32_t row = problem->features[i].task, before = front->original.tasks[row].flags;
        int32_t flags = chosen[i] ? before : before | TASK_INACTIVE;
        if (front->plan.tasks[row].flags == flags) continue;
        front->plan.tasks[row].flags = flags;
        network_touch(front->network, TABLE_TASKS, row);
    }
    for (int32_t i = 0; i < front->plan.resource_count; i++)
        front->plan.resources[i].units = front->original.resources[i].units;
    for (int32_t i = 0; i < hires; i++)
        front->plan.resources[problem->hires[i].resource].units += problem->hires[i].units;
    if (problem->hire_count) network_touch(front->network, TABLE_RESOURCES, 0);
    front->steps++;
    return network_schedule(front->network, &front->schedule, &front->fault);
}

static bool beats(const OptionsPoint *a, const OptionsPoint *b) {
    return a->value >= b->value && a->finish <= b->finish && a->cost_cents <= b->cost_cents;
}

/* Keeps the point unless another beats it, and drops those that it beats. */
static bool keep(Front *front, const uint8_t *chosen, int32_t hires) {
    const OptionsProblem *problem = front->problem;
    OptionsPoint point = {.hires = hires, .finish = MINUTE_NONE};
    for (int32_t i = 0; i < front->plan.project_count; i++) {
        if (front->schedule.projects[i].finish > point.finish)
            point.finish = front->schedule.projects[i].finish;
        point.cost_cents += front->schedule.projects[i].cost_cents;
    }
    for (int32_t i = 0; i < hires; i++) point.cost_cents += problem->hires[i].cost_cents;
    for (int32_t i = 0; i < problem->feature_count; i++)
        if (chosen[i]) point.value += problem->features[i].value;
    int32_t count = 0;
    for (int32_t i = 0; i < front->points.count; i++)
        if (beats(front->points.at + i, &point)) return true;
    for (int32_t i = 0; i < front->points.count; i++)
        if (!beats(&point, front->points.at + i)) front->points.at[count++] = front->points.at[i];
    front->points.count = count;
    if (count == OPTIONS_FRONT_MAX) return true;
    point.chosen = arena_array(front->arena, uint8_t, problem->feature_count + 1);
    OptionsPoint *slot = vec_push(front->arena, &front->points);
    if (!point.chosen || !slot) return false;
    mem_copy(point.chosen, chosen, (size_t)problem->feature_count);
    *slot = point;
    return true;
}

static bool go_on(const Front *front) {
    if (front->steps >= front->budget.steps) return false;
    OptionsAnswer so_far = {.steps = front->steps};
    return !front->budget.go_on || front->budget.go_on(front->budget.context, &so_far);
}

/* A scope on its own and with one hire after the other. */
static bool try_scope(Front *front, const uint8_t *chosen) {
    for (int32_t hires = 0; hires <= front->problem->hire_count && go_on(front); hires++)
        if (!schedule_scope(front, chosen, hires) || !keep(front, chosen, hires)) return false;
    return true;
}

/* Minutes of each feature on a resource. */
static void weigh(const Front *front, int32_t resource, int64_t *weights) {
    const Plan *plan = &front->original;
    mem_zero(weights, (size_t)front->problem->feature_count * sizeof *weights);
    for (int32_t i = 0; i < front->problem->feature_count; i++) {
        int32_t row = front->problem->features[i].task;
        weights[i] = resource == NO_INDEX ? front->schedule.tasks[row].cost_cents : 0;
    }
    if (resource == NO_INDEX) return;
    int32_t *feature = arena_array(front->arena, int32_t, plan->task_count + 1);
    if (!feature) return;
    for (int32_t row = 0; row < plan->task_count; row++)
        feature[row] = plan->tasks[row].parent == NO_INDEX ? NO_INDEX : feature[plan->tasks[row].parent];
    for (int32_t i = 0; i < front->problem->feature_count; i++) {
        int32_t row = front->problem->features[i].task;
        for (int32_t k = row; k < plan->task_count && (k == row || plan->tasks[k].parent >= row); k++)
            feature[k] = i;
    }
    for (int32_t i = 0; i < plan->assignment_count; i++) {
        const Assignment *a = plan->assignments + i;
        int32_t of = feature[a->task];
        int64_t work =
            a->work >= 0 ? a->work : (int64_t)front->schedule.tasks[a->task].duration * a->units / 100;
        if (a->resource == resource && of != NO_INDEX) weights[of] += work;
    }
}

/* The busiest resources by work for their units. */
static void find_scarce(const Front *front, int32_t scarce[SCARCE]) {
    const Plan *plan = &front->original;
    for (int i = 0; i < SCARCE; i++) {
        int64_t most = 0;
        scarce[i] = NO_INDEX;
        for (int32_t r = 0; r < plan->resource_count; r++) {
            int64_t load = front->schedule.resources[r].work_minutes * 100 /
                           (plan->resources[r].units > 0 ? plan->resources[r].units : 1);
            bool taken = i > 0 && scarce[0] == r;
            if (plan->resources[r].kind == RESOURCE_MATERIAL || taken || load <= most) continue;
            most = load;
            scarce[i] = r;
        }
    }
}

/* Scopes of the most value for each bound on one measure. */
static bool try_measure(Front *front, const int64_t *costs) {
    const OptionsProblem *problem = front->problem;
    int64_t total = 0;
    uint8_t *chosen = arena_array(front->arena, uint8_t, problem->feature_count + 1);
    int64_t *of_optional = arena_array(front->arena, int64_t, problem->feature_count + 1);
    if (!chosen || !of_optional) return false;
    for (int32_t i = 0; i < problem->feature_count; i++) {
        of_optional[i] = front->optional[i] ? costs[i] : 0;
        total += of_optional[i];
    }
    ChooseProblem choose = {.costs = of_optional,
                            .profits = front->profits,
                            .requests = front->requests,
                            .requirement_count = problem->feature_count,
                            .customer_count = problem->feature_count,
                            .request_count = problem->feature_count};
    for (int32_t level = 0; level <= LEVELS && go_on(front); level++) {
        ChooseAnswer answer;
        ChooseFault fault;
        ArenaMark mark = arena_mark(front->arena);
        if (!choose_best(front->arena, &choose, total * level / LEVELS, (ChooseLimits){.steps = CHOOSE_STEPS},
                         &answer, &fault))
            return false;
        for (int32_t i = 0; i < problem->feature_count; i++)
            chosen[i] = !front->optional[i] || answer.requirements[i];
        arena_release(front->arena, mark);
        if (!try_scope(front, chosen)) return false;
    }
    return true;
}

static bool prepare(Front *front) {
    const OptionsProblem *problem = front->problem;
    int32_t count = problem->feature_count + 1;
    front->optional = arena_array(front->arena, uint8_t, count);
    front->profits = arena_array(front->arena, int64_t, count);
    front->requests = arena_array(front->arena, ChooseRequest, count);
    for (int i = 0; i < MEASURES; i++) {
        front->costs[i] = arena_array(front->arena, int64_t, count);
        if (!front->costs[i]) return false;
    }
    if (!front->optional || !front->profits || !front->requests) return false;
    for (int32_t i = 0; i < problem->feature_count; i++) {
        const OptionsFeature *feature = problem->features + i;
        front->optional[i] = !feature->fixed && !row_is_out(problem->plan, feature->task) &&
                             !row_has_begun(problem->plan, feature->task);
        front->profits[i] = feature->value;
        front->requests[i] = (ChooseRequest){i, i};
    }
    return true;
}

static bool run(Front *front) {
    uint8_t *all = arena_array(front->arena, uint8_t, front->problem->feature_count + 1);
    int32_t scarce[SCARCE];
    if (!all || !prepare(front)) return false;
    for (int32_t i = 0; i < front->problem->feature_count; i++) all[i] = 1;
    if (!schedule_scope(front, all, 0)) return false;
    find_scarce(front, scarce);
    for (int i = 0; i < SCARCE; i++) weigh(front, scarce[i], front->costs[i]);
    weigh(front, NO_INDEX, front->costs[SCARCE]);
    for (int i = 0; i < MEASURES; i++)
        if ((i >= SCARCE || scarce[i] != NO_INDEX) && !try_measure(front, front->costs[i])) return false;
    return front->points.count > 0 || try_scope(front, all);
}

/* ---- Percentiles ---- */

/* Everybody works in the order of the schedule: what a person does next waits for what he does now. */
static bool freeze(Arena *arena, const Plan *plan, const Schedule *schedule, Plan *ret) {
    int64_t *order = arena_array(arena, int64_t, plan->assignment_count + 1);
    int32_t *last = arena_array(arena, int32_t, plan->resource_count + 1);
    Link *links = arena_array(arena, Link, plan->link_count + plan->assignment_count + 1);
    int32_t count = plan->link_count;
    if (!order || !last || !links) return false;
    for (int32_t i = 0; i < plan->resource_count; i++) last[i] = NO_INDEX;
    for (int32_t i = 0; i < plan->assignment_count; i++)
        order[i] = sort_key(schedule->tasks[plan->assignments[i].task].start, i);
    sort_keys(order, plan->assignment_count);
    mem_copy(links, plan->links, (size_t)count * sizeof *links);
    for (int32_t k = 0; k < plan->assignment_count; k++) {
        const Assignment *a = plan->assignments + sort_minor(order[k]);
        const TaskSchedule *task = schedule->tasks + a->task;
        if (task->start == MINUTE_NONE || plan->resources[a->resource].kind != RESOURCE_PERSON) continue;
        int32_t before = last[a->resource];
        last[a->resource] = a->task;
        if (before != NO_INDEX && before != a->task && schedule->tasks[before].finish <= task->start &&
            plan->tasks[a->task].actual_start == MINUTE_NONE)
            links[count++] = (Link){before, a->task, LINK_FS, 0, LAG_WORKING};
    }
    *ret = *plan;
    ret->links = links;
    ret->link_count = count;
    return true;
}

static int32_t group_of(const Plan *plan) {
    return plan->project_count + plan->release_count; /* the plan as a whole */
}

/* The values of one group, sorted. */
static int64_t *simulate(Arena *arena, const Plan *plan, const Schedule *schedule, const RiskModel *model,
                         RiskOptions options) {
    Plan frozen;
    Risk *risk;
    RiskSamples samples;
    RiskFault fault;
    if (!freeze(arena, plan, schedule, &frozen)) return NULL;
    if (!risk_prepare(arena, &frozen, model, &options, &risk, &fault)) return NULL;
    RiskWork *work = risk_work_make(arena, risk);
    int64_t *keys = arena_array(arena, int64_t, options.trials + 1);
    if (!work || !keys || !risk_samples_make_lean(arena, risk, &samples)) return NULL;
    for (int32_t at = 0; at < options.trials; at += RISK_CHUNK)
        risk_run(risk, work, &samples, at, RISK_CHUNK);
    const Minute *finish = samples.finish + (size_t)group_of(plan) * (size_t)options.trials;
    for (int32_t i = 0; i < options.trials; i++) keys[i] = sort_key(finish[i], i);
    sort_keys(keys, options.trials);
    return keys;
}

bool options_percentiles(Arena *arena, const Plan *plan, const Schedule *schedule, const RiskModel *model,
                         RiskOptions options, const int32_t *percents, int32_t count, Minute *ret) {
    ArenaMark mark = arena_mark(arena);
    const int64_t *keys = simulate(arena, plan, schedule, model, options);
    for (int32_t i = 0; keys && i < count; i++) {
        int32_t at = (int32_t)(((int64_t)options.trials * percents[i] + 99) / 100) - 1;
        ret[i] = sort_major(keys[at < 0 ? 0 : at]);
    }
    arena_release(arena, mark);
    return keys != NULL;
}

static bool add_percentiles(Front *front, const RiskModel *model, RiskOptions options) {
    static const int32_t percents[] = {50, 85};
    for (int32_t i = 0; i < front->points.count; i++) {
        OptionsPoint *point = front->points.at + i;
        Minute finishes[2] = {point->finish, point->finish};
        if (model && (!schedule_scope(front, point->chosen, point->hires) ||
                      !options_percentiles(front->arena, &front->plan, &front->schedule, model, options,
                                           percents, 2, finishes)))
            return false;
        point->p50 = finishes[0];
        point->p85 = finishes[1];
    }
    return true;
}

static void sort_points(Front *front) {
    for (int32_t i = 1; i < front->points.count; i++) {
        OptionsPoint point = front->points.at[i];
        int32_t at = i;
        for (; at > 0 && (front->points.at[at - 1].value < point.value ||
                          (front->points.at[at - 1].value == point.value &&
                           front->points.at[at - 1].finish < point.finish));
             at--)
            front->points.at[at] = front->points.at[at - 1];
        front->points.at[at] = point;
    }
}

bool options_front(Arena *arena, const OptionsProblem *problem, const RiskModel *model, RiskOptions options,
                   const OptionsBudget *budget, OptionsFront *ret, OptionsFault *fault) {
    *fault = (OptionsFault){0};
    if (!options_check(problem, fault)) return false;
    Arena own = arena_make((size_t)NETWORK_MIB * MIB);
    Front front = {.arena = arena,
                   .problem = problem,
                   .budget = budget ? *budget : (OptionsBudget){0},
                   .original = *problem->plan};
    if (front.budget.steps <= 0) front.budget.steps = INT64_MAX;
    bool ok = plan_copy(arena, problem->plan, &front.plan);
    if (ok) front.network = network_prepare(&own, &front.plan, &front.fault);
    ok = front.network && run(&front) && add_percentiles(&front, model, options);
    arena_done(&own);
    if (!ok) {
        fault->plan = front.fault;
        if (fault->plan.kind == FAULT_NONE) fault->plan.kind = FAULT_MEMORY;
        return false;
    }
    sort_points(&front);
    *ret = (OptionsFront){front.points.at, front.points.count, front.steps};
    return true;
}
