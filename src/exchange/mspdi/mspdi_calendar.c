/* Calendars of MSPDI: weeks, exceptions and work weeks, each derived calendar laid over its base.
 *
 * While reading, calendars stay as the file has them, for a base may follow what is derived from it. When all
 * is read each becomes a whole calendar of the model: work weeks first, then recurring days, then single
 * ones, because of overlapping exceptions the later wins. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi.h"

enum { EXCEPTIONS_MAX = 5000, EXCEPTION_DAYS_MAX = 3660, BASE_DEPTH_MAX = 10, WORK_WEEK_DAYS_MAX = 36600 };

const DaySpans mspdi_usual_hours = {true, 2, {{480, 720}, {780, 1020}}};

/* ---- hours of a day ---- */

static int by_start(const void *a, const void *b) {
    const CalendarSpan *x = a, *y = b;
    return (x->from_minute > y->from_minute) - (x->from_minute < y->from_minute);
}

/* Sorted; what overlaps is joined. */
static void tidy(DaySpans *day) {
    int count = 0;
    if (day->count > 1) qsort(day->spans, (size_t)day->count, sizeof *day->spans, by_start);
    for (int i = 0; i < day->count; i++) {
        CalendarSpan *last = count ? day->spans + count - 1 : NULL;
        if (last && day->spans[i].from_minute < last->to_minute) {
            if (day->spans[i].to_minute > last->to_minute) last->to_minute = day->spans[i].to_minute;
        } else {
            day->spans[count++] = day->spans[i];
        }
    }
    day->count = count;
}

static void warn_of_midnight(Mspdi *m, Str where) {
    note_warning(m->build, STR("Calendar/WorkingTime"), where, "a shift over midnight was cut at midnight");
}

static DaySpans read_hours(Mspdi *m, const XmlNode *node, Str where) {
    DaySpans day = {.given = true};
    const XmlNode *times = xml_child(node, "WorkingTimes");
    bool working = mspdi_bool(xml_child_text(node, "DayWorking"));
    for (const XmlNode *time = times ? times->first : NULL; time; time = time->next) {
        int32_t from, to;
        if (!mspdi_minute_of_day(xml_child_text(time, "FromTime"), &from) ||
            !mspdi_minute_of_day(xml_child_text(time, "ToTime"), &to))
            continue;
        if (to <= from) {
            day.over_minutes = to;
            to = MINUTES_PER_DAY;
        }
        if (from < to && day.count < COUNT_OF(day.spans)) day.spans[day.count++] = (CalendarSpan){from, to};
    }
    tidy(&day);
    if (working && day.count == 0) return mspdi_usual_hours;
    if (!working && xml_child(node, "DayWorking")) day.count = 0;
    return day;
}

/* A shift over midnight ends on the next day of the week, as far as that says its hours, too. */
static void carry_over(Mspdi *m, DaySpans *week, Str where) {
    for (int i = 0; i < 7; i++) {
        DaySpans *next = week + (i + 1) % 7;
        int32_t over = week[i].over_minutes;
        week[i].over_minutes = 0;
        if (!over) continue;
        if (next->given && next->count < COUNT_OF(next->spans)) {
            next->spans[next->count++] = (CalendarSpan){0, over};
            tidy(next);
        } else {
            warn_of_midnight(m, where);
        }
    }
}

/* DayType 1 Sunday .. 7 Saturday; 0: a range of days. */
static int weekday_of(const XmlNode *node) {
    int64_t type;
    if (!str_int(xml_child_text(node, "DayType"), &type) || type < 1 || type > 7) return -1;
    return (int)(type + 5) % 7;
}

/* ---- reading ---- */

