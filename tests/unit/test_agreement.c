/* Who may decide alone, and a random walk of proposals, signatures, withdrawals and undos by several people.
 *
 * After each step every new event is held against the rule it must obey: nobody's custody was written without
 * his consent, what left a baseline was agreed by two people or by one with both hats, and the newest
 * baseline is the plan as it stands. At the end the events alone rebuild every row. */
#include <stdlib.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "change/agree/proposal.h"
#include "change/agree/route.h"
#include "change/baseline/agreed.h"
#include "change/baseline/baseline.h"
#include "change/undo.h"
#include "field/json.h"
#include "random_record.h"
#include "test.h"
#include "world.h"

#define IN_WORLD CLEANUP(world_close) World *world = world_open()

/* ---- the rule by itself ---- */

static Proposal proposal_with(bool product, bool project, Id author, List *baselines) {
    Proposal proposal = {.needs_product = product, .needs_project = project, .author_id = author};
    if (baselines) proposal.assessment.baseline_ids = *baselines;
    return proposal;
}

TEST(four_eyes_are_needed_where_an_author_alone_would_leave_a_baseline) {
    static Str id = {"0000000000001", 13};
    List one = {&id, 1};
    CustodySet product = CUSTODY_BIT(CUSTODY_PRODUCT), project = CUSTODY_BIT(CUSTODY_PROJECT);
    Proposal own = proposal_with(false, true, (Id){7}, &one),
             free = proposal_with(false, true, (Id){7}, NULL),
             both = proposal_with(true, true, (Id){7}, &one);
    CHECK(route_second(&own, project));
    CHECK(!route_second(&own, product | project)); /* both hats: allowed, and recorded */
    CHECK(!route_second(&own, product));           /* project has to sign anyway */
    CHECK(!route_second(&free, project));          /* he could write it at once */
    CHECK(!route_second(&both, product));
    Signature other = {.person_id = {8}, .side = {SIDE_PROJECT}};
    own.signatures = (List){&other, 1};
    CHECK(!route_second(&own, project));
}

TEST(each_who_set_an_exceeded_tolerance_signs_once) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Exceeded rows[] = {{.set_by_id = {5}}, {.set_by_id = {6}}, {.set_by_id = {5}}, {.set_by_id = ID_NONE}};
    Assessment assessment = {.exceeded = {rows, 4}};
    List ids;
    CHECK(route_authorities(&arena, &assessment, &ids, NULL));
    CHECK_INT(ids.count, 2);
    CHECK_STR(((Str *)ids.at)[0], id_text(&arena, (Id){5}));
}

/* ---- the walk ---- */

enum { PEOPLE = 4, ITEMS = 12 };
typedef struct Walk {
    World *world;
    Random random;
    User people[PEOPLE]; /* product, project, both, neither */
    CustodySet held[PEOPLE];
    Id items[ITEMS];
    int64_t seen; /* events looked at */
    int accepted, undone, refused;
} Walk;

static User both_hats(World *world) {
    Membership *rows = arena_array(&world->arena, Membership, 2);
    rows[0] = ((Membership *)world->paula.memberships.at)[0];
    rows[1] = ((Membership *)world->jonas.memberships.at)[0];
    Person person;
    User trivet = {.workspace_id = world->workspace_id};
    record_init(&person_resource, &person);
    person.name = STR("bea");
    person.email = STR("bea@example.org");
    person.row.workspace_id = world->workspace_id;
    WORLD_WRITE(world, &trivet, row_insert(&tx, &person_resource, &person, &err));
    return (User){person.row.id, world->workspace_id, false, {rows, 2}, {0}};
}

static Walk begin(World *world, uint64_t seed) {
    CustodySet product = CUSTODY_BIT(CUSTODY_PRODUCT), project = CUSTODY_BIT(CUSTODY_PROJECT);
    Walk walk = {.world = world,
                 .random = {seed},
                 .people = {world->paula, world->jonas, both_hats(world), world->sven},
                 .held = {product, project, product | project, 0}};
    for (int i = 0; i < ITEMS; i++) walk.items[i] = world_item(world, ITEM_TASK, "Work", world->feature, 480);
    for (int i = 1; i < ITEMS; i += 3) world_link(world, walk.items[i - 1], walk.items[i]);
    WORLD_READ(world, event_last_seq(&tx, &walk.seen, &err)); /* what Trivet itself made */
    return walk;
}

static int pick(Walk *walk, int count) {
    return (int)random_between(&walk->random, 0, count - 1);
}

