/* Scheduling again after edits gives what scheduling from the beginning gives, bit for bit. */
#include "base/cleanup.h"
#include "base/mem.h"
#include "random_edit.h"
#include "test.h"

typedef struct Again {
    Arena rows, whole; /* the plan and its copy; what schedule_make makes */
    Arena kept;        /* the network's */
    Plan plan, copy;
    Network *network;
    Random random;
    uint64_t seed;
    int step;
} Again;

static void done(Again *again) {
    arena_done(&again->rows);
    arena_done(&again->whole);
    arena_done(&again->kept);
}

static void same(const Again *again, const char *what, const void *got, const void *want, size_t size,
                 int32_t count) {
    for (int32_t i = 0; i < count; i++)
        if (!mem_equal((const char *)got + (size_t)i * size, (const char *)want + (size_t)i * size, size))
            test_fail(__FILE__, __LINE__, "plan %llu, edit %d: %s %d differs",
                      (unsigned long long)again->seed, again->step, what, i);
}

/* The network's answer, or its fault, against that of schedule_make. True: there is a schedule. */
static bool compare(Again *again) {
    Schedule got, want;
    PlanFault got_fault, want_fault;
    const Plan *plan = &again->plan;
    arena_reset(&again->whole);
    bool good = schedule_make(&again->whole, plan, &want, &want_fault);
    bool ok = network_schedule(again->network, &got, &got_fault);
    if (ok != good || got_fault.kind != want_fault.kind || got_fault.table != want_fault.table ||
        got_fault.row != want_fault.row || got_fault.row_count != want_fault.row_count)
        test_fail(__FILE__, __LINE__, "plan %llu, edit %d: fault %d of row %d, not %d of row %d",
                  (unsigned long long)again->seed, again->step, (int)got_fault.kind, got_fault.row,
                  (int)want_fault.kind, want_fault.row);
    if (!good) return false;
    same(again, "task", got.tasks, want.tasks, sizeof *got.tasks, plan->task_count);
    same(again, "project", got.projects, want.projects, sizeof *got.projects, plan->project_count);
    same(again, "release", got.releases, want.releases, sizeof *got.releases, plan->release_count);
    CHECK(!got.float_places == !want.float_places);
    if (got.float_places)
        same(again, "float place", got.float_places, want.float_places, sizeof *got.float_places,
             plan->task_count);
    same(again, "resource", got.resources, want.resources, sizeof *got.resources, plan->resource_count);
    return true;
}

/* A fault is put right again by taking the plan back to what it was. */
static void edit_and_compare(Again *again, bool told, int edits) {
    CLEANUP(arena_done) Arena before = arena_make(4 * MIB);
    Plan good;
    CHECK(plan_copy(&before, &again->plan, &good));
    for (int i = random_in(&again->random, 1, edits); i > 0; i--) {
        RandomEdit edit = random_edit(&again->random, &again->plan);
        if (told && edit.row != NO_INDEX) network_touch(again->network, edit.table, edit.row);
    }
    if (!told) network_touch_differences(again->network, &again->copy);
    if (compare(again)) return;
    const Plan *plan = &again->plan;
    mem_copy(plan->spans, good.spans, (size_t)plan->span_count * sizeof *plan->spans);
    mem_copy(plan->calendars, good.calendars, (size_t)plan->calendar_count * sizeof *plan->calendars);
    mem_copy(plan->projects, good.projects, (size_t)plan->project_count * sizeof *plan->projects);
    mem_copy(plan->tasks, good.tasks, (size_t)plan->task_count * sizeof *plan->tasks);
    if (plan->link_count) mem_copy(plan->links, good.links, (size_t)plan->link_count * sizeof *plan->links);
    mem_copy(plan->resources, good.resources, (size_t)plan->resource_count * sizeof *plan->resources);
    if (plan->assignment_count)
        mem_copy(plan->assignments, good.assignments,
                 (size_t)plan->assignment_count * sizeof *plan->assignments);
    again->plan.options = good.options;
    for (int32_t row = 0; told && row < plan->task_count; row++)
        network_touch(again->network, TABLE_TASKS, row);
    if (!told) network_touch_differences(again->network, &again->copy);
    CHECK(compare(again));
}

