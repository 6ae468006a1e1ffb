/* Calendars of P6, out: a week, and exceptions day by day. XER holds them as nested lists in one field
 * (xer_calendar.c reads them), PMXML as elements whose finish is the last minute of work. */
#include "base/banned.h"
#include "exchange/p6/p6_out.h"

enum { DAY_ZERO = 25569 /* 1970-01-01, counted from 1899-12-30 */, EXCEPTION_DAYS_MAX = 20000 };

static List hours_of_day(const WorkCalendar *calendar, int weekday) {
    const CalendarWeekday *days = calendar->week.at;
    for (int i = 0; i < calendar->week.count; i++)
        if (days[i].weekday == weekday) return days[i].spans;
    return (List){0};
}

static int64_t minutes_of(List spans) {
    const CalendarSpan *span = spans.at;
    int64_t sum = 0;
    for (int i = 0; i < spans.count; i++) sum += span[i].to_minute - span[i].from_minute;
    return sum;
}

/* ---- XER ---- */

static void write_clock(StrBuf *out, int64_t minute) {
    strbuf_fmt(out, "%02d:%02d", (int)(minute % MINUTES_PER_DAY / 60), (int)(minute % 60));
}

static void xer_spans(StrBuf *out, List spans) {
    const CalendarSpan *span = spans.at;
    strbuf_char(out, '(');
    for (int i = 0; i < spans.count; i++) {
        strbuf_fmt(out, "(0||%d(s|", i);
        write_clock(out, span[i].from_minute);
        strbuf_add(out, STR("|f|"));
        write_clock(out, span[i].to_minute);
        strbuf_add(out, STR(")())"));
    }
    strbuf_char(out, ')');
}

static Str xer_data(P6Out *o, const WorkCalendar *calendar, List exceptions) {
    StrBuf out = strbuf_make(o->view.arena, 0);
    const CalendarDayOff *off = exceptions.at;
    int number = 0;
    strbuf_add(&out, STR("(0||CalendarData()((0||DaysOfWeek()("));
    for (int day = 1; day <= 7; day++) {
        strbuf_fmt(&out, "(0||%d()", day);
        xer_spans(&out, hours_of_day(calendar, (day + 5) % 7));
        strbuf_char(&out, ')');
    }
    strbuf_add(&out, STR("))(0||VIEW(ShowTotal|N)())(0||Exceptions()("));
    for (int i = 0; i < exceptions.count; i++)
        for (int32_t day = off[i].first_day.n; day <= off[i].last_day.n && number < EXCEPTION_DAYS_MAX;
             day++) {
            strbuf_fmt(&out, "(0||%d(d|%d)", number++, day + DAY_ZERO);
            xer_spans(&out, off[i].spans);
            strbuf_char(&out, ')');
        }
    strbuf_add(&out, STR("))))"));
    return strbuf_str(&out);
}

/* ---- PMXML ---- */

static void xml_spans(StrBuf *out, List spans) {
    const CalendarSpan *span = spans.at;
    if (spans.count == 0) strbuf_add(out, STR("<WorkTime xsi:nil=\"true\"/>"));
    for (int i = 0; i < spans.count; i++) {
        int64_t finish = span[i].to_minute % 5 ? span[i].to_minute : span[i].to_minute - 1;
        strbuf_add(out, STR("<WorkTime><Start>"));
        write_clock(out, span[i].from_minute);
        strbuf_add(out, STR(":00</Start><Finish>"));
        write_clock(out, finish);
        strbuf_add(out, STR(":00</Finish></WorkTime>"));
    }
}

