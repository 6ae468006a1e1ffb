/* JSON out and in by field table: round trips, merge-patch, and every kind of bad input with its message. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "field/json.h"
#include "model/model.h"
#include "random_record.h"
#include "test.h"

#define ARENA CLEANUP(arena_done) Arena arena = arena_make(64 * MIB)

static void fail(const Error *err) {
    test_fail(__FILE__, __LINE__, "%s: %s %s", err->field, err->message, err->log);
}

static bool decode(Arena *arena, const Resource *resource, const char *text, DecodeMode mode, void *record,
                   FieldSet *given, Error *err) {
    CLEANUP(json_done) json_t *value = NULL;
    return json_read_text(str_of(text), &value, err) &&
           json_decode(arena, resource, value, mode, record, given, err);
}

static void check_round_trip(const Resource *resource, Random *random) {
    ARENA;
    Error err = {0};
    StrBuf out = strbuf_make(&arena, 0);
    void *record = arena_alloc(&arena, resource->size), *read = arena_alloc(&arena, resource->size);
    random_record(&arena, random, resource, record);
    json_write(&out, resource, record);
    strbuf_char(&out, 0);
    if (!decode(&arena, resource, out.at, DECODE_RECORD, read, NULL, &err)) fail(&err);
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!field->secret && !field_equal(field, record, read))
            test_fail(__FILE__, __LINE__, "%s.%s differs in %s", resource->name, field->name, out.at);
    }
}

TEST(every_resource_survives_the_way_to_json_and_back) {
    Random random = {42};
    for (int r = 0; stored_resources[r]; r++)
        for (int i = 0; i < 100; i++) check_round_trip(stored_resources[r], &random);
    for (int i = 0; i < 100; i++) check_round_trip(&event_resource, &random);
}

TEST(secrets_are_accepted_and_never_shown) {
    ARENA;
    Error err = {0};
    Person person;
    StrBuf out = strbuf_make(&arena, 0);
    const char *text = "{\"name\":\"Ada\",\"email\":\"ada@example.org\",\"password\":\"correct horse\"}";
    CHECK(decode(&arena, &person_resource, text, DECODE_CREATE, &person, NULL, &err));
    CHECK_STR(person.password, STR("correct horse"));
    json_write(&out, &person_resource, &person);
    size_t at;
    CHECK(!str_find(strbuf_str(&out), STR("password"), &at));
    CHECK(!str_find(strbuf_str(&out), STR("horse"), &at));
}

TEST(real_numbers_are_written_in_their_shortest_form) {
    ARENA;
    static const struct {
        double n;
        const char *text;
    } cases[] = {{0.1, "0.1"},
                 {1, "1"},
                 {1.0 / 3, "0.3333333333333333"},
                 {2.5, "2.5"},
                 {1e9, "1000000000"},
                 {0.1 + 0.2, "0.30000000000000004"},
                 {-7.25, "-7.25"},
                 {1e-7, "1e-07"},
                 {-0.0, "0"}};
    for (int i = 0; i < COUNT_OF(cases); i++) {
        Item item = {.value = cases[i].n};
        StrBuf out = strbuf_make(&arena, 0);
        json_write_value(&out, field_find(&item_resource, STR("value")), &item);
        CHECK_STR(strbuf_str(&out), str_of(cases[i].text));
    }
}

TEST(texts_are_escaped) {
    ARENA;
    StrBuf out = strbuf_make(&arena, 0);
    json_write_text(&out, STR("a\"b\\c\nd\te\x01\x7F\xC3\xA4</script>"));
    CHECK_STR(strbuf_str(&out), STR("\"a\\\"b\\\\c\\nd\\te\\u0001\\u007f\xC3\xA4</script>\""));
}

TEST(any_value_keeps_its_order_and_form) {
    ARENA;
    Error err = {0};
    ProposedChange change;
    const char *text =
        "{\"resource\":\"item\",\"from\":null,\"to\":{\"z\":[1, 2.50,true],\"a\":{\"b\":\"\\u00e4\"}}}";
    if (!decode(&arena, &proposed_change_resource, text, DECODE_RECORD, &change, NULL, &err)) fail(&err);
    CHECK(!change.from.text.at);
    CHECK_STR(change.to.text, STR("{\"z\":[1,2.5,true],\"a\":{\"b\":\"\xC3\xA4\"}}"));
}

TEST(a_patch_keeps_what_is_absent_clears_what_is_null_and_replaces_lists_whole) {
    ARENA;
    Error err = {0};
    Item item;
    FieldSet given;
    CHECK(decode(&arena, &item_resource,
                 "{\"kind\":\"task\",\"title\":\"T\",\"effort_minutes\":90,\"labels\":[\"a\",\"b\"],"
                 "\"acceptance_criteria\":[{\"text\":\"x\",\"accepted\":true},{\"text\":\"y\"}]}",
                 DECODE_CREATE, &item, NULL, &err));
    CHECK_INT(item.acceptance_criteria.count, 2);
    CHECK(decode(&arena, &item_resource,
                 "{\"effort_minutes\":null,\"labels\":[\"c\"],\"acceptance_criteria\":[{\"text\":\"z\"}]}",
                 DECODE_PATCH, &item, &given, &err));
    CHECK_STR(item.title, STR("T"));
    CHECK_INT(item.effort_minutes, INT_NULL);
    CHECK_INT(item.labels.count, 1);
    CHECK_INT(item.acceptance_criteria.count, 1);
    CHECK(!((Criterion *)item.acceptance_criteria.at)->accepted);
    CHECK_INT(__builtin_popcountll(given), 3);
    CHECK(given & field_bit(&item_resource, field_find(&item_resource, STR("labels"))));
    CHECK(decode(&arena, &item_resource, "{}", DECODE_PATCH, &item, &given, &err));
    CHECK_INT((int64_t)given, 0);
}

TEST(a_patch_may_repeat_what_is_fixed_but_not_change_it) {
    ARENA;
    Error err = {0};
    ItemLink link;
    record_init(&link_resource, &link);
    CHECK(id_parse(STR("0000000000001"), &link.successor_id));
    CHECK(decode(&arena, &link_resource, "{\"successor_id\":\"0000000000001\"}", DECODE_PATCH, &link, NULL,
                 &err));
    CHECK(!decode(&arena, &link_resource, "{\"successor_id\":\"0000000000002\"}", DECODE_PATCH, &link, NULL,
                  &err));
    CHECK_STR(str_of(err.message), STR("successor_id cannot change once it is created."));
}

TEST(a_failed_decode_leaves_the_record_untouched) {
    ARENA;
    Error err = {0};
    Item item, before;
    record_init(&item_resource, &item);
    before = item;
    CHECK(!decode(&arena, &item_resource, "{\"title\":\"new\",\"percent_complete\":200}", DECODE_PATCH, &item,
                  NULL, &err));
    CHECK(memcmp(&item, &before, sizeof item) == 0);
}

TEST(whole_numbers_may_be_written_with_a_fraction_of_zero) {
    ARENA;
    Error err = {0};
    Item item;
    record_init(&item_resource, &item);
    CHECK(decode(&arena, &item_resource, "{\"effort_minutes\":90.0,\"value\":3}", DECODE_PATCH, &item, NULL,
                 &err));
    CHECK_INT(item.effort_minutes, 90);
    CHECK(item.value == 3);
}

typedef struct Bad {
    const char *text, *field, *message, *hint; /* hint NULL: any */
} Bad;