static ProposedChange some_change(Walk *walk, Arena *arena) {
    Id item = walk->items[pick(walk, ITEMS)];
    long long number = 60 * (1 + pick(walk, 40));
    static const char *const fields[] = {"value", "duration_minutes", "reach", "effort_minutes", "title"};
    const char *field = fields[pick(walk, 5)];
    bool text = field[0] == 't';
    return (ProposedChange){.action = {CHANGE_UPDATE},
                            .resource = STR("item"),
                            .subject_id = item,
                            .field = str_of(field),
                            .to = {text ? fmt(arena, "\"Work %lld\"", number) : fmt(arena, "%lld", number)}};
}

static ProposedChange some_creation(Walk *walk, Arena *arena) {
    static const char *const more[] = {"", ",\"value\":3", ",\"duration_minutes\":240"};
    return (ProposedChange){
        .action = {CHANGE_CREATE},
        .resource = STR("item"),
        .subject_id = id_make(walk->world->now, (uint32_t)random_next(&walk->random)),
        .to = {fmt(arena, "{\"kind\":\"task\",\"title\":\"New\",\"parent_id\":\"%.*s\"%s}",
                   STR_ARG(id_text(arena, walk->world->feature)), more[pick(walk, 3)])}};
}

static Proposal some_proposal(Walk *walk, Arena *arena) {
    int count = 1 + pick(walk, 3);
    ProposedChange *changes = arena_array(arena, ProposedChange, 4);
    Proposal proposal;
    record_init(&proposal_resource, &proposal);
    for (int i = 0; i < count; i++) changes[i] = some_change(walk, arena);
    if (pick(walk, 6) == 0) changes[count++] = some_creation(walk, arena);
    if (pick(walk, 12) == 0)
        changes[count - 1] = (ProposedChange){
            .action = {CHANGE_DELETE}, .resource = STR("item"), .subject_id = walk->items[pick(walk, ITEMS)]};
    proposal.changes = (List){changes, count};
    return proposal;
}

static bool random_row(Walk *walk, Transaction *tx, const Resource *resource, void *ret, Error *err) {
    List rows;
    if (!row_all(tx, resource, walk->world->workspace_id, &rows, err)) return false;
    if (rows.count == 0) return error_set(err, ERROR_NOT_FOUND, "none");
    int from = rows.count > 8 ? rows.count - 8 : 0;
    const char *at = rows.at;
    mem_copy(ret, at + (size_t)(from + pick(walk, rows.count - from)) * resource->size, resource->size);
    return true;
}

static bool write_directly(Walk *walk, Change *change, Error *err) {
    Item before, after;
    Outcome outcome;
    if (!row_load(change->tx, &item_resource, walk->world->workspace_id, walk->items[pick(walk, ITEMS)],
                  &before, err))
        return false;
    after = before;
    if (pick(walk, 2)) after.duration_minutes = 60 * (1 + pick(walk, 40));
    else after.value = 1 + pick(walk, 40);
    return change_update(change, &item_resource, &before, &after, err) &&
           change_finish(change, STR_NULL, STR_NULL, &outcome, err);
}

static bool set_baseline(Walk *walk, Change *change, Error *err) {
    Baseline baseline;
    Outcome outcome;
    bool created;
    record_init(&baseline_resource, &baseline);
    baseline.name = STR("By hand");
    baseline.project_id = walk->world->project;
    return change_create(change, &baseline_resource, &baseline, &created, err) &&
           change_finish(change, STR_NULL, STR_NULL, &outcome, err);
}

static bool decide(Walk *walk, Change *change, int how, Error *err) {
    Proposal proposal, answer;
    Verdict verdict = verdict_of(STR("because"));
    if (!random_row(walk, change->tx, &proposal_resource, &proposal, err)) return false;
    if (pick(walk, 2) && !event_last_seq(change->tx, &verdict.computed_at_seq, err)) return false;
    if (how < 4) return proposal_accept(change, &proposal, &verdict, err);
    if (how == 4) return proposal_decline(change, &proposal, &verdict, err);
    if (how == 5) return proposal_withdraw(change, &proposal, err);
    answer = some_proposal(walk, change->tx->arena);
    return proposal_counter(change, &proposal, &answer, err);
}

static bool take_back(Walk *walk, Change *change, Error *err) {
    Decision decision;
    Proposal proposal;
    Verdict verdict = verdict_of(STR("back"));
    if (!random_row(walk, change->tx, &decision_resource, &decision, err) ||
        !decision_undo(change, &decision, &verdict, &proposal, err))
        return false;
    walk->undone += proposal.state.n == PROPOSAL_ACCEPTED;
    return true;
}

static bool act(Walk *walk, Change *change, Error *err) {
    Proposal proposal;
    switch (pick(walk, 10)) {
    case 0:
    case 1:
    case 2: proposal = some_proposal(walk, change->tx->arena); return proposal_create(change, &proposal, err);
    case 3: return write_directly(walk, change, err);
    case 4: return pick(walk, 4) ? take_back(walk, change, err) : set_baseline(walk, change, err);
    default: return decide(walk, change, pick(walk, 7), err);
    }
}

