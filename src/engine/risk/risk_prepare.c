/* Preparing a risk: check, compile, pilot. The pilot's finishes set the bins of each row and the reach of the
 * tables between calendars; it draws the first trials, whatever the number of trials is. */
#include "base/mem.h"
#include "engine/check.h"
#include "engine/risk/risk_run.h"

/* ---- Checking ---- */

static bool fault_row(RiskFault *fault, RiskTable table, int32_t row, const char *field) {
    fault->table = table;
    fault->row = row;
    fault->field = field;
    fault->plan.kind = FAULT_VALUE;
    return false;
}

static bool fault_plan(RiskFault *fault) {
    fault->table = RISK_TABLE_PLAN;
    return false;
}

static bool values_fit(const RiskModel *model, const RiskEstimate *e, int64_t most) {
    if (e->value_count < 1 || e->value_count > 64 || e->first_value < 0) return false;
    if (e->first_value > model->value_count - e->value_count) return false;
    int64_t total = 0;
    for (int32_t i = 0; i < e->value_count; i++) {
        const RiskValue *value = model->values + e->first_value + i;
        if (value->weight <= 0 || value->value < 0 || value->value > most) return false;
        total += value->weight;
    }
    return total <= INT32_MAX;
}

static bool estimate_fits(const RiskModel *model, const RiskEstimate *e, int64_t most) {
    if (e->shape < RISK_NONE || e->shape > RISK_DISCRETE) return false;
    if (e->shape == RISK_NONE) return true;
    if (e->shape == RISK_DISCRETE) return values_fit(model, e, most);
    if (e->low < 0 || e->high < e->low || e->high > most) return false;
    if (e->shape == RISK_LOGNORMAL) return e->low > 0 && e->high <= 20 * e->low;
    return e->shape == RISK_UNIFORM || (e->low <= e->likely && e->likely <= e->high);
}

static bool check_drivers(const RiskModel *model, RiskFault *fault) {
    for (int32_t i = 0; i < model->driver_count; i++) {
        const RiskDriver *driver = model->drivers + i;
        if (driver->probability < 0 || driver->probability > RISK_CERTAIN)
            return fault_row(fault, RISK_TABLE_DRIVERS, i, "probability");
        if (!estimate_fits(model, &driver->duration_permille, RISK_FACTOR_MAX))
            return fault_row(fault, RISK_TABLE_DRIVERS, i, "duration_permille");
        if (!estimate_fits(model, &driver->cost_permille, RISK_FACTOR_MAX))
            return fault_row(fault, RISK_TABLE_DRIVERS, i, "cost_permille");
    }
    return true;
}

static bool check_effects(const Plan *plan, const RiskModel *model, RiskFault *fault) {
    for (int32_t i = 0; i < model->effect_count; i++) {
        const RiskEffect *effect = model->effects + i;
        if (effect->driver < 0 || effect->driver >= model->driver_count)
            return fault_row(fault, RISK_TABLE_EFFECTS, i, "driver");
        if (effect->task < 0 || effect->task >= plan->task_count)
            return fault_row(fault, RISK_TABLE_EFFECTS, i, "task");
        if (!estimate_fits(model, &effect->minutes, DURATION_MINUTES_MAX))
            return fault_row(fault, RISK_TABLE_EFFECTS, i, "minutes");
        if (!estimate_fits(model, &effect->cents, MONEY_CENTS_MAX))
            return fault_row(fault, RISK_TABLE_EFFECTS, i, "cents");
    }
    return true;
}

static bool check_model(const Plan *plan, const RiskModel *model, const RiskOptions *options,
                        RiskFault *fault) {
    if (options->trials < 1 || options->trials > RISK_TRIALS_MAX)
        return fault_row(fault, RISK_TABLE_TASKS, NO_INDEX, "trials");
    if (model->driver_count < 0 || model->driver_count > RISK_DRIVERS_MAX)
        return fault_row(fault, RISK_TABLE_DRIVERS, NO_INDEX, "driver_count");
    if (model->effect_count < 0 || model->effect_count > RISK_EFFECTS_MAX)
        return fault_row(fault, RISK_TABLE_EFFECTS, NO_INDEX, "effect_count");
    if (model->value_count < 0 || model->value_count > RISK_VALUES_MAX)
        return fault_row(fault, RISK_TABLE_TASKS, NO_INDEX, "value_count");
    for (int32_t i = 0; model->tasks && i < plan->task_count; i++) {
        if (!estimate_fits(model, &model->tasks[i].minutes, DURATION_MINUTES_MAX))
            return fault_row(fault, RISK_TABLE_TASKS, i, "minutes");
        if (!estimate_fits(model, &model->tasks[i].cents, MONEY_CENTS_MAX))
            return fault_row(fault, RISK_TABLE_TASKS, i, "cents");
    }
    return check_drivers(model, fault) && check_effects(plan, model, fault);
}

