/* MPX in: what each record becomes, in two languages. */
#include "base/cleanup.h"
#include "exchange/exchange.h"
#include "exchange/mpx/mpx.h"
#include "test.h"

#include "base/banned.h"

static PlanFile parsed(Arena *arena, Str text) {
    Error err = {0};
    PlanFile file = {0};
    if (!mpx_parse(arena, text, &file, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    return file;
}

static Moment moment(const char *text) {
    Moment at = MOMENT_NONE;
    CHECK(moment_parse(str_of(text), &at));
    return at;
}

#define HEAD                                                                                                 \
    "MPX,Trivet,4.0,ANSI\n10,$,0,2,\",\",.\n12,0,1,480,/,:,,,0\n20,Standard,0,1,1,1,1,1,0\n"                 \
    "25,2,08:00,12:00,13:00,17:00\n26,1/6/26,1/6/26,0\n30,Shed,,,Standard,1/5/26 08:00,,0\n"
#define COLUMNS "61,90,98,1,3,40,70,44,91,68,81,92\n"
#define PLAN(file, text)                                                                                     \
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);                                                  \
    PlanFile file = parsed(&arena, STR(text))

static const Item *item(const PlanFile *file, int i) {
    return (const Item *)file->items.at + i;
}

TEST(tasks_come_by_the_columns_that_are_named) {
    PLAN(file, HEAD COLUMNS "70,1,10,\"Walls, \"\"two\"\"\",1,3d,,50,As Soon As Possible,,No,1ed\n71,Brick.\n"
                            "70,2,20,Roof,2,2.5h,,0,Finish No Later Than,1/30/26,No\n");
    CHECK_INT(file.items.count, 2);
    CHECK_STR(item(&file, 0)->title, STR("Walls, \"two\""));
    CHECK_STR(item(&file, 0)->external_id, STR("10"));
    CHECK_STR(item(&file, 0)->text, STR("Brick."));
    CHECK(id_equal(item(&file, 1)->parent_id, item(&file, 0)->row.id));
    CHECK_INT(item(&file, 1)->duration_minutes, 150);
    CHECK_INT(item(&file, 1)->constraint_kind.n, CONSTRAINT_FNLT);
    CHECK_INT(item(&file, 1)->constraint_at.n, moment("2026-01-30T17:00").n);
    CHECK_INT(((const Project *)file.projects.at)->start_at.n, moment("2026-01-05T08:00").n);
}

TEST(links_name_their_predecessor_by_its_row_even_one_further_down) {
    PLAN(file, HEAD COLUMNS
         "70,1,10,A,1,3d,\"2FS+1d,3SS-50%\",0,,,No\n70,2,20,B,1,1d,,0,,,No\n70,3,30,C,1,1d,,0,,,No\n");
    const ItemLink *links = file.links.at;
    CHECK_INT(file.links.count, 2);
    CHECK(id_equal(links[0].predecessor_id, item(&file, 1)->row.id));
    CHECK_INT(links[0].lag_minutes, 480);
    CHECK_INT(links[1].type.n, LINK_SS);
    CHECK_INT(links[1].lag_kind.n, LAG_PERCENT);
    CHECK_INT(links[1].lag_minutes, -50);
}

TEST(calendars_of_the_plan_and_of_a_person) {
    PLAN(file, HEAD "41,40,49,1,41,42,44\n50,1,7,Ana,0.5,$62.50/h,$15.00\n55,Standard,2,2,2,2,2,2,2\n"
                    "57,1/8/26,1/9/26,0\n" COLUMNS "70,1,10,A,1,3d,,0,,,No\n75,1,0.5,12h,,0h,0h,,,,,,0d,7\n");
    const WorkCalendar *calendars = file.calendars.at;
    const PlanResource *ana = file.resources.at;
    CHECK_INT(file.calendars.count, 2);
    CHECK_INT(calendars[0].exceptions.count, 1);
    CHECK_INT(ana->units_percent, 50);
    CHECK_INT(ana->rate_cents_per_hour, 6250);
    CHECK_INT(ana->cost_per_use_cents, 1500);
    CHECK_INT(calendars[1].exceptions.count, 2);
    CHECK_INT(file.assignments.count, 1);
}

TEST(rates_are_counted_over_to_the_hour) {
    PLAN(file, HEAD "41,40,49,1,42,43\n50,1,7,Ana,$400.00/d,$66.00/h\n50,2,8,Ben,$2.00/m,0\n"
                    "50,3,9,Cem,$104000.00/y,$50.00\n" COLUMNS "70,1,10,A,1,3d,,0,,,No\n");
    const PlanResource *rows = file.resources.at;
    CHECK_INT(rows[0].rate_cents_per_hour, 5000);
    CHECK_INT(rows[0].overtime_rate_cents_per_hour, 6600);
    CHECK_INT(rows[1].rate_cents_per_hour, 12000);
    CHECK_INT(rows[1].overtime_rate_cents_per_hour, 0);
    CHECK_INT(rows[2].rate_cents_per_hour, 5000);
    CHECK_INT(rows[2].overtime_rate_cents_per_hour, INT_NULL);
}

TEST(hours_before_and_after_noon_are_told_apart) {
    PLAN(file, "MPX,Trivet,4.0,ANSI\n12,0,0,480,/,:,vorm,nachm,0\n20,Standard,0,1,1,1,1,1,0\n"
               "25,2,8:00 AM,12:00 PM,1:00 PM,5:00 PM\n25,3,08:00 vorm,12:00,01:00 nachm,12:00 AM\n"
               "30,Shed,,,Standard,1/5/26 08:00,,0\n" COLUMNS "70,1,10,A,1,2d,,0,,,No\n");
    const CalendarWeekday *week = ((const WorkCalendar *)file.calendars.at)->week.at;
    const CalendarSpan *monday = week[0].spans.at, *tuesday = week[1].spans.at;
    CHECK_INT(monday[0].from_minute, 480);
    CHECK_INT(monday[0].to_minute, 720);
    CHECK_INT(monday[1].from_minute, 780);
    CHECK_INT(monday[1].to_minute, 1020);
    CHECK_INT(tuesday[1].from_minute, 780);
    CHECK_INT(tuesday[1].to_minute, 1440);
}

TEST(dates_follow_the_order_of_the_country) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    MpxStyle style = {.decimal = '.',
                      .thousands = ',',
                      .date_order = 1,
                      .day_start = 480,
                      .minutes_per_day = 480,
                      .minutes_per_week = 2400};
    CHECK_STR(mpx_moment(&arena, &style, STR("Tue 07/01/03"), false), STR("2003-01-07T08:00:00"));
    CHECK(!style.timed);
    CHECK_STR(mpx_moment(&arena, &style, STR("14 November 2005 17:30"), true), STR("2005-11-14T17:30:00"));
    CHECK(style.timed);
    CHECK_STR(mpx_moment(&arena, &style, STR("3. M\303\244rz 98 5:15 PM"), false),
              STR("1998-03-03T17:15:00"));
    style.date_order = 0;
    CHECK_STR(mpx_moment(&arena, &style, STR("12/31/2004"), true), STR("2004-12-31T17:00:00"));
    CHECK(!mpx_moment(&arena, &style, STR("13/13/13"), true).at);
    CHECK(!mpx_moment(&arena, &style, STR("soon"), true).at);
}

