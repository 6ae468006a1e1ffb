/* The search over modes. See level_modes.h.
 *
 * Invariant: a member's list is an order in which everything stands behind its predecessors; its starts are
 * those of its list and modes. */
#include "engine/level/level_modes.h"

#include "base/mem.h"
#include "engine/level/level_modes_run.h"

enum {
    MEMBERS = 60,
    CHANGE_MODE_PERCENT = 4,
    SWAP_PERCENT = 6,
    FRESH_AFTER = 2500, /* children without a better one: half of the members are made anew */
    SOLVE_SHARE = 20,   /* of the budget, so many parts go to level_make: one of twenty */
    SCHEDULES_SOLVED_MOST = 200000,
};

/* SplitMix64 (Steele, Lea, Flood 2014). */
uint32_t modes_random(ModesRun *run, uint32_t below) {
    uint64_t z = (run->random += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)((((z ^ (z >> 31)) >> 32) * (uint64_t)below) >> 32);
}

bool modes_spend(ModesRun *run) {
    run->spent++;
    if (run->spent >= run->limit) run->stopped = true;
    if (run->spent % 64 == 0 && run->options->keep_going && !run->options->keep_going(run->options->context))
        run->stopped = true;
    if (run->found && run->best.makespan == run->lower_bound) run->stopped = true;
    return !run->stopped;
}

/* ---- Members ---- */

static bool make_member(ModesRun *run, ModesMember *ret) {
    *ret = (ModesMember){arena_array(run->arena, int32_t, run->job_count),
                         arena_array(run->arena, int32_t, run->job_count),
                         arena_array(run->arena, int32_t, run->job_count), 0, 0};
    return ret->list && ret->mode && ret->start;
}

static void copy_member(const ModesRun *run, const ModesMember *from, ModesMember *to) {
    size_t bytes = (size_t)run->job_count * sizeof *from->list;
    mem_copy(to->list, from->list, bytes);
    mem_copy(to->mode, from->mode, bytes);
    mem_copy(to->start, from->start, bytes);
    to->makespan = from->makespan;
    to->excess = from->excess;
}

/* What is within the capacities is before what is not. */
static bool is_better(const ModesMember *a, const ModesMember *b) {
    return a->excess != b->excess ? a->excess < b->excess : a->makespan < b->makespan;
}

static void tell(const ModesRun *run) {
    LevelAnswer answer = {run->best.makespan, run->lower_bound, run->best.makespan == run->lower_bound,
                          run->spent, run->best.start};
    if (run->options->improved) run->options->improved(run->options->context, &answer);
}

static void offer(ModesRun *run, const ModesMember *member) {
    if (member->excess > 0 || (run->found && member->makespan >= run->best.makespan)) return;
    copy_member(run, member, &run->best);
    run->found = true;
    tell(run);
}

static void judge(ModesRun *run, ModesMember *member) {
    modes_repair(run, member);
    modes_place(run, member);
    offer(run, member);
}

/* Short modes rather than long ones, by choice of the better of two. */
static void make_at_random(ModesRun *run, ModesMember *member) {
    modes_shuffle(run, member->list);
    for (int32_t j = 0; j < run->job_count; j++) {
        uint32_t count = (uint32_t)(run->first[j + 1] - run->first[j]);
        int32_t one = run->usable[run->first[j] + (int32_t)modes_random(run, count)];
        int32_t other = run->usable[run->first[j] + (int32_t)modes_random(run, count)];
        member->mode[j] = run->problem->duration[one] <= run->problem->duration[other] ? one : other;
    }
    judge(run, member);
}

/* ---- Children ---- */

/* The part from..to of the order, and the modes there, from the second; the rest from the first. */
static void cross(ModesRun *run, const ModesMember *first, const ModesMember *second, ModesMember *child) {
    int32_t count = run->job_count, n = 0;
    int32_t a = (int32_t)modes_random(run, (uint32_t)count + 1),
            b = (int32_t)modes_random(run, (uint32_t)count + 1);
    int32_t from = a < b ? a : b, to = a < b ? b : a, *taken = run->waiting;
    for (int32_t j = 0; j < count; j++) taken[j] = 0;
    for (int32_t part = 0; part < 3; part++) {
        const ModesMember *parent = part == 1 ? second : first;
        int32_t until = part == 0 ? from : part == 1 ? to : count;
        for (int32_t i = 0; i < count && n < until; i++) {
            int32_t job = parent->list[i];
            if (taken[job]) continue;
            taken[job] = 1;
            child->list[n++] = job;
            child->mode[job] = parent->mode[job];
        }
    }
}

static bool comes_before(const ModesRun *run, int32_t job, int32_t other) {
    for (int32_t i = run->before.first[other]; i < run->before.first[other + 1]; i++)
        if (run->before.list[i] == job) return true;
    return false;
}

