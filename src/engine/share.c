/* Sharing of people: serial schedule generation.
 *
 * Jobs whose predecessors are placed wait in a heap, the most urgent on top: smallest effective priority,
 * then plan order; a predecessor is at least as urgent as what waits for it. Each in turn gets the earliest
 * start at which links allow it and none of its people would exceed his units. A job holds its people from
 * the start of their part to its end, nights included. What is started, done or fixed keeps its time and
 * takes its people first; an assignment above the whole capacity asks for all of it.
 *
 * Invariant: a profile's usage changes only at its steps, and at its last step only what is missing for ever
 * is used. */
#include "engine/share.h"

#include "base/mem.h"
#include "engine/check.h"
#include "engine/shortage.h"
#include "engine/sort.h"

/* The last step at or before the moment. */
static int32_t find_step(const Profile *profile, Minute at) {
    int32_t low = 0, high = profile->count;
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (profile->at[middle].at <= at) low = middle;
        else high = middle;
    }
    return low;
}

/* The first moment after a conflict within from .. to at which the units are free; MINUTE_NONE: no conflict.
 * MINUTE_AFTER: they never are again. `need`: of a part on the profile's own time, its working minutes, so
 * that gaps which are too short are passed by; 0: unknown. */
static Minute find_conflict(const Profile *profile, Minute from, Minute to, int32_t units, int32_t need,
                            int32_t *ender) {
    const Step *steps = profile->at;
    int32_t i = find_step(profile, from), most = profile->units - units;
    while (i < profile->count && steps[i].at < to && steps[i].used <= most) i++;
    if (i == profile->count || steps[i].at >= to) return MINUTE_NONE;
    for (;;) {
        while (i < profile->count && steps[i].used > most) i++;
        if (i == profile->count) return MINUTE_AFTER;
        int32_t next = i + 1;
        while (next < profile->count && steps[next].used <= most) next++;
        if (next == profile->count || steps[next].work - steps[i].work >= need) break;
        i = next;
    }
    *ender = steps[i].ender;
    return steps[i].at;
}

static bool split_at(Arena *arena, Profile *profile, Minute at, int32_t *ret) {
    int32_t i = find_step(profile, at);
    *ret = i;
    if (profile->at[i].at == at) return true;
    if (!vec_push(arena, profile)) return false;
    Step *behind = profile->at + i + 1;
    mem_move(behind + 1, behind, (size_t)(profile->count - i - 2) * sizeof *behind);
    int32_t work = profile->time ? worktime_before(profile->time, at) : 0;
    *behind = (Step){at, profile->at[i].used, NO_INDEX, work};
    *ret = i + 1;
    return true;
}

/* Takes the full steps behind the packed ones to them. */
static void pack(Profile *profile) {
    for (;;) {
        profile->next_free = worktime_next_start(profile->time, profile->packed_to);
        int32_t i = find_step(profile, profile->next_free);
        if (profile->at[i].used < profile->units) return;
        while (i < profile->count && profile->at[i].used >= profile->units) i++;
        if (i == profile->count) return;
        profile->packed_to = profile->at[i].at;
        profile->packed_ender = profile->at[i].ender;
    }
}

static bool hold(Arena *arena, Profile *profile, Minute from, Minute to, int32_t units, int32_t row) {
    int32_t first, last;
    if (from >= to || units == 0) return true;
    if (!split_at(arena, profile, from, &first) || !split_at(arena, profile, to, &last)) return false;
    for (int32_t i = first; i < last; i++) profile->at[i].used += units;
    profile->at[last].ender = row;
    if (profile->time && from <= profile->next_free && profile->next_free < to) pack(profile);
    return true;
}

/* ---- One job ---- */

static int32_t held_units(const Run *run, const Part *part) {
    const Assignment *assignment = run->plan->assignments + part->assignment;
    return least(assignment->units, run->plan->resources[assignment->resource].units);
}

/* Where all of them are never free again, as many as there will be in the end. */
static int32_t asked_units(const Share *share, const Part *part) {
    const Plan *plan = share->run->plan;
    int32_t resource = plan->assignments[part->assignment].resource, units = held_units(share->run, part);
    if (!share->settles) return units;
    return least(units, plan->resources[resource].units - shortage_lasting(plan, resource));
}

/* The resource's profile; NULL: it gives as much as is asked. */
static Profile *profile_of(const Share *share, const Part *part) {
    int32_t resource = share->run->plan->assignments[part->assignment].resource;
    return !share->limited || share->limited[resource] ? share->profiles + resource : NULL;
}

/* Started work whose rest may wait. */
static bool splits(const Share *share, int32_t position) {
    return share->split && share->run->jobs[position].mode == JOB_STARTED && share->moves[position];
}

