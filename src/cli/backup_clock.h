/* Backups at set times while the server runs: a thread that sleeps until the next one is due. A failed one is
 * logged and tried again after ten minutes. */
#ifndef TRIVET_BACKUP_CLOCK_H
#define TRIVET_BACKUP_CLOCK_H

#include "base/error.h"
#include "cli/config.h"

typedef struct BackupClock BackupClock;

/* *done_at is set to the time of each backup that succeeds. The configuration outlives the clock. */
bool backup_clock_start(const Config *config, _Atomic int64_t *done_at, BackupClock **ret, Error *err);
void backup_clock_stop(BackupClock *clock); /* waits for a running one; NULL is fine */

#endif
