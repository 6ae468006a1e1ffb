/* What the writers of MSPDI share: the document in the making and its small elements. */
#ifndef TRIVET_EXCHANGE_MSPDI_OUT_H
#define TRIVET_EXCHANGE_MSPDI_OUT_H

#include "exchange/mspdi/mspdi_elements.h"
#include "exchange/plan_view.h"
#include "exchange/xml_out.h"

typedef struct Mspdout {
    PlanView view;
    StrBuf *out;
    int64_t *item_uids, *resource_uids;
    int32_t *first_baseline, *next_baseline; /* lists by item: row + 1, 0 ends */
} Mspdout;

void out_int(StrBuf *out, const char *name, int64_t n);
void out_minutes(StrBuf *out, const char *name, int64_t minutes); /* PT8H30M0S */
void out_scaled(StrBuf *out, const char *name, int64_t n, int scale);

/* -1: none */
int64_t out_calendar_uid(const Mspdout *m, Id calendar_id);
/* The stretches of work of an assignment, or of an item that nobody works on (NULL), when there is more to
 * say than that work is even. uid: the assignment's number. */
void out_phases(Mspdout *m, int64_t uid, int32_t item, const ItemAssignment *row);
void out_calendars(Mspdout *m);
/* What it costs from the beginning, and where more is to say the tables. */
void out_own_rate(Mspdout *m, const PlanResource *resource);
void out_availability(Mspdout *m, const PlanResource *resource);
void out_rates(Mspdout *m, const PlanResource *resource);
void out_resources(Mspdout *m);

#endif
