/* The engine's faults, explanations, cost and loads; dates are the charts' and the oracle's. */
#include "base/cleanup.h"
#include "base/day.h"
#include "engine/check.h"
#include "engine/layout.h"
#include "engine/worktime.h"
#include "random_plan.h"
#include "test.h"

/* Two tasks in a row, by one person. */
static Builder small_plan(Arena *arena) {
    Builder builder = builder_make(arena);
    builder_calendar(&builder, 5);
    builder_project(&builder, RANDOM_MONDAY, 0);
    builder_task(&builder, NO_INDEX, 960);
    builder_task(&builder, NO_INDEX, 480);
    builder_link(&builder, 0, 1, LINK_FS, 0);
    builder_resource(&builder, NO_INDEX, 100);
    builder_assign(&builder, 0, 0, 100, -1);
    return builder;
}

static PlanFault fault_of(Arena *arena, const Builder *builder) {
    Plan plan = builder_plan(builder);
    Schedule schedule;
    PlanFault fault;
    bool ok = schedule_make(arena, &plan, &schedule, &fault);
    CHECK(ok == (fault.kind == FAULT_NONE));
    return fault;
}

#define CHECK_FAULT(change, fault_kind, fault_table, fault_field)                                            \
    do {                                                                                                     \
        CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);                                               \
        Builder b = small_plan(&arena);                                                                      \
        change;                                                                                              \
        PlanFault fault = fault_of(&arena, &b);                                                              \
        CHECK_INT(fault.kind, fault_kind);                                                                   \
        CHECK_INT(fault.table, fault_table);                                                                 \
        CHECK_STR(str_of(fault.field), STR(fault_field));                                                    \
    } while (0)

TEST(references_to_nothing_are_named) {
    CHECK_FAULT(b.links.at[0].predecessor = 2, FAULT_INDEX, TABLE_LINKS, "predecessor");
    CHECK_FAULT(b.links.at[0].successor = -1, FAULT_INDEX, TABLE_LINKS, "successor");
    CHECK_FAULT(b.assignments.at[0].task = 7, FAULT_INDEX, TABLE_ASSIGNMENTS, "task");
    CHECK_FAULT(b.assignments.at[0].resource = 1, FAULT_INDEX, TABLE_ASSIGNMENTS, "resource");
    CHECK_FAULT(b.resources.at[0].calendar = 1, FAULT_INDEX, TABLE_RESOURCES, "calendar");
    CHECK_FAULT(b.projects.at[0].calendar = -1, FAULT_INDEX, TABLE_PROJECTS, "calendar");
    CHECK_FAULT(b.tasks.at[1].project = 1, FAULT_INDEX, TABLE_TASKS, "project");
    CHECK_FAULT(b.tasks.at[1].calendar = -2, FAULT_INDEX, TABLE_TASKS, "calendar");
    CHECK_FAULT(b.tasks.at[1].release = 0, FAULT_INDEX, TABLE_TASKS, "release");
    CHECK_FAULT(b.calendars.at[0].week[0].first = 1, FAULT_INDEX, TABLE_CALENDARS, "week");
    CHECK_FAULT(b.calendars.at[0].exception_count = INT32_MAX, FAULT_INDEX, TABLE_CALENDARS,
                "first_exception");
}