static void mutate(ModesRun *run, ModesMember *child) {
    for (int32_t n = 0; n + 1 < run->job_count; n++) {
        int32_t one = child->list[n], other = child->list[n + 1];
        if (modes_random(run, 100) >= SWAP_PERCENT || comes_before(run, one, other)) continue;
        child->list[n] = other;
        child->list[n + 1] = one;
    }
    for (int32_t j = 0; j < run->job_count; j++) {
        uint32_t count = (uint32_t)(run->first[j + 1] - run->first[j]);
        if (count > 1 && modes_random(run, 100) < CHANGE_MODE_PERCENT)
            child->mode[j] = run->usable[run->first[j] + (int32_t)modes_random(run, count)];
    }
}

static bool same(const ModesRun *run, const ModesMember *a, const ModesMember *b) {
    size_t bytes = (size_t)run->job_count * sizeof *a->mode;
    return a->makespan == b->makespan && mem_equal(a->mode, b->mode, bytes) &&
           mem_equal(a->start, b->start, bytes);
}

static int32_t pick(ModesRun *run, const ModesMember *members, bool good) {
    int32_t a = (int32_t)modes_random(run, MEMBERS), b = (int32_t)modes_random(run, MEMBERS);
    return is_better(members + a, members + b) == good ? a : b;
}

/* The child takes the place of a weak member, unless there is one like it. */
static void settle(ModesRun *run, ModesMember *members, const ModesMember *child) {
    for (int32_t i = 0; i < MEMBERS; i++)
        if (same(run, members + i, child)) return;
    int32_t weak = pick(run, members, false);
    if (!is_better(members + weak, child)) copy_member(run, child, members + weak);
}

static bool evolve(ModesRun *run) {
    ModesMember members[MEMBERS], child;
    int64_t idle = 0;
    for (int32_t i = 0; i < MEMBERS; i++)
        if (!make_member(run, members + i)) return false;
    if (!make_member(run, &child)) return false;
    int32_t made = 0;
    for (; made < MEMBERS && (made == 0 || !run->stopped); made++) make_at_random(run, members + made);
    while (!run->stopped) {
        int32_t before = run->found ? run->best.makespan : INT32_MAX;
        cross(run, members + pick(run, members, true), members + pick(run, members, true), &child);
        mutate(run, &child);
        judge(run, &child);
        settle(run, members, &child);
        idle = run->found && run->best.makespan < before ? 0 : idle + 1;
        if (idle < FRESH_AFTER) continue;
        idle = 0;
        for (int32_t i = 0; i < MEMBERS / 2 && !run->stopped; i++)
            make_at_random(run, members + pick(run, members, false));
    }
    return true;
}

/* ---- The best modes, solved as they are ---- */

static bool solve(ModesRun *run, int64_t schedules, LevelFault *fault) {
    const LevelProblem *problem = run->problem;
    int32_t renewable = run->renewable_count;
    LevelProblem one = *problem;
    LevelOptions options = {.schedules = schedules,
                            .seed = run->options->seed,
                            .context = run->options->context,
                            .keep_going = run->options->keep_going};
    LevelAnswer answer;
    one.resource_count = renewable;
    one.first_mode = arena_array(run->arena, int32_t, run->job_count + 1);
    one.duration = arena_array(run->arena, int32_t, run->job_count);
    one.demand = arena_array(run->arena, int32_t, (int64_t)run->job_count * renewable + 1);
    if (!one.first_mode || !one.duration || !one.demand) return fault->kind = LEVEL_FAULT_MEMORY, false;
    for (int32_t j = 0; j < run->job_count; j++) {
        int32_t mode = run->best.mode[j];
        one.first_mode[j + 1] = j + 1;
        one.duration[j] = problem->duration[mode];
        for (int32_t r = 0; r < renewable; r++)
            one.demand[(int64_t)j * renewable + r] = mode_demand(run, mode)[r];
    }
    if (!level_make(run->arena, &one, &options, &answer, fault)) return false;
    run->spent += answer.schedules;
    if (answer.makespan >= run->best.makespan) return true;
    run->best.makespan = answer.makespan;
    mem_copy(run->best.start, answer.start, (size_t)run->job_count * sizeof *answer.start);
    tell(run);
    return true;
}

bool level_modes_make(Arena *arena, const LevelProblem *problem, int32_t renewable_count,
                      const LevelOptions *options, LevelModesAnswer *ret, LevelFault *fault) {
    ModesRun run = {.arena = arena,
                    .problem = problem,
                    .options = options,
                    .renewable_count = renewable_count,
                    .random = options->seed};
    if (options->schedules < 1) {
        *fault = (LevelFault){LEVEL_FAULT_BUDGET, 0, 0, "schedules"};
        return false;
    }
    int64_t last = options->schedules / SOLVE_SHARE;
    if (last > SCHEDULES_SOLVED_MOST) last = SCHEDULES_SOLVED_MOST;
    run.limit = options->schedules - last;
    *fault = (LevelFault){LEVEL_FAULT_MEMORY, 0, 0, ""};
    if (!modes_prepare(&run, fault)) return false;
    if (!make_member(&run, &run.best) || !evolve(&run)) return false;
    if (run.found && last > 0 && run.best.makespan > run.lower_bound && !solve(&run, last, fault))
        return false;
    *ret = (LevelModesAnswer){
        run.found, run.best.makespan, run.lower_bound, run.found && run.best.makespan == run.lower_bound,
        run.spent, run.best.start,    run.best.mode};
    return true;
}
