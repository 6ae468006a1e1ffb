/* Run: one plan, checked and prepared, and its schedule, shared by the engine's files and seen by nobody
 * else.
 *
 *     check -> graph -> jobs -> forward -> (late for ALAP) -> (share) -> backward with floats -> roll-up
 *
 * The first three are the preparation, which holds until the plan's structure changes; the rest may be done
 * again, wholly or for what an edit reaches (network.c). Jobs and dates are indexed by the graph's position,
 * results by the plan's row. */
#ifndef TRIVET_ENGINE_RUN_H
#define TRIVET_ENGINE_RUN_H

#include "base/vec.h"
#include "engine/graph.h"
#include "engine/trivet.h"
#include "engine/worktime.h"

typedef struct Dates {
    Minute start, finish;
} Dates;

/* What one resource does of a task, by its own calendar. */
typedef struct Part {
    const WorkTime *time; /* NULL: this assignment asks no time */
    int32_t minutes;      /* from the job's start to its own end, pauses included */
    int32_t delay, pause; /* of them, before it begins, and without work */
    int32_t assignment;
} Part;

typedef enum JobMode {
    JOB_OPEN,    /* links and floor decide the start */
    JOB_FIXED,   /* starts at floor, whatever the links say: manual, must start or finish on; ends at resume
                    when   that is set */
    JOB_STARTED, /* floor is the actual start; the rest not before resume */
    JOB_DONE,    /* floor and resume are its dates */
} JobMode;

/* What only some jobs have. */
typedef struct JobMore {
    const Part *parts; /* with JOB_PARTS: they differ in calendar */
    int32_t part_count;
    int32_t remaining; /* of the longest part, pauses included; equal to minutes unless started */
    int32_t pause;     /* of the job's minutes, so many without work */
    int32_t done;      /* of a job of what remains: minutes before its own */
    int32_t whole;     /* working minutes of the longest part by the row, whatever is done or drawn */
    int32_t leveling_delay;
    Minute resume;                /* MINUTE_NONE: not set */
    Minute expected;              /* with JOB_EXPECTED */
    Minute ceiling;               /* an honoured SNLT or FNLT: start not after; MINUTE_AFTER: none */
    Minute start_cap, finish_cap; /* late dates not after */
    int32_t floor_cause_index;    /* the row whose constraint the floor is */
} JobMore;

/* A leaf as the passes see it; 32 bytes. An entry or exit node has only time, project and row data of its
 * summary. */
typedef struct Job {
    const WorkTime *time; /* of the longest part: lags into it, its floats */
    JobMore *more;        /* NULL: none of it was ever needed */
    int32_t minutes;      /* of the longest part */
    Minute floor;
    int32_t project;
    uint8_t mode : 4, kind : 4; /* JobMode, NodeKind */
    uint8_t floor_cause;        /* Cause */
    uint16_t flags;             /* JobFlag */
} Job;

typedef enum JobFlag {
    JOB_PLAIN = 1, /* an open leaf with a duration, and nothing in `more` but, perhaps, the floor's cause */
    JOB_PARTS = 2, /* more->parts decide */
    JOB_ALAP = 4,  /* open and as late as possible */
    JOB_DEADLINE = 8,        /* the task has one of its own */
    JOB_TO_FINISH = 16,      /* edges lead to its finish */
    JOB_WAS_DONE = 32,       /* with RULE_REMAINING: a point, because nothing remains */
    JOB_UNBOUND = 64,        /* with RULE_REMAINING and PROGRESS_OVERRIDE: links do not hold it back */
    JOB_STARTS = 128,        /* a point stands where work begins */
    JOB_REMAINING = 256,     /* RULE_REMAINING of its project */
    JOB_RETAINS = 512,       /* its project is in PROGRESS_RETAINED_LOGIC */
    JOB_OPEN_ENDS = 1024,    /* RULE_OPEN_ENDS of its project */
    JOB_EXPECTED = 2048,     /* lasts until more->expected */
    JOB_OWN_CALENDAR = 8192, /* TASK_BY_PEOPLE: floats, and lags, count on the task's own calendar */
    JOB_FROM_FINISH = 4096, /* RULE_FROM_FINISH of its project, and it has not begun; with JOB_ALAP or else as
                               soon as possible */
} JobFlag;

