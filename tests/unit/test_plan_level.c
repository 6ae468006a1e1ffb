/* Levelling of plans: small plans with a known answer, what must hold of every answer on random plans, and
 * the finish against every order of a few tasks. */
#include "base/cleanup.h"
#include "engine/level/plan_level.h"
#include "random_plan.h"
#include "test.h"

enum { HOUR = 60, DAY = 480, EIGHT = RANDOM_MONDAY + 8 * HOUR, WALL_DAY = 1440 };

static Builder one_project(Arena *arena) {
    Builder builder = builder_make(arena);
    builder_project(&builder, EIGHT, builder_calendar(&builder, 5));
    return builder;
}

static PlanLevelAnswer level(Arena *arena, const Plan *plan, PlanLevelOptions options) {
    PlanLevelAnswer answer = {0};
    PlanFault fault;
    if (options.schedules == 0) options.schedules = 200;
    CHECK(plan_level(arena, plan, &options, &answer, &fault));
    return answer;
}

TEST(the_second_task_of_a_person_waits_and_says_for_whom) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t a = builder_task(&builder, -1, 2 * DAY), b = builder_task(&builder, -1, 3 * DAY);
    int32_t ana = builder_resource(&builder, -1, 100);
    builder_assign(&builder, a, ana, 100, -1);
    builder_assign(&builder, b, ana, 100, -1);
    builder.tasks.at[a].priority = 0;
    builder.tasks.at[b].priority = 1;
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.tasks[a].delay, 0);
    CHECK_INT(answer.tasks[b].start, EIGHT + 2 * WALL_DAY);
    CHECK_INT(answer.tasks[b].delay, 2 * WALL_DAY);
    CHECK_INT(answer.tasks[b].resource, ana);
    CHECK_INT(answer.tasks[b].for_task, a);
    CHECK_INT(answer.overload_before, 2 * DAY);
    CHECK_INT(answer.overload_after, 0);
    CHECK_INT(answer.projects[0].finish_after, answer.projects[0].lower_bound);
    CHECK(answer.proven);
}

/* a-b in one chain and c alone share Ana; c first would make the project longer. */
TEST(the_long_chain_goes_first_unless_rank_decides) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t c = builder_task(&builder, -1, DAY), a = builder_task(&builder, -1, DAY);
    int32_t b = builder_task(&builder, -1, 3 * DAY), ana = builder_resource(&builder, -1, 100);
    builder_link(&builder, a, b, LINK_FS, 0);
    builder_assign(&builder, a, ana, 100, -1);
    builder_assign(&builder, c, ana, 100, -1);
    builder.tasks.at[c].priority = 0;
    builder.tasks.at[a].priority = builder.tasks.at[b].priority = 1;
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.tasks[a].delay, 0);
    CHECK_INT(answer.tasks[c].delay, WALL_DAY);
    answer = level(&arena, &plan, (PlanLevelOptions){.by_rank = true});
    CHECK_INT(answer.tasks[c].delay, 0);
    CHECK_INT(answer.tasks[a].delay, WALL_DAY);
}

TEST(within_float_nothing_finishes_later_and_what_finds_nobody_stays) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t row[3], ana = builder_resource(&builder, -1, 100);
    int32_t length[] = {2 * DAY, DAY, DAY};
    for (int i = 0; i < 3; i++) {
        row[i] = builder_task(&builder, -1, length[i]);
        builder_assign(&builder, row[i], ana, 100, -1);
    }
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){.within_float = true});
    CHECK_INT(answer.projects[0].finish_after, answer.projects[0].finish_before);
    CHECK_INT(answer.overload_before, 2 * DAY);
    CHECK_INT(answer.overload_after, 2 * DAY);
    CHECK(answer.tasks[row[1]].delay == WALL_DAY || answer.tasks[row[2]].delay == WALL_DAY);
    CHECK(!answer.proven);
}

TEST(what_must_start_by_a_date_is_overload_rather_than_late) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t row[2], ana = builder_resource(&builder, -1, 100);
    for (int i = 0; i < 2; i++) {
        row[i] = builder_task(&builder, -1, DAY);
        builder_assign(&builder, row[i], ana, 100, -1);
        builder.tasks.at[row[i]].constraint = CONSTRAINT_SNLT;
        builder.tasks.at[row[i]].constraint_date = EIGHT;
    }
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){0});
    for (int i = 0; i < 2; i++) CHECK_INT(answer.tasks[row[i]].start, EIGHT);
    CHECK_INT(answer.overload_after, DAY);
    CHECK(!answer.proven);
    builder.tasks.at[row[1]].constraint_date = EIGHT + WALL_DAY;
    answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.tasks[row[1]].start, EIGHT + WALL_DAY);
    CHECK_INT(answer.overload_after, 0);
}

