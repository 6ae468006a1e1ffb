/* Out and in again: what is written reads back as the same plan, random ones and real ones.
 *
 * Plans are compared as text in which every id is replaced by the place of the row that it means. */
#include <dirent.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/exchange.h"
#include "exchange/uid_map.h"
#include "field/json.h"
#include "model/plan.h"
#include "model/rank.h"
#include "plan_text.h"
#include "test.h"

static Str written(Arena *arena, const PlanFile *file, const ItemDates *dates) {
    Error err = {0};
    StrBuf out = strbuf_make(arena, 0);
    if (!mspdi_write(arena, file, dates, (Time){1795000000000}, &out, &err))
        test_fail(__FILE__, __LINE__, "%s", err.message);
    return strbuf_str(&out);
}

static PlanFile parsed(Arena *arena, Str text) {
    Error err = {0};
    PlanFile file;
    if (!mspdi_parse(arena, text, &file, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    return file;
}

/* MS Project knows no status date that holds work back. */
static PlanFile sample_of_ms_project(Arena *arena, uint64_t seed) {
    PlanFile file = sample_plan(arena, seed);
    ((Project *)file.projects.at)->status_holds = false;
    return file;
}

TEST(random_plans_come_back_from_mspdi_unchanged) {
    for (uint64_t seed = 1; seed <= 300; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        PlanFile file = sample_of_ms_project(&arena, seed);
        PlanFile again = parsed(&arena, written(&arena, &file, NULL));
        CHECK_INT(again.dropped.count, 0);
        check_same_text(plan_text(&arena, &again, false), plan_text(&arena, &file, false));
    }
}

/* Anything, but not what the plan says. */
static Moment some_moment(int i) {
    return (Moment){day_from_civil(2026, 1, 1) * MINUTES_PER_DAY + i * 4711 % (700 * MINUTES_PER_DAY)};
}

static ItemDates *random_dates(Arena *arena, const PlanFile *file) {
    ItemDates *dates = arena_array(arena, ItemDates, file->items.count);
    CHECK(dates);
    for (int i = 0; i < file->items.count; i++)
        dates[i] = (ItemDates){.start = some_moment(i),
                               .finish = some_moment(i),
                               .early_start = some_moment(i),
                               .early_finish = some_moment(i),
                               .late_start = some_moment(i),
                               .late_finish = MOMENT_NONE,
                               .total_float_minutes = -480,
                               .cost_cents = 12345};
    return dates;
}

/* Where each stands in the document. */
static size_t place_of(Str text, const char *part) {
    size_t at;
    if (!str_find(text, str_of(part), &at)) test_fail(__FILE__, __LINE__, "%s is not written", part);
    return at;
}

TEST(details_are_written_back_where_the_schema_has_them) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file = sample_of_ms_project(&arena, 1);
    Item *item = file.items.at;
    item->text = STR("A note.");
    item->file_details =
        (Json){STR("{\"mspdi\":[[\"ExtendedAttribute\",[[\"FieldID\",\"1\"],[\"Value\",\"<x>\"]]],"
                   "[\"ExtendedAttribute\",[[\"FieldID\",\"2\"]]],[\"Priority\",\"700\"],"
                   "[\"Contact\",\"Ann\"]]}")};
    Project *project = file.projects.at;
    project->file_details = (Json){STR("{\"mspdi\":[[\"MinutesPerDay\",\"420\"],[\"ExtendedAttributes\","
                                       "[[\"ExtendedAttribute\",[[\"FieldID\",\"1\"]]]]],"
                                       "[\"Task\",[[\"Hyperlink\",\"of the plan\"]]]]}")};
    Str text = written(&arena, &file, NULL);
    static const char *const order[] = {"<MinutesPerDay>420</MinutesPerDay><MinutesPerWeek>",
                                        "<ExtendedAttributes><ExtendedAttribute><FieldID>1</FieldID>",
                                        "<Calendars>",
                                        "<Hyperlink>of the plan</Hyperlink>",
                                        "<Contact>Ann</Contact>",
                                        "<Priority>700</Priority>",
                                        "<Notes>A note.</Notes>",
                                        "<ExtendedAttribute><FieldID>1</FieldID><Value>&lt;x&gt;</Value>",
                                        "<ExtendedAttribute><FieldID>2</FieldID>"};
    for (int i = 1; i < COUNT_OF(order); i++) CHECK(place_of(text, order[i - 1]) < place_of(text, order[i]));
    PlanFile again = parsed(&arena, text), twice = parsed(&arena, written(&arena, &again, NULL));
    check_same_text(plan_text(&arena, &twice, false), plan_text(&arena, &again, false));
    CHECK_INT(again.dropped.count, 0);
}

#define PERIOD(from, to, units)                                                                              \
    "<AvailabilityPeriod><AvailableFrom>" from "</AvailableFrom><AvailableTo>" to                            \
    "</AvailableTo><AvailableUnits>" units "</AvailableUnits></AvailabilityPeriod>"

/* From March on half, nobody in May, then two until the end of July. */
TEST(availability_comes_and_goes_by_its_periods) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file, again;
    Error err = {0};
    Str text = STR(
        "<Project xmlns=\"http://schemas.microsoft.com/project\"><Name>P</Name><StartDate>"
        "2026-01-05T08:00:00</StartDate><Resources><Resource><UID>1</UID><Name>Ana</Name><Type>1</Type>"
        "<MaxUnits>2</MaxUnits><IsGeneric>1</IsGeneric><AvailabilityPeriods>" PERIOD(
            "2026-03-01T00:00:00", "2026-04-30T23:59:00", "0.5")
            PERIOD("2026-06-01T00:00:00", "2026-07-31T23:59:00", "2") "</AvailabilityPeriods>"
                                                                      "</Resource></Resources></Project>");
    CHECK(mspdi_parse(&arena, text, &file, &err));
    StrBuf out = strbuf_make(&arena, 0);
    CHECK(file_formats[FORMAT_MSPDI].write(&arena, &file, NULL, (Time){1795000000000}, &out, &err));
    CHECK(mspdi_parse(&arena, strbuf_str(&out), &again, &err));
    const PlanFile *const files[] = {&file, &again};
    for (int i = 0; i < 2; i++) {
        const PlanResource *ana = files[i]->resources.at;
        const AvailabilityStep *steps = ana->availability.at;
        CHECK(ana->generic);
        CHECK_INT(ana->units_percent, 50);
        CHECK_INT(ana->available_from.n, 20513);
        CHECK_INT(ana->available_until.n, 20665);
        CHECK_INT(ana->availability.count, 2);
        CHECK_INT(steps[0].available_from.n, 20574);
        CHECK_INT(steps[0].units_percent, 0);
        CHECK_INT(steps[1].available_from.n, 20605);
        CHECK_INT(steps[1].units_percent, 200);
    }
}

