/* Moving everything from one database to another, of whichever kind: trivet migrate-database.
 *
 * Table by table, in the order of its key, in batches that are each durable: whoever was interrupted starts
 * the same again, and it goes on behind the last row that arrived. Until all is there and equal the target is
 * marked, and no server opens it. Then both sides are read once more and compared value by value, and the
 * chain of hashes over the history is walked in the target. The source is only read; that nobody writes to it
 * meanwhile is checked at the end. */
#ifndef TRIVET_TRANSFER_H
#define TRIVET_TRANSFER_H

#include "store/audit.h"

typedef struct TransferReport {
    int64_t tables, rows; /* compared */
    int64_t copied;       /* rows in this run */
    AuditHead head;
} TransferReport;

/* What is being done: "copied", "mended" (references to later rows) or "compared", and how many rows of the
 * table so far. */
typedef void TransferTell(void *context, const char *what, const char *table, int64_t rows);

/* The target is absent, empty, or what an interrupted transfer from the same source has left. */
bool store_transfer(const char *from, const char *to, TransferTell *tell, void *context, TransferReport *ret,
                    Error *err);

#endif
