/* Codes: moments as working time of a calendar. See risk_run.h.
 *
 * Invariant: for moments that a calendar can express (the first minute of work, the end of work, or any
 * within), moment_of_code(code_of(at)) == at; a moment in a pause becomes the beginning of work after it. */
#include "engine/risk_run.h"

enum { TABLE_CODES_MAX = 32 << 20 };

static inline bool around_the_clock(const WorkTime *time) {
    return time->segment_count == 1 && time->week_total == 7 * DAY_MINUTES;
}

int32_t code_of(const WorkTime *time, Minute at) {
    if (around_the_clock(time)) return 2 * (at - FIRST_MINUTE);
    int32_t work = worktime_before(time, at);
    return 2 * work + (worktime_locate_end(time, work) != at);
}

int32_t code_of_back(const WorkTime *time, Minute at) {
    int32_t work = worktime_before(time, at);
    return 2 * work + (worktime_locate(time, work) == at);
}

Minute moment_of_code(const WorkTime *time, int32_t code) {
    int32_t work = code >> 1;
    if (around_the_clock(time)) return FIRST_MINUTE + work;
    return code & 1 ? worktime_locate(time, work) : worktime_locate_end(time, work);
}

static Minute lagged(const WorkTime *time, Minute at, const TrialEdge *edge) {
    if (edge->lag == 0) return at;
    if (edge->elapsed) return minute_clamp((int64_t)at + edge->lag);
    return edge->lag > 0 ? worktime_add(time, at, edge->lag) : worktime_subtract(time, at, -edge->lag);
}

const WorkTime *edge_lag_time(const Risk *risk, const TrialEdge *edge, const TrialNode *to) {
    const PlanProject *project = risk->plan->projects + to->project;
    switch (project->lag_calendar) {
    case LAG_CALENDAR_PREDECESSOR: return risk->nodes[edge->node].time;
    case LAG_CALENDAR_PROJECT: return risk->times[project->calendar];
    case LAG_CALENDAR_ELAPSED: return risk->times[risk->calendar_count - 1];
    default: return to->time;
    }
}

int32_t edge_code(const Risk *risk, const TrialEdge *edge, const TrialNode *to, int32_t code) {
    if (code == NO_CODE) return NO_CODE;
    const WorkTime *time = risk->times[to->calendar];
    if (!edge->slow && edge->translation == NO_INDEX) {
        if (edge->lag == 0) return code;
        return ((code & ~1) + 2 * edge->lag) | (edge->lag < 0);
    }
    Minute at = lagged(edge_lag_time(risk, edge, to),
                       moment_of_code(risk->times[risk->nodes[edge->node].calendar], code), edge);
    return to->kind == TRIAL_POINT && edge->to_finish ? code_of_back(time, at) : code_of(time, at);
}

/* ---- Slow nodes: codes around the clock ---- */

static Minute first_start(const TrialNode *node, Minute from) {
    if (node->part_count == 0) return worktime_next_start(node->time, from);
    Minute start = MINUTE_AFTER;
    for (int32_t i = 0; i < node->part_count; i++)
        start = smaller(start, worktime_next_start(node->parts[i].time, from));
    return start;
}

static Minute last_finish(const TrialNode *node, Minute start, int32_t minutes) {
    if (node->part_count == 0) return worktime_add(node->time, start, minutes);
    Minute finish = MINUTE_BEFORE;
    for (int32_t i = 0; i < node->part_count; i++) {
        const TrialPart *part = node->parts + i;
        int64_t own = ((int64_t)part->minutes * minutes + node->whole - 1) / node->whole;
        int32_t work = own > DURATION_MINUTES_MAX ? DURATION_MINUTES_MAX : (int32_t)own;
        finish = greater(finish, worktime_add(part->time, start, work));
    }
    return finish;
}

void slow_place(const TrialNode *node, int32_t start_bound, int32_t finish_bound, int32_t minutes,
                int32_t *start, int32_t *finish) {
    Minute from = FIRST_MINUTE + (greater(node->floor, start_bound) >> 1);
    int32_t linked = finish_bound;
    finish_bound = greater(node->finish_floor, finish_bound);
    if (finish_bound >= 0) {
        Minute by = FIRST_MINUTE + (finish_bound >> 1);
        from = greater(from, worktime_subtract(node->time, by, minutes));
    }
    from = smaller(from, FIRST_MINUTE + (node->ceiling >> 1));
    bool known = node->start != NO_CODE;
    if (!known) from = first_start(node, from);
    *start = known ? node->start : 2 * (from - FIRST_MINUTE);
    *finish = 2 * (last_finish(node, from, minutes) - FIRST_MINUTE);
    if (known || linked <= *finish) return;
    /* Bound to end in time off, it ends where work goes on. */
    Minute ends = FIRST_MINUTE + (*finish >> 1), bound = FIRST_MINUTE + (linked >> 1);
    if (worktime_between(node->time, ends, bound) == 0)
        *finish = 2 * (worktime_next_start(node->time, bound) - FIRST_MINUTE);
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
