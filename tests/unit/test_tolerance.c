/* Tolerances against the plan, and the life of an exception. */
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/agree/exception.h"
#include "change/agree/watch.h"
#include "test.h"
#include "world.h"

enum { DAY = 1440 };

/* Two tasks, one behind the other, in a baseline. */
typedef struct Watched {
    World *world;
    Id one, two, baseline;
} Watched;

static void watched_close(Watched *watched) {
    world_close(&watched->world);
}

static Watched watched_open(void) {
    World *world = world_open();
    Watched watched = {.world = world,
                       .one = world_item(world, ITEM_TASK, "One", world->feature, 960),
                       .two = world_item(world, ITEM_TASK, "Two", world->feature, 960)};
    Baseline baseline;
    world_link(world, watched.one, watched.two);
    record_init(&baseline_resource, &baseline);
    baseline.project_id = world->project;
    baseline.name = STR("Agreed");
    watched.baseline = world_insert(world, &baseline_resource, &baseline);
    return watched;
}
#define IN_WATCHED CLEANUP(watched_close) Watched watched = watched_open()

static Id tolerate(World *world, Aspect aspect, double allowed) {
    Tolerance tolerance;
    record_init(&tolerance_resource, &tolerance);
    tolerance.project_id = world->project;
    tolerance.aspect.n = (int)aspect;
    tolerance.allowed = allowed;
    return world_insert(world, &tolerance_resource, &tolerance);
}

static void last(World *world, int64_t minutes, Id id) {
    User self = {.workspace_id = world->workspace_id};
    WORLD_WRITE(world, &self, ({
                    Item before, after;
                    bool ok = row_load(&tx, &item_resource, world->workspace_id, id, &before, &err);
                    after = before;
                    after.duration_minutes = minutes;
                    ok &&row_update(&tx, &item_resource, &before, &after, &err);
                }));
}

static int update(World *world) {
    User self = {.workspace_id = world->workspace_id};
    int count = 0;
    world->now.ms++; /* ids are in order */
    WORLD_WRITE(world, &self, watch_update(&tx, world->workspace_id, 0, &count, &err));
    return count;
}

/* All of them, as "open cleared". */
static Str states(World *world) {
    List list;
    StrBuf out = strbuf_make(&world->arena, 0);
    WORLD_READ(world, row_all(&tx, &exception_resource, world->workspace_id, &list, &err));
    const ToleranceException *row = list.at;
    for (int i = 0; i < list.count; i++)
        strbuf_fmt(&out, "%s%s", i ? " " : "", exception_state_names[row[i].state.n]);
    return strbuf_str(&out);
}

static Standing standing_of(World *world, Id tolerance) {
    Standings now;
    Standing found = {0};
    WORLD_READ(world, standings_load(&tx, world->workspace_id, &now, &err));
    const Standing *s = now.standings.at;
    for (int i = 0; i < now.standings.count; i++)
        if (id_equal(s[i].tolerance_id, tolerance)) found = s[i];
    return found;
}

TEST(an_exception_is_raised_once_and_cleared_when_the_forecast_comes_back) {
    IN_WATCHED;
    World *world = watched.world;
    tolerate(world, ASPECT_TIME, 2 * DAY);
    CHECK_INT(update(world), 0);
    last(world, 960 + 3 * 480, watched.one);
    CHECK_INT(update(world), 1);
    CHECK_STR(states(world), STR("open"));
    CHECK_INT(update(world), 0);
    last(world, 960 + 4 * 480, watched.one);
    CHECK_INT(update(world), 0);
    last(world, 960, watched.one);
    CHECK_INT(update(world), 1);
    CHECK_STR(states(world), STR("cleared"));
    last(world, 960 + 3 * 480, watched.two);
    CHECK_INT(update(world), 1);
    CHECK_STR(states(world), STR("cleared open"));
}

TEST(a_warning_begins_at_its_share_and_becomes_the_exception) {
    IN_WATCHED;
    World *world = watched.world;
    Id tolerance = tolerate(world, ASPECT_TIME, 5 * DAY); /* warned of from four days on */
    last(world, 960 + 3 * 480, watched.one);              /* Wednesday to Monday: five days of the week */
    CHECK_INT(standing_of(world, tolerance).deviation, 5 * DAY);
    CHECK_INT(update(world), 1);
    CHECK_STR(states(world), STR("warning"));
    last(world, 960 + 4 * 480, watched.one);
    CHECK_INT(update(world), 1);
    CHECK_STR(states(world), STR("open"));
    last(world, 960 + 3 * 480, watched.one);
    CHECK_INT(update(world), 2);
    CHECK_STR(states(world), STR("cleared warning"));
}

TEST(a_reader_counts_what_is_due_and_changes_nothing) {
    IN_WATCHED;
    World *world = watched.world;
    int count = 0;
    tolerate(world, ASPECT_TIME, 0);
    last(world, 961, watched.one);
    WORLD_READ(world, watch_update(&tx, world->workspace_id, 0, &count, &err));
    CHECK_INT(count, 1);
    CHECK_STR(states(world), STR(""));
}

TEST(an_earlier_finish_and_a_lower_cost_are_no_deviation) {
    IN_WATCHED;
    World *world = watched.world;
    Id tolerance = tolerate(world, ASPECT_TIME, 0);
    last(world, 480, watched.one);
    CHECK_INT(standing_of(world, tolerance).state.n, STANDING_WITHIN);
    CHECK(standing_of(world, tolerance).deviation < 0);
    CHECK_INT(update(world), 0);
}

TEST(what_is_new_or_gone_deviates_in_scope) {
    IN_WATCHED;
    World *world = watched.world;
    Id tolerance = tolerate(world, ASPECT_SCOPE, 0);
    world_item(world, ITEM_TASK, "Part of the feature", world->feature, 480);
    CHECK_INT(standing_of(world, tolerance).deviation, 0); /* of features, not of their tasks */
    world_item(world, ITEM_FEATURE, "Another", ID_NONE, 480);
    CHECK_INT(standing_of(world, tolerance).deviation, 1);
    CHECK_INT(standing_of(world, tolerance).reference, 1);
}

TEST(only_what_a_tolerance_depends_on_concerns_it) {
    IN_WATCHED;
    World *world = watched.world;
    int64_t seq = 0;
    bool concerned = true;
    Formula formula;
    WORLD_READ(world, event_last_seq(&tx, &seq, &err));
    record_init(&formula_resource, &formula);
    formula.name = STR("Mine");
    formula.text = STR("value");
    world_insert(world, &formula_resource, &formula);
    WORLD_READ(world, watch_concerned(&tx, world->workspace_id, seq, &concerned, &err));
    CHECK(!concerned);
    last(world, 961, watched.one);
    WORLD_READ(world, watch_concerned(&tx, world->workspace_id, seq, &concerned, &err));
    CHECK(concerned);
}

TEST(with_its_tolerance_an_exception_ends) {
    IN_WATCHED;
    World *world = watched.world;
    User self = {.workspace_id = world->workspace_id};
    Id tolerance = tolerate(world, ASPECT_TIME, 0);
    last(world, 961, watched.one);
    CHECK_INT(update(world), 1);
    WORLD_WRITE(world, &self, ({
                    Tolerance row;
                    row_load(&tx, &tolerance_resource, world->workspace_id, tolerance, &row, &err) &&
                        row_delete(&tx, &tolerance_resource, &row, &err);
                }));
    CHECK_INT(update(world), 1);
    CHECK_STR(states(world), STR("cleared"));
}
