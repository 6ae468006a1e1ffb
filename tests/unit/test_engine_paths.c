/* Float paths: small networks by hand, and what must hold in any. A day is 480 minutes. */
#include "base/cleanup.h"
#include "random_plan.h"
#include "test.h"

enum { DAY = 480 };

static Builder empty(Arena *arena) {
    Builder b = builder_make(arena);
    builder_calendar(&b, 5);
    builder_project(&b, RANDOM_MONDAY + 480, 0);
    return b;
}

/* Places of all rows; how many paths there are. */
static FloatPlace *find(Arena *arena, Plan *plan, int count, FloatPathsBy by, int ending, int *found) {
    Schedule schedule;
    PlanFault fault;
    for (int i = 0; i < plan->project_count; i++) {
        plan->projects[i].float_paths = count;
        plan->projects[i].float_paths_by = by;
    }
    if (ending >= 0) plan->tasks[ending].flags |= TASK_FLOAT_END;
    if (!schedule_make(arena, plan, &schedule, &fault))
        test_fail(__FILE__, __LINE__, "fault %d, %s", (int)fault.kind, fault.field);
    *found = 0;
    for (int i = 0; i < plan->task_count; i++)
        if (schedule.float_places[i].path > *found) *found = schedule.float_places[i].path;
    return schedule.float_places;
}

static void check(const FloatPlace *place, int path, int order) {
    CHECK_INT(place->path, path);
    CHECK_INT(place->order, order);
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

TEST(paths_follow_each_other_by_their_float) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = joined(&arena);
    Plan plan = builder_plan(&b);
    int found;
    for (int by = FLOAT_PATHS_BY_TOTAL; by <= FLOAT_PATHS_BY_FREE; by++) {
        FloatPlace *places = find(&arena, &plan, 10, (FloatPathsBy)by, NO_INDEX, &found);
        CHECK_INT(found, 4);
        check(places + 0, 1, 1);
        check(places + 1, 1, 2);
        check(places + 2, 1, 3);
        check(places + 4, 2, 1); /* both have two days; this one finishes later, nearer to the end */
        check(places + 3, 3, 1);
        check(places + 5, 4, 1);
    }
}

TEST(only_what_leads_to_the_end_has_a_path_and_their_number_is_kept) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = joined(&arena);
    Plan plan = builder_plan(&b);
    int found;
    FloatPlace *places = find(&arena, &plan, 1, FLOAT_PATHS_BY_TOTAL, 1, &found);
    CHECK_INT(found, 1);
    check(places + 0, 1, 1);
    check(places + 1, 1, 2);
    check(places + 3, 0, 0);
    places = find(&arena, &plan, 5, FLOAT_PATHS_BY_FREE, 1, &found);
    CHECK_INT(found, 2);
    check(places + 1, 1, 2);
    check(places + 3, 2, 1);
    check(places + 2, 0, 0);
}

/* By total float a chain is as critical as its tasks, however little slack the link at its end has. */
TEST(total_and_free_float_differ_where_a_chain_joins_one_that_has_float) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = empty(&arena);
    static const int days[] = {10, 2, 2, 1, 5, 1};
    for (int i = 0; i < 6; i++) builder_task(&b, NO_INDEX, days[i] * DAY);
    builder_link(&b, 1, 2, LINK_FS, 0); /* 1 -> 2 -> 3 with six days of float */
    builder_link(&b, 0, 3, LINK_FS, 0);
    builder_link(&b, 2, 3, LINK_FS, 0);
    builder_link(&b, 4, 3, LINK_FS, 0);
    builder_link(&b, 5, 2, LINK_FS, 0); /* seven days, but one day of slack */
    Plan plan = builder_plan(&b);
    int found;
    FloatPlace *places = find(&arena, &plan, 4, FLOAT_PATHS_BY_TOTAL, NO_INDEX, &found);
    check(places + 4, 2, 1);
    check(places + 1, 3, 1);
    check(places + 2, 3, 2);
    check(places + 5, 4, 1);
    places = find(&arena, &plan, 4, FLOAT_PATHS_BY_FREE, NO_INDEX, &found);
    check(places + 4, 2, 1);
    check(places + 2, 3, 2);
    check(places + 5, 4, 1);
}

/* Forward goes where the least float is, of equals to the later finish; so the path that is made for the end
 * of the upper branch takes the lower one, and the upper one gets the next. */
