/* Lists: paging, filters, cursors, and the ways that SQLite takes to answer them. */
#include <sqlite3.h>
#include <unistd.h>

#include "base/banned.h"
#include "store/database.h"
#include "store_world.h"

/* A store with `count` random items besides the rows of every resource. */
static World world_with_items(int count) {
    World world = world_make();
    WRITING(tx, world);
    for (int i = 0; i < count; i++) {
        Item item;
        world_record(&world, &item_resource, &item);
        if (i % 3 == 0) item.parent_id = ID_NONE;
        MUST(row_insert(&tx, &item_resource, &item, err));
    }
    MUST(store_commit(&tx, err));
    return world;
}

static int compare_rank(const Item *a, const Item *b) {
    Str last = STR("~");
    int order = str_compare(a->rank.at ? a->rank : last, b->rank.at ? b->rank : last);
    return order ? order : (a->row.id.n > b->row.id.n) - (a->row.id.n < b->row.id.n);
}

/* Follows the cursor to the end; checks that the order is strict over all pages. */
static int count_pages(World *world, ListQuery query) {
    READING(tx, *world);
    Item last = {0};
    int count = 0;
    query.workspace_id = world->workspace_id;
    do {
        List page;
        MUST(row_list(&tx, &item_resource, &query, &page, &query.cursor, err));
        CHECK(page.count <= query.limit);
        CHECK(page.count == query.limit || !query.cursor.at);
        const Item *items = page.at;
        for (int i = 0; i < page.count; i++) {
            if (count + i) CHECK(compare_rank(&last, &items[i]) < 0);
            last = items[i];
        }
        count += page.count;
    } while (query.cursor.at);
    return count;
}

TEST(pages_follow_each_other_without_gap_or_repetition) {
    CLEANUP(world_done) World world = world_with_items(200);
    CHECK_INT(count_pages(&world, (ListQuery){.limit = 1}), 201);
    CHECK_INT(count_pages(&world, (ListQuery){.limit = 7}), 201);
    CHECK_INT(count_pages(&world, (ListQuery){.limit = 201}), 201);
    CHECK_INT(count_pages(&world, (ListQuery){.limit = 500}), 201);
}

static int count_where(World *world, const char *name, Str value) {
    ListFilter filter = {name, value};
    return count_pages(world, (ListQuery){.limit = 10, .filters = &filter, .filter_count = 1});
}

TEST(filters_select_alone_and_together) {
    CLEANUP(world_done) World world = world_with_items(100);
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    List all;
    int stories = 0, of_parent = 0, both = 0;
    Id parent_id = world.ids[world_index("item")];
    {
        READING(tx, world);
        MUST(row_all(&tx, &item_resource, world.workspace_id, &all, err));
    }
    const Item *items = all.at;
    for (int i = 0; i < all.count; i++) {
        bool story = items[i].kind.n == ITEM_STORY, child = items[i].parent_id.n == parent_id.n;
        stories += story;
        of_parent += child;
        both += story && child;
    }
    Str parent = id_text(&arena, parent_id);
    CHECK_INT(count_where(&world, "kind", STR("story")), stories);
    CHECK_INT(count_where(&world, "parent_id", parent), of_parent);
    CHECK_INT(count_where(&world, "kind", STR("")), all.count);
    CHECK_INT(count_where(&world, "project_id", id_text(&arena, (Id){99})), 0);
    ListFilter filters[] = {{"kind", STR("story")}, {"parent_id", parent}};
    CHECK_INT(count_pages(&world, (ListQuery){.limit = 10, .filters = filters, .filter_count = 2}), both);
}

TEST(every_resource_is_listed_with_each_of_its_filters) {
    WORLD(world);
    for (int r = 0; stored_resources[r]; r++) {
        const Resource *resource = stored_resources[r];
        for (const char *const *name = row_list_filters(resource);; name++) {
            READING(tx, world);
            List page;
            Str cursor;
            tx.viewer_id = world.ids[world_index("person")];
            const Field *field = *name ? field_find(resource, str_of(*name)) : NULL;
            CHECK(!*name || field);
            void *row = arena_alloc(&world.arena, resource->size);
            MUST(row_load(&tx, resource, world.workspace_id, world.ids[r], row, err));
            ListFilter filter = {*name, STR("")};
            if (field && field->kind == FIELD_ID && !field_is_null(field, row))
                filter.value = id_text(&world.arena, *(const Id *)field_in(field, row));
            else if (field && field->kind == FIELD_CHOICE)
                filter.value = str_of(field->choices[((const Choice *)field_in(field, row))->n]);
            ListQuery query = {.workspace_id = world.workspace_id,
                               .limit = 10,
                               .filters = &filter,
                               .filter_count = *name != NULL};
            MUST(row_list(&tx, resource, &query, &page, &cursor, err));
            CHECK_INT(page.count, 1);
            if (!*name) break;
        }
    }
}

