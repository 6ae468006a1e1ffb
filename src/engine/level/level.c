/* Levelling: the run and its budget. See level.h.
 *
 * First one pass by latest finish and quick bounds, which answer at once; then the genetic search. Whatever
 * finds a schedule or a bound offers it here: here alone is decided what is best, proven, and told. */
#include "engine/level/level_run.h"

enum { ASK_EVERY = 16 };

bool level_spend(LevelRun *run, int64_t schedules) {
    run->spent += schedules;
    run->unasked += (int32_t)schedules;
    if (run->spent >= run->limit) run->stopped = true;
    if (run->unasked >= ASK_EVERY && run->options->keep_going) {
        run->unasked = 0;
        if (!run->options->keep_going(run->options->context)) run->stopped = true;
    }
    return !level_done(run);
}

bool level_spend_steps(LevelRun *run, int64_t steps) {
    int64_t schedule = (int64_t)run->job_count * LEVEL_STEPS_PER_JOB;
    run->steps += steps;
    int64_t whole = run->steps / schedule;
    run->steps -= whole * schedule;
    return level_spend(run, whole);
}

static void tell(LevelRun *run) {
    run->best.schedules = run->spent;
    run->best.proven = run->best.lower_bound == run->best.makespan;
    if (run->options->improved) run->options->improved(run->options->context, &run->best);
}

void level_offer(LevelRun *run, const int32_t *start, int32_t makespan) {
    if (makespan >= run->best.makespan) return;
    run->best.makespan = makespan;
    for (int32_t j = 0; j < run->job_count; j++) {
        run->start[j] = start[j];
        run->best.start[run->row[j]] = start[j];
    }
    tell(run);
}

void level_raise_bound(LevelRun *run, int32_t lower_bound) {
    if (lower_bound <= run->best.lower_bound) return;
    run->best.lower_bound = lower_bound;
    tell(run);
}

/* Urgent is what has the longest way to the end. */
static bool first_answer(LevelRun *run) {
    const LevelSide *side = run->side;
    int32_t *key = arena_array(run->arena, int32_t, run->job_count);
    int32_t *list = arena_array(run->arena, int32_t, run->job_count);
    int32_t *start = arena_array(run->arena, int32_t, run->job_count);
    if (!key || !list || !start) return false;
    for (int32_t j = 0; j < run->job_count; j++) key[j] = side->duration[j] - side->tail[j];
    level_list_by_key(run, side, key, list);
    if (!level_quick_bound(run, &run->best.lower_bound)) return false;
    level_offer(run, start, level_place(run, side, list, start));
    level_spend(run, 1);
    return true;
}

bool level_make(Arena *arena, const LevelProblem *problem, const LevelOptions *options, LevelAnswer *ret,
                LevelFault *fault) {
    LevelRun run = {.arena = arena, .problem = problem, .options = options, .limit = options->schedules};
    if (options->schedules < 1) {
        *fault = (LevelFault){LEVEL_FAULT_BUDGET, 0, 0, "schedules"};
        return false;
    }
    if (!level_prepare(&run, fault)) return false;
    run.random = options->seed;
    run.best = (LevelAnswer){.makespan = INT32_MAX, .start = arena_array(arena, int32_t, run.job_count)};
    run.start = arena_array(arena, int32_t, run.job_count);
    if (!run.best.start || !run.start || !first_answer(&run) || !level_search(&run)) {
        *fault = (LevelFault){LEVEL_FAULT_MEMORY, 0, 0, ""};
        return false;
    }
    run.best.schedules = run.spent;
    *ret = run.best;
    return true;
}