static void read_work_week(Mspdi *m, RawCalendar *calendar, const XmlNode *node, Str where) {
    const XmlNode *period = xml_child(node, "TimePeriod"), *days = xml_child(node, "WeekDays");
    Moment from = MOMENT_NONE, to = MOMENT_NONE;
    DaySpans week[7] = {0};
    if (period)
        from =
            read_moment((Place){m->build, "WorkWeek", where}, "FromDate", xml_child_text(period, "FromDate"));
    if (period)
        to = read_moment((Place){m->build, "WorkWeek", where}, "ToDate", xml_child_text(period, "ToDate"));
    for (const XmlNode *day = days ? days->first : NULL; day; day = day->next)
        if (weekday_of(day) >= 0) week[weekday_of(day)] = read_hours(m, day, where);
    carry_over(m, week, where);
    if (from.n == MOMENT_NONE.n || to.n < from.n) return;
    int32_t first = day_of_minute(from.n), last = day_of_minute(to.n);
    if (last - first > WORK_WEEK_DAYS_MAX) last = first + WORK_WEEK_DAYS_MAX;
    Str name = build_text(m->build, xml_child_text(node, "Name"), 100, false, STR_NULL, where);
    DayRange *open = NULL;
    for (int32_t at = first; at <= last; at++) {
        const DaySpans *hours = week + day_weekday(at);
        if (open && open->last == at - 1 && hours->given && mem_equal(&open->hours, hours, sizeof *hours)) {
            open->last = at;
        } else if (hours->given) {
            open = vec_push(m->arena, &calendar->ranges);
            if (!open || calendar->ranges.count > EXCEPTIONS_MAX) return;
            *open = (DayRange){at, at, name, *hours, OF_WORK_WEEK};
        }
    }
}

static void read_exception(Mspdi *m, RawCalendar *calendar, const XmlNode *node, DaySpans hours, Str where) {
    if (hours.over_minutes) warn_of_midnight(m, where);
    hours.over_minutes = 0;
    mspdi_exception(m, calendar, node, &hours, where);
}

static void read_week(Mspdi *m, RawCalendar *calendar, const XmlNode *days, bool ranges_too, Str where) {
    for (const XmlNode *day = days ? days->first : NULL; day; day = day->next) {
        int weekday = weekday_of(day);
        DaySpans hours = read_hours(m, day, where);
        if (weekday >= 0) calendar->week[weekday] = hours;
        else if (ranges_too && xml_child(day, "TimePeriod")) read_exception(m, calendar, day, hours, where);
    }
    carry_over(m, calendar->week, where);
}

static void read_exceptions(Mspdi *m, RawCalendar *calendar, const XmlNode *list, Str where) {
    int first = calendar->ranges.count, count = 0;
    for (const XmlNode *node = list->first; node; node = node->next) {
        read_exception(m, calendar, node, read_hours(m, node, where), where);
    }
    int total = calendar->ranges.count - first;
    DayRange *sorted = arena_array(m->arena, DayRange, total + 1);
    if (!sorted) return;
    for (int kind = 0; kind < DAY_RANGE_KINDS; kind++)
        for (int i = 0; i < total; i++)
            if ((int)calendar->ranges.at[first + i].kind == kind)
                sorted[count++] = calendar->ranges.at[first + i];
    if (total) mem_copy(calendar->ranges.at + first, sorted, (size_t)total * sizeof *sorted);
}

RawCalendar *mspdi_raw_calendar(Mspdi *m, int64_t uid, int64_t base_uid, Str name) {
    if (!uid_map_add(m->arena, &m->calendar_of, uid, m->calendars.count)) return NULL;
    RawCalendar *calendar = vec_push(m->arena, &m->calendars);
    if (!calendar) return NULL;
    calendar->uid = uid;
    calendar->base_uid = base_uid;
    calendar->is_base = base_uid < 0;
    calendar->name = build_text(m->build, name, 100, false, STR("Calendar/Name"), name);
    return calendar;
}

void mspdi_raw_days(Mspdi *m, RawCalendar *calendar, int32_t first, int32_t last, const DaySpans *hours) {
    DayRange *range = calendar->ranges.count < EXCEPTIONS_MAX ? vec_push(m->arena, &calendar->ranges) : NULL;
    if (range) *range = (DayRange){first, last, STR(""), *hours, ALONE};
}