/* What decided a start: an edge and through which date, or one of these. */
enum { DRIVER_FLOOR = -1, DRIVER_CEILING = -2, DRIVER_OWN = -3, DRIVER_ALAP = -4 };

/* What a node asks of those before it: the latest dates that do not move its late dates, and that do not move
 * its planned ones. MINUTE_AFTER: nothing. */
typedef struct Hand {
    Minute late_start, late_finish, free_start, free_finish;
} Hand;

typedef struct Wait {
    int32_t task, resource; /* rows; task NO_INDEX: did not wait */
    int32_t part;           /* of the job: the one that waited */
    bool links;             /* it was placed before, so the wait is a link to the backward pass */
} Wait;

/* What a summary lays on every leaf below it. */
typedef struct Inherited {
    Minute floor, finish_cap;
    int32_t row; /* whose constraint the floor is */
} Inherited;

/* A piece of a job that levelling has cut. */
typedef struct Piece {
    int32_t position;
    Dates dates;
} Piece;
typedef struct Pieces {
    VEC(Piece);
} Pieces;

/* One part as its resource sees it: its job's position, and where in Run.parts it is. */
typedef struct Load {
    int32_t position, part;
} Load;

typedef struct Run {
    Arena *arena;
    const Plan *plan;
    PlanFault *fault;
    Graph graph;
    const WorkTime *const *kept_times; /* by calendar: made before, or NULL each; NULL: none was */
    const WorkTime **times;            /* by calendar; made when first used */
    const WorkTime *elapsed;
    struct CommonTime *common; /* of a task's calendar and its people's, as they were first asked for */
    int32_t *first_assignment; /* by row, one more: runs of assignment_list; NULL: there are none */
    int32_t *assignment_list;
    Part *parts;          /* beside assignment_list */
    int32_t *first_pause; /* by row, one more: runs of Plan.pauses; NULL: there are none */
    Inherited *inherited; /* by row; NULL: no summary ever laid anything */
    Job *jobs;
    int32_t alap_count;
    Dates *early, *planned;   /* planned is early when nothing differs */
    Dates *planned_room;      /* for planned when it differs */
    Hand *hands;              /* by position */
    int32_t *driver;          /* of planned: edge * 2 + (1 by finish), or DRIVER_ */
    int32_t *finish_work;     /* by position, of plain jobs: working minutes before the planned finish */
    int32_t *finish_driver;   /* of entry nodes, whose two dates have a driver each; NULL: there are none */
    int32_t *summary_minutes; /* of exit nodes; NULL: no lag is percent of a summary */
    int32_t *summary_room;
    Minute *alap_floor; /* by position; NULL: not, or not yet */
    Minute *alap_room;
    Wait *wait;           /* by position; NULL: people are not shared */
    Hand *held;           /* by position: what those ask who wait for its people */
    Wait *kept_wait;      /* by position: where the passes leave the waits behind; NULL: nobody asks */
    int32_t *share_order; /* positions as they were placed */
    Minute *project_end;  /* by project: late dates not after */
    Minute *origin;       /* by project: nothing starts before it; NULL: the passes were not made */
    int32_t *release;     /* by row: its own or inherited; NULL: the plan has none */
    int32_t *first_load;  /* by resource, one more: runs of loads; NULL: there are no assignments */
    Load *loads;
    Schedule schedule;
    FloatPlace *float_room;  /* for the schedule's places when a project asks for them */
    const Pieces *pieces;    /* of the jobs that were cut, each's behind each other; NULL: none can be */
    const int32_t *piece_of; /* by position: its first, or NO_INDEX */
    int32_t drawn;      /* the job that is made has so many working minutes to be done; 0: as its row says */
    bool large_money;   /* sums of it might stop at the end of their type */
    bool rates_change;  /* costs depend on dates */
    bool any_remaining; /* a project has RULE_REMAINING */
    bool any_common_end, any_longest_path, any_float_paths, any_actual_lags, any_from_finish;
    bool lags_of_successors; /* all count by the time of the job that they lead to, from dates of this run */
} Run;

