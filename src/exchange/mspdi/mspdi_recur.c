/* Calendar exceptions that recur: "the last Friday of every second month" becomes days.
 *
 * Trivet's calendars hold days, not rules. A rule is expanded from its first day to its last or to its number
 * of occurrences; what lies further from the plan than a few years is left out, and said so. */
#include "base/banned.h"
#include "exchange/mspdi/mspdi.h"

enum {
    DAILY = 1,
    YEARLY_DAY = 2,
    YEARLY_POSITION = 3,
    MONTHLY_DAY = 4,
    MONTHLY_POSITION = 5,
    WEEKLY = 6,
    EVERY_N_DAYS = 7,
    OCCURRENCES_MAX = 4000,
    YEARS_BEFORE = 2,
    YEARS_AFTER = 15,
};

typedef struct Rule {
    Mspdi *m;
    RawCalendar *calendar;
    const DaySpans *hours;
    Str name, where;
    int32_t first, last; /* days */
    int64_t occurrences, period, weekdays, item, position, month, month_day;
    DayRangeKind kind;
    int64_t count;       /* found so far */
    int32_t least, most; /* days worth keeping */
    bool cut;
} Rule;

/* False: no more are wanted. */
static bool occur(Rule *rule, int32_t day) {
    if (day < rule->first) return true;
    if (day > rule->last || rule->count >= rule->occurrences) return false;
    rule->count++;
    if (day < rule->least || day > rule->most) {
        rule->cut = true;
        return day < rule->least;
    }
    DayRange *range = vec_push(rule->m->arena, &rule->calendar->ranges);
    if (range) *range = (DayRange){day, day, rule->name, *rule->hours, rule->kind};
    return range && rule->calendar->ranges.count < OCCURRENCES_MAX;
}

static int days_in_month(int year, int month) {
    return day_from_civil(month == 12 ? year + 1 : year, month == 12 ? 1 : month + 1, 1) -
           day_from_civil(year, month, 1);
}

/* MonthItem: 0 day, 1 weekday, 2 weekend day, 3 Sunday .. 9 Saturday. */
static bool is_item(int32_t day, int64_t item) {
    int weekday = day_weekday(day);
    if (item == 1) return weekday < 5;
    if (item == 2) return weekday >= 5;
    return item < 3 || weekday == (item + 3) % 7;
}

/* MonthPosition: 0 first .. 3 fourth, 4 last. */
static int32_t positioned_day(const Rule *rule, int year, int month) {
    int32_t first = day_from_civil(year, month, 1);
    int length = days_in_month(year, month);
    int64_t left = rule->position;
    if (rule->position == 4)
        for (int i = length - 1; i >= 0; i--)
            if (is_item(first + i, rule->item)) return first + i;
    for (int i = 0; i < length; i++)
        if (is_item(first + i, rule->item) && left-- == 0) return first + i;
    return first + length - 1;
}

static int32_t day_of_month(const Rule *rule, int year, int month) {
    int length = days_in_month(year, month);
    int64_t day = rule->month_day < 1 ? 1 : rule->month_day > length ? length : rule->month_day;
    return day_from_civil(year, month, (int)day);
}

static void expand_months(Rule *rule, bool yearly, bool by_position) {
    int year, month, day;
    day_to_civil(rule->first, &year, &month, &day);
    if (yearly) month = (int)rule->month + 1;
    int step = yearly ? 12 : (int)rule->period;
    while (year < 3000) {
        if (!occur(rule, by_position ? positioned_day(rule, year, month) : day_of_month(rule, year, month)))
            return;
        month += step;
        year += (month - 1) / 12;
        month = (month - 1) % 12 + 1;
    }
}

/* Bit 0 is Sunday. Weeks begin on Sunday, whatever the plan's first day of the week. */
static void expand_weeks(Rule *rule) {
    int32_t sunday = rule->first - (day_weekday(rule->first) + 1) % 7;
    for (int32_t week = sunday; week <= rule->last; week += 7 * (int32_t)rule->period)
        for (int i = 0; i < 7; i++)
            if (rule->weekdays & 1 << i && !occur(rule, week + i)) return;
}

