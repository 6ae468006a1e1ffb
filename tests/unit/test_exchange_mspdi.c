/* MSPDI in: what is read, what is mended, what is refused. */
#include <time.h>

#include "base/banned.h"
#include "model/plan.h"
#include "mspdi_text.h"

TEST(a_project_has_name_start_and_calendar) {
    TASKS(r, TASK("1", ""));
    const Project *project = r.file.projects.at;
    CHECK_STR(project->name, STR("House"));
    CHECK_INT(project->start_at.n, moment("2026-01-05T08:00").n);
    const WorkCalendar *calendar = r.file.calendars.at;
    CHECK_STR(calendar->name, STR("Standard"));
    CHECK_INT(calendar->week.count, 5);
    CHECK(id_equal(project->calendar_id, calendar->row.id));
    CHECK(id_equal(item_at(&r, 0)->project_id, project->row.id));
}

TEST(a_plan_from_its_finish_is_one) {
    PLAN(back, "<ScheduleFromStart>0</ScheduleFromStart>");
    const Project *project = back.file.projects.at;
    CHECK(project->schedule_from_finish && project->must_finish_at.n == moment("2026-03-05T08:00").n);
    CLEANUP(read_done)
    Read open = read_text(STR("<Project><ScheduleFromStart>0</ScheduleFromStart></Project>"));
    CHECK(open.good && !((const Project *)open.file.projects.at)->schedule_from_finish);
    CHECK(has_note(open.file.warnings, "Project/FinishDate", "scheduled from its start"));
}

TEST(a_task_has_its_fields) {
    TASKS(
        r,
        "<Task><UID>7</UID><Name>Dig &amp; fill</Name><Active>0</Active><Duration>PT12H30M0S</Duration>"
        "<DurationFormat>7</DurationFormat><FixedCost>12345</FixedCost><PercentComplete>40</PercentComplete>"
        "<ActualStart>2026-01-06T08:00:00</ActualStart><ConstraintType>4</ConstraintType>"
        "<ConstraintDate>2026-01-06T08:00:00</ConstraintDate><Deadline>2026-02-01T17:00:00</Deadline>"
        "<Notes>two\nlines</Notes></Task>");
    const Item *item = item_at(&r, 0);
    CHECK_STR(item->title, STR("Dig & fill"));
    CHECK_STR(item->external_id, STR("7"));
    CHECK_STR(item->text, STR("two\nlines"));
    CHECK(item->inactive && !item->elapsed);
    CHECK_INT(item->kind.n, ITEM_TASK);
    CHECK_INT(item->state.n, STATE_IN_PROGRESS);
    CHECK_INT(item->duration_minutes, 750);
    CHECK_INT(item->fixed_cost_cents, 12345);
    CHECK_INT(item->percent_complete, 40);
    CHECK_INT(item->actual_start_at.n, moment("2026-01-06T08:00").n);
    CHECK_INT(item->constraint_kind.n, CONSTRAINT_SNET);
    CHECK_INT(item->constraint_at.n, moment("2026-01-06T08:00").n);
    CHECK_INT(item->deadline_at.n, moment("2026-02-01T17:00").n);
}

TEST(every_constraint_has_its_number) {
    static const int wanted[] = {CONSTRAINT_ASAP, CONSTRAINT_ALAP, CONSTRAINT_MSO,  CONSTRAINT_MFO,
                                 CONSTRAINT_SNET, CONSTRAINT_SNLT, CONSTRAINT_FNET, CONSTRAINT_FNLT};
    for (int i = 0; i < 8; i++) {
        char text[1000];
        snprintf(text, sizeof text,
                 HEAD STANDARD
                 "<Tasks><Task><UID>1</UID><Name>x</Name><ConstraintType>%d</ConstraintType>"
                 "<ConstraintDate>2026-01-06T08:00:00</ConstraintDate></Task></Tasks></Project>",
                 i);
        CLEANUP(read_done) Read r = read_text(str_of(text));
        CHECK(r.good);
        CHECK_INT(item_at(&r, 0)->constraint_kind.n, wanted[i]);
    }
}

TEST(levels_make_the_outline) {
    TASKS(r, TASK("1", "<OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration>")
                 TASK("2", "<OutlineLevel>2</OutlineLevel>") TASK("3", "<OutlineLevel>4</OutlineLevel>")
                     TASK("4", "<OutlineLevel>2</OutlineLevel>") TASK("5", "<OutlineLevel>1</OutlineLevel>"));
    CHECK(id_equal(item_at(&r, 1)->parent_id, item_at(&r, 0)->row.id));
    CHECK(id_equal(item_at(&r, 2)->parent_id, item_at(&r, 1)->row.id));
    CHECK(id_equal(item_at(&r, 3)->parent_id, item_at(&r, 0)->row.id));
    CHECK_INT(item_at(&r, 4)->parent_id.n, 0);
    CHECK(str_compare(item_at(&r, 1)->position, item_at(&r, 3)->position) < 0);
    CHECK(item_at(&r, 0)->duration_minutes == INT_NULL);
}

TEST(outline_numbers_do_when_levels_are_missing) {
    TASKS(r, TASK("1", "<OutlineNumber>1</OutlineNumber>") TASK("2", "<OutlineNumber>1.1</OutlineNumber>"));
    CHECK(id_equal(item_at(&r, 1)->parent_id, item_at(&r, 0)->row.id));
}