static void check_bad(const Resource *resource, DecodeMode mode, const Bad *bad) {
    ARENA;
    Error err = {0};
    void *record = arena_alloc(&arena, resource->size);
    record_init(resource, record);
    if (decode(&arena, resource, bad->text, mode, record, NULL, &err))
        test_fail(__FILE__, __LINE__, "%s was accepted", bad->text);
    CHECK_INT(err.kind, ERROR_INVALID);
    CHECK_STR(str_of(err.field), str_of(bad->field));
    CHECK_STR(str_of(err.message), str_of(bad->message));
    CHECK(err.hint[0]);
    if (bad->hint) CHECK_STR(str_of(err.hint), str_of(bad->hint));
    CHECK(!decode(&arena, resource, bad->text, mode, record, NULL, NULL));
}

TEST(every_wrong_field_is_named_with_its_rule_and_what_to_do) {
    static const Bad cases[] = {
        {"{\"titel\":\"x\"}", "titel", "Item has no field \"titel\".", "Did you mean \"title\"?"},
        {"{\"revision\":3}", "revision", "revision is written by Trivet itself.", "Leave it out."},
        {"{\"title\":3}", "title", "title is a whole number where a text is needed.", "Send a text."},
        {"{\"title\":null}", "title", "title cannot be null.", NULL},
        {"{\"title\":\"\"}", "title", "title must not be empty.", NULL},
        {"{\"title\":\"a\\nb\"}", "title", "title holds a line feed or tab, but is a text of one line.",
         NULL},
        {"{\"title\":\"a\\u0007b\"}", "title", "title holds a control character.", NULL},
        {"{\"text\":\"a\\rb\"}", "text", "text holds a control character.",
         "Remove it; lines end with a line feed alone."},
        {"{\"effort_minutes\":\"90\"}", "effort_minutes",
         "effort_minutes is a text where a whole number is needed.", NULL},
        {"{\"effort_minutes\":1.5}", "effort_minutes",
         "effort_minutes is a fraction where a whole number is needed.", NULL},
        {"{\"effort_minutes\":-5}", "effort_minutes",
         "effort_minutes is out of range: it goes from 0 to 52704000 min.", NULL},
        {"{\"effort_minutes\":-9223372036854775808}", "effort_minutes",
         "effort_minutes is out of range: it goes from 0 to 52704000 min.", NULL},
        {"{\"value\":1e300}", "value", "value is out of range: it goes from 0 to 1000000.", NULL},
        {"{\"value\":\"1\"}", "value", "value is a text where a number is needed.", NULL},
        {"{\"elapsed\":1}", "elapsed", "elapsed is a whole number where true or false is needed.", NULL},
        {"{\"kind\":\"storey\"}", "kind", "kind cannot be \"storey\".", "Did you mean \"story\"?"},
        {"{\"kind\":7}", "kind", "kind is a whole number where one of its words is needed.", NULL},
        {"{\"parent_id\":\"abc\"}", "parent_id",
         "parent_id cannot be read: \"abc\" is not an id, such as \"06a8k3n2vwx9g\".", NULL},
        {"{\"deadline_at\":\"2026-13-01T08:00\"}", "deadline_at",
         "deadline_at cannot be read: \"2026-13-01T08:00\" is not a date and time without zone, such as "
         "\"2026-01-05T08:00\".",
         "Send a date that exists, between the years 1900 and 2999."},
        {"{\"labels\":\"a\"}", "labels", "labels is a text where a list of texts is needed.", NULL},
        {"{\"labels\":[\"a\",5]}", "labels[1]", "labels holds a whole number where a text is needed.", NULL},
        {"{\"labels\":[\"\"]}", "labels[0]", "labels must not be empty.", NULL},
        {"{\"labels\":null}", "labels", "labels cannot be null.", "Send [] to empty it."},
        {"{\"acceptance_criteria\":[{\"text\":\"a\"},{\"text\":\"b\"},{\"text\":7}]}",
         "acceptance_criteria[2].text", "text is a whole number where a text is needed.", NULL},
        {"{\"acceptance_criteria\":[{\"accepted\":true}]}", "acceptance_criteria[0].text", "text is missing.",
         NULL},
        {"{\"acceptance_criteria\":[{\"text\":\"a\",\"acepted\":true}]}", "acceptance_criteria[0].acepted",
         "Criterion has no field \"acepted\".", "Did you mean \"accepted\"?"},
        {"{\"acceptance_criteria\":[1]}", "acceptance_criteria[0]",
         "Criterion is a whole number where an object is needed.", NULL},
        {"[]", "", "Item is a list where an object is needed.", NULL},
    };
    for (int i = 0; i < COUNT_OF(cases); i++) check_bad(&item_resource, DECODE_PATCH, &cases[i]);
}

