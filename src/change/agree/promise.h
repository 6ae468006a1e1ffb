/* Promises: dates told outside, held against the plan.
 *
 * Whether a promise is broken is computed, never stored: it is when the plan's finish of what was promised
 * lies behind the last day that keeps it. Stored is that it was told: once, and again when it breaks anew. */
#ifndef TRIVET_PROMISE_H
#define TRIVET_PROMISE_H

#include "change/agree/impact.h"
#include "change/finishes.h"

typedef struct PromiseStanding { /* one promise that stands, against the plan */
    Id promise_id;
    Str account;
    Str subject; /* what was promised, by name */
    int64_t amount_cents;
    Day promised_on;
    Moment finish_at; /* as planned now; null: it is not planned */
    int64_t late_days;
    bool broken;
    Time broken_at; /* since when, as the watcher has seen it; null: it is not, or was not seen yet */
    Str notice;     /* a draft of what to write to them; null: it is not broken */
} PromiseStanding;

typedef struct PromiseWatch {
    int64_t seq;
    List promises; /* of PromiseStanding: the broken ones first, the most money first */
    int64_t broken_count;
    int64_t broken_amount_cents;
} PromiseWatch;
extern const Resource promise_standing_resource, promise_watch_resource;

/* Of the promises given (a List of Promise), those that still stand. */
bool promise_watch(Arena *arena, const List *promises, const PlanSource *source, const PlanMap *map,
                   const Schedule *schedule, PromiseWatch *ret, Error *err);
/* Loads what it needs. */
bool promise_watch_load(Transaction *tx, Id workspace_id, PromiseWatch *ret, Error *err);

/* "Harbor 2.0 was promised for 9 January 2026 and is planned for 12 January 2026." */
Str promise_broken_words(Arena *arena, const PromiseStanding *standing);

/* Tells whom it concerns of promises that broke (who gave it, and the custodians of what was promised),
 * forgets those that are kept again, and counts both; a reading transaction only counts. */
bool promises_update(Transaction *tx, Id workspace_id, LivePlan *plan, int *ret_count, Error *err);

/* What creation leaves out: the day, and who says it. */
void promise_fill(const Transaction *tx, Promise *promise);
bool promise_scope(Transaction *tx, const Promise *promise, Scope *ret, Error *err);

/* What was promised, by the plan as it is: its name and its finish (null: not planned). */
typedef struct PromiseSubject {
    Str name;
    Moment finish_at;
} PromiseSubject;
PromiseSubject promise_subject(const Promise *promise, const PlanSource *source, const PlanMap *map,
                               const Schedule *schedule, const Finishes *finishes);

#endif