/* ---- Samplers ---- */

/* Streams of random numbers: drivers, then three of each driver, two of each task, two of each effect. */
enum { STREAM_DRIVER = 1, STREAM_TASK = 2, STREAM_EFFECT = 3 };

static uint64_t stream(int kind, int32_t row, int which) {
    return (uint64_t)kind << 60 | (uint64_t)(uint32_t)row << 2 | (uint64_t)which;
}

typedef struct Make {
    Arena *arena;
    Risk *risk;
    Shapes shapes;
} Make;

/* *ret stays NULL where there is no estimate. */
static bool make_sampler(Make *m, const RiskEstimate *estimate, uint64_t in_stream, const Sampler **ret) {
    if (estimate->shape == RISK_NONE) return true;
    Sampler *sampler = arena_new(m->arena, Sampler);
    *ret = sampler;
    return sampler && sampler_make(m->arena, &m->shapes, m->risk->model, estimate, m->risk->options.seed,
                                   in_stream, sampler);
}

static bool make_drivers(Make *m) {
    const RiskModel *model = m->risk->model;
    uint64_t seed = m->risk->options.seed;
    int32_t count = model->driver_count;
    m->risk->driver_duration = arena_array(m->arena, Sampler, count);
    m->risk->driver_cost = arena_array(m->arena, Sampler, count);
    m->risk->driver_salts = arena_array(m->arena, uint32_t, 2 * (int64_t)count);
    if (!m->risk->driver_duration || !m->risk->driver_cost || !m->risk->driver_salts) return false;
    for (int32_t i = 0; i < count; i++) {
        RiskEstimate estimates[] = {model->drivers[i].duration_permille, model->drivers[i].cost_permille};
        for (int k = 0; k < 2; k++) {
            if (estimates[k].shape == RISK_NONE)
                estimates[k] = (RiskEstimate){.shape = RISK_UNIFORM, .low = 1000, .high = 1000};
            Sampler *to = (k ? m->risk->driver_cost : m->risk->driver_duration) + i;
            if (!sampler_make(m->arena, &m->shapes, model, estimates + k, seed, stream(STREAM_DRIVER, i, k),
                              to))
                return false;
        }
        uint32_t *salts = m->risk->driver_salts + 2 * (int64_t)i;
        stream_salts(seed, stream(STREAM_DRIVER, i, 2), salts, salts + 1);
    }
    return true;
}

static bool make_estimates(Make *m) {
    const RiskTask *tasks = m->risk->model->tasks;
    for (int32_t n = 0; tasks && n < m->risk->node_count; n++) {
        TrialNode *node = m->risk->nodes + n;
        if (node->kind == TRIAL_VIRTUAL) continue;
        const RiskTask *task = tasks + node->row;
        if (node->works &&
            !make_sampler(m, &task->minutes, stream(STREAM_TASK, node->row, 0), &node->sampler))
            return false;
        if (!make_sampler(m, &task->cents, stream(STREAM_TASK, node->row, 1), &node->cents_sampler))
            return false;
    }
    return true;
}

/* Effects grouped by node, in the order of the model; those on summaries act on nothing. */
static bool make_effects(Make *m) {
    Risk *risk = m->risk;
    const RiskModel *model = risk->model;
    TrialEffect *effects = arena_array(m->arena, TrialEffect, model->effect_count);
    if (!effects) return false;
    for (int32_t i = 0; i < model->effect_count; i++) {
        int32_t node = risk->run.graph.leaf[model->effects[i].task];
        if (node != NO_INDEX) risk->nodes[node].effect_count++;
    }
    for (int32_t n = 0, at = 0; n < risk->node_count; n++) {
        risk->nodes[n].effects = effects + at;
        at += risk->nodes[n].effect_count;
        risk->nodes[n].effect_count = 0;
    }
    for (int32_t i = 0; i < model->effect_count; i++) {
        const RiskEffect *from = model->effects + i;
        int32_t node = risk->run.graph.leaf[from->task];
        if (node == NO_INDEX) continue;
        TrialEffect *to = effects + (risk->nodes[node].effects - effects) + risk->nodes[node].effect_count++;
        *to = (TrialEffect){from->driver, from->scale_duration != 0, from->scale_cost != 0, NULL, NULL};
        if (!make_sampler(m, &from->minutes, stream(STREAM_EFFECT, i, 0), &to->minutes)) return false;
        if (!make_sampler(m, &from->cents, stream(STREAM_EFFECT, i, 1), &to->cents)) return false;
    }
    return true;
}

