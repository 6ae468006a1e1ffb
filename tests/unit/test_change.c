/* The one write path: custody, proposals, impact, imports. */
#include <string.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "change/agree/proposal.h"
#include "change/files/import.h"
#include "field/json.h"
#include "test.h"
#include "world.h"

/* Each test has a world of its own: a workspace with a calendar, a product, a project and three people. */
#define IN_WORLD CLEANUP(world_close) World *world = world_open()

static Item item_of(World *world, Id id) {
    Item item;
    WORLD_READ(world, row_load(&tx, &item_resource, world->workspace_id, id, &item, &err));
    return item;
}

/* As `user` changes the duration (and the title, when it is given) of the item. */
static Outcome set_duration(World *world, const User *user, Id id, int64_t minutes, const char *title) {
    Outcome outcome = {0};
    WORLD_WRITE(world, user, ({
                    Item before, after;
                    Change change = change_begin(&tx, user);
                    bool ok = row_load(&tx, &item_resource, world->workspace_id, id, &before, &err);
                    after = before;
                    after.duration_minutes = minutes;
                    if (title) after.title = str_of(title);
                    ok &&change_update(&change, &item_resource, &before, &after, &err) &&
                        change_finish(&change, STR_NULL, STR_NULL, &outcome, &err);
                }));
    return outcome;
}

static Proposal proposal_of(World *world, Id id) {
    Proposal proposal;
    WORLD_READ(world, row_load(&tx, &proposal_resource, world->workspace_id, id, &proposal, &err));
    return proposal;
}

typedef bool Decide(Change *change, Proposal *proposal, const Verdict *verdict, Error *err);

/* Answers the error's kind: ERROR_NONE when it was decided and committed. */
static ErrorKind decide(World *world, const User *user, Id proposal_id, Decide *how) {
    CLEANUP(store_end) Transaction tx = {0};
    Error err = {0};
    Proposal proposal;
    Author author = {user->person_id, ID_NONE, world->now};
    bool ok = store_write(world->store, &world->arena, &author, &tx, &err) &&
              row_load(&tx, &proposal_resource, world->workspace_id, proposal_id, &proposal, &err);
    Change change = change_begin(&tx, user);
    Verdict verdict = verdict_of(STR("because"));
    ok = ok && how(&change, &proposal, &verdict, &err) && store_commit(&tx, &err);
    return ok ? ERROR_NONE : err.kind;
}

TEST(a_duration_set_by_the_product_manager_becomes_a_proposal) {
    IN_WORLD;
    Id task = world_item(world, ITEM_TASK, "Lay bricks", world->feature, 480);
    Outcome outcome = set_duration(world, &world->paula, task, 960, "Lay all bricks");
    CHECK(outcome.proposed && outcome.proposal.needs_project && outcome.proposal.changes.count == 2);
    CHECK_INT(item_of(world, task).duration_minutes, 480);
    CHECK_STR(item_of(world, task).title, STR("Lay bricks")); /* one intent, one outcome */
}

TEST(a_duration_set_by_the_project_manager_is_written) {
    IN_WORLD;
    Id task = world_item(world, ITEM_TASK, "Lay bricks", world->feature, 480);
    CHECK(!set_duration(world, &world->jonas, task, 960, NULL).proposed);
    CHECK_INT(item_of(world, task).duration_minutes, 960);
}

TEST(accepting_applies_all_changes_and_their_events_carry_the_proposal) {
    IN_WORLD;
    Id task = world_item(world, ITEM_TASK, "Lay bricks", world->feature, 480);
    Id proposal = set_duration(world, &world->paula, task, 960, "Lay all bricks").proposal.row.id;
    CHECK_INT(decide(world, &world->paula, proposal, proposal_accept), ERROR_FORBIDDEN);
    CHECK_INT(decide(world, &world->jonas, proposal, proposal_accept), ERROR_NONE);
    CHECK_INT(item_of(world, task).duration_minutes, 960);
    CHECK_STR(item_of(world, task).title, STR("Lay all bricks"));
    CHECK_INT(proposal_of(world, proposal).state.n, PROPOSAL_ACCEPTED);
    List history;
    WORLD_READ(world, event_history(&tx, world->workspace_id, task, 0, 1, &history, &err));
    const Event *event = history.at;
    CHECK(id_equal(event->proposal_id, proposal) && id_equal(event->person_id, world->jonas.person_id));
    CHECK_INT(decide(world, &world->jonas, proposal, proposal_accept), ERROR_CONFLICT); /* once */
}

