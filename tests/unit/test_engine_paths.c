/* Float paths: small networks by hand, and what must hold in any. A day is 480 minutes. */
#include "base/cleanup.h"
#include "engine/float_paths.h"
#include "random_plan.h"
#include "test.h"

enum { DAY = 480 };

static Builder empty(Arena *arena) {
    Builder b = builder_make(arena);
    builder_calendar(&b, 5);
    builder_project(&b, RANDOM_MONDAY + 480, 0);
    return b;
}

static FloatPlace *find(Arena *arena, const Plan *plan, int count, FloatPathsBy by, int ending, int *found) {
    FloatPlace *places;
    PlanFault fault;
    if (!float_paths_find(arena, plan, count, by, ending, &places, found, &fault))
        test_fail(__FILE__, __LINE__, "fault %d, %s", (int)fault.kind, fault.field);
    return places;
}

static void check(const FloatPlace *place, int path, int order, int room) {
    CHECK_INT(place->path, path);
    CHECK_INT(place->order, order);
    CHECK_INT(place->room, room);
}

/*  long (5d) -> join -> end;  short (3d) -> join;  side (4d) -> end, which starts on day 7;  apart stands
 * alone */
static Builder joined(Arena *arena) {
    static const int days[] = {5, 1, 1, 3, 4, 2};
    Builder b = empty(arena);
    for (int i = 0; i < 6; i++) builder_task(&b, NO_INDEX, days[i] * DAY);
    builder_link(&b, 0, 1, LINK_FS, 0);
    builder_link(&b, 1, 2, LINK_FS, 0);
    builder_link(&b, 3, 1, LINK_FS, 0);
    builder_link(&b, 4, 2, LINK_FS, 0);
    return b;
}

TEST(paths_follow_each_other_by_their_room) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = joined(&arena);
    Plan plan = builder_plan(&b);
    int found;
    for (int by = FLOAT_PATHS_BY_TOTAL; by <= FLOAT_PATHS_BY_FREE; by++) {
        FloatPlace *places = find(&arena, &plan, 10, (FloatPathsBy)by, NO_INDEX, &found);
        CHECK_INT(found, 3);
        check(places + 2, 1, 1, 0);
        check(places + 1, 1, 2, 0);
        check(places + 0, 1, 3, 0);
        check(places + 4, 2, 1, 2 * DAY); /* both leave two days; this one is nearer to the end */
        check(places + 3, 3, 1, 2 * DAY);
        check(places + 5, 0, 0, 0);
    }
}

TEST(ties_go_to_the_task_nearer_to_the_end_and_the_number_of_paths_is_kept) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = joined(&arena);
    Plan plan = builder_plan(&b);
    int found;
    FloatPlace *places = find(&arena, &plan, 1, FLOAT_PATHS_BY_TOTAL, 1, &found);
    CHECK_INT(found, 1);
    check(places + 1, 1, 1, 0);
    check(places + 0, 1, 2, 0);
    check(places + 3, 0, 0, 0);
}

/* What ends behind the last task has float of its own: by total float a chain into it is less critical than
 * by free float alone. */
TEST(total_float_counts_what_the_task_behind_the_link_has) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = empty(&arena);
    static const int days[] = {10, 2, 2, 1, 5};
    for (int i = 0; i < 5; i++) builder_task(&b, NO_INDEX, days[i] * DAY);
    builder_link(&b, 1, 2, LINK_FS, 0); /* 1 -> 2 -> 3 with seven days of float at 2 and 3 */
    builder_link(&b, 0, 3, LINK_FS, 0);
    builder_link(&b, 2, 3, LINK_FS, 0);
    builder_link(&b, 4, 3, LINK_FS, 0);
    Plan plan = builder_plan(&b);
    int found;
    FloatPlace *places = find(&arena, &plan, 3, FLOAT_PATHS_BY_TOTAL, NO_INDEX, &found);
    CHECK_INT(found, 3);
    check(places + 4, 2, 1, 5 * DAY);
    check(places + 2, 3, 1, 6 * DAY);
    check(places + 1, 3, 2, 6 * DAY);
}

TEST(a_link_on_a_summary_leads_to_the_tasks_below_it) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = empty(&arena);
    builder_task(&b, NO_INDEX, 0);
    builder_task(&b, 0, 2 * DAY);
    builder_task(&b, 0, 3 * DAY);
    builder_task(&b, NO_INDEX, DAY);
    builder_link(&b, 0, 3, LINK_FS, 0);
    Plan plan = builder_plan(&b);
    int found;
    FloatPlace *places = find(&arena, &plan, 5, FLOAT_PATHS_BY_FREE, NO_INDEX, &found);
    CHECK_INT(found, 2);
    check(places + 2, 1, 2, 0);
    check(places + 1, 2, 1, DAY);
    CHECK_INT(places[0].path, 0);
}

TEST(in_any_plan_each_task_has_one_place_and_paths_of_all_links_reach_all_that_leads_there) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    for (uint64_t seed = 1; seed <= 300; seed++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, 91000 + seed, (RandomShape){20, false, false});
        int found, on_path = 0, last[64] = {0};
        FloatPlace *places =
            find(&arena, &plan, 60, seed % 2 ? FLOAT_PATHS_BY_FREE : FLOAT_PATHS_BY_TOTAL, NO_INDEX, &found);
        CHECK(found < 60);
        for (int i = 0; i < plan.task_count; i++) {
            CHECK(places[i].path <= found && (places[i].path > 0) == (places[i].order > 0));
            on_path += places[i].path > 0;
            if (places[i].order > last[places[i].path]) last[places[i].path] = places[i].order;
        }
        for (int path = 1; path <= found; path++) on_path -= last[path]; /* orders have no gaps */
        CHECK_INT(on_path, 0);
    }
}

TEST(an_end_that_is_no_row_is_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = joined(&arena);
    Plan plan = builder_plan(&b);
    FloatPlace *places;
    PlanFault fault;
    int found;
    CHECK(!float_paths_find(&arena, &plan, 1, FLOAT_PATHS_BY_FREE, 6, &places, &found, &fault));
    CHECK_INT(fault.kind, FAULT_INDEX);
}
