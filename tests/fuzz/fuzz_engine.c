/* Any bytes as the rows of a plan: the engine answers a schedule or a fault, and a schedule keeps its
 * promises. Mostly small numbers, so that references hit and plans get past the checks; sometimes whole
 * 32-bit ones. */
#include <stdlib.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "engine/trivet.h"
#include "fuzz_engine.h"

#include "base/banned.h"

typedef struct Input {
    const uint8_t *at;
    size_t len;
} Input;

static uint8_t next_byte(Input *input) {
    if (input->len == 0) return 0;
    input->len--;
    return *input->at++;
}

static int32_t next_value(Input *input) {
    uint8_t tag = next_byte(input);
    if (tag < 200) return tag % 12 - 1;
    if (tag < 240) return (tag - 200) * 60 + next_byte(input);
    uint32_t value = 0;
    for (int i = 0; i < 4; i++) value = value << 8 | next_byte(input);
    return (int32_t)value;
}

static int32_t next_moment(Input *input) {
    uint8_t tag = next_byte(input);
    if (tag < 100) return MINUTE_NONE;
    return tag < 250 ? 20458 * 1440 + tag * 97 : next_value(input);
}

/* Rows are 32-bit integers throughout. */
static void *rows(Arena *arena, Input *input, size_t size, int32_t count) {
    int32_t *at = arena_alloc_array(arena, (size_t)count, size);
    if (!at) abort();
    for (size_t i = 0; i < size / 4 * (size_t)count; i++) at[i] = next_value(input);
    return at;
}

static void set_moments(Plan *plan, Input *input) {
    for (int32_t i = 0; i < plan->project_count; i++) {
        plan->projects[i].start = 20458 * 1440;
        plan->projects[i].status_date = next_moment(input);
        plan->projects[i].must_finish = next_moment(input);
    }
    for (int32_t i = 0; i < plan->task_count; i++) {
        Task *task = plan->tasks + i;
        task->actual_start = next_moment(input);
        task->actual_finish = next_moment(input);
        task->constraint_date = next_moment(input);
        task->deadline = next_moment(input);
        task->manual_start = next_moment(input);
        task->manual_finish = next_moment(input);
        task->resume = next_moment(input);
        task->constraint_2_date = next_moment(input);
        task->expected_finish = next_moment(input);
        task->external_start = next_moment(input);
        task->external_finish = next_moment(input);
        if (next_byte(input) % 8) task->parent = i > 0 && next_byte(input) % 2 ? i - 1 : NO_INDEX;
        if (next_byte(input) % 8) task->project = 0;
        task->fixed_cost_cents = next_value(input);
    }
    for (int32_t i = 0; i < plan->resource_count; i++) {
        plan->resources[i].available_from = next_moment(input);
        plan->resources[i].available_until = next_moment(input);
        plan->resources[i].rate_cents_per_hour = next_byte(input);
        plan->resources[i].cost_per_use_cents = next_byte(input);
        plan->resources[i].overtime_rate_cents_per_hour = next_byte(input) - 1;
    }
}

static void read_calendars(Plan *plan, Arena *arena, Input *input) {
    plan->spans = arena_array(arena, WorkSpan, 8);
    plan->span_count = 8;
    for (int i = 0; i < 8; i++) plan->spans[i] = (WorkSpan){i * 180, i * 180 + 1 + next_byte(input) % 179};
    if (next_byte(input) % 16 == 0) plan->spans = rows(arena, input, sizeof *plan->spans, 8);
    plan->calendars = rows(arena, input, sizeof *plan->calendars, plan->calendar_count);
    for (int32_t i = 0; i < plan->calendar_count; i++) {
        if (next_byte(input) % 4 == 0) continue;
        for (int k = 0; k < 7; k++)
            plan->calendars[i].week[k] = (WorkDay){next_byte(input) % 4, next_byte(input) % 4};
        plan->calendars[i].first_exception = 0;
        plan->calendars[i].exception_count = plan->exception_count;
    }
    plan->exceptions = rows(arena, input, sizeof *plan->exceptions, plan->exception_count);
    for (int32_t i = 0; i < plan->exception_count; i++) {
        CalendarException *exception = plan->exceptions + i;
        exception->first_day = 20458 + next_byte(input) % 64;
        exception->last_day = exception->first_day + next_byte(input) % 64;
        if (next_byte(input) % 4) exception->day = (WorkDay){0, next_byte(input) % 3};
    }
}

