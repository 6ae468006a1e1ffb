/* Values of MPX: dates in the order of the country, decimal commas, and words of five languages. See mpx.h.
 */
#include "exchange/mpx/mpx.h"

#include <ctype.h>
#include <strings.h>

#include "base/banned.h"

static bool same_word(Str text, const char *word) {
    return text.len == strlen(word) && strncasecmp(text.at, word, text.len) == 0;
}

bool mpx_yes(Str text) {
    static const char *const words[] = {"yes", "ja", "oui", "s\303\255", "si", "sim", "1"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (same_word(text, words[i])) return true;
    return false;
}

bool mpx_number(const MpxStyle *style, Str text, double *ret) {
    char plain[64];
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < sizeof plain - 1; i++) {
        char c = text.at[i];
        if (c == style->decimal) plain[len++] = '.';
        else if (isdigit((unsigned char)c) || (c == '-' && len == 0)) plain[len++] = c;
        else if (c != style->thousands && len > 0 && c != ' ') break;
    }
    plain[len] = 0;
    return len > 0 && str_real((Str){plain, len}, ret);
}

/* ---- durations ---- */

typedef struct Unit {
    const char *name;
    int format; /* of MSPDI; the elapsed one is one more */
} Unit;

enum { IN_MINUTES = 3, IN_HOURS = 5, IN_DAYS = 7, IN_WEEKS = 9, IN_MONTHS = 11, IN_PERCENT = 19 };

static const Unit units[] = {
    {"m", IN_MINUTES}, {"min", IN_MINUTES}, {"mins", IN_MINUTES}, {"h", IN_HOURS},    {"hr", IN_HOURS},
    {"hrs", IN_HOURS}, {"std", IN_HOURS},   {"d", IN_DAYS},       {"day", IN_DAYS},   {"days", IN_DAYS},
    {"t", IN_DAYS},    {"j", IN_DAYS},      {"g", IN_DAYS},       {"w", IN_WEEKS},    {"wk", IN_WEEKS},
    {"wks", IN_WEEKS}, {"s", IN_WEEKS},     {"mo", IN_MONTHS},    {"mon", IN_MONTHS}, {"%", IN_PERCENT},
};

static int unit_of(Str name) {
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (same_word(name, units[i].name)) return units[i].format;
    return 0;
}

/* Elapsed time has a letter before the unit: English e, German f, French and Spanish an accented e or t. */
static int format_of(Str name) {
    int plain = unit_of(name);
    if (plain || name.len < 2) return plain;
    size_t first = (unsigned char)name.at[0] >= 0x80 ? 2 : 1;
    bool marked = strchr("efEF", name.at[0]) != NULL || first == 2;
    int format = marked ? unit_of(str_from(name, first)) : 0;
    return format ? format + 1 : 0;
}

static double minutes_of(const MpxStyle *style, int format) {
    switch (format) {
    case IN_HOURS:
    case IN_HOURS + 1: return 60;
    case IN_DAYS: return (double)style->minutes_per_day;
    case IN_DAYS + 1: return 1440;
    case IN_WEEKS: return (double)style->minutes_per_week;
    case IN_WEEKS + 1: return 7 * 1440;
    case IN_MONTHS: return (double)style->minutes_per_day * 20;
    case IN_MONTHS + 1: return 30 * 1440;
    default: return 1;
    }
}

bool mpx_duration(const MpxStyle *style, Str text, int64_t *ret_minutes, int *ret_format) {
    double n;
    size_t end = 0;
    while (end < text.len && (isdigit((unsigned char)text.at[end]) || strchr("+-., ", text.at[end]))) end++;
    Str number = str_trim(str_slice(text, 0, end)), unit = str_trim(str_from(text, end));
    if (unit.len && unit.at[unit.len - 1] == '?') unit.len--; /* estimated */
    if (str_starts(number, STR("+"))) number = str_from(number, 1);
    if (!mpx_number(style, number, &n)) return false;
    int format = unit.len ? format_of(unit) : IN_DAYS;
    if (!format || n > 1e9 || n < -1e9) return false;
    double minutes = n * minutes_of(style, format);
    *ret_minutes = (int64_t)(minutes + (minutes < 0 ? -0.5 : 0.5));
    *ret_format = format;
    return true;
}

bool mpx_rate(const MpxStyle *style, Str text, double *ret) {
    enum { WEEKS_A_YEAR = 52 };
    Str unit, amount = str_cut(text, '/', &unit);
    unit = str_trim(unit);
    if (!mpx_number(style, amount, ret)) return false;
    bool year = same_word(unit, "y") || same_word(unit, "yr") || same_word(unit, "a");
    int format = year ? IN_WEEKS : unit.len ? format_of(unit) : IN_HOURS;
    if (format) *ret *= 60 / minutes_of(style, format) / (year ? WEEKS_A_YEAR : 1);
    return format != 0;
}

/* ---- dates ---- */

