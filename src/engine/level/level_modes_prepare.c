/* What is known before the search: neighbours, the modes that may be taken, a lower bound, room. */
#include "engine/check.h"
#include "engine/level/level_modes_run.h"

static bool wrong(LevelFault *fault, LevelFaultKind kind, int32_t row, int32_t resource, const char *field) {
    *fault = (LevelFault){kind, row, resource, field};
    return false;
}

static bool check(const ModesRun *run, LevelFault *fault) {
    const LevelProblem *p = run->problem;
    if (p->job_count < 1 || p->job_count > LEVEL_JOBS_MAX)
        return wrong(fault, LEVEL_FAULT_COUNT, 0, 0, "job_count");
    if (p->link_count < 0 || p->link_count > LEVEL_LINKS_MAX)
        return wrong(fault, LEVEL_FAULT_COUNT, 0, 0, "link_count");
    if (p->resource_count < 0 || p->resource_count > LEVEL_RESOURCES_MAX || run->renewable_count < 0 ||
        run->renewable_count > p->resource_count)
        return wrong(fault, LEVEL_FAULT_COUNT, 0, 0, "resource_count");
    for (int32_t r = 0; r < p->resource_count; r++)
        if (p->capacity[r] < 0) return wrong(fault, LEVEL_FAULT_CAPACITY, r, 0, "capacity");
    int64_t slots = 0;
    for (int32_t j = 0; j < p->job_count; j++) {
        int32_t longest = 0;
        if (p->first_mode[j + 1] <= p->first_mode[j])
            return wrong(fault, LEVEL_FAULT_MODES, j, 0, "first_mode");
        for (int32_t m = p->first_mode[j]; m < p->first_mode[j + 1]; m++) {
            if (p->duration[m] < 0) return wrong(fault, LEVEL_FAULT_DURATION, j, 0, "duration");
            if (p->duration[m] > longest) longest = p->duration[m];
            for (int32_t r = 0; r < p->resource_count; r++)
                if (p->demand[(int64_t)m * p->resource_count + r] < 0)
                    return wrong(fault, LEVEL_FAULT_DEMAND, j, r, "demand");
        }
        slots += longest;
        if (slots > LEVEL_SLOTS_MAX) return wrong(fault, LEVEL_FAULT_DURATION, j, 0, "duration");
    }
    for (int32_t i = 0; i < p->link_count; i++) {
        const LevelLink *link = p->links + i;
        bool known = link->before >= 0 && link->before < p->job_count && link->after >= 0 &&
                     link->after < p->job_count && link->before != link->after;
        if (!known) return wrong(fault, LEVEL_FAULT_LINK, i, 0, "links");
    }
    return true;
}

static bool make_edges(ModesRun *run, bool before, ModesEdges *ret) {
    const LevelProblem *p = run->problem;
    ret->first = arena_array(run->arena, int32_t, run->job_count + 2);
    ret->list = arena_array(run->arena, int32_t, p->link_count + 1);
    if (!ret->first || !ret->list) return false;
    for (int32_t i = 0; i < p->link_count; i++)
        ret->first[(before ? p->links[i].after : p->links[i].before) + 2]++;
    for (int32_t j = 0; j < run->job_count; j++) ret->first[j + 2] += ret->first[j + 1];
    for (int32_t i = 0; i < p->link_count; i++) {
        LevelLink link = p->links[i];
        ret->list[ret->first[(before ? link.after : link.before) + 1]++] = before ? link.before : link.after;
    }
    return true;
}

/* ---- Modes ---- */

static int32_t least_of(const ModesRun *run, int32_t job, int32_t resource) {
    int32_t least = INT32_MAX;
    for (int32_t i = run->first[job]; i < run->first[job + 1]; i++) {
        int32_t demand = mode_demand(run, run->usable[i])[resource];
        if (demand < least) least = demand;
    }
    return least;
}

/* More is asked at once than there is, or would be left if all others were modest. */
static bool is_impossible(const ModesRun *run, int32_t job, int32_t mode, const int64_t *least) {
    for (int32_t r = 0; r < run->resource_count; r++) {
        int64_t others = r < run->renewable_count ? 0 : least[r] - least_of(run, job, r);
        if (mode_demand(run, mode)[r] + others > run->problem->capacity[r]) return true;
    }
    return false;
}

/* Another mode is nowhere worse; of equal ones the first stays. */
static bool is_dominated(const ModesRun *run, int32_t job, int32_t mode) {
    for (int32_t i = run->first[job]; i < run->first[job + 1]; i++) {
        int32_t other = run->usable[i];
        const int32_t *a = mode_demand(run, other), *b = mode_demand(run, mode);
        bool better = run->problem->duration[other] <= run->problem->duration[mode];
        bool equal = run->problem->duration[other] == run->problem->duration[mode];
        for (int32_t r = 0; r < run->resource_count; r++) better &= a[r] <= b[r], equal &= a[r] == b[r];
        if (other != mode && better && (!equal || other < mode)) return true;
    }
    return false;
}

/* Drops modes of one job; the others' runs stay where they are, so that a gap is left behind. */
static bool drop_modes(ModesRun *run, const int64_t *least, int32_t *end) {
    bool dropped = false;
    for (int32_t j = 0; j < run->job_count; j++) {
        int32_t kept = run->first[j], next = run->first[j + 1];
        run->first[j + 1] = end[j];
        for (int32_t i = run->first[j]; i < end[j]; i++) {
            int32_t mode = run->usable[i];
            if (is_impossible(run, j, mode, least) || is_dominated(run, j, mode)) dropped = true;
            else run->usable[kept++] = mode;
        }
        run->first[j + 1] = next;
        end[j] = kept;
    }
    return dropped;
}