TEST(the_project_summary_and_blank_rows_are_no_items) {
    TASKS(r, "<Task><UID>0</UID><Name>House</Name><OutlineLevel>0</OutlineLevel></Task>" TASK(
                 "1", "<OutlineLevel>1</OutlineLevel>") TASK("2", "<IsNull>1</IsNull>"));
    CHECK_INT(r.file.items.count, 1);
    CHECK_INT(item_at(&r, 0)->parent_id.n, 0);
}

TEST(manual_tasks_stay_where_they_were_put) {
    TASKS(r, TASK("1", "<Manual>1</Manual><Start>2026-01-07T08:00:00</Start><Duration>PT8H0M0S</Duration>"
                       "<ManualStart>2026-01-08T08:00:00</ManualStart>"));
    CHECK_INT(item_at(&r, 0)->manual_start_at.n, moment("2026-01-08T08:00").n);
}

TEST(a_summary_placed_by_hand_holds_what_is_below_it) {
    TASKS(r, TASK("1", "<Manual>1</Manual><ManualStart>2026-01-07T08:00:00</ManualStart>"
                       "<OutlineLevel>1</OutlineLevel><Summary>1</Summary>")
                 TASK("2", "<OutlineLevel>2</OutlineLevel><Duration>PT8H0M0S</Duration>"));
    CHECK_INT(item_at(&r, 0)->constraint_kind.n, CONSTRAINT_SNET);
    CHECK(item_at(&r, 0)->constraint_at.n == moment("2026-01-07T08:00").n);
    CHECK(item_at(&r, 0)->manual_start_at.n == MOMENT_NONE.n);
    CHECK(has_note(r.file.warnings, "Task/Manual", "no earlier"));
}

TEST(a_summary_placed_by_hand_before_the_project_moves_the_start_of_the_project) {
    TASKS(r, TASK("1", "<Manual>1</Manual><ManualStart>2026-01-02T08:00:00</ManualStart>"
                       "<Start>2026-01-02T08:00:00</Start><OutlineLevel>1</OutlineLevel><Summary>1</Summary>")
                 TASK("2", "<OutlineLevel>2</OutlineLevel><Duration>PT8H0M0S</Duration>"));
    CHECK(((const Project *)r.file.projects.at)->start_at.n == moment("2026-01-02T08:00").n);
}

TEST(elapsed_durations_and_milestones) {
    TASKS(r, TASK("1", "<Duration>PT24H0M0S</Duration><DurationFormat>8</DurationFormat>")
                 TASK("2", "<Duration>PT0H0M0S</Duration><Milestone>1</Milestone>")
                     TASK("3", "<Duration>PT8H0M0S</Duration><Milestone>1</Milestone>")
                         TASK("4", "<Duration>PT8H0M0S</Duration><DurationFormat>53</DurationFormat>"));
    CHECK(item_at(&r, 0)->elapsed);
    CHECK_INT(item_at(&r, 0)->duration_minutes, 1440);
    CHECK_INT(item_at(&r, 1)->kind.n, ITEM_MILESTONE);
    CHECK_INT(item_at(&r, 2)->kind.n, ITEM_TASK);
    CHECK(has_note(r.file.warnings, "Task/Milestone", "became a task"));
    CHECK(!item_at(&r, 3)->elapsed);
}

TEST(links_have_type_and_lag) {
    TASKS(
        r,
        TASK("1", "") TASK(
            "2", "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>3</Type><LinkLag>4800</LinkLag>"
                 "<LagFormat>7</LagFormat></PredecessorLink>")
            TASK("3",
                 "<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>0</Type><LinkLag>-14400</LinkLag>"
                 "<LagFormat>8</LagFormat></PredecessorLink>")
                TASK("4", "<PredecessorLink><PredecessorUID>3</PredecessorUID><LinkLag>50</LinkLag>"
                          "<LagFormat>19</LagFormat></PredecessorLink>"));
    const ItemLink *links = r.file.links.at;
    CHECK_INT(r.file.links.count, 3);
    CHECK_INT(links[0].type.n, LINK_SS);
    CHECK_INT(links[0].lag_minutes, 480);
    CHECK_INT(links[0].lag_kind.n, LAG_WORKING);
    CHECK_INT(links[1].type.n, LINK_FF);
    CHECK_INT(links[1].lag_minutes, -1440);
    CHECK_INT(links[1].lag_kind.n, LAG_ELAPSED);
    CHECK_INT(links[2].type.n, LINK_FS);
    CHECK_INT(links[2].lag_minutes, 50);
    CHECK_INT(links[2].lag_kind.n, LAG_PERCENT);
}

#define LINK_FROM(uid) "<PredecessorLink><PredecessorUID>" uid "</PredecessorUID></PredecessorLink>"

static bool has_link(const Read *r, int from, int to) {
    const ItemLink *links = r->file.links.at;
    for (int i = 0; i < r->file.links.count; i++)
        if (id_equal(links[i].predecessor_id, item_at(r, from)->row.id) &&
            id_equal(links[i].successor_id, item_at(r, to)->row.id))
            return true;
    return false;
}

#define AROUND(build)                                                                                        \
    build "<Tasks>" TASK("1", "") TASK("2", "<Active>0</Active>" LINK_FROM("1"))                             \
        TASK("3", "<Active>0</Active>" LINK_FROM("2")) TASK("4", LINK_FROM("3")) "</Tasks>"

