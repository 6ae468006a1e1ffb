/* Levelling's solver: links, and resources by their time-table.
 *
 * A job whose greatest start lies before its least finish runs in between whatever happens: its compulsory
 * part. The profile sums these parts; a slot that is over capacity is a conflict, and a job that would not
 * fit into a slot of its earliest (or latest) position moves behind (or before) that slot. One slot is enough
 * to explain either: the jobs that are compulsory there, as few as make up the excess. */
#include "engine/level/level_solve.h"

enum { NO_JOB = -1, NO_SLOT = -1 };

static int32_t least(const Solver *solver, int32_t variable) {
    return solver->at[2 * variable];
}
static int32_t greatest(const Solver *solver, int32_t variable) {
    return -solver->at[2 * variable + 1];
}
static int32_t later_of(int32_t a, int32_t b) {
    return a > b ? a : b;
}
static int32_t earlier_of(int32_t a, int32_t b) {
    return a < b ? a : b;
}
static int32_t field_of(const uint64_t *words, int32_t resource) {
    return (int32_t)(words[resource / 4] >> (resource % 4 * 16) & 0xffff);
}
static const uint64_t *demand_of(const Solver *solver, int32_t job) {
    return solver->demand + (int64_t)job * solver->run->words;
}

/* ---- Explanations ---- */

/* The first resource of which the slot cannot give what is demanded. */
static int32_t short_resource(const Solver *solver, const uint64_t *demand, int32_t slot) {
    const uint64_t *free = solver->free + (int64_t)slot * solver->run->words;
    int32_t resource = 0;
    while (field_of(free, resource) - (demand ? field_of(demand, resource) : 0) >= 0x8000) resource++;
    return resource;
}

static bool compulsory_at_root(const Solver *solver, int32_t job, int32_t slot) {
    return -solver->root[2 * job + 1] <= slot && slot < solver->root[2 * job] + solver->duration[job];
}

/* Jobs compulsory in the slot whose demands exceed `room`: first those that are so for good, which explain
 * for nothing, then the greatest demands. */
static void explain_slot(Solver *solver, int32_t resource, int32_t slot, int32_t room, int32_t but,
                         Literals *to) {
    const SolverUser *users = solver->users + solver->first_user[resource];
    int32_t count = solver->first_user[resource + 1] - solver->first_user[resource], found = 0;
    for (int32_t i = 0; i < count && room >= 0; i++) {
        int32_t job = users[i].job;
        if (greatest(solver, job) > slot || slot >= least(solver, job) + solver->duration[job] || job == but)
            continue;
        if (compulsory_at_root(solver, job, slot)) room -= users[i].demand;
        else solver->table_user[found++] = users[i];
    }
    for (int32_t i = 0; i < found && room >= 0; i++) {
        int32_t job = solver->table_user[i].job;
        room -= solver->table_user[i].demand;
        literals_add(solver, to, (Literal){2 * job + 1, -slot});
        literals_add(solver, to, (Literal){2 * job, slot + 1 - solver->duration[job]});
    }
}

static bool overload(Solver *solver, int32_t slot) {
    int32_t resource = short_resource(solver, NULL, slot);
    solver->conflict.count = 0;
    explain_slot(solver, resource, slot, solver->run->problem->capacity[resource], NO_JOB, &solver->conflict);
    return false;
}

/* ---- The profile ---- */

/* The slots by which a change makes its job's compulsory part longer, by what the profile holds of the other
 * bound: later changes may already stand on the trail. */
static void added_part(const Solver *solver, const Change *change, int32_t *from, int32_t *to) {
    int32_t job = change->bound / 2, duration = solver->duration[job];
    int32_t other = solver->held[change->bound ^ 1];
    if (change->bound % 2 == 0) {
        *from = later_of(-other, change->before + duration);
        *to = change->value + duration;
    } else {
        *from = -change->value;
        *to = earlier_of(-change->before, other + duration);
    }
}

static void count_dirty(Solver *solver, int32_t from, int32_t to) {
    if (from < solver->dirty_from) solver->dirty_from = from;
    if (to > solver->dirty_to) solver->dirty_to = to;
}