TEST(a_value_changed_meanwhile_makes_accepting_fail_whole) {
    IN_WORLD;
    Id task = world_item(world, ITEM_TASK, "Lay bricks", world->feature, 480);
    Id proposal = set_duration(world, &world->paula, task, 960, "Lay all bricks").proposal.row.id;
    set_duration(world, &world->jonas, task, 600, NULL);
    CHECK_INT(decide(world, &world->jonas, proposal, proposal_accept), ERROR_CONFLICT);
    CHECK_STR(item_of(world, task).title, STR("Lay bricks"));
    CHECK_INT(proposal_of(world, proposal).state.n, PROPOSAL_OPEN);
    CHECK_INT(decide(world, &world->jonas, proposal, proposal_decline), ERROR_NONE);
    CHECK_INT(proposal_of(world, proposal).state.n, PROPOSAL_DECLINED);
}

/* A rank set by the project manager waits for product. */
TEST(a_rank_set_by_the_project_manager_becomes_a_proposal) {
    IN_WORLD;
    Outcome outcome = {0};
    WORLD_WRITE(world, &world->jonas, ({
                    Item before, after;
                    Change change = change_begin(&tx, &world->jonas);
                    bool ok =
                        row_load(&tx, &item_resource, world->workspace_id, world->feature, &before, &err);
                    after = before;
                    after.rank = STR("a5");
                    ok &&change_update(&change, &item_resource, &before, &after, &err) &&
                        change_finish(&change, STR_NULL, STR_NULL, &outcome, &err);
                }));
    CHECK(outcome.proposed && outcome.proposal.needs_product && !outcome.proposal.needs_project);
    CHECK_INT(decide(world, &world->jonas, outcome.proposal.row.id, proposal_accept), ERROR_FORBIDDEN);
    CHECK_INT(decide(world, &world->paula, outcome.proposal.row.id, proposal_accept), ERROR_NONE);
    CHECK_STR(item_of(world, world->feature).rank, STR("a5"));
}

TEST(a_stakeholders_proposal_that_touches_both_needs_both_signatures) {
    IN_WORLD;
    Outcome outcome = {0};
    WORLD_WRITE(world, &world->sven, ({
                    Item before, after;
                    Change change = change_begin(&tx, &world->sven);
                    bool ok =
                        row_load(&tx, &item_resource, world->workspace_id, world->feature, &before, &err);
                    after = before;
                    after.value = 99;
                    after.duration_minutes = 4800;
                    ok &&change_update(&change, &item_resource, &before, &after, &err) &&
                        change_finish(&change, STR_NULL, STR_NULL, &outcome, &err);
                }));
    Id proposal = outcome.proposal.row.id;
    CHECK(outcome.proposal.needs_product && outcome.proposal.needs_project);
    CHECK_INT(decide(world, &world->jonas, proposal, proposal_accept), ERROR_NONE);
    CHECK_INT(proposal_of(world, proposal).state.n, PROPOSAL_OPEN);
    CHECK(item_of(world, world->feature).duration_minutes == INT_NULL); /* one signature changes nothing */
    CHECK_INT(decide(world, &world->paula, proposal, proposal_accept), ERROR_NONE);
    CHECK(item_of(world, world->feature).value == 99 &&
          item_of(world, world->feature).duration_minutes == 4800);
}

