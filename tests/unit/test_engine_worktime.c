/* Working time against counting minute by minute. */
#include "base/cleanup.h"
#include "base/day.h"
#include "engine/worktime.h"
#include "random_plan.h"
#include "test.h"

enum { DAYS = 40 };

/* One calendar, written out: open[m] for each minute from RANDOM_MONDAY on. */
typedef struct Table {
    bool open[DAYS * 1440];
} Table;

static bool in_day(const Plan *plan, WorkDay day, int minute) {
    for (int i = 0; i < day.count; i++)
        if (minute >= plan->spans[day.first + i].from && minute < plan->spans[day.first + i].to) return true;
    return false;
}

static void fill(Table *table, const Plan *plan) {
    const Calendar *calendar = plan->calendars;
    for (int m = 0; m < DAYS * 1440; m++) {
        int day = RANDOM_DAY + m / 1440;
        WorkDay shape = calendar->week[day_weekday(day)];
        for (int i = 0; i < calendar->exception_count; i++) {
            const CalendarException *exception = plan->exceptions + calendar->first_exception + i;
            if (day >= exception->first_day && day <= exception->last_day) shape = exception->day;
        }
        table->open[m] = in_day(plan, shape, m % 1440);
    }
}

static WorkDay any_day(Builder *builder, Random *random) {
    int32_t cuts[6], count = random_in(random, 0, random_chance(random, 20) ? 3 : 2), at = 0;
    for (int i = 0; i < 2 * count; i++) cuts[i] = at = random_in(random, at + 1, 200 + 200 * i);
    return builder_day(builder, count, cuts);
}

static Plan any_calendar(Builder *builder, Random *random) {
    int32_t index = builder_calendar(builder, 0);
    for (int i = 0; i < 7; i++)
        if (random_chance(random, 70)) builder->calendars.at[index].week[i] = any_day(builder, random);
    builder->calendars.at[index].week[3] = builder_day(builder, 1, (const int32_t[]){0, 1440});
    for (int i = random_in(random, 0, 12); i > 0; i--) {
        int32_t first = RANDOM_DAY + random_in(random, -5, DAYS);
        builder_exception(builder, index, first, first + random_in(random, 0, 9), any_day(builder, random));
    }
    return builder_plan(builder);
}

static int walk_between(const Table *table, int from, int to) {
    int work = 0;
    for (int m = from; m < to; m++) work += table->open[m];
    return work;
}

/* All five questions about one moment, answered by walking; those whose answer lies outside are left out. */
static void check_moment(const WorkTime *time, const Table *table, int from, int work) {
    int end = DAYS * 1440, m, left;
    for (m = from; m < end && !table->open[m];) m++;
    if (m < end) CHECK_INT(worktime_next_start(time, RANDOM_MONDAY + from), RANDOM_MONDAY + m);
    for (m = from; m > 0 && !table->open[m - 1];) m--;
    if (m > 0) CHECK_INT(worktime_previous_finish(time, RANDOM_MONDAY + from), RANDOM_MONDAY + m);
    for (m = from, left = work; m < end && left > 0; m++) left -= table->open[m];
    if (left == 0 && work > 0) {
        CHECK_INT(worktime_add(time, RANDOM_MONDAY + from, work), RANDOM_MONDAY + m);
        CHECK_INT(worktime_between(time, RANDOM_MONDAY + from, RANDOM_MONDAY + m),
                  walk_between(table, from, m));
        CHECK_INT(worktime_between(time, RANDOM_MONDAY + m, RANDOM_MONDAY + from),
                  -walk_between(table, from, m));
    }
    for (m = from, left = work; m > 0 && left > 0;) left -= table->open[--m];
    if (left == 0 && work > 0)
        CHECK_INT(worktime_subtract(time, RANDOM_MONDAY + from, work), RANDOM_MONDAY + m);
}

TEST(working_time_agrees_with_counting_minutes) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    for (uint64_t seed = 1; seed <= 300; seed++) {
        arena_reset(&arena);
        Random random = {seed};
        Builder builder = builder_make(&arena);
        /* The years written out day by day begin 64 days before the plan: in one case in four they begin
         * within the test's weeks, in one they end there, in one they cover them and in one they are
         * elsewhere. */
        static const int32_t project_days[] = {64 + DAYS / 2, 64 - 2048 + DAYS / 2, 0, -4000};
        builder_project(&builder, RANDOM_MONDAY + project_days[seed % 4] * 1440, 0);
        Plan plan = any_calendar(&builder, &random);
        PlanFault fault;
        const WorkTime *time = worktime_make(&arena, &plan, 0, &fault);
        Table *table = arena_new(&arena, Table);
        CHECK(time && table);
        fill(table, &plan);
        for (int i = 0; i < 60; i++)
            check_moment(time, table, random_in(&random, 0, DAYS * 1440 - 1), random_in(&random, 0, 3000));
    }
}

