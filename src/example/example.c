/* The example workspace: tables (rows.h) lived through in the order of time. See example.h.
 *
 * Everything is written with the right of Trivet itself, in the name of the person who would have done it and
 * at the time when he would have. Targets alone are not in the tables: they are set a few days behind what
 * the plan says, so that they are just kept whenever the example is made. */
#include "example/example.h"

#include "base/banned.h"
#include "change/agree/impact.h"
#include "example/inside.h"

enum { DAY_MS = 86400000, MINUTE_MS = 60000, WORKDAY_END = 17 * 60 };

/* ---- time ---- */

static int32_t day_of_time(Time time) {
    return (int32_t)(time.ms / DAY_MS);
}

/* Day STATUS_DAY is the last Friday before the clock's day, counted from a Monday. */
static int32_t find_first_day(Time now) {
    int32_t today = day_of_time(now), weekday = day_weekday(today);
    int32_t monday = weekday >= 5 ? today + 7 - weekday : today - weekday;
    return monday - STATUS_DAY / 5 * 7;
}

Day example_day(const Example *example, int day) {
    int from_monday = day - 1, week = from_monday / 5 - (from_monday % 5 < 0);
    return (Day){example->first_day + week * 7 + from_monday - week * 5};
}

Moment example_moment(const Example *example, int day, int minute) {
    return (Moment){example_day(example, day).n * MINUTES_PER_DAY + minute};
}

Time example_time(const Example *example, int day, int minute) {
    return (Time){(int64_t)example_day(example, day).n * DAY_MS + (int64_t)minute * MINUTE_MS};
}

/* ---- shared ---- */

void example_act(Example *example, Id person_id, Time at) {
    example->tx->author.person_id = person_id;
    example->tx->author.now = at;
}

Id example_person(const Example *example, const char *key) {
    for (int i = 0; people_rows[i].key; i++)
        if (str_is(str_of(key), people_rows[i].key)) return example->people[i];
    return ID_NONE;
}

/* Ids are counted, not drawn: the engine orders by them, and equal clocks shall give equal plans. */
bool example_add(Example *example, const Resource *resource, void *record, Error *err) {
    bool created;
    uint32_t low = example->id_count++ << 8 | (example->trivet.workspace_id.n & 0xff);
    ((Row *)record)->id = id_make(example->tx->author.now, low);
    return change_create(&example->change, resource, record, &created, err);
}

bool example_fault(Error *err, const char *what, Str key) {
    error_set(err, ERROR_INTERNAL, "The example could not be made.");
    return error_log(err, "its tables name no %s \"%.*s\"", what, STR_ARG(key));
}

List example_split(Arena *arena, const char *text, char separator) {
    struct {
        VEC(Str);
    } parts = {0};
    for (Str rest = str_of(text); rest.len;) {
        Str part = str_cut(rest, separator, &rest);
        Str *slot = part.len ? vec_push(arena, &parts) : NULL;
        if (slot) *slot = part;
    }
    return (List){parts.at, parts.count};
}

/* ---- targets ---- */

static bool set_target(Example *example, Id release_id, Day day, Error *err) {
    Release before, after;
    if (!row_load(example->tx, &release_resource, example->trivet.workspace_id, release_id, &before, err))
        return false;
    after = before;
    after.target_on = day;
    return change_update(&example->change, &release_resource, &before, &after, err);
}

static bool set_deadline(Example *example, Id item_id, Day day, Error *err) {
    Item before, after;
    if (!row_load(example->tx, &item_resource, example->trivet.workspace_id, item_id, &before, err))
        return false;
    after = before;
    after.deadline_at = (Moment){day.n * MINUTES_PER_DAY + WORKDAY_END};
    return change_update(&example->change, &item_resource, &before, &after, err);
}

/* So many working days behind the day of the finish. */
static Day spare(const Example *example, Minute finish, int spare_days) {
    int day = 1;
    while (example_day(example, day).n < day_of_minute(finish)) day++;
    return example_day(example, day + spare_days);
}

static bool find_targets(const Example *example, Id *ret_items, Day *ret_days, Error *err) {
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    if (!plan_load(example->tx, example->trivet.workspace_id, &source, err) ||
        !plan_make(example->arena, &source, &map, err) ||
        !plan_schedule(example->arena, &map, &schedule, err))
        return false;
    for (int i = 0; release_rows[i].key; i++) {
        Str milestone = str_of(release_rows[i].milestone);
        int item;
        if (!example_find_item(example, milestone, &item, err)) return false;
        ret_items[i] = example->items[item].row.id;
        int32_t task = plan_index(&map.task_of_item, ret_items[i]);
        if (task == NO_INDEX) return example_fault(err, "planned milestone", milestone);
        ret_days[i] = spare(example, schedule.tasks[task].finish, release_rows[i].spare_days);
    }
    return true;
}

/* Product sets the targets of the releases, then project the deadlines of their milestones. */
static bool set_targets(Example *example, Error *err) {
    Id items[EXAMPLE_ROWS_MAX];
    Day days[EXAMPLE_ROWS_MAX];
    if (!find_targets(example, items, days, err)) return false;
    example_act(example, example_person(example, "paula"),
                example_time(example, STATUS_DAY, WORKDAY_END + 20));
    for (int i = 0; release_rows[i].key; i++)
        if (!set_target(example, example->releases[i], days[i], err)) return false;
    example_act(example, example_person(example, "jonas"),
                example_time(example, STATUS_DAY, WORKDAY_END + 30));
    for (int i = 0; release_rows[i].key; i++)
        if (!set_deadline(example, items[i], days[i], err)) return false;
    return true;
}

static bool think(Example *example, Error *err) {
    example_act(example, example_person(example, "paula"),
                example_time(example, STATUS_DAY, WORKDAY_END + 35));
    return example_scenarios(example, err);
}

bool example_fill(Transaction *tx, const Person *founder, Error *err) {
    Author author = tx->author;
    Example *example = arena_new(tx->arena, Example);
    Outcome outcome;
    if (!example) return error_no_memory(err);
    *example = (Example){.tx = tx,
                         .arena = tx->arena,
                         .trivet = {.workspace_id = founder->row.workspace_id},
                         .now = author.now,
                         .first_day = find_first_day(author.now),
                         .founder_id = founder->row.id};
    example->change = change_begin(tx, &example->trivet);
    bool ok = example_found(example, err) && example_outline(example, err) && example_live(example, err) &&
              set_targets(example, err) && think(example, err) && example_agree(example, err) &&
              change_finish(&example->change, STR_NULL, STR_NULL, &outcome, err);
    if (ok && tx->arena->full) ok = error_no_memory(err);
    tx->author = author;
    return ok;
}
