/* The worker threads. See workers.h. */
#include "http/workers.h"

#include <pthread.h>

#include "base/banned.h"

struct Workers {
    pthread_mutex_t lock;
    pthread_cond_t wake;
    Job *first, **last;
    int queued, queue_max;
    bool stopping;
    int thread_count;
    pthread_t threads[];
};

static Job *next_job(Workers *workers) {
    pthread_mutex_lock(&workers->lock);
    while (!workers->first && !workers->stopping) pthread_cond_wait(&workers->wake, &workers->lock);
    Job *job = workers->first;
    if (job) {
        workers->first = job->next;
        if (!workers->first) workers->last = &workers->first;
        workers->queued--;
    }
    pthread_mutex_unlock(&workers->lock);
    return job;
}

static void *work(void *cls) {
    Workers *workers = cls;
    for (Job *job = next_job(workers); job; job = next_job(workers)) job->run(job);
    return NULL;
}

bool workers_start(int threads, int queue_max, Workers **ret, Error *err) {
    Workers *workers = calloc(1, sizeof *workers + (size_t)threads * sizeof *workers->threads);
    if (!workers) return error_no_memory(err);
    workers->last = &workers->first;
    workers->queue_max = queue_max;
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
    job->next = NULL;
    pthread_mutex_lock(&workers->lock);
    bool taken = workers->queued < workers->queue_max && !workers->stopping;
    if (taken) {
        *workers->last = job;
        workers->last = &job->next;
        workers->queued++;
        pthread_cond_signal(&workers->wake);
    }
    pthread_mutex_unlock(&workers->lock);
    return taken;
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