TEST(values_out_of_range_are_named) {
    CHECK_FAULT(b.tasks.at[1].duration = -1, FAULT_VALUE, TABLE_TASKS, "duration");
    CHECK_FAULT(b.tasks.at[1].duration = INT32_MAX, FAULT_VALUE, TABLE_TASKS, "duration");
    CHECK_FAULT(b.tasks.at[1].percent_complete = 101, FAULT_VALUE, TABLE_TASKS, "percent_complete");
    CHECK_FAULT(b.tasks.at[1].constraint = 8, FAULT_VALUE, TABLE_TASKS, "constraint");
    CHECK_FAULT(b.tasks.at[1].constraint = CONSTRAINT_MSO, FAULT_VALUE, TABLE_TASKS, "constraint_date");
    CHECK_FAULT(b.tasks.at[1].deadline = INT32_MAX, FAULT_VALUE, TABLE_TASKS, "deadline");
    CHECK_FAULT(b.tasks.at[1].flags = TASK_FLAGS + 1, FAULT_VALUE, TABLE_TASKS, "flags");
    CHECK_FAULT(b.links.at[0].type = 4, FAULT_VALUE, TABLE_LINKS, "type");
    CHECK_FAULT(b.links.at[0].lag = INT32_MIN, FAULT_VALUE, TABLE_LINKS, "lag");
    CHECK_FAULT(b.resources.at[0].units = -1, FAULT_VALUE, TABLE_RESOURCES, "units");
    CHECK_FAULT(b.assignments.at[0].units = -1, FAULT_VALUE, TABLE_ASSIGNMENTS, "units");
    CHECK_FAULT((b.assignments.at[0].work = 60, b.assignments.at[0].units = 0), FAULT_VALUE,
                TABLE_ASSIGNMENTS, "units");
    CHECK_FAULT(b.projects.at[0].start = MINUTE_NONE, FAULT_VALUE, TABLE_PROJECTS, "start");
    CHECK_FAULT(b.spans.at[1].from = 700, FAULT_VALUE, TABLE_SPANS, "from");
    CHECK_FAULT(b.spans.at[1].to = 1441, FAULT_VALUE, TABLE_SPANS, "to");
}

TEST(an_outline_out_of_order_is_a_fault) {
    CHECK_FAULT(b.tasks.at[0].parent = 1, FAULT_OUTLINE, TABLE_TASKS, "parent");
    CHECK_FAULT(b.tasks.at[0].parent = 0, FAULT_OUTLINE, TABLE_TASKS, "parent");
    CHECK_FAULT((builder_task(&b, 0, 0), builder_task(&b, 1, 0)), FAULT_OUTLINE, TABLE_TASKS, "parent");
}

TEST(a_plan_beyond_the_year_2999_is_a_fault_and_not_an_overflow) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder b = small_plan(&arena);
    b.projects.at[0].start = END_MINUTE - 1440;
    CHECK_INT(fault_of(&arena, &b).kind, FAULT_RANGE);
    b.projects.at[0].start = RANDOM_MONDAY;
    for (int i = 2; i < 200; i++) builder_task(&b, NO_INDEX, DURATION_MINUTES_MAX);
    for (int i = 2; i < 200; i++) builder_link(&b, i - 1, i, LINK_FS, DURATION_MINUTES_MAX);
    CHECK_INT(fault_of(&arena, &b).kind, FAULT_RANGE);
}

TEST(an_empty_plan_has_an_empty_schedule) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder b = builder_make(&arena);
    CHECK_INT(fault_of(&arena, &b).kind, FAULT_NONE);
}

TEST(a_full_arena_is_a_fault_wherever_it_happens) {
    int failures = 0;
    for (size_t limit = 0; limit < 200 * KIB; limit += 64) {
        CLEANUP(arena_done) Arena rows = arena_make(4 * MIB);
        CLEANUP(arena_done) Arena arena = arena_make(limit);
        Plan plan = random_plan(&rows, 77, (RandomShape){14, true});
        Schedule schedule;
        PlanFault fault;
        if (schedule_make(&arena, &plan, &schedule, &fault)) continue;
        CHECK_INT(fault.kind, FAULT_MEMORY);
        failures++;
    }
    CHECK(failures > 10);
}

/* A ring of a hundred tasks, with tails in and out. */
TEST(the_cycle_is_named_without_its_tails) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder b = small_plan(&arena);
    for (int i = 0; i < 300; i++) builder_task(&b, NO_INDEX, 60);
    for (int i = 100; i < 200; i++) builder_link(&b, i, i == 199 ? 100 : i + 1, LINK_FS, 0);
    for (int i = 50; i < 100; i++) builder_link(&b, i, i + 1, LINK_FS, 0);
    for (int i = 200; i < 250; i++) builder_link(&b, i - 1, i, LINK_FS, 0);
    PlanFault fault = fault_of(&arena, &b);
    CHECK_INT(fault.kind, FAULT_CYCLE);
    CHECK_INT(fault.row_count, 100);
    for (int i = 0; i < 100; i++) CHECK_INT(fault.rows[i], 100 + i);
}

