/* Time and expenses: what has to hold beyond the rules of a single row. */
#ifndef TRIVET_ACTUALS_H
#define TRIVET_ACTUALS_H

#include "change/change.h"

/* Gives the entry the rate of its resource, and its cost, when it is new (before NULL) or its time changed:
 * later rates do not reach back. */
bool time_entry_price(Transaction *tx, const TimeEntry *before, TimeEntry *entry, Error *err);
/* ERROR_CONFLICT: a locked entry changes only by unlocking it, an approved one only by taking the approval
 * back. after NULL: it is deleted. */
bool time_entry_open(const TimeEntry *before, const TimeEntry *after, Error *err);
/* An expense for an item is paid by a project that plans the item. */
bool expense_check(Transaction *tx, const Expense *expense, Error *err);

#endif