/* ---- Money that does not vary ---- */

static void add_fixed(Risk *risk, int32_t project, int32_t release, double cents) {
    risk->group_cents[project] += cents;
    if (release != NO_INDEX) risk->group_cents[release] += cents;
}

static bool draws_cost(const TrialNode *node) {
    bool drawn = node->cents_sampler != NULL;
    for (int32_t i = 0; i < node->effect_count; i++)
        drawn |= node->effects[i].scale_cost || node->effects[i].cents;
    return drawn;
}

static bool draws_length(const TrialNode *node) {
    return node->kind == TRIAL_SPAN || node->sampler || node->effect_count;
}

static bool make_costs(Make *m) {
    Risk *risk = m->risk;
    const Plan *plan = risk->run.plan;
    risk->group_cents = arena_array(m->arena, double, risk->whole - risk->first_project + 1);
    if (!risk->group_cents) return false;
    for (int32_t n = 0; n < risk->node_count; n++) {
        TrialNode *node = risk->nodes + n;
        if (node->kind == TRIAL_VIRTUAL) continue;
        node->cost_drawn = draws_cost(node);
        bool by_length = node->cents_per_minute > 0 && draws_length(node);
        node->cost_varies = node->cost_drawn || node->prices || by_length;
        int32_t release =
            node->cost_release == NO_INDEX ? NO_INDEX : node->cost_release - risk->first_project;
        if (!node->cost_drawn) add_fixed(risk, node->project, release, node->cents + node->fixed_cents);
    }
    for (int32_t i = 0; i < plan->task_count; i++) {
        const Task *task = plan->tasks + i;
        bool takes_part = !graph_is_leaf(&risk->run.graph, i) && !risk->run.graph.inactive[i];
        if (!takes_part || task->fixed_cost_cents == 0) continue;
        int32_t release = risk->run.release ? risk->run.release[i] : NO_INDEX;
        if (release != NO_INDEX) release += plan->project_count;
        add_fixed(risk, task->project, release, (double)task->fixed_cost_cents);
    }
    return true;
}

/* ---- Pilot ---- */

static void set_bins(Risk *risk, int32_t row, int32_t low, int32_t high) {
    int32_t margin = (high - low) / 4 + 1, shift = 0;
    risk->bin_low[row] = low - margin;
    while ((high - low + 2 * margin) >> shift >= BINS) shift++;
    risk->bin_shift[row] = (uint8_t)shift;
}

/* Tables for what lies between the plan's start and the moment, and a margin. */
static bool fill_tables(Arena *arena, Risk *risk, Minute last) {
    Minute first = MINUTE_AFTER, margin = 7 * DAY_MINUTES;
    for (int32_t i = 0; i < risk->run.plan->task_count; i++) {
        Minute start = risk->run.schedule.tasks[i].start;
        if (start != MINUTE_NONE) first = smaller(first, start);
    }
    if (first >= last) return true;
    int64_t lookups = (int64_t)risk->options.trials * risk->first_edge[risk->node_count];
    return translations_fill(arena, risk, minute_clamp((int64_t)first - margin),
                             minute_clamp(last + ((int64_t)last - first) / 4 + margin), lookups);
}

static Minute planned_finish(const Risk *risk) {
    Minute last = MINUTE_BEFORE;
    for (int32_t i = 0; i < risk->run.plan->task_count; i++)
        last = greater(last, risk->run.schedule.tasks[i].finish);
    return last;
}

