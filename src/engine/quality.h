/* Schedule quality: the DCMA 14-point assessment and the GAO's ten best practices, each with what is at
 * fault.
 *
 * Sources. DCMA: Defense Contract Management Agency, "Earned Value Management System Program Analysis
 * Pamphlet" (DCMA-EA PAM 200.1, 2012), section 4; one day is the working day of 480 minutes. GAO: U.S.
 * Government Accountability Office, "Schedule Assessment Guide" (GAO-16-89G, 2015), best practices 1 to 10;
 * the guide gives questions, not thresholds, so a practice fails where one task contradicts it.
 *
 * What counts. Tasks are leaves of the outline that take part in the plan and have dates; incomplete is what
 * is not finished. Links on a summary count for every leaf below it. A check that lacks what it needs (no
 * baseline, no status date, no people at all) is QUALITY_UNKNOWN and says so.
 *
 * Linear in tasks, links and assignments; the critical-path test schedules the plan anew (twice when people
 * are shared). */
#ifndef TRIVET_ENGINE_QUALITY_H
#define TRIVET_ENGINE_QUALITY_H

#include "engine/trivet.h"

typedef enum QualityCheckKind {
    /* DCMA, in its order; the figure is a share of incomplete tasks unless it says otherwise. */
    DCMA_LOGIC,            /* without predecessor or without successor: at most 5 % */
    DCMA_LEADS,            /* links with negative lag: 0 % of links */
    DCMA_LAGS,             /* links with positive lag: at most 5 % of links */
    DCMA_LINK_TYPES,       /* finish-start links: at least 90 % of links */
    DCMA_HARD_CONSTRAINTS, /* must start, must finish, start or finish no later than: at most 5 % */
    DCMA_HIGH_FLOAT,       /* total float above 44 days: at most 5 % */
    DCMA_NEGATIVE_FLOAT,   /* below 0: 0 % */
    DCMA_HIGH_DURATION,    /* above 44 days: at most 5 % */
    DCMA_INVALID_DATES,    /* planned before, or done after, the status date: 0 % of all tasks */
    DCMA_RESOURCES,        /* a day or longer without people or cost: told, without threshold */
    DCMA_MISSED_TASKS,     /* due by baseline and not finished by then: at most 5 % of those due */
    DCMA_CRITICAL_PATH, /* figure: days the finish moves when a critical task slips 602 days; at least 572 */
    DCMA_CPLI,          /* critical path length index: (length + float) / length, at least 0.95 */
    DCMA_BEI,           /* baseline execution index: finished / due by baseline, at least 0.95 */
    /* GAO, in its order. */
    GAO_ACTIVITIES,    /* every activity has a name of its own */
    GAO_SEQUENCE,      /* start driven by a predecessor and finish driving a successor */
    GAO_RESOURCES,     /* work is assigned, and nobody beyond his units */
    GAO_DURATIONS,     /* nothing above 44 days; what has no duration is a milestone */
    GAO_TRACEABLE,     /* links join activities, not summaries; each stands in the outline */
    GAO_CRITICAL_PATH, /* runs on links from the status date to the end: no constraint, no lag on it */
    GAO_FLOAT,         /* neither negative nor above 44 days */
    GAO_RISK,          /* incomplete tasks have estimates for a risk analysis */
    GAO_PROGRESS,      /* status date, no invalid dates, no work before its predecessor */
    GAO_BASELINE,      /* every task is in the baseline */
    QUALITY_CHECKS
} QualityCheckKind;

typedef enum QualityVerdict { QUALITY_PASS, QUALITY_FAIL, QUALITY_TOLD, QUALITY_UNKNOWN } QualityVerdict;

/* Whether the figure has to lie at or below, or at or above the threshold. */
typedef enum QualityBound { BOUND_MOST, BOUND_LEAST, BOUND_NONE } QualityBound;

typedef struct QualityFault {
    int32_t task;
    int32_t link; /* of a check on links; -1 */
} QualityFault;

typedef struct QualityCheck {
    int32_t verdict, bound;
    int32_t count, of; /* at fault, of how many */
    double figure;     /* percent, days or index, as the kind says */
    double threshold;
    int32_t first, fault_count; /* a run in Quality.faults */
} QualityCheck;

typedef struct Quality {
    QualityCheck checks[QUALITY_CHECKS];
    QualityFault *faults;
    int32_t task_count, incomplete_count, link_count;
} Quality;

/* What the plan does not hold; each may be NULL: not known. One row a task. */
typedef struct QualityFacts {
    const Minute *baseline_finish; /* MINUTE_NONE: not in the baseline */
    const uint64_t *names;    /* hash of the title, letters and blanks evened out; equal: the same name */
    const uint8_t *estimated; /* 1: has a three-point estimate or a risk */
    int32_t project;          /* only this one, NO_INDEX: the whole plan */
} QualityFacts;

/* False: the arena is full, or (*fault) the plan cannot be scheduled. */
bool quality_check(Arena *arena, const Plan *plan, const Schedule *schedule, const QualityFacts *facts,
                   Quality *ret, PlanFault *fault);

#endif