/* job.c: jobs from rows. */
bool jobs_reserve(Run *run);
/* All of them; may be repeated when rows have changed. */
bool jobs_make(Run *run);
/* One leaf's. */
bool job_make(Run *run, int32_t position);
/* With so many working minutes (more than 0) to be done, or left of a started task, instead of the row's. The
 * longest part stays the one that counts. */
bool job_make_drawn(Run *run, int32_t position, int32_t minutes);
/* Working minutes that are to be done by the row. */
int32_t job_left(const Run *run, int32_t position);
const WorkTime *run_time(Run *run, int32_t calendar);
/* One for each of its assignments; those without time ask none. */
const Part *job_parts(const Run *run, int32_t position, int32_t *count);

/* place.c: when a working part begins and ends whose job, or the last `minutes` of its longest part, start at
 * the moment. */
Dates part_place(const Job *job, const Part *part, Minute start, int32_t minutes);
/* Dates of one job. Earliest start at or after the moment. */
Minute job_start(const Job *job, Minute from);
/* When `minutes` (of the longest part; of the others in proportion) are done. */
Minute job_finish(const Job *job, Minute start, int32_t minutes);
/* What a part does while the longest does so many minutes. */
int32_t job_part_minutes(const Job *job, const Part *part, int32_t minutes);
/* The latest start that ends by the moment. */
Minute job_start_for(const Job *job, Minute finish, int32_t minutes);
/* Both dates of the whole job: at the earliest from a moment on, at the latest by a moment. */
Dates job_place(const Job *job, Minute from);
Dates job_place_by(const Job *job, Minute to);
/* The start from which the longest part ends at the moment. */
Minute job_start_to_reach(const Job *job, Minute finish, int32_t minutes);
/* The last moment at or before at which it can end. */
Minute job_finish_by(const Job *job, Minute to);

static inline Minute lag_after(const WorkTime *time, Minute at, LagKind kind, int32_t lag) {
    if (lag == 0 || at == MINUTE_NONE) return at;
    return kind == LAG_ELAPSED ? minute_clamp((int64_t)at + lag) : worktime_lag(time, at, lag);
}
/* The latest moment from which lag_after does not pass `at`. */
static inline Minute lag_before(const WorkTime *time, Minute at, LagKind kind, int32_t lag) {
    if (lag == 0 || at == MINUTE_AFTER) return at;
    if (kind == LAG_ELAPSED) return minute_clamp((int64_t)at - lag);
    return worktime_locate(time, worktime_before(time, at) - lag);
}

/* forward.c */
void forward_pass(Run *run, Dates *dates);
/* The moment that an edge asks for; of EDGE_BOTH for the start. */
Minute edge_bound(const Run *run, const Dates *dates, Edge edge, int32_t position);
/* With RULE_ACTUAL_LAGS: it counts from an actual start, which nothing moves any more. */
bool edge_is_past(const Run *run, Edge edge, int32_t position);
/* Dates of one node from those of its predecessors; sets its driver. */
void forward_node(Run *run, Dates *dates, int32_t position);
/* Where links alone would start a leaf; MINUTE_NONE: there are none. */
Minute linked_start(const Run *run, int32_t position);
/* By project: where late dates end. */
void find_project_ends(Run *run, const Dates *dates);
/* Where a leaf must have ended when nothing waits for it: with RULE_OPEN_ENDS where it does, if nothing can
 * wait. */
static inline Minute end_of(const Run *run, const Dates *dates, int32_t position) {
    const Job *job = run->jobs + position;
    bool open = run->graph.first_out[position] == run->graph.first_out[position + 1];
    return (job->flags & JOB_OPEN_ENDS) && open ? dates[position].finish : run->project_end[job->project];
}
/* Whose time a lag between two positions counts. */
const WorkTime *run_lag_time(const Run *run, int32_t from, int32_t to);
/* The lag of an edge; only percent of a summary depends on dates. */
int32_t run_lag(const Run *run, int32_t from, int32_t how);

/* backward.c: what a node's successors ask of it decides its late dates, and with them what it asks of those
 * before it; `dates` are the planned ones. */