/* The latest finish of the whole in trials that set each row's range. */
static Minute run_pilot(const Risk *risk, RiskWork *work) {
    Minute last = MINUTE_BEFORE;
    for (int32_t at = 0; at < PILOT_TRIALS; at += LANES) {
        Batch batch = {.risk = risk, .work = work, .count = LANES, .without = NO_INDEX};
        for (int lane = 0; lane < LANES; lane++) batch.trials[lane] = (uint32_t)(at + lane);
        batch_run(&batch);
        for (int lane = 0; lane < LANES; lane++) {
            int32_t code = work->gather[(int64_t)risk->whole * LANES + lane];
            if (code != NO_CODE) last = greater(last, FIRST_MINUTE + (code >> 1));
        }
    }
    return last;
}

/* The tables that it uses reach as far as the plan, and are made anew where it goes farther. */
static bool pilot(Arena *arena, Risk *risk) {
    int32_t rows = risk->run.plan->task_count;
    Minute planned = planned_finish(risk);
    risk->bin_low = arena_array(arena, int32_t, rows);
    risk->bin_shift = arena_array(arena, uint8_t, rows);
    if (!risk->bin_low || !risk->bin_shift || !fill_tables(arena, risk, planned)) return false;
    ArenaMark mark = arena_mark(arena);
    RiskWork *work = risk_work_make(arena, risk);
    if (!work) return false;
    work->pilot_low = arena_array(arena, int32_t, rows);
    work->pilot_high = arena_array(arena, int32_t, rows);
    if (!work->pilot_low || !work->pilot_high) return false;
    for (int32_t i = 0; i < rows; i++) work->pilot_low[i] = INT32_MAX, work->pilot_high[i] = NO_CODE;
    Minute last = run_pilot(risk, work);
    for (int32_t i = 0; i < rows; i++)
        if (work->pilot_low[i] <= work->pilot_high[i])
            set_bins(risk, i, work->pilot_low[i], work->pilot_high[i]);
    arena_release(arena, mark);
    return last <= planned || fill_tables(arena, risk, last);
}

/* ---- All of it ---- */

/* As schedule_make, but what the passes were prepared with is kept. */
static bool schedule_once(Run *run) {
    return plan_check(run->plan, run->fault) && (rows_reserve(run) || fault_memory(run->fault)) &&
           run_prepare(run) && run_passes(run);
}

static bool compile(Arena *arena, Risk *risk) {
    Make make = {.arena = arena, .risk = risk};
    int32_t fit = CRUCIAL_CELLS / greater(risk->run.graph.node_count, 1) / LANES * LANES;
    risk->crucial_trials = smaller(greater(fit, LANES), CRUCIAL_TRIALS);
    if (!risk_nodes_make(arena, risk) || !risk_edges_make(arena, risk) || !risk_gather_make(arena, risk))
        return false;
    if (!make_drivers(&make) || !make_estimates(&make) || !make_effects(&make) || !make_costs(&make))
        return false;
    risk_mark_known(risk);
    return pilot(arena, risk);
}

bool risk_prepare(Arena *arena, const Plan *plan, const RiskModel *model, const RiskOptions *options,
                  Risk **ret, RiskFault *fault) {
    *fault = (RiskFault){.table = RISK_TABLE_PLAN, .row = NO_INDEX};
    Risk *risk = arena_new(arena, Risk);
    Plan *unshared = arena_new(arena, Plan);
    if (!risk || !unshared) return fault_memory(&fault->plan);
    *unshared = *plan;
    unshared->options.share_people = 0;
    *risk = (Risk){.model = model, .options = *options};
    risk->run = (Run){.arena = arena, .plan = unshared, .fault = &fault->plan};
    if (!schedule_once(&risk->run)) return fault_plan(fault);
    if (!check_model(plan, model, options, fault)) return false;
    if (!compile(arena, risk)) return fault_memory(&fault->plan);
    *ret = risk;
    return true;
}

/* Nodes that nothing drawn reaches have their dates once and for all. */
static void place_known(const Risk *risk, RiskWork *work) {
    for (int32_t at = 0; at < risk->node_count; at++) {
        const TrialNode *node = risk->nodes + at;
        Dates planned = risk->run.planned[at];
        int32_t start = code_of(node->time, planned.start), finish = code_of(node->time, planned.finish);
        for (int lane = 0; node->known && lane < LANES; lane++) {
            work->start[(int64_t)at * LANES + lane] = start;
            work->finish[(int64_t)at * LANES + lane] = finish;
        }
    }
}

