/* Every row function for every stored resource, with random records; events; accounts; items. */
#include <unistd.h>

#include "base/banned.h"
#include "field/diff.h"
#include "field/json.h"
#include "store_world.h"

static void check_equal(const Resource *resource, const void *a, const void *b) {
    for (int i = 0; i < resource->field_count; i++)
        if (!field_equal(&resource->fields[i], a, b))
            test_fail(__FILE__, __LINE__, "%s.%s differs", resource->name, resource->fields[i].name);
}

static void load(World *world, const Resource *resource, Id id, void *record) {
    READING(tx, *world);
    MUST(row_load(&tx, resource, world->workspace_id, id, record, err));
}

static void check_life(World *world, const Resource *resource) {
    void *row = arena_alloc(&world->arena, resource->size),
         *read = arena_alloc(&world->arena, resource->size);
    void *after = arena_alloc(&world->arena, resource->size);
    Row *head = row;
    Id id = world_insert(world, resource, row);
    CHECK_INT(head->revision, 1);
    CHECK_INT(head->created_at.ms, world->author.now.ms);
    load(world, resource, id, read);
    check_equal(resource, row, read);

    int tries = 0;
    do world_record(world, resource, after);
    while (!record_changed(resource, read, after) && ++tries < 100);
    if (!record_changed(resource, read, after)) return; /* it has references only */
    world->author.now.ms += 1000;
    {
        WRITING(tx, *world);
        MUST(row_update(&tx, resource, read, after, err));
        MUST(store_commit(&tx, err));
    }
    load(world, resource, id, read);
    check_equal(resource, after, read);
    CHECK_INT(((Row *)read)->revision, 2);
    CHECK_INT(((Row *)read)->created_at.ms, head->created_at.ms);
    CHECK_INT(((Row *)read)->updated_at.ms, world->author.now.ms);
    if (resource == &workspace_resource) return;

    WRITING(tx, *world);
    MUST(row_delete(&tx, resource, read, err));
    MUST_FAIL(row_load(&tx, resource, world->workspace_id, id, row, err), ERROR_NOT_FOUND);
    MUST_FAIL(row_delete(&tx, resource, read, err), ERROR_NOT_FOUND);
    MUST_FAIL(row_update(&tx, resource, read, row, err), ERROR_NOT_FOUND);
    MUST(row_restore(&tx, resource, world->workspace_id, id, row, err));
    CHECK_INT(head->revision, 4);
    MUST_FAIL(row_restore(&tx, resource, world->workspace_id, id, row, err), ERROR_NOT_FOUND);
    ((Row *)read)->revision = 4;
    check_equal(resource, row, read);
    MUST(store_commit(&tx, err));
}

TEST(rows_of_every_resource_are_inserted_updated_deleted_and_restored) {
    WORLD(world);
    for (int round = 0; round < 5; round++)
        for (int i = 1; stored_resources[i]; i++) check_life(&world, stored_resources[i]);
    check_life(&world, &workspace_resource);
}

TEST(rows_of_another_workspace_are_not_there) {
    WORLD(world);
    Id item_id = world.ids[world_index("item")], workspace_id = world.workspace_id;
    Workspace other;
    Item item;
    List list;
    world_insert(&world, &workspace_resource, &other);
    WRITING(tx, world);
    MUST_FAIL(row_load(&tx, &item_resource, other.row.id, item_id, &item, err), ERROR_NOT_FOUND);
    MUST(row_load(&tx, &item_resource, workspace_id, item_id, &item, err));
    Item foreign = item, changed = item;
    foreign.row.workspace_id = changed.row.workspace_id = other.row.id;
    changed.title = STR("stolen");
    MUST_FAIL(row_update(&tx, &item_resource, &foreign, &changed, err), ERROR_NOT_FOUND);
    MUST_FAIL(row_delete(&tx, &item_resource, &foreign, err), ERROR_NOT_FOUND);
    MUST(item_descendants(&tx, other.row.id, item_id, &list, err));
    CHECK_INT(list.count, 0);
    MUST(links_of_item(&tx, other.row.id, item_id, &list, err));
    CHECK_INT(list.count, 0);
    MUST(assignments_of_item(&tx, other.row.id, item_id, &list, err));
    CHECK_INT(list.count, 0);
    MUST(event_history(&tx, other.row.id, item_id, 0, 10, &list, err));
    CHECK_INT(list.count, 0);
    MUST(row_all(&tx, &item_resource, other.row.id, &list, err));
    CHECK_INT(list.count, 0);
}