TEST(since_2013_what_follows_inactive_tasks_follows_what_they_followed) {
    PLAN(r, AROUND("<BuildNumber>16.0.10730.20102</BuildNumber>"));
    CHECK_INT(r.file.links.count, 4);
    CHECK(has_link(&r, 0, 3));
    CHECK(has_note(r.file.warnings, "Task/Active", "were added"));
    PLAN(old, AROUND("<BuildNumber>14.0.4751.1000</BuildNumber>"));
    CHECK_INT(old.file.links.count, 3);
    PLAN(unknown, AROUND(""));
    CHECK_INT(unknown.file.links.count, 3);
}

TEST(no_second_link_is_added_beside_one_around_an_inactive_task) {
    PLAN(r,
         "<BuildNumber>15.0</BuildNumber><Tasks>" TASK("1", "") TASK("2", "<Active>0</Active>" LINK_FROM("1"))
             TASK("3", LINK_FROM("1") LINK_FROM("2")) "</Tasks>");
    CHECK_INT(r.file.links.count, 3);
    CHECK_INT(r.file.warnings.count, 0);
}

TEST(links_to_nothing_to_itself_and_twice_are_left_out) {
    TASKS(r, TASK("1", LINK_FROM("1") LINK_FROM("99")) TASK("2", LINK_FROM("1") LINK_FROM("1")));
    CHECK_INT(r.file.links.count, 1);
    CHECK(has_note(r.file.warnings, "PredecessorLink", "not in the file"));
    CHECK(has_note(r.file.warnings, "PredecessorLink", "to itself"));
    CHECK(has_note(r.file.warnings, "PredecessorLink", "second link"));
}

TEST(a_cycle_is_read_and_left_to_the_plan) {
    TASKS(r, TASK("1", LINK_FROM("2")) TASK("2", LINK_FROM("1")));
    CHECK_INT(r.file.links.count, 2);
}

TEST(uids_used_twice_keep_both_tasks) {
    TASKS(r, TASK("5", "") TASK("5", "") TASK("6", LINK_FROM("5")));
    CHECK_INT(r.file.items.count, 3);
    CHECK(!item_at(&r, 1)->external_id.at);
    const ItemLink *links = r.file.links.at;
    CHECK(id_equal(links[0].predecessor_id, item_at(&r, 0)->row.id));
    CHECK(has_note(r.file.warnings, "Task/UID", "used twice"));
}

TEST(bad_values_are_left_out_and_named) {
    TASKS(r, TASK("1", "<Duration>forever</Duration><PercentComplete>250</"
                       "PercentComplete><Start>2026-13-41T08:00:00</Start>"
                       "<Deadline>0001-01-01T00:00:00</Deadline><FixedCost>-5</FixedCost>")
                 TASK("2", "<Duration>PT99999999999H0M0S</Duration><PercentComplete>99999999999999999999</"
                           "PercentComplete>") TASK("3", "<ConstraintType>2</ConstraintType>"));
    CHECK(item_at(&r, 0)->duration_minutes == INT_NULL);
    CHECK_INT(item_at(&r, 0)->percent_complete, 0);
    CHECK_INT(item_at(&r, 0)->deadline_at.n, MOMENT_NONE.n);
    CHECK_INT(item_at(&r, 2)->constraint_kind.n, CONSTRAINT_ASAP);
    CHECK(has_note(r.file.warnings, "Task/Duration", "not a duration: forever"));
    CHECK(has_note(r.file.warnings, "Task/Duration", "out of range"));
    CHECK(has_note(r.file.warnings, "Task/PercentComplete", "out of range: 250"));
    CHECK(has_note(r.file.warnings, "Task/PercentComplete", "not a whole number"));
    CHECK(has_note(r.file.warnings, "Task/Deadline", "not a date"));
    CHECK(has_note(r.file.warnings, "Task/FixedCost", "out of range"));
    CHECK(has_note(r.file.warnings, "Task/ConstraintDate", "without its date"));
}

TEST(dates_of_the_years_2999_are_the_last) {
    TASKS(r, TASK("1", "<Deadline>2999-12-31T17:00:00</Deadline>")
                 TASK("2", "<Deadline>3000-01-01T00:00:00</Deadline>"));
    CHECK_INT(item_at(&r, 0)->deadline_at.n, moment("2999-12-31T17:00").n);
    CHECK_INT(item_at(&r, 1)->deadline_at.n, MOMENT_NONE.n);
}

TEST(an_inserted_project_stands_where_its_file_has_it) {
    TASKS(r, TASK("1", "<IsSubproject>1</IsSubproject><Start>2026-04-01T08:00:00</Start>"));
    CHECK_INT(item_at(&r, 0)->manual_start_at.n, moment("2026-04-01T08:00").n);
    CHECK(has_note(r.file.warnings, "Task/ExternalTask", "project of another file"));
}

TEST(a_calendar_of_a_task_counts_with_those_of_its_people_unless_they_are_ignored) {
    TASKS(r, TASK("1", "<CalendarUID>1</CalendarUID>")
                 TASK("2", "<CalendarUID>1</CalendarUID><IgnoreResourceCalendar>1</IgnoreResourceCalendar>")
                     TASK("3", ""));
    CHECK(item_at(&r, 0)->calendar_with_people);
    CHECK(!item_at(&r, 1)->calendar_with_people);
    CHECK(!item_at(&r, 2)->calendar_with_people);
}

