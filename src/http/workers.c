/* The worker threads and their queue. See workers.h. */
#include "http/workers.h"

#include <pthread.h>

#include "base/banned.h"

enum { LANES = 64, BULK_SHARE = 4 };

typedef struct Lane {
    Job *first, **last;
    int count;
} Lane;

typedef struct Lanes {
    Lane lane[LANES];
    int turn; /* the lane that gave the last job */
    int count;
} Lanes;

struct Workers {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    Lanes usual, bulk;
    int queue_max, bulk_running, bulk_max;
    bool stopping;
    int thread_count;
    pthread_t threads[];
};

/* ---- lanes ---- */

static void lanes_make(Lanes *lanes) {
    for (int i = 0; i < LANES; i++) lanes->lane[i].last = &lanes->lane[i].first;
}

static Lane *lane_of(Lanes *lanes, const Job *job) {
    return &lanes->lane[(job->key ^ job->key >> 32) % LANES];
}

static void lanes_add(Lanes *lanes, Job *job) {
    Lane *lane = lane_of(lanes, job);
    job->next = NULL;
    *lane->last = job;
    lane->last = &job->next;
    lane->count++;
    lanes->count++;
}

/* The first job of the next lane that has one. */
static Job *lanes_take(Lanes *lanes) {
    if (lanes->count == 0) return NULL;
    do lanes->turn = (lanes->turn + 1) % LANES;
    while (lanes->lane[lanes->turn].count == 0);
    Lane *lane = &lanes->lane[lanes->turn];
    Job *job = lane->first;
    lane->first = job->next;
    if (!lane->first) lane->last = &lane->first;
    lane->count--;
    lanes->count--;
    return job;
}

/* The last job of the longest lane, if that is longer than the other's by more than one. */
static Job *lanes_take_last(Lanes *lanes, int other_count) {
    Lane *longest = &lanes->lane[0];
    for (int i = 1; i < LANES; i++)
        if (lanes->lane[i].count > longest->count) longest = &lanes->lane[i];
    if (longest->count <= other_count + 1) return NULL;
    Job **at = &longest->first;
    while ((*at)->next) at = &(*at)->next;
    Job *job = *at;
    *at = NULL;
    longest->last = at;
    longest->count--;
    lanes->count--;
    return job;
}

/* ---- threads ---- */

static int queued(const Workers *workers) {
    return workers->usual.count + workers->bulk.count;
}

/* With the lock held. */
static Job *choose(Workers *workers) {
    bool bulk_may = workers->bulk_running < workers->bulk_max || workers->stopping;
    if (workers->bulk.count && (workers->bulk_running == 0 || (bulk_may && !workers->usual.count))) {
        workers->bulk_running++;
        return lanes_take(&workers->bulk);
    }
    return lanes_take(&workers->usual);
}

static Job *next_job(Workers *workers) {
    Job *job;
    pthread_mutex_lock(&workers->lock);
    while (!(job = choose(workers)) && !(workers->stopping && queued(workers) == 0))
        pthread_cond_wait(&workers->wake, &workers->lock);
    pthread_mutex_unlock(&workers->lock);
    return job;
}

static void bulk_ended(Workers *workers) {
    pthread_mutex_lock(&workers->lock);
    workers->bulk_running--;
    if (workers->bulk.count) pthread_cond_signal(&workers->wake);
    pthread_mutex_unlock(&workers->lock);
}

static void *work(void *cls) {
    Workers *workers = cls;
    for (Job *job = next_job(workers); job; job = next_job(workers)) {
        bool bulk = job->bulk;
        job->run(job);
        if (bulk) bulk_ended(workers);
    }
    return NULL;
}

bool workers_start(int threads, int queue_max, Workers **ret, Error *err) {
    Workers *workers = calloc(1, sizeof *workers + (size_t)threads * sizeof *workers->threads);
    if (!workers) return error_no_memory(err);
    lanes_make(&workers->usual);
    lanes_make(&workers->bulk);
    workers->queue_max = queue_max;
    workers->bulk_max = threads / BULK_SHARE > 1 ? threads / BULK_SHARE : 1;
    pthread_mutex_init(&workers->lock, NULL);
    pthread_cond_init(&workers->wake, NULL);
    for (int i = 0; i < threads; i++) {
        if (pthread_create(&workers->threads[i], NULL, work, workers) != 0) {
            workers_free(workers);
            return error_set(err, ERROR_BUSY, "The server cannot start %d worker threads.", threads);
        }
        workers->thread_count++;
    }
    *ret = workers;
    return true;
}

bool workers_add(Workers *workers, Job *job) {
    Job *dropped = NULL;
    pthread_mutex_lock(&workers->lock);
    Lanes *lanes = job->bulk ? &workers->bulk : &workers->usual;
    bool taken = !workers->stopping;
    if (taken && queued(workers) >= workers->queue_max) {
        dropped = lanes_take_last(&workers->usual, lane_of(lanes, job)->count);
        taken = dropped != NULL;
    }
    if (taken) {
        lanes_add(lanes, job);
        pthread_cond_signal(&workers->wake);
    }
    pthread_mutex_unlock(&workers->lock);
    if (dropped) dropped->drop(dropped);
    return taken;
}

int workers_queued(Workers *workers) {
    pthread_mutex_lock(&workers->lock);
    int count = queued(workers);
    pthread_mutex_unlock(&workers->lock);
    return count;
}

void workers_stop(Workers *workers) {
    pthread_mutex_lock(&workers->lock);
    workers->stopping = true;
    pthread_cond_broadcast(&workers->wake);
    pthread_mutex_unlock(&workers->lock);
    for (int i = 0; i < workers->thread_count; i++) pthread_join(workers->threads[i], NULL);
    workers->thread_count = 0;
}

void workers_free(Workers *workers) {
    if (!workers) return;
    workers_stop(workers);
    pthread_cond_destroy(&workers->wake);
    pthread_mutex_destroy(&workers->lock);
    free(workers);
}