TEST(creating_proposes_only_the_foreign_fields) {
    IN_WORLD;
    Outcome outcome = {0};
    Item item;
    bool created = false;
    record_init(&item_resource, &item);
    item.kind.n = ITEM_TASK;
    item.title = STR("Paint walls");
    item.parent_id = world->feature;
    item.duration_minutes = 960;
    WORLD_WRITE(world, &world->paula, ({
                    Change change = change_begin(&tx, &world->paula);
                    change_create(&change, &item_resource, &item, &created, &err) &&
                        change_finish(&change, STR_NULL, STR_NULL, &outcome, &err);
                }));
    CHECK(created && outcome.proposed && outcome.proposal.changes.count == 1);
    CHECK(item_of(world, item.row.id).duration_minutes == INT_NULL);
    CHECK_INT(decide(world, &world->jonas, outcome.proposal.row.id, proposal_accept), ERROR_NONE);
    CHECK_INT(item_of(world, item.row.id).duration_minutes, 960);
}

TEST(a_link_wished_by_the_product_manager_is_proposed_and_made_when_accepted) {
    IN_WORLD;
    Id first = world_item(world, ITEM_TASK, "Dig", world->feature, 480);
    Id second = world_item(world, ITEM_TASK, "Pour", world->feature, 480);
    Outcome outcome = {0};
    ItemLink link;
    bool created = true;
    record_init(&link_resource, &link);
    link.predecessor_id = first;
    link.successor_id = second;
    WORLD_WRITE(world, &world->paula, ({
                    Change change = change_begin(&tx, &world->paula);
                    change_create(&change, &link_resource, &link, &created, &err) &&
                        change_finish(&change, STR_NULL, STR_NULL, &outcome, &err);
                }));
    CHECK(!created && outcome.proposed);
    CHECK_INT(decide(world, &world->jonas, outcome.proposal.row.id, proposal_accept), ERROR_NONE);
    List links;
    WORLD_READ(world, links_of_item(&tx, world->workspace_id, second, &links, &err));
    CHECK_INT(links.count, 1);
}

TEST(the_impact_shown_is_what_accepting_gives) {
    IN_WORLD;
    Id first = world_item(world, ITEM_TASK, "Dig", world->feature, 480);
    Id second = world_item(world, ITEM_TASK, "Pour", world->feature, 480);
    world_link(world, first, second);
    Proposal proposal = set_duration(world, &world->paula, first, 2400, NULL).proposal;
    CHECK_INT(proposal.assessment.impacts.count, 1);
    Impact shown = *(Impact *)proposal.assessment.impacts.at;
    CHECK(str_is(shown.subject, "project") && shown.finish_before.n < shown.finish_after.n);
    CHECK_INT(decide(world, &world->jonas, proposal.row.id, proposal_accept), ERROR_NONE);
    CHECK_INT(world_project_finish(world), shown.finish_after.n);
}

static ErrorKind create_link(World *world, Id predecessor, Id successor, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Author author = {world->jonas.person_id, ID_NONE, world->now};
    ItemLink link;
    Outcome outcome;
    bool created;
    record_init(&link_resource, &link);
    link.predecessor_id = predecessor;
    link.successor_id = successor;
    bool ok = store_write(world->store, &world->arena, &author, &tx, err);
    Change change = change_begin(&tx, &world->jonas);
    ok = ok && change_create(&change, &link_resource, &link, &created, err) &&
         change_finish(&change, STR_NULL, STR_NULL, &outcome, err) && store_commit(&tx, err);
    return ok ? ERROR_NONE : err->kind;
}

TEST(a_circle_of_links_is_refused_and_named) {
    IN_WORLD;
    Error err = {0};
    Id first = world_item(world, ITEM_TASK, "Dig", world->feature, 480);
    Id second = world_item(world, ITEM_TASK, "Pour", world->feature, 480);
    CHECK_INT(create_link(world, first, second, &err), ERROR_NONE);
    CHECK_INT(create_link(world, second, first, &err), ERROR_CONFLICT);
    CHECK(strstr(err.message, "Dig") && strstr(err.message, "Pour"));
    CHECK_INT(create_link(world, first, second, &err), ERROR_CONFLICT); /* linked this way already */
    CHECK_INT(create_link(world, first, first, &err), ERROR_INVALID);
    CHECK_INT(create_link(world, first, (Id){12345}, &err), ERROR_INVALID);
}