TEST(an_update_that_changes_nothing_writes_nothing) {
    WORLD(world);
    Item item, same;
    int64_t before, after;
    load(&world, &item_resource, world.ids[world_index("item")], &item);
    WRITING(tx, world);
    same = item;
    MUST(event_last_seq(&tx, &before, err));
    MUST(row_update(&tx, &item_resource, &item, &same, err));
    MUST(event_last_seq(&tx, &after, err));
    CHECK_INT(after, before);
    CHECK_INT(same.row.revision, item.row.revision);
    CHECK_INT(tx.last_seq, 0);
}

TEST(a_change_on_an_old_revision_is_stale_and_leaves_the_record_as_given) {
    WORLD(world);
    Item old, first, second;
    load(&world, &item_resource, world.ids[world_index("item")], &old);
    WRITING(tx, world);
    first = second = old;
    first.title = STR("first");
    second.title = STR("second");
    MUST(row_update(&tx, &item_resource, &old, &first, err));
    MUST_FAIL(row_update(&tx, &item_resource, &old, &second, err), ERROR_STALE);
    CHECK_INT(second.row.revision, old.row.revision);
    MUST_FAIL(row_delete(&tx, &item_resource, &old, err), ERROR_STALE);
}

TEST(an_email_belongs_to_one_living_person) {
    WORLD(world);
    Person one, two;
    Error problem = {0};
    world_insert(&world, &person_resource, &one);
    WRITING(tx, world);
    world_record(&world, &person_resource, &two);
    two.email = one.email;
    CHECK(!row_insert(&tx, &person_resource, &two, &problem));
    CHECK_INT(problem.kind, ERROR_CONFLICT);
    CHECK_STR(str_of(problem.field), STR("email"));
    CHECK_STR(str_of(problem.message), STR("There is another one with the same email."));
    CHECK_INT(two.row.id.n, 0);
    MUST(row_delete(&tx, &person_resource, &one, err));
    MUST(row_insert(&tx, &person_resource, &two, err));
    MUST_FAIL(row_restore(&tx, &person_resource, world.workspace_id, one.row.id, &one, err), ERROR_CONFLICT);
}

TEST(a_reference_that_leads_nowhere_is_named) {
    WORLD(world);
    Item item;
    Error problem = {0};
    WRITING(tx, world);
    world_record(&world, &item_resource, &item);
    item.release_id = (Id){12345};
    CHECK(!row_insert(&tx, &item_resource, &item, &problem));
    CHECK_INT(problem.kind, ERROR_INVALID);
    CHECK_STR(str_of(problem.field), STR("release_id"));
    CHECK_STR(str_of(problem.message), STR("release_id names no release that exists."));
    item.release_id = ID_NONE;
    MUST(row_insert(&tx, &item_resource, &item, err));
    Item changed = item;
    changed.parent_id = (Id){54321};
    CHECK(!row_update(&tx, &item_resource, &item, &changed, &problem));
    CHECK_STR(str_of(problem.field), STR("parent_id"));
}

TEST(an_id_that_was_chosen_before_is_kept_and_may_not_be_taken) {
    WORLD(world);
    Item item;
    Error problem = {0};
    WRITING(tx, world);
    world_record(&world, &item_resource, &item);
    item.row.id = (Id){4711};
    MUST(row_insert(&tx, &item_resource, &item, err));
    CHECK_INT(item.row.id.n, 4711);
    CHECK(!row_insert(&tx, &item_resource, &item, &problem));
    CHECK_INT(problem.kind, ERROR_CONFLICT);
    CHECK_STR(str_of(problem.field), STR("id"));
}

