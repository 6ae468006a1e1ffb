/* Any bytes as a calendar and questions about it: the answers must agree with each other and with W(t). */
#include <stdlib.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "engine/worktime.h"
#include "fuzz_engine.h"

#include "base/banned.h"

typedef struct Rows {
    WorkSpan spans[16];
    CalendarException exceptions[16];
    Calendar calendar;
    struct {
        int32_t from, work;
    } questions[16];
} Rows;

static void must(bool holds) {
    if (!holds) abort();
}

static void check_question(const WorkTime *time, int32_t from, int32_t work) {
    work &= 0xffffff;
    Minute to = worktime_add(time, from, work), back = worktime_subtract(time, from, work);
    int32_t before = worktime_before(time, from);
    if (to < MINUTE_AFTER) must(worktime_before(time, to) - before == work);
    else must(before + (int64_t)work > time->total || (work == 0 && before == time->total));
    if (back > MINUTE_BEFORE) must(before - worktime_before(time, back) == work);
    else must(before - (int64_t)work < 0 || (work == 0 && before == 0));
    Minute start = worktime_next_start(time, from), finish = worktime_previous_finish(time, from);
    if (from > FIRST_MINUTE && from < END_MINUTE) must(start >= from && finish <= from);
    must(worktime_between(time, finish, start) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    Rows rows = {0};
    mem_copy(&rows, bytes, len < sizeof rows ? len : sizeof rows);
    for (int i = 0; i < 16; i++) { /* so that most calendars are valid */
        rows.spans[i].from = i % 4 * 360 + (rows.spans[i].from & 127);
        rows.spans[i].to = rows.spans[i].from + 1 + (rows.spans[i].to & 127);
        rows.exceptions[i].day =
            (WorkDay){rows.exceptions[i].day.first & 12, rows.exceptions[i].day.count & 3};
    }
    for (int i = 0; i < 7; i++)
        rows.calendar.week[i] = (WorkDay){rows.calendar.week[i].first & 12, rows.calendar.week[i].count & 3};
    rows.calendar.first_exception = 0;
    rows.calendar.exception_count &= 15;
    Plan plan = {.spans = rows.spans,
                 .span_count = 16,
                 .exceptions = rows.exceptions,
                 .exception_count = 16,
                 .calendars = &rows.calendar,
                 .calendar_count = 1};
    PlanFault fault;
    const WorkTime *time = worktime_make(&arena, &plan, 0, &fault);
    for (int i = 0; time && i < 16; i++) check_question(time, rows.questions[i].from, rows.questions[i].work);
    return 0;
}