TEST(only_chosen_tasks_and_people_are_levelled) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t a = builder_task(&builder, -1, DAY), b = builder_task(&builder, -1, DAY);
    int32_t ana = builder_resource(&builder, -1, 100), ben = builder_resource(&builder, -1, 100);
    for (int i = 0; i < 2; i++) {
        builder_assign(&builder, i ? a : b, ana, 100, -1);
        builder_assign(&builder, i ? a : b, ben, 100, -1);
    }
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){.tasks = (uint8_t[]){1, 0}});
    CHECK_INT(answer.tasks[a].delay, WALL_DAY);
    CHECK_INT(answer.tasks[b].delay, 0);
    answer = level(&arena, &plan, (PlanLevelOptions){.resources = (uint8_t[]){0, 0}});
    CHECK_INT(answer.waiting_minutes, 0);
    CHECK_INT(answer.overload_before, 0);
    answer = level(&arena, &plan, (PlanLevelOptions){.resources = (uint8_t[]){0, 1}});
    CHECK_INT(answer.waiting_minutes, WALL_DAY);
}

TEST(what_remains_of_started_work_waits_only_where_it_may_be_split) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t a = builder_task(&builder, -1, 2 * DAY), b = builder_task(&builder, -1, 3 * DAY);
    int32_t ana = builder_resource(&builder, -1, 100);
    builder_assign(&builder, a, ana, 100, -1);
    builder_assign(&builder, b, ana, 100, -1);
    builder.projects.at[0].status_date = EIGHT + WALL_DAY;
    builder.tasks.at[a].actual_start = EIGHT;
    builder.tasks.at[a].percent_complete = 50;
    builder.tasks.at[b].deadline = EIGHT + 3 * WALL_DAY + 9 * HOUR;
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.tasks[a].resume, MINUTE_NONE);
    CHECK_INT(answer.tasks[b].delay, WALL_DAY);
    CHECK(answer.late_minutes > 0);
    answer = level(&arena, &plan, (PlanLevelOptions){.split = true});
    CHECK_INT(answer.tasks[b].delay, 0);
    CHECK_INT(answer.tasks[a].resume, EIGHT + 4 * WALL_DAY);
    CHECK_INT(answer.late_minutes, 0);
    builder.tasks.at[a].flags |= TASK_WHOLE;
    answer = level(&arena, &plan, (PlanLevelOptions){.split = true});
    CHECK_INT(answer.tasks[a].resume, MINUTE_NONE);
    CHECK_INT(answer.tasks[b].delay, WALL_DAY);
}

TEST(work_waits_until_its_person_is_available) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t a = builder_task(&builder, -1, 2 * DAY), b = builder_task(&builder, -1, DAY);
    int32_t ana = builder_resource(&builder, -1, 100);
    builder_assign(&builder, a, ana, 100, -1);
    builder_link(&builder, a, b, LINK_FS, 0);
    builder.resources.at[ana].available_from = RANDOM_MONDAY + WALL_DAY;
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.tasks[a].start, EIGHT + WALL_DAY);
    CHECK_INT(answer.tasks[a].delay, WALL_DAY);
    CHECK_INT(answer.tasks[a].resource, ana);
    CHECK_INT(answer.tasks[a].for_task, NO_INDEX);
    CHECK_INT(answer.tasks[b].start, EIGHT + 3 * WALL_DAY);
    CHECK_INT(answer.overload_before, DAY);
    CHECK_INT(answer.overload_after, 0);
    Schedule schedule;
    PlanFault fault;
    plan.options.share_people = 1;
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(schedule.tasks[a].start, EIGHT + WALL_DAY);
    CHECK_INT(schedule.tasks[a].cause, CAUSE_RESOURCE);
    CHECK_INT(schedule.tasks[a].cause_index, NO_INDEX);
    CHECK_INT(schedule.tasks[a].cause_resource, ana);
    CHECK_INT(schedule.resources[ana].overload_minutes, 0);
}