TEST(common_working_time_agrees_with_counting_minutes) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    for (uint64_t seed = 1; seed <= 300; seed++) {
        arena_reset(&arena);
        Random random = {seed};
        Builder builder = builder_make(&arena);
        builder_project(&builder, RANDOM_MONDAY, 0);
        any_calendar(&builder, &random);
        Plan plan = any_calendar(&builder, &random), other = plan;
        other.calendars = plan.calendars + 1;
        PlanFault fault;
        const WorkTime *a = worktime_make(&arena, &plan, 0, &fault),
                       *b = worktime_make(&arena, &plan, 1, &fault);
        const WorkTime *both = a && b ? worktime_both(&arena, &plan, a, b, &fault) : NULL;
        Table *table = arena_new(&arena, Table), *second = arena_new(&arena, Table);
        CHECK(both && table && second);
        fill(table, &plan);
        fill(second, &other);
        for (int m = 0; m < DAYS * 1440; m++) table->open[m] &= second->open[m];
        for (int i = 0; i < 60; i++)
            check_moment(both, table, random_in(&random, 0, DAYS * 1440 - 1), random_in(&random, 0, 3000));
    }
}

TEST(calendars_that_never_meet_leave_the_first_alone) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    Builder builder = builder_make(&arena);
    PlanFault fault;
    builder_project(&builder, RANDOM_MONDAY, 0);
    builder_calendar(&builder, 5);
    int32_t other = builder_calendar(&builder, 0);
    builder.calendars.at[other].week[6] = builder_day(&builder, 1, (const int32_t[]){0, 1440});
    Plan plan = builder_plan(&builder);
    const WorkTime *a = worktime_make(&arena, &plan, 0, &fault),
                   *b = worktime_make(&arena, &plan, other, &fault);
    CHECK(a && b && worktime_both(&arena, &plan, a, b, &fault) == a);
}

TEST(working_time_ends_with_the_years_it_knows) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder builder = builder_make(&arena);
    builder_calendar(&builder, 5);
    Plan plan = builder_plan(&builder);
    PlanFault fault;
    const WorkTime *time = worktime_make(&arena, &plan, 0, &fault);
    CHECK_INT(worktime_add(time, END_MINUTE - 1440, INT32_MAX), MINUTE_AFTER);
    CHECK_INT(worktime_subtract(time, FIRST_MINUTE + 1440, INT32_MAX), MINUTE_BEFORE);
    CHECK_INT(worktime_next_start(time, INT32_MAX), MINUTE_AFTER);
    CHECK_INT(worktime_previous_finish(time, INT32_MIN), MINUTE_BEFORE);
    CHECK_INT(worktime_next_start(time, INT32_MIN), FIRST_MINUTE + 480);
    CHECK_INT(worktime_between(time, INT32_MIN, INT32_MAX), time->total);
}

TEST(the_years_written_out_for_a_large_plan_answer_as_the_long_way) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    for (uint64_t seed = 1; seed <= 20; seed++) {
        arena_reset(&arena);
        Random random = {seed};
        Builder builder = builder_make(&arena);
        builder_project(&builder, RANDOM_MONDAY, 0);
        Plan plan = any_calendar(&builder, &random);
        plan.task_count = 1000000; /* which worktime_make does not look at */
        PlanFault fault;
        const WorkTime *time = worktime_make(&arena, &plan, 0, &fault);
        if (!time) continue;
        CHECK(time->length > 20 * 365 * 1440);
        for (Minute at = RANDOM_MONDAY - 100 * 1440; at < RANDOM_MONDAY + 8400 * 1440; at += 997) {
            int32_t work = worktime_before(time, at);
            CHECK_INT(work, worktime_before_far(time, at));
            CHECK_INT(worktime_locate(time, work), worktime_locate_far(time, work));
        }
    }
}

TEST(a_point_stays_at_the_end_of_a_span_and_leaves_free_time) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder builder = builder_make(&arena);
    builder_calendar(&builder, 5);
    Plan plan = builder_plan(&builder);
    PlanFault fault;
    const WorkTime *time = worktime_make(&arena, &plan, 0, &fault);
    Minute friday = RANDOM_MONDAY + 4 * 1440;
    CHECK_INT(worktime_point(time, friday + 1020), friday + 1020);
    CHECK_INT(worktime_point(time, friday + 1021), friday + 3 * 1440 + 480);
    CHECK_INT(worktime_point_back(time, friday + 480), friday + 480);
    CHECK_INT(worktime_point_back(time, friday + 479), friday - 1440 + 1020);
}

TEST(a_calendar_with_many_exceptions_is_prepared_in_time) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = builder_make(&arena);
    int32_t index = builder_calendar(&builder, 5);
    for (int i = 0; i < 20000; i++)
        builder_exception(&builder, index, -20000 + i, 20000 - i, (WorkDay){0, 2});
    Plan plan = builder_plan(&builder);
    PlanFault fault;
    CHECK(worktime_make(&arena, &plan, 0, &fault) != NULL);
}

TEST(a_calendar_without_working_time_is_a_fault) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder builder = builder_make(&arena);
    builder_calendar(&builder, 0);
    Plan plan = builder_plan(&builder);
    PlanFault fault;
    CHECK(worktime_make(&arena, &plan, 0, &fault) == NULL);
    CHECK_INT(fault.kind, FAULT_CALENDAR);
}