static void check_refused(World *world, ListQuery query, const char *field, const char *message) {
    READING(tx, *world);
    List page;
    Str cursor;
    Error problem = {0};
    query.workspace_id = world->workspace_id;
    CHECK(!row_list(&tx, &item_resource, &query, &page, &cursor, &problem));
    CHECK_INT(problem.kind, ERROR_INVALID);
    CHECK_STR(str_of(problem.field), str_of(field));
    CHECK_STR(str_of(problem.message), str_of(message));
    CHECK(problem.hint[0]);
}

TEST(bad_limits_cursors_and_filters_are_named) {
    WORLD(world);
    const char *cursor = "cursor is not one that Trivet gave.";
    check_refused(&world, (ListQuery){.limit = 0}, "limit", "limit is out of range: it goes from 1 to 500.");
    check_refused(&world, (ListQuery){.limit = 501}, "limit",
                  "limit is out of range: it goes from 1 to 500.");
    check_refused(&world, (ListQuery){.limit = 1, .cursor = STR("!")}, "cursor", cursor);
    check_refused(&world, (ListQuery){.limit = 1, .cursor = STR("AAAA")}, "cursor", cursor);
    check_refused(&world, (ListQuery){.limit = 1, .cursor = STR("AAAAAAAAAAA")}, "cursor", cursor);
    ListFilter unknown = {"kin", STR("story")}, wrong = {"kind", STR("epic")},
               no_id = {"project_id", STR("7")};
    check_refused(&world, (ListQuery){.limit = 1, .filters = &unknown, .filter_count = 1}, "kin",
                  "The list of items has no filter \"kin\".");
    check_refused(&world, (ListQuery){.limit = 1, .filters = &wrong, .filter_count = 1}, "kind",
                  "kind cannot be \"epic\".");
    check_refused(&world, (ListQuery){.limit = 1, .filters = &no_id, .filter_count = 1}, "project_id",
                  "project_id cannot be read: \"7\" is not an id, such as \"06a8k3n2vwx9g\".");
}

TEST(proposals_come_newest_first) {
    WORLD(world);
    Proposal proposal;
    List page;
    Str cursor;
    for (int i = 0; i < 5; i++) {
        world.author.now.ms += 10;
        world_insert(&world, &proposal_resource, &proposal);
    }
    READING(tx, world);
    ListQuery query = {.workspace_id = world.workspace_id, .limit = 4};
    MUST(row_list(&tx, &proposal_resource, &query, &page, &cursor, err));
    const Proposal *rows = page.at;
    CHECK_INT(rows[0].row.id.n, proposal.row.id.n);
    for (int i = 1; i < page.count; i++) CHECK(rows[i].row.id.n < rows[i - 1].row.id.n);
    query.cursor = cursor;
    MUST(row_list(&tx, &proposal_resource, &query, &page, &cursor, err));
    CHECK_INT(page.count, 2);
    CHECK(!cursor.at);
}

typedef struct Visit {
    int count, stop_at;
    Transaction *tx;
} Visit;

static bool visit(void *context, const void *record, Error *err) {
    Visit *visit = context;
    Item same;
    const Item *item = record;
    if (!row_load(visit->tx, &item_resource, item->row.workspace_id, item->row.id, &same, err)) return false;
    if (!str_equal(same.title, item->title)) return error_set(err, ERROR_INTERNAL, "another title");
    return ++visit->count != visit->stop_at || error_set(err, ERROR_TOO_MANY, "enough");
}

TEST(rows_are_visited_one_by_one_until_the_visitor_stops) {
    CLEANUP(world_done) World world = world_with_items(50);
    READING(tx, world);
    Visit all = {.tx = &tx}, some = {.tx = &tx, .stop_at = 10};
    MUST(row_each(&tx, &item_resource, world.workspace_id, visit, &all, err));
    CHECK_INT(all.count, 51);
    MUST_FAIL(row_each(&tx, &item_resource, world.workspace_id, visit, &some, err), ERROR_TOO_MANY);
    CHECK_INT(some.count, 10);
}

static bool visit_again(void *context, const void *record, Error *err) {
    Visit inner = {.tx = context};
    return row_each(context, &item_resource, ((const Item *)record)->row.workspace_id, visit, &inner, err);
}

