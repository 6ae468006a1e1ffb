/* The search: greedy ways by each kind of move, made lean afterwards, then every cheaper set as far as the
 * steps last. See options.h.
 *
 * Candidates come from the causes of what is late: a chain from the late finish back to the start names the
 * tasks, links, people and features that could help, whatever else the plan holds. */
#include "engine/options/options_run.h"

#include "base/mem.h"

enum { STRICTNESS = 30, CANDIDATES = 8, ROUNDS = 64 };

/* ---- Trying a set ---- */

static uint64_t hash_of(const Trial *trial) {
    uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)trial->count;
    for (int32_t i = 0; i < trial->count; i++) {
        hash = (hash ^ (uint64_t)(trial->set[i] + 1)) * UINT64_C(0xBF58476D1CE4E5B9);
        hash ^= hash >> 29;
    }
    return hash ? hash : 1;
}

/* True: it was there already. */
static bool remember(Search *search, uint64_t hash) {
    uint32_t at = (uint32_t)hash & (SEEN_SLOTS - 1);
    if (search->seen_count > SEEN_SLOTS * 3 / 4) return false;
    while (search->seen[at] && search->seen[at] != hash) at = (at + 1) & (SEEN_SLOTS - 1);
    if (search->seen[at]) return true;
    search->seen[at] = hash;
    search->seen_count++;
    return false;
}

static int64_t share(int64_t part, int64_t whole) {
    return whole > 0 ? (int64_t)((__int128)part * OPTIONS_WHOLE / whole) : OPTIONS_WHOLE;
}

Minute limit_finish(const Search *search, const OptionsLimit *limit) {
    switch ((OptionsLimitKind)limit->kind) {
    case LIMIT_RELEASE_FINISH: return search->schedule.releases[limit->index].finish;
    case LIMIT_TASK_FINISH: return search->schedule.tasks[limit->index].finish;
    default: return search->schedule.projects[limit->index].finish;
    }
}

int64_t limit_cost(const Search *search, const OptionsLimit *limit) {
    switch ((OptionsLimitKind)limit->kind) {
    case LIMIT_RELEASE_FINISH: return search->schedule.releases[limit->index].cost_cents;
    case LIMIT_TASK_FINISH: return search->schedule.tasks[limit->index].cost_cents;
    default: return search->schedule.projects[limit->index].cost_cents;
    }
}

/* What the schedule says to the limits: the worst date and every budget. */
static void judge(const Search *search, Trial *trial) {
    const OptionsProblem *problem = search->problem;
    int64_t time = 0, money = 0, moves = 0, hired = 0;
    trial->signature = 0;
    for (int32_t i = 0; i < trial->count; i++) {
        const OptionsMove *move = search->moves.at + trial->set[i];
        moves += move->price;
        trial->signature |= 1 << move->kind;
        if (move->kind == MOVE_HIRE) hired += problem->hires[move->index].cost_cents;
    }
    for (int32_t i = 0; i < problem->limit_count; i++) {
        const OptionsLimit *limit = problem->limits + i;
        int64_t passed = 0;
        if (limit->kind == LIMIT_PROJECT_COST) {
            int64_t cost = limit_cost(search, limit) + hired;
            if (cost > limit->cents) money += share(cost - limit->cents, limit->cents);
            continue;
        }
        Minute finish = limit_finish(search, limit);
        if (finish != MINUTE_NONE && finish > limit->by)
            passed = share((int64_t)finish - limit->by, (int64_t)limit->by - search->from);
        if (passed > time) time = passed;
    }
    if (time) trial->signature |= 1 << MOVE_EXTEND;
    if (money) trial->signature |= 1 << MOVE_RAISE;
    trial->passed = time * problem->weights.time / 100 + money * problem->weights.budget / 100;
    trial->price = moves + trial->passed;
    trial->strict = moves + trial->passed * STRICTNESS;
}

static void keep(Search *search, const Trial *trial) {
    Trial **best = search->best + trial->signature;
    if (*best && (*best)->price <= trial->price) return;
    if (!*best) *best = arena_new(search->arena, Trial);
    if (!*best) {
        search->failed = true;
        return;
    }
    **best = *trial;
    if (trial->count && !search->answer.steps_to_first) search->answer.steps_to_first = search->answer.steps;
    if (trial->price >= search->best_price) return;
    search->best_price = trial->price;
    search->answer.steps_to_best = search->answer.steps;
}