TEST(what_is_kept_or_has_no_place_is_noted_with_its_first_row_and_count) {
    TASKS(r, TASK("1", "<Priority>500</Priority>") TASK("2", "<Priority>900</Priority><Own>x</Own>")
                 TASK("3", "<Priority>100</Priority>"));
    const ImportNote *kept = r.file.kept.at, *dropped = r.file.dropped.at;
    CHECK_INT(r.file.kept.count, 1);
    CHECK_STR(kept[0].what, STR("Task/Priority"));
    CHECK_STR(kept[0].where, STR("task 2, T2"));
    CHECK_INT(kept[0].count, 2);
    CHECK_INT(r.file.dropped.count, 1);
    CHECK_STR(dropped[0].what, STR("Task/Own"));
}

TEST(details_are_kept_with_their_row_as_the_file_has_them) {
    TASKS(r,
          TASK("1", "<Priority>500</Priority>") TASK(
              "2", "<Priority>900</Priority><WBS>A.7</WBS><OutlineNumber>2</OutlineNumber><ExtendedAttribute>"
                   "<FieldID>188743731</FieldID><Value>a &lt;\"b\"</Value></ExtendedAttribute>"));
    CHECK(!item_at(&r, 0)->file_details.text.at);
    CHECK_STR(item_at(&r, 1)->file_details.text,
              STR("{\"mspdi\":[[\"Priority\",\"900\"],[\"WBS\",\"A.7\"],[\"ExtendedAttribute\",[[\"FieldID\","
                  "\"188743731\"],[\"Value\",\"a <\\\"b\\\"\"]]]]}"));
}

TEST(details_that_are_too_long_or_too_deep_are_dropped_with_a_note) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text, STR(HEAD STANDARD "<Tasks><Task><UID>1</UID><Name>x</Name><Contact>"));
    for (int i = 0; i < 70000; i++) strbuf_char(&text, 'a');
    strbuf_add(&text,
               STR("</Contact><ExtendedAttribute><A><B><C><D><E>deep</E></D></C></B></A></ExtendedAttribute>"
                   "<Hyperlink>short</Hyperlink></Task></Tasks></Project>"));
    CLEANUP(read_done) Read r = read_text(strbuf_str(&text));
    CHECK(r.good);
    CHECK(has_note(r.file.dropped, "Task/Contact", "too much"));
    CHECK(has_note(r.file.dropped, "Task/ExtendedAttribute", "too much"));
    CHECK_STR(item_at(&r, 0)->file_details.text, STR("{\"mspdi\":[[\"Hyperlink\",\"short\"]]}"));
}

TEST(different_notes_end_at_their_limit) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text, STR(HEAD STANDARD "<Tasks>"));
    for (int i = 1; i < 2000; i++)
        strbuf_fmt(&text, "<Task><UID>%d</UID><Name>x</Name><Own%d>1</Own%d></Task>", i, i, i);
    strbuf_add(&text, STR("</Tasks></Project>"));
    CLEANUP(read_done) Read r = read_text(strbuf_str(&text));
    CHECK(r.good);
    CHECK_INT(r.file.dropped.count, NOTES_MAX);
    CHECK_STR(((const ImportNote *)r.file.dropped.at)[NOTES_MAX - 1].what, STR("More"));
    CHECK_INT(((const ImportNote *)r.file.dropped.at)[NOTES_MAX - 1].count, 1999 - (NOTES_MAX - 1));
}

#define CALENDAR(uid, name, more) "<Calendar><UID>" uid "</UID><Name>" name "</Name>" more "</Calendar>"
#define CALENDARS(variable, calendars, more)                                                                 \
    CLEANUP(read_done)                                                                                       \
    Read variable = read_text(STR(HEAD "<Calendars>" calendars "</Calendars>" more "</Project>"));           \
    if (!variable.good) test_fail(__FILE__, __LINE__, "%s", variable.err.message)
#define DAY(type, times)                                                                                     \
    "<WeekDay><DayType>" type "</DayType><DayWorking>1</DayWorking><WorkingTimes>" times                     \
    "</WorkingTimes></WeekDay>"
#define HOURS(from, to) "<WorkingTime><FromTime>" from "</FromTime><ToTime>" to "</ToTime></WorkingTime>"
#define MONDAY "<WeekDays>" DAY("2", HOURS("08:00:00", "16:00:00")) "</WeekDays>"

static const WorkCalendar *calendar_at(const Read *r, int i) {
    CHECK(i < r->file.calendars.count);
    return (const WorkCalendar *)r->file.calendars.at + i;
}

static const CalendarDayOff *exception_at(const Read *r, int calendar, int i) {
    CHECK(i < calendar_at(r, calendar)->exceptions.count);
    return (const CalendarDayOff *)calendar_at(r, calendar)->exceptions.at + i;
}

static int32_t day(const char *text) {
    Day ret = DAY_NONE;
    CHECK(day_parse(str_of(text), &ret));
    return ret.n;
}

TEST(weeks_have_sorted_hours_and_midnight_is_the_end) {
    CALENDARS(r,
              CALENDAR("1", "Night",
                       "<WeekDays>" DAY("1", HOURS("23:00:00", "00:00:00")
                                                 HOURS("00:00:00", "03:00:00")) "</WeekDays>"),
              "");
    const CalendarWeekday *sunday = calendar_at(&r, 0)->week.at;
    const CalendarSpan *spans = sunday->spans.at;
    CHECK_INT(sunday->weekday, 6);
    CHECK_INT(sunday->spans.count, 2);
    CHECK_INT(spans[0].to_minute, 180);
    CHECK_INT(spans[1].from_minute, 1380);
    CHECK_INT(spans[1].to_minute, 1440);
}