static bool hold_part(Share *share, int32_t position, const Part *part, Profile *profile, Dates dates) {
    const Run *run = share->run;
    const Job *job = run->jobs + position;
    bool whole = job->mode == JOB_DONE || job->mode == JOB_STARTED;
    int32_t count, units = held_units(run, part), row = run->graph.row[position];
    const Piece *pieces = run_pieces(run, position, &count);
    for (int32_t i = 0; i < count; i++)
        if (!hold(run->arena, profile, pieces[i].dates.start, pieces[i].dates.finish, units, row))
            return false;
    if (count) return true;
    Dates held = whole ? dates : part_place(job, part, dates.start, job->minutes);
    return hold(run->arena, profile, held.start, held.finish, units, row);
}

static bool hold_all(Share *share, int32_t position, Dates dates) {
    const Run *run = share->run;
    int32_t count;
    const Part *parts = job_parts(run, position, &count);
    for (int32_t i = 0; i < count; i++) {
        Profile *profile = parts[i].time ? profile_of(share, parts + i) : NULL;
        if (profile && !hold_part(share, position, parts + i, profile, dates))
            return fault_memory(run->fault);
    }
    return true;
}

Minute share_busy_from(const Share *share, const Part *part, Minute start) {
    const Profile *profile = profile_of(share, part);
    if (!profile) return MINUTE_AFTER;
    int32_t i = find_step(profile, start), most = profile->units - asked_units(share, part);
    while (i < profile->count && profile->at[i].used <= most) i++;
    return i < profile->count ? profile->at[i].at : MINUTE_AFTER;
}

/* The earliest moment at which this part could start as far as its resource is concerned. */
static Minute part_free(const Share *share, const Job *job, const Part *part, Minute start, int32_t minutes,
                        int32_t *ender) {
    const Profile *profile = profile_of(share, part);
    if (!profile) return MINUTE_NONE;
    int32_t units = asked_units(share, part);
    Dates dates = part_place(job, part, start, minutes);
    bool packed = part->time == profile->time && dates.start >= profile->packed_from &&
                  dates.start < profile->packed_to;
    if (units > 0 && packed) {
        *ender = profile->packed_ender;
        return profile->packed_to;
    }
    bool whole = part->time == profile->time && part->delay == 0;
    int32_t need = whole ? job_part_minutes(job, part, minutes) : 0;
    return find_conflict(profile, dates.start, dates.finish, units, need, ender);
}

/* Enough when this part begins later; another may begin before, on its own calendar or without delay. */
static Minute start_to_begin(const Part *part, Minute start, Minute at) {
    if (part->delay) at = worktime_subtract(part->time, at, part->delay);
    at = worktime_previous_finish(part->time, at);
    return part->delay ? later(start + 1, at) : at;
}

Minute share_fit(const Share *share, int32_t position, Minute start, int32_t minutes, Wait *wait) {
    const Run *run = share->run;
    const Job *job = run->jobs + position;
    int32_t count;
    const Part *parts = job_parts(run, position, &count);
    for (int32_t i = 0; i < count;) {
        int32_t ender = NO_INDEX;
        Minute free = parts[i].time ? part_free(share, job, parts + i, start, minutes, &ender) : MINUTE_NONE;
        if (free == MINUTE_NONE || start >= MINUTE_AFTER) {
            i++;
            continue;
        }
        *wait = (Wait){ender, run->plan->assignments[parts[i].assignment].resource, i, false};
        start = job_start(job, start_to_begin(parts + i, start, free));
        i = 0;
    }
    return start;
}

int64_t share_beyond(const Share *share, int32_t position) {
    const Run *run = share->run;
    Minute finish = run->planned[position].finish;
    int64_t beyond = 0;
    int32_t count;
    const Part *parts = job_parts(run, position, &count);
    for (int32_t i = 0; i < count; i++) {
        Minute until =
            run->plan->resources[run->plan->assignments[parts[i].assignment].resource].available_until;
        if (until != MINUTE_NONE && finish > until && profile_of(share, parts + i))
            beyond += (int64_t)finish - until;
    }
    return beyond;
}

/* Beyond its float: of a whole job its start says so. */
static bool is_late(const Share *share, int32_t position, Minute start, Minute finish) {
    const Job *job = share->run->jobs + position;
    if (!share->latest) return false;
    if (start > share->latest[position]) return true;
    return job->mode == JOB_OPEN && share->pieces && share->piece_of[position] != NO_INDEX &&
           finish > job_finish(job, share->latest[position], job->minutes);
}

