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

/* At most so many stretches of work without a pause between. */
static int32_t stretches_of(const Run *run, Load load) {
    int32_t count, row = run->graph.row[load.position];
    int32_t pauses = run->first_pause ? run->first_pause[row + 1] - run->first_pause[row] : 0;
    return run_pieces(run, load.position, &count) ? count : pauses + 1;
}

/* Work goes on after so many working minutes of the part. */
static Minute moment_after(const Part *part, Minute start, int32_t minutes) {
    return worktime_next_start(part->time, worktime_add(part->time, start, minutes));
}

static int32_t add_turns(const Run *run, Load load, Turn *turns) {
    Turn end, begin = begin_of(run, load, &end);
    const Part *part = run->parts + load.part;
    int32_t count = 0, pieces, row = run->graph.row[load.position], passed = part->delay, paused = 0;
    const Piece *piece = run_pieces(run, load.position, &pieces);
    for (int32_t i = 0; i < pieces; i++, piece++) {
        turns[count++] = (Turn){piece->dates.start, begin.units, begin.time};
        turns[count++] = (Turn){piece->dates.finish, end.units, end.time};
    }
    if (pieces) return count;
    turns[count++] = begin;
    Minute start = run->planned[load.position].start;
    bool placed = run->jobs[load.position].mode == JOB_OPEN && part->pause > 0;
    for (int32_t i = placed ? run->first_pause[row] : 0; placed && i < run->first_pause[row + 1]; i++) {
        const Pause *pause = run->plan->pauses + i;
        if (pause->after == 0 || passed + pause->after >= part->minutes - part->pause) continue;
        turns[count++] =
            (Turn){worktime_add(part->time, start, passed + pause->after + paused), end.units, end.time};
        paused += pause->minutes;
        turns[count++] =
            (Turn){moment_after(part, start, passed + pause->after + paused), begin.units, begin.time};
    }
    turns[count++] = end;
    return count;
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
    int64_t room = shortage_count(run->plan, resource);
    for (int32_t i = first; i < first + most; i++) room += 2 * (int64_t)stretches_of(run, run->loads[i]);
    Turn *turns = arena_array(run->arena, Turn, room);
    int64_t *keys = arena_array(run->arena, int64_t, room);
    if (!turns || !keys) return false;
    count = add_absences(run, resource, turns);
    for (int32_t i = first; i < first + most; i++)
        if (run->parts[run->loads[i].part].time) count += add_turns(run, run->loads[i], turns + count);
    run->schedule.resources[resource].overload_minutes = sweep(turns, keys, count, row->units);
    arena_release(run->arena, mark);
    return true;
}