static bool sum_least(ModesRun *run, const int32_t *end, int64_t *least) {
    for (int32_t r = 0; r < run->resource_count; r++) least[r] = 0;
    for (int32_t j = 0; j < run->job_count; j++) {
        if (end[j] == run->first[j]) return false;
        for (int32_t r = run->renewable_count; r < run->resource_count; r++) {
            int32_t next = run->first[j + 1];
            run->first[j + 1] = end[j];
            least[r] += least_of(run, j, r);
            run->first[j + 1] = next;
        }
    }
    return true;
}

static bool find_usable(ModesRun *run, LevelFault *fault) {
    const LevelProblem *p = run->problem;
    int64_t least[LEVEL_RESOURCES_MAX];
    int32_t *end = arena_array(run->arena, int32_t, run->job_count + 1);
    run->first = arena_array(run->arena, int32_t, run->job_count + 1);
    run->usable = arena_array(run->arena, int32_t, p->first_mode[run->job_count] + 1);
    if (!end || !run->first || !run->usable) return wrong(fault, LEVEL_FAULT_MEMORY, 0, 0, "");
    for (int32_t j = 0; j <= run->job_count; j++) run->first[j] = p->first_mode[j];
    for (int32_t j = 0; j < run->job_count; j++) end[j] = run->first[j + 1];
    for (int32_t m = run->first[0]; m < run->first[run->job_count]; m++) run->usable[m] = m;
    do {
        if (!sum_least(run, end, least)) break;
    } while (drop_modes(run, least, end));
    int32_t to = 0;
    for (int32_t j = 0; j < run->job_count; j++) {
        int32_t from = run->first[j];
        if (end[j] == from) return wrong(fault, LEVEL_FAULT_MODES, j, 0, "demand");
        run->first[j] = to;
        for (int32_t i = from; i < end[j]; i++) run->usable[to++] = run->usable[i];
    }
    run->first[run->job_count] = to;
    return true;
}

/* ---- Bound ---- */

/* The longest chain of the shortest modes; the least work of a resource over its capacity. */
static bool find_bound(ModesRun *run, LevelFault *fault) {
    int32_t *waiting = run->waiting, *queue = run->finish, done = 0, found = 0;
    int32_t *ends = arena_array(run->arena, int32_t, run->job_count);
    int64_t work[LEVEL_RESOURCES_MAX] = {0};
    if (!ends) return wrong(fault, LEVEL_FAULT_MEMORY, 0, 0, "");
    for (int32_t j = 0; j < run->job_count; j++) {
        waiting[j] = run->before.first[j + 1] - run->before.first[j];
        if (waiting[j] == 0) queue[found++] = j;
    }
    while (done < found) {
        int32_t job = queue[done++], shortest = INT32_MAX;
        for (int32_t i = run->first[job]; i < run->first[job + 1]; i++) {
            int32_t duration = run->problem->duration[run->usable[i]];
            if (duration < shortest) shortest = duration;
        }
        ends[job] += shortest;
        if (ends[job] > run->lower_bound) run->lower_bound = ends[job];
        for (int32_t i = run->after.first[job]; i < run->after.first[job + 1]; i++) {
            int32_t next = run->after.list[i];
            if (ends[job] > ends[next]) ends[next] = ends[job];
            if (--waiting[next] == 0) queue[found++] = next;
        }
    }
    for (int32_t j = 0; found < run->job_count && j < run->job_count; j++)
        if (waiting[j] > 0) return wrong(fault, LEVEL_FAULT_CYCLE, j, 0, "links");
    for (int32_t r = 0; r < run->renewable_count; r++) {
        for (int32_t j = 0; j < run->job_count; j++) {
            int64_t least = INT64_MAX;
            for (int32_t i = run->first[j]; i < run->first[j + 1]; i++) {
                int32_t mode = run->usable[i];
                int64_t own = (int64_t)run->problem->duration[mode] * mode_demand(run, mode)[r];
                if (own < least) least = own;
            }
            work[r] += least;
        }
        int64_t capacity = run->problem->capacity[r];
        int64_t bound = capacity > 0 ? (work[r] + capacity - 1) / capacity : 0;
        if (bound > run->lower_bound) run->lower_bound = (int32_t)bound;
    }
    return true;
}

bool modes_prepare(ModesRun *run, LevelFault *fault) {
    run->job_count = run->problem->job_count;
    run->resource_count = run->problem->resource_count;
    if (!check(run, fault)) return false;
    if (!make_edges(run, true, &run->before) || !make_edges(run, false, &run->after))
        return wrong(fault, LEVEL_FAULT_MEMORY, 0, 0, "");
    if (!find_usable(run, fault)) return false;
    for (int32_t j = 0; j < run->job_count; j++) {
        int32_t longest = 0;
        for (int32_t i = run->first[j]; i < run->first[j + 1]; i++)
            if (run->problem->duration[run->usable[i]] > longest)
                longest = run->problem->duration[run->usable[i]];
        run->horizon += longest;
    }
    run->used = arena_array(run->arena, int32_t, (int64_t)(run->horizon + 1) * (run->renewable_count + 1));
    run->finish = arena_array(run->arena, int32_t, run->job_count);
    run->waiting = arena_array(run->arena, int32_t, run->job_count);
    run->keys = arena_array(run->arena, int64_t, run->job_count);
    run->used_up = arena_array(run->arena, int64_t, run->resource_count + 1);
    if (!run->used || !run->finish || !run->waiting || !run->keys || !run->used_up)
        return wrong(fault, LEVEL_FAULT_MEMORY, 0, 0, "");
    return find_bound(run, fault);
}
