/* What the writers of MSPDI share: the document in the making and its small elements. */
#ifndef TRIVET_EXCHANGE_MSPDI_OUT_H
#define TRIVET_EXCHANGE_MSPDI_OUT_H

#include "exchange/exchange.h"
#include "exchange/uid_map.h"
#include "model/plan.h"

typedef struct Mspdout {
    Arena *arena;
    const PlanFile *file;
    const ItemDates *dates; /* NULL: not scheduled */
    StrBuf *out;
    const Item *items; /* file->items */
    UidMap item_of, resource_of, calendar_of;
    int64_t *item_uids, *resource_uids;
    int32_t *parents;                /* of each item, -1: top */
    int32_t *order;                  /* items in outline order */
    int32_t *first_link, *next_link; /* links into each item; plus one, 0 ends */
    bool *summary, *own_work;
    int64_t *people_units; /* percent of all people on the item */
    int order_count;
} Mspdout;

/* Absent texts and moments write nothing. */
void out_text(StrBuf *out, const char *name, Str text);
void out_int(StrBuf *out, const char *name, int64_t n);
void out_moment(StrBuf *out, const char *name, Moment moment);
void out_minutes(StrBuf *out, const char *name, int64_t minutes); /* PT8H30M0S */
void out_scaled(StrBuf *out, const char *name, int64_t n, int scale);

/* -1: none */
int64_t out_calendar_uid(const Mspdout *m, Id calendar_id);
void out_calendars(Mspdout *m);
void out_resources(Mspdout *m);

#endif