TEST(a_creation_without_a_required_field_says_which) {
    static const Bad cases[] = {
        {"{}", "kind", "kind is missing.", "Send one of its words: What sort of item it is."},
        {"{\"kind\":\"task\"}", "title", "title is missing.", "Send a text: What is to be done."},
    };
    for (int i = 0; i < COUNT_OF(cases); i++) check_bad(&item_resource, DECODE_CREATE, &cases[i]);
}

TEST(lists_and_their_lists_are_limited_and_errors_name_the_way_down) {
    static const Bad cases[] = {
        {"{\"name\":\"C\",\"week\":[{\"weekday\":1,\"spans\":[{\"from_minute\":1,\"to_minute\":1441}]}]}",
         "week[0].spans[0].to_minute", "to_minute is out of range: it goes from 0 to 1440 min.", NULL},
        {"{\"name\":\"C\",\"week\":[{\"weekday\":0},{\"weekday\":1},{\"weekday\":2},{\"weekday\":3},"
         "{\"weekday\":4},{\"weekday\":5},{\"weekday\":6},{\"weekday\":6}]}",
         "week", "week has 8 elements; at most 7 are allowed.", NULL},
        {"{\"name\":\"C\",\"week\":[],\"exceptions\":[{\"first_day\":\"2026-02-29\",\"last_day\":\"2026-03-"
         "01\"}]}",
         "exceptions[0].first_day",
         "first_day cannot be read: \"2026-02-29\" is not a day, such as \"2026-01-05\".", NULL},
    };
    for (int i = 0; i < COUNT_OF(cases); i++) check_bad(&calendar_resource, DECODE_CREATE, &cases[i]);
    static const Bad ids = {"{\"name\":\"P\",\"start_at\":\"2026-01-05\",\"calendar_id\":\"0000000000001\","
                            "\"product_ids\":[\"x\"]}",
                            "product_ids[0]", "product_ids holds something that is not an id.", NULL};
    check_bad(&project_resource, DECODE_CREATE, &ids);
    static const Bad none = {"{\"changes\":[]}", "changes", "changes has 0 elements; at least 1 are needed.",
                             NULL};
    check_bad(&proposal_resource, DECODE_CREATE, &none);
}