/* ---- what must hold ---- */

static int person_of(const Walk *walk, Id id) {
    for (int i = 0; i < PEOPLE; i++)
        if (id_equal(walk->people[i].person_id, id)) return i;
    return -1;
}

static bool consented(const Walk *walk, const Decision *decision, Custody custody) {
    const Signature *row = decision->signatures.at;
    SignatureSide side = custody == CUSTODY_PROJECT ? SIDE_PROJECT : SIDE_PRODUCT;
    for (int i = 0; i < decision->signatures.count; i++) {
        int person = person_of(walk, row[i].person_id);
        if (row[i].side.n == (int)side && person >= 0 && walk->held[person] & CUSTODY_BIT(custody))
            return true;
    }
    return false;
}

static bool may(const Walk *walk, const Event *event, const Decision *decision, Custody custody) {
    if (decision) return consented(walk, decision, custody);
    return walk->held[person_of(walk, event->person_id)] & CUSTODY_BIT(custody);
}

/* Each value that was written; of a new row each that says something. A task comes and goes with project. */
static void check_fields(const Walk *walk, const Event *event, const Decision *decision) {
    CLEANUP(json_done) json_t *fields = NULL;
    json_t *one;
    size_t i;
    CHECK(json_read_text(event->changes.text, &fields, NULL));
    if (str_is(event->action, "deleted")) CHECK(may(walk, event, decision, CUSTODY_PROJECT));
    json_array_foreach(fields, i, one) {
        const char *name = json_string_value(json_object_get(one, "field"));
        const Field *field = field_find(&item_resource, str_of(name));
        bool told = str_is(event->action, "updated") ||
                    ((str_is(str_of(name), "value") || str_is(str_of(name), "duration_minutes")) &&
                     json_is_number(json_object_get(one, "to")));
        if (told && (field->custody == CUSTODY_PRODUCT || field->custody == CUSTODY_PROJECT))
            CHECK(may(walk, event, decision, field->custody));
    }
}

/* Two people, or one with both hats, who is named. */
static void check_four_eyes(const Walk *walk, Transaction *tx, const Decision *decision) {
    Proposal proposal;
    Id id;
    const Signature *row = decision->signatures.at;
    CHECK(id_parse(((Str *)decision->proposal_ids.at)[0], &id));
    CHECK(row_load(tx, &proposal_resource, walk->world->workspace_id, id, &proposal, NULL));
    for (int i = 0; i < decision->signatures.count; i++)
        if (!id_equal(row[i].person_id, proposal.author_id)) return;
    int author = person_of(walk, proposal.author_id);
    CHECK(author >= 0);
    if (decision->assessment.baseline_ids.count == 0) return;
    CHECK_INT(walk->held[author], walk->held[2]); /* both hats */
    CHECK(decision->one_person || !(proposal.needs_product && proposal.needs_project));
}

/* The baseline that a decision set is the plan as the decision left it. */
static void check_baseline(const Walk *walk, Transaction *tx, const Decision *decision) {
    const Rebaseline *row = decision->rebaselines.at;
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    Baseline baseline;
    List live;
    for (int i = 0; i < decision->rebaselines.count; i++) {
        CHECK(row[i].after_number > row[i].before_number); /* deleted ones keep theirs */
        if (!row_load(tx, &baseline_resource, walk->world->workspace_id, row[i].after_id, &baseline, NULL))
            continue; /* taken back */
        CHECK(plan_load(tx, walk->world->workspace_id, &source, NULL) &&
              plan_make(tx->arena, &source, &map, NULL) && plan_schedule(tx->arena, &map, &schedule, NULL) &&
              baseline_of_plan(tx->arena, &map, &schedule, row[i].project_id, &live, NULL));
        CHECK_STR(baseline_rows_hash(tx->arena, &live), baseline.rows_hash);
    }
}

static void check_event(Walk *walk, Transaction *tx, const Event *event) {
    Decision decision;
    bool decided = event->decision_id.n != 0;
    if (decided)
        CHECK(
            row_load(tx, &decision_resource, walk->world->workspace_id, event->decision_id, &decision, NULL));
    if (str_is(event->resource, "item")) check_fields(walk, event, decided ? &decision : NULL);
    if (!str_is(event->resource, "decision") || !str_is(event->action, "created")) return;
    CHECK(row_load(tx, &decision_resource, walk->world->workspace_id, event->subject_id, &decision, NULL));
    if (decision.outcome.n != DECISION_ACCEPTED) return;
    walk->accepted++;
    check_four_eyes(walk, tx, &decision);
    check_baseline(walk, tx, &decision);
}

