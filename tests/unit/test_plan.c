/* Items to plan: which are planned, in which order, with which values; and the engine's faults in words. */
#include "model/plan.h"

#include <time.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "test.h"

enum { ITEMS_MAX = 12 };

typedef struct World {
    Arena arena;
    WorkCalendar calendar;
    Project projects[2];
    Item items[ITEMS_MAX];
    ItemLink links[ITEMS_MAX];
    PlanResource resources[3];
    ItemAssignment assignments[ITEMS_MAX];
    Release releases[2];
    Workspace workspace;
    PlanSource source;
    Error err;
} World;

static void world_done(World *w) {
    arena_done(&w->arena);
}

static const CalendarSpan day_spans[] = {{480, 720}, {780, 1020}};

static Moment moment(const char *text) {
    Moment at = MOMENT_NONE;
    CHECK(moment_parse(str_of(text), &at));
    return at;
}

/* Two projects (100, 101) on one calendar (50); items, links and so on are added by the tests. */
static void world_make(World *w) {
    *w = (World){.arena = arena_make(64 * MIB)};
    CalendarWeekday *week = arena_array(&w->arena, CalendarWeekday, 5);
    CHECK(week);
    for (int i = 0; i < 5; i++) week[i] = (CalendarWeekday){i, {(void *)(uintptr_t)day_spans, 2}};
    record_init(&calendar_resource, &w->calendar);
    w->calendar.row.id = (Id){50};
    w->calendar.name = STR("Standard");
    w->calendar.week = (List){week, 5};
    for (int i = 0; i < 2; i++) {
        record_init(&project_resource, &w->projects[i]);
        w->projects[i].row.id = (Id){100 + i};
        w->projects[i].name = i ? STR("Second") : STR("First");
        w->projects[i].start_at = moment("2026-01-05T08:00");
        w->projects[i].calendar_id = (Id){50};
        w->releases[i] = (Release){.row.id = {200 + i}};
    }
    w->workspace = (Workspace){.critical_float_minutes = 30};
    w->source = (PlanSource){.projects = {w->projects, 2},
                             .calendars = {&w->calendar, 1},
                             .releases = {w->releases, 2},
                             .items = {w->items, 0},
                             .links = {w->links, 0},
                             .resources = {w->resources, 0},
                             .assignments = {w->assignments, 0},
                             .workspace = &w->workspace};
}

static Item *add_item(World *w, int64_t id, const char *title, int64_t parent, int64_t project) {
    Item *item = &w->items[w->source.items.count++];
    record_init(&item_resource, item);
    item->row.id = (Id){id};
    item->kind = (Choice){ITEM_TASK};
    item->title = str_of(title);
    item->parent_id = (Id){parent};
    item->project_id = (Id){project};
    item->position = fmt(&w->arena, "c%03d", w->source.items.count);
    return item;
}

static ItemLink *add_link(World *w, int64_t from, int64_t to) {
    ItemLink *link = &w->links[w->source.links.count++];
    record_init(&link_resource, link);
    link->row.id = (Id){300 + w->source.links.count};
    link->predecessor_id = (Id){from};
    link->successor_id = (Id){to};
    return link;
}

static PlanResource *add_resource(World *w, int64_t id, const char *name, int kind) {
    PlanResource *resource = &w->resources[w->source.resources.count++];
    record_init(&resource_resource, resource);
    resource->row.id = (Id){id};
    resource->name = str_of(name);
    resource->kind = (Choice){kind};
    return resource;
}

static ItemAssignment *add_assignment(World *w, int64_t item, int64_t resource, int64_t units) {
    ItemAssignment *assignment = &w->assignments[w->source.assignments.count++];
    record_init(&assignment_resource, assignment);
    assignment->row.id = (Id){400 + w->source.assignments.count};
    assignment->item_id = (Id){item};
    assignment->resource_id = (Id){resource};
    assignment->units_percent = units;
    return assignment;
}

static PlanMap make(World *w) {
    PlanMap map;
    if (!plan_make(&w->arena, &w->source, &map, &w->err)) test_fail(__FILE__, __LINE__, "%s", w->err.message);
    return map;
}

static Schedule schedule(World *w, const PlanMap *map) {
    Schedule ret;
    if (!plan_schedule(&w->arena, map, &ret, &w->err)) test_fail(__FILE__, __LINE__, "%s", w->err.message);
    return ret;
}