TEST(work_for_somebody_who_has_left_is_overload) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t a = builder_task(&builder, -1, 2 * DAY), b = builder_task(&builder, -1, DAY);
    int32_t ana = builder_resource(&builder, -1, 100);
    builder_assign(&builder, a, ana, 100, -1);
    builder_assign(&builder, b, ana, 100, -1);
    builder.resources.at[ana].available_until = RANDOM_MONDAY + 2 * WALL_DAY;
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.overload_before, DAY);
    CHECK_INT(answer.overload_after, DAY);
    CHECK(!answer.proven);
    builder.resources.at[ana].available_until += WALL_DAY;
    answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.overload_after, 0);
    CHECK(answer.proven);
}

TEST(of_several_who_can_do_it_one_who_stays_does) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t ana = builder_resource(&builder, -1, 100), ben = builder_resource(&builder, -1, 100);
    LevelChoice choice = {builder_task(&builder, -1, DAY), 100, 2 * DAY, 0, 2};
    LevelCandidate candidates[] = {{ana, 200}, {ben, 100}};
    PlanLevelOptions options = {
        .choices = &choice, .choice_count = 1, .candidates = candidates, .candidate_count = 2};
    Plan plan = builder_plan(&builder);
    CHECK_INT(level(&arena, &plan, options).persons[0], ana);
    builder.resources.at[ana].available_until = EIGHT + HOUR;
    CHECK_INT(level(&arena, &plan, options).persons[0], ben);
    builder.resources.at[ana].available_until = MINUTE_NONE;
    builder.resources.at[ana].available_from = EIGHT + 7 * WALL_DAY;
    CHECK_INT(level(&arena, &plan, options).persons[0], ben);
}

TEST(nobody_leaves_before_he_comes) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t ana = builder_resource(&builder, -1, 100);
    builder.resources.at[ana].available_from = EIGHT;
    builder.resources.at[ana].available_until = EIGHT - 1;
    Plan plan = builder_plan(&builder);
    Schedule schedule;
    PlanFault fault;
    CHECK(!schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(fault.kind, FAULT_VALUE);
    CHECK_STR(str_of(fault.field), STR("available_until"));
}

TEST(whoever_finishes_first_does_what_several_can_do) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t ana = builder_resource(&builder, -1, 100), ben = builder_resource(&builder, -1, 100);
    LevelChoice choices[2];
    for (int i = 0; i < 2; i++)
        choices[i] = (LevelChoice){builder_task(&builder, -1, DAY), 100, 2 * DAY, 0, 2};
    LevelCandidate candidates[] = {{ana, 100}, {ben, 200}};
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer =
        level(&arena, &plan,
              (PlanLevelOptions){
                  .choices = choices, .choice_count = 2, .candidates = candidates, .candidate_count = 2});
    CHECK_INT(answer.persons[0], ben);
    CHECK_INT(answer.tasks[0].finish, EIGHT + 9 * HOUR);
    CHECK_INT(answer.tasks[1].finish, EIGHT + WALL_DAY + 9 * HOUR);
    CHECK_INT(answer.overload_after, 0);
    candidates[1].resource = 7;
    PlanFault fault;
    CHECK(!plan_level(&arena, &plan,
                      &(PlanLevelOptions){.schedules = 1,
                                          .choices = choices,
                                          .choice_count = 2,
                                          .candidates = candidates,
                                          .candidate_count = 2},
                      &answer, &fault));
    CHECK_INT(fault.kind, FAULT_INDEX);
}

/* A team of three is one from the second day on, for a week. */
TEST(what_needs_more_people_than_there_are_waits_until_they_are_back) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t team = builder_resource(&builder, -1, 300);
    int32_t one = builder_task(&builder, -1, 2 * DAY), two = builder_task(&builder, -1, 2 * DAY);
    builder_assign(&builder, one, team, 100, -1);
    builder_assign(&builder, two, team, 200, -1);
    builder_absence(&builder, team, EIGHT + WALL_DAY - 8 * HOUR, 200);
    builder_absence(&builder, team, EIGHT + 7 * WALL_DAY - 8 * HOUR, 0);
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.tasks[one].delay, 0);
    CHECK_INT(answer.tasks[two].start, EIGHT + 7 * WALL_DAY);
    CHECK_INT(answer.tasks[two].resource, team);
    CHECK_INT(answer.tasks[two].for_task, -1);
    CHECK_INT(answer.overload_before, 2 * DAY);
    CHECK_INT(answer.overload_after, 0);
}

