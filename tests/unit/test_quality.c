/* Schedule quality: random plans against counting the slow way, task by task over all links. */
#include "engine/quality.h"

#include <stdio.h>

#include "base/cleanup.h"
#include "random_plan.h"
#include "test.h"

#include "base/banned.h"

enum { DAY = 480 };

static bool is_leaf(const Plan *plan, int row) {
    for (int i = 0; i < plan->task_count; i++)
        if (plan->tasks[i].parent == row) return false;
    return true;
}

static bool is_or_is_above(const Plan *plan, int above, int row) {
    for (; row >= 0; row = plan->tasks[row].parent)
        if (row == above) return true;
    return false;
}

static bool counts(const Plan *plan, const Schedule *schedule, int i) {
    return is_leaf(plan, i) && schedule->tasks[i].start != MINUTE_NONE;
}

static bool is_done(const Task *task) {
    return task->actual_finish != MINUTE_NONE ||
           (task->actual_start != MINUTE_NONE && (task->percent_complete >= 100 || task->remaining == 0));
}

static bool has_link(const Plan *plan, const Schedule *schedule, int row, bool as_successor) {
    for (int i = 0; i < plan->link_count; i++) {
        const Link *link = plan->links + i;
        if (schedule->tasks[link->predecessor].start == MINUTE_NONE ||
            schedule->tasks[link->successor].start == MINUTE_NONE)
            continue;
        if (is_or_is_above(plan, as_successor ? link->successor : link->predecessor, row)) return true;
    }
    return false;
}

static void check_plan(Arena *arena, const Plan *plan, const Schedule *schedule) {
    QualityFacts facts = {.project = NO_INDEX};
    Quality quality;
    PlanFault fault;
    CHECK(quality_check(arena, plan, schedule, &facts, &quality, &fault));
    int incomplete = 0, loose = 0, high = 0, negative = 0, lengthy = 0;
    for (int i = 0; i < plan->task_count; i++) {
        if (!counts(plan, schedule, i) || is_done(plan->tasks + i)) continue;
        incomplete++;
        loose += !has_link(plan, schedule, i, true) || !has_link(plan, schedule, i, false);
        high += schedule->tasks[i].total_float > 44 * DAY;
        negative += schedule->tasks[i].total_float < 0;
        lengthy += schedule->tasks[i].duration > 44 * DAY;
    }
    CHECK_INT(quality.incomplete_count, incomplete);
    CHECK_INT(quality.checks[DCMA_LOGIC].count, loose);
    CHECK_INT(quality.checks[DCMA_HIGH_FLOAT].count, high);
    CHECK_INT(quality.checks[DCMA_NEGATIVE_FLOAT].count, negative);
    CHECK_INT(quality.checks[DCMA_HIGH_DURATION].count, lengthy);
    for (int k = 0; k < QUALITY_CHECKS; k++) {
        const QualityCheck *check = &quality.checks[k];
        CHECK_INT(check->fault_count, check->count);
        for (int i = 0; i < check->fault_count; i++)
            CHECK(quality.faults[check->first + i].task >= 0 &&
                  quality.faults[check->first + i].task < plan->task_count);
    }
}

TEST(random_plans_are_counted_as_the_slow_way_counts_them) {
    for (uint64_t seed = 1; seed <= 400; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
        Plan plan = random_plan(&arena, seed, (RandomShape){40, seed % 2});
        Schedule schedule;
        PlanFault fault;
        if (schedule_make(&arena, &plan, &schedule, &fault)) check_plan(&arena, &plan, &schedule);
    }
}

/* a -> b -> c, five days each; names, baseline and estimates as told. */
static Quality check_chain(Arena *arena, const QualityFacts *facts, Minute status, Minute must_finish) {
    static WorkSpan spans[] = {{480, 720}, {780, 1020}};
    static Calendar calendar = {{{0, 2}, {0, 2}, {0, 2}, {0, 2}, {0, 2}, {0, 0}, {0, 0}}, 0, 0};
    PlanProject project = {.start = RANDOM_MONDAY + 480, .status_date = status, .must_finish = must_finish};
    Task tasks[3];
    Link links[] = {{0, 1, LINK_FS, 0, 0}, {1, 2, LINK_FS, -60, 0}};
    for (int i = 0; i < 3; i++)
        tasks[i] = (Task){.parent = -1,
                          .release = -1,
                          .priority = 0,
                          .calendar = -1,
                          .duration = 5 * DAY,
                          .remaining = -1,
                          .actual_start = MINUTE_NONE,
                          .actual_finish = MINUTE_NONE,
                          .constraint_date = MINUTE_NONE,
                          .deadline = MINUTE_NONE,
                          .manual_start = MINUTE_NONE};
    Plan plan = {.spans = spans,
                 .calendars = &calendar,
                 .projects = &project,
                 .tasks = tasks,
                 .links = links,
                 .span_count = 2,
                 .calendar_count = 1,
                 .project_count = 1,
                 .task_count = 3,
                 .link_count = 2};
    Schedule schedule;
    Quality quality;
    PlanFault fault;
    CHECK(schedule_make(arena, &plan, &schedule, &fault));
    CHECK(quality_check(arena, &plan, &schedule, facts, &quality, &fault));
    return quality;
}

TEST(a_chain_is_judged_point_by_point) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Minute friday = RANDOM_MONDAY + 4 * 1440 + 1020;
    Minute finish[] = {friday, friday + 7 * 1440, MINUTE_NONE};
    uint64_t names[] = {7, 8, 7};
    uint8_t estimated[] = {1, 1, 0};
    QualityFacts facts = {finish, names, estimated, NO_INDEX};
    Quality q = check_chain(&arena, &facts, MINUTE_NONE, friday + 7 * 1440);
    CHECK_INT(q.checks[DCMA_LOGIC].count, 2);
    CHECK_INT(q.checks[DCMA_LEADS].verdict, QUALITY_FAIL);
    CHECK_INT(q.faults[q.checks[DCMA_LEADS].first].link, 1);
    CHECK(q.checks[DCMA_LINK_TYPES].figure == 100);
    CHECK_INT(q.checks[DCMA_CRITICAL_PATH].verdict, QUALITY_PASS);
    CHECK_INT(q.checks[DCMA_INVALID_DATES].verdict, QUALITY_UNKNOWN);
    CHECK_INT(q.checks[DCMA_CPLI].verdict, QUALITY_FAIL);
    CHECK_INT(q.checks[GAO_ACTIVITIES].count, 1);
    CHECK_INT(q.checks[GAO_RISK].count, 1);
    CHECK_INT(q.checks[GAO_BASELINE].count, 1);
    CHECK_INT(q.checks[GAO_CRITICAL_PATH].count, 1);
    q = check_chain(&arena, &facts, friday, MINUTE_NONE);
    CHECK_INT(q.checks[DCMA_MISSED_TASKS].count, 1);
    CHECK(q.checks[DCMA_BEI].figure == 0);
}
