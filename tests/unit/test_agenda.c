/* The agenda: seven known changes are seven points, a quiet week is none; a slip is told by its cause. */
#include "change/meeting/agenda.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "test.h"

enum { ITEMS_MAX = 12 };
enum { ABC = 1, XYZ, BUILD, TEST_IT, LAUNCH, CALL, OTHER }; /* ids of items */

typedef struct World {
    Arena arena;
    WorkCalendar calendar;
    Project project;
    Release release;
    Item items[ITEMS_MAX];
    ItemLink link;
    Workspace workspace;
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    AgendaInput input;
    Agenda agenda;
} World;

static const CalendarSpan hours[] = {{480, 720}, {780, 1020}};

static void world_done(World *w) {
    arena_done(&w->arena);
}

static Moment moment(const char *text) {
    Moment at;
    CHECK(moment_parse(str_of(text), &at));
    return at;
}

static Item *item(World *w, int id) {
    for (int i = 0; i < w->source.items.count; i++)
        if (w->items[i].row.id.n == id) return &w->items[i];
    test_fail(__FILE__, __LINE__, "there is no item %d", id);
}

static Item *add_item(World *w, int id, ItemKind kind, const char *title, int parent, int days) {
    Item *row = &w->items[w->source.items.count++];
    record_init(&item_resource, row);
    row->row.id = (Id){id};
    row->kind.n = (int)kind;
    row->title = str_of(title);
    row->position = STR("m");
    if (parent) row->parent_id = (Id){parent};
    else row->project_id = w->project.row.id;
    if (days) row->duration_minutes = days * 480;
    return row;
}

static void picture(World *w, List *ret) {
    Error err = {0};
    CHECK(plan_make(&w->arena, &w->source, &w->map, &err));
    CHECK(plan_schedule(&w->arena, &w->map, &w->schedule, &err));
    CHECK(agenda_picture(&w->arena, &w->source, &w->map, &w->schedule, (Scope){0}, ret));
}

/* ABC is built, then tested; XYZ is only an idea; a launch; a call that somebody took on. */
static void add_items(World *w) {
    add_item(w, ABC, ITEM_FEATURE, "ABC", 0, 0)->rank = STR("b");
    item(w, ABC)->release_id = w->release.row.id;
    add_item(w, XYZ, ITEM_FEATURE, "XYZ", 0, 0)->rank = STR("c");
    item(w, XYZ)->project_id = ID_NONE;
    item(w, XYZ)->value = 5;
    add_item(w, BUILD, ITEM_TASK, "Build", ABC, 3);
    add_item(w, TEST_IT, ITEM_TASK, "Test", ABC, 2);
    add_item(w, LAUNCH, ITEM_MILESTONE, "Launch", 0, 0)->manual_start_at = moment("2026-01-30T08:00");
    add_item(w, CALL, ITEM_TASK, "Call the customer", 0, 0)->project_id = ID_NONE;
    w->link.row.id = (Id){70};
    record_init(&link_resource, &w->link);
    w->link.row.id = (Id){70};
    w->link.predecessor_id = (Id){BUILD};
    w->link.successor_id = (Id){TEST_IT};
    w->link.type.n = LINK_FS;
    w->source.links = (List){&w->link, 1};
}

/* As it was when the last meeting closed, on 7 January 2026; the next is on the 14th, another on the 21st. */
static void world_make(World *w) {
    *w = (World){.arena = arena_make(64 * MIB)};
    CalendarWeekday *week = arena_array(&w->arena, CalendarWeekday, 5);
    for (int i = 0; i < 5; i++) week[i] = (CalendarWeekday){i, {(void *)(uintptr_t)hours, 2}};
    record_init(&calendar_resource, &w->calendar);
    w->calendar.row.id = (Id){50};
    w->calendar.week = (List){week, 5};
    record_init(&project_resource, &w->project);
    w->project.row.id = (Id){100};
    w->project.start_at = moment("2026-01-05T08:00");
    w->project.calendar_id = (Id){50};
    record_init(&release_resource, &w->release);
    w->release.row.id = (Id){200};
    w->release.name = STR("2.0");
    w->source = (PlanSource){.projects = {&w->project, 1},
                             .calendars = {&w->calendar, 1},
                             .releases = {&w->release, 1},
                             .items = {w->items, 0},
                             .workspace = &w->workspace};
    add_items(w);
    w->input = (AgendaInput){.points = (1u << POINT_TOPIC) - 1,
                             .releases = w->source.releases,
                             .today = moment("2026-01-14T10:00"),
                             .next = moment("2026-01-21T10:00")};
    picture(w, &w->input.before);
}

static void build(World *w) {
    picture(w, &w->input.now);
    w->input.map = &w->map;
    w->input.schedule = &w->schedule;
    CHECK(agenda_build(&w->arena, &w->input, &w->agenda));
}

static int count_of(const World *w, PointKind kind) {
    int count = 0;
    for (int i = 0; i < w->agenda.count; i++) count += w->agenda.at[i].kind == kind;
    return count;
}

static const AgendaPoint *point_of(const World *w, PointKind kind) {
    for (int i = 0; i < w->agenda.count; i++)
        if (w->agenda.at[i].kind == kind) return &w->agenda.at[i];
    test_fail(__FILE__, __LINE__, "there is no point of kind %d", (int)kind);
}

TEST(a_quiet_week_has_no_points) {
    CLEANUP(world_done) World w;
    world_make(&w);
    build(&w);
    CHECK_INT(w.agenda.count, 0);
}

