/* MPX, the text format of MS Project 3 to 98: what its readers share.
 *
 * MPX says in lines what MSPDI says in elements. So each record becomes the node that MSPDI would have, with
 * its values as MSPDI writes them, and MSPDI's readers do the rest: outline, links, calendars, people. */
#ifndef TRIVET_EXCHANGE_MPX_H
#define TRIVET_EXCHANGE_MPX_H

#include "exchange/mspdi/mspdi.h"

enum { MPX_FIELDS_MAX = 300 };

/* The file as UTF-8; STR_NULL: no memory. */
Str mpx_text(Arena *arena, Str content);

typedef struct MpxRow {
    Str at[MPX_FIELDS_MAX];
    int count;
} MpxRow;

/* How a file writes dates and amounts: records 10, 11 and 12. */
typedef struct MpxStyle {
    char decimal, thousands;
    int date_order; /* 0 month, day, year; 1 day first; 2 year first */
    int day_start;  /* minute of a day at which a date without a time begins */
    int64_t minutes_per_day, minutes_per_week;
    Str am, pm; /* in the country's words, beside the usual ones */
    bool timed; /* some date has had a time */
} MpxStyle;

/* ---- values; each answers what MSPDI would write, STR_NULL when the text is none ---- */
/* Names of months are English, German, French, Spanish and Italian. Without a time: the start of the day's
 * work, or with `ends` its end at 17:00. */
Str mpx_moment(Arena *arena, MpxStyle *style, Str text, bool ends);
/* "13:00", "1:00 PM". */
Str mpx_clock(Arena *arena, const MpxStyle *style, Str text);
/* "5d", "1,5 t", "2ew", "50%": minutes, and the format of MSPDI (7 days, 8 elapsed days, 19 percent). */
bool mpx_duration(const MpxStyle *style, Str text, int64_t *ret_minutes, int *ret_format);
/* "$400.00/d" is 50.00 an hour of a day of eight. Without a unit it is an hour's. */
bool mpx_rate(const MpxStyle *style, Str text, double *ret);
bool mpx_number(const MpxStyle *style, Str text, double *ret);
bool mpx_yes(Str text);
/* MSPDI's number of the constraint, -1: unknown words. */
int mpx_constraint(Str text);

#endif
