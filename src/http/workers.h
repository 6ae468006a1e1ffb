/* Workers: a fixed number of threads that take jobs from a bounded queue.
 *
 * The queue is fair: jobs of one key (a person's credentials, else an address) are done in their order, and
 * the keys take turns, so that whoever sends a thousand requests waits behind himself and not in front of
 * others. Keys share LANES lanes by their hash. When the queue is full, the longest lane gives up its last
 * job for the first of a shorter one.
 *
 * Bulk jobs (imports, exports) give way to all others: they have at most a quarter of the threads, but always
 * one. */
#ifndef TRIVET_HTTP_WORKERS_H
#define TRIVET_HTTP_WORKERS_H

#include <stdint.h>

#include "base/error.h"

typedef struct Workers Workers;

/* Embedded in what is to be done; in the queue until run or drop is called. */
typedef struct Job {
    struct Job *next;
    void (*run)(struct Job *job);
    void (*drop)(struct Job *job); /* it had to make room: called by the thread that adds another */
    uint64_t key;
    bool bulk;
} Job;

bool workers_start(int threads, int queue_max, Workers **ret, Error *err);
/* False when the queue is full and no lane is longer, or the workers are stopping. */
bool workers_add(Workers *workers, Job *job);
int workers_queued(Workers *workers);
/* Runs what is queued, then ends the threads; nothing can be added any more. */
void workers_stop(Workers *workers);
void workers_free(Workers *workers);

#endif
