/* Levelling: checks the problem, numbers its jobs in topological order and makes both sides.
 *
 * Links that others imply are left out (by sets of bits, up to REDUCE_JOBS_MAX jobs), because every pass
 * walks the links. What passed here needs no further test of an index or a range. */
#include "engine/level/level_run.h"

enum { REDUCE_JOBS_MAX = 8000 };

static bool fault_of(LevelFault *fault, LevelFaultKind kind, int32_t row, int32_t resource,
                     const char *field) {
    *fault = (LevelFault){kind, row, resource, field};
    return false;
}

static bool no_memory(LevelFault *fault) {
    return fault_of(fault, LEVEL_FAULT_MEMORY, 0, 0, "");
}

static bool check_counts(const LevelProblem *problem, LevelFault *fault) {
    if (problem->job_count < 1 || problem->job_count > LEVEL_JOBS_MAX)
        return fault_of(fault, LEVEL_FAULT_COUNT, 0, 0, "job_count");
    if (problem->link_count < 0 || problem->link_count > LEVEL_LINKS_MAX)
        return fault_of(fault, LEVEL_FAULT_COUNT, 0, 0, "link_count");
    if (problem->resource_count < 0 || problem->resource_count > LEVEL_RESOURCES_MAX)
        return fault_of(fault, LEVEL_FAULT_COUNT, 0, 0, "resource_count");
    for (int32_t r = 0; r < problem->resource_count; r++)
        if (problem->capacity[r] < 0 || problem->capacity[r] > LEVEL_CAPACITY_MAX)
            return fault_of(fault, LEVEL_FAULT_CAPACITY, r, r, "capacity");
    return true;
}

static bool check_jobs(const LevelProblem *problem, LevelFault *fault) {
    int64_t slots = 0;
    if (problem->first_mode[0] != 0) return fault_of(fault, LEVEL_FAULT_MODES, 0, 0, "first_mode");
    for (int32_t j = 0; j < problem->job_count; j++) {
        int32_t mode = problem->first_mode[j];
        if (problem->first_mode[j + 1] != mode + 1)
            return fault_of(fault, LEVEL_FAULT_MODES, j, 0, "first_mode");
        slots += problem->duration[mode];
        if (problem->duration[mode] < 0 || slots > LEVEL_SLOTS_MAX)
            return fault_of(fault, LEVEL_FAULT_DURATION, j, 0, "duration");
        for (int32_t r = 0; r < problem->resource_count; r++) {
            int32_t demand = problem->demand[(int64_t)mode * problem->resource_count + r];
            if (demand < 0 || demand > problem->capacity[r])
                return fault_of(fault, LEVEL_FAULT_DEMAND, j, r, "demand");
        }
    }
    return true;
}

static bool check_links(const LevelProblem *problem, LevelFault *fault) {
    for (int32_t i = 0; i < problem->link_count; i++) {
        LevelLink link = problem->links[i];
        if (link.before < 0 || link.before >= problem->job_count || link.after < 0 ||
            link.after >= problem->job_count || link.before == link.after)
            return fault_of(fault, LEVEL_FAULT_LINK, i, 0, "links");
    }
    return true;
}

/* ---- Topological numbers ---- */

/* Links grouped by one end: runs of `other`, which holds the other end. */
static bool group(Arena *arena, int32_t count, const LevelLink *links, int32_t link_count, bool by_before,
                  int32_t **ret_first, int32_t **ret_other) {
    int32_t *first = arena_array(arena, int32_t, count + 2), *other = arena_array(arena, int32_t, link_count);
    if (!first || !other) return false;
    for (int32_t i = 0; i < link_count; i++) first[(by_before ? links[i].before : links[i].after) + 2]++;
    for (int32_t j = 0; j < count; j++) first[j + 2] += first[j + 1];
    for (int32_t i = 0; i < link_count; i++)
        other[first[(by_before ? links[i].before : links[i].after) + 1]++] =
            by_before ? links[i].after : links[i].before;
    *ret_first = first;
    *ret_other = other;
    return true;
}