/* ---- Explanation ---- */

static bool is_of_finish(const ExplainStep *step) {
    return step->of_finish == EXPLAIN_FINISH || step->of_finish == EXPLAIN_LATE_FINISH;
}

static Minute shown(const Schedule *schedule, const ExplainStep *step) {
    const TaskSchedule *row = schedule->tasks + step->task;
    return is_of_finish(step) ? row->finish : row->start;
}

static bool is_first_cause(const Task *task, const ExplainStep *step) {
    switch (step->cause) {
    case CAUSE_PROJECT_START:
    case CAUSE_STATUS_DATE:
    case CAUSE_CONSTRAINT:
    case CAUSE_MANUAL: return true;
    case CAUSE_ACTUAL: return task->actual_start != MINUTE_NONE || task->actual_finish != MINUTE_NONE;
    case CAUSE_PROJECT_END: return true;
    case CAUSE_RESOURCE: return step->index == NO_INDEX; /* who is missing */
    case CAUSE_DEADLINE: return task->deadline != MINUTE_NONE;
    default: return false;
    }
}

/* Each step leads to the next one: by the link, the child, the person or the work that it names. */
static void check_step(const Plan *plan, const Schedule *schedule, const ExplainStep *step,
                       const ExplainStep *next) {
    bool same = next->task == step->task;
    if (task_is_span(plan->tasks + step->task)) return; /* follows what its dates come from, either way */
    if (step->of_finish >= EXPLAIN_LATE_START) return;  /* counted back; see test_engine_explain.c */
    switch (step->cause) {
    case CAUSE_WORK: CHECK(same && step->of_finish && !next->of_finish); break;
    case CAUSE_CALENDAR: CHECK(same && next->moment < step->moment); break;
    case CAUSE_CHILDREN:
        CHECK(plan->tasks[next->task].parent == step->task && next->moment == step->moment);
        break;
    case CAUSE_LEVELING: CHECK(same && plan->tasks[step->task].leveling_delay > 0); break;
    case CAUSE_RESOURCE: CHECK(next->task == step->index && is_of_finish(next)); break;
    case CAUSE_LINK: {
        const Link *link = plan->links + step->index;
        CHECK(next->task >= link->predecessor);
        CHECK(is_of_finish(next) == (link->type == LINK_FS || link->type == LINK_FF));
        if (link->type == LINK_FS && link->lag == 0) CHECK(next->moment <= step->moment);
        break;
    }
    default: CHECK(!"a first cause is the last step");
    }
    bool moved = step->cause == CAUSE_CALENDAR || step->cause == CAUSE_LEVELING;
    if (next->cause != CAUSE_CALENDAR && !moved) CHECK_INT(next->moment, shown(schedule, next));
}

static void check_chain(Arena *arena, const Plan *plan, const Schedule *schedule, int task, bool of_finish) {
    ExplainStep *steps;
    int count;
    CHECK(schedule_explain(arena, plan, schedule, task, of_finish, &steps, &count));
    if (schedule->tasks[task].start == MINUTE_NONE) {
        CHECK_INT(count, 0);
        return;
    }
    CHECK(count > 0);
    CHECK_INT(steps[0].task, task);
    CHECK_INT(steps[0].moment, shown(schedule, steps));
    for (int i = 0; i + 1 < count; i++) check_step(plan, schedule, steps + i, steps + i + 1);
    CHECK(is_first_cause(plan->tasks + steps[count - 1].task, steps + count - 1));
}

TEST(every_date_is_explained_down_to_a_first_cause) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    for (uint64_t seed = 1; seed <= 400; seed++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, 50000 + seed, (RandomShape){14, seed % 2});
        Schedule schedule;
        PlanFault fault;
        CHECK(schedule_make(&arena, &plan, &schedule, &fault));
        for (int i = 0; i < plan.task_count; i++)
            for (int of_finish = 0; of_finish < 2; of_finish++)
                check_chain(&arena, &plan, &schedule, i, of_finish);
    }
}