/* The titles in the order of the plan's rows. */
static Str rows(World *w, const PlanMap *map) {
    StrBuf out = strbuf_make(&w->arena, 0);
    for (int i = 0; i < map->plan.task_count; i++)
        strbuf_fmt(&out, "%s%.*s", i ? " " : "", STR_ARG(map->items[i]->title));
    return strbuf_str(&out);
}

#define WORLD(w)                                                                                             \
    CLEANUP(world_done) World w;                                                                             \
    world_make(&w)

TEST(rows_are_the_outline_in_pre_order_by_position) {
    WORLD(w);
    add_item(&w, 1, "a", 0, 100)->position = STR("m");
    add_item(&w, 2, "a2", 1, 0)->position = STR("z");
    add_item(&w, 3, "b", 0, 100)->position = STR("k");
    add_item(&w, 4, "a1", 1, 0)->position = STR("d");
    add_item(&w, 5, "a1x", 4, 0);
    PlanMap map = make(&w);
    CHECK_STR(rows(&w, &map), STR("b a a1 a1x a2"));
    CHECK_INT(map.plan.tasks[2].parent, 1);
    CHECK_INT(map.plan.tasks[3].parent, 2);
    CHECK_INT(map.plan.tasks[4].parent, 1);
    CHECK_INT(plan_index(&map.task_of_item, (Id){5}), 3);
    CHECK_INT(plan_index(&map.task_of_item, (Id){77}), NO_INDEX);
}

TEST(equal_positions_are_ordered_by_id) {
    WORLD(w);
    add_item(&w, 9, "late", 0, 100)->position = STR("m");
    add_item(&w, 4, "early", 0, 100)->position = STR("m");
    PlanMap map = make(&w);
    CHECK_STR(rows(&w, &map), STR("early late"));
}

TEST(projects_stand_by_rank_then_id) {
    WORLD(w);
    w.projects[0].rank = STR("b");
    w.projects[1].rank = STR("a");
    add_item(&w, 1, "first", 0, 100);
    add_item(&w, 2, "second", 0, 101);
    PlanMap map = make(&w);
    CHECK_STR(rows(&w, &map), STR("second first"));
    CHECK_INT(map.project_ids[0].n, 101);
    CHECK_INT(map.plan.tasks[0].project, 0);
}

TEST(only_items_with_a_project_are_planned) {
    WORLD(w);
    add_item(&w, 1, "idea", 0, 0);
    add_item(&w, 2, "planned", 0, 100);
    add_item(&w, 3, "inherits", 2, 0);
    add_item(&w, 4, "elsewhere", 2, 101);
    add_item(&w, 5, "below elsewhere", 4, 0);
    add_item(&w, 6, "unknown project", 0, 999);
    PlanMap map = make(&w);
    CHECK_STR(rows(&w, &map), STR("planned inherits elsewhere below elsewhere"));
    CHECK_INT(map.plan.tasks[2].parent, NO_INDEX);
    CHECK_INT(map.plan.tasks[3].parent, 2);
}

TEST(goals_without_planned_parts_are_left_out_up_the_tree) {
    WORLD(w);
    add_item(&w, 1, "goal", 0, 100)->kind.n = ITEM_GOAL;
    add_item(&w, 2, "initiative", 1, 0)->kind.n = ITEM_INITIATIVE;
    add_item(&w, 3, "aim", 0, 100)->kind.n = ITEM_GOAL;
    add_item(&w, 4, "work", 3, 0);
    PlanMap map = make(&w);
    CHECK_STR(rows(&w, &map), STR("aim work"));
}

TEST(dropped_items_are_inactive_rows) {
    WORLD(w);
    add_item(&w, 1, "dropped", 0, 100)->state.n = STATE_DROPPED;
    add_item(&w, 2, "void", 0, 100)->inactive = true;
    PlanMap map = make(&w);
    CHECK_INT(map.plan.tasks[0].flags, TASK_INACTIVE);
    CHECK_INT(map.plan.tasks[1].flags, TASK_INACTIVE);
}