TEST(a_shift_over_midnight_ends_on_the_next_day) {
    CALENDARS(r,
              CALENDAR("1", "Night",
                       "<WeekDays>" DAY("2", HOURS("22:00:00", "06:00:00")) DAY(
                           "3", HOURS("22:00:00", "06:00:00")) "<WeekDay><DayType>4</DayType><DayWorking>0</"
                                                               "DayWorking></WeekDay></WeekDays>"),
              "");
    const CalendarWeekday *week = calendar_at(&r, 0)->week.at;
    static const int want[3][4] = {{1320, 1440}, {0, 360, 1320, 1440}, {0, 360}};
    CHECK_INT(calendar_at(&r, 0)->week.count, 3);
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < week[i].spans.count; k++) {
            CHECK_INT(((const CalendarSpan *)week[i].spans.at)[k].from_minute, want[i][2 * k]);
            CHECK_INT(((const CalendarSpan *)week[i].spans.at)[k].to_minute, want[i][2 * k + 1]);
        }
    CHECK_INT(r.file.warnings.count, 0);
}

TEST(people_work_by_their_calendar_over_its_base) {
    CALENDARS(
        r,
        CALENDAR("2", "Ana",
                 "<IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID><WeekDays>" DAY(
                     "3", HOURS("09:00:00", "12:00:00")) "</WeekDays>")
            CALENDAR("3", "Ben", "<IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID>")
                CALENDAR("4", "Eva", "<IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>5</BaseCalendarUID>")
                    CALENDAR("1", "Base", MONDAY) CALENDAR("5", "Other", MONDAY),
        "<Resources><Resource><UID>1</UID><Name>Ana</Name><CalendarUID>2</CalendarUID></Resource>"
        "<Resource><UID>2</UID><Name>Ben</Name><CalendarUID>3</CalendarUID></Resource>"
        "<Resource><UID>3</UID><Name>Eva</Name><CalendarUID>4</CalendarUID></Resource></Resources>");
    const PlanResource *people = r.file.resources.at;
    CHECK_INT(r.file.calendars.count, 3);
    CHECK_STR(calendar_at(&r, 2)->name, STR("Ana"));
    CHECK(id_equal(people[0].calendar_id, calendar_at(&r, 2)->row.id));
    CHECK_INT(calendar_at(&r, 2)->week.count, 2);
    CHECK_INT(people[1].calendar_id.n, 0); /* works as the project does */
    CHECK(id_equal(people[2].calendar_id, calendar_at(&r, 1)->row.id));
}

#define EXCEPTION(from, to, more)                                                                            \
    "<Exception><EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod><FromDate>" from                   \
    "T00:00:00</FromDate><ToDate>" to "T23:59:00</ToDate></TimePeriod>" more "</Exception>"
#define EXCEPTIONS(variable, list)                                                                           \
    CALENDARS(variable, CALENDAR("1", "Standard", MONDAY "<Exceptions>" list "</Exceptions>"), "")

TEST(days_off_and_days_with_other_hours) {
    EXCEPTIONS(r, EXCEPTION("2026-01-01", "2026-01-02",
                            "<Name>New Year</Name><Type>1</Type><DayWorking>0</DayWorking>")
                      EXCEPTION("2026-01-05", "2026-01-05",
                                "<Type>1</Type><DayWorking>1</DayWorking><WorkingTimes>" HOURS(
                                    "10:00:00", "11:00:00") "</WorkingTimes>"));
    CHECK_STR(exception_at(&r, 0, 0)->name, STR("New Year"));
    CHECK_INT(exception_at(&r, 0, 0)->last_day.n, day("2026-01-02"));
    CHECK_INT(exception_at(&r, 0, 0)->spans.count, 0);
    CHECK_INT(exception_at(&r, 0, 1)->spans.count, 1);
}

TEST(recurring_days_are_expanded_before_single_ones) {
    EXCEPTIONS(r, EXCEPTION("2026-01-20", "2026-01-20", "<Type>1</Type>")
                      EXCEPTION("2026-01-01", "2026-01-31",
                                "<Type>6</Type><Period>2</Period><DaysOfWeek>4</DaysOfWeek>"));
    CHECK_INT(calendar_at(&r, 0)->exceptions.count, 3);
    CHECK_INT(exception_at(&r, 0, 0)->first_day.n, day("2026-01-13")); /* each second Tuesday */
    CHECK_INT(exception_at(&r, 0, 1)->first_day.n, day("2026-01-27"));
    CHECK_INT(exception_at(&r, 0, 2)->first_day.n, day("2026-01-20"));
}

TEST(the_last_friday_of_a_month_and_the_31st) {
    EXCEPTIONS(
        r,
        EXCEPTION("2026-01-01", "2026-04-30",
                  "<Type>5</Type><Period>1</Period><MonthItem>8</MonthItem><MonthPosition>4</MonthPosition>")
            EXCEPTION("2026-01-01", "2026-03-01", "<Type>4</Type><Period>1</Period><MonthDay>31</MonthDay>"));
    CHECK_INT(calendar_at(&r, 0)->exceptions.count, 6);
    CHECK_INT(exception_at(&r, 0, 0)->first_day.n, day("2026-01-30"));
    CHECK_INT(exception_at(&r, 0, 1)->first_day.n, day("2026-02-27"));
    CHECK_INT(exception_at(&r, 0, 3)->first_day.n, day("2026-04-24"));
    CHECK_INT(exception_at(&r, 0, 5)->first_day.n, day("2026-02-28"));
}

