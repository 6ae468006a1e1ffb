/* The kinds of runs and the record of one. See run.h. */
#include "run/run.h"

#include "base/mem.h"

#define X(name) &run_##name,
const RunKind *const run_kinds[] = {RUN_KINDS(X) NULL};
#undef X
#define X(name) #name,
const char *const run_kind_names[] = {RUN_KINDS(X) NULL};
#undef X
const char *const run_state_names[] = {"queued", "running", "done", "failed", "cancelled", NULL};

static const Resource *parameters_of(int i) {
    return run_kinds[i] ? run_kinds[i]->parameters : NULL;
}

static const Resource *result_of(int i) {
    return run_kinds[i] ? run_kinds[i]->result : NULL;
}

static const Field run_resource_fields[] = {
    FIELD(Run, id, .doc = "Made by Trivet."),
    FIELD(Run, kind, .custody = CUSTODY_SHARED, .required = true, .create_only = true,
          .choices = run_kind_names, .doc = "What is calculated."),
    FIELD(Run, parameters, .custody = CUSTODY_SHARED, .nullable = true, .create_only = true,
          .any_of = parameters_of, .doc = "By kind; what is left out has its default. Shown whole."),
    FIELD(Run, state, .choices = run_state_names, .doc = "How it stands."),
    FIELD(Run, person_id, .refers_to = "person", .doc = "Who started it."),
    FIELD(Run, created_at, .doc = "When it was asked for."),
    FIELD(Run, started_at, .nullable = true, .doc = "When it began; null: it waits for its turn."),
    FIELD(Run, finished_at, .nullable = true, .doc = "When it ended, in whatever way."),
    FIELD(Run, progress, .max = 1, .doc = "The share that is done, 0 to 1."),
    FIELD(Run, seconds_left, .nullable = true,
          .doc = "An estimate; null: there is none yet, or it has ended."),
    FIELD(Run, revision, .doc = "One more with every change of state, progress or result."),
    FIELD(Run, result_revision,
          .doc = "The revision at which the result was last improved; 0: there is none."),
    FIELD(Run, seq, .nullable = true, .doc = "It works on everything up to this event; null: not begun."),
    FIELD(Run, stale, .doc = "Something that the result rests on was changed after that."),
    FIELD(Run, result, .nullable = true, .any_of = result_of,
          .doc = "The best so far; null: none yet, or not newer than the revision asked for with after."),
    FIELD(Run, error, .nullable = true, .doc = "Of a failed run: what is wrong."),
    FIELD(Run, error_field, .nullable = true, .doc = "And in which field."),
    FIELD(Run, error_hint, .nullable = true, .doc = "And what to do about it."),
};
const Resource run_resource = {.name = "run",
                               .plural = "runs",
                               .type = "Run",
                               .size = sizeof(Run),
                               .fields = run_resource_fields,
                               .field_count = COUNT_OF(run_resource_fields),
                               .doc = "A calculation in the background."};

bool run_cancelled(const RunJob *job) {
    return job->cancelled && job->cancelled(job->context);
}

void run_progress(const RunJob *job, double share) {
    if (job->progress) job->progress(job->context, share);
}

void run_improved(const RunJob *job, const void *result) {
    if (job->improved) job->improved(job->context, result);
}