void share_wait(Share *share, int32_t position) {
    Run *run = share->run;
    const Job *job = run->jobs + position;
    Dates *dates = run->planned + position;
    Wait wait = {NO_INDEX, NO_INDEX, 0, false};
    bool open = job->mode == JOB_OPEN;
    int32_t minutes = open ? job->minutes : job->more->remaining;
    Minute linked = open ? dates->start : job_start_for(job, dates->finish, minutes);
    if (share->linked) share->linked[position] = linked;
    share_forget_pieces(share, position);
    run->wait[position] = wait;
    if (!(open ? !share->moves || share->moves[position] : splits(share, position))) return;
    Minute start = share_fit(share, position, linked, minutes, &wait);
    if (start >= MINUTE_AFTER) {
        share->settles = true;
        wait = (Wait){NO_INDEX, NO_INDEX, 0, false};
        start = share_fit(share, position, linked, minutes, &wait);
        share->settles = false;
    }
    if (start <= linked) return;
    Dates whole = {open ? start : dates->start, job_finish(job, start, minutes)}, cut;
    Wait between = {NO_INDEX, NO_INDEX, 0, false};
    bool pieces = open && share_cut(share, position, linked, whole.finish, &between, &cut);
    if (!is_late(share, position, start, whole.finish) ||
        (pieces && !is_late(share, position, linked, cut.finish))) {
        run->wait[position] = pieces ? between : wait;
        *dates = pieces ? cut : whole;
    } else {
        share_forget_pieces(share, position);
        share->refused += start - linked;
    }
}

bool share_keeps_time(const Share *share, int32_t position) {
    const Run *run = share->run;
    const Job *job = run->jobs + position;
    if (share->settled && share->settled[position]) return true;
    if (job->kind != NODE_LEAF || job->mode == JOB_OPEN || splits(share, position)) return false;
    return job->mode != JOB_STARTED || !(job->flags & JOB_RETAINS);
}

static bool place_job(Share *share, int32_t position) {
    Run *run = share->run;
    const Job *job = run->jobs + position;
    bool chosen = share->first_choice && share->first_choice[position] < share->first_choice[position + 1];
    run->wait[position] = (Wait){NO_INDEX, NO_INDEX, 0, false};
    forward_node(run, run->planned, position);
    if (share->linked) share->linked[position] = run->planned[position].start;
    if (job->kind != NODE_LEAF || share_keeps_time(share, position)) return true;
    if (!chosen) share_wait(share, position);
    else if (!share_choose(share, position)) return false;
    share->refused += share_beyond(share, position);
    int32_t holder = run->wait[position].task;
    if (holder != NO_INDEX) run->wait[position].links = share->waiting[run->graph.leaf[holder]] < 0;
    return hold_all(share, position, run->planned[position]);
}

/* ---- The order ---- */

/* Nodes of summaries cost nothing and go at once. Ties in plan order, so the key holds row and kind. */
static int64_t heap_key(const Share *share, int32_t position) {
    const Graph *graph = &share->run->graph;
    bool leaf = graph->kind[position] == NODE_LEAF;
    return sort_key(leaf ? share->urgency[position] : INT32_MIN,
                    graph->row[position] * 4 + graph->kind[position]);
}

static int32_t heap_position(const Share *share, int64_t key) {
    const Graph *graph = &share->run->graph;
    int32_t row = sort_minor(key) / 4;
    switch (sort_minor(key) % 4) {
    case NODE_ENTRY: return graph->entry[row];
    case NODE_EXIT: return graph->exit[row];
    default: return graph->leaf[row];
    }
}

static void heap_push(Share *share, int32_t position) {
    int64_t key = heap_key(share, position);
    int32_t at = share->heap_count++;
    while (at > 0 && share->heap[(at - 1) / 2] > key) {
        share->heap[at] = share->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    share->heap[at] = key;
}

static int32_t heap_pop(Share *share) {
    int64_t top = share->heap[0], key = share->heap[--share->heap_count];
    int32_t at = 0, count = share->heap_count;
    for (int32_t child = 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && share->heap[child + 1] < share->heap[child]) child++;
        if (share->heap[child] >= key) break;
        share->heap[at] = share->heap[child];
        at = child;
    }
    share->heap[at] = key;
    return heap_position(share, top);
}

void share_spread_urgency(Share *share) {
    const Graph *graph = &share->run->graph;
    for (int32_t p = graph->node_count - 1; p >= 0; p--)
        for (int32_t i = graph->first_in[p]; i < graph->first_in[p + 1]; i++) {
            int32_t *before = share->urgency + graph->in[i].node;
            *before = earlier(*before, share->urgency[p]);
        }
}