TEST(what_is_inactive_is_shown_where_it_would_be_and_moves_nothing) {
    WORLD(w);
    add_item(&w, 1, "a", 0, 100)->duration_minutes = 960;
    add_item(&w, 2, "off", 0, 100)->inactive = true;
    add_item(&w, 3, "b", 0, 100);
    add_link(&w, 1, 2);
    add_link(&w, 2, 3);
    PlanMap map = make(&w);
    Schedule plan = schedule(&w, &map);
    CHECK_INT(plan.tasks[1].start, MINUTE_NONE);
    plan_place_inactive(&w.arena, &map, &plan);
    CHECK_INT(plan.tasks[1].start, moment("2026-01-07T08:00").n);
    CHECK_INT(plan.tasks[1].critical, 0);
    CHECK_INT(plan.tasks[2].start, moment("2026-01-05T08:00").n);
    CHECK_INT(plan.tasks[0].late_finish, moment("2026-01-06T17:00").n);
    CHECK_INT(plan.projects[0].finish, moment("2026-01-06T17:00").n);
}

TEST(priorities_are_ordinals_of_the_distinct_ranks) {
    WORLD(w);
    add_item(&w, 1, "x", 0, 100)->rank = STR("t");
    add_item(&w, 2, "y", 0, 100)->rank = STR("b");
    add_item(&w, 3, "z", 0, 100)->rank = STR("t");
    add_item(&w, 4, "none", 0, 100);
    PlanMap map = make(&w);
    CHECK_INT(map.plan.tasks[0].priority, 1);
    CHECK_INT(map.plan.tasks[1].priority, 0);
    CHECK_INT(map.plan.tasks[2].priority, 1);
    CHECK_INT(map.plan.tasks[3].priority, -1);
}

TEST(releases_are_inherited_from_any_ancestor) {
    WORLD(w);
    add_item(&w, 1, "feature", 0, 100)->release_id = (Id){201};
    add_item(&w, 2, "story", 1, 0);
    add_item(&w, 3, "other project", 2, 101);
    PlanMap map = make(&w);
    for (int i = 0; i < 3; i++) CHECK_INT(map.plan.tasks[i].release, 1);
}

TEST(a_leaf_without_duration_takes_its_effort_then_a_day) {
    WORLD(w);
    add_item(&w, 1, "effort", 0, 100)->effort_minutes = 960;
    add_item(&w, 2, "nothing", 0, 100);
    add_item(&w, 3, "milestone", 0, 100)->kind.n = ITEM_MILESTONE;
    add_item(&w, 4, "material only", 0, 100)->effort_minutes = 120;
    add_resource(&w, 500, "Sand", RESOURCE_MATERIAL);
    add_assignment(&w, 4, 500, 3);
    PlanMap map = make(&w);
    CHECK_INT(map.plan.tasks[0].duration, 960);
    CHECK_INT(map.plan.tasks[1].duration, 480);
    CHECK_INT(map.plan.tasks[2].duration, 0);
    CHECK_INT(map.plan.tasks[2].flags, TASK_MILESTONE);
    CHECK_INT(map.plan.tasks[3].duration, 120);
}

TEST(effort_is_divided_by_units_and_adds_up) {
    WORLD(w);
    add_item(&w, 1, "shared", 0, 100)->effort_minutes = 1000;
    add_resource(&w, 500, "Ana", RESOURCE_PERSON);
    add_resource(&w, 501, "Ben", RESOURCE_PERSON);
    add_resource(&w, 502, "Eva", RESOURCE_PERSON);
    add_assignment(&w, 1, 500, 100);
    add_assignment(&w, 1, 501, 100);
    add_assignment(&w, 1, 502, 100);
    PlanMap map = make(&w);
    int64_t sum = 0;
    for (int i = 0; i < 3; i++) sum += map.plan.assignments[i].work;
    CHECK_INT(sum, 1000);
    CHECK_INT(map.plan.assignments[0].work, 333);
}

TEST(own_work_keeps_the_effort_undivided) {
    WORLD(w);
    add_item(&w, 1, "shared", 0, 100)->effort_minutes = 1000;
    add_resource(&w, 500, "Ana", RESOURCE_PERSON);
    add_resource(&w, 501, "Ben", RESOURCE_PERSON);
    add_assignment(&w, 1, 500, 100)->work_minutes = 60;
    add_assignment(&w, 1, 501, 100);
    PlanMap map = make(&w);
    CHECK_INT(map.plan.assignments[0].work, 60);
    CHECK_INT(map.plan.assignments[1].work, -1);
}

TEST(done_without_a_date_counts_as_complete) {
    WORLD(w);
    add_item(&w, 1, "done", 0, 100)->state.n = STATE_DONE;
    PlanMap map = make(&w);
    CHECK_INT(map.plan.tasks[0].percent_complete, 100);
}