static ErrorKind move_item(World *world, Id id, Id parent_id) {
    CLEANUP(store_end) Transaction tx = {0};
    Error err = {0};
    Author author = {world->jonas.person_id, ID_NONE, world->now};
    Item before = {0}, after;
    Outcome outcome;
    bool ok = store_write(world->store, &world->arena, &author, &tx, &err) &&
              row_load(&tx, &item_resource, world->workspace_id, id, &before, &err);
    after = before;
    after.parent_id = parent_id;
    Change change = change_begin(&tx, &world->jonas);
    ok = ok && change_update(&change, &item_resource, &before, &after, &err) &&
         change_finish(&change, STR_NULL, STR_NULL, &outcome, &err) && store_commit(&tx, &err);
    return ok ? ERROR_NONE : err.kind;
}

TEST(an_item_cannot_become_part_of_itself) {
    IN_WORLD;
    Id outer = world_item(world, ITEM_TASK, "Outer", world->feature, 480);
    Id inner = world_item(world, ITEM_TASK, "Inner", outer, 480);
    CHECK_INT(move_item(world, outer, outer), ERROR_INVALID);
    CHECK_INT(move_item(world, outer, inner), ERROR_INVALID);
    CHECK_INT(move_item(world, inner, world->feature), ERROR_NONE);
}

TEST(deleting_takes_along_what_hangs_on_it) {
    IN_WORLD;
    Error reason = {0};
    Id outer = world_item(world, ITEM_TASK, "Outer", world->feature, 480);
    Id inner = world_item(world, ITEM_TASK, "Inner", outer, 480);
    Id other = world_item(world, ITEM_TASK, "Other", world->feature, 480);
    CHECK_INT(create_link(world, inner, other, &reason), ERROR_NONE);
    WORLD_WRITE(world, &world->jonas, ({
                    Item item;
                    Outcome outcome;
                    Change change = change_begin(&tx, &world->jonas);
                    row_load(&tx, &item_resource, world->workspace_id, outer, &item, &err) &&
                        change_delete(&change, &item_resource, &item, &err) &&
                        change_finish(&change, STR_NULL, STR_NULL, &outcome, &err);
                }));
    CLEANUP(store_end) Transaction tx = {0};
    Item item;
    List links;
    CHECK(store_read(world->store, &world->arena, &tx, &reason));
    CHECK(!row_load(&tx, &item_resource, world->workspace_id, inner, &item, &reason) &&
          reason.kind == ERROR_NOT_FOUND);
    CHECK(links_of_item(&tx, world->workspace_id, other, &links, &reason) && links.count == 0);
}

static Outcome delete_as(World *world, const User *user, const Resource *resource, Id id, Error *reason) {
    CLEANUP(store_end) Transaction tx = {0};
    Author author = {user->person_id, ID_NONE, world->now};
    Outcome outcome = {0};
    *reason = (Error){0};
    void *row = arena_alloc(&world->arena, resource->size);
    Change change;
    if (!store_write(world->store, &world->arena, &author, &tx, reason)) return outcome;
    change = change_begin(&tx, user);
    if (row_load(&tx, resource, world->workspace_id, id, row, reason) &&
        change_delete(&change, resource, row, reason) &&
        change_finish(&change, STR_NULL, STR_NULL, &outcome, reason))
        store_commit(&tx, reason);
    return outcome;
}