TEST(details_never_stand_for_a_field_of_trivet_or_break_the_document) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file = sample_of_ms_project(&arena, 1);
    static const char *const tries[] = {
        ("{\"mspdi\":[[\"Name\",\"forged\"],[\"UID\",\"99\"],[\"PredecessorLink\",[[\"PredecessorUID\",\"1\"]"
         "]"
         "]]}"),
        "{\"mspdi\":[[\"ExtendedAttribute\",[[\"x><Name>forged</Name\",\"1\"],[\"\",\"forged\"]]]]}",
        "{\"mspdi\":[[\"Contact\",\"\\u0001forged\"],\"forged\",[\"Contact\"],[\"Contact\",7],7]}",
        "{\"xer\":[[\"Contact\",\"forged\"]]}",
        "[\"forged\"]",
        "\"forged\"",
    };
    Str plain = plan_text(&arena, &file, false);
    for (int i = 0; i < COUNT_OF(tries); i++) {
        ((Item *)file.items.at)->file_details = (Json){str_of(tries[i])};
        Str text = written(&arena, &file, NULL);
        size_t at;
        CHECK(!str_find(text, STR("forged"), &at));
        PlanFile again = parsed(&arena, text);
        ((Item *)again.items.at)->file_details = (Json){STR_NULL};
        check_same_text(plan_text(&arena, &again, false), plain);
    }
}