static int32_t below(Input *input, int32_t count) {
    return count > 0 ? next_byte(input) % count : NO_INDEX;
}

/* Makes most rows valid; one in sixteen stays what the bytes say. */
static void mend(Plan *plan, Input *input) {
    for (int32_t i = 0; i < plan->task_count; i++) {
        Task *task = plan->tasks + i;
        if (next_byte(input) % 16 == 0) continue;
        task->calendar = below(input, plan->calendar_count + 1) - 1;
        task->release = below(input, plan->release_count + 1) - 1;
        task->priority = next_byte(input) % 4 - 1;
        task->flags = next_byte(input) % 64 | (next_byte(input) % 8 ? 0 : next_byte(input) & 192);
        task->duration = next_byte(input) * 13;
        task->remaining = next_byte(input) % 4 * 100 - 1;
        task->percent_complete = next_byte(input) % 101;
        task->leveling_delay = next_byte(input) % 4 * 700;
        task->constraint = task->constraint_date == MINUTE_NONE ? 0 : next_byte(input) % 8;
        task->constraint_2 = task->constraint_2_date == MINUTE_NONE ? 0 : next_byte(input) % 8;
        if (task->actual_finish < task->actual_start) task->actual_finish = MINUTE_NONE;
    }
    for (int32_t i = 0; i < plan->link_count; i++) {
        if (next_byte(input) % 16 == 0 || plan->task_count == 0) continue;
        plan->links[i] = (Link){below(input, plan->task_count), below(input, plan->task_count),
                                next_byte(input) % 4, plan->links[i].lag % 10000, next_byte(input) % 3};
    }
    for (int32_t i = 0; i < plan->resource_count; i++) {
        plan->resources[i].kind = next_byte(input) % 3;
        plan->resources[i].calendar = below(input, plan->calendar_count + 1) - 1;
        plan->resources[i].units = next_byte(input);
    }
    for (int32_t i = 0; i < plan->assignment_count; i++)
        if (next_byte(input) % 16)
            plan->assignments[i] = (Assignment){.task = below(input, plan->task_count),
                                                .resource = below(input, plan->resource_count),
                                                .units = next_byte(input) + 1,
                                                .work = next_byte(input) * 9 - 1,
                                                .delay = next_byte(input) % 4 * 60,
                                                .leveling_delay = next_byte(input) % 4 * 600,
                                                .contour = next_byte(input) % (CONTOUR_CUSTOM + 1),
                                                .length = next_byte(input) % 4 * 600,
                                                .overtime = next_byte(input),
                                                .rate_table = next_byte(input) % 2};
    for (int32_t i = 0; i < plan->pause_count; i++)
        if (next_byte(input) % 16)
            plan->pauses[i] =
                (Pause){i < plan->task_count ? i : NO_INDEX, next_byte(input) * 7, next_byte(input) * 7 + 1};
    for (int32_t i = 0; i < plan->rate_count; i++)
        if (next_byte(input) % 16)
            plan->rates[i] = (Rate){i * plan->resource_count / plan->rate_count,
                                    next_byte(input) % 2,
                                    next_moment(input),
                                    0,
                                    next_byte(input) * 100,
                                    next_byte(input),
                                    next_byte(input) - 1};
    for (int32_t i = 0; i < plan->absence_count; i++) {
        if (next_byte(input) % 16 == 0 || !plan->resource_count) continue;
        int32_t resource = i * plan->resource_count / plan->absence_count;
        plan->absences[i] =
            (Absence){resource, (20458 + i) * 1440, below(input, plan->resources[resource].units + 1)};
    }
}

