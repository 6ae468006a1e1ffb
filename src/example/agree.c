/* How the two managers talk: a weekly since the beginning, tolerances of the sponsor, promises to customers,
 * and the conversation that waits for the reader. Guided picking is ABC, wave planning is XYZ: ABC fits, XYZ
 * needs more money and moves the date, and a simpler ABC would make room for it. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/proposal.h"
#include "change/meeting/meeting.h"
#include "change/user.h"
#include "example/inside.h"

enum { DAY_MS = 86400000, WORKDAY_END = 17 * 60, TEN_O_CLOCK = 10 * 60, ELAPSED_DAY = 1440 };

/* ---- the weekly ---- */

typedef struct MeetingRow {
    int day;
    const char *by, *topic, *notes;
    const char *action, *action_by; /* NULL: none was taken on */
    int action_due;
} MeetingRow;

static const MeetingRow meeting_rows[] = {
    {1, "jonas", "How we work together",
     "Paula decides what and why, Jonas how, when and for how much. What touches both is signed by both."},
    {6, "paula", "What the walks through the aisles showed", "Pickers look at the floor, not at the screen."},
    {11, "jonas", "The route search took longer than thought", "Two more days; the release holds them."},
    {16, "paula", "The photo at the confirmation", "It can wait for 2.1: nobody used it."},
    {21, "paula", "Voice picking for the cold stores",
     "Not before 2.0. Paula calls the customer before we say so in writing.",
     "Call the cold stores about voice", "paula", 23},
    {26, "paula", "XYZ is asked for by four of our ten largest customers",
     "ABC stays priority one, it raises engagement and fits. XYZ before it needs more money and moves the "
     "date. "
     "Decided next week, on figures.",
     "Ask Victor how far the budget can go for XYZ", "paula", 29},
};

int example_meeting_day(int index) {
    return index < COUNT_OF(meeting_rows) ? meeting_rows[index].day : 0;
}

static bool planned_meeting(Example *example, Meeting *ret, Error *err) {
    List meetings;
    if (!row_all(example->tx, &meeting_resource, example->trivet.workspace_id, &meetings, err)) return false;
    const Meeting *meeting = meetings.at;
    for (int i = 0; i < meetings.count; i++)
        if (meeting[i].state.n == MEETING_PLANNED) {
            *ret = meeting[i];
            return true;
        }
    return example_fault(err, "planned meeting", STR(""));
}

static bool talk(Example *example, const MeetingRow *row, const Meeting *meeting, Error *err) {
    MeetingPoint point;
    MeetingAction action;
    record_init(&meeting_point_resource, &point);
    point.meeting_id = meeting->row.id;
    point.title = str_of(row->topic);
    point.notes = str_of(row->notes);
    point.presenter_id = example_person(example, row->by);
    point.outcome.n = OUTCOME_DISCUSSED;
    if (!example_add(example, &meeting_point_resource, &point, err)) return false;
    if (!row->action) return true;
    ActionWords words = {str_of(row->action), example_person(example, row->action_by),
                         example_day(example, row->action_due)};
    return point_action(&example->change, &point, &words, &action, err);
}

/* What was on the agenda was talked about: nothing is carried on for weeks. */
static bool discuss_all(Example *example, const Meeting *meeting, Error *err) {
    List points;
    if (!points_of_meeting(example->tx, meeting->row.workspace_id, meeting->row.id, &points, err))
        return false;
    const MeetingPoint *point = points.at;
    for (int i = 0; i < points.count; i++) {
        MeetingPoint after = point[i];
        after.outcome.n = OUTCOME_DISCUSSED;
        after.seconds_used = 60 * after.minutes_planned - 15 * (i % 5);
        if (!row_update(example->tx, &meeting_point_resource, &point[i], &after, err)) return false;
    }
    return true;
}

bool example_meeting(Example *example, int index, Time at, Error *err) {
    const MeetingRow *row = &meeting_rows[index];
    Meeting meeting;
    example_act(example, example_person(example, "jonas"), at);
    if (index == 0 && !meeting_found_weekly(&example->change, STR("Europe/Berlin"), err)) return false;
    if (!planned_meeting(example, &meeting, err)) return false;
    if (index == 0) {
        Meeting first = meeting;
        first.starts_at = example_moment(example, row->day, TEN_O_CLOCK);
        if (!row_update(example->tx, &meeting_resource, &meeting, &first, err)) return false;
        meeting = first;
    }
    return meeting_begin(&example->change, &meeting, err) && discuss_all(example, &meeting, err) &&
           talk(example, row, &meeting, err) && meeting_close(&example->change, &meeting, err);
}

