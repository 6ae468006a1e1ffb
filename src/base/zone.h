/* Time zones: by IANA's name, with the rule that holds from now on.
 *
 * A table in the program, so that the same wall clock is the same instant on every machine, whatever its zone
 * database. */
#ifndef TRIVET_ZONE_H
#define TRIVET_ZONE_H

#include "base/day.h"

typedef struct ZoneRow {
    const char *name;
    const char *rule; /* of POSIX's TZ: "CET-1CEST,M3.5.0,M10.5.0/3" */
} ZoneRow;
extern const ZoneRow zone_rows[]; /* sorted by name */
extern const int zone_count;

typedef struct ZoneChange { /* the week-th weekday of the month (5: the last), moved on by minutes */
    int month, week;
    int weekday; /* 0 Sunday, as in the rule */
    int minute;  /* of that day by the clock before the change; may lie outside of it */
} ZoneChange;

typedef struct Zone {
    int standard_minutes, summer_minutes; /* east of Greenwich */
    bool has_summer;
    ZoneChange to_summer, to_standard;
} Zone;

/* False: there is none of that name. */
bool zone_find(Str name, Zone *ret);
/* The wall clock at which the change of that year comes. */
Moment zone_change_at(const ZoneChange *change, int year);
/* Minutes east of Greenwich when the clock on the wall there shows that moment. */
int zone_offset(const Zone *zone, Moment local);
Time zone_time(const Zone *zone, Moment local);
/* What the clock shows there at that instant. */
Moment zone_moment(const Zone *zone, Time time);

#endif
