/* What is looked at after each change by nobody's order: tolerances, whose exceptions are raised and cleared
 * (exception.h), and promises, whose breaks are told (promise.h). Both are held against one schedule. */
#ifndef TRIVET_WATCH_H
#define TRIVET_WATCH_H

#include "store/store.h"

/* Whether anything since an event can have moved where they stand. */
bool watch_concerned(Transaction *tx, Id workspace_id, int64_t since_seq, bool *ret, Error *err);
/* Brings what is stored in line as Trivet itself, and counts what changed; a reading transaction only counts.
 * since_seq: the last event up to which this was done before. */
bool watch_update(Transaction *tx, Id workspace_id, int64_t since_seq, int *ret_count, Error *err);

#endif