TEST(a_constraint_without_its_date_is_none) {
    WORLD(w);
    add_item(&w, 1, "bound", 0, 100)->constraint_kind.n = CONSTRAINT_MSO;
    add_item(&w, 2, "late", 0, 100)->constraint_kind.n = CONSTRAINT_ALAP;
    PlanMap map = make(&w);
    CHECK_INT(map.plan.tasks[0].constraint, CONSTRAINT_ASAP);
    CHECK_INT(map.plan.tasks[1].constraint, CONSTRAINT_ALAP);
}

TEST(an_item_that_is_its_own_ancestor_is_named) {
    WORLD(w);
    PlanMap map;
    add_item(&w, 1, "Egg", 2, 100);
    add_item(&w, 2, "Hen", 1, 100);
    CHECK(!plan_make(&w.arena, &w.source, &map, &w.err));
    CHECK_INT(w.err.kind, ERROR_CONFLICT);
    CHECK_STR(str_of(w.err.message), STR("\"Egg\" is part of itself."));
}

TEST(a_project_without_calendar_is_named) {
    WORLD(w);
    PlanMap map;
    w.projects[1].calendar_id = (Id){51};
    CHECK(!plan_make(&w.arena, &w.source, &map, &w.err));
    CHECK_STR(str_of(w.err.message), STR("The project Second has no calendar."));
    CHECK_STR(str_of(w.err.field), STR("calendar_id"));
}

TEST(a_cycle_is_named_by_its_titles) {
    WORLD(w);
    Schedule ret;
    add_item(&w, 1, "Pour concrete", 0, 100);
    add_item(&w, 2, "Cure", 0, 100);
    add_link(&w, 1, 2);
    add_link(&w, 2, 1);
    PlanMap map = make(&w);
    CHECK(!plan_schedule(&w.arena, &map, &ret, &w.err));
    CHECK_INT(w.err.kind, ERROR_CONFLICT);
    size_t at;
    CHECK(str_find(str_of(w.err.message), STR("Pour concrete -> Cure -> Pour concrete"), &at) ||
          str_find(str_of(w.err.message), STR("Cure -> Pour concrete -> Cure"), &at));
    CHECK(w.err.hint[0]);
}

TEST(a_long_cycle_is_cut_short) {
    WORLD(w);
    Schedule ret;
    for (int i = 1; i <= 10; i++) add_item(&w, i, "A title that is long enough to fill the message", 0, 100);
    for (int i = 1; i <= 10; i++) add_link(&w, i, i % 10 + 1);
    PlanMap map = make(&w);
    size_t at;
    CHECK(!plan_schedule(&w.arena, &map, &ret, &w.err));
    CHECK(str_find(str_of(w.err.message), STR("(5 more)"), &at));
}

TEST(a_value_out_of_range_names_item_and_field) {
    WORLD(w);
    Schedule ret;
    Item *item = add_item(&w, 1, "Early end", 0, 100);
    item->actual_start_at = moment("2026-02-02T08:00");
    item->actual_finish_at = moment("2026-01-02T08:00");
    PlanMap map = make(&w);
    CHECK(!plan_schedule(&w.arena, &map, &ret, &w.err));
    CHECK_STR(str_of(w.err.field), STR("actual_finish_at"));
    size_t at;
    CHECK(str_find(str_of(w.err.message), STR("Early end"), &at));
}

TEST(hours_that_overlap_name_the_calendar) {
    WORLD(w);
    Schedule ret;
    CalendarSpan spans[] = {{480, 720}, {700, 1020}};
    ((CalendarWeekday *)w.calendar.week.at)[2].spans = (List){spans, 2};
    add_item(&w, 1, "x", 0, 100);
    PlanMap map = make(&w);
    CHECK(!plan_schedule(&w.arena, &map, &ret, &w.err));
    size_t at;
    CHECK(str_find(str_of(w.err.message), STR("Standard"), &at));
}

static Str explained(World *w, const PlanMap *map, const Schedule *plan, int task, bool finish, int step) {
    ExplainStep *steps;
    int count;
    CHECK(schedule_explain(&w->arena, &map->plan, plan, task, finish, &steps, &count));
    CHECK(step < count);
    return plan_explain_text(&w->arena, map, steps + step);
}