RiskWork *risk_work_make(Arena *arena, const Risk *risk) {
    int64_t nodes = risk->node_count, rows = risk->run.plan->task_count, drivers = risk->model->driver_count;
    int64_t groups = risk->whole - risk->first_project + 1;
    RiskWork *work = arena_new(arena, RiskWork);
    if (!work) return NULL;
    work->start = arena_array(arena, int32_t, nodes * LANES);
    work->finish = arena_array(arena, int32_t, nodes * LANES);
    work->shelves = arena_array(arena, int32_t, (int64_t)risk->shelf_count * LANES);
    work->gather = arena_array(arena, int32_t, (int64_t)risk->gather_count * LANES);
    work->cost = arena_array(arena, double, groups *LANES);
    work->duration_factor = arena_array(arena, float, drivers *LANES);
    work->cost_factor = arena_array(arena, float, drivers *LANES);
    work->happens = arena_array(arena, uint64_t, drivers);
    work->critical_start = arena_array(arena, uint64_t, nodes);
    work->critical_finish = arena_array(arena, uint64_t, nodes);
    work->critical = arena_array(arena, int64_t, rows);
    work->sum = arena_array(arena, int64_t, rows);
    work->bins = arena_array(arena, int32_t, rows * BINS);
    bool made = work->start && work->finish && work->shelves && work->gather && work->cost &&
                work->duration_factor && work->cost_factor && work->happens && work->critical_start &&
                work->critical_finish && work->critical && work->sum && work->bins &&
                exact_make(arena, risk, work);
    if (!made) return NULL;
    place_known(risk, work);
    return work;
}

static bool make_samples(Arena *arena, const Risk *risk, bool lean, RiskSamples *ret) {
    RiskSamples samples = {.group_count = risk->whole - risk->first_project + 1,
                           .trials = risk->options.trials,
                           .done = risk->options.trials};
    samples.finish = arena_array(arena, Minute, (int64_t)samples.group_count * samples.trials);
    samples.cost_cents = arena_array(arena, int64_t, (int64_t)samples.group_count * samples.trials);
    if (!samples.finish || !samples.cost_cents) return false;
    if (!lean) {
        samples.minutes = arena_array(arena, int32_t, (int64_t)risk->node_count * risk->crucial_trials);
        if (!samples.minutes) return false;
    }
    *ret = samples;
    return true;
}

bool risk_samples_make(Arena *arena, const Risk *risk, RiskSamples *ret) {
    return make_samples(arena, risk, false, ret);
}

bool risk_samples_make_lean(Arena *arena, const Risk *risk, RiskSamples *ret) {
    return make_samples(arena, risk, true, ret);
}

void risk_run(const Risk *risk, RiskWork *work, RiskSamples *samples, int32_t first, int32_t count) {
    int64_t end = smaller(risk->options.trials - first, count) + (int64_t)first;
    for (int32_t at = first; at < end; at += LANES) {
        int32_t lanes = smaller(LANES, (int32_t)(end - at));
        Batch batch = {.risk = risk, .work = work, .samples = samples, .count = lanes, .without = NO_INDEX};
        for (int lane = 0; lane < LANES; lane++) batch.trials[lane] = (uint32_t)(at + lane);
        batch_run(&batch);
    }
}

static void run_and_empty(Batch *batch) {
    for (int32_t lane = batch->count; lane < LANES; lane++) batch->trials[lane] = batch->trials[0];
    if (batch->count) batch_run(batch);
    batch->count = 0;
}

void risk_run_without(const Risk *risk, RiskWork *work, int32_t driver, const RiskSamples *with,
                      RiskSamples *samples, int32_t first, int32_t count) {
    int64_t end = smaller(risk->options.trials - first, count) + (int64_t)first;
    Batch batch = {.risk = risk, .work = work, .samples = samples, .without = driver};
    for (int32_t at = first; at < end; at++) {
        if (!driver_happens(risk, driver, (uint32_t)at)) {
            for (int32_t group = 0; group < samples->group_count; group++) {
                int64_t cell = (int64_t)group * samples->trials + at;
                samples->finish[cell] = with->finish[cell];
                samples->cost_cents[cell] = with->cost_cents[cell];
            }
            continue;
        }
        batch.trials[batch.count++] = (uint32_t)at;
        if (batch.count == LANES) run_and_empty(&batch);
    }
    run_and_empty(&batch);
}