static void xml_data(P6Out *o, const WorkCalendar *calendar, List exceptions) {
    static const char *const names[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday"};
    const CalendarDayOff *off = exceptions.at;
    int written = 0;
    strbuf_add(o->out, STR("<StandardWorkWeek>"));
    for (int day = 0; day < 7; day++) {
        strbuf_fmt(o->out, "<StandardWorkHours><DayOfWeek>%s</DayOfWeek>", names[day]);
        xml_spans(o->out, hours_of_day(calendar, (day + 6) % 7));
        strbuf_add(o->out, STR("</StandardWorkHours>"));
    }
    strbuf_add(o->out, STR("</StandardWorkWeek>"));
    if (exceptions.count == 0) return;
    strbuf_add(o->out, STR("<HolidayOrExceptions>"));
    for (int i = 0; i < exceptions.count; i++)
        for (int32_t day = off[i].first_day.n; day <= off[i].last_day.n && written < EXCEPTION_DAYS_MAX;
             day++) {
            strbuf_add(o->out, STR("<HolidayOrException>"));
            xml_out_moment(o->out, "Date", (Moment){day * MINUTES_PER_DAY});
            xml_spans(o->out, off[i].spans);
            strbuf_add(o->out, STR("</HolidayOrException>"));
            written++;
        }
    strbuf_add(o->out, STR("</HolidayOrExceptions>"));
}

/* ---- one of them ---- */

/* What P6 shows days, weeks, months and years in. */
static void cell_lengths(P6Out *o, const WorkCalendar *calendar) {
    int64_t week = 0, days = 0;
    for (int day = 0; day < 7; day++) {
        int64_t minutes = minutes_of(hours_of_day(calendar, day));
        week += minutes;
        days += minutes > 0;
    }
    int64_t day = days ? week / days : 480, hour = 60; /* P6 takes no less of any */
    cell_hours(o, "day_hr_cnt", "HoursPerDay", day < hour ? hour : day);
    cell_hours(o, "week_hr_cnt", "HoursPerWeek", week < hour ? hour : week);
    cell_hours(o, "month_hr_cnt", "HoursPerMonth", week < hour ? hour : week * 43 / 10);
    cell_hours(o, "year_hr_cnt", "HoursPerYear", week < hour ? hour : week * 52);
}

static void write_calendar(P6Out *o, const WorkCalendar *calendar, int64_t id, bool is_default) {
    List exceptions = view_exceptions(o->view.arena, calendar);
    cell_id(o, "clndr_id", "ObjectId", id);
    cell_yes(o, "default_flag", "IsDefault", is_default);
    cell_text(o, "clndr_name", "Name", calendar->name);
    cell_fixed(o, "clndr_type", "Type", "CA_Base", "Global");
    cell_lengths(o, calendar);
    cell_yes(o, "rsrc_private", "IsPersonal", false);
    if (!o->xml) cell_text(o, "clndr_data", NULL, xer_data(o, calendar, exceptions));
    p6_row(o, true);
    if (o->xml) xml_data(o, calendar, exceptions);
    p6_close(o, "Calendar");
}

/* For durations and lags that count around the clock. */
static void write_day_and_night(P6Out *o) {
    CalendarSpan whole = {0, MINUTES_PER_DAY};
    CalendarWeekday week[7];
    for (int day = 0; day < 7; day++) week[day] = (CalendarWeekday){day, {&whole, 1}};
    WorkCalendar calendar = {.name = STR("24 Hours"), .week = {week, 7}};
    write_calendar(o, &calendar, p6_out_calendar_id(o, o->day_and_night), false);
}

int64_t p6_out_calendar_id(const P6Out *o, Id calendar) {
    if (o->day_and_night.n && id_equal(calendar, o->day_and_night)) return o->view.file->calendars.count + 1;
    int32_t index = view_calendar(&o->view, calendar);
    return index < 0 ? -1 : index + 1;
}

void p6_out_calendars(P6Out *o) {
    const Project *projects = o->view.projects;
    p6_table(o, "CALENDAR", "Calendar");
    for (int i = 0; i < o->view.file->calendars.count; i++)
        write_calendar(o, o->view.calendars + i, i + 1, view_calendar(&o->view, projects->calendar_id) == i);
    if (o->day_and_night.n) write_day_and_night(o);
}