/* Only one of them is left for good: who asks for two gets him as soon as he is free. */
TEST(what_needs_more_people_than_there_will_ever_be_takes_those_who_are_left) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    int32_t team = builder_resource(&builder, -1, 300);
    int32_t one = builder_task(&builder, -1, 2 * DAY), two = builder_task(&builder, -1, 2 * DAY);
    builder.tasks.at[one].priority = 0;
    builder.tasks.at[two].priority = 1;
    builder_assign(&builder, one, team, 100, -1);
    builder_assign(&builder, two, team, 200, -1);
    builder_absence(&builder, team, EIGHT - WALL_DAY, 200);
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){0});
    CHECK_INT(answer.tasks[two].start, EIGHT + 2 * WALL_DAY);
    CHECK_INT(answer.tasks[two].for_task, one);
    CHECK_INT(answer.overload_after, 2 * DAY);
}

/* Urgent work of a day in the midst of long work of three: with it the long one is done a day later. */
static Builder long_and_urgent(Arena *arena) {
    Builder builder = one_project(arena);
    int32_t urgent = builder_task(&builder, -1, DAY), slow = builder_task(&builder, -1, 3 * DAY);
    int32_t behind = builder_task(&builder, -1, DAY), ana = builder_resource(&builder, -1, 100);
    builder.tasks.at[urgent].priority = 0;
    builder.tasks.at[urgent].constraint = CONSTRAINT_SNET;
    builder.tasks.at[urgent].constraint_date = EIGHT + WALL_DAY;
    builder.tasks.at[slow].priority = builder.tasks.at[behind].priority = 1;
    builder_assign(&builder, urgent, ana, 100, -1);
    builder_assign(&builder, slow, ana, 100, -1);
    builder_link(&builder, slow, behind, LINK_FS, 0);
    return builder;
}

TEST(work_that_has_not_begun_is_cut_by_more_important_work_where_that_is_allowed) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = long_and_urgent(&arena);
    Plan plan = builder_plan(&builder);
    PlanLevelOptions options = {.by_rank = true};
    PlanLevelAnswer answer = level(&arena, &plan, options);
    CHECK_INT(answer.pause_count, 0);
    CHECK_INT(answer.tasks[1].start, EIGHT + 2 * WALL_DAY);
    options.split = true;
    answer = level(&arena, &plan, options);
    CHECK_INT(answer.tasks[0].delay, 0);
    CHECK_INT(answer.tasks[1].delay, 0);
    CHECK_INT(answer.tasks[1].finish, EIGHT + 3 * WALL_DAY + 9 * HOUR);
    CHECK_INT(answer.tasks[1].resource, 0);
    CHECK_INT(answer.tasks[1].for_task, 0);
    CHECK_INT(answer.tasks[1].until, EIGHT + 2 * WALL_DAY);
    CHECK_INT(answer.tasks[2].start, EIGHT + 4 * WALL_DAY);
    CHECK_INT(answer.pause_count, 1);
    CHECK_INT(answer.pauses[0].task, 1);
    CHECK_INT(answer.pauses[0].after, DAY);
    CHECK_INT(answer.pauses[0].minutes, DAY);
    CHECK_INT(answer.overload_after, 0);
    builder.tasks.at[1].flags = TASK_WHOLE;
    answer = level(&arena, &plan, options);
    CHECK_INT(answer.pause_count, 0);
    CHECK_INT(answer.tasks[1].start, EIGHT + 2 * WALL_DAY);
}

/* Ana (0) and Ben (1) both weld; Ben and Cleo (2) paint. */
TEST(several_parts_of_a_task_each_find_somebody_of_their_own) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder builder = one_project(&arena);
    for (int i = 0; i < 3; i++) builder_resource(&builder, -1, 100);
    int32_t task = builder_task(&builder, -1, DAY), other = builder_task(&builder, -1, DAY);
    LevelChoice choices[] = {{task, 100, DAY, 0, 2}, {task, 100, DAY, 2, 2}};
    LevelCandidate candidates[] = {{0, 100}, {1, 100}, {1, 100}, {2, 100}};
    PlanLevelOptions options = {
        .choices = choices, .choice_count = 2, .candidates = candidates, .candidate_count = 4};
    builder.tasks.at[other].priority = 0;
    builder.tasks.at[task].priority = 1;
    builder_assign(&builder, other, 0, 100, -1);
    Plan plan = builder_plan(&builder);
    PlanLevelAnswer answer = level(&arena, &plan, options);
    /* Ana is busy: Ben welds, and so Cleo takes the paint that was his. */
    CHECK_INT(answer.persons[0], 1);
    CHECK_INT(answer.persons[1], 2);
    CHECK_INT(answer.tasks[task].start, EIGHT);
    builder.assignments.at[0].resource = 1;
    plan = builder_plan(&builder);
    answer = level(&arena, &plan, options);
    CHECK_INT(answer.persons[0], 0);
    CHECK_INT(answer.persons[1], 2);
    CHECK_INT(answer.tasks[task].start, EIGHT);
    /* Both can do only one thing together, though each alone would be Ben's. */
    candidates[0].resource = candidates[3].resource = 1;
    candidates[1].resource = candidates[2].resource = 0;
    answer = level(&arena, &plan, options);
    CHECK(answer.persons[0] != answer.persons[1]);
    CHECK_INT(answer.overload_after, 0);
}

