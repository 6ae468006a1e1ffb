/* See level_case.h. The enumeration places jobs in every order that links allow, each at its earliest: such
 * schedules (active ones) always hold one of the least makespan. */
#include "level_case.h"

#include "random_plan.h"

LevelProblem level_case(Arena *arena, int jobs, int resources, const int *capacity, const int *duration,
                        const int *demand, int links, const LevelLink *link) {
    LevelProblem problem = {jobs, links, resources};
    problem.capacity = arena_array(arena, int32_t, resources);
    problem.first_mode = arena_array(arena, int32_t, jobs + 1);
    problem.duration = arena_array(arena, int32_t, jobs);
    problem.demand = arena_array(arena, int32_t, jobs * resources);
    problem.links = arena_array(arena, LevelLink, links);
    for (int r = 0; r < resources; r++) problem.capacity[r] = capacity[r];
    for (int j = 0; j < jobs; j++) {
        problem.duration[j] = duration[j];
        problem.first_mode[j + 1] = j + 1;
    }
    for (int i = 0; i < jobs * resources; i++) problem.demand[i] = demand[i];
    for (int i = 0; i < links; i++) problem.links[i] = link[i];
    return problem;
}

/* Jobs are shuffled, so that their numbers do not follow the links. */
LevelProblem level_case_random(Arena *arena, uint64_t seed, int most) {
    Random random = {seed};
    int jobs = random_in(&random, most / 2, most), links = 0;
    int resources = random_chance(&random, 25) ? random_in(&random, 5, 6) : random_in(&random, 1, 4);
    int *number = arena_array(arena, int, jobs), *duration = arena_array(arena, int, jobs);
    int *demand = arena_array(arena, int, jobs *resources), capacity[6];
    LevelLink *link = arena_array(arena, LevelLink, jobs * 3);
    for (int r = 0; r < resources; r++) capacity[r] = random_in(&random, 3, 12);
    for (int j = 0; j < jobs; j++) {
        int other = random_in(&random, 0, j);
        number[j] = number[other];
        number[other] = j;
        duration[j] = random_in(&random, random_chance(&random, 10) ? 0 : 1, 9);
        for (int r = 0; r < resources; r++)
            demand[j * resources + r] = random_chance(&random, 50) ? random_in(&random, 0, capacity[r]) : 0;
    }
    for (int j = 1; j < jobs; j++)
        for (int k = random_in(&random, 0, 2); k > 0; k--)
            link[links++] = (LevelLink){number[random_in(&random, j > 8 ? j - 8 : 0, j - 1)], number[j]};
    return level_case(arena, jobs, resources, capacity, duration, demand, links, link);
}

static int32_t finish(const LevelProblem *problem, const int32_t *start, int32_t job) {
    return start[job] + problem->duration[job];
}

static int32_t held(const LevelProblem *problem, const int32_t *start, int32_t resource, int32_t time) {
    int32_t sum = 0;
    for (int32_t j = 0; j < problem->job_count; j++)
        if (start[j] >= 0 && start[j] <= time && time < finish(problem, start, j))
            sum += problem->demand[j * problem->resource_count + resource];
    return sum;
}

Str level_case_fault(Arena *arena, const LevelProblem *problem, const LevelAnswer *answer) {
    int32_t last = 0;
    for (int32_t i = 0; i < problem->link_count; i++)
        if (answer->start[problem->links[i].after] < finish(problem, answer->start, problem->links[i].before))
            return fmt(arena, "link %d is broken", i);
    for (int32_t j = 0; j < problem->job_count; j++) {
        if (answer->start[j] < 0) return fmt(arena, "job %d starts before 0", j);
        if (finish(problem, answer->start, j) > last) last = finish(problem, answer->start, j);
        for (int32_t r = 0; r < problem->resource_count; r++)
            if (problem->duration[j] &&
                held(problem, answer->start, r, answer->start[j]) > problem->capacity[r])
                return fmt(arena, "resource %d is overloaded when job %d starts", r, j);
    }
    if (last != answer->makespan) return fmt(arena, "the makespan is %d, not %d", last, answer->makespan);
    if (answer->lower_bound > answer->makespan) return fmt(arena, "the bound is above the makespan");
    if (answer->proven != (answer->lower_bound == answer->makespan)) return fmt(arena, "proven is wrong");
    return STR_NULL;
}

/* ---- Enumeration ---- */

static bool fits(const LevelProblem *problem, const int32_t *start, int32_t job, int32_t at) {
    for (int32_t t = at; t < at + problem->duration[job]; t++)
        for (int32_t r = 0; r < problem->resource_count; r++)
            if (held(problem, start, r, t) + problem->demand[job * problem->resource_count + r] >
                problem->capacity[r])
                return false;
    return true;
}

/* The earliest start by links; -1: a predecessor is not placed. */
static int32_t earliest(const LevelProblem *problem, const int32_t *start, int32_t job) {
    int32_t at = 0;
    for (int32_t i = 0; i < problem->link_count; i++) {
        if (problem->links[i].after != job) continue;
        if (start[problem->links[i].before] < 0) return -1;
        int32_t end = finish(problem, start, problem->links[i].before);
        if (end > at) at = end;
    }
    return at;
}

static void place_rest(const LevelProblem *problem, int32_t *start, int32_t placed, int32_t makespan,
                       int32_t *best) {
    if (makespan >= *best) return;
    if (placed == problem->job_count) {
        *best = makespan;
        return;
    }
    for (int32_t j = 0; j < problem->job_count; j++) {
        int32_t at = start[j] < 0 ? earliest(problem, start, j) : -1;
        if (at < 0) continue;
        while (!fits(problem, start, j, at)) at++;
        start[j] = at;
        int32_t end = finish(problem, start, j);
        place_rest(problem, start, placed + 1, end > makespan ? end : makespan, best);
        start[j] = -1;
    }
}

int32_t level_case_shortest(Arena *arena, const LevelProblem *problem) {
    int32_t *start = arena_array(arena, int32_t, problem->job_count), best = INT32_MAX;
    for (int32_t j = 0; j < problem->job_count; j++) start[j] = -1;
    place_rest(problem, start, 0, 0, &best);
    return best;
}
