/* Codes: moments as working time of a calendar. See risk_run.h.
 *
 * Invariant: for moments that a calendar can express (the first minute of work, the end of work, or any
 * within), moment_of_code(code_of(at)) == at; a moment in a pause becomes the beginning of work after it. */
#include "engine/risk/risk_run.h"

enum {
    TABLE_CELLS_MAX = 16 << 20,
    TABLE_WORK_MAX = 1 << 21, /* twice this is a code that a float divides with certainty */
    TABLE_REACH_MAX = 1 << 29,
};

static inline bool around_the_clock(const WorkTime *time) {
    return time->segment_count == 1 && time->week_total == 7 * DAY_MINUTES;
}

int32_t code_of(const WorkTime *time, Minute at) {
    if (at == MINUTE_NONE) return NO_CODE;
    if (around_the_clock(time)) return 2 * (at - FIRST_MINUTE);
    int32_t work = worktime_before(time, at);
    return 2 * work + (worktime_locate_end(time, work) != at);
}

int32_t code_of_back(const WorkTime *time, Minute at) {
    if (at == MINUTE_NONE) return NO_CODE;
    int32_t work = worktime_before(time, at);
    return 2 * work + (worktime_locate(time, work) == at);
}

Minute moment_of_code(const WorkTime *time, int32_t code) {
    int32_t work = code >> 1;
    if (code == NO_CODE) return MINUTE_NONE;
    if (around_the_clock(time)) return FIRST_MINUTE + work;
    return code & 1 ? worktime_locate(time, work) : worktime_locate_end(time, work);
}

/* ---- Tables between calendars ---- */

static int32_t code_across(const Translation *t, int32_t code) {
    return code_of(t->to, moment_of_code(t->from, code));
}

static int32_t common_divisor(int32_t a, int32_t b) {
    while (b) {
        int32_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* Neither calendar begins or ends a pause between: the target works throughout, or pauses throughout. */
static bool in_step(const Translation *t, int32_t work, int32_t to) {
    int32_t minutes = moment_of_code(t->from, 2 * to) - moment_of_code(t->from, 2 * work);
    int32_t across = code_across(t, 2 * to) - code_across(t, 2 * work);
    return minutes == to - work && (across == 0 || across == 2 * minutes);
}

/* Where the minutes from here cease to be in step, found by doubling and then by halving: pauses are few. */
static int32_t end_of_step(const Translation *t, int32_t work, int32_t to) {
    int32_t end = work, step = 1;
    for (; end + step <= to && in_step(t, work, end + step); step *= 2) end += step;
    for (; step; step /= 2)
        if (end + step <= to && in_step(t, work, end + step)) end += step;
    return end;
}

/* Lays cells of the greatest length that ends at every change. */
static void measure_cells(Translation *t, int32_t from, int32_t to) {
    int32_t first = NO_INDEX, length = 0;
    for (int32_t change = end_of_step(t, from, to); change < to && length != 1;
         change = end_of_step(t, change + 1, to)) {
        if (first == NO_INDEX) first = change;
        else length = common_divisor(change - first, length);
    }
    if (first == NO_INDEX) first = from;
    if (length == 0) length = to - first;
    t->low = 2 * first;
    t->step = 2 * length;
    t->length = (to - first) / length * t->step;
    t->cells_per_code = 1.0f / (float)t->step;
    t->to_low = code_across(t, t->low) - 2;
}

static bool fill(Arena *arena, Translation *t, Minute from, Minute to, int64_t *room) {
    int32_t first = code_of(t->from, from) >> 1, last = code_of(t->from, to) >> 1;
    t->cells = NULL;
    if (first >= last) return true;
    measure_cells(t, first, smaller(last, first + TABLE_WORK_MAX));
    int32_t count = t->length / t->step;
    if (count == 0 || 2 * (int64_t)count > *room) return true;
    if (code_across(t, t->low + t->length) - t->to_low > TABLE_REACH_MAX) return true;
    int32_t *cells = arena_array(arena, int32_t, 2 * (int64_t)count);
    if (!cells) return false;
    for (int32_t i = 0; i < count; i++) {
        int32_t low = t->low + i * t->step, base = code_across(t, low + 2);
        bool on = t->step > 2 && code_across(t, low + 4) == base + 2;
        cells[2 * i] = 2 * (code_across(t, low + 1) - t->to_low);
        cells[2 * i + 1] = 2 * (base - t->to_low - (on ? 2 : 0)) + on;
    }
    t->cells = cells;
    *room -= 2 * (int64_t)count;
    return true;
}

bool translations_fill(Arena *arena, Risk *risk, Minute from, Minute to, int64_t lookups) {
    int64_t room = lookups < TABLE_CELLS_MAX ? lookups : TABLE_CELLS_MAX;
    for (int32_t i = 0; i < risk->translation_count; i++)
        if (!fill(arena, risk->translations + i, from, to, &room)) return false;
    return true;
}
