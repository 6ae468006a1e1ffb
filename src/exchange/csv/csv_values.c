/* Reading what people write. See csv_values.h. */
#include "exchange/csv/csv_values.h"

#include <math.h>

#include "base/banned.h"
#include "base/mem.h"
#include "model/plan.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* The number at the beginning, with a point or a comma; *rest is what follows. */
static bool leading_number(Str text, double *ret, Str *rest) {
    char digits[32];
    size_t len = 0;
    while (len < text.len && len < sizeof digits - 1 &&
           (is_digit(text.at[len]) || text.at[len] == '.' || text.at[len] == ',')) {
        digits[len] = text.at[len] == ',' ? '.' : text.at[len];
        len++;
    }
    *rest = str_trim(str_from(text, len));
    return len > 0 && str_real((Str){digits, len}, ret);
}

static const struct {
    const char *word;
    int64_t working, elapsed; /* minutes */
} units[] = {
    {"m", 1, 1},           {"min", 1, 1},          {"mins", 1, 1},          {"minute", 1, 1},
    {"minutes", 1, 1},     {"h", 60, 60},          {"hr", 60, 60},          {"hrs", 60, 60},
    {"hour", 60, 60},      {"hours", 60, 60},      {"d", 480, 1440},        {"day", 480, 1440},
    {"days", 480, 1440},   {"w", 2400, 10080},     {"wk", 2400, 10080},     {"wks", 2400, 10080},
    {"week", 2400, 10080}, {"weeks", 2400, 10080}, {"mo", 9600, 43200},     {"mon", 9600, 43200},
    {"mons", 9600, 43200}, {"month", 9600, 43200}, {"months", 9600, 43200},
};

static bool unit_minutes(Str word, int64_t *ret, bool *ret_elapsed) {
    bool elapsed = word.len > 1 && word.at[0] == 'e';
    for (int pass = 0; pass <= elapsed; pass++) {
        Str name = pass ? str_from(word, 1) : word;
        for (int i = 0; i < COUNT_OF(units); i++) {
            if (!str_is(name, units[i].word)) continue;
            *ret = pass ? units[i].elapsed : units[i].working;
            *ret_elapsed = pass == 1;
            return true;
        }
    }
    return false;
}

static Str lower(Str text, char *to, size_t size) {
    size_t len = text.len < size ? text.len : size;
    for (size_t i = 0; i < len; i++)
        to[i] = text.at[i] >= 'A' && text.at[i] <= 'Z' ? (char)(text.at[i] + 32) : text.at[i];
    return (Str){to, len};
}

bool csv_duration(Str text, int64_t plain_unit, int64_t *ret_minutes, bool *ret_elapsed) {
    char word[16];
    double n;
    Str rest;
    int64_t unit = plain_unit;
    bool elapsed = false;
    if (str_ends(text, STR("?"))) text = str_slice(text, 0, text.len - 1); /* MS Project: an estimate */
    if (!leading_number(text, &n, &rest)) return false;
    if (rest.len &&
        (rest.len > sizeof word || !unit_minutes(lower(rest, word, sizeof word), &unit, &elapsed)))
        return false;
    if (n * (double)unit > DURATION_MINUTES_MAX) return false;
    *ret_minutes = (int64_t)round(n * (double)unit);
    *ret_elapsed = elapsed;
    return true;
}

/* "8:00", "08:00", "08:00:00" */
static bool time_of_day(Str text, int *ret) {
    Str rest, minutes = STR_NULL;
    int64_t hour, minute;
    Str head = str_cut(text, ':', &rest);
    if (!rest.at || !str_int(head, &hour) || hour < 0 || hour > 23) return false;
    minutes = str_cut(rest, ':', &rest);
    if (minutes.len != 2 || !str_int(minutes, &minute) || minute < 0 || minute > 59) return false;
    *ret = (int)(hour * 60 + minute);
    return true;
}

