/* What is written for other programs fits their published schemas: order, number and values of elements.
 *
 * The schemas stand in schema/, in words of our own. Plans: made ones, some at the edges, the seeds of the
 * fuzzers, and the measuring data where it is present. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi_elements.h"
#include "plan_text.h"
#include "test.h"
#include "xml_schema.h"

static const struct {
    FileFormat format;
    const char *schema;
} targets[] = {
    {FORMAT_MSPDI, "tests/unit/schema/mspdi.txt"},
    {FORMAT_PMXML, "tests/unit/schema/pmxml.txt"},
};

/* `later`: elements that came after the first edition of the schema are allowed. */
static void check_valid(Arena *arena, const PlanFile *file, bool later) {
    for (int i = 0; i < COUNT_OF(targets); i++) {
        const FileFormatInfo *format = file_formats + targets[i].format;
        Str schema = read_file(arena, targets[i].schema);
        Error err = {0};
        StrBuf out = strbuf_make(arena, 0);
        CHECK(schema.len);
        if (!format->write(arena, file, plan_dates(arena, file), (Time){1795000000000}, &out, &err))
            test_fail(__FILE__, __LINE__, "%s: %s", format->name, err.message);
        check_schema(arena, schema, later, strbuf_str(&out), format->name);
    }
}

static void check_written(Arena *arena, FileFormat format, Str text) {
    PlanFile file;
    Error err = {0};
    if (!file_formats[format].parse(arena, text, &file, &err))
        test_fail(__FILE__, __LINE__, "%s: %s", file_formats[format].name, err.message);
    check_valid(arena, &file, true);
}

/* Without links, which would close circles through summaries. */
static PlanFile plan(Arena *arena, uint64_t seed) {
    PlanFile file = sample_plan(arena, seed);
    file.links = (List){0};
    return file;
}

TEST(made_plans_fit) {
    for (uint64_t seed = 1; seed <= 60; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
        PlanFile file = plan(&arena, seed);
        check_valid(&arena, &file, true);
    }
}

TEST(a_plan_without_anything_fits) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    PlanFile file = plan(&arena, 1);
    file.items = file.resources = file.assignments = (List){0};
    file.currency = STR_NULL;
    check_valid(&arena, &file, false);
}

TEST(what_came_with_later_editions_is_written_only_where_it_says_something) {
    for (uint64_t seed = 1; seed <= 20; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
        PlanFile file = plan(&arena, seed);
        Item *items = file.items.at;
        for (int i = 0; i < file.items.count; i++) {
            items[i].inactive = false;
            items[i].manual_start_at = items[i].manual_finish_at = MOMENT_NONE;
            if (items[i].state.n == STATE_DROPPED) items[i].state.n = STATE_NEW;
        }
        check_valid(&arena, &file, false);
    }
}

TEST(the_longest_names_durations_and_rates_fit) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    PlanFile file = plan(&arena, 2);
    Item *items = file.items.at;
    PlanResource *people = file.resources.at;
    StrBuf long_text = strbuf_make(&arena, 0);
    for (int i = 0; i < 75; i++) strbuf_add(&long_text, STR("a<&>"));
    for (int i = 0; i < file.items.count; i++) {
        items[i].title = strbuf_str(&long_text);
        items[i].text = STR("one line\r\nanother \"line\" & <more>");
        if (items[i].duration_minutes != INT_NULL) items[i].duration_minutes = 60 * 8 * 260 * 20;
    }
    for (int i = 0; i < file.resources.count; i++) {
        people[i].name = str_slice(items[0].title, 0, 100);
        people[i].rate_cents_per_hour = 99999999;
    }
    check_valid(&arena, &file, true);
}

TEST(a_day_of_many_shifts_fits) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    PlanFile file = plan(&arena, 3);
    CalendarSpan spans[20];
    for (int i = 0; i < 20; i++) spans[i] = (CalendarSpan){60 * i, 60 * i + 40 + i};
    WorkCalendar *calendar = file.calendars.at;
    CalendarWeekday *days = calendar->week.at;
    CHECK(calendar->week.count > 0);
    days[0].spans = (List){spans, 20};
    check_valid(&arena, &file, true);
}

/* Each element is read, follows from others, or is kept: none is lost without anybody having thought of it.
 */
TEST(every_element_of_a_row_of_ms_project_has_its_place) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Str rest = read_file(&arena, "tests/unit/schema/mspdi.txt");
    const ElementTable *project = NULL, *table = NULL;
    int count = 0;
    while (rest.len) {
        Str line = str_cut(rest, '\n', &rest), name;
        size_t indent = 0;
        while (indent < line.len && line.at[indent] == ' ') indent++;
        name = str_cut(str_from(line, indent), ' ', &(Str){0});
        if (indent == 0) project = str_is(name, "Project") ? &mspdi_project : NULL;
        if (indent == 4)
            table = str_is(name, "Task")         ? &mspdi_tasks
                    : str_is(name, "Resource")   ? &mspdi_resources
                    : str_is(name, "Assignment") ? &mspdi_assignments
                                                 : NULL;
        const ElementTable *of = indent == 2 ? project : indent == 6 ? table : NULL;
        if (of && element_place(of, name) < 0) test_fail(__FILE__, __LINE__, "<%.*s>", STR_ARG(name));
        count += of != NULL;
    }
    CHECK(count > 300);
}

TEST(seeds_of_every_format_fit) {
    CHECK(plan_files("tests/corpus/mspdi", FORMAT_MSPDI, check_written) > 0);
    CHECK(plan_files("tests/corpus/xer", FORMAT_XER, check_written) > 0);
    CHECK(plan_files("tests/corpus/pmxml", FORMAT_PMXML, check_written) > 0);
    CHECK(plan_files("tests/corpus/mpx", FORMAT_MPX, check_written) > 0);
    CHECK(plan_files("tests/corpus/gan", FORMAT_GAN, check_written) > 0);
    CHECK(plan_files("tests/corpus/planner", FORMAT_PLANNER, check_written) > 0);
}

TEST(real_plans_fit) {
    CHECK(plan_files(plan_folder("mspdi"), FORMAT_MSPDI, check_written) >= 20);
    CHECK(plan_files(plan_folder("xer"), FORMAT_XER, check_written) >= 10);
    CHECK(plan_files(plan_folder("pmxml"), FORMAT_PMXML, check_written) >= 5);
    CHECK(plan_files(plan_folder("mpx"), FORMAT_MPX, check_written) >= 5);
}
