/* The server's background: a few threads of low priority that work off runs.
 *
 * A run waits for its turn, then reads the workspace in one transaction (its snapshot, with the number of the
 * last event), lets go of the database and calculates. Runs and results live in memory only: they are gone
 * after a restart, some after an hour, some earlier when there are many. What other servers are told of them,
 * and what becomes of them when this one ends: board.h.
 *
 * Maxima: 4 unfinished runs a person, 12 a workspace, 64 in all; 512 MiB of memory a run; a result of 64 MiB;
 * 20 finished runs a workspace and 256 MiB of finished results in all are kept, the newest. */
#ifndef TRIVET_RUNNER_H
#define TRIVET_RUNNER_H

#include "run/run.h"
#include "store/store.h"

typedef struct Runner Runner;

typedef struct RunnerOptions {
    Store *store;
    Time (*clock)(void);
    int threads; /* 0: one for each two processors, 1 to 4 */
} RunnerOptions;

bool runner_start(const RunnerOptions *options, Runner **ret, Error *err);
/* Cancels what runs and lets go whoever waits; the threads have ended when it returns. The Runner stays valid
 * for requests that are still under way (adding is refused then) until runner_free. NULL is fine. */
void runner_stop(Runner *runner);
void runner_free(Runner *runner); /* stops it first; NULL is fine */

/* Puts it into the queue. parameters: a record of the kind's table. ERROR_TOO_MANY, ERROR_BUSY. */
bool runner_add(Runner *runner, Arena *arena, const RunKind *kind, const void *parameters, Id workspace_id,
                Id person_id, Run *ret, Error *err);
/* The workspace's runs, newest first, without results: a List of Run. */
bool runner_list(Runner *runner, Arena *arena, Id workspace_id, List *ret, Error *err);
/* One of them. The result is null when it is not newer than revision `after`. With wait_ms, answers only when
 * the run's revision is greater than `after`, it has ended, the time is over, or too many are waiting. */
bool runner_show(Runner *runner, Arena *arena, Id workspace_id, Id id, int64_t after, int wait_ms, Run *ret,
                 Error *err);
/* Who started it, and `anybody`, may: an unfinished run becomes cancelled and keeps its best result so far; a
 * finished one is dropped. ERROR_FORBIDDEN. */
bool runner_cancel(Runner *runner, Id workspace_id, Id id, Id person_id, bool anybody, Error *err);

/* Those of a server that ended: how many threads have nothing to do, an unfinished one (with its best result
 * so far) that begins anew, and one that another server has taken, of which nothing is shown any more. */
int runner_idle(Runner *runner);
bool runner_adopt(Runner *runner, Id workspace_id, const Run *run, Error *err);
void runner_forget(Runner *runner, Id workspace_id, Id id);

bool run_of_another(Error *err); /* ERROR_FORBIDDEN, in words; answers false */

/* A run of whatever workspace that has changed since the last call; `all`: and those that are not finished.
 */
typedef struct RunNews {
    Id workspace_id;
    Run run; /* with its result */
} RunNews;
bool runner_news(Runner *runner, Arena *arena, bool all, List *ret, Error *err); /* of RunNews */
void runner_news_again(Runner *runner);                                          /* nobody has heard them */

#endif
