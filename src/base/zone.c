/* Reading the rules of zones. See zone.h. */
#include "base/zone.h"

#include <stdlib.h>
#include <string.h>

#include "base/banned.h"

enum { HOUR = 60, CHANGE_USUAL = 2 * HOUR, MINUTE_MS = 60000 };

/* "CET" or "<+0330>": read over. */
static const char *over_name(const char *at) {
    if (*at == '<') {
        while (*at != '>') at++;
        return at + 1;
    }
    while ((*at >= 'A' && *at <= 'Z') || (*at >= 'a' && *at <= 'z')) at++;
    return at;
}

/* "-3:30" in minutes. */
static const char *read_hours(const char *at, int *ret) {
    char *end;
    bool negative = *at == '-';
    int minutes = (int)strtol(at, &end, 10) * HOUR;
    if (*end == ':') {
        int rest = (int)strtol(end + 1, &end, 10);
        minutes += negative ? -rest : rest;
    }
    *ret = minutes;
    return end;
}

/* ",M3.5.0/3" */
static const char *read_change(const char *at, ZoneChange *ret) {
    char *end;
    ret->month = (int)strtol(at + 2, &end, 10);
    ret->week = (int)strtol(end + 1, &end, 10);
    ret->weekday = (int)strtol(end + 1, &end, 10);
    ret->minute = CHANGE_USUAL;
    return *end == '/' ? read_hours(end + 1, &ret->minute) : end;
}

/* The table is right: a rule that is not read stands in no test. */
static Zone read_rule(const char *at) {
    Zone zone = {0};
    at = read_hours(over_name(at), &zone.standard_minutes);
    zone.standard_minutes = -zone.standard_minutes; /* POSIX counts to the west */
    zone.summer_minutes = zone.standard_minutes + HOUR;
    zone.has_summer = *at != 0;
    if (!zone.has_summer) return zone;
    at = over_name(at);
    if (*at != ',') {
        at = read_hours(at, &zone.summer_minutes);
        zone.summer_minutes = -zone.summer_minutes;
    }
    at = read_change(at, &zone.to_summer);
    read_change(at, &zone.to_standard);
    return zone;
}

bool zone_find(Str name, Zone *ret) {
    int low = 0, high = zone_count;
    while (low < high) {
        int middle = (low + high) / 2, order = str_compare(name, str_of(zone_rows[middle].name));
        if (order == 0) {
            *ret = read_rule(zone_rows[middle].rule);
            return true;
        }
        if (order < 0) high = middle;
        else low = middle + 1;
    }
    return false;
}

Moment zone_change_at(const ZoneChange *change, int year) {
    int next_year = change->month == 12 ? year + 1 : year, next = change->month == 12 ? 1 : change->month + 1;
    int32_t first = day_from_civil(year, change->month, 1), end = day_from_civil(next_year, next, 1);
    int weekday = (change->weekday + 6) % 7; /* 0 Monday */
    int32_t day = first + (weekday - day_weekday(first) + 7) % 7 + (change->week - 1) * 7;
    while (day >= end) day -= 7;
    return (Moment){day * MINUTES_PER_DAY + change->minute};
}

/* South of the equator summer lies over the turn of the year. */
int zone_offset(const Zone *zone, Moment local) {
    int year, month, day;
    if (!zone->has_summer) return zone->standard_minutes;
    day_to_civil(day_of_minute(local.n), &year, &month, &day);
    int32_t summer = zone_change_at(&zone->to_summer, year).n,
            standard = zone_change_at(&zone->to_standard, year).n;
    bool in_summer =
        summer < standard ? local.n >= summer && local.n < standard : local.n >= summer || local.n < standard;
    return in_summer ? zone->summer_minutes : zone->standard_minutes;
}

Time zone_time(const Zone *zone, Moment local) {
    return (Time){((int64_t)local.n - zone_offset(zone, local)) * MINUTE_MS};
}

Moment zone_moment(const Zone *zone, Time time) {
    int64_t minutes = time.ms / MINUTE_MS;
    Moment local = {(int32_t)(minutes + zone->standard_minutes)};
    if (!zone->has_summer) return local;
    Moment summer = {(int32_t)(minutes + zone->summer_minutes)};
    return zone_offset(zone, summer) == zone->summer_minutes ? summer : local;
}
