/* Whom levelling may choose from. */
#include "run/level_choices.h"

#include "base/cleanup.h"
#include "builder.h"
#include "test.h"

#include "base/banned.h"

enum { DAY = 480 };

typedef struct World {
    Builder builder;
    PlanMap map;
    PlanResource resources[3]; /* Ana, who welds, Ben, who paints and welds, Cleo, who paints */
    const PlanResource *resource_at[3];
    ItemAssignment rows[4];
    const ItemAssignment *row_at[4];
    int32_t ana, ben, cleo;
    LevelChoices choices;
    PlanLevelOptions options;
} World;

static Str skills[] = {{"painting", 8}, {"welding", 7}};

static void world_make(Arena *arena, World *w) {
    *w = (World){.builder = builder_make(arena)};
    builder_project(&w->builder, 0, builder_calendar(&w->builder, 5));
    w->ana = builder_resource(&w->builder, -1, 100);
    w->ben = builder_resource(&w->builder, -1, 100);
    w->cleo = builder_resource(&w->builder, -1, 100);
    w->resources[w->ana].skills = (List){skills + 1, 1};
    w->resources[w->ben].skills = (List){skills, 2};
    w->resources[w->cleo].skills = (List){skills, 1};
    for (int i = 0; i < 3; i++) w->resource_at[i] = w->resources + i;
    for (int i = 0; i < 4; i++) w->row_at[i] = w->rows + i;
}

/* Who is assigned, in the order of calls, to work that takes the skill; null: any. */
static void assign(World *w, int32_t task, int32_t resource, Str skill) {
    w->rows[w->builder.assignments.count].skill = skill;
    builder_assign(&w->builder, task, resource, 100, -1);
}

static void choose(Arena *arena, World *w) {
    w->map.plan = builder_plan(&w->builder);
    w->map.resources = w->resource_at;
    w->map.assignments = w->row_at;
    CHECK(level_choices_make(arena, &w->map, &w->choices, &w->options));
}

TEST(whoever_has_the_skill_is_a_candidate_behind_who_has_the_work) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    World w;
    world_make(&arena, &w);
    int32_t weld = builder_task(&w.builder, -1, DAY), other = builder_task(&w.builder, -1, DAY);
    assign(&w, other, w.cleo, STR_NULL);
    assign(&w, weld, w.cleo, skills[1]);
    choose(&arena, &w);
    CHECK_INT(w.options.choice_count, 1);
    CHECK_INT(w.options.choices[0].task, weld);
    CHECK_INT(w.options.choices[0].work, DAY);
    CHECK_INT(w.options.choices[0].count, 3);
    CHECK_INT(w.options.candidates[0].resource, w.cleo);
    CHECK_INT(w.options.candidates[1].resource, w.ana);
    CHECK_INT(w.options.candidates[2].resource, w.ben);
    CHECK_INT(w.choices.assignment[0], 1);
    CHECK_INT(w.choices.plan.assignment_count, 1);
    CHECK_INT(w.choices.plan.assignments[0].task, other);
}

TEST(who_works_on_the_item_already_gets_nothing_more_of_it) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    World w;
    world_make(&arena, &w);
    int32_t task = builder_task(&w.builder, -1, DAY);
    assign(&w, task, w.ana, skills[1]);
    assign(&w, task, w.ben, STR_NULL);
    choose(&arena, &w);
    CHECK_INT(w.options.choice_count, 0);
    CHECK_INT(w.choices.plan.assignment_count, 2);
}

TEST(who_has_less_time_than_is_asked_for_is_no_candidate) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    World w;
    world_make(&arena, &w);
    assign(&w, builder_task(&w.builder, -1, DAY), w.ana, skills[1]);
    choose(&arena, &w);
    CHECK_INT(w.options.choice_count, 1);
    w.builder.resources.at[w.ben].units = 50;
    choose(&arena, &w);
    CHECK_INT(w.options.choice_count, 0);
}

TEST(what_cannot_be_handed_over_whole_or_may_not_move_stays) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    World w;
    world_make(&arena, &w);
    int32_t late = builder_task(&w.builder, -1, DAY), fixed = builder_task(&w.builder, -1, DAY);
    int32_t free = builder_task(&w.builder, -1, DAY);
    assign(&w, late, w.ana, skills[1]);
    assign(&w, fixed, w.ana, skills[1]);
    assign(&w, free, w.ana, skills[1]);
    assign(&w, free, w.cleo, skills[0]);
    w.builder.assignments.at[0].delay = 60;
    w.options.tasks = (const uint8_t[]){1, 0, 1};
    choose(&arena, &w);
    CHECK_INT(w.options.choice_count, 2);
    CHECK_INT(w.options.choices[0].task, free);
    CHECK_INT(w.choices.assignment[0], 2);
    CHECK_INT(w.choices.assignment[1], 3);
    CHECK_INT(w.choices.plan.assignment_count, 2);
}

TEST(of_one_item_each_assignment_with_a_skill_is_chosen_and_its_people_may_change_places) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    World w;
    world_make(&arena, &w);
    int32_t task = builder_task(&w.builder, -1, DAY);
    assign(&w, task, w.ana, skills[1]);
    assign(&w, task, w.ben, skills[0]);
    choose(&arena, &w);
    CHECK_INT(w.choices.count, 2);
    CHECK_INT(w.options.choices[0].count, 2);
    CHECK_INT(w.options.choices[1].count, 2);
    CHECK_INT(w.options.candidates[1].resource, w.ben);
    CHECK_INT(w.options.candidates[3].resource, w.cleo);
}

TEST(work_of_nobody_in_particular_goes_to_whoever_has_the_skill) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    World w;
    world_make(&arena, &w);
    w.resources[w.ana].generic = true;
    w.resources[w.ana].name = skills[0];
    w.resources[w.ana].skills.count = 0;
    assign(&w, builder_task(&w.builder, -1, DAY), w.ana, STR_NULL);
    choose(&arena, &w);
    CHECK_INT(w.choices.count, 1);
    CHECK_INT(w.options.choices[0].count, 2);
    CHECK_INT(w.options.candidates[0].resource, w.ben);
    CHECK_INT(w.options.candidates[1].resource, w.cleo);
    w.resources[w.ana].name = STR("Diver");
    choose(&arena, &w);
    CHECK_INT(w.choices.count, 0);
    CHECK_INT(w.choices.plan.assignment_count, 1);
}