TEST(too_long_texts_are_counted_in_characters) {
    ARENA;
    Error err = {0};
    Item item;
    StrBuf out = strbuf_make(&arena, 0);
    record_init(&item_resource, &item);
    strbuf_add(&out, STR("{\"title\":\""));
    for (int i = 0; i < 300; i++) strbuf_add(&out, STR("\xC3\xA4"));
    size_t inside = out.len;
    strbuf_add(&out, STR("\"}"));
    strbuf_char(&out, 0);
    CHECK(decode(&arena, &item_resource, out.at, DECODE_PATCH, &item, NULL, &err));
    out.len = inside;
    strbuf_add(&out, STR("x\"}"));
    strbuf_char(&out, 0);
    CHECK(!decode(&arena, &item_resource, out.at, DECODE_PATCH, &item, NULL, &err));
    CHECK_STR(str_of(err.message), STR("title has 301 characters; at most 300 are allowed."));
}

static void check_malformed(Str text, const char *message) {
    Error err = {0};
    json_t *value = NULL;
    if (json_read_text(text, &value, &err)) test_fail(__FILE__, __LINE__, "%.*s was read", STR_ARG(text));
    CHECK(!value);
    CHECK_INT(err.kind, ERROR_MALFORMED);
    CHECK(err.hint[0]);
    if (!str_starts(str_of(err.message), str_of(message)))
        test_fail(__FILE__, __LINE__, "\"%s\" does not start with \"%s\"", err.message, message);
}