TEST(events_are_consecutive_in_order_and_tell_who_what_and_why) {
    WORLD(world);
    List events;
    Item item, changed;
    world.author.person_id = world.ids[world_index("person")];
    world.author.proposal_id = world.ids[world_index("proposal")];
    load(&world, &item_resource, world.ids[world_index("item")], &item);
    {
        WRITING(tx, world);
        changed = item;
        changed.title = STR("Another title");
        MUST(row_update(&tx, &item_resource, &item, &changed, err));
        MUST(row_delete(&tx, &item_resource, &changed, err));
        MUST(row_restore(&tx, &item_resource, world.workspace_id, item.row.id, &changed, err));
        MUST(store_commit(&tx, err));
    }
    READING(tx, world);
    MUST(event_list(&tx, world.workspace_id, 0, 1000, &events, err));
    const Event *event = events.at;
    for (int i = 0; i < events.count; i++) CHECK_INT(event[i].seq, i + 1);
    const char *const actions[] = {"updated", "deleted", "restored"};
    for (int i = 0; i < 3; i++) {
        const Event *last = &event[events.count - 3 + i];
        CHECK_STR(last->action, str_of(actions[i]));
        CHECK_STR(last->resource, STR("item"));
        CHECK_INT(last->subject_id.n, item.row.id.n);
        CHECK_INT(last->person_id.n, world.author.person_id.n);
        CHECK_INT(last->proposal_id.n, world.author.proposal_id.n);
        CHECK_INT(last->revision, item.row.revision + 1 + i);
        CHECK_INT(last->at.ms, world.author.now.ms);
    }
    CHECK(str_starts(event[events.count - 3].changes.text, STR("[{\"field\":\"title\",\"from\":")));
    int64_t last_seq;
    MUST(event_last_seq(&tx, &last_seq, err));
    CHECK_INT(last_seq, events.count);
}

TEST(history_goes_backwards_of_one_subject_or_all) {
    WORLD(world);
    List all, part;
    Item item;
    for (int i = 0; i < 5; i++) world_insert(&world, &item_resource, &item);
    READING(tx, world);
    MUST(event_history(&tx, world.workspace_id, ID_NONE, 0, 3, &all, err));
    CHECK_INT(all.count, 3);
    const Event *events = all.at;
    CHECK_INT(events[0].seq, events[2].seq + 2);
    MUST(event_history(&tx, world.workspace_id, ID_NONE, events[2].seq, 2, &part, err));
    CHECK_INT(((Event *)part.at)->seq, events[2].seq - 1);
    MUST(event_history(&tx, world.workspace_id, item.row.id, 0, 10, &part, err));
    CHECK_INT(part.count, 1);
    CHECK_STR(((Event *)part.at)->action, STR("created"));
    MUST(event_list(&tx, world.workspace_id, events[0].seq - 1, 10, &part, err));
    CHECK_INT(part.count, 1);
}

TEST(no_event_holds_a_secret) {
    WORLD(world);
    List events;
    Person person, changed;
    size_t at;
    world_insert(&world, &person_resource, &person);
    {
        WRITING(tx, world);
        changed = person;
        changed.password = STR("top secret hash");
        MUST(row_update(&tx, &person_resource, &person, &changed, err));
        MUST(store_commit(&tx, err));
    }
    READING(tx, world);
    MUST(event_history(&tx, world.workspace_id, person.row.id, 0, 10, &events, err));
    CHECK_INT(events.count, 2);
    CHECK_STR(((Event *)events.at)->changes.text, STR("[]"));
    CHECK(!str_find(((Event *)events.at)[1].changes.text, STR("password"), &at));
    MUST(row_load(&tx, &person_resource, world.workspace_id, person.row.id, &person, err));
    CHECK_STR(person.password, STR("top secret hash"));
}

TEST(accounts_are_found_by_email_membership_and_hash) {
    WORLD(world);
    Person person;
    ApiToken token;
    List memberships;
    int64_t count;
    world_insert(&world, &person_resource, &person);
    world_insert(&world, &token_resource, &token);
    Membership membership;
    world_insert(&world, &membership_resource, &membership);
    WRITING(tx, world);
    Person found;
    ApiToken same;
    MUST(person_by_email(&tx, person.email, &found, err));
    CHECK_INT(found.row.id.n, person.row.id.n);
    MUST_FAIL(person_by_email(&tx, STR("nobody@example.org"), &found, err), ERROR_NOT_FOUND);
    MUST(person_memberships(&tx, person.row.id, &memberships, err));
    CHECK_INT(memberships.count, 1);
    MUST(token_touch(&tx, token.row.id, err));
    MUST_FAIL(token_touch(&tx, person.row.id, err), ERROR_NOT_FOUND);
    MUST(token_by_hash(&tx, token.hash, &same, err));
    CHECK_INT(same.last_used_at.ms, world.author.now.ms);
    CHECK_INT(same.row.revision, 1);
    MUST_FAIL(token_by_hash(&tx, STR("none"), &same, err), ERROR_NOT_FOUND);
    MUST(workspace_count(&tx, &count, err));
    CHECK_INT(count, 1);
}

