/* From an order and modes to a schedule. */
#include "base/mem.h"
#include "engine/level/level_modes_run.h"
#include "engine/sort.h"

enum { REPAIR_TRIES = 8, CHANGE_PERCENT = 50 };

/* ---- What is used up ---- */

static int64_t count_used_up(ModesRun *run, const int32_t *mode) {
    int64_t excess = 0;
    for (int32_t r = run->renewable_count; r < run->resource_count; r++) {
        run->used_up[r] = 0;
        for (int32_t j = 0; j < run->job_count; j++) run->used_up[r] += mode_demand(run, mode[j])[r];
        if (run->used_up[r] > run->problem->capacity[r])
            excess += run->used_up[r] - run->problem->capacity[r];
    }
    return excess;
}

/* The excess if one job took another mode. */
static int64_t excess_with(const ModesRun *run, int32_t from, int32_t to) {
    int64_t excess = 0;
    for (int32_t r = run->renewable_count; r < run->resource_count; r++) {
        int64_t used = run->used_up[r] - mode_demand(run, from)[r] + mode_demand(run, to)[r];
        if (used > run->problem->capacity[r]) excess += used - run->problem->capacity[r];
    }
    return excess;
}

static void change_mode(ModesRun *run, ModesMember *member, int32_t job, int32_t mode) {
    for (int32_t r = run->renewable_count; r < run->resource_count; r++)
        run->used_up[r] += mode_demand(run, mode)[r] - mode_demand(run, member->mode[job])[r];
    member->mode[job] = mode;
}

void modes_repair(ModesRun *run, ModesMember *member) {
    member->excess = count_used_up(run, member->mode);
    for (int32_t n = 0; member->excess > 0 && n < REPAIR_TRIES * run->job_count; n++) {
        int32_t job = (int32_t)modes_random(run, (uint32_t)run->job_count), best = member->mode[job];
        int64_t least = member->excess;
        for (int32_t i = run->first[job]; i < run->first[job + 1]; i++) {
            int64_t excess = excess_with(run, member->mode[job], run->usable[i]);
            bool as_good = excess == least && modes_random(run, 4) == 0;
            if (excess < least || as_good) least = excess, best = run->usable[i];
        }
        change_mode(run, member, job, best);
        member->excess = least;
    }
}

/* ---- Placing ---- */

static bool fits_at(const ModesRun *run, const int32_t *used, const int32_t *demand) {
    for (int32_t r = 0; r < run->renewable_count; r++)
        if (used[r] + demand[r] > run->problem->capacity[r]) return false;
    return true;
}

static int32_t earliest(const ModesRun *run, int32_t from, int32_t mode) {
    const int32_t *demand = mode_demand(run, mode);
    int32_t duration = run->problem->duration[mode], start = from;
    for (int32_t slot = from; slot < start + duration; slot++)
        if (!fits_at(run, run->used + (int64_t)slot * run->renewable_count, demand)) start = slot + 1;
    return start;
}

static void take(ModesRun *run, int32_t start, int32_t mode) {
    const int32_t *demand = mode_demand(run, mode);
    for (int32_t slot = start; slot < start + run->problem->duration[mode]; slot++)
        for (int32_t r = 0; r < run->renewable_count; r++)
            run->used[(int64_t)slot * run->renewable_count + r] += demand[r];
}

/* The mode in which the job ends first, among those that do not use up more beyond the capacities. */
static void choose_mode(ModesRun *run, ModesMember *member, int32_t job, int32_t from, int32_t *start) {
    int32_t now = member->mode[job], end = *start + run->problem->duration[now], best = now;
    for (int32_t i = run->first[job]; i < run->first[job + 1]; i++) {
        int32_t mode = run->usable[i];
        if (mode == now || from + run->problem->duration[mode] >= end) continue;
        if (excess_with(run, now, mode) > member->excess) continue;
        int32_t other = earliest(run, from, mode);
        if (other + run->problem->duration[mode] >= end) continue;
        end = other + run->problem->duration[mode];
        best = mode;
        *start = other;
    }
    member->excess = excess_with(run, now, best);
    if (best != now) change_mode(run, member, job, best);
}

/* In the order of the list; `edges` say after whom. Answers the makespan. */
static int32_t place(ModesRun *run, ModesMember *member, const ModesEdges *edges, bool change) {
    int32_t makespan = 0;
    mem_zero(run->used, (size_t)(run->horizon + 1) * (size_t)run->renewable_count * sizeof *run->used);
    for (int32_t n = 0; n < run->job_count; n++) {
        int32_t job = member->list[n], from = 0;
        for (int32_t i = edges->first[job]; i < edges->first[job + 1]; i++)
            if (run->finish[edges->list[i]] > from) from = run->finish[edges->list[i]];
        int32_t start = earliest(run, from, member->mode[job]);
        if (change && modes_random(run, 100) < CHANGE_PERCENT) choose_mode(run, member, job, from, &start);
        take(run, start, member->mode[job]);
        member->start[job] = start;
        run->finish[job] = start + run->problem->duration[member->mode[job]];
        if (run->finish[job] > makespan) makespan = run->finish[job];
    }
    return makespan;
}

/* Whoever ends last is placed first in the other direction; starts and ends of equals keep their order. */
static void turn(ModesRun *run, ModesMember *member) {
    for (int32_t n = 0; n < run->job_count; n++)
        run->keys[n] = sort_key(-run->finish[member->list[n]], run->job_count - 1 - n);
    sort_keys(run->keys, run->job_count);
    for (int32_t n = 0; n < run->job_count; n++)
        run->waiting[n] = member->list[run->job_count - 1 - sort_minor(run->keys[n])];
    mem_copy(member->list, run->waiting, (size_t)run->job_count * sizeof *member->list);
}

void modes_place(ModesRun *run, ModesMember *member) {
    count_used_up(run, member->mode);
    member->makespan = place(run, member, &run->before, true);
    if (!modes_spend(run) || run->spent + 2 > run->limit) return;
    turn(run, member);
    place(run, member, &run->after, false);
    turn(run, member);
    member->makespan = place(run, member, &run->before, false);
    modes_spend(run);
    modes_spend(run);
}

void modes_shuffle(ModesRun *run, int32_t *list) {
    int32_t ready = 0;
    for (int32_t j = 0; j < run->job_count; j++) {
        run->waiting[j] = run->before.first[j + 1] - run->before.first[j];
        if (run->waiting[j] == 0) list[ready++] = j;
    }
    for (int32_t n = 0; n < run->job_count; n++) {
        int32_t at = n + (int32_t)modes_random(run, (uint32_t)(ready - n)), job = list[at];
        list[at] = list[n];
        list[n] = job;
        for (int32_t i = run->after.first[job]; i < run->after.first[job + 1]; i++)
            if (--run->waiting[run->after.list[i]] == 0) list[ready++] = run->after.list[i];
    }
}
