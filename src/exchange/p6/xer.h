/* XER, the text form of Primavera P6: what its two files share. See xer_read.c. */
#ifndef TRIVET_EXCHANGE_XER_H
#define TRIVET_EXCHANGE_XER_H

#include "exchange/p6/p6.h"

/* Reads clndr_data into the calendar's week and exceptions. */
void xer_hours(P6 *p6, P6Calendar *calendar, Str data);

#endif