TEST(sessions_end_by_time_by_themselves_and_with_the_person) {
    WORLD(world);
    Session found, session = {.hash = STR("h1"),
                              .person_id = world.ids[world_index("person")],
                              .workspace_id = world.workspace_id,
                              .created_at = world.author.now,
                              .expires_at = {world.author.now.ms + 1000},
                              .address = STR("127.0.0.1"),
                              .agent = STR("")};
    WRITING(tx, world);
    MUST(session_insert(&tx, &session, err));
    MUST(session_by_hash(&tx, STR("h1"), &found, err));
    CHECK_INT(found.person_id.n, session.person_id.n);
    CHECK_INT(found.expires_at.ms, session.expires_at.ms);
    tx.author.now.ms += 1000;
    MUST_FAIL(session_by_hash(&tx, STR("h1"), &found, err), ERROR_NOT_FOUND);
    session.hash = STR("h2");
    session.expires_at.ms += 5000;
    MUST(session_insert(&tx, &session, err));
    tx.author.now.ms -= 1000;
    MUST_FAIL(session_by_hash(&tx, STR("h1"), &found, err), ERROR_NOT_FOUND); /* swept away by the insert */
    MUST(session_delete(&tx, STR("h2"), err));
    MUST_FAIL(session_by_hash(&tx, STR("h2"), &found, err), ERROR_NOT_FOUND);
    MUST(session_insert(&tx, &session, err));
    MUST(session_delete_of(&tx, session.person_id, STR_NULL, err));
    MUST_FAIL(session_by_hash(&tx, STR("h2"), &found, err), ERROR_NOT_FOUND);
}

TEST(answers_are_kept_for_a_day) {
    WORLD(world);
    Id person_id = world.ids[world_index("person")];
    PastAnswer found, answer = {STR("hash"), 201, STR("{}"), STR("\"1\"")};
    bool there;
    WRITING(tx, world);
    MUST(answer_find(&tx, person_id, STR("k"), &found, &there, err));
    CHECK(!there);
    MUST(answer_keep(&tx, person_id, STR("k"), &answer, err));
    MUST(answer_find(&tx, person_id, STR("k"), &found, &there, err));
    CHECK(there);
    CHECK_INT(found.status, 201);
    CHECK_STR(found.request_hash, STR("hash"));
    CHECK_STR(found.etag, STR("\"1\""));
    answer.etag = STR_NULL;
    MUST(answer_keep(&tx, person_id, STR("k"), &answer, err));
    MUST(answer_find(&tx, person_id, STR("k"), &found, &there, err));
    CHECK(!found.etag.at);
    tx.author.now.ms += 24 * 60 * 60 * 1000;
    MUST(answer_find(&tx, person_id, STR("k"), &found, &there, err));
    CHECK(!there);
}

/* An item with nothing but a title, a place and a parent. */
static Id plain_item(World *world, Transaction *tx, Id parent_id, Str rank, Str position) {
    Item item;
    record_init(&item_resource, &item);
    item.row.workspace_id = world->workspace_id;
    item.title = STR("item");
    item.parent_id = parent_id;
    item.rank = rank;
    item.position = position;
    MUST(row_insert(tx, &item_resource, &item, err));
    return item.row.id;
}

