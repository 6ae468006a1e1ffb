/* Calendars and resources of MSPDI, out. Every person has a calendar derived from the one he works by, as MS
 * Project wants it; exceptions that overlap are cut where a later one wins, for MS Project allows no overlap.
 */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi_out.h"

int64_t out_calendar_uid(const Mspdout *m, Id calendar_id) {
    int32_t index = view_calendar(&m->view, calendar_id);
    return index < 0 ? -1 : index + 1;
}

static void out_time(StrBuf *out, const char *name, int64_t minute) {
    int64_t shown = minute % MINUTES_PER_DAY;
    strbuf_fmt(out, "<%s>%02d:%02d:00</%s>", name, (int)(shown / 60), (int)(shown % 60), name);
}

/* MS Project takes so many a day: of more, the shortest pauses between them are worked through. */
enum { SHIFTS_MAX = 5, SPANS_MAX = 20 };

static int join_shifts(List spans, CalendarSpan *to) {
    int count = spans.count < SPANS_MAX ? spans.count : SPANS_MAX;
    if (count) mem_copy(to, spans.at, (size_t)count * sizeof *to);
    while (count > SHIFTS_MAX) {
        int at = 1;
        for (int i = 2; i < count; i++)
            if (to[i].from_minute - to[i - 1].to_minute < to[at].from_minute - to[at - 1].to_minute) at = i;
        to[at - 1].to_minute = to[at].to_minute;
        count--;
        for (int i = at; i < count; i++) to[i] = to[i + 1];
    }
    return count;
}

static void write_hours(StrBuf *out, List spans) {
    CalendarSpan span[SPANS_MAX];
    int count = join_shifts(spans, span);
    out_int(out, "DayWorking", count > 0);
    if (count == 0) return;
    strbuf_add(out, STR("<WorkingTimes>"));
    for (int i = 0; i < count; i++) {
        strbuf_add(out, STR("<WorkingTime>"));
        out_time(out, "FromTime", span[i].from_minute);
        out_time(out, "ToTime", span[i].to_minute);
        strbuf_add(out, STR("</WorkingTime>"));
    }
    strbuf_add(out, STR("</WorkingTimes>"));
}

static void write_week(StrBuf *out, List week) {
    const CalendarWeekday *days = week.at;
    strbuf_add(out, STR("<WeekDays>"));
    for (int type = 1; type <= 7; type++) {
        List spans = {0};
        for (int i = 0; i < week.count; i++)
            if (days[i].weekday == (type + 5) % 7) spans = days[i].spans;
        strbuf_add(out, STR("<WeekDay>"));
        out_int(out, "DayType", type);
        write_hours(out, spans);
        strbuf_add(out, STR("</WeekDay>"));
    }
    strbuf_add(out, STR("</WeekDays>"));
}

static void write_exception(StrBuf *out, const CalendarDayOff *day) {
    int32_t first = day->first_day.n, last = day->last_day.n;
    strbuf_add(out, STR("<Exception><EnteredByOccurrences>0</EnteredByOccurrences><TimePeriod>"));
    xml_out_moment(out, "FromDate", (Moment){first * MINUTES_PER_DAY});
    xml_out_moment(out, "ToDate", (Moment){last * MINUTES_PER_DAY + MINUTES_PER_DAY - 1});
    strbuf_add(out, STR("</TimePeriod>"));
    out_int(out, "Occurrences", last - first + 1);
    xml_out_text(out, "Name", day->name);
    out_int(out, "Type", 1);
    write_hours(out, day->spans);
    strbuf_add(out, STR("</Exception>"));
}

static void write_calendar(Mspdout *m, const WorkCalendar *calendar, int64_t uid) {
    List exceptions = view_exceptions(m->view.arena, calendar);
    const CalendarDayOff *days = exceptions.at;
    strbuf_add(m->out, STR("<Calendar>"));
    out_int(m->out, "UID", uid);
    xml_out_text(m->out, "Name", calendar->name);
    strbuf_add(m->out, STR("<IsBaseCalendar>1</IsBaseCalendar><BaseCalendarUID>-1</BaseCalendarUID>"));
    write_week(m->out, calendar->week);
    if (exceptions.count) {
        strbuf_add(m->out, STR("<Exceptions>"));
        for (int i = 0; i < exceptions.count; i++) write_exception(m->out, days + i);
        strbuf_add(m->out, STR("</Exceptions>"));
    }
    strbuf_add(m->out, STR("</Calendar>\n"));
}

static void write_derived(Mspdout *m, const PlanResource *resource, int64_t uid) {
    const Project *project = m->view.file->projects.at;
    Id base = resource->calendar_id.n ? resource->calendar_id : project->calendar_id;
    strbuf_add(m->out, STR("<Calendar>"));
    out_int(m->out, "UID", uid);
    xml_out_text(m->out, "Name", resource->name);
    out_int(m->out, "IsBaseCalendar", 0);
    out_int(m->out, "BaseCalendarUID", out_calendar_uid(m, base));
    strbuf_add(m->out, STR("</Calendar>\n"));
}

/* Base calendars have the numbers 1 to n, the resources' follow in their order. */
void out_calendars(Mspdout *m) {
    const WorkCalendar *calendars = m->view.file->calendars.at;
    const PlanResource *resources = m->view.file->resources.at;
    strbuf_add(m->out, STR("<Calendars>\n"));
    for (int i = 0; i < m->view.file->calendars.count; i++) write_calendar(m, calendars + i, i + 1);
    for (int i = 0; i < m->view.file->resources.count; i++)
        if (resources[i].kind.n != RESOURCE_MATERIAL)
            write_derived(m, resources + i, m->view.file->calendars.count + i + 1);
    strbuf_add(m->out, STR("</Calendars>\n"));
}

void out_resources(Mspdout *m) {
    const PlanResource *resources = m->view.file->resources.at;
    strbuf_add(m->out, STR("<Resources>\n"));
    for (int i = 0; i < m->view.file->resources.count; i++) {
        const PlanResource *resource = resources + i;
        bool material = resource->kind.n == RESOURCE_MATERIAL;
        strbuf_add(m->out, STR("<Resource>"));
        size_t begin = m->out->len;
        out_int(m->out, "UID", m->resource_uids[i]);
        out_int(m->out, "ID", i + 1);
        xml_out_text(m->out, "Name", resource->name);
        out_int(m->out, "Type", !material);
        out_int(m->out, "IsNull", 0);
        if (resource->email.len) xml_out_text(m->out, "EmailAddress", resource->email);
        if (!material) out_scaled(m->out, "MaxUnits", resource->units_percent, 100);
        out_own_rate(m, resource);
        if (!material) out_int(m->out, "CalendarUID", m->view.file->calendars.count + i + 1);
        if (resource->generic) out_int(m->out, "IsGeneric", 1);
        out_availability(m, resource);
        out_rates(m, resource);
        out_file_details(m->view.arena, m->out, begin, &mspdi_resources, resource->file_details, NULL);
        strbuf_add(m->out, STR("</Resource>\n"));
    }
    strbuf_add(m->out, STR("</Resources>\n"));
}
