/* See backup_clock.h. */
#include "cli/backup_clock.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/banned.h"
#include "cli/cli.h"
#include "cli/log.h"
#include "store/backup.h"

enum { RETRY_SECONDS = 600, HOUR_SECONDS = 3600 };

struct BackupClock {
    const char *data, *folder;
    int64_t seconds_each;
    int keep;
    _Atomic int64_t *done_at;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stop;
};

static void tell_failure(const Error *err) {
    LogLine line;
    log_begin(&line, cli_clock(), "error", "backup");
    log_text(&line, "error", str_of(err->message));
    log_text(&line, "detail", str_of(err->log));
    log_end(&line);
}

static void tell_success(const BackupReport *report) {
    LogLine line;
    log_begin(&line, cli_clock(), "info", "backup");
    log_text(&line, "path", str_of(report->path));
    log_int(&line, "bytes", report->bytes);
    log_int(&line, "event_seq", report->head.seq);
    log_end(&line);
}

static bool make_one(const BackupClock *clock) {
    BackupReport report;
    Error err;
    Time now = cli_clock();
    if (!backup_make(clock->data, clock->folder, "trivet " TRIVET_VERSION, now, &report, &err) ||
        !backup_prune(clock->folder, clock->keep, &err)) {
        tell_failure(&err);
        return false;
    }
    atomic_store(clock->done_at, now.ms);
    tell_success(&report);
    return true;
}

/* Seconds from now; after a restart the next is due where it would have been. */
static int64_t due_in(const BackupClock *clock, bool failed) {
    if (failed) return RETRY_SECONDS;
    int64_t due_ms = backup_newest(clock->folder).ms;
    if (due_ms == TIME_NONE.ms) return 0;
    int64_t seconds = due_ms / 1000 + clock->seconds_each - cli_clock().ms / 1000;
    return seconds > 0 ? seconds : 0;
}

static void *run(void *context) {
    BackupClock *clock = context;
    bool failed = false;
    pthread_mutex_lock(&clock->lock);
    while (!clock->stop) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        int64_t seconds = due_in(clock, failed);
        until.tv_sec += seconds;
        if (seconds > 0 && pthread_cond_timedwait(&clock->wake, &clock->lock, &until) == 0) continue;
        pthread_mutex_unlock(&clock->lock);
        failed = !make_one(clock);
        pthread_mutex_lock(&clock->lock);
    }
    pthread_mutex_unlock(&clock->lock);
    return NULL;
}

bool backup_clock_start(const Config *config, _Atomic int64_t *done_at, BackupClock **ret, Error *err) {
    *ret = NULL;
    if (!config->backup_folder.at) return true;
    BackupClock *clock = calloc(1, sizeof *clock);
    if (!clock) return error_no_memory(err);
    clock->data = config->data.at;
    clock->folder = config->backup_folder.at;
    clock->seconds_each = config->backup_hours * HOUR_SECONDS;
    clock->keep = (int)config->backup_keep;
    clock->done_at = done_at;
    pthread_mutex_init(&clock->lock, NULL);
    pthread_cond_init(&clock->wake, NULL);
    atomic_store(done_at, backup_newest(clock->folder).ms);
    if (pthread_create(&clock->thread, NULL, run, clock) != 0) {
        free(clock);
        return error_set(err, ERROR_BUSY, "The server cannot start the thread of its backups.");
    }
    *ret = clock;
    return true;
}

void backup_clock_stop(BackupClock *clock) {
    if (!clock) return;
    pthread_mutex_lock(&clock->lock);
    clock->stop = true;
    pthread_cond_signal(&clock->wake);
    pthread_mutex_unlock(&clock->lock);
    pthread_join(clock->thread, NULL);
    pthread_cond_destroy(&clock->wake);
    pthread_mutex_destroy(&clock->lock);
    free(clock);
}
