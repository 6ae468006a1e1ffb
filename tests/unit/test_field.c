/* Field tables: values, defaults, differences, texts to values, and the contracts printed from them. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "base/near.h"
#include "field/diff.h"
#include "field/json.h"
#include "field/openapi.h"
#include "field/suggest.h"
#include "model/model.h"
#include "random_record.h"
#include "test.h"

#define ARENA CLEANUP(arena_done) Arena arena = arena_make(64 * MIB)

static const Field *item_field(const char *name) {
    const Field *field = field_find(&item_resource, str_of(name));
    CHECK(field);
    return field;
}

TEST(a_new_record_is_null_where_it_may_be_and_initial_elsewhere) {
    Item item;
    ItemLink link;
    PlanResource resource;
    record_init(&item_resource, &item);
    record_init(&link_resource, &link);
    record_init(&resource_resource, &resource);
    CHECK_INT(item.row.id.n, 0);
    CHECK_INT(item.effort_minutes, INT_NULL);
    CHECK(isnan(item.value));
    CHECK(!item.rank.at);
    CHECK_STR(item.title, STR(""));
    CHECK_INT(item.state.n, STATE_NEW);
    CHECK_INT(item.actual_start_at.n, MOMENT_NONE.n);
    CHECK_INT(item.labels.count, 0);
    CHECK_STR(str_of(link_type_names[link.type.n]), STR("finish_start"));
    CHECK_INT(resource.units_percent, 100);
}

TEST(every_field_can_be_null_and_is_then_equal_to_itself) {
    ARENA;
    Random random = {1};
    for (int r = 0; stored_resources[r]; r++) {
        const Resource *resource = stored_resources[r];
        void *a = arena_alloc(&arena, resource->size), *b = arena_alloc(&arena, resource->size);
        random_record(&arena, &random, resource, a);
        random_record(&arena, &random, resource, b);
        for (int i = 0; i < resource->field_count; i++) {
            const Field *field = &resource->fields[i];
            CHECK(field_equal(field, a, a));
            field_set_null(field, a);
            field_set_null(field, b);
            CHECK(field_is_null(field, a) == (field->kind != FIELD_BOOL && field->kind != FIELD_LIST));
            CHECK(field_equal(field, a, b));
        }
    }
}

TEST(lists_are_compared_element_by_element) {
    Criterion one[] = {{STR("fast"), false}, {STR("small"), true}};
    Criterion other[] = {{STR("fast"), false}, {STR("small"), false}};
    Item a = {.acceptance_criteria = {one, 2}}, b = {.acceptance_criteria = {other, 2}};
    const Field *field = item_field("acceptance_criteria");
    CHECK(!field_equal(field, &a, &b));
    other[1].accepted = true;
    CHECK(field_equal(field, &a, &b));
    b.acceptance_criteria.count = 1;
    CHECK(!field_equal(field, &a, &b));
}

TEST(no_resource_has_more_fields_than_a_set_holds_and_every_table_is_complete) {
    for (int r = 0; stored_resources[r]; r++) {
        const Resource *resource = stored_resources[r];
        CHECK(resource->field_count <= FIELDS_MAX);
        for (int i = 0; i < resource->field_count; i++) {
            const Field *field = &resource->fields[i];
            CHECK(field->doc);
            CHECK(field->at < resource->size);
            CHECK((field->kind == FIELD_CHOICE) == (field->choices != NULL));
            CHECK(field->min <= field_max(field));
            CHECK(field_find(resource, str_of(field->name)) == field);
        }
    }
}

TEST(a_change_names_what_differs_and_never_the_fields_of_the_row) {
    ARENA;
    Item before, after;
    record_init(&item_resource, &before);
    before.title = STR("Old");
    after = before;
    after.row.revision = 7;
    after.row.updated_at = (Time){1};
    CHECK_INT((int64_t)record_changed(&item_resource, &before, &after), 0);
    CHECK_STR(record_diff(&arena, &item_resource, &before, &after), STR("[]"));
    after.title = STR("New");
    after.effort_minutes = 90;
    CHECK_STR(record_diff(&arena, &item_resource, &before, &after),
              STR("[{\"field\":\"title\",\"from\":\"Old\",\"to\":\"New\"},"
                  "{\"field\":\"effort_minutes\",\"from\":null,\"to\":90}]"));
}

TEST(a_creation_and_a_deletion_name_every_field_but_secrets) {
    ARENA;
    Criterion criterion = {STR("It works."), true};
    Person person;
    record_init(&person_resource, &person);
    person.password = STR("do not show this");
    CHECK_STR(record_diff(&arena, &criterion_resource, NULL, &criterion),
              STR("[{\"field\":\"text\",\"to\":\"It works.\"},{\"field\":\"accepted\",\"to\":true}]"));
    CHECK_STR(record_diff(&arena, &criterion_resource, &criterion, NULL),
              STR("[{\"field\":\"text\",\"from\":\"It works.\"},{\"field\":\"accepted\",\"from\":true}]"));
    size_t at;
    Str created = record_diff(&arena, &person_resource, NULL, &person);
    CHECK(str_find(created, STR("\"disabled\",\"to\":false"), &at) &&
          !str_find(created, STR("password"), &at));
}

TEST(a_changed_secret_counts_as_a_change_but_is_not_told) {
    ARENA;
    Person before, after;
    record_init(&person_resource, &before);
    after = before;
    after.password = STR("another secret");
    CHECK(record_changed(&person_resource, &before, &after));
    CHECK_STR(record_diff(&arena, &person_resource, &before, &after), STR("[]"));
}

TEST(the_nearest_word_is_suggested_and_nothing_far) {
    static const char *const words[] = {"title", "effort_minutes", "state", "kind", NULL};
    CHECK_STR(str_of(near_word(STR("titel"), words)), STR("title"));
    CHECK_STR(str_of(near_word(STR("effort_minuts"), words)), STR("effort_minutes"));
    CHECK(!near_word(STR("colour"), words));
    CHECK(!near_word(STR(""), words));
    Error err = {0};
    CHECK(!suggest_hint(&err, STR("stat"), words));
    CHECK_STR(str_of(err.hint), STR("Did you mean \"state\"?"));
    CHECK(!suggest_hint(&err, STR("xyzzy"), words));
    CHECK_STR(str_of(err.hint), STR("Known: title, effort_minutes, state, kind."));
}

TEST(texts_of_command_lines_become_values) {
    ARENA;
    Item item;
    Project project;
    Error err = {0};
    record_init(&item_resource, &item);
    record_init(&project_resource, &project);
    CHECK(field_parse(&arena, item_field("effort_minutes"), STR(" 90 "), &item, &err));
    CHECK_INT(item.effort_minutes, 90);
    CHECK(field_parse(&arena, item_field("effort_minutes"), STR(""), &item, &err));
    CHECK_INT(item.effort_minutes, INT_NULL);
    CHECK(field_parse(&arena, item_field("elapsed"), STR("yes"), &item, &err));
    CHECK(item.elapsed);
    CHECK(field_parse(&arena, item_field("value"), STR("2.5"), &item, &err));
    CHECK(item.value == 2.5);
    CHECK(field_parse(&arena, item_field("kind"), STR("story"), &item, &err));
    CHECK_INT(item.kind.n, ITEM_STORY);
    CHECK(field_parse(&arena, item_field("deadline_at"), STR("2026-01-05T08:00"), &item, &err));
    CHECK_STR(moment_text(&arena, item.deadline_at), STR("2026-01-05T08:00"));
    CHECK(field_parse(&arena, item_field("labels"), STR("red, green ,"), &item, &err));
    CHECK_INT(item.labels.count, 2);
    CHECK_STR(((Str *)item.labels.at)[1], STR("green"));
    CHECK(field_parse(&arena, item_field("acceptance_criteria"), STR("[{\"text\":\"fast\"}]"), &item, &err));
    CHECK_STR(((Criterion *)item.acceptance_criteria.at)->text, STR("fast"));
    CHECK(field_parse(&arena, item_field("text"), STR(""), &item, &err));
    CHECK_STR(item.text, STR(""));
}

static void check_parse_error(const char *field, const char *text, const char *message) {
    ARENA;
    Item item;
    Error err = {0};
    record_init(&item_resource, &item);
    CHECK(!field_parse(&arena, item_field(field), str_of(text), &item, &err));
    CHECK_STR(str_of(err.field), str_of(field));
    CHECK_STR(str_of(err.message), str_of(message));
    CHECK(err.hint[0]);
}

TEST(texts_that_are_no_value_are_refused_with_the_field_and_the_reason) {
    check_parse_error("effort_minutes", "soon",
                      "effort_minutes cannot be read: \"soon\" is not a whole number.");
    check_parse_error("effort_minutes", "99999999999999999999",
                      "effort_minutes cannot be read: \"99999999999999999999\" is not a whole number.");
    check_parse_error("effort_minutes", "-1",
                      "effort_minutes is out of range: it goes from 0 to 52704000 min.");
    check_parse_error("elapsed", "", "elapsed cannot be null.");
    check_parse_error("elapsed", "perhaps", "elapsed cannot be read: \"perhaps\" is not true or false.");
    check_parse_error("kind", "epic", "kind cannot be \"epic\".");
    check_parse_error("deadline_at", "2026-02-30T08:00",
                      "deadline_at cannot be read: \"2026-02-30T08:00\" is not a date and time without zone, "
                      "such as \"2026-01-05T08:00\".");
    check_parse_error("title", "a\tb", "title holds a line feed or tab, but is a text of one line.");
    check_parse_error("title", "", "title must not be empty.");
    check_parse_error("title", "\xff\xfe", "title cannot be read: \"??\" is not a text.");
    check_parse_error("acceptance_criteria", "fast",
                      "acceptance_criteria cannot be read: \"fast\" is not a list of objects.");
}

TEST(a_record_from_elsewhere_is_checked_by_the_same_rules) {
    ARENA;
    Random random = {3};
    Error err = {0};
    Item item;
    for (int i = 0; i < 50; i++) {
        random_record(&arena, &random, &item_resource, &item);
        if (!record_check(&item_resource, &item, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    }
    item.percent_complete = 101;
    CHECK(!record_check(&item_resource, &item, &err));
    CHECK_STR(str_of(err.field), STR("percent_complete"));
    item.percent_complete = 5;
    Criterion criteria[] = {{STR("fast"), true}, {STR(""), false}};
    item.acceptance_criteria = (List){criteria, 2};
    CHECK(!record_check(&item_resource, &item, &err));
    CHECK_STR(str_of(err.field), STR("acceptance_criteria[1].text"));
    item.acceptance_criteria.count = 1;
    item.kind = (Choice){99};
    CHECK(!record_check(&item_resource, &item, &err));
    CHECK_STR(str_of(err.field), STR("kind"));
    item.kind = (Choice){ITEM_BUG};
    item.title = STR_NULL;
    CHECK(!record_check(&item_resource, &item, &err));
    CHECK_STR(str_of(err.message), STR("title cannot be null."));
}

static const Resource *const nested[] = {&criterion_resource,
                                         &availability_step_resource,
                                         &work_step_resource,
                                         &custody_move_resource,
                                         &raci_mark_resource,
                                         &raci_row_resource,
                                         &kano_answer_resource,
                                         &variant_task_resource,
                                         &variant_resource,
                                         &item_split_resource,
                                         &assignment_portion_resource,
                                         &resource_rate_resource,
                                         &calendar_span_resource,
                                         &calendar_weekday_resource,
                                         &calendar_day_off_resource,
                                         &proposed_change_resource,
                                         &impact_resource,
                                         &standing_point_resource,
                                         &meeting_figure_resource,
                                         &overload_resource,
                                         &exceeded_resource,
                                         &signature_resource,
                                         &alternative_resource,
                                         &rebaseline_resource,
                                         &event_resource,
                                         NULL};

/* All schemas as one JSON object. */
static json_t *all_schemas(Arena *arena) {
    StrBuf out = strbuf_make(arena, 0);
    Error err = {0};
    json_t *object = NULL;
    for (int i = 0; stored_resources[i]; i++) {
        strbuf_char(&out, i ? ',' : '{');
        openapi_schemas(&out, stored_resources[i]);
    }
    for (int i = 0; nested[i]; i++) {
        strbuf_char(&out, ',');
        openapi_schemas(&out, nested[i]);
    }
    strbuf_char(&out, '}');
    if (!json_read_text(strbuf_str(&out), &object, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    return object;
}

/* Every "$ref" in it leads to a schema. */
static void check_refs(const json_t *schemas, const json_t *value) {
    const char *key;
    json_t *member;
    json_object_foreach((json_t *)value, key, member) {
        if (strcmp(key, "$ref") == 0) {
            const char *name = strrchr(json_string_value(member), '/') + 1;
            if (!json_object_get(schemas, name)) test_fail(__FILE__, __LINE__, "there is no schema %s", name);
        }
        check_refs(schemas, member);
    }
    for (size_t i = 0; i < json_array_size(value); i++) check_refs(schemas, json_array_get(value, i));
}

static const json_t *at_path(const json_t *value, const char *a, const char *b, const char *c) {
    value = json_object_get(value, a);
    if (b) value = json_object_get(value, b);
    return c ? json_object_get(value, c) : value;
}

TEST(the_schemas_are_json_and_refer_only_to_each_other) {
    ARENA;
    CLEANUP(json_done) json_t *schemas = all_schemas(&arena);
    check_refs(schemas, schemas);
    CHECK(json_object_get(schemas, "ItemCreate") && json_object_get(schemas, "ItemPatch"));
    CHECK(json_object_get(schemas, "CriterionCreate") && !json_object_get(schemas, "CriterionPatch"));
    CHECK(json_object_get(schemas, "Event") && !json_object_get(schemas, "EventCreate"));
}

TEST(a_schema_tells_null_limits_words_custody_and_unit) {
    ARENA;
    CLEANUP(json_done) json_t *schemas = all_schemas(&arena);
    const json_t *item = at_path(schemas, "Item", "properties", NULL);
    const json_t *effort = json_object_get(item, "effort_minutes");
    CHECK_STR(str_of(json_string_value(json_array_get(json_object_get(effort, "type"), 1))), STR("null"));
    CHECK_STR(str_of(json_string_value(json_object_get(effort, "x-custody"))), STR("project"));
    CHECK_STR(str_of(json_string_value(json_object_get(effort, "x-unit"))), STR("min"));
    CHECK_INT(json_integer_value(at_path(item, "title", "maxLength", NULL)), 300);
    CHECK_INT((int64_t)json_array_size(at_path(item, "kind", "enum", NULL)), 7);
    CHECK(!at_path(schemas, "Person", "properties", "password"));
    CHECK(at_path(schemas, "PersonCreate", "properties", "password"));
    CHECK(!at_path(schemas, "LinkPatch", "properties", "successor_id"));
    CHECK(!at_path(schemas, "ItemCreate", "properties", "revision"));
    CHECK_INT((int64_t)json_array_size(at_path(schemas, "ItemCreate", "required", NULL)), 2);
}

TEST(a_field_is_said_without_its_unit) {
    ARENA;
    CHECK_STR(name_in_words(&arena, STR("duration_minutes")), STR("duration"));
    CHECK_STR(name_in_words(&arena, STR("rate_cents_per_hour")), STR("rate"));
    CHECK_STR(name_in_words(&arena, STR("product_id")), STR("product"));
    CHECK_STR(name_in_words(&arena, STR("percent_complete")), STR("percent complete"));
    CHECK_STR(name_in_words(&arena, STR("meeting_point")), STR("meeting point"));
}

static void check_holds(Str text, const char *part) {
    size_t at;
    if (!str_find(text, str_of(part), &at)) test_fail(__FILE__, __LINE__, "\"%s\" is missing", part);
}

TEST(the_types_name_every_shape_and_the_rules_of_every_field) {
    ARENA;
    StrBuf out = strbuf_make(&arena, 0);
    typescript_prelude(&out);
    typescript_types(&out, &criterion_resource);
    typescript_types(&out, &item_resource);
    Str text = strbuf_str(&out);
    check_holds(text, "export interface Item {");
    check_holds(text, "  acceptance_criteria: Criterion[];");
    check_holds(text, "export interface ItemCreate {");
    check_holds(text, "  acceptance_criteria?: CriterionCreate[];");
    check_holds(text, "  title: string;");
    check_holds(text, "  effort_minutes?: number | null;");
    check_holds(text, "export const item_fields = {");
    check_holds(text, "percent_complete: { kind: \"int\", custody: \"shared\"");
    check_holds(text, "kind: \"choice\"");
}