TEST(an_explanation_of_no_task_is_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder b = small_plan(&arena);
    Plan plan = builder_plan(&b);
    Schedule schedule;
    PlanFault fault;
    ExplainStep *steps;
    int count;
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    CHECK(!schedule_explain(&arena, &plan, &schedule, 2, true, &steps, &count));
    CHECK(!schedule_explain(&arena, &plan, &schedule, -1, true, &steps, &count));
}

/* ---- Loads, cost, groups ---- */

TEST(overload_counts_what_is_beyond_the_units) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder b = small_plan(&arena);
    builder_task(&b, NO_INDEX, 480);
    builder_assign(&b, 2, 0, 50, -1);
    Plan plan = builder_plan(&b);
    Schedule schedule;
    PlanFault fault;
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(schedule.resources[0].overload_minutes, 240);
    plan.options.share_people = 1;
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(schedule.resources[0].overload_minutes, 0);
}

/* Without any cap nothing can be too late, and something must be critical: waits count as links. */
TEST(floats_of_shared_people_are_not_negative) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    for (uint64_t seed = 1; seed <= 600; seed++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, 70000 + seed, (RandomShape){14, true, true});
        for (int i = 0; i < plan.task_count; i++) {
            Task *task = plan.tasks + i;
            task->constraint = CONSTRAINT_ASAP;
            task->deadline = task->actual_start = task->actual_finish = MINUTE_NONE;
            task->external_finish = MINUTE_NONE;
            task->flags &= TASK_ELAPSED;
        }
        for (int i = 0; i < plan.project_count; i++) {
            plan.projects[i].must_finish = MINUTE_NONE;
            plan.projects[i].rules &= ~RULE_FROM_FINISH;
        }
        Schedule schedule;
        PlanFault fault;
        int critical = 0;
        CHECK(schedule_make(&arena, &plan, &schedule, &fault));
        for (int i = 0; i < plan.task_count; i++) {
            if (schedule.tasks[i].total_float < 0)
                test_fail(__FILE__, __LINE__, "plan %d, task %d: float %d", (int)seed, i,
                          schedule.tasks[i].total_float);
            critical += schedule.tasks[i].critical;
        }
        CHECK(critical > 0);
    }
}

TEST(money_saturates_and_is_rounded_to_the_cent) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Builder b = small_plan(&arena);
    b.assignments.at[0].work = 61;
    b.resources.at[0].rate_cents_per_hour = 1001;
    Plan plan = builder_plan(&b);
    Schedule schedule;
    PlanFault fault;
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(schedule.tasks[0].cost_cents, 1018);
    b.assignments.at[0].work = DURATION_MINUTES_MAX / 1000;
    b.resources.at[0].rate_cents_per_hour = MONEY_CENTS_MAX;
    for (int i = 0; i < 300; i++) builder_assign(&b, 0, 0, 100, DURATION_MINUTES_MAX / 1000);
    plan = builder_plan(&b);
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    CHECK(schedule.tasks[0].cost_cents > 0 && schedule.projects[0].cost_cents > 0);
}

TEST(groups_add_up_to_their_leaves) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    for (uint64_t seed = 1; seed <= 200; seed++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, 60000 + seed, (RandomShape){14, false});
        Schedule schedule;
        PlanFault fault;
        CHECK(schedule_make(&arena, &plan, &schedule, &fault));
        int64_t roots = 0, groups = 0, work = 0, people = 0;
        for (int i = 0; i < plan.task_count; i++)
            if (plan.tasks[i].parent == NO_INDEX) roots += schedule.tasks[i].cost_cents;
        for (int i = 0; i < plan.project_count; i++) {
            groups += schedule.projects[i].cost_cents;
            work += schedule.projects[i].work_minutes;
        }
        for (int i = 0; i < plan.resource_count; i++) people += schedule.resources[i].work_minutes;
        CHECK_INT(groups, roots);
        CHECK_INT(people, work);
    }
}

TEST(the_layout_covers_every_byte_of_every_row) {
    for (int i = 0; i < layout_struct_count; i++) {
        const LayoutStruct *row = layout_structs + i;
        int32_t at = 0;
        for (int k = 0; k < row->field_count; k++) {
            CHECK_INT(row->fields[k].offset, at);
            at += row->fields[k].size;
        }
        CHECK_INT(at, row->size);
    }
}