TEST(a_path_need_not_pass_through_the_task_it_is_made_for) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = empty(&arena);
    static const int days[] = {1, 1, 3, 2, 4};
    for (int i = 0; i < 5; i++) builder_task(&b, NO_INDEX, days[i] * DAY);
    builder_link(&b, 0, 1, LINK_FS, 0); /* 0 -> 1 -> 2 and 0 -> 4 take five days each; 3 stands alone */
    builder_link(&b, 1, 2, LINK_FS, 0);
    builder_link(&b, 0, 4, LINK_FS, 0);
    Plan plan = builder_plan(&b);
    int found;
    FloatPlace *places = find(&arena, &plan, 10, FLOAT_PATHS_BY_TOTAL, NO_INDEX, &found);
    CHECK_INT(found, 3);
    check(places + 0, 1, 1);
    check(places + 4, 1, 2);
    check(places + 1, 2, 1);
    check(places + 2, 2, 2);
    check(places + 3, 3, 1);
}

TEST(a_path_ends_where_the_end_of_the_project_asks_for_more_than_any_link) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = empty(&arena);
    builder_task(&b, NO_INDEX, 5 * DAY);
    builder_task(&b, NO_INDEX, DAY);
    builder_link(&b, 0, 1, LINK_SS, DAY);
    Plan plan = builder_plan(&b);
    int found;
    FloatPlace *places = find(&arena, &plan, 10, FLOAT_PATHS_BY_TOTAL, NO_INDEX, &found);
    check(places + 0, 1, 1);
    check(places + 1, 2, 1);
}

TEST(what_is_done_by_the_status_date_is_on_no_path) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = joined(&arena);
    Plan plan = builder_plan(&b);
    int found;
    plan.projects[0].status_date = RANDOM_MONDAY + 5 * 1440;
    plan.projects[0].rules |= RULE_REMAINING;
    plan.tasks[0].actual_start = RANDOM_MONDAY + 480;
    plan.tasks[0].actual_finish = RANDOM_MONDAY + 4 * 1440 + 1020;
    FloatPlace *places = find(&arena, &plan, 10, FLOAT_PATHS_BY_TOTAL, NO_INDEX, &found);
    check(places + 0, 0, 0);
    for (int i = 1; i < 6; i++) CHECK(places[i].path > 0);
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
    for (int by = FLOAT_PATHS_BY_TOTAL; by <= FLOAT_PATHS_BY_FREE; by++) {
        FloatPlace *places = find(&arena, &plan, 5, (FloatPathsBy)by, NO_INDEX, &found);
        CHECK_INT(found, 2);
        check(places + 2, 1, 1);
        check(places + 3, 1, 2);
        check(places + 1, 2, 1);
        CHECK_INT(places[0].path, 0);
    }
}

TEST(in_any_plan_each_task_to_do_has_one_place_and_orders_have_no_gaps) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    for (uint64_t seed = 1; seed <= 300; seed++) {
        arena_reset(&arena);
        Plan plan = random_plan(&arena, 91000 + seed, (RandomShape){20, false, false});
        int found, on_path = 0, last[4][64] = {{0}};
        FloatPlace *places =
            find(&arena, &plan, 60, seed % 2 ? FLOAT_PATHS_BY_FREE : FLOAT_PATHS_BY_TOTAL, NO_INDEX, &found);
        CHECK(found < 60 && plan.project_count <= 4);
        for (int i = 0; i < plan.task_count; i++) {
            CHECK(places[i].path <= found && (places[i].path > 0) == (places[i].order > 0));
            int *longest = &last[plan.tasks[i].project][places[i].path];
            on_path += places[i].path > 0;
            if (places[i].order > *longest) *longest = places[i].order;
            bool summary = i + 1 < plan.task_count && plan.tasks[i + 1].parent == i;
            if (summary) CHECK_INT(places[i].path, 0);
        }
        for (int project = 0; project < plan.project_count; project++)
            for (int path = 1; path <= found; path++) on_path -= last[project][path];
        CHECK_INT(on_path, 0);
    }
}

TEST(a_number_of_paths_out_of_range_is_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Builder b = joined(&arena);
    Plan plan = builder_plan(&b);
    Schedule schedule;
    PlanFault fault;
    plan.projects[0].float_paths = FLOAT_PATHS_MAX + 1;
    CHECK(!schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(fault.kind, FAULT_VALUE);
    CHECK_STR(str_of(fault.field), STR("float_paths"));
}