/* The next one is tomorrow: its agenda waits for the reader. */
static bool set_next_meeting(Example *example, Error *err) {
    Meeting meeting, next;
    int32_t day = (int32_t)(example->now.ms / DAY_MS) + 1;
    while (day_weekday(day) > 4) day++;
    if (!planned_meeting(example, &meeting, err)) return false;
    next = meeting;
    next.starts_at = (Moment){day * MINUTES_PER_DAY + TEN_O_CLOCK};
    return row_update(example->tx, &meeting_resource, &meeting, &next, err);
}

/* ---- what was agreed, inside and outside ---- */

static bool add_tolerance(Example *example, Id project_id, int aspect, double allowed, Error *err) {
    Tolerance tolerance;
    record_init(&tolerance_resource, &tolerance);
    tolerance.project_id = project_id;
    tolerance.aspect.n = aspect;
    tolerance.allowed = allowed;
    return example_add(example, &tolerance_resource, &tolerance, err);
}

/* As the charter says: two weeks, five percent of the budget. */
static bool set_tolerances(Example *example, Error *err) {
    enum { ASPECT_TIME_FIRST, ASPECT_COST_SECOND };
    Id project;
    if (!example_find_project(example, "h2", &project, err)) return false;
    example_act(example, example_person(example, "victor"),
                example_time(example, STATUS_DAY, WORKDAY_END + 40));
    return add_tolerance(example, project, ASPECT_TIME_FIRST, 14 * ELAPSED_DAY, err) &&
           add_tolerance(example, project, ASPECT_COST_SECOND, 1625000, err);
}

typedef struct PromiseRow {
    const char *account, *contact, *release;
    int euros;
    const char *note;
} PromiseRow;

static const PromiseRow promise_rows[] = {
    {"Nordlager", "Ms Petersen", "h20", 180000, "Their new hall opens with Harbor 2.0."},
    {"Brno Logistik", "Mr Novak", "h20", 96000, "Wave planning is why they wait."},
    {"Kestrel 3PL", "Mr Shaw", "lbeta", 60000, "One of the three of the closed beta."},
};

/* Each for the day that the release is wished for. */
static bool add_promise(Example *example, const PromiseRow *row, Error *err) {
    Promise promise;
    Release release;
    record_init(&promise_resource, &promise);
    if (!example_find_release(example, row->release, &promise.release_id, err) ||
        !row_load(example->tx, &release_resource, example->trivet.workspace_id, promise.release_id, &release,
                  err))
        return false;
    promise.account = str_of(row->account);
    promise.contact = str_of(row->contact);
    promise.amount_cents = (int64_t)row->euros * 100;
    promise.figure.n = PROMISE_P80;
    promise.promised_on = release.target_on;
    promise.earliest_on = (Day){release.target_on.n - 14};
    promise.told_on = example_day(example, 20);
    promise.note = str_of(row->note);
    return example_add(example, &promise_resource, &promise, err);
}

static bool add_promises(Example *example, Error *err) {
    example_act(example, example_person(example, "paula"),
                example_time(example, STATUS_DAY, WORKDAY_END + 50));
    for (int i = 0; i < COUNT_OF(promise_rows); i++)
        if (!add_promise(example, &promise_rows[i], err)) return false;
    return true;
}

/* ---- the conversation ---- */

/* The simpler ABC: one hall first. */
static bool add_variant(Example *example, Error *err) {
    int feature, join, load, cart;
    Item before, after;
    VariantTask *tasks = arena_array(example->arena, VariantTask, 3);
    Variant *variant = arena_new(example->arena, Variant);
    if (!tasks || !variant) return error_no_memory(err);
    if (!example_find_item(example, STR("gp"), &feature, err) ||
        !example_find_item(example, STR("gp.join"), &join, err) ||
        !example_find_item(example, STR("gp.load"), &load, err) ||
        !example_find_item(example, STR("gp.cart"), &cart, err))
        return false;
    tasks[0] = (VariantTask){example->items[join].row.id, false, 40 * 60};
    tasks[1] = (VariantTask){example->items[cart].row.id, false, 32 * 60};
    tasks[2] = (VariantTask){example->items[load].row.id, true, INT_NULL};
    *variant = (Variant){STR("One hall first"), 85, {tasks, 3}};
    example_act(example, example_person(example, "paula"),
                example_time(example, STATUS_DAY, WORKDAY_END + 55));
    if (!row_load(example->tx, &item_resource, example->trivet.workspace_id, example->items[feature].row.id,
                  &before, err))
        return false;
    after = before;
    after.variants = (List){variant, 1};
    return change_update(&example->change, &item_resource, &before, &after, err);
}