TEST(occurrences_far_from_the_plan_are_cut_and_said_so) {
    EXCEPTIONS(
        r, EXCEPTION("1984-01-01", "2999-12-31", "<Type>2</Type><Month>11</Month><MonthDay>25</MonthDay>"));
    CHECK(calendar_at(&r, 0)->exceptions.count > 10);
    CHECK(calendar_at(&r, 0)->exceptions.count < 25);
    CHECK(has_note(r.file.dropped, "Exception", "far from the plan"));
}

TEST(work_weeks_become_exceptions) {
    CALENDARS(r,
              CALENDAR("1", "Standard",
                       MONDAY "<WorkWeeks><WorkWeek><TimePeriod><FromDate>2026-01-05T00:00:00</"
                              "FromDate><ToDate>2026-01-18T23:59:00</ToDate></TimePeriod>"
                              "<Name>Short</Name><WeekDays>" DAY("2", HOURS("08:00:00", "10:00:00")) DAY(
                                  "3", HOURS("08:00:00", "10:00:00")) "</WeekDays></WorkWeek></WorkWeeks>"),
              "");
    CHECK_INT(calendar_at(&r, 0)->exceptions.count, 2);
    CHECK_INT(exception_at(&r, 0, 0)->first_day.n, day("2026-01-05"));
    CHECK_INT(exception_at(&r, 0, 0)->last_day.n, day("2026-01-06"));
    CHECK_INT(exception_at(&r, 0, 1)->first_day.n, day("2026-01-12"));
}

/* Every week, every month and every year on Monday the 12th, written the other way round. */
TEST(of_recurring_exceptions_the_rarer_kind_counts) {
    EXCEPTIONS(r, EXCEPTION("2026-01-12", "2026-12-31",
                            "<Type>2</Type><Month>0</Month><MonthDay>12</MonthDay><DayWorking>1</DayWorking>"
                            "<WorkingTimes>" HOURS("10:00:00", "11:00:00") "</WorkingTimes>")
                      EXCEPTION("2026-01-12", "2026-12-31", "<Type>4</Type><MonthDay>12</MonthDay>")
                          EXCEPTION("2026-01-05", "2026-03-01", "<Type>6</Type><DaysOfWeek>2</DaysOfWeek>"));
    List list = calendar_at(&r, 0)->exceptions;
    const CalendarDayOff *last = NULL;
    for (int i = 0; i < list.count; i++)
        if (exception_at(&r, 0, i)->first_day.n <= day("2026-01-12") &&
            exception_at(&r, 0, i)->last_day.n >= day("2026-01-12"))
            last = exception_at(&r, 0, i);
    CHECK(last && last->spans.count == 1);
}

TEST(an_exception_of_the_base_counts_before_a_work_week) {
    CALENDARS(
        r,
        CALENDAR("1", "Standard",
                 MONDAY
                 "<Exceptions>" EXCEPTION("2026-01-05", "2026-01-05", "<Type>1</Type>") "</Exceptions>")
            CALENDAR("2", "Ana",
                     "<IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>1</BaseCalendarUID><WorkWeeks>"
                     "<WorkWeek><TimePeriod><FromDate>2026-01-05T00:00:00</FromDate>"
                     "<ToDate>2026-01-18T23:59:00</ToDate></TimePeriod><Name>Short</Name><WeekDays>" DAY(
                         "2", HOURS("08:00:00", "10:00:00")) "</WeekDays></WorkWeek></WorkWeeks>"),
        "<Resources><Resource><UID>3</UID><Name>Ana</Name><Type>1</Type><CalendarUID>2</CalendarUID>"
        "</Resource></Resources>");
    const CalendarDayOff *exception = exception_at(&r, 1, calendar_at(&r, 1)->exceptions.count - 1);
    CHECK_INT(exception->first_day.n, day("2026-01-05"));
    CHECK_INT(exception->spans.count, 0);
}

TEST(exceptions_of_old_files_stand_among_the_weekdays) {
    CALENDARS(
        r,
        CALENDAR(
            "1", "Standard",
            "<WeekDays>" DAY(
                "2",
                HOURS("08:00:00",
                      "16:00:00")) "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod>"
                                   "<FromDate>2026-01-06T00:00:00</FromDate><ToDate>2026-01-06T23:59:00</"
                                   "ToDate></TimePeriod></WeekDay></WeekDays>"),
        "");
    CHECK_INT(exception_at(&r, 0, 0)->first_day.n, day("2026-01-06"));
}

TEST(calendars_without_work_or_in_circles_do_no_harm) {
    CALENDARS(
        r,
        CALENDAR("1", "Nothing",
                 "<WeekDays><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays>")
            CALENDAR("2", "A", "<IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>3</BaseCalendarUID>")
                CALENDAR("3", "B", "<IsBaseCalendar>0</IsBaseCalendar><BaseCalendarUID>2</BaseCalendarUID>"),
        "<Resources><Resource><UID>1</UID><Name>Ana</Name><CalendarUID>2</CalendarUID></Resource></"
        "Resources>");
    CHECK(has_note(r.file.warnings, "Calendar", "without any working time"));
    CHECK(has_note(r.file.warnings, "Project/CalendarUID", "is missing"));
    CHECK_STR(calendar_at(&r, 0)->name, STR("Standard"));
}

