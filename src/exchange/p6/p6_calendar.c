/* Calendars of P6: a week, and exceptions day by day. One that is laid over another takes that one's
 * exceptions too, and its week where it says nothing itself. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/p6/p6.h"

enum { P6_EXCEPTIONS_MAX = 5000, P6_BASES_MAX = 10 };

bool p6_minute_of_day(Str text, int32_t *ret) {
    Str minutes, seconds;
    Str hours = str_cut(str_trim(text), ':', &minutes);
    int64_t hour, minute;
    if (!minutes.at) return false;
    minutes = str_cut(minutes, ':', &seconds);
    if (!str_int(hours, &hour) || !str_int(minutes, &minute)) return false;
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59 || hour * 60 + minute > MINUTES_PER_DAY)
        return false;
    *ret = (int32_t)(hour * 60 + minute);
    return true;
}

void p6_add_span(P6Day *day, int32_t from, int32_t to) {
    day->given = true;
    if (to == 0) to = MINUTES_PER_DAY;
    if (to == MINUTES_PER_DAY - 1) to = MINUTES_PER_DAY; /* 23:59 */
    if (from < to && day->count < P6_SPANS_MAX) day->spans[day->count++] = (CalendarSpan){from, to};
}

static int by_start(const void *a, const void *b) {
    const CalendarSpan *x = a, *y = b;
    return (x->from_minute > y->from_minute) - (x->from_minute < y->from_minute);
}

/* Sorted; what overlaps or touches is joined. */
static List spans_of(P6 *p6, const P6Day *day) {
    CalendarSpan *spans = arena_array(p6->arena, CalendarSpan, day->count + 1);
    int count = 0;
    if (!spans) return (List){0};
    mem_copy(spans, day->spans, (size_t)day->count * sizeof *spans);
    if (day->count > 1) qsort(spans, (size_t)day->count, sizeof *spans, by_start);
    for (int i = 0; i < day->count; i++) {
        CalendarSpan *last = count ? spans + count - 1 : NULL;
        if (last && spans[i].from_minute <= last->to_minute) {
            if (spans[i].to_minute > last->to_minute) last->to_minute = spans[i].to_minute;
        } else {
            spans[count++] = spans[i];
        }
    }
    return (List){spans, count};
}

static P6Calendar *find(P6 *p6, int64_t id) {
    int32_t index = id < 0 ? -1 : uid_map_find(&p6->calendar_of, id);
    return index < 0 ? NULL : p6->calendars.at + index;
}

static bool has_week(const P6Calendar *calendar) {
    for (int i = 0; i < 7; i++)
        if (calendar->week[i].count) return true;
    return false;
}

static List usual_week(P6 *p6) {
    static const P6Day usual = {true, 2, {{480, 720}, {780, 1020}}};
    CalendarWeekday *week = arena_array(p6->arena, CalendarWeekday, 5);
    if (!week) return (List){0};
    for (int i = 0; i < 5; i++) week[i] = (CalendarWeekday){i, spans_of(p6, &usual)};
    return (List){week, 5};
}

static List week_of(P6 *p6, const P6Calendar *calendar) {
    CalendarWeekday *week = arena_array(p6->arena, CalendarWeekday, 7);
    List list = {week, 0};
    if (!week) return list;
    for (int i = 0; i < 7; i++)
        if (calendar->week[i].count)
            week[list.count++] = (CalendarWeekday){i, spans_of(p6, calendar->week + i)};
    return list;
}

typedef struct Exceptions {
    VEC(CalendarDayOff);
} Exceptions;

/* Runs of days off become one. */
static void add_exceptions(P6 *p6, const P6Calendar *calendar, Exceptions *to) {
    int first = to->count;
    for (int i = 0; i < calendar->exceptions.count; i++) {
        const P6Exception *from = calendar->exceptions.at + i;
        CalendarDayOff *last = to->count > first ? to->at + to->count - 1 : NULL;
        if (last && last->spans.count == 0 && from->hours.count == 0 && last->last_day.n + 1 == from->day) {
            last->last_day.n++;
            continue;
        }
        if (to->count == P6_EXCEPTIONS_MAX) {
            note_warning(p6->build, STR("CALENDAR/clndr_data"), calendar->name,
                         "more than %d exceptions; the last ones were left out", P6_EXCEPTIONS_MAX);
            return;
        }
        CalendarDayOff *day = vec_push(p6->arena, to);
        if (!day) return;
        *day = (CalendarDayOff){STR(""), {from->day}, {from->day}, spans_of(p6, &from->hours)};
    }
}