static ProposedChange update(const char *resource, Id subject_id, const char *field, Str to) {
    return (ProposedChange){.action = {CHANGE_UPDATE},
                            .resource = str_of(resource),
                            .subject_id = subject_id,
                            .field = str_of(field),
                            .to = {to}};
}

/* Hours ago, but after what was done on the evening of the status date. */
static Time recent(const Example *example, int hours_ago) {
    Time at = {example->now.ms - (int64_t)hours_ago * 3600000};
    Time evening = example_time(example, STATUS_DAY, 24 * 60 - hours_ago);
    return at.ms > evening.ms ? at : evening;
}

static bool propose(Example *example, const char *by, int hours_ago, const char *title, const char *reason,
                    ProposedChange *changes, int count, Error *err) {
    User user;
    Person person;
    Proposal proposal;
    Id id = example_person(example, by);
    example_act(example, id, recent(example, hours_ago));
    if (!row_load(example->tx, &person_resource, example->trivet.workspace_id, id, &person, err) ||
        !user_load(example->tx, &person, &user, err))
        return false;
    record_init(&proposal_resource, &proposal);
    proposal.title = str_of(title);
    proposal.reason = str_of(reason);
    proposal.changes = (List){changes, count};
    Change change = change_begin(example->tx, &user);
    return proposal_create(&change, &proposal, err);
}

static bool before_first(Example *example, Str *ret) {
    List items;
    const Item *item;
    Str first = STR_NULL;
    if (!row_all(example->tx, &item_resource, example->trivet.workspace_id, &items, NULL)) return false;
    item = items.at;
    for (int i = 0; i < items.count; i++)
        if (item[i].rank.at && (!first.at || str_compare(item[i].rank, first) < 0)) first = item[i].rank;
    *ret = fmt(example->arena, "\"b%.*s\"", STR_ARG(first));
    return first.at != NULL;
}

/* Paula wants XYZ first, with the money it needs; Jonas says what else would do. */
static bool converse(Example *example, Error *err) {
    int abc, xyz, join, cart;
    Id project;
    Str rank;
    if (!example_find_item(example, STR("gp"), &abc, err) ||
        !example_find_item(example, STR("wave"), &xyz, err) ||
        !example_find_item(example, STR("gp.join"), &join, err) ||
        !example_find_item(example, STR("gp.cart"), &cart, err) ||
        !example_find_project(example, "h2", &project, err))
        return false;
    if (!before_first(example, &rank)) return error_no_memory(err);
    ProposedChange first[] = {
        update("item", example->items[xyz].row.id, "rank", rank),
        update("project", project, "budget_cents", STR("36500000")),
    };
    ProposedChange simpler[] = {
        update("item", example->items[abc].row.id, "variant", STR("\"One hall first\"")),
        update("item", example->items[join].row.id, "effort_minutes", STR("2400")),
        update("item", example->items[cart].row.id, "effort_minutes", STR("1920")),
    };
    return propose(example, "paula", 26, "XYZ before ABC, with the budget it needs",
                   "Four of our ten largest customers wait for wave planning (XYZ). What does it cost us to "
                   "do it "
                   "before guided picking (ABC)?",
                   first, COUNT_OF(first), err) &&
           propose(example, "jonas", 3, "A simpler ABC, so that XYZ fits",
                   "XYZ first moves Harbor 2.0 and breaks what we promised. With guided picking in one hall "
                   "first, "
                   "both fit: the other halls follow in 2.1.",
                   simpler, COUNT_OF(simpler), err);
}

bool example_agree(Example *example, Error *err) {
    return set_tolerances(example, err) && add_promises(example, err) && add_variant(example, err) &&
           converse(example, err) && set_next_meeting(example, err);
}