static void check_edits(uint64_t seed, RandomShape shape, int steps, bool told, int edits) {
    CLEANUP(done)
    Again again = {.rows = arena_make(16 * MIB),
                   .whole = arena_make(64 * MIB),
                   .kept = arena_make(64 * MIB),
                   .random = {seed},
                   .seed = seed};
    PlanFault fault;
    again.plan = random_plan(&again.rows, seed, shape);
    CHECK(plan_copy(&again.rows, &again.plan, &again.copy));
    again.network = network_prepare(&again.kept, &again.plan, &fault);
    CHECK(again.network != NULL);
    CHECK(compare(&again));
    for (again.step = 1; again.step <= steps; again.step++) edit_and_compare(&again, told, edits);
}

TEST(edits_of_small_plans_that_are_told) {
    for (uint64_t seed = 0; seed < 300; seed++)
        check_edits(81000 + seed, (RandomShape){14, seed % 4 == 0}, 40, true, 1);
}

TEST(edits_of_larger_plans_that_are_told) {
    for (uint64_t seed = 0; seed < 30; seed++)
        check_edits(82000 + seed, (RandomShape){300, seed % 4 == 0}, 60, true, 3);
}

TEST(edits_that_are_found_by_comparison) {
    for (uint64_t seed = 0; seed < 150; seed++)
        check_edits(83000 + seed, (RandomShape){seed % 3 ? 14 : 120, seed % 2}, 40, false, 2);
}

/* Without ALAP, progress and percent lags, so that every edit is followed along the edges. */
TEST(edits_of_plain_plans_spread_along_links) {
    for (uint64_t seed = 0; seed < 60; seed++) {
        CLEANUP(done)
        Again again = {.rows = arena_make(16 * MIB),
                       .whole = arena_make(64 * MIB),
                       .kept = arena_make(64 * MIB),
                       .random = {seed},
                       .seed = seed};
        PlanFault fault;
        again.plan = random_plan(&again.rows, 84000 + seed, (RandomShape){200, false});
        for (int32_t i = 0; i < again.plan.task_count; i++)
            if (again.plan.tasks[i].constraint == CONSTRAINT_ALAP) again.plan.tasks[i].constraint = 0;
        for (int32_t i = 0; i < again.plan.link_count; i++)
            if (again.plan.links[i].lag_kind == LAG_PERCENT) again.plan.links[i].lag_kind = LAG_WORKING;
        again.network = network_prepare(&again.kept, &again.plan, &fault);
        CHECK(again.network != NULL);
        CHECK(compare(&again));
        for (again.step = 1; again.step <= 60; again.step++) {
            int32_t row = random_in(&again.random, 0, again.plan.task_count - 1);
            again.plan.tasks[row].duration = random_in(&again.random, 0, 40) * SLOT;
            network_touch(again.network, TABLE_TASKS, row);
            CHECK(compare(&again));
        }
    }
}

/* A plan of the test's own. */
static void begin(Again *again, const Builder *builder) {
    PlanFault fault;
    again->plan = builder_plan(builder);
    again->network = network_prepare(&again->kept, &again->plan, &fault);
    CHECK(again->network != NULL);
    CHECK(compare(again));
}

#define AGAIN                                                                                                \
    (Again) {                                                                                                \
        .rows = arena_make(16 * MIB), .whole = arena_make(16 * MIB), .kept = arena_make(16 * MIB)            \
    }

TEST(a_link_that_no_longer_drives_a_phase_is_no_longer_the_cause_of_its_tasks) {
    CLEANUP(done) Again again = AGAIN;
    Builder b = builder_make(&again.rows);
    builder_calendar(&b, 5);
    builder_project(&b, RANDOM_MONDAY, 0);
    for (int i = 0; i < 3; i++) builder_task(&b, NO_INDEX, 480);
    builder_task(&b, 2, 480);
    for (int i = 0; i < 2; i++) builder_link(&b, i, 2, LINK_FS, 0);
    begin(&again, &b);
    again.plan.tasks[0].duration = 240; /* the phase still waits for the other */
    network_touch(again.network, TABLE_TASKS, 0);
    CHECK(compare(&again));
}

