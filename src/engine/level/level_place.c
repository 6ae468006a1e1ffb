/* Levelling: schedule generation, and lists from schedules.
 *
 * Placing looks for the earliest slots in which the job fits, from the back of the window to the front, so
 * that a conflict moves the window behind itself at once. Lists are made by counting sort over time; equal
 * times keep the topological order, so that jobs of no duration stay behind their predecessors. */
#include "engine/level/level_run.h"
#include "engine/sort.h"

static void clear_profile(LevelRun *run) {
    if (run->words == 1)
        for (int32_t t = 0; t < run->free_slots; t++) run->free[t] = run->full[0];
    else
        for (int32_t t = 0; t < run->free_slots; t++)
            mem_copy(run->free + (int64_t)t * run->words, run->full, (size_t)run->words * sizeof *run->full);
    run->free_slots = 0;
}

static int32_t hold_packed(uint64_t *free, uint64_t demand, int32_t at, int32_t duration) {
    for (int32_t t = at + duration - 1; t >= at; t--)
        if (((free[t] - demand) & LEVEL_GUARD) != LEVEL_GUARD) {
            at = t + 1;
            t = at + duration;
        }
    for (int32_t t = at; t < at + duration; t++) free[t] -= demand;
    return at;
}

static int32_t hold_wide(uint64_t *free, const uint64_t *demand, int32_t words, int32_t at,
                         int32_t duration) {
    for (int32_t t = at + duration - 1; t >= at; t--)
        if (!level_fits(free + (int64_t)t * words, demand, words)) {
            at = t + 1;
            t = at + duration;
        }
    for (int32_t t = at; t < at + duration; t++)
        for (int32_t w = 0; w < words; w++) free[(int64_t)t * words + w] -= demand[w];
    return at;
}

/* At the earliest slot from `at` on. */
static int32_t hold(LevelRun *run, const LevelSide *side, int32_t job, int32_t at) {
    int32_t duration = side->duration[job];
    if (duration == 0) return at;
    if (run->words == 1) return hold_packed(run->free, side->demand[job], at, duration);
    return hold_wide(run->free, side->demand + (int64_t)job * run->words, run->words, at, duration);
}

int32_t level_place(LevelRun *run, const LevelSide *side, const int32_t *list, int32_t *start) {
    int32_t makespan = 0;
    clear_profile(run);
    for (int32_t i = 0; i < run->job_count; i++) {
        int32_t job = list[i], at = 0;
        for (int32_t k = side->first_before[job]; k < side->first_before[job + 1]; k++) {
            int32_t before = side->before[k], finish = start[before] + side->duration[before];
            if (finish > at) at = finish;
        }
        start[job] = at = hold(run, side, job, at);
        if (at + side->duration[job] > makespan) makespan = at + side->duration[job];
    }
    run->free_slots = makespan;
    return makespan;
}

/* ---- Lists ---- */

/* Jobs in the order of time[], 0..most; ties by number. */
static void list_by_time(LevelRun *run, const int32_t *time, int32_t most, int32_t *list) {
    int32_t *first = run->first_at;
    for (int32_t t = 0; t <= most + 1; t++) first[t] = 0;
    for (int32_t j = 0; j < run->job_count; j++) first[time[j] + 1]++;
    for (int32_t t = 1; t <= most; t++) first[t] += first[t - 1];
    for (int32_t j = 0; j < run->job_count; j++) list[first[time[j]]++] = j;
}

void level_list_other(LevelRun *run, int side, const int32_t *start, int32_t makespan, int32_t *list) {
    int32_t last = run->job_count - 1;
    for (int32_t j = 0; j <= last; j++)
        run->time[last - j] = makespan - start[j] - run->side[side].duration[j];
    list_by_time(run, run->time, makespan, list);
}

void level_list_same(LevelRun *run, const int32_t *start, int32_t makespan, int32_t *list) {
    list_by_time(run, start, makespan, list);
}

/* ---- By keys ---- */

typedef struct Ready {
    int64_t *heap;
    int32_t count;
} Ready;

static void push(Ready *ready, int64_t key) {
    int32_t at = ready->count++;
    for (; at > 0 && ready->heap[(at - 1) / 2] > key; at = (at - 1) / 2)
        ready->heap[at] = ready->heap[(at - 1) / 2];
    ready->heap[at] = key;
}

static int32_t pop(Ready *ready) {
    int64_t top = ready->heap[0], key = ready->heap[--ready->count];
    int32_t at = 0;
    for (int32_t child = 1; child < ready->count; child = 2 * at + 1) {
        if (child + 1 < ready->count && ready->heap[child + 1] < ready->heap[child]) child++;
        if (ready->heap[child] >= key) break;
        ready->heap[at] = ready->heap[child];
        at = child;
    }
    ready->heap[at] = key;
    return sort_minor(top);
}

/* What has no predecessor is ready. */
static Ready first_ready(LevelRun *run, const LevelSide *side, const int32_t *key) {
    Ready ready = {run->heap, 0};
    for (int32_t j = 0; j < run->job_count; j++) {
        run->waiting[j] = side->first_before[j + 1] - side->first_before[j];
        if (run->waiting[j] == 0) push(&ready, sort_key(key[j], j));
    }
    return ready;
}

static void release_after(LevelRun *run, const LevelSide *side, const int32_t *key, int32_t job,
                          Ready *ready) {
    for (int32_t i = side->first_after[job]; i < side->first_after[job + 1]; i++) {
        int32_t after = side->after[i];
        if (--run->waiting[after] == 0) push(ready, sort_key(key[after], after));
    }
}

void level_list_by_key(LevelRun *run, const LevelSide *side, const int32_t *key, int32_t *list) {
    Ready ready = first_ready(run, side, key);
    for (int32_t i = 0; i < run->job_count; i++) {
        list[i] = pop(&ready);
        release_after(run, side, key, list[i], &ready);
    }
}

/* The next moment at which a running job ends, and its end: what waited for it becomes ready. */
static int32_t end_next(LevelRun *run, const LevelSide *side, const int32_t *key, Ready *running,
                        Ready *ready) {
    int32_t time = sort_major(running->heap[0]);
    while (running->count && sort_major(running->heap[0]) == time)
        release_after(run, side, key, pop(running), ready);
    return time;
}

static bool fits_from(const LevelRun *run, const LevelSide *side, int32_t job, int32_t time) {
    const uint64_t *demand = side->demand + (int64_t)job * run->words;
    return side->duration[job] == 0 || level_fits(run->free + (int64_t)time * run->words, demand, run->words);
}

int32_t level_place_parallel(LevelRun *run, const LevelSide *side, const int32_t *key, int32_t *start) {
    Ready ready = first_ready(run, side, key), running = {run->heap + run->job_count, 0};
    int32_t time = 0, *left = run->time;
    clear_profile(run);
    for (;;) {
        int32_t left_count = 0;
        while (ready.count) {
            int32_t job = pop(&ready);
            if (!fits_from(run, side, job, time)) {
                left[left_count++] = job;
                continue;
            }
            /* Nothing placed so far starts later than now: what fits in this slot fits in the next ones. */
            start[job] = hold(run, side, job, time);
            push(&running, sort_key(time + side->duration[job], job));
        }
        if (running.count == 0) break;
        for (int32_t i = 0; i < left_count; i++) push(&ready, sort_key(key[left[i]], left[i]));
        time = end_next(run, side, key, &running, &ready);
    }
    run->free_slots = time;
    return time;
}