bool mspdi_calendar(Mspdi *m, const XmlNode *node, Error *err) {
    RawCalendar *calendar = vec_push(m->arena, &m->calendars);
    if (!calendar) return error_no_memory(err);
    Str uid = xml_child_text(node, "UID");
    Str where = fmt(m->arena, "calendar %.*s, %.*s", STR_ARG(uid), STR_ARG(xml_child_text(node, "Name")));
    Place at = {m->build, "Calendar", where};
    calendar->uid = read_int(at, "UID", uid, INT32_MIN, INT32_MAX, -1);
    calendar->base_uid =
        read_int(at, "BaseCalendarUID", xml_child_text(node, "BaseCalendarUID"), -1, INT32_MAX, -1);
    calendar->is_base =
        mspdi_bool(xml_child_text(node, "IsBaseCalendar")) || !xml_child(node, "IsBaseCalendar");
    calendar->name =
        build_text(m->build, xml_child_text(node, "Name"), 100, false, STR("Calendar/Name"), where);
    const XmlNode *exceptions = xml_child(node, "Exceptions"), *work_weeks = xml_child(node, "WorkWeeks");
    bool has_exceptions = exceptions && exceptions->first;
    for (const XmlNode *week = work_weeks ? work_weeks->first : NULL; week; week = week->next)
        read_work_week(m, calendar, week, where);
    read_week(m, calendar, xml_child(node, "WeekDays"), !has_exceptions, where);
    if (has_exceptions) read_exceptions(m, calendar, exceptions, where);
    if (!uid_map_add(m->arena, &m->calendar_of, calendar->uid, m->calendars.count - 1))
        note_warning(m->build, STR("Calendar/UID"), where,
                     "used twice; the first calendar of that number counts");
    return true;
}

/* ---- from raw to the model ---- */

static List spans_list(Mspdi *m, const DaySpans *day) {
    CalendarSpan *spans = arena_array(m->arena, CalendarSpan, day->count);
    if (!spans) return (List){0};
    mem_copy(spans, day->spans, (size_t)day->count * sizeof *spans);
    return (List){spans, day->count};
}

/* The calendar and its bases, the outermost base first. */
static int bases_of(Mspdi *m, RawCalendar *calendar, RawCalendar **chain) {
    RawCalendar *up[BASE_DEPTH_MAX];
    int count = 0;
    for (RawCalendar *at = calendar; at && count < BASE_DEPTH_MAX; count++) {
        up[count] = at;
        int32_t base =
            at->is_base || at->base_uid == at->uid ? -1 : uid_map_find(&m->calendar_of, at->base_uid);
        at = base < 0 ? NULL : m->calendars.at + base;
    }
    for (int i = 0; i < count; i++) chain[i] = up[count - 1 - i];
    return count;
}

static List week_of(Mspdi *m, RawCalendar **chain, int count) {
    CalendarWeekday *week = arena_array(m->arena, CalendarWeekday, 7);
    List list = {week, 0};
    if (!week) return list;
    for (int day = 0; day < 7; day++) {
        DaySpans hours = {0};
        bool given = false;
        for (int i = 0; i < count; i++) {
            if (!chain[i]->week[day].given) continue;
            hours = chain[i]->week[day];
            given = true;
        }
        bool any = false;
        for (int i = 0; i < count; i++)
            for (int k = 0; k < 7; k++) any |= chain[i]->week[k].given;
        if (!given && !any && day < 5) hours = mspdi_usual_hours; /* no week at all: the usual one */
        if (hours.count) week[list.count++] = (CalendarWeekday){day, spans_list(m, &hours)};
    }
    return list;
}