static int month_of(Str word) {
    static const char *const months[12][5] = {
        {"jan", "ene", "gen"},
        {"feb", "f\303\251v"},
        {"mar", "m\303\244r"},
        {"apr", "avr", "abr"},
        {"may", "mai", "mag"},
        {"jun", "juin", "giu"},
        {"jul", "juil", "lug"},
        {"aug", "ao\303\273", "ago"},
        {"sep", "set"},
        {"oct", "okt", "ott"},
        {"nov"},
        {"dec", "dez", "d\303\251c", "dic"},
    };
    for (int i = 0; i < 12; i++)
        for (int k = 0; k < 5 && months[i][k]; k++) {
            size_t len = strlen(months[i][k]);
            if (word.len >= len && strncasecmp(word.at, months[i][k], len) == 0) return i + 1;
        }
    return 0;
}

typedef struct DateParts {
    int numbers[6], count;
    int month; /* named */
    bool afternoon, morning;
} DateParts;

static DateParts parts_of(const MpxStyle *style, Str text) {
    DateParts parts = {0};
    for (size_t i = 0; i < text.len;) {
        size_t start = i;
        bool digits = isdigit((unsigned char)text.at[i]) != 0,
             letter = isalpha((unsigned char)text.at[i]) || text.at[i] & 0x80;
        while (i < text.len && (digits ? isdigit((unsigned char)text.at[i]) != 0
                                       : letter && (isalpha((unsigned char)text.at[i]) || text.at[i] & 0x80)))
            i++;
        if (i == start) {
            i++;
            continue;
        }
        Str word = str_slice(text, start, i);
        int64_t n;
        if (digits && parts.count < 6 && str_int(word, &n) && n < 10000)
            parts.numbers[parts.count++] = (int)n;
        if (digits) continue;
        parts.afternoon |= same_word(word, "pm") || (style->pm.len && str_equal(word, style->pm));
        parts.morning |= same_word(word, "am") || (style->am.len && str_equal(word, style->am));
        if (!parts.month) parts.month = month_of(word);
    }
    return parts;
}

/* Two figures: Project 98 has 1949 to 2048. */
static int year_of(int year) {
    if (year >= 100) return year;
    return year < 49 ? 2000 + year : 1900 + year;
}

static int hour_of(const DateParts *parts, int hour) {
    if (parts->afternoon && hour < 12) return hour + 12;
    return parts->morning && hour == 12 ? 0 : hour;
}

Str mpx_clock(Arena *arena, const MpxStyle *style, Str text) {
    DateParts p = parts_of(style, text);
    if (p.count == 0) return STR_NULL;
    return fmt(arena, "%02d:%02d:00", hour_of(&p, p.numbers[0]), p.count > 1 ? p.numbers[1] : 0);
}

Str mpx_moment(Arena *arena, MpxStyle *style, Str text, bool ends) {
    DateParts p = parts_of(style, text);
    int *n = p.numbers, days = p.month ? 2 : 3, year, month, day;
    if (p.count < days) return STR_NULL;
    if (p.month) {
        bool year_first = n[0] > 31;
        day = year_first ? n[1] : n[0], month = p.month, year = year_first ? n[0] : n[1];
    } else if (style->date_order == 2 || n[0] > 31) {
        year = n[0], month = n[1], day = n[2];
    } else {
        day = n[style->date_order == 1 ? 0 : 1], month = n[style->date_order == 1 ? 1 : 0], year = n[2];
    }
    bool timed = p.count >= days + 2;
    int hour = timed ? hour_of(&p, n[days]) : 0, minute = timed ? n[days + 1] : 0;
    style->timed |= timed;
    if (!timed) hour = ends ? 17 : style->day_start / 60, minute = ends ? 0 : style->day_start % 60;
    if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59) return STR_NULL;
    return fmt(arena, "%04d-%02d-%02dT%02d:%02d:00", year_of(year), month, day, hour, minute);
}

/* ---- constraints ---- */

int mpx_constraint(Str text) {
    /* By MSPDI's numbers; each language's words are told apart by these parts. */
    static const struct {
        const char *start, *part;
        int number;
    } words[] = {
        {"As Soon", "", 0},
        {"As Late", "", 1},
        {"Must Start", "", 2},
        {"Must Finish", "", 3},
        {"Start No", "Earlier", 4},
        {"Start No", "Later", 5},
        {"Finish No", "Earlier", 6},
        {"Finish No", "Later", 7},
        {"So fr", "", 0},
        {"So sp", "", 1},
        {"Mu", "anfangen", 2},
        {"Mu", "enden", 3},
        {"Anfang nicht", "fr", 4},
        {"Anfang nicht", "sp", 5},
        {"Ende nicht", "fr", 6},
        {"Ende nicht", "sp", 7},
        {"D\303\250s que", "", 0},
        {"Le plus tard", "", 1},
        {"Doit commencer", "", 2},
        {"Doit finir", "", 3},
        {"D\303\251but au plus t\303\264t", "", 4},
        {"D\303\251but au plus tard", "", 5},
        {"Fin au plus t\303\264t", "", 6},
        {"Fin au plus tard", "", 7},
    };
    size_t at;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        Str start = str_of(words[i].start), part = str_of(words[i].part);
        if (text.len < start.len || strncasecmp(text.at, start.at, start.len) != 0) continue;
        if (part.len == 0 || str_find(str_from(text, start.len), part, &at)) return words[i].number;
    }
    return -1;
}
