/* Codes: moments as working time of a calendar. See risk_run.h.
 *
 * Invariant: for moments that a calendar can express (the first minute of work, the end of work, or any
 * within), moment_of_code(code_of(at)) == at; a moment in a pause becomes the beginning of work after it. */
#include "engine/risk/risk_run.h"

enum { TABLE_CODES_MAX = 32 << 20 };

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

static bool fill(Arena *arena, Translation *t, Minute from, Minute to, int64_t *room) {
    int32_t low = code_of(t->from, from) >> 1, length = (code_of(t->from, to) >> 1) + 2 - low;
    if (length <= 0 || 2 * (int64_t)length > *room) return true;
    t->table = arena_array(arena, int32_t, 2 * (int64_t)length);
    if (!t->table) return false;
    for (int32_t i = 0; i < length; i++) {
        t->table[i] = code_of(t->to, moment_of_code(t->from, 2 * (low + i)));
        t->table[length + i] = code_of(t->to, moment_of_code(t->from, 2 * (low + i) + 1));
    }
    t->low = low;
    t->length = length;
    *room -= 2 * (int64_t)length;
    return true;
}

bool translations_fill(Arena *arena, Risk *risk, Minute from, Minute to) {
    int64_t room = TABLE_CODES_MAX;
    for (int32_t i = 0; i < risk->translation_count; i++)
        if (!fill(arena, risk->translations + i, from, to, &room)) return false;
    return true;
}
