/* Runs: calculations that take longer than a request may.
 *
 * A kind of run is one row of RUN_KINDS and one RunKind: a field table of its parameters, one of its result,
 * and a function from the rows of a workspace to a result. The function says how far it is, hands out better
 * results as it finds them, and asks now and then (at least every 100 ms) whether it is still wanted; it
 * neither reads the clock nor the database. Server (runner.h) and command line call the same function. */
#ifndef TRIVET_RUN_H
#define TRIVET_RUN_H

#include "model/plan.h"

/* What a calculation says and hears while it runs; every function may be NULL. */
typedef struct RunJob {
    void *context;
    bool (*cancelled)(void *context);
    void (*progress)(void *context, double share); /* 0 to 1 */
    /* A record of the kind's result, better than the one before; it is not kept. At most some dozens a run.
     */
    void (*improved)(void *context, const void *result);
} RunJob;

bool run_cancelled(const RunJob *job);
void run_progress(const RunJob *job, double share);
void run_improved(const RunJob *job, const void *result);

/* source: the whole workspace, or a file. parameters: a record of the kind's table, checked, its ids those of
 * rows of the source. When cancelled it answers true with what it has (*result filled), or false with any
 * error. Everything lives in the arena. */
typedef bool RunWork(Arena *arena, const PlanSource *source, const void *parameters, const RunJob *job,
                     void *result, Error *err);

typedef struct RunKind {
    const char *name;
    const Resource *parameters, *result;
    const Resource *const *records; /* of the lists in both, those of inner lists first; ends with NULL */
    RunWork *work;
    const char *doc;
} RunKind;

/* X(name): its RunKind is run_NAME, its words in the API are "NAME". */
#define RUN_KINDS(X) X(forecast) X(level) X(options)

#define X(name) extern const RunKind run_##name;
RUN_KINDS(X)
#undef X
extern const RunKind *const run_kinds[];   /* ends with NULL */
extern const char *const run_kind_names[]; /* likewise; the choices of Run.kind */

typedef enum RunState { RUN_QUEUED, RUN_RUNNING, RUN_DONE, RUN_FAILED, RUN_CANCELLED } RunState;
extern const char *const run_state_names[];

/* A run as the API shows it. */
typedef struct Run {
    Id id;
    Choice kind, state;
    Id person_id; /* who started it */
    Time created_at, started_at, finished_at;
    double progress, seconds_left;
    int64_t revision, result_revision;
    int64_t seq;
    bool stale;
    Json parameters, result;
    Str error, error_field, error_hint;
} Run;
extern const Resource run_resource;

#endif