static Plan read_plan(Arena *arena, Input *input) {
    Plan plan = {.exception_count = next_byte(input) % 5,
                 .calendar_count = next_byte(input) % 3 + 1,
                 .project_count = next_byte(input) % 2 + 1,
                 .task_count = next_byte(input) % 12,
                 .link_count = next_byte(input) % 12,
                 .resource_count = next_byte(input) % 4,
                 .assignment_count = next_byte(input) % 12,
                 .release_count = next_byte(input) % 3,
                 .pause_count = next_byte(input) % 4,
                 .rate_count = next_byte(input) % 4,
                 .absence_count = next_byte(input) % 4};
    plan.options = (ScheduleOptions){.share_people = next_byte(input) % 2};
    read_calendars(&plan, arena, input);
    plan.projects = rows(arena, input, sizeof *plan.projects, plan.project_count);
    plan.tasks = rows(arena, input, sizeof *plan.tasks, plan.task_count);
    plan.links = rows(arena, input, sizeof *plan.links, plan.link_count);
    plan.resources = rows(arena, input, sizeof *plan.resources, plan.resource_count);
    plan.assignments = rows(arena, input, sizeof *plan.assignments, plan.assignment_count);
    plan.pauses = rows(arena, input, sizeof *plan.pauses, plan.pause_count);
    plan.rates = rows(arena, input, sizeof *plan.rates, plan.rate_count);
    plan.absences = rows(arena, input, sizeof *plan.absences, plan.absence_count);
    for (int32_t i = 0; i < plan.project_count; i++) {
        PlanProject *project = plan.projects + i;
        *project = (PlanProject){project->start, project->status_date, project->must_finish};
        project->calendar = below(input, plan.calendar_count);
        project->rules = next_byte(input);
        project->progress_mode = next_byte(input) % 3;
        project->lag_calendar = next_byte(input) % 4;
        project->float_kind = next_byte(input) % 3;
        project->critical_by = next_byte(input) % 2;
        project->critical_float = next_byte(input) * 60;
        project->float_paths = next_byte(input) % 4;
        project->float_paths_by = next_byte(input) % 2;
    }
    set_moments(&plan, input);
    mend(&plan, input);
    return plan;
}

static void must(bool holds) {
    if (!holds) abort();
}

static void check_schedule(Arena *arena, const Plan *plan, const Schedule *schedule) {
    for (int32_t i = 0; i < plan->task_count; i++) {
        const TaskSchedule *row = schedule->tasks + i;
        ExplainStep *steps;
        int count;
        must(schedule_explain(arena, plan, schedule, i, i % 2, &steps, &count));
        must((count > 0) == (row->start != MINUTE_NONE));
        if (row->start == MINUTE_NONE) continue;
        must(row->start <= row->finish);
        must(row->free_float >= 0);
        int32_t parent = plan->tasks[i].parent;
        if (parent == NO_INDEX) continue;
        must(schedule->tasks[parent].start <= row->start && schedule->tasks[parent].finish >= row->finish);
    }
}

/* A network makes the same of it, at once and after a row was named that is as it was. */
static void check_network(const Plan *plan, const Schedule *want, bool ok) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Schedule got;
    PlanFault fault;
    Network *network = network_prepare(&arena, plan, &fault);
    for (int i = 0; network && i < 2; i++) {
        must(network_schedule(network, &got, &fault) == ok);
        network_touch(network, i ? TABLE_LINKS : TABLE_TASKS, 0);
        if (ok && plan->task_count)
            must(mem_equal(got.tasks, want->tasks, (size_t)plan->task_count * sizeof *got.tasks));
    }
    must(network || !ok);
}

bool fuzz_engine(const uint8_t *bytes, size_t len) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Input input = {bytes, len};
    Plan plan = read_plan(&arena, &input);
    Schedule schedule;
    PlanFault fault;
    bool ok = schedule_make(&arena, &plan, &schedule, &fault);
    must(ok == (fault.kind == FAULT_NONE));
    must(fault.kind != FAULT_CYCLE || (fault.rows && fault.row_count > 0));
    check_network(&plan, &schedule, ok);
    if (ok) check_schedule(&arena, &plan, &schedule);
    return ok;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len) {
    fuzz_engine(bytes, len);
    return 0;
}