/* ---- Against every order ---- */

/* A few open tasks and people; two projects when the seed is odd. */
static Plan small_plan(Arena *arena, uint64_t seed) {
    Random random = {seed};
    Builder builder = one_project(arena);
    if (seed % 2) builder_project(&builder, EIGHT + WALL_DAY, builder_calendar(&builder, 6));
    int32_t tasks = random_in(&random, 2, 6), people = random_in(&random, 1, 2);
    for (int i = 0; i < people; i++) builder_resource(&builder, -1, 100);
    for (int i = 0; i < tasks; i++) {
        builder_task(&builder, -1, HOUR * random_in(&random, 1, 20));
        builder.tasks.at[i].project = i < tasks / 2 || seed % 2 == 0 ? 0 : 1;
        builder.tasks.at[i].priority = i;
        builder_assign(&builder, i, random_in(&random, 0, people - 1), random_chance(&random, 30) ? 50 : 100,
                       -1);
    }
    for (int i = 1; i < tasks; i++)
        if (random_chance(&random, 40))
            builder_link(&builder, random_in(&random, 0, i - 1), i, LINK_FS, HOUR * random_in(&random, 0, 3));
    return builder_plan(&builder);
}

static int64_t finish_sum(const Plan *plan, const Schedule *schedule) {
    int64_t sum = 0;
    for (int32_t i = 0; i < plan->project_count; i++)
        if (schedule->projects[i].finish != MINUTE_NONE) sum += schedule->projects[i].finish;
    return sum;
}

/* The least over all orders of priority, by schedule_make. */
static int64_t least_finish(Arena *arena, Plan *plan, int32_t from) {
    int64_t least = INT64_MAX;
    if (from == plan->task_count) {
        Schedule schedule;
        PlanFault fault;
        ArenaMark mark = arena_mark(arena);
        CHECK(schedule_make(arena, plan, &schedule, &fault));
        least = finish_sum(plan, &schedule);
        arena_release(arena, mark);
        return least;
    }
    for (int32_t i = from; i < plan->task_count; i++) {
        int32_t a = plan->tasks[from].priority, b = plan->tasks[i].priority;
        plan->tasks[from].priority = b, plan->tasks[i].priority = a;
        int64_t found = least_finish(arena, plan, from + 1);
        plan->tasks[from].priority = a, plan->tasks[i].priority = b;
        if (found < least) least = found;
    }
    return least;
}

TEST(no_order_of_a_few_tasks_finishes_earlier_and_no_bound_is_above_it) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    for (uint64_t seed = 0; seed < 40; seed++) {
        arena_reset(&arena);
        Plan plan = small_plan(&arena, seed);
        PlanLevelAnswer answer = level(&arena, &plan, (PlanLevelOptions){.schedules = 500, .seed = seed});
        int64_t after = 0, bound = 0;
        for (int32_t i = 0; i < plan.project_count; i++) {
            if (answer.projects[i].finish_after == MINUTE_NONE) continue;
            after += answer.projects[i].finish_after;
            bound += answer.projects[i].lower_bound;
        }
        plan.options.share_people = 1;
        int64_t least = least_finish(&arena, &plan, 0);
        CHECK_INT(after, least);
        CHECK(bound <= least);
        CHECK_INT(answer.overload_after, 0);
    }
}

/* ---- Whatever the plan ---- */