static void expand_days(Rule *rule) {
    for (int32_t day = rule->first; occur(rule, day);) day += (int32_t)rule->period;
}

static int64_t number_of(const Rule *rule, const XmlNode *node, const char *name, int64_t least, int64_t most,
                         int64_t fallback) {
    return read_int((Place){rule->m->build, "Exception", rule->where}, name, xml_child_text(node, name),
                    least, most, fallback);
}

static void read_rule(Rule *rule, const XmlNode *node) {
    bool counted = mspdi_bool(xml_child_text(node, "EnteredByOccurrences"));
    rule->occurrences = counted ? number_of(rule, node, "Occurrences", 0, 100000, 100000) : 100000;
    rule->period = number_of(rule, node, "Period", 0, 1000, 1);
    if (rule->period < 1) rule->period = 1;
    rule->weekdays = number_of(rule, node, "DaysOfWeek", 0, 127, 0);
    rule->item = number_of(rule, node, "MonthItem", 0, 9, 0);
    rule->position = number_of(rule, node, "MonthPosition", 0, 4, 0);
    rule->month = number_of(rule, node, "Month", 0, 11, 0);
    rule->month_day = number_of(rule, node, "MonthDay", 0, 31, 1);
}

static bool is_plain(const Rule *rule, int64_t type) {
    return type <= DAILY || type > EVERY_N_DAYS || (type == EVERY_N_DAYS && rule->period == 1) ||
           rule->first == rule->last;
}

static DayRangeKind kind_of(int64_t type) {
    if (type == WEEKLY) return OF_WEEKS;
    if (type == MONTHLY_DAY || type == MONTHLY_POSITION) return OF_MONTHS;
    return type == EVERY_N_DAYS ? OF_DAYS : OF_YEARS;
}

static void expand(Rule *rule, int64_t type) {
    rule->kind = kind_of(type);
    switch (type) {
    case YEARLY_DAY: expand_months(rule, true, false); break;
    case YEARLY_POSITION: expand_months(rule, true, true); break;
    case MONTHLY_DAY: expand_months(rule, false, false); break;
    case MONTHLY_POSITION: expand_months(rule, false, true); break;
    case WEEKLY: expand_weeks(rule); break;
    default: expand_days(rule); break;
    }
    if (rule->cut)
        note_add(rule->m->build, &rule->m->build->dropped, STR("Exception"), rule->where,
                 STR("Recurring days far from the plan's years were left out."));
}

void mspdi_exception(Mspdi *m, RawCalendar *calendar, const XmlNode *node, const DaySpans *hours, Str where) {
    const XmlNode *period = xml_child(node, "TimePeriod");
    Place at = {m->build, "Exception", where};
    Moment from = period ? read_moment(at, "FromDate", xml_child_text(period, "FromDate")) : MOMENT_NONE;
    Moment to = period ? read_moment(at, "ToDate", xml_child_text(period, "ToDate")) : MOMENT_NONE;
    if (from.n == MOMENT_NONE.n || to.n == MOMENT_NONE.n || to.n < from.n) {
        note_warning(m->build, STR("Calendar/Exception"), where,
                     "without first or last day; it was left out");
        return;
    }
    Rule rule = {.m = m, .calendar = calendar, .hours = hours, .where = where};
    rule.first = day_of_minute(from.n);
    rule.last = day_of_minute(to.n);
    rule.name = build_text(m->build, xml_child_text(node, "Name"), 100, false, STR("Exception/Name"), where);
    read_rule(&rule, node);
    int64_t type = number_of(&rule, node, "Type", 0, 9, DAILY);
    Moment start = m->start.n == MOMENT_NONE.n ? from : m->start,
           finish = m->finish.n == MOMENT_NONE.n ? start : m->finish;
    rule.least = day_of_minute(start.n) - YEARS_BEFORE * 366;
    rule.most = day_of_minute(finish.n) + YEARS_AFTER * 366;
    if (!is_plain(&rule, type)) {
        expand(&rule, type);
        return;
    }
    DayRange *range = vec_push(m->arena, &calendar->ranges);
    if (range) *range = (DayRange){rule.first, rule.last, rule.name, *hours, ALONE};
}