/* A job on a cycle: from any job left over, predecessors that are left over lead into one. */
static int32_t find_cycle(const int32_t *number, const int32_t *first, const int32_t *before, int32_t *seen) {
    int32_t at = 0;
    while (number[at] >= 0) at++;
    while (!seen[at]) {
        int32_t i = first[at];
        seen[at] = 1;
        while (number[before[i]] >= 0) i++;
        at = before[i];
    }
    return at;
}

static bool number_jobs(LevelRun *run, int32_t *number, LevelFault *fault) {
    const LevelProblem *problem = run->problem;
    int32_t count = problem->job_count, placed = 0, ready = 0, *first, *after;
    int32_t *waiting = arena_array(run->arena, int32_t, count);
    run->row = arena_array(run->arena, int32_t, count);
    if (!waiting || !run->row ||
        !group(run->arena, count, problem->links, problem->link_count, true, &first, &after))
        return no_memory(fault);
    for (int32_t i = 0; i < problem->link_count; i++) waiting[problem->links[i].after]++;
    for (int32_t j = 0; j < count; j++) {
        number[j] = -1;
        if (waiting[j] == 0) run->row[ready++] = j;
    }
    for (; placed < ready; placed++) {
        int32_t j = run->row[placed];
        number[j] = placed;
        for (int32_t i = first[j]; i < first[j + 1]; i++)
            if (--waiting[after[i]] == 0) run->row[ready++] = after[i];
    }
    if (placed == count) return true;
    if (!group(run->arena, count, problem->links, problem->link_count, false, &first, &after))
        return no_memory(fault);
    mem_zero(waiting, (size_t)count * sizeof *waiting);
    return fault_of(fault, LEVEL_FAULT_CYCLE, find_cycle(number, first, after, waiting), 0, "links");
}

/* ---- Links that others imply ---- */

static uint64_t bit_of(int32_t i) {
    return UINT64_C(1) << (i % 64);
}

/* Walks jobs from the last; of a job's successors those next in number come first, so that what is reached
 * through one of them is seen to be implied. Puts the kept links first and answers how many; -1: no memory.
 */
static int32_t reduce_links(LevelRun *run, LevelLink *links, int32_t link_count, const int32_t *first,
                            const int32_t *after) {
    int32_t count = run->job_count, words = (count + 63) / 64, kept = 0;
    if (count > REDUCE_JOBS_MAX) return link_count;
    uint64_t *reach = arena_array(run->arena, uint64_t, (int64_t)count * words);
    uint64_t *direct = arena_array(run->arena, uint64_t, words);
    if (!reach || !direct) return -1;
    for (int32_t j = count - 1; j >= 0; j--) {
        uint64_t *own = reach + (int64_t)j * words;
        for (int32_t i = first[j]; i < first[j + 1]; i++) direct[after[i] / 64] |= bit_of(after[i]);
        for (int32_t w = j / 64; w < words; w++) {
            for (; direct[w]; direct[w] &= direct[w] - 1) {
                int32_t next = w * 64 + __builtin_ctzll(direct[w]);
                if (own[w] & bit_of(next)) continue;
                links[kept++] = (LevelLink){j, next};
                own[w] |= bit_of(next);
                for (int32_t k = w; k < words; k++) own[k] |= reach[(int64_t)next * words + k];
            }
        }
    }
    return kept;
}

/* ---- Sides ---- */

static bool make_side(LevelRun *run, LevelSide *side, const LevelLink *links, int32_t link_count) {
    int32_t count = run->job_count;
    side->duration = arena_array(run->arena, int32_t, count);
    side->head = arena_array(run->arena, int32_t, count);
    side->tail = arena_array(run->arena, int32_t, count);
    side->demand = arena_array(run->arena, uint64_t, (int64_t)count * run->words);
    return side->duration && side->head && side->tail && side->demand &&
           group(run->arena, count, links, link_count, true, &side->first_after, &side->after) &&
           group(run->arena, count, links, link_count, false, &side->first_before, &side->before);
}

