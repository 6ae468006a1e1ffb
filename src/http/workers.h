/* Workers: a fixed number of threads that take jobs from one bounded queue, first come first served. */
#ifndef TRIVET_HTTP_WORKERS_H
#define TRIVET_HTTP_WORKERS_H

#include "base/error.h"

typedef struct Workers Workers;

/* Embedded in what is to be done; in the queue until run is called. */
typedef struct Job {
    struct Job *next;
    void (*run)(struct Job *job);
} Job;

bool workers_start(int threads, int queue_max, Workers **ret, Error *err);
/* False when queue_max jobs wait already, or the workers are stopping. */
bool workers_add(Workers *workers, Job *job);
/* Runs what is queued, then ends the threads; nothing can be added any more. */
void workers_stop(Workers *workers);
void workers_free(Workers *workers);

#endif
