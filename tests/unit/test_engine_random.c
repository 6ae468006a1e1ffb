/* The engine against the oracle: thousands of random plans, every date and float equal. */
#include "base/cleanup.h"
#include "base/day.h"
#include "engine/check.h"
#include "oracle.h"
#include "random_plan.h"
#include "test.h"

static void compare(uint64_t seed, int row, const char *what, int64_t got, int64_t want) {
    if (got == want) return;
    test_fail(__FILE__, __LINE__, "plan %llu, task %d: %s is %lld (%+lld), the oracle says %lld (%+lld)",
              (unsigned long long)seed, row, what, (long long)got, (long long)(got - RANDOM_MONDAY),
              (long long)want, (long long)(want - RANDOM_MONDAY));
}

static void compare_row(uint64_t seed, int row, const TaskSchedule *got, const OracleRow *want, bool late) {
    compare(seed, row, "early start", got->early_start, want->early_start);
    compare(seed, row, "early finish", got->early_finish, want->early_finish);
    compare(seed, row, "start", got->start, want->start);
    compare(seed, row, "finish", got->finish, want->finish);
    if (!late) return;
    compare(seed, row, "late start", got->late_start, want->late_start);
    compare(seed, row, "late finish", got->late_finish, want->late_finish);
    compare(seed, row, "total float", got->total_float, want->total_float);
    compare(seed, row, "free float", got->free_float, want->free_float);
}

static bool is_leaf(const Plan *plan, int row) {
    return row + 1 == plan->task_count || plan->tasks[row + 1].parent != row;
}

/* False: the oracle could not hold the plan. */
static bool check_plan(Arena *arena, uint64_t seed, RandomShape shape) {
    Plan plan = random_plan(arena, seed, shape);
    Schedule schedule;
    PlanFault fault;
    if (!schedule_make(arena, &plan, &schedule, &fault))
        test_fail(__FILE__, __LINE__, "plan %llu: fault %d, table %d, row %d, %s", (unsigned long long)seed,
                  (int)fault.kind, (int)fault.table, fault.row, fault.field ? fault.field : "");
    const OracleRow *rows = oracle_schedule(arena, &plan);
    if (!rows) return false;
    for (int i = 0; i < plan.task_count; i++)
        if (is_leaf(&plan, i) && !task_is_span(plan.tasks + i) && schedule.tasks[i].start != MINUTE_NONE)
            compare_row(seed, i, schedule.tasks + i, rows + i, !shape.share);
    return true;
}

static void check_many(uint64_t first, int count, RandomShape shape) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    int compared = 0;
    for (int i = 0; i < count; i++) {
        arena_reset(&arena);
        compared += check_plan(&arena, first + (uint64_t)i, shape);
    }
    CHECK(compared > count * 3 / 4);
}

TEST(single_tasks_agree_with_the_oracle) {
    check_many(1, 400, (RandomShape){1, false});
}

TEST(pairs_of_tasks_agree_with_the_oracle) {
    check_many(10000, 800, (RandomShape){3, false});
}

TEST(plans_agree_with_the_oracle) {
    check_many(20000, 1200, (RandomShape){14, false});
}

TEST(pairs_of_tasks_that_share_people_agree_with_the_oracle) {
    check_many(30000, 500, (RandomShape){4, true});
}

TEST(plans_that_share_people_agree_with_the_oracle) {
    check_many(40000, 800, (RandomShape){14, true});
}