TEST(seven_known_changes_are_exactly_seven_points) {
    CLEANUP(world_done) World w;
    world_make(&w);
    AgendaMatter exception = {.id = {1}, .title = STR("Time of 2.0")},
                 promise = {.id = {2}, .title = STR("Acme")},
                 proposal = {.id = {3}, .title = STR("More people")};
    AgendaAction call = {{CALL}, {9}, STR("Call the customer"), STR("Paula"), moment("2026-01-12T17:00")};
    w.input.exceptions = (List){&exception, 1};
    w.input.promises = (List){&promise, 1};
    w.input.proposals = (List){&proposal, 1};
    w.input.actions = (List){&call, 1};
    item(&w, BUILD)->duration_minutes = 5 * 480;
    item(&w, XYZ)->rank = STR("a");
    item(&w, XYZ)->value = 8;
    item(&w, LAUNCH)->manual_start_at = moment("2026-01-16T08:00");
    build(&w);
    CHECK_INT(w.agenda.count, 7);
    for (PointKind kind = 0; kind < POINT_TOPIC; kind++) CHECK_INT(count_of(&w, kind), 1);
    CHECK_STR(point_of(&w, POINT_CHANGE)->text, STR("Rank 1, was 2. Value 8, was 5."));
    CHECK_STR(point_of(&w, POINT_SLIP)->title, STR("Later: ABC"));
    CHECK_STR(
        point_of(&w, POINT_SLIP)->text,
        STR("Ends on 13 January 2026, was 9 January 2026. By: Build. 2.0 now ends on 13 January 2026, was 9 "
            "January 2026."));
    CHECK_STR(point_of(&w, POINT_DUE)->text, STR("Due on 16 January 2026."));
    CHECK_STR(point_of(&w, POINT_ACTION)->text, STR("Paula took it on; it was due on 12 January 2026."));
}

TEST(only_what_the_template_asks_for_is_on_the_agenda) {
    CLEANUP(world_done) World w;
    world_make(&w);
    item(&w, BUILD)->duration_minutes = 5 * 480;
    item(&w, XYZ)->value = 8;
    w.input.points = POINT_BIT(POINT_CHANGE);
    build(&w);
    CHECK_INT(w.agenda.count, 1);
    CHECK_INT(count_of(&w, POINT_CHANGE), 1);
}

TEST(the_first_meeting_compares_with_nothing) {
    CLEANUP(world_done) World w;
    world_make(&w);
    w.input.before = (List){0};
    item(&w, BUILD)->duration_minutes = 5 * 480;
    build(&w);
    CHECK_INT(w.agenda.count, 0);
}

TEST(what_is_earlier_done_or_dropped_has_not_slipped) {
    CLEANUP(world_done) World w;
    world_make(&w);
    item(&w, BUILD)->duration_minutes = 2 * 480;
    build(&w);
    CHECK_INT(w.agenda.count, 0);
    item(&w, BUILD)->duration_minutes = 9 * 480;
    item(&w, BUILD)->state.n = item(&w, TEST_IT)->state.n = STATE_DONE;
    build(&w);
    CHECK_INT(count_of(&w, POINT_SLIP), 0);
}

TEST(features_that_are_new_dropped_or_deleted_are_told) {
    CLEANUP(world_done) World w;
    world_make(&w);
    add_item(&w, OTHER, ITEM_FEATURE, "Third", 0, 0)->project_id = ID_NONE;
    item(&w, XYZ)->state.n = STATE_DROPPED;
    build(&w);
    CHECK_INT(w.agenda.count, 2);
    CHECK_STR(w.agenda.at[0].text, STR("Dropped."));
    CHECK_STR(w.agenda.at[1].title, STR("New: Third"));
    w.source.items.count--;
    item(&w, XYZ)->row.id = (Id){99};
    build(&w);
    CHECK_INT(count_of(&w, POINT_CHANGE), 1);
    CHECK_STR(point_of(&w, POINT_CHANGE)->title, STR("Deleted: XYZ"));
}

TEST(a_slip_that_is_due_is_one_point) {
    CLEANUP(world_done) World w;
    world_make(&w);
    item(&w, LAUNCH)->manual_start_at = MOMENT_NONE;
    item(&w, LAUNCH)->constraint_kind.n = CONSTRAINT_SNET;
    item(&w, LAUNCH)->constraint_at = moment("2026-01-12T08:00");
    picture(&w, &w.input.before);
    item(&w, LAUNCH)->constraint_at = moment("2026-01-19T08:00");
    build(&w);
    CHECK_INT(w.agenda.count, 1);
    CHECK_STR(point_of(&w, POINT_SLIP)->title, STR("Later: Launch"));
}

TEST(a_slip_within_its_feature_is_no_point_and_what_it_delays_is_told) {
    CLEANUP(world_done) World w;
    world_make(&w);
    Item *side = add_item(&w, OTHER, ITEM_TASK, "Describe", ABC, 1);
    picture(&w, &w.input.before);
    side->duration_minutes = 2 * 480;
    build(&w);
    CHECK_INT(w.agenda.count, 0);
    w.link.predecessor_id = (Id){OTHER};
    w.link.successor_id = (Id){LAUNCH};
    item(&w, LAUNCH)->manual_start_at = MOMENT_NONE;
    side->duration_minutes = 480;
    picture(&w, &w.input.before);
    side->duration_minutes = 2 * 480;
    w.input.next = moment("2026-01-02T10:00");
    build(&w);
    CHECK_INT(w.agenda.count, 1);
    CHECK_STR(w.agenda.at[0].title, STR("Delays others: ABC"));
    CHECK_STR(w.agenda.at[0].text, STR("It still ends on 7 January 2026. By: Describe. It delays Launch."));
}
