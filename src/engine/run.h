/* Run: one scheduling of one plan, shared by the engine's files and seen by nobody else.
 *
 *     check -> network -> jobs -> forward -> (late for ALAP) -> (share) -> late -> roll-up
 *
 * Jobs and dates are indexed by the network's position, results by the plan's row. */
#ifndef TRIVET_ENGINE_RUN_H
#define TRIVET_ENGINE_RUN_H

#include "engine/network.h"
#include "engine/trivet.h"
#include "engine/worktime.h"

typedef struct Dates {
    Minute start, finish;
} Dates;

/* What one resource does of a task, by its own calendar. */
typedef struct Part {
    const WorkTime *time;
    int32_t minutes;
    int32_t assignment;
} Part;

typedef enum JobMode {
    JOB_OPEN,    /* links and floor decide the start */
    JOB_FIXED,   /* starts at floor, whatever the links say: manual, must start or finish on */
    JOB_STARTED, /* floor is the actual start; the rest not before resume */
    JOB_DONE,    /* floor and resume are its dates */
} JobMode;

/* A leaf as the passes see it. An entry or exit node has only time, project and row data of its summary. */
typedef struct Job {
    const WorkTime *time; /* of the longest part: lags into it, its floats */
    const Part *parts;    /* NULL: `time` alone decides */
    const Part *all;      /* of every working assignment */
    int32_t part_count, all_count;
    int32_t minutes;   /* of the longest part */
    int32_t remaining; /* of the longest part; equal to minutes unless started */
    int32_t project;
    Minute floor, resume;
    Minute ceiling;                  /* an honoured SNLT or FNLT: start not after; MINUTE_AFTER: none */
    Minute start_cap, finish_cap;    /* late dates not after */
    int32_t floor_cause_index;       /* the row whose constraint the floor is */
    uint8_t mode, floor_cause, kind; /* JobMode, Cause, NodeKind */
} Job;

/* What decided a start: an edge and through which date, or one of these. */
enum { DRIVER_FLOOR = -1, DRIVER_CEILING = -2, DRIVER_OWN = -3, DRIVER_ALAP = -4 };

typedef struct Wait {
    int32_t task, resource; /* rows; task NO_INDEX: did not wait */
    int32_t part;           /* of the job: the one that waited */
    bool links;             /* it was placed before, so the wait is a link to the backward pass */
} Wait;

typedef struct Run {
    Arena *arena;
    const Plan *plan;
    PlanFault *fault;
    Network net;
    const WorkTime **times; /* by calendar; made when first used */
    const WorkTime *elapsed;
    int32_t *first_assignment; /* by row, one more: runs of assignment_list */
    int32_t *assignment_list;
    Job *jobs;
    Dates *early, *planned, *late; /* planned is early when nothing differs */
    int32_t *driver;               /* of planned: edge * 2 + (1 by finish), or DRIVER_ */
    int32_t *finish_driver;        /* of entry nodes, whose two dates have a driver each */
    int32_t *summary_minutes;      /* of exit nodes with percent lags */
    Minute *alap_floor;            /* by position; NULL: no task is as late as possible */
    Wait *wait;                    /* by position; NULL: people are not shared */
    int32_t *share_order;          /* positions as they were placed */
    Minute *project_end;           /* by project: late dates not after */
    Dates *free;                   /* by position: may slip so far before something else moves */
} Run;

/* job.c: jobs from rows. */
bool jobs_make(Run *run);
const WorkTime *run_time(Run *run, int32_t calendar);
/* Earliest start at or after the moment. */
Minute job_start(const Job *job, Minute from);
/* When `minutes` (of the longest part; of the others in proportion) are done. */
Minute job_finish(const Job *job, Minute start, int32_t minutes);
/* The latest start that ends by the moment. */
Minute job_start_for(const Job *job, Minute finish, int32_t minutes);
/* Both dates of the whole job: at the earliest from a moment on, at the latest by a moment. */
Dates job_place(const Job *job, Minute from);
Dates job_place_by(const Job *job, Minute to);
/* The start from which the longest part ends at the moment. */
Minute job_start_to_reach(const Job *job, Minute finish, int32_t minutes);
/* The last moment at or before at which it can end. */
Minute job_finish_by(const Job *job, Minute to);

/* pass.c: the two passes. */
void forward_pass(Run *run, Dates *dates);
/* Dates of one node from those of its predecessors; sets its driver. */
void forward_node(Run *run, Dates *dates, int32_t position);
void find_project_ends(Run *run, const Dates *dates);
void backward_pass(Run *run, const Dates *dates);
void find_free(Run *run, const Dates *dates);
Minute lag_after(const WorkTime *time, Minute at, int32_t lag_kind, int32_t lag);
Minute lag_before(const WorkTime *time, Minute at, int32_t lag_kind, int32_t lag);

/* share.c: people given to one task at a time. */
bool share_people(Run *run);
/* overload.c */
bool find_overloads(Run *run, ResourceSchedule *ret);

/* rollup.c: from positions to rows, summaries, projects, releases, cost. */
bool rollup(Run *run, Schedule *ret);

static inline Minute later(Minute a, Minute b) {
    return a > b ? a : b;
}
static inline Minute earlier(Minute a, Minute b) {
    return a < b ? a : b;
}

#endif