static void push_range(Mspdi *m, CalendarDayOff *to, int *count, const DayRange *range) {
    for (int32_t first = range->first; first <= range->last; first += EXCEPTION_DAYS_MAX) {
        int32_t last = first + EXCEPTION_DAYS_MAX - 1;
        if (*count == EXCEPTIONS_MAX) return;
        to[(*count)++] = (CalendarDayOff){range->name.at ? range->name : STR(""),
                                          {first},
                                          {last < range->last ? last : range->last},
                                          spans_list(m, &range->hours)};
    }
}

static List exceptions_of(Mspdi *m, RawCalendar **chain, int count) {
    int total = 0, done = 0;
    for (int i = 0; i < count; i++)
        for (int k = 0; k < chain[i]->ranges.count; k++)
            total += 1 + (chain[i]->ranges.at[k].last - chain[i]->ranges.at[k].first) / EXCEPTION_DAYS_MAX;
    if (total > EXCEPTIONS_MAX) {
        note_warning(m->build, STR("Calendar/Exceptions"), chain[count - 1]->name,
                     "more than %d exceptions; the last ones were left out", EXCEPTIONS_MAX);
        total = EXCEPTIONS_MAX;
    }
    CalendarDayOff *to = arena_array(m->arena, CalendarDayOff, total);
    if (!to || total == 0) return (List){0};
    for (int exceptions = 0; exceptions < 2; exceptions++)
        for (int i = 0; i < count; i++)
            for (int k = 0; k < chain[i]->ranges.count && done < total; k++)
                if ((chain[i]->ranges.at[k].kind != OF_WORK_WEEK) == exceptions)
                    push_range(m, to, &done, chain[i]->ranges.at + k);
    return (List){to, done};
}

static bool is_plain(const RawCalendar *calendar) {
    for (int day = 0; day < 7; day++)
        if (calendar->week[day].given) return false;
    return calendar->ranges.count == 0;
}

static Id make(Mspdi *m, RawCalendar *raw) {
    RawCalendar *chain[BASE_DEPTH_MAX];
    int count = bases_of(m, raw, chain);
    List week = week_of(m, chain, count);
    if (week.count == 0) {
        note_warning(m->build, STR("Calendar"), raw->name, "without any working time; it was left out");
        return ID_NONE;
    }
    WorkCalendar *calendar = build_calendar(m->build);
    if (!calendar) return ID_NONE;
    calendar->name = raw->name.len ? raw->name : fmt(m->arena, "Calendar %d", (int)raw->uid);
    calendar->week = week;
    calendar->exceptions = exceptions_of(m, chain, count);
    Id id = calendar->row.id;
    plan_build_mend(m->build, &calendar_resource, calendar, "Calendar", raw->name);
    return id;
}

/* A resource's calendar that says nothing of its own is its base. */
Id mspdi_calendar_id(Mspdi *m, int64_t uid) {
    int32_t index = uid < 0 ? -1 : uid_map_find(&m->calendar_of, uid);
    if (index < 0) return ID_NONE;
    RawCalendar *raw = m->calendars.at + index;
    for (int i = 0; i < BASE_DEPTH_MAX && !raw->is_base && is_plain(raw); i++) {
        int32_t base = uid_map_find(&m->calendar_of, raw->base_uid);
        if (base < 0) break;
        raw = m->calendars.at + base;
    }
    if (!raw->made) {
        raw->made = true;
        raw->id = make(m, raw);
    }
    return raw->id;
}

Id mspdi_project_calendar(Mspdi *m) {
    for (int i = 0; i < m->calendars.count; i++)
        if (m->calendars.at[i].is_base) mspdi_calendar_id(m, m->calendars.at[i].uid);
    Id id = mspdi_calendar_id(m, m->calendar_uid);
    if (id.n) return id;
    note_warning(
        m->build, STR("Project/CalendarUID"), STR("project"),
        "the project's calendar is missing; Monday to Friday, 8:00 to 12:00 and 13:00 to 17:00 was taken");
    RawCalendar standard = {.name = STR("Standard")};
    return make(m, &standard);
}
