/* Exceptions: forecasts outside their tolerances.
 *
 * Nobody makes them: after a change of the plan, of a baseline or of a tolerance, exceptions_update brings
 * the exceptions in line with where the tolerances stand. A tolerance has at most one that is not closed:
 *
 *     within -> warning -> open -> accepted                 by whoever set the tolerance
 *                  |         |--> declined                  by him: to be brought back inside
 *                  '---------'---> cleared                  by itself, as soon as the forecast is inside
 * again
 */
#ifndef TRIVET_EXCEPTION_H
#define TRIVET_EXCEPTION_H

#include "change/agree/impact.h"
#include "change/agree/tolerance.h"

/* Raises, warns and clears as Trivet itself, and counts what changed; a reading transaction only counts.
 * since_seq: the last event up to which this was done before. */
bool exceptions_update(Transaction *tx, Id workspace_id, LivePlan *plan, int64_t since_seq, int *ret_count,
                       Error *err);

typedef struct ExceptionDecision { /* what accepting or declining takes */
    Choice outcome;                /* of accepting */
    double allowed;                /* with OUTCOME_TOLERANCE */
    Str note;
    Json report; /* on which it is taken: computed before the writing transaction, which it would hold up */
} ExceptionDecision;
extern const Resource exception_decision_resource;

/* A new baseline of the projects concerned, or a wider tolerance, in the decider's name. */
bool exception_accept(Change *change, ToleranceException *exception, const ExceptionDecision *decision,
                      Error *err);
bool exception_decline(Change *change, ToleranceException *exception, const ExceptionDecision *decision,
                       Error *err);

/* ---- the report (exception_report.c) ---- */

typedef struct ReportStep { /* of the chain of causes of the finish */
    Id item_id;
    Moment at;
    Str text;
} ReportStep;

typedef enum NoWays {                  /* why no way back is computed */
                      NO_WAYS_UNKNOWN, /* there is nothing to compare with */
                      NO_WAYS_COST,  /* of a release, an item or the workspace: the engine limits the cost of
                                        projects */
                      NO_WAYS_SCOPE, /* what belongs to it is decided, not computed */
                      NO_WAYS_RISK,  /* a response to a risk is thought of by people */
                      NO_WAYS_MEASURED, /* quality, benefit, sustainability: the plan does not know them */
                      NO_WAYS_FOUND,    /* looked for, and there is none */
} NoWays;

typedef struct ExceptionReport {
    int64_t seq;
    List standing;    /* of Standing: one; none when the tolerance is gone */
    List causes;      /* of Event: what moved it; first what most likely did */
    List steps;       /* of ReportStep: why the finish lies there */
    List limits;      /* of WayLimit: what the ways are measured by */
    List ways;        /* of Way: computed options */
    Choice no_ways;   /* NoWays; null: there are ways */
    bool fits;        /* it has come back inside */
    Moment finish_at; /* of everything planned, as it is; so cost and value */
    int64_t cost_cents;
    double value;
} ExceptionReport;
extern const Resource report_step_resource, exception_report_resource;

/* As of now; all of it lives in the transaction's arena. */
bool exception_report(Transaction *tx, const ToleranceException *exception, ExceptionReport *ret, Error *err);
/* The event that most likely moved the forecast, of those after since_seq; 0: none is known. */
bool exception_cause(Transaction *tx, Id workspace_id, const PlanMap *map, const Schedule *schedule,
                     const Standing *standing, int64_t since_seq, int64_t *ret, Error *err);

#endif