static bool go_on(Search *search) {
    search->answer.move_count = search->moves.count;
    if (search->stopped || search->failed || search->answer.steps >= search->budget.steps) return false;
    tell_so_far(search);
    if (search->budget.go_on && !search->budget.go_on(search->budget.context, &search->answer))
        search->stopped = true;
    return !search->stopped;
}

bool trial_run(Search *search, Trial *trial) {
    if (!go_on(search)) return false;
    search->answer.steps++;
    remember(search, hash_of(trial));
    moves_undo(search);
    for (int32_t i = 0; i < trial->count; i++)
        if (!move_do(search, search->moves.at + trial->set[i])) return search->failed = true, false;
    PlanFault fault;
    if (!network_schedule(search->network, &search->schedule, &fault)) { /* a circle: no way out */
        trial->price = trial->strict = trial->passed = INT64_MAX / 4;
        trial->signature = 0;
        return fault.kind != FAULT_MEMORY;
    }
    judge(search, trial);
    keep(search, trial);
    return true;
}

/* ---- Sets ---- */

static bool fits_in(const Search *search, const Trial *trial, int32_t move) {
    if (trial->count == OPTIONS_SET_MAX) return false;
    for (int32_t i = 0; i < trial->count; i++)
        if (trial->set[i] == move ||
            moves_clash(search->problem, search->moves.at + trial->set[i], search->moves.at + move))
            return false;
    return true;
}

static void with(const Trial *from, int32_t move, Trial *ret) {
    *ret = *from;
    int32_t at = ret->count++;
    for (; at > 0 && ret->set[at - 1] > move; at--) ret->set[at] = ret->set[at - 1];
    ret->set[at] = move;
}

static void without(const Trial *from, int32_t place, Trial *ret) {
    *ret = *from;
    ret->count--;
    for (int32_t i = place; i < ret->count; i++) ret->set[i] = ret->set[i + 1];
}

/* ---- Candidates ---- */

/* The row with which the worst date ends; NO_INDEX: no date is passed. */
static int32_t late_row(const Search *search) {
    const OptionsProblem *problem = search->problem;
    const OptionsLimit *worst = NULL;
    int64_t most = 0;
    for (int32_t i = 0; i < problem->limit_count; i++) {
        const OptionsLimit *limit = problem->limits + i;
        if (limit->kind == LIMIT_PROJECT_COST) continue;
        int64_t late = (int64_t)limit_finish(search, limit) - limit->by;
        if (late > most) {
            most = late;
            worst = limit;
        }
    }
    if (!worst) return NO_INDEX;
    if (worst->kind == LIMIT_TASK_FINISH) return worst->index;
    Minute finish = limit_finish(search, worst);
    const Plan *plan = &search->plan;
    for (int32_t i = 0; i < plan->task_count; i++) {
        if (search->schedule.tasks[i].finish != finish) continue;
        bool leaf = i + 1 == plan->task_count || plan->tasks[i + 1].parent != i;
        if (worst->kind == LIMIT_RELEASE_FINISH) {
            int32_t row = i;
            while (row != NO_INDEX && plan->tasks[row].release == NO_INDEX) row = plan->tasks[row].parent;
            if (leaf && row != NO_INDEX && plan->tasks[row].release == worst->index) return i;
        } else if (leaf && plan->tasks[i].project == worst->index) return i;
    }
    return NO_INDEX;
}

/* Minutes of each row on the chain of causes of what is late, summed up to its ancestors. */
static bool weigh_chain(Search *search, int32_t *minutes, int32_t *held) {
    const Plan *plan = &search->plan;
    int32_t row = late_row(search), count = 0;
    ExplainStep *steps;
    mem_zero(minutes, (size_t)plan->task_count * sizeof *minutes);
    mem_zero(held, (size_t)(plan->resource_count + 1) * sizeof *held);
    if (row == NO_INDEX) return true;
    arena_reset(&search->scratch);
    if (!schedule_explain(&search->scratch, plan, &search->schedule, row, true, &steps, &count)) return true;
    for (int32_t i = 0; i < count; i++) {
        int32_t span = search->schedule.tasks[steps[i].task].duration;
        if (!steps[i].of_finish) continue;
        for (int32_t up = steps[i].task; up != NO_INDEX; up = plan->tasks[up].parent) minutes[up] += span;
        for (int32_t k = 0; k < plan->assignment_count; k++)
            if (plan->assignments[k].task == steps[i].task) held[plan->assignments[k].resource] += span;
    }
    return moves_along(search, steps, count);
}