static Id make(P6 *p6, P6Calendar *raw) {
    P6Calendar *chain[P6_BASES_MAX];
    int depth = 0;
    for (P6Calendar *at = raw; at && depth < P6_BASES_MAX;
         at = at->base_id == at->id ? NULL : find(p6, at->base_id))
        chain[depth++] = at;
    Exceptions exceptions = {0};
    const P6Calendar *week = raw;
    for (int i = 0; i < depth && !has_week(week); i++) week = chain[i];
    for (int i = depth - 1; i >= 0; i--) add_exceptions(p6, chain[i], &exceptions);
    WorkCalendar *calendar = build_calendar(p6->build);
    if (!calendar) return ID_NONE;
    Str where = fmt(p6->arena, "calendar %lld, %.*s", (long long)raw->id, STR_ARG(raw->name));
    calendar->name = build_text(p6->build, raw->name, 100, false, STR("CALENDAR/clndr_name"), where);
    if (calendar->name.len == 0) calendar->name = fmt(p6->arena, "Calendar %lld", (long long)raw->id);
    calendar->week = has_week(week) ? week_of(p6, week) : usual_week(p6);
    if (!has_week(week))
        note_warning(p6->build, STR("CALENDAR/clndr_data"), where,
                     "no working hours; Monday to Friday, 8:00 to 12:00 and 13:00 to 17:00 was taken");
    calendar->exceptions = (List){exceptions.at, exceptions.count};
    Id id = calendar->row.id;
    plan_build_mend(p6->build, &calendar_resource, calendar, "CALENDAR", where);
    return id;
}

Id p6_calendar_id(P6 *p6, int64_t id) {
    P6Calendar *raw = find(p6, id);
    if (!raw) return ID_NONE;
    if (!raw->made) {
        raw->made = true;
        raw->made_id = make(p6, raw);
    }
    return raw->made_id;
}

/* A calendar of that day from Monday to Friday and of nothing else. */
static bool is_plain(const P6Calendar *calendar, const P6Day *day) {
    for (int i = 0; i < 7; i++)
        if (calendar->week[i].count != (i < 5) ||
            (i < 5 && !mem_equal(calendar->week[i].spans, day->spans, sizeof *day->spans)))
            return false;
    return calendar->base_id < 0 && calendar->exceptions.count == 0;
}

Id p6_role_calendar(P6 *p6) {
    static const P6Day plain = {true, 1, {{480, 960}}};
    for (int i = 0; i < p6->calendars.count && !p6->role_calendar_id.n; i++)
        if (is_plain(p6->calendars.at + i, &plain))
            p6->role_calendar_id = p6_calendar_id(p6, p6->calendars.at[i].id);
    if (p6->role_calendar_id.n) return p6->role_calendar_id;
    WorkCalendar *calendar = build_calendar(p6->build);
    CalendarWeekday *week = arena_array(p6->arena, CalendarWeekday, 5);
    if (!calendar || !week) return ID_NONE;
    for (int i = 0; i < 5; i++) week[i] = (CalendarWeekday){i, spans_of(p6, &plain)};
    calendar->name = STR("Roles");
    calendar->week = (List){week, 5};
    return p6->role_calendar_id = calendar->row.id;
}

Id p6_project_calendar(P6 *p6, const P6Project *project) {
    Id id = p6_calendar_id(p6, project->calendar_id);
    for (int i = 0; i < p6->calendars.count && !id.n; i++)
        if (p6->calendars.at[i].is_default) id = p6_calendar_id(p6, p6->calendars.at[i].id);
    if (!id.n && p6->calendars.count) id = p6_calendar_id(p6, p6->calendars.at[0].id);
    if (id.n) return id;
    note_warning(
        p6->build, STR("PROJECT/clndr_id"), STR("project"),
        "the project's calendar is missing; Monday to Friday, 8:00 to 12:00 and 13:00 to 17:00 was taken");
    WorkCalendar *calendar = build_calendar(p6->build);
    if (!calendar) return ID_NONE;
    calendar->name = STR("Standard");
    calendar->week = usual_week(p6);
    return calendar->row.id;
}