TEST(computed_dates_do_not_change_what_is_read_back) {
    for (uint64_t seed = 1; seed <= 50; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        PlanFile file = sample_of_ms_project(&arena, seed);
        for (int i = 0; i < file.items.count; i++) { /* the work of items without people is their effort */
            Item *item = (Item *)file.items.at + i;
            item->effort_minutes = INT_NULL;
        }
        PlanFile again = parsed(&arena, written(&arena, &file, random_dates(&arena, &file)));
        check_same_text(plan_text(&arena, &again, false), plan_text(&arena, &file, false));
    }
}

TEST(rows_out_of_order_are_written_as_an_outline) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    PlanFile file = sample_plan(&arena, 4);
    Item *items = arena_array(&arena, Item, 4);
    CHECK(items);
    static const int parents[] = {3, 0, 0, 0}; /* ids 1..4: 1 is below 3 */
    for (int i = 0; i < 4; i++) {
        record_init(&item_resource, &items[i]);
        items[i].row.id = (Id){i + 1};
        items[i].kind.n = ITEM_TASK;
        items[i].title = fmt(&arena, "T%d", i + 1);
        items[i].parent_id = (Id){parents[i]};
    }
    file.items = (List){items, 4};
    file.links = file.assignments = (List){0};
    PlanFile again = parsed(&arena, written(&arena, &file, NULL));
    const Item *rows = again.items.at;
    CHECK_STR(rows[0].title, STR("T2"));
    CHECK_STR(rows[1].title, STR("T3"));
    CHECK_STR(rows[2].title, STR("T1"));
    CHECK(id_equal(rows[2].parent_id, rows[1].row.id));
}

TEST(exceptions_that_overlap_are_cut_where_the_later_wins) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    PlanFile file = sample_plan(&arena, 4);
    CalendarDayOff off[] = {{STR("a"), {20460}, {20479}, {0}},
                            {STR("b"), {20465}, {20466}, {0}},
                            {STR("c"), {20466}, {20470}, {0}}};
    ((WorkCalendar *)file.calendars.at)[0].exceptions = (List){off, 3};
    PlanFile again = parsed(&arena, written(&arena, &file, NULL));
    const WorkCalendar *calendar = again.calendars.at;
    const CalendarDayOff *days = calendar->exceptions.at;
    CHECK_INT(calendar->exceptions.count, 4);
    CHECK(days[0].first_day.n == 20460 && days[0].last_day.n == 20464);
    CHECK(days[1].first_day.n == 20471 && days[1].last_day.n == 20479);
    CHECK(days[2].first_day.n == 20465 && days[2].last_day.n == 20465);
    CHECK(days[3].first_day.n == 20466 && days[3].last_day.n == 20470);
}