static int64_t relief(const Search *search, const OptionsMove *move, const int32_t *minutes,
                      const int32_t *held) {
    const OptionsProblem *problem = search->problem;
    const Plan *plan = &search->plan;
    int32_t feature = move_feature(problem, move);
    switch ((OptionsMoveKind)move->kind) {
    case MOVE_DEFER: return 2 * (int64_t)minutes[problem->features[feature].task];
    case MOVE_SIMPLIFY: return minutes[problem->features[feature].task];
    case MOVE_REORDER: return minutes[problem->features[feature].task] / 2 + !move->to;
    case MOVE_HIRE: return held[problem->hires[move->index].resource];
    case MOVE_OVERLAP: return minutes[plan->links[move->index].predecessor] / 2;
    case MOVE_CRASH: return minutes[plan->assignments[move->index].task] / 2;
    default: return 0;
    }
}

/* What a move saves where a budget is passed. */
static int64_t saving(const Search *search, const OptionsMove *move) {
    const OptionsProblem *problem = search->problem;
    if (move->kind == MOVE_DEFER)
        return search->schedule.tasks[problem->features[move->index].task].cost_cents;
    if (move->kind != MOVE_SIMPLIFY) return 0;
    const OptionsVariant *variant = problem->variants + move->index;
    int64_t cents = 0;
    for (int32_t i = 0; i < variant->work_count; i++) {
        const OptionsWork *work = problem->works + variant->first_work + i;
        const TaskSchedule *task = search->schedule.tasks + work->task;
        int64_t less = work->left_out ? task->work : task->work - work->minutes;
        if (!work->left_out && work->minutes < 0) less = 0;
        if (task->work > 0) cents += task->cost_cents * less / task->work;
    }
    return cents;
}

typedef struct Candidate {
    int32_t move;
    int64_t merit;
} Candidate;

/* The best by what they relieve for their price, of the kinds wanted. */
static int32_t find_candidates(Search *search, const Trial *trial, int32_t kinds, const int32_t *minutes,
                               const int32_t *held, Candidate *ret) {
    bool late = trial->signature & 1 << MOVE_EXTEND, dear = trial->signature & 1 << MOVE_RAISE;
    int32_t count = 0;
    for (int32_t i = 0; i < search->moves.count; i++) {
        const OptionsMove *move = search->moves.at + i;
        if (!(kinds & 1 << move->kind) || !fits_in(search, trial, i)) continue;
        int64_t help = late ? relief(search, move, minutes, held) : 0;
        if (dear) help += share(saving(search, move), search->total_cost) / 100;
        if (help <= 0) continue;
        Candidate candidate = {i, help * 1000000 / (move->price + 2000)};
        if (count == CANDIDATES && ret[count - 1].merit >= candidate.merit) continue;
        int32_t at = count < CANDIDATES ? count++ : CANDIDATES - 1;
        for (; at > 0 && ret[at - 1].merit < candidate.merit; at--) ret[at] = ret[at - 1];
        ret[at] = candidate;
    }
    return count;
}

/* ---- Ways ---- */

static int64_t price_of(const Trial *trial, bool strict) {
    return strict ? trial->strict : trial->price;
}

/* Takes out what is not needed, the dearest first. */
static bool make_lean(Search *search, Trial *trial, bool strict) {
    for (int32_t rounds = trial->count; rounds > 0; rounds--) {
        int32_t dearest = -1;
        Trial leaner;
        for (int32_t i = 0; i < trial->count && search->answer.steps < search->budget.steps; i++) {
            without(trial, i, &leaner);
            uint64_t hash = hash_of(&leaner);
            if (remember(search, hash)) continue;
            if (!trial_run(search, &leaner)) return false;
            if (price_of(&leaner, strict) < price_of(trial, strict)) {
                dearest = i;
                break;
            }
        }
        if (dearest < 0) return true;
        *trial = leaner;
    }
    return true;
}

/* From the plan as it is: in each round the candidate that costs least in all. A step that costs more is
 * taken too, as long as something is passed less. */
