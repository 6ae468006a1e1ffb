/* Cost over time: the days of random plans add up to their cost, each sum since the start is right to half a
 * cent; scaling against 128-bit arithmetic. */
#include "engine/spread.h"

#include "base/cleanup.h"
#include "change/baseline/spread_text.h"
#include "random_plan.h"
#include "test.h"

#include "base/banned.h"

static uint64_t random_long(Random *random) {
    return (uint64_t)random_next(random) << 32 | random_next(random);
}

static int64_t scaled(int64_t amount, int64_t part, int64_t whole) {
    __int128 size = amount < 0 ? -(__int128)amount : amount;
    __int128 result = (size * part * 2 + whole) / ((__int128)whole * 2);
    if (result > INT64_MAX) result = INT64_MAX;
    return amount < 0 ? -(int64_t)result : (int64_t)result;
}

TEST(scaling_is_exact) {
    Random random = {11};
    static const int64_t tops[] = {1, 7, 1000, INT32_MAX, INT64_C(1) << 40, INT64_MAX};
    for (int i = 0; i < 200000; i++) {
        int64_t amount = (int64_t)(random_long(&random) % (uint64_t)tops[random_in(&random, 0, 5)]);
        int64_t whole = 1 + (int64_t)(random_long(&random) % (uint64_t)tops[random_in(&random, 0, 5)]);
        int64_t part = (int64_t)(random_long(&random) % (uint64_t)whole);
        if (random_chance(&random, 30)) amount = -amount;
        CHECK_INT(money_scale(amount, part, whole), scaled(amount, part, whole));
    }
    CHECK_INT(money_scale(INT64_MAX, 3, 2), INT64_MAX);
    CHECK_INT(money_scale(5, 1, 2), 3);
    CHECK_INT(money_scale(-5, 1, 2), -3);
}

TEST(a_status_date_counts_its_day_from_noon_on) {
    CHECK_INT(status_day(20458 * 1440 + 17 * 60), 20458);
    CHECK_INT(status_day(20458 * 1440 + 8 * 60), 20457);
    CHECK_INT(status_day(20458 * 1440), 20457);
    CHECK_INT(status_day(-1440), -2);
    CHECK_INT(status_day(-1), -1);
}

TEST(the_days_of_random_plans_add_up) {
    for (uint64_t seed = 1; seed <= 300; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
        Random random = {seed};
        Plan plan = random_plan(&arena, seed, (RandomShape){30, seed % 2});
        Schedule schedule;
        PlanFault fault;
        CostSpread *rows;
        uint8_t *accrual = arena_array(&arena, uint8_t, plan.task_count + 1);
        for (int i = 0; i < plan.task_count; i++) accrual[i] = (uint8_t)random_in(&random, 0, 2);
        if (!schedule_make(&arena, &plan, &schedule, &fault)) continue;
        if (!cost_spread(&arena, &plan, accrual, &rows)) test_fail(__FILE__, __LINE__, "no memory");
        int64_t all = 0, cost = 0;
        for (int i = 0; i < plan.task_count; i++) {
            const TaskSchedule *task = schedule.tasks + i;
            CostSpread back;
            all += spread_until(&rows[i], INT32_MAX);
            if (plan.tasks[i].parent < 0 && task->start != MINUTE_NONE) cost += task->cost_cents;
            if (!spread_parse(&arena, spread_text(&arena, &rows[i]), &back))
                test_fail(__FILE__, __LINE__, "not read back");
            CHECK_INT(back.day_count, rows[i].day_count);
            for (int d = 0; d < back.day_count; d++) CHECK_INT(back.cents[d], rows[i].cents[d]);
        }
        CHECK_INT(all, cost);
        CHECK(cost_spread_given(&arena, &plan, &schedule, &rows));
        for (int i = 0; i < plan.task_count; i++) all -= spread_until(&rows[i], INT32_MAX);
        CHECK_INT(all, 0);
    }
}

TEST(what_is_not_a_spread_is_refused) {
    static const char *const texts[] = {"x",
                                        "2026-01-05 x",
                                        "2026-01-05 1x0",
                                        "2026-01-05 1x",
                                        "2026-02-30 1",
                                        "2026-01-05 1x99999",
                                        "2026-01-05 1x3x3"};
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    CostSpread spread;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        CHECK(!spread_parse(&arena, str_of(texts[i]), &spread));
    CHECK(spread_parse(&arena, STR(""), &spread) && spread.day_count == 0);
}