TEST(the_last_rank_and_position_are_found_whatever_their_letters) {
    CLEANUP(world_done) World world = world_empty((StoreOptions){.readers = 1});
    Workspace workspace;
    Str last;
    world_insert(&world, &workspace_resource, &workspace);
    WRITING(tx, world);
    MUST(item_last_rank(&tx, world.workspace_id, &last, err));
    CHECK(!last.at);
    MUST(item_last_position(&tx, world.workspace_id, &last, err));
    CHECK(!last.at);
    plain_item(&world, &tx, ID_NONE, STR_NULL, STR("b"));
    MUST(item_last_rank(&tx, world.workspace_id, &last, err));
    CHECK(!last.at);
    plain_item(&world, &tx, ID_NONE, STR("a5"), STR("c"));
    plain_item(&world, &tx, ID_NONE, STR("a0"), STR("a"));
    MUST(item_last_rank(&tx, world.workspace_id, &last, err));
    CHECK_STR(last, STR("a5"));
    MUST(item_last_position(&tx, world.workspace_id, &last, err));
    CHECK_STR(last, STR("c"));
    plain_item(&world, &tx, ID_NONE, STR("~~"), STR("\xC3\xA4"));
    MUST(item_last_rank(&tx, world.workspace_id, &last, err));
    CHECK_STR(last, STR("~~"));
    MUST(item_last_position(&tx, world.workspace_id, &last, err));
    CHECK_STR(last, STR("\xC3\xA4"));
}

TEST(the_outline_is_walked_up_and_down) {
    CLEANUP(world_done) World world = world_empty((StoreOptions){.readers = 1});
    Workspace workspace;
    List below;
    bool within;
    world_insert(&world, &workspace_resource, &workspace);
    WRITING(tx, world);
    Id top = plain_item(&world, &tx, ID_NONE, STR_NULL, STR("a"));
    Id middle = plain_item(&world, &tx, top, STR_NULL, STR("a"));
    Id leaf = plain_item(&world, &tx, middle, STR_NULL, STR("a"));
    Id other = plain_item(&world, &tx, top, STR_NULL, STR("b"));
    MUST(item_is_within(&tx, world.workspace_id, leaf, top, &within, err));
    CHECK(within);
    MUST(item_is_within(&tx, world.workspace_id, leaf, leaf, &within, err));
    CHECK(within);
    MUST(item_is_within(&tx, world.workspace_id, top, leaf, &within, err));
    CHECK(!within);
    MUST(item_is_within(&tx, world.workspace_id, leaf, other, &within, err));
    CHECK(!within);
    MUST(item_descendants(&tx, world.workspace_id, top, &below, err));
    CHECK_INT(below.count, 3);
    CHECK_INT(((Item *)below.at)[0].row.id.n, leaf.n);
}

TEST(links_assignments_and_external_ids_lead_to_their_item) {
    WORLD(world);
    ItemLink link;
    ItemAssignment assignment;
    Item a, b, found;
    List list;
    bool there;
    world_insert(&world, &item_resource, &a);
    world_insert(&world, &item_resource, &b);
    WRITING(tx, world);
    world_record(&world, &link_resource, &link);
    link.predecessor_id = a.row.id;
    link.successor_id = b.row.id;
    MUST(row_insert(&tx, &link_resource, &link, err));
    world_record(&world, &assignment_resource, &assignment);
    assignment.item_id = b.row.id;
    MUST(row_insert(&tx, &assignment_resource, &assignment, err));
    MUST(links_of_item(&tx, world.workspace_id, a.row.id, &list, err));
    CHECK_INT(list.count, 1);
    MUST(links_of_item(&tx, world.workspace_id, b.row.id, &list, err));
    CHECK_INT(list.count, 1);
    check_equal(&link_resource, list.at, &link);
    MUST(assignments_of_item(&tx, world.workspace_id, b.row.id, &list, err));
    CHECK_INT(list.count, 1);
    Item with = b;
    with.external_id = STR("T-1");
    if (!b.external_id.at || !str_equal(b.external_id, with.external_id))
        MUST(row_update(&tx, &item_resource, &b, &with, err));
    MUST(item_by_external_id(&tx, world.workspace_id, with.project_id, STR("T-1"), &found, &there, err));
    CHECK(there);
    CHECK_INT(found.row.id.n, b.row.id.n);
    MUST(item_by_external_id(&tx, world.workspace_id, with.project_id, STR("T-2"), &found, &there, err));
    CHECK(!there);
}

TEST(reading_transactions_cannot_write) {
    WORLD(world);
    Item item;
    READING(tx, world);
    world_record(&world, &item_resource, &item);
    MUST_FAIL(row_insert(&tx, &item_resource, &item, err), ERROR_INTERNAL);
}