static void check_duration(const char *text, int64_t want_minutes, int want_format) {
    MpxStyle style = {.decimal = ',', .thousands = '.', .minutes_per_day = 450, .minutes_per_week = 2250};
    int64_t minutes = 0;
    int format = 0;
    CHECK(mpx_duration(&style, str_of(text), &minutes, &format));
    CHECK_INT(minutes, want_minutes);
    CHECK_INT(format, want_format);
}

TEST(durations_count_in_the_units_of_the_plan) {
    check_duration("1,5t", 675, 7);
    check_duration("2ft", 2880, 8);
    check_duration("1w", 2250, 9);
    check_duration("1ew", 10080, 10);
    check_duration("90m", 90, 3);
    check_duration("1.000h", 60000, 5);
    check_duration("-50%", -50, 19);
    check_duration("2d?", 900, 7);
}

TEST(what_is_no_mpx_is_refused_in_words) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    PlanFile file;
    Error err = {0};
    CHECK(!mpx_parse(&arena, STR("<Project/>"), &file, &err));
    CHECK_INT(err.kind, ERROR_MALFORMED);
}

TEST(text_is_of_the_code_page_that_the_first_line_names) {
    static const struct {
        const char *page, *bytes;
    } cases[] = {{"ANSI", "\xDC"
                          "bung"},
                 {"437", "\x9A"
                         "bung"},
                 {"850", "\x9A"
                         "bung"},
                 {"MAC", "\x86"
                         "bung"}};
    for (int i = 0; i < 4; i++) {
        CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
        Str text = fmt(&arena,
                       "MPX,Trivet,4.0,%s\n12,0,1,480,/,:,,,0\n30,Shed,,,Standard,1/5/26 08:00,,0\n" COLUMNS
                       "70,1,10,%s,1,1d,,0,,,No\n",
                       cases[i].page, cases[i].bytes);
        PlanFile file = parsed(&arena, text);
        CHECK_STR(item(&file, 0)->title, STR("\u00dcbung"));
    }
}
