/* A calendar's hours in an XER file: nested lists in one field,
 *
 *     (0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|08:00|f|12:00)())...
 *                         (0||Exceptions()((0||0(d|40179)())...
 *
 * Read without the nesting: "||" begins a node, its name stands before the bracket, its values inside; a
 * value "s" belongs to the day or exception named last. So brackets that do not match do no harm. */
#include "exchange/p6/xer.h"

#include "base/banned.h"

enum { DAY_ZERO = 25569 /* 1970-01-01, counted from 1899-12-30 */ };

typedef enum Section { SECTION_NONE, SECTION_WEEK, SECTION_EXCEPTIONS } Section;

/* The value behind "|name|" in "s|08:00|f|12:00". */
static Str value_of(Str values, const char *name) {
    for (Str rest = values; rest.at;) {
        Str key = str_trim(str_cut(rest, '|', &rest));
        if (!rest.at) break;
        Str value = str_cut(rest, '|', &rest);
        if (str_is(key, name)) return str_trim(value);
    }
    return STR_NULL;
}

static Section section_of(Str name, Section now) {
    if (str_is(name, "DaysOfWeek")) return SECTION_WEEK;
    if (str_is(name, "Exceptions")) return SECTION_EXCEPTIONS;
    int64_t number;
    return str_int(name, &number) ? now : SECTION_NONE;
}

/* The day that spans belong to from here on; NULL: none. */
static P6Day *open_day(P6 *p6, P6Calendar *calendar, Section section, Str name, Str values) {
    int64_t number;
    if (section == SECTION_WEEK)
        return str_int(name, &number) && number >= 1 && number <= 7 ? calendar->week + (number + 5) % 7
                                                                    : NULL;
    if (!str_int(value_of(values, "d"), &number) || number < 2 || number > 401767) return NULL;
    P6Exception *exception = vec_push(p6->arena, &calendar->exceptions);
    if (!exception) return NULL;
    exception->day = (int32_t)number - DAY_ZERO;
    exception->hours.given = true;
    return &exception->hours;
}

static void read_node(P6 *p6, P6Calendar *calendar, Section *section, P6Day **day, Str name, Str values) {
    int32_t from, to;
    Str start = value_of(values, "s"), finish = value_of(values, "f");
    if (start.at && finish.at) {
        if (*day && p6_minute_of_day(start, &from) && p6_minute_of_day(finish, &to))
            p6_add_span(*day, from, to);
        return;
    }
    *section = section_of(name, *section);
    *day = *section == SECTION_NONE ? NULL : open_day(p6, calendar, *section, name, values);
}

/* The text ends before its brackets are closed. */
static bool is_cut_off(Str data) {
    int open = 0;
    for (size_t i = 0; i < data.len; i++) open += (data.at[i] == '(') - (data.at[i] == ')');
    return open > 0;
}

void xer_hours(P6 *p6, P6Calendar *calendar, Str data) {
    Section section = SECTION_NONE;
    P6Day *day = NULL;
    size_t at;
    if (is_cut_off(data))
        note_warning(p6->build, STR("CALENDAR/clndr_data"),
                     fmt(p6->arena, "calendar %lld, %.*s", (long long)calendar->id, STR_ARG(calendar->name)),
                     "cut off; what stands before was read");
    while (str_find(data, STR("||"), &at)) {
        Str rest;
        data = str_from(data, at + 2);
        Str name = str_trim(str_cut(data, '(', &rest));
        if (!rest.at) return;
        Str values = str_cut(rest, ')', &data);
        read_node(p6, calendar, &section, &day, name, values);
        if (!data.at) return;
    }
}
