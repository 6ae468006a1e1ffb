/* When will it be done: trials over whole weeks of the past. See flow.h. */
#include "engine/flow/flow.h"
#include "engine/sort.h"

enum { TRIALS_A_SAMPLE = 100, WEEKS_MAX = 520 };

typedef struct Weeks {
    const int32_t *days; /* the first day of the first whole week */
    int32_t count;
    int32_t sums[WEEKS_MAX];
    uint64_t random;
} Weeks;

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint32_t draw(Weeks *weeks, int32_t below) {
    uint64_t z = (weeks->random += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return (uint32_t)((((z ^ (z >> 31)) >> 32) * (uint64_t)below) >> 32);
}

/* Whole weeks up to today, the newest WEEKS_MAX of them. */
static int64_t take_weeks(const FlowQuestion *question, Weeks *weeks) {
    int64_t all = 0;
    weeks->count = question->day_count / 7;
    if (weeks->count > WEEKS_MAX) weeks->count = WEEKS_MAX;
    weeks->days = question->finished + (question->day_count - 7 * weeks->count);
    for (int32_t week = 0; week < weeks->count; week++) {
        weeks->sums[week] = 0;
        for (int32_t day = 0; day < 7; day++) weeks->sums[week] += weeks->days[7 * week + day];
        all += weeks->sums[week];
    }
    return all;
}

/* Adds week after week; the day of the last one decides. */
static int32_t run_trial(Weeks *weeks, const int32_t *sample, int32_t remaining) {
    int32_t days = 0;
    while (days < FLOW_HORIZON_DAYS) {
        int32_t week = sample[draw(weeks, weeks->count)];
        if (weeks->sums[week] < remaining) {
            remaining -= weeks->sums[week];
            days += 7;
            continue;
        }
        for (int32_t day = 0; day < 7; day++) {
            days++;
            remaining -= weeks->days[7 * week + day];
            if (remaining <= 0) return days;
        }
    }
    return FLOW_HORIZON_DAYS;
}

/* A sample of the history in which something was done: another could not be. */
static void take_sample(Weeks *weeks, int32_t *sample) {
    for (;;) {
        int32_t some = 0;
        for (int32_t i = 0; i < weeks->count; i++) {
            sample[i] = (int32_t)draw(weeks, weeks->count);
            some |= weeks->sums[sample[i]];
        }
        if (some) return;
    }
}

/* Trials by their number of days, ascending: counted, since a trial has at most FLOW_HORIZON_DAYS. */
static void sort_trials(const int32_t *counts, int32_t *days) {
    int32_t at = 0;
    for (int32_t day = 0; day <= FLOW_HORIZON_DAYS; day++)
        for (int32_t i = 0; i < counts[day]; i++) days[at++] = day;
}

bool flow_when(Arena *arena, const FlowQuestion *question, FlowForecast *ret) {
    Weeks weeks = {.random = question->seed};
    int32_t sample[WEEKS_MAX];
    if (question->remaining < 0 || question->trials < 1 || question->trials > FLOW_TRIALS_MAX) return false;
    if (question->day_count < 7 || take_weeks(question, &weeks) <= 0) return false;
    int32_t *days = arena_array(arena, int32_t, question->trials);
    int32_t *counts = arena_array(arena, int32_t, FLOW_HORIZON_DAYS + 1);
    if (!days || !counts) return false;
    for (int32_t trial = 0; trial < question->trials; trial++) {
        if (trial % TRIALS_A_SAMPLE == 0) take_sample(&weeks, sample);
        counts[question->remaining ? run_trial(&weeks, sample, question->remaining) : 0]++;
    }
    sort_trials(counts, days);
    *ret = (FlowForecast){.days = days, .trials = question->trials};
    for (int i = 0; i < FLOW_PERCENTILES; i++)
        ret->percent_days[i] = days[((int64_t)question->trials * flow_percents[i] + 99) / 100 - 1];
    return true;
}

/* Whole weeks, then the first days of another. */
static int32_t count_trial(Weeks *weeks, const int32_t *sample, int32_t days) {
    int32_t count = 0;
    for (; days >= 7; days -= 7) count += weeks->sums[sample[draw(weeks, weeks->count)]];
    int32_t week = sample[draw(weeks, weeks->count)];
    for (int32_t day = 0; day < days; day++) count += weeks->days[7 * week + day];
    return count;
}

bool flow_how_many(Arena *arena, const FlowQuestion *question, int32_t days, int32_t ret[FLOW_PERCENTILES]) {
    Weeks weeks = {.random = question->seed};
    int32_t sample[WEEKS_MAX];
    bool fits = question->trials >= 1 && question->trials <= FLOW_TRIALS_MAX && days >= 0 &&
                days <= FLOW_HORIZON_DAYS && question->day_count >= 7;
    if (!fits || take_weeks(question, &weeks) <= 0) return false;
    ArenaMark mark = arena_mark(arena);
    int64_t *counts = arena_array(arena, int64_t, question->trials);
    if (!counts) return false;
    for (int32_t trial = 0; trial < question->trials; trial++) {
        if (trial % TRIALS_A_SAMPLE == 0) take_sample(&weeks, sample);
        counts[trial] = count_trial(&weeks, sample, days);
    }
    sort_keys(counts, question->trials);
    for (int i = 0; i < FLOW_PERCENTILES; i++)
        ret[i] = (int32_t)counts[(int64_t)question->trials * (100 - flow_percents[i]) / 100];
    arena_release(arena, mark);
    return true;
}

/* Days after `from` until so many were finished; 0: not within the history. */
static int32_t days_it_took(const int32_t *finished, int32_t day_count, int32_t from, int32_t remaining) {
    for (int32_t day = from; day < day_count; day++)
        if ((remaining -= finished[day]) <= 0) return day - from + 1;
    return 0;
}

bool flow_back_test(Arena *arena, const int32_t *finished, int32_t day_count, int32_t window,
                    int32_t remaining, int32_t percent, uint64_t seed, int32_t *ret_tried,
                    int32_t *ret_held) {
    int which = 0;
    *ret_tried = *ret_held = 0;
    while (which < FLOW_PERCENTILES && flow_percents[which] != percent) which++;
    if (which == FLOW_PERCENTILES || window < 7 || remaining < 1) return false;
    for (int32_t day = window; day < day_count; day++) {
        int32_t took = days_it_took(finished, day_count, day, remaining);
        if (!took) return true;
        FlowForecast forecast;
        FlowQuestion question = {finished + day - window, window, remaining, 1000, seed + (uint64_t)day};
        ArenaMark mark = arena_mark(arena);
        if (!flow_when(arena, &question, &forecast)) {
            if (arena->full) return false;
            continue; /* nothing was done in the window: there is no forecast */
        }
        ++*ret_tried;
        *ret_held += took <= forecast.percent_days[which];
        arena_release(arena, mark);
    }
    return true;
}