/* "12.5.2026" as "2026-05-12". */
static bool dotted_day(Str text, Day *ret) {
    Str rest;
    int64_t day, month, year;
    Str first = str_cut(text, '.', &rest);
    Str second = rest.at ? str_cut(rest, '.', &rest) : STR_NULL;
    if (!rest.at || rest.len != 4 || !str_int(first, &day) || !str_int(second, &month) ||
        !str_int(rest, &year))
        return false;
    if (day < 1 || day > 31 || month < 1 || month > 12) return false;
    char iso[16];
    int len = snprintf(iso, sizeof iso, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
    return day_parse((Str){iso, (size_t)len}, ret);
}

bool csv_moment(Str text, int minute_of_day, Moment *ret) {
    size_t end = 0;
    Day day;
    while (end < text.len && text.at[end] != ' ' && text.at[end] != 'T') end++;
    Str date = str_slice(text, 0, end), time = str_trim(str_from(text, end + 1));
    if (!day_parse(date, &day) && !dotted_day(date, &day)) return false;
    if (time.len && !time_of_day(time, &minute_of_day)) return false;
    ret->n = day.n * MINUTES_PER_DAY + minute_of_day;
    return true;
}

bool csv_percent(Str text, int64_t *ret) {
    double n;
    Str rest;
    if (!leading_number(text, &n, &rest) || (rest.len && !str_is(rest, "%")) || n > 100) return false;
    *ret = (int64_t)round(n);
    return true;
}

bool csv_money(Str text, int64_t *ret_cents) {
    char digits[32];
    size_t len = 0, point = SIZE_MAX;
    for (size_t i = 0; i < text.len;
         i++) /* the last point or comma before one or two digits divides the cents */
        if ((text.at[i] == '.' || text.at[i] == ',') && text.len - i <= 3) point = i;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' || c == ',') {
            if (i == point) c = '.';
            else continue;
        } else if (c == ' ' || c == '\'' || c == '$' || (unsigned char)c >= 0x80) {
            continue; /* between thousands, or a sign of currency */
        }
        if (len == sizeof digits) return false;
        digits[len++] = c;
    }
    double n;
    if (!str_real((Str){digits, len}, &n) || n < 0 || n > 1e10) return false;
    *ret_cents = (int64_t)round(n * 100);
    return true;
}

bool csv_part(Str *rest, Str *ret) {
    while (rest->len) {
        size_t end = 0;
        int depth = 0;
        while (end < rest->len && (depth > 0 || (rest->at[end] != ';' && rest->at[end] != ','))) {
            depth += rest->at[end] == '[' ? 1 : rest->at[end] == ']' && depth ? -1 : 0;
            end++;
        }
        *ret = str_trim(str_slice(*rest, 0, end));
        *rest = str_from(*rest, end + 1);
        if (ret->len) return true;
    }
    return false;
}

/* "+2d", "-50%": from its sign on. */
static bool read_lag(Str text, CsvLink *ret) {
    bool negative = text.at[0] == '-', elapsed;
    Str amount = str_trim(str_from(text, 1)), rest;
    double percent;
    if (str_ends(amount, STR("%"))) {
        if (!leading_number(amount, &percent, &rest) || percent > 100000) return false;
        ret->lag_kind = LAG_PERCENT;
        ret->lag = (int64_t)round(percent);
    } else {
        if (!csv_duration(amount, 480, &ret->lag, &elapsed)) return false;
        ret->lag_kind = elapsed ? LAG_ELAPSED : LAG_WORKING;
    }
    if (negative) ret->lag = -ret->lag;
    return true;
}

bool csv_link(Str text, CsvLink *ret) {
    static const struct {
        const char *word;
        int type;
    } types[] = {{"FS", LINK_FS}, {"SS", LINK_SS}, {"FF", LINK_FF}, {"SF", LINK_SF}};
    CsvLink link = {.type = LINK_FS, .lag_kind = LAG_WORKING};
    size_t sign = text.len;
    while (sign > 0 && text.at[sign - 1] != '+' && text.at[sign - 1] != '-') sign--;
    if (sign > 1 && read_lag(str_from(text, sign - 1), &link)) text = str_trim(str_slice(text, 0, sign - 1));
    for (int i = 0; i < COUNT_OF(types); i++) {
        char tail[2] = {0};
        if (text.len < 3) break;
        for (int k = 0; k < 2; k++) tail[k] = (char)(text.at[text.len - 2 + (size_t)k] & ~0x20);
        if (!str_is((Str){tail, 2}, types[i].word)) continue;
        link.type = types[i].type;
        text = str_trim(str_slice(text, 0, text.len - 2));
        break;
    }
    link.key = text;
    *ret = link;
    return text.len > 0;
}

bool csv_person(Str text, CsvPerson *ret) {
    Str rest, units_text;
    double n;
    CsvPerson person = {text, -1};
    if (str_ends(text, STR("]"))) {
        person.name = str_trim(str_cut(text, '[', &rest));
        units_text = str_trim(str_slice(rest, 0, rest.len ? rest.len - 1 : 0));
        if (!leading_number(units_text, &n, &rest) || n > PEOPLE_UNITS_MAX) return false;
        person.units = (int64_t)round(n);
    }
    *ret = person;
    return person.name.len > 0;
}