static bool follow_links(Solver *solver, const Change *change) {
    int32_t variable = change->bound / 2, side = change->bound % 2, value = change->value,
            bound = change->bound;
    const int32_t *first = side ? solver->first_before : solver->first_after;
    const SolverLink *links = side ? solver->before : solver->after;
    for (int32_t i = first[variable]; i < first[variable + 1]; i++)
        if (!solver_raise(solver, (Literal){2 * links[i].other + side, value + links[i].duration},
                          (Reason){REASON_LINK, bound, links[i].duration}))
            return false;
    return true;
}

bool solver_apply(Solver *solver, const Change *change) {
    int32_t job = change->bound / 2, words = solver->run->words, from, to, over = NO_SLOT;
    Change copy = *change;
    added_part(solver, change, &from, &to);
    solver->held[change->bound] = change->value;
    solver->dirty[job] = 1;
    if (job != solver->end && from < to) {
        const uint64_t *demand = demand_of(solver, job);
        for (int32_t t = from; t < to; t++) {
            uint64_t *free = solver->free + (int64_t)t * words;
            if (!level_fits(free, demand, words)) over = t;
            for (int32_t w = 0; w < words; w++) free[w] -= demand[w];
        }
        count_dirty(solver, from, to);
        solver->steps += to - from;
        if (over != NO_SLOT) return overload(solver, over);
    }
    return follow_links(solver, &copy);
}

void solver_unapply(Solver *solver, const Change *change) {
    int32_t job = change->bound / 2, words = solver->run->words, from, to;
    solver->held[change->bound] = change->before;
    added_part(solver, change, &from, &to);
    if (job == solver->end) return;
    const uint64_t *demand = demand_of(solver, job);
    for (int32_t t = from; t < to; t++)
        for (int32_t w = 0; w < words; w++) solver->free[(int64_t)t * words + w] += demand[w];
}

/* ---- Jobs against the profile ---- */

/* Behind or before the slot, in which the job does not fit: `bound` says which. */
static bool push_off(Solver *solver, int32_t job, int32_t bound, int32_t slot) {
    const uint64_t *demand = demand_of(solver, job);
    int32_t resource = short_resource(solver, demand, slot), first = solver->explanations.count;
    int32_t room = solver->run->problem->capacity[resource] - field_of(demand, resource);
    int32_t duration = solver->duration[job];
    Literal pushed = bound % 2 ? (Literal){bound, duration - slot} : (Literal){bound, slot + 1};
    literals_add(solver, &solver->explanations,
                 bound % 2 ? (Literal){bound, -slot} : (Literal){bound, slot + 1 - duration});
    explain_slot(solver, resource, slot, room, job, &solver->explanations);
    return solver_raise(solver, pushed, (Reason){REASON_TABLE, first, solver->explanations.count - first});
}

static bool fits_at(const Solver *solver, int32_t job, int32_t slot) {
    return level_fits(solver->free + (int64_t)slot * solver->run->words, demand_of(solver, job),
                      solver->run->words);
}

static bool check_job(Solver *solver, int32_t job) {
    int32_t duration = solver->duration[job];
    for (;;) {
        int32_t from = least(solver, job), to = earlier_of(from + duration, greatest(solver, job)),
                slot = to - 1;
        while (slot >= from && fits_at(solver, job, slot)) slot--;
        solver->steps += to > slot ? to - slot : 0;
        if (slot < from) break;
        if (!push_off(solver, job, 2 * job, slot)) return false;
    }
    for (;;) {
        int32_t to = greatest(solver, job) + duration;
        int32_t from = later_of(to - duration, least(solver, job) + duration), slot = from;
        while (slot < to && fits_at(solver, job, slot)) slot++;
        solver->steps += slot > from ? slot - from : 0;
        if (slot >= to) break;
        if (!push_off(solver, job, 2 * job + 1, slot)) return false;
    }
    return true;
}

bool solver_check_jobs(Solver *solver) {
    int32_t from = solver->dirty_from, to = solver->dirty_to;
    solver->dirty_from = INT32_MAX;
    solver->dirty_to = 0;
    solver->steps += solver->end / 4;
    for (int32_t j = 0; j < solver->end; j++) {
        int32_t low = least(solver, j), high = greatest(solver, j), duration = solver->duration[j];
        bool touched = (low < to && low + duration > from) || (high < to && high + duration > from);
        if (low == high || duration == 0 || (!touched && !solver->dirty[j])) continue;
        solver->dirty[j] = 0;
        if (!check_job(solver, j)) return false;
    }
    return true;
}