TEST(nor_of_those_of_a_phase_within_it) {
    CLEANUP(done) Again again = AGAIN;
    Builder b = builder_make(&again.rows);
    builder_calendar(&b, 5);
    builder_project(&b, RANDOM_MONDAY, 0);
    for (int i = 0; i < 3; i++) builder_task(&b, NO_INDEX, i < 2 ? 480 : 60);
    builder_task(&b, NO_INDEX, 480);
    builder_task(&b, 3, 480);
    builder_task(&b, 4, 480);
    for (int i = 0; i < 2; i++) builder_link(&b, i, 3, LINK_FS, 0);
    builder_link(&b, 2, 4, LINK_FS, 0);
    begin(&again, &b);
    again.plan.tasks[0].duration = 240;
    network_touch(again.network, TABLE_TASKS, 0);
    CHECK(compare(&again));
}

/* What the successor asks is the same moment, but a lag before it counts on another calendar. */
TEST(a_calendar_moves_late_dates_before_a_lag) {
    CLEANUP(done) Again again = AGAIN;
    Builder b = builder_make(&again.rows);
    builder_calendar(&b, 5);
    builder_calendar(&b, 7);
    builder_project(&b, RANDOM_MONDAY, 0);
    for (int i = 0; i < 3; i++) builder_task(&b, NO_INDEX, 480);
    builder_link(&b, 0, 1, LINK_FS, 5 * 480);
    b.tasks.at[1].constraint = CONSTRAINT_MSO;
    b.tasks.at[1].constraint_date = RANDOM_MONDAY + 9 * 1440 + 480;
    b.tasks.at[2].duration = 30 * 480;
    begin(&again, &b);
    again.plan.tasks[1].calendar = 1;
    network_touch(again.network, TABLE_TASKS, 1);
    CHECK(compare(&again));
}

TEST(the_end_of_a_project_moves_late_dates_both_ways) {
    CLEANUP(done) Again again = AGAIN;
    Builder b = builder_make(&again.rows);
    builder_calendar(&b, 5);
    builder_project(&b, RANDOM_MONDAY, 0);
    for (int i = 0; i < 4; i++) builder_task(&b, NO_INDEX, 480 * (i + 1));
    begin(&again, &b);
    for (int i = 0; i < 12; i++) {
        again.plan.tasks[3 - i % 2].duration = i % 3 * 960;
        network_touch(again.network, TABLE_TASKS, 3 - i % 2);
        CHECK(compare(&again));
    }
}

TEST(a_network_takes_no_more_memory_however_often_it_is_scheduled) {
    CLEANUP(done)
    Again again = {.rows = arena_make(16 * MIB), .whole = arena_make(64 * MIB), .kept = arena_make(64 * MIB)};
    PlanFault fault;
    Schedule schedule;
    again.plan = random_plan(&again.rows, 5, (RandomShape){200, true});
    again.network = network_prepare(&again.kept, &again.plan, &fault);
    CHECK(again.network && network_schedule(again.network, &schedule, &fault));
    size_t used = 0;
    for (int i = 0; i < 400; i++) {
        if (i == 100) used = again.kept.used;
        network_touch(again.network, (PlanTable)(i % (TABLE_ASSIGNMENTS + 1)), 0);
        CHECK(network_schedule(again.network, &schedule, &fault));
    }
    CHECK_INT((int64_t)again.kept.used, (int64_t)used);
}

TEST(a_network_in_a_full_arena_is_a_fault_wherever_it_happens) {
    int failures = 0;
    for (size_t limit = 0; limit < 200 * KIB; limit += 256) {
        CLEANUP(arena_done) Arena rows = arena_make(4 * MIB);
        CLEANUP(arena_done) Arena arena = arena_make(limit);
        Plan plan = random_plan(&rows, 77, (RandomShape){14, true});
        Schedule schedule;
        PlanFault fault;
        Network *network = network_prepare(&arena, &plan, &fault);
        if (network && network_schedule(network, &schedule, &fault)) continue;
        CHECK_INT(fault.kind, FAULT_MEMORY);
        failures++;
    }
    CHECK(failures > 10);
}

TEST(a_calendar_without_working_time_that_nobody_works_by_is_no_fault) {
    CLEANUP(done) Again again = AGAIN;
    Builder b = builder_make(&again.rows);
    builder_calendar(&b, 5);
    int32_t idle = builder_calendar(&b, 0);
    builder_project(&b, RANDOM_MONDAY, 0);
    builder_task(&b, NO_INDEX, 480);
    builder_resource(&b, idle, 100);
    begin(&again, &b);
    again.plan.tasks[0].duration = 960;
    network_touch(again.network, TABLE_TASKS, 0);
    CHECK(compare(&again));
}