static void fill_job(LevelRun *run, LevelSide *side, int32_t job, int32_t row) {
    const LevelProblem *problem = run->problem;
    int32_t mode = problem->first_mode[row];
    side->duration[job] = problem->duration[mode];
    for (int32_t r = 0; r < problem->resource_count; r++) {
        uint64_t demand = (uint64_t)problem->demand[(int64_t)mode * problem->resource_count + r];
        side->demand[(int64_t)job * run->words + r / 4] |= demand << (r % 4 * 16);
    }
}

static void find_paths(const LevelRun *run, LevelSide *side) {
    for (int32_t j = 0; j < run->job_count; j++)
        for (int32_t i = side->first_before[j]; i < side->first_before[j + 1]; i++) {
            int32_t finish = side->head[side->before[i]] + side->duration[side->before[i]];
            if (finish > side->head[j]) side->head[j] = finish;
        }
    for (int32_t j = run->job_count - 1; j >= 0; j--) {
        for (int32_t i = side->first_after[j]; i < side->first_after[j + 1]; i++)
            if (side->tail[side->after[i]] > side->tail[j]) side->tail[j] = side->tail[side->after[i]];
        side->tail[j] += side->duration[j];
    }
}

static bool make_sides(LevelRun *run, const int32_t *number, LevelFault *fault) {
    const LevelProblem *problem = run->problem;
    int32_t count = run->job_count, link_count = problem->link_count, *first, *after;
    LevelLink *links = arena_array(run->arena, LevelLink, link_count);
    if (!links) return no_memory(fault);
    for (int32_t i = 0; i < link_count; i++)
        links[i] = (LevelLink){number[problem->links[i].before], number[problem->links[i].after]};
    if (!group(run->arena, count, links, link_count, true, &first, &after)) return no_memory(fault);
    link_count = reduce_links(run, links, link_count, first, after);
    if (link_count < 0 || !make_side(run, run->side, links, link_count)) return no_memory(fault);
    for (int32_t i = 0; i < link_count; i++)
        links[i] = (LevelLink){count - 1 - links[i].after, count - 1 - links[i].before};
    if (!make_side(run, run->side + 1, links, link_count)) return no_memory(fault);
    for (int32_t j = 0; j < count; j++) {
        fill_job(run, run->side, j, run->row[j]);
        fill_job(run, run->side + 1, count - 1 - j, run->row[j]);
        run->horizon += run->side[0].duration[j];
    }
    find_paths(run, run->side);
    find_paths(run, run->side + 1);
    return true;
}

static bool make_profile(LevelRun *run, LevelFault *fault) {
    for (int32_t w = 0; w < run->words; w++) run->full[w] = LEVEL_GUARD;
    for (int32_t r = 0; r < run->problem->resource_count; r++)
        run->full[r / 4] |= (uint64_t)run->problem->capacity[r] << (r % 4 * 16);
    run->free = arena_array(run->arena, uint64_t, (int64_t)(run->horizon + 1) * run->words);
    run->first_at = arena_array(run->arena, int32_t, run->horizon + 2);
    run->time = arena_array(run->arena, int32_t, run->job_count);
    run->waiting = arena_array(run->arena, int32_t, run->job_count);
    run->heap = arena_array(run->arena, int64_t, 2 * (int64_t)run->job_count);
    if (!run->free || !run->first_at || !run->time || !run->waiting || !run->heap) return no_memory(fault);
    run->free_slots = run->horizon + 1;
    return true;
}

bool level_prepare(LevelRun *run, LevelFault *fault) {
    const LevelProblem *problem = run->problem;
    if (!check_counts(problem, fault) || !check_jobs(problem, fault) || !check_links(problem, fault))
        return false;
    run->job_count = problem->job_count;
    run->words = problem->resource_count > 4 ? (problem->resource_count + 3) / 4 : 1;
    int32_t *number = arena_array(run->arena, int32_t, run->job_count);
    if (!number) return no_memory(fault);
    return number_jobs(run, number, fault) && make_sides(run, number, fault) && make_profile(run, fault);
}