/* ---- files that are not what they should be ---- */

static void check_refused(Str content, ErrorKind kind, const char *message) {
    size_t at;
    CLEANUP(read_done) Read r = read_text(content);
    if (r.good) test_fail(__FILE__, __LINE__, "\"%s\" was not refused", message);
    CHECK_INT(r.err.kind, kind);
    if (!str_find(str_of(r.err.message), str_of(message), &at))
        test_fail(__FILE__, __LINE__, "\"%s\" does not say \"%s\"", r.err.message, message);
}

TEST(files_that_are_no_plan_are_refused_with_the_place) {
    check_refused(STR(""), ERROR_MALFORMED, "The file is empty.");
    check_refused(STR(" \n "), ERROR_MALFORMED, "The file is empty.");
    check_refused(STR("PK\x03\x04 zip"), ERROR_MALFORMED, "not well-formed XML");
    check_refused(STR("<html></html>"), ERROR_MALFORMED, "begins with <html>, not with <Project>");
    check_refused(STR("<Project><Tasks><Task><UID>1"), ERROR_MALFORMED, "line 1, column");
    check_refused(STR("<Project></Project><Project/>"), ERROR_MALFORMED, "not well-formed");
    check_refused(STR("<?xml version=\"1.0\" encoding=\"EBCDIC-1\"?><Project/>"), ERROR_MALFORMED,
                  "encoding");
}

TEST(billions_of_laughs_find_no_entity) {
    check_refused(
        STR("<?xml version=\"1.0\"?><!DOCTYPE Project [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]>"
            "<Project><Name>&b;</Name></Project>"),
        ERROR_MALFORMED, "DOCTYPE");
    check_refused(STR("<!DOCTYPE Project SYSTEM \"file:///etc/passwd\"><Project/>"), ERROR_MALFORMED,
                  "DOCTYPE");
    check_refused(STR("<Project><Name>&undefined;</Name></Project>"), ERROR_MALFORMED, "not well-formed");
}

TEST(deep_nesting_is_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text, STR("<Project>"));
    for (int i = 0; i < 100000; i++) strbuf_add(&text, STR("<a>"));
    check_refused(strbuf_str(&text), ERROR_MALFORMED, "nested too deeply");
}

TEST(a_text_of_many_megabytes_is_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text, STR("<Project><Tasks><Task><Name>"));
    for (int i = 0; i < 5 * 1024 * 1024 / 16; i++) strbuf_add(&text, STR("sixteen bytes.. "));
    check_refused(strbuf_str(&text), ERROR_TOO_LARGE, "too long");
}

TEST(long_names_are_cut_between_characters) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text, STR(HEAD STANDARD "<Tasks><Task><UID>1</UID><Name>"));
    for (int i = 0; i < 400; i++) strbuf_add(&text, STR("\xC3\xA4"));
    strbuf_add(&text, STR("</Name></Task></Tasks></Project>"));
    CLEANUP(read_done) Read r = read_text(strbuf_str(&text));
    CHECK(r.good);
    CHECK_INT((int64_t)item_at(&r, 0)->title.len, 600);
    CHECK(has_note(r.file.warnings, "Task/Name", "300 characters"));
}

TEST(broken_bytes_and_control_characters_are_mended) {
    CLEANUP(read_done)
    Read r = read_text(STR(HEAD STANDARD "<Tasks><Task><UID>1</UID><Name>a\xE4"
                                         "b\x01"
                                         "c&#11;d</Name></Task></Tasks></Project>"));
    CHECK(r.good);
    CHECK_STR(item_at(&r, 0)->title, STR("a\xEF\xBF\xBD"
                                         "b c     d"));
    CHECK(has_note(r.file.warnings, "File", "were replaced"));
    CHECK_INT(r.file.items.count, 1);
}

TEST(nul_bytes_do_not_end_the_file) {
    CLEANUP(read_done)
    Read r =
        read_text(STR(HEAD STANDARD "<Tasks><Task><UID>1</UID><Name>a\0b</Name></Task></Tasks></Project>"));
    CHECK(r.good);
    CHECK_STR(item_at(&r, 0)->title, STR("a b"));
}

TEST(declared_encodings_are_read) {
    CLEANUP(read_done)
    Read latin =
        read_text(STR("<?xml version=\"1.0\" "
                      "encoding=\"ISO-8859-1\"?><Project><StartDate>2026-01-05T08:00:00</"
                      "StartDate><Tasks><Task><UID>1</UID><Name>\xFC</Name></Task></Tasks></Project>"));
    CHECK(latin.good);
    CHECK_STR(item_at(&latin, 0)->title, STR("\xC3\xBC"));
    CLEANUP(read_done)
    Read windows =
        read_text(STR("<?xml version=\"1.0\" "
                      "encoding=\"windows-1252\"?><Project><StartDate>2026-01-05T08:00:00</"
                      "StartDate><Tasks><Task><UID>1</UID><Name>\x80</Name></Task></Tasks></Project>"));
    CHECK(windows.good);
    CHECK_STR(item_at(&windows, 0)->title, STR("\xE2\x82\xAC"));
}