static void check_news(Walk *walk) {
    World *world = walk->world;
    CLEANUP(store_end) Transaction tx = {0};
    Error err = {0};
    List events;
    CHECK(store_read(world->store, &world->arena, &tx, &err) &&
          event_list(&tx, world->workspace_id, walk->seen, 1000, &events, &err));
    const Event *event = events.at;
    for (int i = 0; i < events.count; i++) check_event(walk, &tx, &event[i]);
    if (events.count) walk->seen = event[events.count - 1].seq;
}

/* ---- the sum of events ---- */

static void replay(json_t *rows, const Event *event) {
    CLEANUP(json_done) json_t *fields = NULL;
    json_t *one, *row;
    size_t i;
    char key[80];
    snprintf(key, sizeof key, "%.*s %lld", STR_ARG(event->resource), (long long)event->subject_id.n);
    if (str_is(event->action, "deleted")) {
        json_object_del(rows, key);
        return;
    }
    CHECK(json_read_text(event->changes.text, &fields, NULL));
    row = json_object_get(rows, key);
    if (!row) {
        row = json_object();
        json_object_set_new(rows, key, row);
    }
    json_array_foreach(fields, i, one)
        json_object_set(row, json_string_value(json_object_get(one, "field")), json_object_get(one, "to"));
}

typedef struct Rebuilt {
    json_t *rows;
    const Resource *resource;
    size_t count;
} Rebuilt;

static bool compare_row(void *context, const void *record, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(8 * MIB);
    Rebuilt *rebuilt = context;
    char key[80];
    snprintf(key, sizeof key, "%s %lld", rebuilt->resource->name, (long long)((const Row *)record)->id.n);
    const json_t *row = json_object_get(rebuilt->rows, key);
    CHECK(row != NULL);
    rebuilt->count++;
    for (int i = 0; i < rebuilt->resource->field_count; i++) {
        const Field *field = &rebuilt->resource->fields[i];
        if (field_is_of_row(field) || field->secret) continue;
        StrBuf is = strbuf_make(&arena, 0), was = strbuf_make(&arena, 0);
        json_write_value(&is, field, record);
        json_write_tree(&was, json_object_get(row, field->name));
        CHECK_STR(strbuf_str(&was), strbuf_str(&is));
    }
    return true;
}

static void check_sum_of_events(Walk *walk) {
    World *world = walk->world;
    Rebuilt rebuilt = {.rows = json_object()};
    CLEANUP(store_end) Transaction tx = {0};
    Error err = {0};
    int64_t after = 0;
    CHECK(store_read(world->store, &world->arena, &tx, &err));
    for (;;) {
        List events;
        ArenaMark mark = arena_mark(&world->arena);
        CHECK(event_list(&tx, world->workspace_id, after, 500, &events, &err));
        const Event *event = events.at;
        for (int i = 0; i < events.count; i++) replay(rebuilt.rows, &event[i]);
        if (events.count == 0) break;
        after = event[events.count - 1].seq;
        arena_release(&world->arena, mark);
    }
    for (int i = 0; stored_resources[i]; i++) {
        rebuilt.resource = stored_resources[i];
        CHECK(row_each(&tx, rebuilt.resource, world->workspace_id, compare_row, &rebuilt, &err));
    }
    CHECK_INT((int64_t)rebuilt.count, (int64_t)json_object_size(rebuilt.rows));
    json_decref(rebuilt.rows);
}

static void step(Walk *walk) {
    World *world = walk->world;
    const User *user = &walk->people[pick(walk, PEOPLE)];
    ArenaMark mark = arena_mark(&world->arena);
    world->now.ms += 1000;
    {
        CLEANUP(store_end) Transaction tx = {0};
        Error err = {0};
        Author author = {.person_id = user->person_id, .now = world->now};
        CHECK(store_write(world->store, &world->arena, &author, &tx, &err));
        Change change = change_begin(&tx, user);
        bool done = act(walk, &change, &err) && store_commit(&tx, &err);
        if (!done && (err.kind == ERROR_INTERNAL || err.kind == ERROR_BUSY))
            test_fail(__FILE__, __LINE__, "%s %s", err.message, err.log);
        walk->refused += !done;
    }
    check_news(walk);
    arena_release(&world->arena, mark);
}

/* TRIVET_WALK=10000 walks further. */
TEST(a_random_walk_of_proposals_writes_nothing_without_consent_and_loses_nothing) {
    IN_WORLD;
    const char *far = getenv("TRIVET_WALK");
    int steps = far ? atoi(far) : 400;
    Walk walk = begin(world, 2026);
    for (int i = 0; i < steps; i++) step(&walk);
    check_sum_of_events(&walk);
    CHECK(walk.accepted > steps / 40 && walk.undone > 0);
    if (far)
        printf("# %d steps, %d accepted, %d taken back at once, %d refused\n", steps, walk.accepted,
               walk.undone, walk.refused);
}
