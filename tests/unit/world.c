/* The small workspace. See world.h. */
#include "world.h"

#include <unistd.h>

#include "base/cleanup.h"
#include "change/agree/impact.h"

#include "base/banned.h"

static User trivet_in(const World *world) {
    return (User){.workspace_id = world->workspace_id};
}

Id world_insert(World *world, const Resource *resource, void *record) {
    User self = trivet_in(world);
    WORLD_WRITE(world, &self, ({
                    Outcome outcome;
                    bool created;
                    Change change = change_begin(&tx, &self);
                    change_create(&change, resource, record, &created, &err) &&
                        change_finish(&change, STR_NULL, STR_NULL, &outcome, &err);
                }));
    return ((Row *)record)->id;
}

static User person(World *world, const char *name, Role role) {
    Person row;
    Membership *membership = arena_new(&world->arena, Membership);
    record_init(&person_resource, &row);
    row.name = str_of(name);
    row.email = fmt(&world->arena, "%s@example.org", name);
    world_insert(world, &person_resource, &row);
    record_init(&membership_resource, membership);
    membership->person_id = row.row.id;
    membership->role.n = (int)role;
    world_insert(world, &membership_resource, membership);
    return (User){row.row.id, world->workspace_id, false, {membership, 1}};
}

static void fill(World *world) {
    static CalendarSpan day[] = {{480, 720}, {780, 1020}};
    CalendarWeekday week[5];
    WorkCalendar calendar;
    Product product;
    Project project;
    for (int i = 0; i < 5; i++) week[i] = (CalendarWeekday){i, {day, 2}};
    record_init(&calendar_resource, &calendar);
    calendar.name = STR("Standard");
    calendar.week = (List){week, 5};
    world_insert(world, &calendar_resource, &calendar);
    world->calendar = calendar.row.id;
    record_init(&product_resource, &product);
    product.name = STR("Harbor");
    world_insert(world, &product_resource, &product);
    world->product = product.row.id;
    record_init(&project_resource, &project);
    project.name = STR("Harbor 2.0");
    project.start_at.n = day_from_civil(2026, 11, 23) * MINUTES_PER_DAY + 480;
    project.calendar_id = world->calendar;
    world_insert(world, &project_resource, &project);
    world->project = project.row.id;
    world->paula = person(world, "paula", ROLE_PRODUCT_MANAGER);
    world->jonas = person(world, "jonas", ROLE_PROJECT_MANAGER);
    world->sven = person(world, "sven", ROLE_STAKEHOLDER);
    world->feature = world_item(world, ITEM_FEATURE, "Warehouse", ID_NONE, INT_NULL);
}

World *world_open(void) {
    World *world = calloc(1, sizeof *world);
    Error fault = {0};
    Workspace workspace;
    world->arena = arena_make(256 * MIB);
    world->now.ms = 1795305600000;
    place_make(&world->place);
    if (!store_open(world->place.where, (StoreOptions){.create = true}, &world->store, &fault))
        test_fail(__FILE__, __LINE__, "%s %s", fault.message, fault.log);
    record_init(&workspace_resource, &workspace);
    workspace.name = STR("World");
    workspace.currency = STR("EUR");
    User self = {0};
    WORLD_WRITE(world, &self, row_insert(&tx, &workspace_resource, &workspace, &err));
    world->workspace_id = workspace.row.id;
    fill(world);
    return world;
}

void world_close(World **slot) {
    World *world = *slot;
    store_close(world->store);
    place_remove(&world->place);
    arena_done(&world->arena);
    free(world);
}

Id world_item(World *world, ItemKind kind, const char *title, Id parent_id, int64_t duration_minutes) {
    Item item;
    record_init(&item_resource, &item);
    item.kind.n = (int)kind;
    item.title = str_of(title);
    item.parent_id = parent_id;
    item.duration_minutes = duration_minutes;
    if (!parent_id.n) {
        item.product_id = world->product;
        item.project_id = world->project;
    }
    world_insert(world, &item_resource, &item);
    return item.row.id;
}

Id world_link(World *world, Id predecessor, Id successor) {
    ItemLink link;
    record_init(&link_resource, &link);
    link.predecessor_id = predecessor;
    link.successor_id = successor;
    world_insert(world, &link_resource, &link);
    return link.row.id;
}

int32_t world_project_finish(World *world) {
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    WORLD_READ(world, plan_load(&tx, world->workspace_id, &source, &err) &&
                          plan_make(&world->arena, &source, &map, &err) &&
                          plan_schedule(&world->arena, &map, &schedule, &err));
    return schedule.projects[plan_index(&map.project_of_id, world->project)].finish;
}