TEST(utf_16_is_read) {
    static const char plain[] = "<Project><StartDate>2026-01-05T08:00:00</StartDate><Tasks><Task><UID>1</"
                                "UID><Name>x</Name></Task></Tasks></Project>";
    char wide[2 * sizeof plain + 2] = {'\xFF', '\xFE'};
    for (size_t i = 0; i < sizeof plain - 1; i++) wide[2 + 2 * i] = plain[i];
    CLEANUP(read_done) Read r = read_text((Str){wide, 2 * sizeof plain});
    CHECK(r.good);
    CHECK_STR(item_at(&r, 0)->title, STR("x"));
    CHECK_INT(file_format_guess(STR("plan"), (Str){wide, 2 * sizeof plain}), FORMAT_MSPDI);
}

TEST(a_file_without_start_takes_its_first_date) {
    CLEANUP(read_done)
    Read r =
        read_text(STR("<Project><Tasks><Task><UID>1</UID><Name>x</Name><ConstraintType>4</ConstraintType>"
                      "<ConstraintDate>2027-03-01T08:00:00</ConstraintDate></Task></Tasks></Project>"));
    CHECK(r.good);
    CHECK_INT(((const Project *)r.file.projects.at)->start_at.n, moment("2027-03-01T08:00").n);
    CHECK(has_note(r.file.warnings, "Project/StartDate", "missing"));
}

TEST(tasks_bound_before_the_project_move_its_start) {
    TASKS(r, TASK("1",
                  "<ConstraintType>4</ConstraintType><ConstraintDate>2025-12-01T08:00:00</ConstraintDate>"));
    CHECK_INT(((const Project *)r.file.projects.at)->start_at.n, moment("2025-12-01T08:00").n);
}

TEST(what_nothing_holds_still_starts_where_the_project_did) {
    TASKS(r,
          TASK("1", "<ConstraintType>4</ConstraintType><ConstraintDate>2025-12-01T08:00:00</ConstraintDate>")
              TASK("2", "") TASK("3", "<PredecessorLink><PredecessorUID>1</PredecessorUID></PredecessorLink>")
                  TASK("4", "<ConstraintType>6</ConstraintType>"
                            "<ConstraintDate>2026-02-05T17:00:00</ConstraintDate>"));
    CHECK_INT(item_at(&r, 1)->constraint_kind.n, CONSTRAINT_SNET);
    CHECK_INT(item_at(&r, 1)->constraint_at.n, moment("2026-01-05T08:00").n);
    CHECK_INT(item_at(&r, 2)->constraint_kind.n, CONSTRAINT_ASAP); /* follows the first, also before it */
    CHECK_INT(item_at(&r, 3)->constraint_kind.n, CONSTRAINT_FNET);
}

TEST(a_bound_that_lies_before_the_project_and_decides_nothing_does_not_move_it) {
    TASKS(r, TASK("1", "<Start>2026-01-05T08:00:00</Start><ConstraintType>4</ConstraintType>"
                       "<ConstraintDate>2025-12-01T08:00:00</ConstraintDate>"));
    CHECK_INT(((const Project *)r.file.projects.at)->start_at.n, moment("2026-01-05T08:00").n);
}

TEST(the_start_is_that_of_tasks_that_nothing_holds_when_one_placed_by_hand_lies_before) {
    TASKS(r, TASK("1", "<Manual>1</Manual><ManualStart>2026-01-05T08:00:00</ManualStart>")
                 TASK("2", "<Start>2026-01-12T08:00:00</Start>")
                     TASK("3", "<Start>2026-01-09T08:00:00</Start>" LINK_FROM("1")));
    CHECK_INT(((const Project *)r.file.projects.at)->start_at.n, moment("2026-01-12T08:00").n);
}

TEST(an_arena_that_ends_early_gives_a_clear_error) {
    static const char text[] = HEAD STANDARD "<Tasks>" TASK("1", "<Priority>3</Priority>")
        TASK("2", LINK_FROM("1")) "</Tasks></Project>";
    int refused = 0;
    for (size_t limit = 1; limit < 400 * KIB; limit += 4 * KIB) {
        CLEANUP(arena_done) Arena arena = arena_make(limit);
        PlanFile file;
        Error err = {0};
        if (mspdi_parse(&arena, str_of(text), &file, &err)) continue;
        CHECK_INT(err.kind, ERROR_BUSY);
        refused++;
    }
    CHECK(refused > 0);
}

/* ---- size ---- */

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double time_of(int count) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text, STR(HEAD STANDARD "<Tasks>"));
    for (int i = 1; i <= count; i++)
        strbuf_fmt(&text,
                   "<Task><UID>%d</UID><Name>Task "
                   "%d</Name><OutlineLevel>%d</OutlineLevel><Duration>PT8H0M0S</Duration>"
                   "<Unknown>%d</Unknown><PredecessorLink><PredecessorUID>%d</PredecessorUID></"
                   "PredecessorLink></Task>",
                   i, i, 1 + i % 7, i, i / 2);
    strbuf_add(&text, STR("</Tasks></Project>"));
    double began = seconds();
    CLEANUP(read_done) Read r = read_text(strbuf_str(&text));
    CHECK(r.good);
    CHECK_INT(r.file.items.count, count);
    return seconds() - began;
}

TEST(time_grows_nearly_linearly) {
    double best = 1e9;
    for (int i = 0; i < 3; i++) { /* the least disturbed of three */
        double once = time_of(4000), twice = time_of(8000);
        if (twice / once < best) best = twice / once;
    }
    CHECK(best < 3.2);
}
