/* Levelling: bounds without search.
 *
 * The critical path, and the energy of each resource: jobs that cannot start before h and have q slots to go
 * behind their finish must all run between h and the end less q, so that the end is at least
 * h + ceil(energy / capacity) + q. */
#include "engine/level/level_run.h"
#include "engine/sort.h"

enum { PAIRS_JOBS_MAX = 3000 };

static int32_t demand_of(const LevelRun *run, int32_t job, int32_t resource) {
    const LevelProblem *problem = run->problem;
    int64_t mode = problem->first_mode[run->row[job]];
    return problem->demand[mode * problem->resource_count + resource];
}

/* `order` holds the jobs that use the resource, the longest way to go first. */
static int32_t energy_bound(const LevelRun *run, int32_t resource, const int64_t *order, int32_t count) {
    const LevelSide *side = run->side;
    int32_t capacity = run->problem->capacity[resource], bound = 0;
    int32_t starts = run->job_count <= PAIRS_JOBS_MAX ? count : 1;
    for (int32_t i = 0; i < starts; i++) {
        int32_t head = starts > 1 ? side->head[sort_minor(order[i])] : 0;
        int64_t energy = 0;
        for (int32_t k = 0; k < count; k++) {
            int32_t job = sort_minor(order[k]);
            if (side->head[job] < head) continue;
            energy += (int64_t)side->duration[job] * demand_of(run, job, resource);
            int32_t after = side->tail[job] - side->duration[job];
            int32_t end = head + (int32_t)((energy + capacity - 1) / capacity) + after;
            if (end > bound) bound = end;
        }
    }
    return bound;
}

int32_t level_quick_bound(LevelRun *run) {
    const LevelSide *side = run->side;
    int32_t bound = 0;
    for (int32_t j = 0; j < run->job_count; j++)
        if (side->tail[j] > bound) bound = side->tail[j];
    for (int32_t r = 0; r < run->problem->resource_count; r++) {
        int32_t count = 0;
        for (int32_t j = 0; j < run->job_count; j++)
            if (side->duration[j] && demand_of(run, j, r))
                run->heap[count++] = sort_key(side->duration[j] - side->tail[j], j);
        sort_keys(run->heap, count);
        int32_t energy = energy_bound(run, r, run->heap, count);
        if (energy > bound) bound = energy;
    }
    return bound;
}