TEST(a_start_after_a_link_is_explained) {
    WORLD(w);
    add_item(&w, 1, "Pour concrete", 0, 100);
    add_item(&w, 2, "Cure", 0, 100);
    ItemLink *link = add_link(&w, 1, 2);
    link->lag_minutes = 2880;
    link->lag_kind.n = LAG_ELAPSED;
    PlanMap map = make(&w);
    Schedule plan = schedule(&w, &map);
    CHECK_STR(explained(&w, &map, &plan, 0, false, 0), STR("Starts with the project, 5 January 2026 08:00."));
    ExplainStep step = {1, 0, moment("2026-01-07T17:00").n, CAUSE_LINK, 0, NO_INDEX};
    CHECK_STR(plan_explain_text(&w.arena, &map, &step),
              STR("Starts when Pour concrete finishes (finish-start, 2 days lag around the clock)."));
    map.plan.links[0] = (Link){0, 1, LINK_FF, -240, LAG_WORKING};
    CHECK_STR(plan_explain_text(&w.arena, &map, &step),
              STR("Finishes when Pour concrete finishes (finish-finish, 4 hours lead)."));
    map.plan.links[0] = (Link){0, 1, LINK_SS, 50, LAG_PERCENT};
    CHECK_STR(plan_explain_text(&w.arena, &map, &step),
              STR("Starts when Pour concrete starts (start-start, 50 % lag)."));
}

TEST(waiting_for_a_person_is_explained) {
    WORLD(w);
    w.workspace.share_people = true;
    add_item(&w, 1, "Design", 0, 100)->rank = STR("a");
    add_item(&w, 2, "Build", 0, 100)->rank = STR("b");
    add_resource(&w, 500, "Ana", RESOURCE_PERSON);
    add_assignment(&w, 1, 500, 100);
    add_assignment(&w, 2, 500, 100);
    PlanMap map = make(&w);
    Schedule plan = schedule(&w, &map);
    CHECK_INT(plan.tasks[1].start, moment("2026-01-06T08:00").n);
    ExplainStep step = {1, 0, moment("2026-01-05T17:00").n, CAUSE_RESOURCE, 0, 0};
    CHECK_STR(plan_explain_text(&w.arena, &map, &step),
              STR("Waits for Ana, who works on Design until 5 January 2026 17:00."));
}

TEST(a_constraint_of_a_summary_is_explained) {
    WORLD(w);
    Item *summary = add_item(&w, 1, "Phase", 0, 100);
    summary->constraint_kind.n = CONSTRAINT_SNET;
    summary->constraint_at = moment("2026-03-02T08:00");
    add_item(&w, 2, "Work", 1, 0);
    PlanMap map = make(&w);
    ExplainStep step = {1, 0, moment("2026-03-02T08:00").n, CAUSE_CONSTRAINT, 0, NO_INDEX};
    CHECK_STR(plan_explain_text(&w.arena, &map, &step),
              STR("Phase, which it is part of, must start no earlier than 2 March 2026 08:00."));
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A tree of that many items in random order, each linked to the one before. */
static double time_of(World *w, int count) {
    Item *items = arena_array(&w->arena, Item, count);
    ItemLink *links = arena_array(&w->arena, ItemLink, count);
    CHECK(items && links);
    uint32_t random = 7;
    for (int i = 0; i < count; i++) {
        random = random * 1664525 + 1013904223;
        record_init(&item_resource, &items[i]);
        items[i].row.id = (Id){1000 + i};
        items[i].kind = (Choice){ITEM_TASK};
        items[i].title = STR("x");
        items[i].parent_id = (Id){i < 10 ? 0 : 1000 + (int64_t)(random >> 8) % (i / 2)};
        items[i].project_id = (Id){100};
        items[i].position = fmt(&w->arena, "c%06u", random % 1000000);
        record_init(&link_resource, &links[i]);
        links[i].row.id = (Id){1 + i};
        links[i].predecessor_id = (Id){1000 + i};
        links[i].successor_id = (Id){1000 + (i + 1) % count};
    }
    PlanSource source = w->source;
    source.items = (List){items, count};
    source.links = (List){links, count};
    PlanMap map;
    double began = seconds();
    CHECK(plan_make(&w->arena, &source, &map, &w->err));
    CHECK_INT(map.plan.task_count, count);
    return seconds() - began;
}

TEST(time_grows_nearly_linearly) {
    WORLD(w);
    w.arena.limit = 2048 * MIB;
    double best = 1e9;
    for (int i = 0; i < 3; i++) { /* the least disturbed of three */
        double once = time_of(&w, 20000), twice = time_of(&w, 40000);
        if (twice / once < best) best = twice / once;
    }
    CHECK(best < 3.2);
}