bool share_urgency_of_priority(Share *share) {
    const Run *run = share->run;
    const Plan *plan = run->plan;
    ArenaMark mark = arena_mark(run->arena);
    int32_t *priority = arena_array(run->arena, int32_t, plan->task_count);
    if (!priority) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const Task *task = plan->tasks + i;
        priority[i] = task->priority;
        if (priority[i] < 0) priority[i] = task->parent == NO_INDEX ? INT32_MAX : priority[task->parent];
    }
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        const Job *job = run->jobs + p;
        share->urgency[p] = priority[run->graph.row[p]];
        if (job->kind != NODE_LEAF) share->urgency[p] = INT32_MAX;
        else if (job->mode == JOB_STARTED) share->urgency[p] = -1;
    }
    share_spread_urgency(share);
    arena_release(run->arena, mark);
    return true;
}

/* What is missing is taken by nobody. */
static bool hold_shortage(Share *share, int32_t resource) {
    Profile *profile = share->profiles + resource;
    Shortage shortage = shortage_of(share->run->plan, resource, false);
    profile->count = 0;
    while (shortage_next(&shortage)) {
        if (profile->count && profile->at[profile->count - 1].used == shortage.units) continue;
        Step *step = vec_push(share->run->arena, profile);
        if (!step) return false;
        bool counted = profile->time && shortage.at != MINUTE_NONE;
        int32_t work = counted ? worktime_before(profile->time, shortage.at) : 0;
        *step = (Step){shortage.at, shortage.units, NO_INDEX, work};
    }
    return true;
}

static bool clear_profiles(Share *share) {
    Run *run = share->run;
    const Plan *plan = run->plan;
    Minute first = MINUTE_AFTER;
    for (int32_t i = 0; i < plan->project_count; i++) first = earlier(first, plan->projects[i].start);
    for (int32_t i = 0; i < plan->resource_count; i++) {
        Profile *profile = share->profiles + i;
        profile->units = plan->resources[i].units;
        if (plan->resources[i].calendar != NO_INDEX) profile->time = run->times[plan->resources[i].calendar];
        else if (plan->project_count) profile->time = run->times[plan->projects[0].calendar];
        if (profile->units == 0) profile->time = NULL;
        profile->packed_from = profile->packed_to = first;
        profile->next_free = profile->time ? worktime_next_start(profile->time, first) : first;
        profile->packed_ender = NO_INDEX;
        if (!hold_shortage(share, i)) return false;
    }
    return true;
}

bool share_make(Share *share, Run *run) {
    int32_t count = run->graph.node_count;
    *share = (Share){.run = run};
    share->profiles = arena_array(run->arena, Profile, run->plan->resource_count);
    share->urgency = arena_array(run->arena, int32_t, count);
    share->waiting = arena_array(run->arena, int32_t, count);
    share->heap = arena_array(run->arena, int64_t, count);
    run->wait = arena_array(run->arena, Wait, count);
    run->held = arena_array(run->arena, Hand, count);
    run->share_order = arena_array(run->arena, int32_t, count);
    if (!share->profiles || !share->urgency || !share->waiting || !share->heap || !run->wait || !run->held ||
        !run->share_order)
        return fault_memory(run->fault);
    for (int32_t p = 0; p < count; p++)
        run->held[p] = (Hand){MINUTE_AFTER, MINUTE_AFTER, MINUTE_AFTER, MINUTE_AFTER};
    return true;
}

bool share_pass(Share *share) {
    Run *run = share->run;
    const Graph *graph = &run->graph;
    if (!clear_profiles(share)) return fault_memory(run->fault);
    share->heap_count = share->placed = 0;
    if (share->pieces) share->pieces->count = 0;
    for (int32_t p = 0; share->pieces && p < graph->node_count; p++) share->piece_of[p] = NO_INDEX;
    share->refused = 0;
    for (int32_t p = 0; p < graph->node_count; p++) {
        share->waiting[p] = graph->first_in[p + 1] - graph->first_in[p];
        if (share->waiting[p] == 0) heap_push(share, p);
        if (share_keeps_time(share, p) && !hold_all(share, p, run->early[p])) return false;
    }
    while (share->heap_count > 0) {
        int32_t p = heap_pop(share);
        if (!place_job(share, p)) return false;
        share->waiting[p] = -1;
        run->share_order[share->placed++] = p;
        for (int32_t i = graph->first_out[p]; i < graph->first_out[p + 1]; i++)
            if (--share->waiting[graph->out[i].node] == 0) heap_push(share, graph->out[i].node);
    }
    return true;
}

bool share_people(Run *run) {
    Share share;
    if (!share_make(&share, run)) return false;
    if (!share_urgency_of_priority(&share)) return fault_memory(run->fault);
    return share_pass(&share);
}
