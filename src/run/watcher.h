/* The thread that watches forecasts: after changes it raises, warns and clears exceptions, and tells of
 * promises that break (change/agree/watch.h).
 *
 * It follows the numbers of durable events, lets what comes in quick succession come together, and looks at
 * each workspace that has tolerances or promises and in which something was changed that they depend on. It
 * reads first, and takes the writing transaction only when something has to be written. No request waits for
 * it. */
#ifndef TRIVET_WATCHER_H
#define TRIVET_WATCHER_H

#include "store/store.h"

typedef struct Watcher Watcher;

typedef struct WatcherOptions {
    Store *store;
    Time (*clock)(void);
} WatcherOptions;

bool watcher_start(const WatcherOptions *options, Watcher **ret, Error *err);
void watcher_stop(Watcher *watcher); /* NULL is fine */
/* Events up to last_seq are durable. Does not block. */
void watcher_wake(Watcher *watcher, int64_t last_seq);

#endif