TEST(a_plan_without_project_is_not_written) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    StrBuf out = strbuf_make(&arena, 0);
    PlanFile file = {0};
    Error err;
    CHECK(!mspdi_write(&arena, &file, NULL, (Time){0}, &out, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
}

/* ---- CSV ---- */

static Str written_csv(Arena *arena, const PlanFile *file) {
    Error err = {0};
    StrBuf out = strbuf_make(arena, 0);
    if (!csv_write(arena, file, NULL, (Time){0}, &out, &err))
        test_fail(__FILE__, __LINE__, "%s", err.message);
    return strbuf_str(&out);
}

TEST(random_plans_come_back_from_csv_unchanged) {
    for (uint64_t seed = 1; seed <= 200; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        PlanFile file = sample_plan(&arena, seed), again;
        Error err = {0};
        Item *items = file.items.at;
        for (int i = 0; i < file.items.count; i++) {
            items[i].calendar_id = ID_NONE; /* an id of another file */
            items[i].labels = (List){0};
        }
        for (int i = 0; i < file.assignments.count; i++)
            ((ItemAssignment *)file.assignments.at)[i].work_minutes = INT_NULL;
        /* People come in the order in which they are named. */
        Str text = written_csv(&arena, &file);
        if (!csv_parse(&arena, text, &again, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
        CHECK_INT(again.links.count, file.links.count);
        CHECK_INT(again.assignments.count, file.assignments.count);
        file.assignments = again.assignments = (List){0};
        file.projects = file.calendars = file.resources = (List){0};
        check_same_text(plan_text(&arena, &again, true), plan_text(&arena, &file, true));
    }
}

TEST(real_ids_stay_in_csv) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file = sample_plan(&arena, 9), again;
    Error err = {0};
    Item *items = file.items.at;
    for (int i = 0; i < file.items.count; i++) {
        items[i].calendar_id = ID_NONE;
        items[i].row.id.n += INT64_C(1) << 50;
        if (items[i].parent_id.n) items[i].parent_id.n += INT64_C(1) << 50;
    }
    CHECK(csv_parse(&arena, written_csv(&arena, &file), &again, &err));
    const Item *rows = again.items.at;
    for (int i = 0; i < file.items.count; i++) {
        CHECK(id_equal(rows[i].row.id, items[i].row.id));
        CHECK(id_equal(rows[i].parent_id, items[i].parent_id));
    }
}

/* ---- real plans ---- */

/* Calls `check` with each MSPDI file of the measuring data; answers their number. */
static int each_real_plan(void (*check)(Arena *arena, Str text)) {
    const char *folder = test_data_folder();
    char path[1000];
    snprintf(path, sizeof path, "%s/plans/mspdi", folder);
    DIR *dir = opendir(path);
    int count = 0;
    if (!dir) test_skip("the measuring data has no MSPDI plans");
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (entry->d_name[0] == '.') continue;
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        snprintf(path, sizeof path, "%s/plans/mspdi/%s", folder, entry->d_name);
        check(&arena, read_file(&arena, path));
        count++;
    }
    closedir(dir);
    return count;
}

static void comes_back(Arena *arena, Str text) {
    PlanFile file = parsed(arena, text);
    PlanFile again = parsed(arena, written(arena, &file, NULL));
    check_same_text(plan_text(arena, &again, false), plan_text(arena, &file, false));
}

TEST(real_plans_come_back_unchanged) {
    CHECK(each_real_plan(comes_back) >= 20);
}

/* The rules of recurring exceptions against the days that MS Project wrote beside them. */
static void days_agree(Arena *arena, Str text) {
    size_t rules, single;
    if (!str_find(text, STR("<Exceptions>"), &rules) || !str_find(text, STR("<DayType>0</DayType>"), &single))
        return;
    char *old = (char *)(uintptr_t)str_terminated(arena, text);
    CHECK(old);
    for (char *at = old; (at = strstr(at, "<StartDate>"));)
        memcpy(at + 11, "2000", 4), at += 11; /* near the days */
    text = str_copy(arena, str_of(old));
    PlanFile expanded = parsed(arena, text);
    for (char *at = old; (at = strstr(at, "Exceptions>"));)
        memcpy(at, "Not_known_>", 11); /* leaves the days alone */
    PlanFile listed = parsed(arena, str_of(old));
    const WorkCalendar *a = expanded.calendars.at, *b = listed.calendars.at;
    UidMap days = {0};
    const CalendarDayOff *off = a->exceptions.at;
    for (int i = 0; i < a->exceptions.count; i++)
        for (int32_t day = off[i].first_day.n; day <= off[i].last_day.n; day++)
            uid_map_add(arena, &days, day, 0);
    off = b->exceptions.at;
    for (int i = 0; i < b->exceptions.count; i++)
        for (int32_t day = off[i].first_day.n; day <= off[i].last_day.n; day++)
            if (uid_map_find(&days, day) < 0) test_fail(__FILE__, __LINE__, "day %d is missing", day);
}

TEST(recurring_exceptions_of_real_plans_give_the_days_beside_them) {
    each_real_plan(days_agree);
}