TEST(text_that_is_no_json_is_refused_with_its_place) {
    check_malformed(STR(""), "There is no JSON: the text is empty.");
    check_malformed(STR(" \n "), "There is no JSON: the text is empty.");
    check_malformed(STR("{\"a\":1"), "The JSON cannot be read at line 1, column 6:");
    check_malformed(STR("{\n\"a\":1,\n\"a\":2}"), "The JSON cannot be read at line 3, column 3: duplicate");
    check_malformed(STR("{} {}"), "The JSON cannot be read at line 1");
    check_malformed(STR("\"\xFF\""), "The JSON cannot be read at line 1");
    check_malformed(STR("\"\\u0000\""), "The JSON cannot be read at line 1");
    check_malformed(STR("\"\\ud800\""), "The JSON cannot be read at line 1");
    check_malformed(STR("123456789012345678901234567890"), "The JSON cannot be read at line 1");
    check_malformed(STR("1e999"), "The JSON cannot be read at line 1");
    check_malformed(STR("NaN"), "The JSON cannot be read at line 1");
}

TEST(depth_is_limited_before_the_parser_runs) {
    ARENA;
    StrBuf out = strbuf_make(&arena, 0);
    for (int i = 0; i < 100000; i++) strbuf_char(&out, '[');
    check_malformed(strbuf_str(&out), "The JSON is nested more than 16 levels deep.");
    json_t *value = NULL;
    CHECK(json_read_text(STR("[[[[[[[[[[[[[[[[\"[[[[[[\\\"[[\"]]]]]]]]]]]]]]]]"), &value, NULL));
    json_decref(value);
    check_malformed(STR("[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]"),
                    "The JSON is nested more than 16 levels deep.");
}

TEST(a_full_arena_is_an_error_and_not_a_crash) {
    Error err = {0};
    const char *text = "{\"kind\":\"task\",\"title\":\"T\",\"labels\":[\"a\",\"b\"],\"acceptance_criteria\":"
                       "[{\"text\":\"x\"}],\"text\":\"long text, longer than what is left of the memory\"}";
    for (size_t limit = 0; limit < 4096; limit += 16) {
        CLEANUP(arena_done) Arena arena = arena_make(limit);
        Item item;
        if (decode(&arena, &item_resource, text, DECODE_CREATE, &item, NULL, &err)) return;
        CHECK_INT(err.kind, ERROR_BUSY);
    }
    test_fail(__FILE__, __LINE__, "never enough");
}

/* ---- a short run of the fuzzer (fuzz_json.c), the same each time ---- */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void mutate(Random *random, uint8_t *data, size_t size) {
    static const char letters[] = "{}[]\",:\\0-9e.nul\x80\xC3\xFF\t";
    int64_t count = random_between(random, 0, 4);
    for (int64_t i = 0; i < count; i++) {
        size_t at = (size_t)random_between(random, 2, (int64_t)size - 1);
        data[at] = random_between(random, 0, 1)
                       ? (uint8_t)letters[random_between(random, 0, sizeof letters - 2)]
                       : (uint8_t)random_next(random);
    }
}

TEST(damaged_records_are_refused_with_words_and_never_change_anything) {
    Random random = {2026};
    for (int round = 0; round < 3000; round++) {
        ARENA;
        int number = round % 13;
        const Resource *resource = stored_resources[number];
        void *record = arena_alloc(&arena, resource->size);
        StrBuf out = strbuf_make(&arena, 0);
        random_record(&arena, &random, resource, record);
        strbuf_char(&out, (char)number);
        strbuf_char(&out, (char)(round / 13));
        json_write(&out, resource, record);
        mutate(&random, (uint8_t *)out.at, out.len);
        LLVMFuzzerTestOneInput((const uint8_t *)out.at, out.len);
    }
}