typedef struct Late {
    Dates dates;
    Dates free;   /* may slip so far before something else moves; MINUTE_AFTER: nothing would */
    int32_t work; /* of a plain job: working minutes before its late finish */
} Late;
void backward_node(Run *run, const Dates *dates, int32_t position, Late *ret);
/* What the node at the other end of an edge of `out` asks of this one. */
Hand asked_by(const Run *run, int32_t position, Edge edge);
/* What a leaf that waits for a person asks of the dates of the one that holds him, when its own late dates
 * are these. */
Dates asked_by_waiting(const Run *run, int32_t position, Dates late);

/* What a leaf asks of those before it when it is at these dates. */
void hand_back_leaf(Run *run, const Dates *dates, int32_t position, Dates late);

/* from_finish.c: early dates of all; those of projects scheduled from their finish lie from Run.origin on,
 * which it finds. */
void early_pass(Run *run);
/* In the backward pass that says where what is as late as possible lies: a leaf that is to be as soon as
 * possible, though its project counts from the finish, holds those before it by its early dates. */
void hold_by_early(Run *run, int32_t position, const Late *late);
static inline Minute run_project_start(const Run *run, int32_t project) {
    return run->origin ? run->origin[project] : run->plan->projects[project].start;
}

/* The pieces of the position, one behind the other. NULL: it is whole. */
static inline const Piece *run_pieces(const Run *run, int32_t position, int32_t *count) {
    int32_t first = run->pieces ? run->piece_of[position] : NO_INDEX;
    *count = 0;
    if (first == NO_INDEX) return NULL;
    while (first + *count < run->pieces->count && run->pieces->at[first + *count].position == position)
        ++*count;
    return run->pieces->at + first;
}

/* share.c: people given to one task at a time. */
bool share_people(Run *run);
/* leaf.c: a leaf's result. False: a date out of range. */
bool leaf_row(const Run *run, int32_t position, const Late *late, TaskSchedule *row);
/* Of dates of what remains (RULE_REMAINING): with what happened before them. */
Dates leaf_shown(const Task *task, Dates planned);

/* schedule.c: check, graph and jobs, with room for the rest. */
bool run_prepare(Run *run);
/* Jobs and what else does not depend on dates, once more; the structure of the plan is the same. */
bool run_prepare_jobs(Run *run);
/* All passes and the roll-up. */
bool run_passes(Run *run);
/* What others place in run.planned themselves: levels of effort and WBS summaries follow it, as people work
 * on them, too. False: *fault. */
bool run_follow(Run *run);

/* The node at this place of an order that serves links and, when people are shared, waits too: a wait leads
 * from a job placed earlier to one placed later. */
static inline int32_t run_position(const Run *run, int32_t place) {
    return run->share_order ? run->share_order[place] : place;
}
static inline const PlanProject *job_project(const Run *run, const Job *job) {
    return run->plan->projects + job->project;
}
/* The working time that a job's floats count, and the lags of its links. */
static inline const WorkTime *run_own_time(const Run *run, int32_t position) {
    const Job *job = run->jobs + position;
    bool own = job->flags & JOB_OWN_CALENDAR;
    return own ? run->times[run->plan->tasks[run->graph.row[position]].calendar] : job->time;
}
static inline bool is_by_hand(const Job *job) {
    return job->mode == JOB_FIXED && job->floor_cause == CAUSE_MANUAL;
}
/* Must start or finish on a date, whatever links say (MS Project); its late dates are those, too. */
static inline bool is_bound(const Job *job) {
    return job->mode == JOB_FIXED && job->floor_cause == CAUSE_CONSTRAINT && !(job->flags & JOB_REMAINING);
}
static inline Minute later(Minute a, Minute b) {
    return a > b ? a : b;
}
static inline Minute earlier(Minute a, Minute b) {
    return a < b ? a : b;
}
static inline int32_t duration_clamp(int64_t minutes) {
    return minutes > DURATION_MINUTES_MAX ? DURATION_MINUTES_MAX : (int32_t)minutes;
}
static inline int32_t least(int32_t a, int32_t b) {
    return a < b ? a : b;
}

#endif