TEST(the_end_of_a_feature_with_tasks_needs_the_consent_of_project) {
    IN_WORLD;
    Error reason;
    Id task = world_item(world, ITEM_TASK, "Lay bricks", world->feature, 480);
    Outcome outcome = delete_as(world, &world->paula, &item_resource, world->feature, &reason);
    CHECK(outcome.proposed && outcome.proposal.needs_project && outcome.proposal.needs_product);
    CHECK_INT(outcome.proposal.signatures.count, 1); /* product's own, whose wish it is */
    CHECK_INT(item_of(world, task).duration_minutes, 480);
    CHECK_INT(decide(world, &world->jonas, outcome.proposal.row.id, proposal_accept), ERROR_NONE);
    CHECK(!delete_as(world, &world->jonas, &item_resource, task, &reason).proposed &&
          reason.kind == ERROR_NOT_FOUND);
}

TEST(what_others_still_use_is_not_deleted) {
    IN_WORLD;
    Error reason;
    delete_as(world, &world->jonas, &calendar_resource, world->calendar, &reason);
    CHECK(reason.kind == ERROR_CONFLICT && strstr(reason.message, "Harbor 2.0"));
    delete_as(world, &world->jonas, &project_resource, world->project, &reason);
    CHECK(reason.kind == ERROR_CONFLICT && strstr(reason.message, "Warehouse"));
    delete_as(world, &world->paula, &product_resource, world->product, &reason);
    CHECK(reason.kind == ERROR_CONFLICT && strstr(reason.message, "Warehouse"));
    delete_as(world, &world->paula, &item_resource, world->feature, &reason);
    CHECK_INT(reason.kind, ERROR_NONE); /* no tasks below it: product's own */
    delete_as(world, &world->paula, &product_resource, world->product, &reason);
    CHECK_INT(reason.kind, ERROR_NONE);
}

static ImportReport import_as(World *world, const User *user, const PlanFile *file, ImportOptions options) {
    ImportReport report = {0};
    WORLD_WRITE(world, user, ({
                    Change change = change_begin(&tx, user);
                    import_file(&change, file, &options, &report, &err);
                }));
    return report;
}

/* Two linked tasks below a summary, with a person. */
static PlanFile small_file(Arena *arena) {
    Item *items = arena_array(arena, Item, 3);
    ItemLink *link = arena_new(arena, ItemLink);
    PlanResource *resource = arena_new(arena, PlanResource);
    ItemAssignment *assignment = arena_new(arena, ItemAssignment);
    static const char *const titles[] = {"House", "Walls", "Roof"}, *const uids[] = {"1", "2", "3"};
    for (int i = 0; i < 3; i++) {
        record_init(&item_resource, &items[i]);
        items[i].row.id.n = 10 + i;
        items[i].kind.n = ITEM_TASK;
        items[i].title = str_of(titles[i]);
        items[i].external_id = str_of(uids[i]);
        if (i) items[i].parent_id.n = 10;
        if (i) items[i].duration_minutes = 960;
    }
    record_init(&link_resource, link);
    link->row.id.n = 20;
    link->predecessor_id.n = 11;
    link->successor_id.n = 12;
    record_init(&resource_resource, resource);
    resource->row.id.n = 30;
    resource->name = STR("Ana");
    record_init(&assignment_resource, assignment);
    assignment->row.id.n = 40;
    assignment->item_id.n = 11;
    assignment->resource_id.n = 30;
    return (PlanFile){.format = FORMAT_MSPDI,
                      .items = {items, 3},
                      .links = {link, 1},
                      .resources = {resource, 1},
                      .assignments = {assignment, 1}};
}

TEST(a_file_read_twice_changes_nothing_the_second_time) {
    IN_WORLD;
    PlanFile file = small_file(&world->arena);
    ImportOptions options = {.product_id = world->product, .top_features = true};
    ImportReport first = import_as(world, &world->jonas, &file, options);
    CHECK(first.created == 7 && first.project_id.n); /* project, person, three items, link, assignment */
    CHECK_INT(first.proposed, 2);                    /* the feature's product and rank are product's */
    options.project_id = first.project_id;
    ImportReport second = import_as(world, &world->jonas, &file, options);
    CHECK_INT(second.created, 0);
    CHECK_INT(second.updated, 0);
    CHECK_INT(second.unchanged, 6);
    ((Item *)file.items.at)[2].duration_minutes = 480;
    ImportReport third = import_as(world, &world->jonas, &file, options);
    CHECK(third.updated == 1 && third.unchanged == 5);
}

