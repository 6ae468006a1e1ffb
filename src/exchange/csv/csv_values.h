/* What people write into cells: "3d", "50%", "12.5.2026", "3FS+2d; 5SS", "Ana[50%], Ben". */
#ifndef TRIVET_EXCHANGE_CSV_VALUES_H
#define TRIVET_EXCHANGE_CSV_VALUES_H

#include "base/day.h"
#include "base/str.h"

enum { PEOPLE_UNITS_MAX = 1000000 };

/* "3d", "2.5 days?", "4 hrs", "1w", "2 ed" (around the clock). A number alone counts in `plain_unit` minutes.
 */
bool csv_duration(Str text, int64_t plain_unit, int64_t *ret_minutes, bool *ret_elapsed);
/* "2026-05-12", "2026-05-12 08:00", "12.05.2026", "12.05.2026 8:00". A day alone gets `minute_of_day`. */
bool csv_moment(Str text, int minute_of_day, Moment *ret);
/* "50 %", "50", "0.5" stays half a percent: no guessing. */
bool csv_percent(Str text, int64_t *ret);
/* "1,250.50", "1250.5", "€ 1 250" as cents. */
bool csv_money(Str text, int64_t *ret_cents);

typedef struct CsvLink {
    Str key;            /* the predecessor's number or id, as written */
    int type, lag_kind; /* LinkType, LagKind */
    int64_t lag;
} CsvLink;
/* The next of "3FS+2d; 5SS-50%"; false when it cannot be read. */
bool csv_link(Str text, CsvLink *ret);

typedef struct CsvPerson {
    Str name;
    int64_t units; /* percent; -1: not said */
} CsvPerson;
bool csv_person(Str text, CsvPerson *ret);

/* The next part of a list divided by ; or , (not within brackets); false at the end. */
bool csv_part(Str *rest, Str *ret);

#endif
