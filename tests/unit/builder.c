/* See builder.h. */
#include "builder.h"

/* Tests have memory or end, in WebAssembly too. */
#define PUSH(builder, vec, ...)                                                                              \
    ({                                                                                                       \
        __typeof__((vec)->at) slot_ = vec_push((builder)->arena, (vec));                                     \
        if (!slot_) __builtin_trap();                                                                        \
        *slot_ = (__typeof__(*slot_)){__VA_ARGS__};                                                          \
        (vec)->count - 1;                                                                                    \
    })

Builder builder_make(Arena *arena) {
    return (Builder){.arena = arena};
}

WorkDay builder_day(Builder *builder, int count, const int32_t *from_to) {
    WorkDay day = {builder->spans.count, count};
    for (int i = 0; i < count; i++) PUSH(builder, &builder->spans, from_to[2 * i], from_to[2 * i + 1]);
    return day;
}

int32_t builder_calendar(Builder *builder, int work_days) {
    WorkDay day = builder_day(builder, 2, (const int32_t[]){480, 720, 780, 1020});
    int32_t index = PUSH(builder, &builder->calendars, .first_exception = builder->exceptions.count);
    for (int i = 0; i < work_days; i++) builder->calendars.at[index].week[i] = day;
    return index;
}

void builder_exception(Builder *builder, int32_t calendar, int32_t first_day, int32_t last_day, WorkDay day) {
    Calendar *row = builder->calendars.at + calendar;
    if (row->exception_count == 0) row->first_exception = builder->exceptions.count;
    PUSH(builder, &builder->exceptions, first_day, last_day, day);
    row->exception_count++;
}

int32_t builder_project(Builder *builder, Minute start, int32_t calendar) {
    return PUSH(builder, &builder->projects, start, MINUTE_NONE, MINUTE_NONE, calendar,
                .rules = RULE_EXPECTED_FINISH);
}

int32_t builder_task(Builder *builder, int32_t parent, int32_t duration) {
    return PUSH(
        builder, &builder->tasks, .parent = parent,
        .project = parent == NO_INDEX ? builder->projects.count - 1 : builder->tasks.at[parent].project,
        .release = NO_INDEX, .priority = NO_INDEX, .calendar = NO_INDEX, .duration = duration,
        .remaining = -1, .actual_start = MINUTE_NONE, .actual_finish = MINUTE_NONE,
        .constraint_date = MINUTE_NONE, .deadline = MINUTE_NONE, .manual_start = MINUTE_NONE,
        .manual_finish = MINUTE_NONE, .resume = MINUTE_NONE, .constraint_2_date = MINUTE_NONE,
        .expected_finish = MINUTE_NONE, .external_start = MINUTE_NONE, .external_finish = MINUTE_NONE);
}

int32_t builder_link(Builder *builder, int32_t predecessor, int32_t successor, LinkType type, int32_t lag) {
    return PUSH(builder, &builder->links, predecessor, successor, type, lag, LAG_WORKING);
}

int32_t builder_resource(Builder *builder, int32_t calendar, int32_t units) {
    return PUSH(builder, &builder->resources, RESOURCE_PERSON, calendar, units, MINUTE_NONE, MINUTE_NONE,
                .overtime_rate_cents_per_hour = RATE_NONE);
}

int32_t builder_assign(Builder *builder, int32_t task, int32_t resource, int32_t units, int32_t work) {
    return PUSH(builder, &builder->assignments, task, resource, units, work);
}

int32_t builder_pause(Builder *builder, int32_t task, int32_t after, int32_t minutes) {
    return PUSH(builder, &builder->pauses, task, after, minutes);
}

int32_t builder_rate(Builder *builder, int32_t resource, int32_t table, Minute from, int64_t cents) {
    return PUSH(builder, &builder->rates, resource, table, from, .rate_cents_per_hour = cents,
                .overtime_rate_cents_per_hour = RATE_NONE);
}

int32_t builder_absence(Builder *builder, int32_t resource, Minute at, int32_t units) {
    return PUSH(builder, &builder->absences, resource, at, units);
}

Plan builder_plan(const Builder *builder) {
    return (Plan){
        .spans = builder->spans.at,
        .exceptions = builder->exceptions.at,
        .calendars = builder->calendars.at,
        .projects = builder->projects.at,
        .tasks = builder->tasks.at,
        .links = builder->links.at,
        .resources = builder->resources.at,
        .assignments = builder->assignments.at,
        .pauses = builder->pauses.at,
        .rates = builder->rates.at,
        .absences = builder->absences.at,
        .span_count = builder->spans.count,
        .exception_count = builder->exceptions.count,
        .calendar_count = builder->calendars.count,
        .project_count = builder->projects.count,
        .task_count = builder->tasks.count,
        .link_count = builder->links.count,
        .resource_count = builder->resources.count,
        .assignment_count = builder->assignments.count,
        .pause_count = builder->pauses.count,
        .rate_count = builder->rates.count,
        .absence_count = builder->absences.count,
        .release_count = builder->release_count,
        .options = builder->options,
    };
}