TEST(every_project_of_a_file_becomes_one) {
    IN_WORLD;
    PlanFile file = small_file(&world->arena);
    Project *projects = arena_array(&world->arena, Project, 2);
    static const char *const names[] = {"North", "South"};
    for (int i = 0; i < 2; i++) {
        record_init(&project_resource, &projects[i]);
        projects[i].row.id.n = 50 + i;
        projects[i].name = str_of(names[i]);
        projects[i].start_at.n = 29000000;
    }
    file.projects = (List){projects, 2};
    Item *items = file.items.at;
    items[0].project_id.n = 50;
    items[1].project_id.n = 50;
    items[2].project_id.n = 51;
    items[2].parent_id = ID_NONE;
    ImportReport report = import_as(world, &world->jonas, &file, (ImportOptions){0});
    CHECK_INT(report.created, 8); /* two projects, person, three items, link, assignment */
    List there;
    WORLD_READ(world, row_all(&tx, &project_resource, world->workspace_id, &there, &err));
    CHECK_INT(there.count, 3);
}

TEST(the_import_of_somebody_without_custody_of_the_plan_is_one_proposal) {
    IN_WORLD;
    PlanFile file = small_file(&world->arena);
    ImportReport report = import_as(world, &world->paula, &file,
                                    (ImportOptions){.product_id = world->product, .top_features = true});
    CHECK(report.created == 0 && report.proposed == 7 && report.proposal_id.n);
    CHECK_INT(decide(world, &world->jonas, report.proposal_id, proposal_accept), ERROR_NONE);
    List items;
    WORLD_READ(world, row_all(&tx, &item_resource, world->workspace_id, &items, &err));
    CHECK_INT(items.count, 1 + 3); /* the world's own feature, and the file's three */
}

static ErrorKind propose_wrong(World *world, ProposedChange change_wanted) {
    CLEANUP(store_end) Transaction tx = {0};
    Error err = {0};
    Author author = {world->sven.person_id, ID_NONE, world->now};
    Proposal proposal;
    record_init(&proposal_resource, &proposal);
    proposal.changes = (List){&change_wanted, 1};
    bool ok = store_write(world->store, &world->arena, &author, &tx, &err);
    Change change = change_begin(&tx, &world->sven);
    return ok && proposal_create(&change, &proposal, &err) ? ERROR_NONE : err.kind;
}

TEST(what_cannot_be_applied_cannot_be_proposed) {
    IN_WORLD;
    ProposedChange good = {{CHANGE_UPDATE}, STR("item"), world->feature,
                           STR("value"),    {STR_NULL},  {STR("5")}},
                   bad = good;
    CHECK_INT(propose_wrong(world, good), ERROR_NONE);
    bad.to.text = STR("\"many\"");
    CHECK_INT(propose_wrong(world, bad), ERROR_INVALID);
    bad = good, bad.field = STR("nothing");
    CHECK_INT(propose_wrong(world, bad), ERROR_INVALID);
    bad = good, bad.field = STR("revision");
    CHECK_INT(propose_wrong(world, bad), ERROR_INVALID);
    bad = good, bad.subject_id.n = 99;
    CHECK_INT(propose_wrong(world, bad), ERROR_NOT_FOUND);
    bad = good, bad.resource = STR("person");
    CHECK_INT(propose_wrong(world, bad), ERROR_INVALID);
    bad = good, bad.field = STR("parent_id"),
    bad.to.text = fmt(&world->arena, "\"%.*s\"", STR_ARG(id_text(&world->arena, world->feature)));
    CHECK_INT(propose_wrong(world, bad), ERROR_INVALID);
}