/* Only tasks without pauses of their own are interrupted. */
static void add_pauses(Arena *arena, Plan *plan, const PlanLevelAnswer *answer) {
    int32_t own = 0, more = 0;
    Pause *to = arena_array(arena, Pause, plan->pause_count + answer->pause_count + 1);
    while (own < plan->pause_count || more < answer->pause_count) {
        bool first = more == answer->pause_count ||
                     (own < plan->pause_count && plan->pauses[own].task < answer->pauses[more].task);
        to[own + more] = first ? plan->pauses[own] : answer->pauses[more];
        *(first ? &own : &more) += 1;
    }
    plan->pauses = to;
    plan->pause_count += answer->pause_count;
}

/* Delays, resumes and pauses laid on the plan give the levelled dates without sharing; only what is as late
 * as possible follows an end of the project that has moved. */
static void check_delays(Arena *arena, uint64_t seed, const Plan *plan, const PlanLevelAnswer *answer,
                         int *cut) {
    Plan levelled = *plan;
    Schedule schedule;
    PlanFault fault;
    levelled.tasks = arena_array(arena, Task, plan->task_count);
    for (int32_t i = 0; i < plan->project_count; i++)
        if (plan->projects[i].rules & RULE_FROM_FINISH) return;
    for (int32_t i = 0; i < plan->task_count; i++) {
        if (plan->tasks[i].constraint == CONSTRAINT_ALAP) return;
        levelled.tasks[i] = plan->tasks[i];
        if (answer->tasks[i].resume != MINUTE_NONE) levelled.tasks[i].resume = answer->tasks[i].resume;
        else levelled.tasks[i].leveling_delay = answer->tasks[i].delay;
    }
    add_pauses(arena, &levelled, answer);
    CHECK(schedule_make(arena, &levelled, &schedule, &fault));
    int64_t overload = 0;
    for (int32_t i = 0; i < plan->resource_count; i++) overload += schedule.resources[i].overload_minutes;
    CHECK_INT(overload, answer->overload_after);
    *cut += answer->pause_count;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const LevelledTask *task = answer->tasks + i;
        if (task->start == MINUTE_NONE) continue;
        if (schedule.tasks[i].start != task->start || schedule.tasks[i].finish != task->finish)
            test_fail(__FILE__, __LINE__, "plan %llu, task %d: scheduled %d to %d, levelled %d to %d",
                      (unsigned long long)seed, i, schedule.tasks[i].start - RANDOM_MONDAY,
                      schedule.tasks[i].finish - RANDOM_MONDAY, task->start - RANDOM_MONDAY,
                      task->finish - RANDOM_MONDAY);
    }
}

static void check_random(Arena *arena, uint64_t seed, int *cut) {
    Plan plan = random_plan(arena, seed, (RandomShape){20, true});
    plan.options.share_people = 0;
    for (int32_t i = 0; seed % 2 && i < plan.task_count; i++)
        if (plan.tasks[i].constraint == CONSTRAINT_ALAP) plan.tasks[i].constraint = CONSTRAINT_ASAP;
    PlanLevelOptions options = {.schedules = 60,
                                .seed = seed,
                                .within_float = seed % 3 == 0,
                                .split = seed % 2,
                                .by_rank = seed % 5 == 0};
    PlanLevelAnswer answer = level(arena, &plan, options), again = level(arena, &plan, options);
    for (int32_t i = 0; i < plan.task_count; i++) {
        const LevelledTask *task = answer.tasks + i;
        CHECK_INT(task->start, again.tasks[i].start);
        CHECK_INT(task->finish, again.tasks[i].finish);
        CHECK(task->delay >= 0 && (task->delay == 0 || task->resource != NO_INDEX));
    }
    check_delays(arena, seed, &plan, &answer, cut);
    for (int32_t i = 0; i < plan.project_count; i++) {
        const LevelledProject *project = answer.projects + i;
        if (project->finish_after < project->lower_bound)
            test_fail(__FILE__, __LINE__, "plan %llu: project %d ends at %d, before its bound %d",
                      (unsigned long long)seed, i, project->finish_after, project->lower_bound);
        if (options.within_float && plan.projects[i].must_finish == MINUTE_NONE)
            CHECK(project->finish_after >= project->finish_before);
    }
}

TEST(random_plans_are_levelled_alike_every_time_and_never_below_the_bound) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    int cut = 0;
    for (uint64_t seed = 1; seed <= 500; seed++) {
        arena_reset(&arena);
        check_random(&arena, seed, &cut);
    }
    CHECK(cut > 0);
}
