/* Writing invitations. See ical.h. */
#include "exchange/ical.h"

#include "base/banned.h"
#include "base/utf8.h"
#include "base/zone.h"

enum { LINE_MAX_BYTES = 75, YEAR_OF_RULES = 2020 };

/* Lines are folded at 75 bytes, never within a character. */
static void add_line(StrBuf *out, Str line) {
    size_t room = LINE_MAX_BYTES;
    while (line.len > room) {
        size_t cut = utf8_cut(line, room);
        strbuf_add(out, str_slice(line, 0, cut));
        strbuf_add(out, STR("\r\n "));
        line = str_from(line, cut);
        room = LINE_MAX_BYTES - 1;
    }
    strbuf_add(out, line);
    strbuf_add(out, STR("\r\n"));
}

/* Within a TEXT value; in a quoted parameter quotes cannot stand at all. */
static Str escaped(Arena *arena, Str text) {
    StrBuf out = strbuf_make(arena, 0);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '\r') continue;
        if (c == '\\' || c == ';' || c == ',') strbuf_char(&out, '\\');
        if (c == '\n') strbuf_add(&out, STR("\\n"));
        else strbuf_char(&out, c);
    }
    return strbuf_str(&out);
}

static Str quotable(Arena *arena, Str text) {
    StrBuf out = strbuf_make(arena, 0);
    for (size_t i = 0; i < text.len; i++)
        strbuf_char(&out, text.at[i] == '"' || text.at[i] == '\n' || text.at[i] == '\r' ? ' ' : text.at[i]);
    return strbuf_str(&out);
}

static void add_text(StrBuf *out, const char *name, Str text) {
    add_line(out, fmt(out->arena, "%s:%.*s", name, STR_ARG(escaped(out->arena, text))));
}

/* "20261207T100000" */
static Str local(Arena *arena, Moment at) {
    int year, month, day;
    int32_t n = day_of_minute(at.n), minute = at.n - n * MINUTES_PER_DAY;
    day_to_civil(n, &year, &month, &day);
    return fmt(arena, "%04d%02d%02dT%02d%02d00", year, month, day, minute / 60, minute % 60);
}

static Str utc(Arena *arena, Time time) {
    int64_t minutes = time.ms / 60000, seconds = time.ms / 1000 % 60;
    Str text = local(arena, (Moment){(int32_t)minutes});
    return fmt(arena, "%.*s%02dZ", STR_ARG(str_slice(text, 0, text.len - 2)), (int)seconds);
}

static Str offset(Arena *arena, int minutes) {
    int positive = minutes < 0 ? -minutes : minutes;
    return fmt(arena, "%c%02d%02d", minutes < 0 ? '-' : '+', positive / 60, positive % 60);
}

/* Where the change lies on another day than its rule names, weekday and days of the month move along. */
static Str change_rule(Arena *arena, const ZoneChange *change) {
    static const char *const days[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int shift = day_of_minute(change->minute);
    int first = shift + (change->week == 5 ? lengths[change->month - 1] - 6 : 1 + (change->week - 1) * 7);
    StrBuf out = strbuf_make(arena, 0);
    strbuf_fmt(&out, "FREQ=YEARLY;BYMONTH=%d;BYDAY=%s;BYMONTHDAY=", change->month,
               days[(change->weekday + shift + 7) % 7]);
    for (int i = 0; i < 7; i++) strbuf_fmt(&out, "%s%d", i ? "," : "", first + i);
    return strbuf_str(&out);
}

static void add_period(StrBuf *out, const char *name, const ZoneChange *change, int from, int to) {
    Moment since = change ? zone_change_at(change, YEAR_OF_RULES)
                          : (Moment){day_from_civil(YEAR_OF_RULES, 1, 1) * MINUTES_PER_DAY};
    add_line(out, fmt(out->arena, "BEGIN:%s", name));
    add_line(out, fmt(out->arena, "DTSTART:%.*s", STR_ARG(local(out->arena, since))));
    if (change) add_line(out, fmt(out->arena, "RRULE:%.*s", STR_ARG(change_rule(out->arena, change))));
    add_line(out, fmt(out->arena, "TZOFFSETFROM:%.*s", STR_ARG(offset(out->arena, from))));
    add_line(out, fmt(out->arena, "TZOFFSETTO:%.*s", STR_ARG(offset(out->arena, to))));
    add_line(out, fmt(out->arena, "END:%s", name));
}

static void add_zone(StrBuf *out, Str name) {
    Zone zone;
    if (!zone_find(name, &zone)) return;
    add_line(out, STR("BEGIN:VTIMEZONE"));
    add_line(out, fmt(out->arena, "TZID:%.*s", STR_ARG(name)));
    int standard = zone.standard_minutes, summer = zone.has_summer ? zone.summer_minutes : standard;
    add_period(out, "STANDARD", zone.has_summer ? &zone.to_standard : NULL, summer, standard);
    if (zone.has_summer) add_period(out, "DAYLIGHT", &zone.to_summer, standard, summer);
    add_line(out, STR("END:VTIMEZONE"));
}

static void add_attendees(StrBuf *out, const List *attendees) {
    const IcalPerson *person = attendees->at;
    for (int i = 0; i < attendees->count; i++)
        add_line(out, fmt(out->arena, "ATTENDEE;CN=\"%.*s\";ROLE=REQ-PARTICIPANT:mailto:%.*s",
                          STR_ARG(quotable(out->arena, person[i].name)), STR_ARG(person[i].email)));
}

void ical_write(StrBuf *out, const IcalEvent *event) {
    Arena *arena = out->arena;
    Moment end = {event->starts_at.n + (int32_t)event->duration_minutes};
    add_line(out, STR("BEGIN:VCALENDAR"));
    add_line(out, STR("VERSION:2.0"));
    add_line(out, STR("PRODID:-//Trivet//Trivet//EN"));
    add_line(out, STR("METHOD:PUBLISH"));
    add_zone(out, event->zone);
    add_line(out, STR("BEGIN:VEVENT"));
    add_line(out, fmt(arena, "UID:%.*s@trivet", STR_ARG(event->uid)));
    add_line(out, fmt(arena, "SEQUENCE:%lld", (long long)event->sequence));
    add_line(out, fmt(arena, "DTSTAMP:%.*s", STR_ARG(utc(arena, event->stamp))));
    add_line(out, fmt(arena, "DTSTART;TZID=%.*s:%.*s", STR_ARG(event->zone),
                      STR_ARG(local(arena, event->starts_at))));
    add_line(out, fmt(arena, "DTEND;TZID=%.*s:%.*s", STR_ARG(event->zone), STR_ARG(local(arena, end))));
    if (event->rule) add_line(out, fmt(arena, "RRULE:%s", event->rule));
    add_text(out, "SUMMARY", event->summary);
    if (event->description.len) add_text(out, "DESCRIPTION", event->description);
    add_line(out, event->cancelled ? STR("STATUS:CANCELLED") : STR("STATUS:CONFIRMED"));
    add_attendees(out, &event->attendees);
    add_line(out, STR("END:VEVENT"));
    add_line(out, STR("END:VCALENDAR"));
}
