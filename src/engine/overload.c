/* Overload: how much is asked of each resource beyond its units, over all time.
 *
 * Begins and ends of every part, sorted by resource and moment, are swept once; between two of them the
 * excess is constant and counts for the working time there, by the calendar of the part begun last. What is
 * missing of a resource is taken by nobody. */
#include "base/mem.h"
#include "engine/check.h"
#include "engine/rollup.h"
#include "engine/shortage.h"
#include "engine/sort.h"

typedef struct Turn {
    Minute at;
    int32_t units; /* negative: a part ends */
    const WorkTime *time;
} Turn;

/* What one part asks: where in Run.parts it is, and of which job. */
static Turn begin_of(const Run *run, Load load, Turn *end) {
    const Job *job = run->jobs + load.position;
    const Part *part = run->parts + load.part;
    int32_t units = run->plan->assignments[part->assignment].units;
    Dates dates = run->planned[load.position];
    if (job->mode == JOB_OPEN || job->mode == JOB_FIXED)
        dates = part_place(job, part, dates.start, job->minutes);
    *end = (Turn){dates.finish, -units, part->time};
    return (Turn){dates.start, units, part->time};
}

/* Ends before begins where they meet does not matter: nothing lies between. */
static int64_t sweep(const Turn *turns, int64_t *keys, int32_t count, int32_t capacity) {
    int64_t overload = 0, used = 0;
    const WorkTime *time = NULL;
    for (int32_t i = 0; i < count; i++) keys[i] = sort_key(turns[i].at, i);
    sort_keys(keys, count);
    for (int32_t i = 0; i < count; i++) {
        const Turn *turn = turns + sort_minor(keys[i]);
        if (used > capacity && time) {
            Minute before = sort_major(keys[i - 1]);
            overload += (used - capacity) * worktime_between(time, before, turn->at);
        }
        used += turn->units;
        if (turn->time && turn->units > 0) time = turn->time;
    }
    return overload / 100;
}

bool loads_make(Run *run) {
    const Plan *plan = run->plan;
    int32_t count, *first;
    if (!run->first_assignment) return true;
    if (!run->first_load) run->first_load = arena_array(run->arena, int32_t, plan->resource_count + 2);
    if (!run->loads) run->loads = arena_array(run->arena, Load, plan->assignment_count);
    first = run->first_load;
    if (!first || !run->loads) return false;
    mem_zero(first, ((size_t)plan->resource_count + 2) * sizeof *first);
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        const Part *parts = job_parts(run, p, &count);
        for (int32_t i = 0; i < count; i++) first[plan->assignments[parts[i].assignment].resource + 2]++;
    }
    for (int32_t i = 0; i < plan->resource_count; i++) first[i + 2] += first[i + 1];
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        const Part *parts = job_parts(run, p, &count);
        for (int32_t i = 0; i < count; i++) {
            int32_t resource = plan->assignments[parts[i].assignment].resource;
            run->loads[first[resource + 1]++] = (Load){p, (int32_t)(parts - run->parts) + i};
        }
    }
    return true;
}

/* Turns of nobody: at each change of what is missing. */
static int32_t add_absences(const Run *run, int32_t resource, Turn *turns) {
    Shortage shortage = shortage_of(run->plan, resource, true);
    int32_t count = 0, missing = 0;
    while (shortage_next(&shortage)) {
        turns[count++] = (Turn){later(shortage.at, MINUTE_BEFORE), shortage.units - missing, NULL};
        missing = shortage.units;
    }
    return count;
}

bool find_overload(Run *run, int32_t resource) {
    ArenaMark mark = arena_mark(run->arena);
    int32_t first = run->first_load[resource], most = run->first_load[resource + 1] - first, count = 0;
    const WorkResource *row = run->plan->resources + resource;
    int64_t room = 2 * (int64_t)most + shortage_count(run->plan, resource);
    Turn *turns = arena_array(run->arena, Turn, room);
    int64_t *keys = arena_array(run->arena, int64_t, room);
    if (!turns || !keys) return false;
    count = add_absences(run, resource, turns);
    for (int32_t i = first; i < first + most; i++) {
        if (!run->parts[run->loads[i].part].time) continue;
        turns[count] = begin_of(run, run->loads[i], turns + count + 1);
        count += 2;
    }
    run->schedule.resources[resource].overload_minutes = sweep(turns, keys, count, row->units);
    arena_release(run->arena, mark);
    return true;
}