TEST(a_walk_inside_the_same_walk_is_refused) {
    WORLD(world);
    READING(tx, world);
    MUST_FAIL(row_each(&tx, &item_resource, world.workspace_id, visit_again, &tx, err), ERROR_INTERNAL);
}

/* ---- the ways ---- */

static const char *text_of(const char *name) {
    const EmbeddedStatement *statement = embedded_find(&embedded_sqlite, name);
    if (!statement) test_fail(__FILE__, __LINE__, "there is no statement %s", name);
    return statement->text;
}

/* The plan as one text, line by line. */
static Str plan_of(Arena *arena, sqlite3 *db, const char *name) {
    sqlite3_stmt *statement = NULL;
    StrBuf out = strbuf_make(arena, 0);
    const char *sql = str_terminated(arena, fmt(arena, "EXPLAIN QUERY PLAN %s", text_of(name)));
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        test_fail(__FILE__, __LINE__, "%s: %s", name, sqlite3_errmsg(db));
    while (sqlite3_step(statement) == SQLITE_ROW)
        strbuf_fmt(&out, "%s\n", (const char *)sqlite3_column_text(statement, 3));
    sqlite3_finalize(statement);
    return strbuf_str(&out);
}

static void check_plan(Arena *arena, sqlite3 *db, const char *name, const char *wanted) {
    size_t at;
    Str plan = plan_of(arena, db, name);
    bool bad = str_find(plan, STR("SCAN "), &at) || str_find(plan, STR("TEMP B-TREE"), &at);
    if (bad || !str_find(plan, str_of(wanted), &at))
        test_fail(__FILE__, __LINE__, "%s goes this way:\n%.*s", name, STR_ARG(plan));
}

TEST(lists_go_along_an_index_without_scan_or_sort) {
    place_has_files();
    CLEANUP(world_done) World world = world_with_items(10);
    sqlite3 *db = NULL;
    char path[100];
    snprintf(path, sizeof path, "%s/trivet.db", world.place.folder);
    CHECK_INT(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    static const char *const ways[][2] = {
        {"item_list", "USING INDEX items_rank (workspace_id=? AND (sort_rank,sort_id)>(?,?))"},
        {"item_list_by_kind",
         "USING INDEX items_kind (workspace_id=? AND kind=? AND (sort_rank,sort_id)>(?,?))"},
        {"item_list_by_state",
         "USING INDEX items_state (workspace_id=? AND state=? AND (sort_rank,sort_id)>(?,?))"},
        {"item_list_by_parent_id", "USING INDEX items_parent (parent_id=? AND (sort_rank,sort_id)>(?,?))"},
        {"item_list_by_project_id", "USING INDEX items_project (project_id=? AND (sort_rank,sort_id)>(?,?))"},
        {"item_list_by_product_id", "USING INDEX items_product (product_id=? AND (sort_rank,sort_id)>(?,?))"},
        {"item_list_by_release_id", "USING INDEX items_release (release_id=? AND (sort_rank,sort_id)>(?,?))"},
        {"item_all", "USING INDEX items_position (workspace_id=?)"},
        {"item_by_external_id", "USING INDEX items_external (project_id=? AND external_id=?)"},
        {"item_last_position", "items_position (workspace_id=?)"},
        {"link_list", "USING INDEX links_workspace (workspace_id=? AND id>?)"},
        {"link_list_by_predecessor_id", "USING INDEX links_predecessor (predecessor_id=? AND id>?)"},
        {"link_all", "USING INDEX links_workspace (workspace_id=?)"},
        {"assignment_list_by_item_id", "USING INDEX assignments_item (item_id=? AND id>?)"},
        {"proposal_list", "USING INDEX proposals_workspace (workspace_id=? AND id<?)"},
        {"proposal_list_by_state", "USING INDEX proposals_state (workspace_id=? AND state=? AND id<?)"},
        {"person_by_email", "USING INDEX people_email (email=?)"},
        {"person_list", "USING INDEX people_name (workspace_id=? AND name>?)"},
        {"release_list", "USING INDEX releases_rank (workspace_id=? AND rank>?)"},
        {"token_by_hash", "USING INDEX tokens_hash (hash=?)"},
        {"event_since", "USING INDEX events_workspace (workspace_id=? AND seq>?)"},
        {"event_history_of_subject", "USING INDEX events_subject (subject_id=? AND seq<?)"},
        {"session_delete_of", "sessions_person (person_id=?)"},
    };
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++)
        check_plan(&world.arena, db, ways[i][0], ways[i][1]);
    sqlite3_close(db);
}
