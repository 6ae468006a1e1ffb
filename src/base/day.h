/* Days, plan moments and instants, and their text forms.
 *
 * Day:     days since 1970-01-01, proleptic Gregorian calendar. Text "2026-01-05".
 * Moment:  minutes since 1970-01-01T00:00 on the wall clock of the plan, without a zone: plans speak
 *          of "Monday at 8" wherever they are read. Text "2026-01-05T08:00".
 * Time:    milliseconds since 1970-01-01T00:00Z, for what happened. Text "2026-01-05T08:00:00.000Z".
 *
 * Supported years: 1900 to 2999. Each has one value that means "none" (null).
 * Civil-date arithmetic after H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
#ifndef TRIVET_DAY_H
#define TRIVET_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

typedef struct Day {
    int32_t n;
} Day;
typedef struct Moment {
    int32_t n;
} Moment;
typedef struct Time {
    int64_t ms;
} Time;

#define DAY_NONE ((Day){INT32_MIN})
#define MOMENT_NONE ((Moment){INT32_MIN})
#define TIME_NONE ((Time){INT64_MIN})

enum { DAY_TEXT = 10, MOMENT_TEXT = 16, TIME_TEXT = 24, MINUTES_PER_DAY = 1440 };

/* month 1..12, day 1..31 are not checked. */
int32_t day_from_civil(int year, int month, int day);
void day_to_civil(int32_t day, int *year, int *month, int *day_of_month);
int day_weekday(int32_t day); /* 0 Monday .. 6 Sunday */
/* Rounds towards the past. */
int32_t day_of_minute(int32_t minute);

/* Write exactly DAY_TEXT, MOMENT_TEXT, TIME_TEXT bytes, no terminator. */
void day_write(Day day, char *to);
void moment_write(Moment moment, char *to);
void time_write(Time time, char *to);
Str day_text(Arena *arena, Day day);
Str moment_text(Arena *arena, Moment moment);
Str time_text(Arena *arena, Time time);

/* Whole text, existing dates and supported years only. moment_parse accepts seconds (dropped) and a
 * date alone (midnight); time_parse wants a zone: Z or +hh:mm. */
bool day_parse(Str text, Day *ret);
bool moment_parse(Str text, Moment *ret);
bool time_parse(Str text, Time *ret);

#endif
