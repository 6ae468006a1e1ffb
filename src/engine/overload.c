/* Overload: how much is asked of each resource beyond its units, over all time.
 *
 * Begins and ends of every part, sorted by resource and moment, are swept once; between two of them the
 * excess is constant and counts for the working time there, by the calendar of the part begun last. */
#include "base/mem.h"
#include "engine/check.h"
#include "engine/run.h"
#include "engine/sort.h"

typedef struct Turn {
    Minute at;
    int32_t units; /* negative: a part ends */
    const WorkTime *time;
} Turn;

typedef struct Turns {
    Turn *at;
    int64_t *keys;
    int32_t *first; /* by resource, one more */
} Turns;

static void add_turns(const Run *run, int32_t position, Turns *turns) {
    const Job *job = run->jobs + position;
    for (int32_t i = 0; i < job->all_count; i++) {
        const Part *part = job->all + i;
        const Assignment *assignment = run->plan->assignments + part->assignment;
        Dates dates = run->planned[position];
        if (job->mode == JOB_OPEN || job->mode == JOB_FIXED) {
            dates.finish = worktime_add(part->time, dates.start, part->minutes);
            dates.start = worktime_next_start(part->time, dates.start);
        }
        int32_t *next = turns->first + assignment->resource + 1;
        turns->at[(*next)++] = (Turn){dates.start, assignment->units, part->time};
        turns->at[(*next)++] = (Turn){dates.finish, -assignment->units, part->time};
    }
}

static bool make_turns(const Run *run, Turns *turns) {
    int32_t resources = run->plan->resource_count, count = 0;
    turns->first = arena_array(run->arena, int32_t, resources + 2);
    if (!turns->first) return false;
    for (int32_t p = 0; p < run->net.node_count; p++)
        for (int32_t i = 0; i < run->jobs[p].all_count; i++, count++)
            turns->first[run->plan->assignments[run->jobs[p].all[i].assignment].resource + 2] += 2;
    for (int32_t i = 0; i < resources; i++) turns->first[i + 2] += turns->first[i + 1];
    turns->at = arena_array(run->arena, Turn, 2 * (int64_t)count);
    turns->keys = arena_array(run->arena, int64_t, 2 * (int64_t)count);
    if (!turns->at || !turns->keys) return false;
    for (int32_t p = 0; p < run->net.node_count; p++) add_turns(run, p, turns);
    return true;
}

/* Ends before begins where they meet does not matter: nothing lies between. */
static int64_t sweep(const Turn *turns, int64_t *keys, int32_t count, int32_t capacity) {
    int64_t overload = 0, used = 0;
    const WorkTime *time = NULL;
    for (int32_t i = 0; i < count; i++) keys[i] = sort_key(turns[i].at, i);
    sort_keys(keys, count);
    for (int32_t i = 0; i < count; i++) {
        const Turn *turn = turns + sort_minor(keys[i]);
        if (used > capacity) {
            Minute before = sort_major(keys[i - 1]);
            overload += (used - capacity) * worktime_between(time, before, turn->at);
        }
        used += turn->units;
        if (turn->units > 0) time = turn->time;
    }
    return overload / 100;
}

bool find_overloads(Run *run, ResourceSchedule *ret) {
    Turns turns;
    ArenaMark mark = arena_mark(run->arena);
    if (!make_turns(run, &turns)) return false;
    for (int32_t i = 0; i < run->plan->resource_count; i++) {
        int32_t first = turns.first[i], count = turns.first[i + 1] - first;
        ret[i].overload_minutes =
            sweep(turns.at + first, turns.keys + first, count, run->plan->resources[i].units);
    }
    arena_release(run->arena, mark);
    return true;
}
