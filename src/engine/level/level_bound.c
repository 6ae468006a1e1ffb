/* Levelling: bounds without search.
 *
 * The critical path, and the energy of each resource: jobs that cannot start before h and have q slots to go
 * behind their finish must all run between h and the end less q, so that the end is at least
 * h + ceil(energy / capacity) + q.
 *
 * A resource of which much is always left over, because demands do not add up to it, says little by its own
 * energy. So demands are rounded: with k, a demand x of capacity C counts as k x when x (k + 1) / C is whole
 * and as floor(x (k + 1) / C) C when not; what fits together within C fits within k C then (a dual feasible
 * function: Fekete & Schepers 2001). Of each resource the k is kept that seems to say most. */
#include "engine/level/level_run.h"
#include "engine/sort.h"

enum { PAIRS_JOBS_MAX = 3000, ROUNDINGS = 30 };

static int32_t demand_of(const LevelRun *run, int32_t job, int32_t resource) {
    const LevelProblem *problem = run->problem;
    int64_t mode = problem->first_mode[run->row[job]];
    return problem->demand[mode * problem->resource_count + resource];
}

static int32_t rounded(int32_t demand, int32_t capacity, int32_t k) {
    int32_t parts = demand * (k + 1);
    return parts % capacity == 0 ? k * demand : parts / capacity * capacity;
}

static int64_t slots_needed(int64_t energy, int32_t capacity) {
    return (energy + capacity - 1) / capacity;
}

/* The end by the energy of all jobs that count, from their least head to their least tail. */
static int32_t rough_bound(const LevelRun *run, int32_t resource, int32_t k) {
    const LevelSide *side = run->side;
    int32_t capacity = run->problem->capacity[resource], head = INT32_MAX, tail = INT32_MAX;
    int64_t energy = 0;
    for (int32_t j = 0; j < run->job_count; j++) {
        int32_t after = side->tail[j] - side->duration[j], demand = demand_of(run, j, resource);
        int64_t own = (int64_t)side->duration[j] * (k ? rounded(demand, capacity, k) : demand);
        if (own == 0) continue;
        energy += own;
        if (side->head[j] < head) head = side->head[j];
        if (after < tail) tail = after;
    }
    return energy ? head + (int32_t)slots_needed(energy, k ? k * capacity : capacity) + tail : 0;
}

static void add_pool(LevelRun *run, int32_t resource, int32_t k) {
    int32_t capacity = run->problem->capacity[resource];
    int32_t *demand = run->pool_demand + (int64_t)run->pool_count * run->job_count;
    run->pool_capacity[run->pool_count++] = k ? k * capacity : capacity;
    for (int32_t j = 0; j < run->job_count; j++)
        demand[j] = k ? rounded(demand_of(run, j, resource), capacity, k) : demand_of(run, j, resource);
}

static bool make_pools(LevelRun *run) {
    int32_t kinds = run->problem->resource_count;
    run->pool_demand = arena_array(run->arena, int32_t, 2 * (int64_t)kinds * run->job_count);
    if (!run->pool_demand) return false;
    for (int32_t r = 0; r < kinds; r++) add_pool(run, r, 0);
    for (int32_t r = 0; r < kinds; r++) {
        int32_t best = 0, bound = rough_bound(run, r, 0);
        for (int32_t k = 1; k <= ROUNDINGS && k < run->problem->capacity[r]; k++) {
            int32_t other = rough_bound(run, r, k);
            if (other <= bound) continue;
            bound = other;
            best = k;
        }
        if (best) add_pool(run, r, best);
    }
    return true;
}

/* `order` holds the jobs that use the pool, the longest way to go first. */
static int32_t energy_bound(const LevelRun *run, int32_t pool, const int64_t *order, int32_t count) {
    const LevelSide *side = run->side;
    const int32_t *demand = run->pool_demand + (int64_t)pool * run->job_count;
    int32_t capacity = run->pool_capacity[pool], bound = 0;
    int32_t starts = run->job_count <= PAIRS_JOBS_MAX ? count : 1;
    for (int32_t i = 0; i < starts; i++) {
        int32_t head = starts > 1 ? side->head[sort_minor(order[i])] : 0;
        int64_t energy = 0;
        for (int32_t k = 0; k < count; k++) {
            int32_t job = sort_minor(order[k]);
            if (side->head[job] < head) continue;
            energy += (int64_t)side->duration[job] * demand[job];
            int32_t after = side->tail[job] - side->duration[job];
            int32_t end = head + (int32_t)slots_needed(energy, capacity) + after;
            if (end > bound) bound = end;
        }
    }
    return bound;
}

bool level_quick_bound(LevelRun *run, int32_t *ret) {
    const LevelSide *side = run->side;
    int32_t bound = 0;
    if (!make_pools(run)) return false;
    for (int32_t j = 0; j < run->job_count; j++)
        if (side->tail[j] > bound) bound = side->tail[j];
    for (int32_t p = 0; p < run->pool_count; p++) {
        int32_t count = 0;
        for (int32_t j = 0; j < run->job_count; j++)
            if (side->duration[j] && run->pool_demand[(int64_t)p * run->job_count + j])
                run->heap[count++] = sort_key(side->duration[j] - side->tail[j], j);
        sort_keys(run->heap, count);
        int32_t energy = energy_bound(run, p, run->heap, count);
        if (energy > bound) bound = energy;
    }
    *ret = bound;
    return true;
}
