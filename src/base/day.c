/* Dates. See day.h. */
#include "base/day.h"

#include "base/banned.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 2999 };

int32_t day_from_civil(int year, int month, int day) {
    year -= month <= 2;
    int era = (year >= 0 ? year : year - 399) / 400;
    int year_of_era = year - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

void day_to_civil(int32_t day, int *year, int *month, int *day_of_month) {
    day += 719468;
    int era = (day >= 0 ? day : day - 146096) / 146097;
    int day_of_era = day - era * 146097;
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int shifted = (5 * day_of_year + 2) / 153;
    *day_of_month = day_of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2);
}

int day_weekday(int32_t day) {
    int weekday = (day + 3) % 7; /* 1970-01-01 was a Thursday */
    return weekday < 0 ? weekday + 7 : weekday;
}

int32_t day_of_minute(int32_t minute) {
    int32_t day = minute / MINUTES_PER_DAY;
    return minute % MINUTES_PER_DAY < 0 ? day - 1 : day;
}

static void write_digits(char *to, int n, int width) {
    for (int i = width - 1; i >= 0; i--, n /= 10) to[i] = (char)('0' + n % 10);
}

void day_write(Day day, char *to) {
    int year, month, day_of_month;
    day_to_civil(day.n, &year, &month, &day_of_month);
    write_digits(to, year, 4);
    to[4] = to[7] = '-';
    write_digits(to + 5, month, 2);
    write_digits(to + 8, day_of_month, 2);
}

static void write_clock(char *to, int minute) {
    to[0] = 'T';
    write_digits(to + 1, minute / 60, 2);
    to[3] = ':';
    write_digits(to + 4, minute % 60, 2);
}

void moment_write(Moment moment, char *to) {
    int32_t day = day_of_minute(moment.n);
    day_write((Day){day}, to);
    write_clock(to + DAY_TEXT, (int)(moment.n - (int64_t)day * MINUTES_PER_DAY));
}

void time_write(Time time, char *to) {
    int64_t minute = time.ms / 60000, ms = time.ms % 60000;
    if (ms < 0) minute--, ms += 60000;
    moment_write((Moment){(int32_t)minute}, to);
    to[16] = ':';
    write_digits(to + 17, (int)(ms / 1000), 2);
    to[19] = '.';
    write_digits(to + 20, (int)(ms % 1000), 3);
    to[23] = 'Z';
}

Str day_text(Arena *arena, Day day) {
    char *at = arena_alloc(arena, DAY_TEXT);
    if (!at) return STR_NULL;
    day_write(day, at);
    return (Str){at, DAY_TEXT};
}

Str moment_text(Arena *arena, Moment moment) {
    char *at = arena_alloc(arena, MOMENT_TEXT);
    if (!at) return STR_NULL;
    moment_write(moment, at);
    return (Str){at, MOMENT_TEXT};
}

Str time_text(Arena *arena, Time time) {
    char *at = arena_alloc(arena, TIME_TEXT);
    if (!at) return STR_NULL;
    time_write(time, at);
    return (Str){at, TIME_TEXT};
}

/* Takes exactly `width` digits from the front, then `after` if it is not 0. */
static bool take(Str *s, int width, char after, int *ret) {
    size_t need = (size_t)width + (after != 0);
    if (s->len < need) return false;
    int n = 0;
    for (int i = 0; i < width; i++) {
        if (s->at[i] < '0' || s->at[i] > '9') return false;
        n = n * 10 + s->at[i] - '0';
    }
    if (after && s->at[width] != after) return false;
    s->at += need;
    s->len -= need;
    *ret = n;
    return true;
}

static bool take_day(Str *s, int32_t *ret) {
    static const int lengths[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;
    if (!take(s, 4, '-', &year) || !take(s, 2, '-', &month) || !take(s, 2, 0, &day)) return false;
    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12) return false;
    if (day < 1 || day > lengths[month - 1]) return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    if (month == 2 && day == 29 && !leap) return false;
    *ret = day_from_civil(year, month, day);
    return true;
}

bool day_parse(Str text, Day *ret) {
    int32_t day;
    if (!take_day(&text, &day) || text.len) return false;
    ret->n = day;
    return true;
}

/* "Thh:mm[:ss[.fff]]"; 24:00 is the end of the day. */
static bool take_clock(Str *s, int *minute, int *ms) {
    int hour, min, second = 0, milli = 0;
    if (s->len == 0 || s->at[0] != 'T') return false;
    *s = str_from(*s, 1);
    if (!take(s, 2, ':', &hour) || !take(s, 2, 0, &min)) return false;
    if (s->len && s->at[0] == ':') {
        *s = str_from(*s, 1);
        if (!take(s, 2, 0, &second)) return false;
        if (s->len && s->at[0] == '.') {
            *s = str_from(*s, 1);
            if (!take(s, 3, 0, &milli)) return false;
        }
    }
    if (min > 59 || second > 59 || hour > 24 || (hour == 24 && (min || second || milli))) return false;
    *minute = hour * 60 + min;
    *ms = second * 1000 + milli;
    return true;
}

bool moment_parse(Str text, Moment *ret) {
    int32_t day;
    int minute = 0, ms;
    if (!take_day(&text, &day)) return false;
    if (text.len && !take_clock(&text, &minute, &ms)) return false;
    if (text.len) return false;
    ret->n = day * MINUTES_PER_DAY + minute;
    return true;
}

bool time_parse(Str text, Time *ret) {
    int32_t day;
    int minute, ms, hours = 0, minutes = 0, sign = 0;
    if (!take_day(&text, &day) || !take_clock(&text, &minute, &ms) || text.len == 0) return false;
    char zone = text.at[0];
    text = str_from(text, 1);
    if (zone == '+' || zone == '-') {
        sign = zone == '+' ? -1 : 1;
        if (!take(&text, 2, ':', &hours) || !take(&text, 2, 0, &minutes)) return false;
        if (hours > 14 || minutes > 59) return false;
    } else if (zone != 'Z') {
        return false;
    }
    if (text.len) return false;
    int64_t total = (int64_t)day * MINUTES_PER_DAY + minute + (int64_t)sign * (hours * 60 + minutes);
    ret->ms = total * 60000 + ms;
    return true;
}
