/* The engine against the oracle: thousands of random plans, every date and float equal. */
#include "base/cleanup.h"
#include "oracle.h"
#include "random_plan.h"
#include "test.h"

/* False: the oracle could not hold the plan. */
static bool check_plan(Arena *arena, uint64_t seed, RandomShape shape) {
    Plan plan = random_plan(arena, seed, shape);
    Difference difference;
    Agreement agreement = oracle_compare(arena, &plan, &difference);
    if (agreement == DIFFERS)
        test_fail(__FILE__, __LINE__, "plan %llu, task %d: %s is %lld, the oracle says %lld",
                  (unsigned long long)seed, difference.row, difference.what, (long long)difference.got,
                  (long long)difference.want);
    return agreement == AGREES;
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