static bool walk(Search *search, int32_t kinds, bool strict, int32_t *minutes, int32_t *held) {
    Trial trial = {0}, best, tried;
    Candidate candidates[CANDIDATES];
    if (!trial_run(search, &trial)) return false;
    for (int32_t round = 0; round < ROUNDS && trial.passed > 0; round++) {
        if (!weigh_chain(search, minutes, held)) return search->failed = true, false;
        int32_t count = find_candidates(search, &trial, kinds, minutes, held, candidates);
        bool found = false;
        for (int32_t i = 0; i < count; i++) {
            with(&trial, candidates[i].move, &tried);
            if (!trial_run(search, &tried)) return false;
            if (tried.passed >= trial.passed && price_of(&tried, strict) >= price_of(&trial, strict))
                continue;
            if (found && price_of(&tried, strict) >= price_of(&best, strict)) continue;
            best = tried;
            found = true;
        }
        if (!found) break;
        trial = best;
        /* The schedule of the set that stands, for its chain. */
        if (!trial_run(search, &best)) return false;
    }
    return trial.count == 0 || make_lean(search, &trial, strict);
}

/* Swaps of one move of the best for another. */
static bool improve(Search *search, int32_t *minutes, int32_t *held) {
    for (int32_t signature = 0; signature < SIGNATURES; signature++) {
        Trial *best = search->best[signature];
        if (!best || best->price != search->best_price) continue;
        Trial from = *best, fewer, tried;
        for (int32_t i = 0; i < from.count; i++) {
            Candidate candidates[CANDIDATES];
            without(&from, i, &fewer);
            if (!trial_run(search, &fewer)) return false;
            if (!weigh_chain(search, minutes, held)) return search->failed = true, false;
            int32_t count = find_candidates(search, &fewer, -1, minutes, held, candidates);
            for (int32_t k = 0; k < count; k++) {
                with(&fewer, candidates[k].move, &tried);
                if (!remember(search, hash_of(&tried)) && !trial_run(search, &tried)) return false;
            }
        }
        return true;
    }
    return true;
}

/* ---- Every cheaper set ---- */

static void sort_moves(const Search *search, int32_t *order) {
    for (int32_t i = 0; i < search->moves.count; i++) {
        int32_t at = i;
        int64_t price = search->moves.at[i].price;
        for (; at > 0 && search->moves.at[order[at - 1]].price > price; at--) order[at] = order[at - 1];
        order[at] = i;
    }
}

/* Sets in which the moves from `next` of the order on may be added: cut where the moves alone are as dear as
 * the best. False: the steps are used up. */
static bool enumerate(Search *search, const int32_t *order, int32_t next, int64_t price, const Trial *trial) {
    for (int32_t i = next; i < search->moves.count; i++) {
        int64_t more = price + search->moves.at[order[i]].price;
        if (more >= search->best_price) return true;
        if (!fits_in(search, trial, order[i])) continue;
        ArenaMark mark = arena_mark(&search->scratch);
        Trial *larger = arena_new(&search->scratch, Trial);
        if (!larger) return false;
        with(trial, order[i], larger);
        if (!remember(search, hash_of(larger)) && !trial_run(search, larger)) return false;
        if (!enumerate(search, order, i + 1, more, larger)) return false;
        arena_release(&search->scratch, mark);
    }
    return true;
}

void search_run(Search *search) {
    static const int32_t families[] = {
        -1,
        1 << MOVE_DEFER,
        1 << MOVE_SIMPLIFY,
        1 << MOVE_HIRE,
        1 << MOVE_DEFER | 1 << MOVE_SIMPLIFY,
        1 << MOVE_REORDER,
        1 << MOVE_OVERLAP | 1 << MOVE_CRASH,
        1 << MOVE_HIRE | 1 << MOVE_SIMPLIFY,
    };
    const Plan *plan = &search->plan;
    int32_t *minutes = arena_array(search->arena, int32_t, plan->task_count + 1);
    int32_t *held = arena_array(search->arena, int32_t, plan->resource_count + 1);
    if (!minutes || !held) {
        search->failed = true;
        return;
    }
    for (int32_t i = 0; i < COUNT_OF(families); i++)
        if (!walk(search, families[i], true, minutes, held)) return;
    if (!walk(search, -1, false, minutes, held) || !improve(search, minutes, held)) return;
    int32_t *order = arena_array(search->arena, int32_t, search->moves.count + 1);
    if (!order) {
        search->failed = true;
        return;
    }
    sort_moves(search, order);
    arena_reset(&search->scratch);
    Trial none = {0};
    search->answer.proven = enumerate(search, order, 0, 0, &none);
}
