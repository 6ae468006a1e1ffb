/* The example workspace is worth looking at: its figures, its story, and that a change of rank is felt. */
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "change/meeting/meeting.h"
#include "example/example.h"
#include "place.h"
#include "test.h"

static const int64_t day_ms = INT64_C(86400000);

/* Wednesday 2026-11-25T10:00Z. */
static const int64_t usual_now = INT64_C(1795600800000);

typedef struct World {
    Place place;
    Store *store;
    Arena arena;
    Time now;
    Transaction tx;
    Id workspace_id;
    PlanSource source;
    PlanMap map;
    Schedule schedule;
} World;

static void world_done(World *world) {
    store_end(&world->tx);
    store_close(world->store);
    place_remove(&world->place);
    arena_done(&world->arena);
}

#define MUST(call)                                                                                           \
    do {                                                                                                     \
        Error err = {0};                                                                                     \
        if (!(call)) test_fail(__FILE__, __LINE__, "%s: %s (%s)", #call, err.message, err.log);              \
    } while (0)

static void found(World *world, Person *founder) {
    Workspace workspace;
    record_init(&workspace_resource, &workspace);
    workspace.name = STR("Example");
    workspace.currency = STR("EUR");
    MUST(row_insert(&world->tx, &workspace_resource, &workspace, &err));
    world->workspace_id = workspace.row.id;
    record_init(&person_resource, founder);
    founder->row.workspace_id = workspace.row.id;
    founder->name = STR("Alex Admin");
    founder->email = STR("admin@example.org");
    founder->administrator = true;
    MUST(row_insert(&world->tx, &person_resource, founder, &err));
}

static void plan(World *world) {
    MUST(plan_load(&world->tx, world->workspace_id, &world->source, &err));
    MUST(plan_make(&world->arena, &world->source, &world->map, &err));
    MUST(plan_schedule(&world->arena, &world->map, &world->schedule, &err));
}

static void world_make(World *world, int64_t now) {
    Person founder;
    *world = (World){.arena = arena_make(256 * MIB), .now = {now}};
    place_make(&world->place);
    MUST(store_open(world->place.where, (StoreOptions){.create = true, .readers = 1}, &world->store, &err));
    Author nobody = {.now = world->now};
    MUST(store_write(world->store, &world->arena, &nobody, &world->tx, &err));
    found(world, &founder);
    MUST(example_fill(&world->tx, &founder, &err));
    plan(world);
}

static const Item *item_titled(const World *world, const char *title) {
    const Item *items = world->source.items.at;
    for (int i = 0; i < world->source.items.count; i++)
        if (str_is(items[i].title, title)) return &items[i];
    test_fail(__FILE__, __LINE__, "There is no item \"%s\".", title);
}

static const Release *release_named(const World *world, const char *name) {
    const Release *releases = world->source.releases.at;
    for (int i = 0; i < world->source.releases.count; i++)
        if (str_is(releases[i].name, name)) return &releases[i];
    test_fail(__FILE__, __LINE__, "There is no release \"%s\".", name);
}

static Minute release_finish(const World *world, const char *name) {
    int32_t row = plan_index(&world->map.release_of_id, release_named(world, name)->row.id);
    return world->schedule.releases[row].finish;
}

static bool target_kept(const World *world, const char *name) {
    return day_of_minute(release_finish(world, name)) <= release_named(world, name)->target_on.n;
}

/* Puts the item before all others, in memory only, and schedules anew. */
static void move_to_the_top(World *world, const char *title) {
    Item *item = (Item *)item_titled(world, title);
    item->rank = STR("b");
    MUST(plan_make(&world->arena, &world->source, &world->map, &err));
    MUST(plan_schedule(&world->arena, &world->map, &world->schedule, &err));
}

static List proposals_of(World *world) {
    List list;
    MUST(row_all(&world->tx, &proposal_resource, world->workspace_id, &list, &err));
    return list;
}

TEST(the_example_has_about_three_hundred_items_with_people_links_and_costs) {
    CLEANUP(world_done) World world;
    world_make(&world, usual_now);
    CHECK(world.source.items.count >= 280 && world.source.items.count <= 330);
    CHECK(world.source.links.count >= 200);
    CHECK(world.source.assignments.count >= 200);
    CHECK(world.source.resources.count >= 12);
    CHECK_INT(world.source.projects.count, 3);
    CHECK_INT(world.source.releases.count, 5);
    CHECK(world.arena.used < 48 * MIB);
}

TEST(the_same_clock_makes_the_same_plan) {
    CLEANUP(world_done) World one, two;
    world_make(&one, usual_now);
    world_make(&two, usual_now);
    CHECK_INT(one.map.plan.task_count, two.map.plan.task_count);
    for (int i = 0; i < one.map.plan.task_count; i++) {
        CHECK_STR(one.map.items[i]->title, two.map.items[i]->title);
        CHECK_INT(one.schedule.tasks[i].start, two.schedule.tasks[i].start);
        CHECK_INT(one.schedule.tasks[i].finish, two.schedule.tasks[i].finish);
        CHECK_INT(one.schedule.tasks[i].cost_cents, two.schedule.tasks[i].cost_cents);
    }
}

TEST(projects_end_within_three_to_eight_months_and_one_is_over_its_budget) {
    CLEANUP(world_done) World world;
    world_make(&world, usual_now);
    int over = 0;
    for (int i = 0; i < world.map.plan.project_count; i++) {
        const GroupSchedule *project = &world.schedule.projects[i];
        int64_t budget = world.map.projects[i]->budget_cents;
        int days = day_of_minute(project->finish) - (int)(usual_now / day_ms);
        CHECK(days > 90 && days < 240);
        CHECK(project->cost_cents > budget * 9 / 10 && project->cost_cents < budget * 11 / 10);
        CHECK(project->critical_count > 0 && project->critical_count < project->task_count / 2);
        over += project->cost_cents > budget;
    }
    CHECK_INT(over, 1);
}

TEST(nobody_of_the_example_is_asked_for_more_than_he_has) {
    CLEANUP(world_done) World world;
    world_make(&world, usual_now);
    for (int i = 0; i < world.map.plan.resource_count; i++)
        CHECK_INT(world.schedule.resources[i].overload_minutes, 0);
}

/* The story holds on whatever day somebody looks at the example: 20 days over more than a year. */
TEST(moving_wave_planning_up_breaks_what_was_promised_for_harbor) {
    for (int i = 0; i < 20; i++) {
        CLEANUP(world_done) World world;
        world_make(&world, usual_now + i * 20 * day_ms);
        Minute harbor = release_finish(&world, "Harbor 2.0"),
               mobile = release_finish(&world, "Harbor mobile 1.0");
        CHECK(target_kept(&world, "Harbor 2.0"));
        CHECK(target_kept(&world, "Harbor mobile 1.0"));
        CHECK(!target_kept(&world, "Ledger beta"));
        move_to_the_top(&world, "Wave planning (XYZ)");
        CHECK(release_finish(&world, "Harbor 2.0") >= harbor + 5 * MINUTES_PER_DAY);
        CHECK(release_finish(&world, "Harbor mobile 1.0") > mobile);
        CHECK(!target_kept(&world, "Harbor 2.0"));
    }
}

static bool moves_a_date(const Proposal *proposal) {
    const Impact *impacts = proposal->assessment.impacts.at;
    for (int i = 0; i < proposal->assessment.impacts.count; i++)
        if (impacts[i].finish_before.n != impacts[i].finish_after.n) return true;
    return false;
}

TEST(two_proposals_are_open_one_was_accepted_and_one_declined) {
    CLEANUP(world_done) World world;
    world_make(&world, usual_now);
    List list = proposals_of(&world);
    const Proposal *proposals = list.at;
    int open = 0, accepted = 0, declined = 0;
    for (int i = 0; i < list.count; i++) {
        open += proposals[i].state.n == PROPOSAL_OPEN;
        accepted += proposals[i].state.n == PROPOSAL_ACCEPTED;
        declined += proposals[i].state.n == PROPOSAL_DECLINED;
        CHECK(moves_a_date(&proposals[i]) || proposals[i].state.n == PROPOSAL_DECLINED);
        CHECK(proposals[i].author_id.n != 0);
    }
    CHECK_INT(list.count, 4);
    CHECK_INT(open, 2);
    CHECK_INT(accepted, 1);
    CHECK_INT(declined, 1);
    CHECK_INT(item_titled(&world, "Pilot in the Lille warehouse")->duration_minutes, 80 * 60);
}

/* On every day of a week and at its first minute too: nothing of the history lies behind the clock. */
TEST(the_history_is_told_in_the_order_of_time_and_ends_before_now) {
    for (int i = 0; i < 7; i++) {
        CLEANUP(world_done) World world;
        List events;
        world_make(&world, usual_now / day_ms * day_ms + i * day_ms);
        MUST(event_list(&world.tx, world.workspace_id, 2, 5000, &events, &err));
        const Event *event = events.at;
        CHECK(events.count > 1000);
        for (int k = 0; k < events.count; k++) {
            CHECK(event[k].person_id.n != 0);
            CHECK(event[k].at.ms <= world.now.ms);
            CHECK(k == 0 || event[k].at.ms >= event[k - 1].at.ms);
        }
        CHECK_INT(world.tx.author.now.ms, world.now.ms);
        CHECK(world.tx.author.person_id.n == 0 && world.tx.author.proposal_id.n == 0);
    }
}

TEST(both_managers_and_three_others_have_accounts) {
    CLEANUP(world_done) World world;
    world_make(&world, usual_now);
    int count = 0;
    for (; example_accounts[count].email; count++) {
        Person person;
        List memberships;
        MUST(person_by_email(&world.tx, str_of(example_accounts[count].email), &person, &err));
        MUST(person_memberships(&world.tx, person.row.id, &memberships, &err));
        CHECK_INT(memberships.count, 1);
        CHECK(!person.administrator && !person.password.at);
    }
    CHECK_INT(count, 5);
}

static int broken_promises(World *world) {
    List promises;
    PromiseWatch watch;
    MUST(row_all(&world->tx, &promise_resource, world->workspace_id, &promises, &err));
    MUST(
        promise_watch(&world->arena, &promises, &world->source, &world->map, &world->schedule, &watch, &err));
    return (int)watch.broken_count;
}

TEST(one_promise_is_broken_and_with_xyz_first_all_are) {
    CLEANUP(world_done) World world;
    world_make(&world, usual_now);
    CHECK_INT(broken_promises(&world), 1);
    move_to_the_top(&world, "Wave planning (XYZ)");
    CHECK_INT(broken_promises(&world), 3);
}

TEST(the_weekly_was_held_each_week_and_the_next_has_something_to_decide) {
    CLEANUP(world_done) World world;
    List meetings;
    MeetingSeries series;
    AgendaState state;
    Agenda agenda;
    int held = 0, kinds[POINT_KINDS] = {0};
    world_make(&world, usual_now);
    MUST(row_all(&world.tx, &meeting_resource, world.workspace_id, &meetings, &err));
    const Meeting *meeting = meetings.at, *next = NULL;
    for (int i = 0; i < meetings.count; i++) {
        if (meeting[i].state.n == MEETING_PLANNED) next = &meeting[i];
        else
            held += meeting[i].state.n == MEETING_HELD && meeting[i].minutes.len > 500 &&
                    meeting[i].figures.count == 8;
    }
    CHECK_INT(meetings.count, 7);
    CHECK_INT(held, 6);
    CHECK(next->starts_at.n > usual_now / 60000);
    MUST(row_load(&world.tx, &meeting_series_resource, world.workspace_id, next->series_id, &series, &err));
    MUST(agenda_load(&world.tx, &series, next, &state, &err));
    CHECK(agenda_build(&world.arena, &state.input, &agenda));
    for (int i = 0; i < agenda.count; i++) kinds[agenda.at[i].kind]++;
    CHECK_INT(kinds[POINT_PROPOSAL], 2);
    CHECK_INT(kinds[POINT_PROMISE], 1);
    CHECK(kinds[POINT_ACTION] > 0 && kinds[POINT_SLIP] > 0 && kinds[POINT_CHANGE] > 0);
    CHECK(agenda.count < 20);
}
