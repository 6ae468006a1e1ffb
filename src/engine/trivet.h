/* Trivet's engine: what the plan is, what the schedule answers, and the functions between them.
 *
 * The engine is pure: no input, output, clock, globals, floating point in dates, or allocation beyond
 * the arena it is given; equal plans give equal schedules to the bit, natively and in WebAssembly.
 *
 * Units. Minute: minutes since 1970-01-01T00:00 on the plan's wall clock (base/day.h's Moment).
 * Durations and work: minutes of working time, unless a field says elapsed. Units: percent, 100 is one
 * whole person. Money: cents. Rows refer to each other by index into the plan's arrays; -1 is none.
 *
 * All input rows are plain 32-bit integers (money: 64-bit, 8-aligned), so that the browser writes them
 * into the linear memory of the WebAssembly module with the layout that `trivet contract` prints.
 *
 * Moments that bound working time obey MS Project's convention: a start lies at the first minute of a
 * working span (Monday 08:00), a finish at the end of one (Friday 17:00), although both may be the same
 * working instant.
 */
#ifndef TRIVET_H
#define TRIVET_H

/* Another one whenever the same plan may get other figures; what was computed is kept with it. */
#define ENGINE_VERSION "0.1"

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

typedef int32_t Minute;
#define MINUTE_NONE INT32_MIN
#define NO_INDEX (-1)

/* ---- Plan: what the engine reads ------------------------------------------------------------- */

/* Working time within one day, 0 <= from < to <= 1440. Spans of one day are sorted and disjoint. */
typedef struct WorkSpan {
    int32_t from, to;
} WorkSpan;

/* A run of spans in Plan.spans; count 0 is a day off. */
typedef struct WorkDay {
    int32_t first, count;
} WorkDay;

/* Days (since 1970-01-01) first_day..last_day inclusive work as `day` says instead of as the week. Where
 * exceptions of one calendar overlap, the later row wins. */
typedef struct CalendarException {
    int32_t first_day, last_day;
    WorkDay day;
} CalendarException;

typedef struct Calendar {
    WorkDay week[7];                          /* 0 Monday .. 6 Sunday */
    int32_t first_exception, exception_count; /* a run in Plan.exceptions */
} Calendar;

/* What a started task makes of its predecessors that are not done (P6's "when scheduling progressed
 * activities use"). */
typedef enum ProgressMode {
    PROGRESS_OVERRIDE,       /* it goes on whatever they do (MS Project) */
    PROGRESS_RETAINED_LOGIC, /* links hold back what remains of it */
    PROGRESS_ACTUAL_DATES,   /* it goes on, and what has happened after the status date counts too */
} ProgressMode;

/* Whose working time a lag of kind LAG_WORKING counts. */
typedef enum LagCalendar {
    LAG_CALENDAR_SUCCESSOR,
    LAG_CALENDAR_PREDECESSOR,
    LAG_CALENDAR_PROJECT,
    LAG_CALENDAR_ELAPSED, /* around the clock */
} LagCalendar;

/* Which slip the total float is. */
typedef enum FloatKind { FLOAT_SMALLEST, FLOAT_START, FLOAT_FINISH } FloatKind;

typedef enum CriticalBy {
    CRITICAL_BY_FLOAT,
    CRITICAL_BY_LONGEST_PATH, /* through driving links to the last finish of the project */
} CriticalBy;

typedef enum FloatPathsBy { FLOAT_PATHS_BY_TOTAL, FLOAT_PATHS_BY_FREE } FloatPathsBy;

typedef enum ProjectRule {
    RULE_LINKS_WIN = 1, /* over constraints that contradict them; else constraints are honoured */
    RULE_REMAINING =
        2, /* early and late dates of a started task are those of what remains, of a done one of a
              point at the status date (P6); its links count from there. Else of the whole task */
    RULE_COMMON_END = 4,   /* late dates are bound by the last finish of all projects that have this rule */
    RULE_OPEN_ENDS = 8,    /* the late finish of a task without successors is its early finish */
    RULE_ACTUAL_LAGS = 16, /* the lag of a link from a start counts from the actual one */
    RULE_ALONE = 32,       /* links from and to other projects are void */
    RULE_FREE_STATUS = 64, /* the status date holds nothing back (MS Project) */
    RULE_EXPECTED_FINISH = 128, /* Task.expected_finish decides what remains */
    RULE_FROM_FINISH = 256, /* scheduled back from must_finish: what has not begun is as late as possible but
                               for CONSTRAINT_ASAP, and the first late start is the project's start */
} ProjectRule;

/* All zero is how MS Project schedules, but for the status date. */
typedef struct PlanProject {
    Minute start;       /* nothing starts before it, unless RULE_FROM_FINISH; MINUTE_NONE: not allowed */
    Minute status_date; /* remaining work is not scheduled before it; MINUTE_NONE: no such rule */
    Minute must_finish; /* caps late dates; MINUTE_NONE: the latest early finish does */
    int32_t calendar;   /* required */
    int32_t rules;      /* ProjectRule */
    int32_t progress_mode, lag_calendar, float_kind, critical_by;
    int32_t critical_float; /* minutes; critical when total float is at most this */
    int32_t float_paths;    /* at most so many paths are numbered (engine/float_paths.h); 0: none */
    int32_t float_paths_by; /* FloatPathsBy */
} PlanProject;

typedef enum Constraint {
    CONSTRAINT_ASAP,
    CONSTRAINT_ALAP,
    CONSTRAINT_SNET, /* start no earlier than */
    CONSTRAINT_SNLT,
    CONSTRAINT_FNET,
    CONSTRAINT_FNLT,
    CONSTRAINT_MSO, /* must start on */
    CONSTRAINT_MFO,
} Constraint;

typedef enum TaskFlag {
    TASK_MANUAL = 1,     /* keeps manual_start and its duration, whatever the links say */
    TASK_INACTIVE = 2,   /* takes no part: no dates, no work, its links are void */
    TASK_ELAPSED = 4,    /* duration counts around the clock */
    TASK_MILESTONE = 8,  /* shown as a point; its duration is 0 */
    TASK_STARTS = 16,    /* of a milestone: stands where work begins (08:00), not where it ended (17:00) */
    TASK_MANDATORY = 32, /* its constraint is honoured although RULE_LINKS_WIN */
    TASK_LEVEL_OF_EFFORT = 64, /* of a leaf: lasts from its predecessors to its successors; moves nothing */
    TASK_WBS_SUMMARY = 128,    /* of a leaf: covers the rows beside and below it; its links are void */
    TASK_WITH_PEOPLE = 256,    /* its calendar counts only where those of its people have working time, too */
    TASK_WHOLE = 512,          /* levelling does not interrupt it once it has begun */
    TASK_FLOAT_END = 1024,     /* float paths of its project lead to it, or to all below it */
    TASK_BY_PEOPLE = 2048, /* the calendars of its people, if any works on it, say its dates (P6's resource
                              dependent activity); floats count on its own */
} TaskFlag;

/* One row of the outline in pre-order: a parent stands before its children, and all descendants of a
 * row stand directly behind it. A row with children is a summary: its dates are rolled up, its own
 * duration and work are not read, links on it apply to every leaf below it. Of its constraint SNET and MSO
 * hold the starts of all its leaves, FNLT, MFO and a deadline cap their late finishes; the other kinds are
 * not read.
 *
 * Progress is read from actual_start on: without one (and without actual_finish) percent_complete, remaining
 * and resume are not. Complete is what has an actual_finish, 100 percent, or nothing remaining of a duration.
 *
 * Pauses (Plan.pauses) lie between the minutes of the duration and move with the start: a task of 2 days with
 * a pause of one after the first ends on the third. What remains of a started task takes along the pauses
 * that do not lie before what is done. */
typedef struct Task {
    int32_t parent;           /* index or -1 */
    int32_t project;          /* index into Plan.projects; equal to the parent's */
    int32_t release;          /* index into the results by release, or -1: then the parent's */
    int32_t priority;         /* when people are shared, the smaller goes first; ties: plan order. The
                                 effective priority of a row is its own, or its parent's when it is -1 */
    int32_t calendar;         /* or -1: the resources', else the project's; see TASK_WITH_PEOPLE */
    int32_t flags;            /* TaskFlag */
    int32_t duration;         /* minutes: of the whole task. With assignments that have work, the
                                 longest of them decides and this is not read */
    int32_t remaining;        /* minutes still to do once started; -1: duration less percent_complete */
    int32_t percent_complete; /* 0..100 of duration */
    Minute actual_start, actual_finish;
    int32_t constraint; /* Constraint */
    Minute constraint_date;
    Minute deadline;                    /* caps late finish, moves nothing */
    Minute manual_start, manual_finish; /* with TASK_MANUAL; finish MINUTE_NONE: start and duration say it */
    Minute resume;                      /* what remains of a started task not before it */
    int32_t leveling_delay;             /* elapsed minutes by which links and constraints start it later */
    int64_t fixed_cost_cents;
    int32_t constraint_2; /* Constraint: a second one, as the first is read */
    Minute constraint_2_date;
    Minute expected_finish; /* with RULE_EXPECTED_FINISH: what remains lasts from its start until then */
    Minute external_start, external_finish; /* what is not in the plan allows: start, and late finish */
    int32_t reserved;
} Task;

/* MSPDI's numbering. */
typedef enum LinkType { LINK_FF, LINK_FS, LINK_SF, LINK_SS } LinkType;

/* Lag counts on the calendar of the successor (of a task with people: of the one who takes longest; of a
 * linked summary: its own or its project's); it may be negative. */
typedef enum LagKind {
    LAG_WORKING,
    LAG_ELAPSED,
    LAG_PERCENT /* lag is percent of the predecessor's duration; of a summary, of its own from start to finish
                 */
} LagKind;

typedef struct Link {
    int32_t predecessor, successor;
    int32_t type; /* LinkType */
    int32_t lag;  /* minutes, may be negative */
    int32_t lag_kind;
} Link;

typedef enum ResourceKind { RESOURCE_PERSON, RESOURCE_MACHINE, RESOURCE_MATERIAL } ResourceKind;

typedef struct WorkResource {
    int32_t kind;
    int32_t calendar; /* or -1: the project's of each task */
    int32_t units;    /* capacity in percent, the most there ever is: 300 is a team of three */
    /* There is nobody before (of) these: what is shared waits for the first, and work beyond either is
     * overload. MINUTE_NONE: no such limit. */
    Minute available_from, available_until;
    int32_t reserved;
    /* What it costs by rate table 0 until a Rate of that table says otherwise; by the others nothing. */
    int64_t rate_cents_per_hour; /* material: cents per unit */
    int64_t cost_per_use_cents;
    int64_t overtime_rate_cents_per_hour; /* RATE_NONE: as any other hour */
} WorkResource;

enum { RATE_TABLES = 5, RATE_NONE = -1 };

/* What the resource costs by one of its rate tables from a moment on, until the next row of that table. Rows
 * are sorted by (resource, table, from). */
typedef struct Rate {
    int32_t resource;
    int32_t table; /* below RATE_TABLES */
    Minute from;   /* MINUTE_NONE: from the beginning */
    int32_t reserved;
    int64_t rate_cents_per_hour, cost_per_use_cents, overtime_rate_cents_per_hour; /* as the resource's */
} Rate;
/* From a moment on so many of the resource's units are missing, until its next row; before its first, none.
 * Rows are sorted by (resource, at). */
typedef struct Absence {
    int32_t resource;
    Minute at;
    int32_t units;
} Absence;

/* In which tenth of its time an assignment gets how many percent of its units. The shapes are Microsoft's
 * ("Work contour" in its reference of fields); on average 100, 60, 60, 50, 50, 50, 50 and 70 percent. */
typedef enum Contour {
    CONTOUR_FLAT,
    CONTOUR_BACK_LOADED,
    CONTOUR_FRONT_LOADED,
    CONTOUR_DOUBLE_PEAK,
    CONTOUR_EARLY_PEAK,
    CONTOUR_LATE_PEAK,
    CONTOUR_BELL,
    CONTOUR_TURTLE,
    CONTOUR_CUSTOM, /* spread by no rule over `length` */
} Contour;
/* Percent of the units that it gives on average, and in each tenth of its time. */
int32_t contour_average(int32_t contour);
const uint8_t *contour_tenths(int32_t contour);

typedef struct Assignment {
    int32_t task, resource;
    int32_t units;          /* percent of the resource's time, at the peak of the contour; material: amount */
    int32_t work;           /* minutes; -1: what units and contour make of the task's duration */
    int32_t delay;          /* working minutes on its calendar from the task's start to its own */
    int32_t leveling_delay; /* and as many behind them, because the resource is busy */
    int32_t contour;        /* Contour */
    int32_t length;         /* of a custom contour: working minutes from its first to its last, pauses too */
    int32_t overtime;       /* minutes of work that take no working time */
    int32_t rate_table;     /* of the resource's: what its work costs */
} Assignment;

/* Nobody works on the task for so many working minutes, once `after` minutes of its duration have passed.
 * Rows are sorted by (task, after); a pause not before the end of the duration is none. */
typedef struct Pause {
    int32_t task, after, minutes;
} Pause;

typedef struct ScheduleOptions {
    int32_t share_people; /* 1: nobody is given more than his units at a time; smaller priority first */
    int32_t reserved;
} ScheduleOptions;

typedef struct Plan {
    WorkSpan *spans;
    CalendarException *exceptions;
    Calendar *calendars;
    PlanProject *projects;
    Task *tasks;
    Link *links;
    WorkResource *resources;
    Assignment *assignments;
    Pause *pauses;
    Rate *rates;
    Absence *absences;
    int32_t span_count, exception_count, calendar_count, project_count;
    int32_t task_count, link_count, resource_count, assignment_count, pause_count, rate_count;
    int32_t absence_count, release_count;
    ScheduleOptions options;
} Plan;

enum {
    FLOAT_PATHS_MAX = 1000,
    PLAN_TASKS_MAX = 4000000,
    PLAN_LINKS_MAX = 16000000,
    DURATION_MINUTES_MAX = 100 * 366 * 1440,
};

/* ---- Schedule: what the engine answers ------------------------------------------------------- */

/* What decided a date: the last link of the chain of causes. */
typedef enum Cause {
    CAUSE_NONE,
    CAUSE_PROJECT_START,
    CAUSE_STATUS_DATE,
    CAUSE_LINK,       /* index: Plan.links */
    CAUSE_CONSTRAINT, /* of the task itself or, with index, of that summary */
    CAUSE_RESOURCE,   /* busy: index is the task it works on until then; resource says who. Without an index:
                         not available before */
    CAUSE_CALENDAR,   /* moved on to working time */
    CAUSE_ACTUAL,     /* it happened so */
    CAUSE_MANUAL,
    CAUSE_CHILDREN, /* summary: index is the child that is first or last */
    CAUSE_WORK,     /* finish: start plus duration; resource: the person who takes longest */
    /* Of an explanation only: */
    CAUSE_LEVELING,    /* moved on by the task's levelling delay */
    CAUSE_PROJECT_END, /* late dates: the project's end */
    CAUSE_DEADLINE,    /* late dates: the task's deadline */
    CAUSE_LATE_DATE,   /* total float: as far as a late date; index: its working minutes */
} Cause;

typedef struct TaskSchedule {
    Minute start, finish; /* planned; equal to early dates unless people are shared or ALAP */
    Minute early_start, early_finish, late_start, late_finish;
    int32_t total_float, free_float; /* working minutes on the task's calendar; with RULE_FROM_FINISH the
                                        total one lies between early and late dates */
    int32_t duration;                /* working minutes, of a summary on its project's calendar */
    int32_t work;                    /* minutes, summed up for summaries */
    int32_t critical;                /* 1 or 0 */
    int32_t cause, cause_index, cause_resource;
    int32_t late_by_deadline; /* 1: finish lies after the deadline */
    int32_t reserved;
    int64_t cost_cents; /* fixed and from rates, summed up for summaries */
} TaskSchedule;

/* Per project and per release. */
typedef struct GroupSchedule {
    Minute start, finish; /* MINUTE_NONE when nothing belongs to it */
    int32_t task_count;   /* leaves */
    int32_t critical_count;
    int64_t work_minutes;
    int64_t cost_cents;
} GroupSchedule;

typedef struct ResourceSchedule {
    int64_t work_minutes;
    int64_t overload_minutes; /* minutes demanded beyond the units, over all time */
    int64_t cost_cents;
} ResourceSchedule;

/* Where a row stands on the float paths of its project. */
typedef struct FloatPlace {
    int32_t path;  /* 1 is the most critical; 0: on none */
    int32_t order; /* 1 is where the path begins */
} FloatPlace;

typedef struct Schedule {
    TaskSchedule *tasks;
    GroupSchedule *projects;
    GroupSchedule *releases;
    ResourceSchedule *resources;
    FloatPlace *float_places; /* by task; NULL: no project asks for them */
} Schedule;

/* ---- Faults ------------------------------------------------------------------------------------ */

typedef enum PlanFaultKind {
    FAULT_NONE,
    FAULT_CYCLE,   /* rows[0..row_count) are tasks; each is linked (or is parent) to the next, the last to the
                      first */
    FAULT_INDEX,   /* a row refers to nothing: table and row say where */
    FAULT_VALUE,   /* a value outside its range */
    FAULT_OUTLINE, /* tasks are not in pre-order */
    FAULT_CALENDAR, /* a calendar without any working time */
    FAULT_RANGE,    /* a date left the years 1900 to 2999 */
    FAULT_MEMORY,   /* the arena is full */
} PlanFaultKind;

typedef enum PlanTable {
    TABLE_SPANS,
    TABLE_EXCEPTIONS,
    TABLE_CALENDARS,
    TABLE_PROJECTS,
    TABLE_TASKS,
    TABLE_LINKS,
    TABLE_RESOURCES,
    TABLE_ASSIGNMENTS,
    TABLE_PAUSES,
    TABLE_RATES,
    TABLE_ABSENCES,
} PlanTable;

typedef struct PlanFault {
    PlanFaultKind kind;
    PlanTable table;
    int32_t row;
    const char *field; /* static text, the struct's member */
    int32_t *rows;     /* of a cycle, in the arena */
    int32_t row_count;
} PlanFault;

/* ---- Functions --------------------------------------------------------------------------------- */

/* Schedules the whole plan; time and memory grow linearly with tasks and links (sharing: times the
 * logarithm).
 *
 * With share_people a job holds each of his people, as much as the assignment says, from the start of his
 * part to its end, nights included. Placed first is what is most urgent among what could start; a predecessor
 * is as urgent as what waits for it. Started, done, manual and must-start or must-finish tasks keep their
 * time (and may overload a person). What waited for a person has CAUSE_RESOURCE, and that wait is a link to
 * late dates and floats. Early dates remain those without sharing.
 *
 * Steps: forward pass, sharing of people when asked, backward pass, floats, critical
 * path, roll-up, cost. Results are arrays in the arena, one row per input row. False: *fault says why. */
bool schedule_make(Arena *arena, const Plan *plan, Schedule *ret, PlanFault *fault);

/* A plan prepared for being scheduled again and again, as it is edited: checking, ordering and calendars are
 * paid once, and after an edit of some rows only what it reaches is computed anew. Whatever was changed, the
 * answer is that of schedule_make, bit for bit. What is fast: values of tasks without children (but project,
 * parent, release, TASK_INACTIVE) and lags of links; all jobs are made anew after a change of other tasks,
 * projects, resources, assignments, pauses, rates, absences and options; everything is, after one of
 * calendars, of the structure or of the number of rows, or after a fault. With shared people, tasks as late
 * as possible, percent lags or rates that change all passes are made. */
typedef struct Network Network;

/* The network takes the arena for itself and lives in it; the plan and its tables are the caller's, stay
 * where they are (the calendars' without change of place) and outlive it. About 180 bytes a task and 20 a
 * link, of which the schedule takes 72. NULL: *fault says why. */
Network *network_prepare(Arena *arena, const Plan *plan, PlanFault *fault);
/* Tells that a row was changed in place. Rows that are not named are taken to be as they were; options and
 * numbers of rows are looked at anyway. */
void network_touch(Network *network, PlanTable table, int32_t row);
/* Touches all rows that differ from the copy, and brings the copy up to date. The copy has as many rows.
 * Linear in the plan, at the speed of memory. */
void network_touch_differences(Network *network, Plan *copy);
/* A plan of its own with the same rows. False: the arena is full. */
bool plan_copy(Arena *arena, const Plan *plan, Plan *ret);
/* Schedules. The rows of *ret are the network's and hold until the next call. False: *fault says why; the
 * rows at fault may be changed and it may be called again. */
bool network_schedule(Network *network, Schedule *ret, PlanFault *fault);

/* Which date of a task is explained, or its total float. */
typedef enum ExplainOf {
    EXPLAIN_START,
    EXPLAIN_FINISH,
    EXPLAIN_LATE_START,
    EXPLAIN_LATE_FINISH,
    EXPLAIN_TOTAL_FLOAT, /* its moment is the date that may not be passed */
} ExplainOf;

/* One step of an explanation: `task`'s date is `moment` because of `cause`. The chain starts at the task
 * asked for and ends at a first cause (project start, constraint, actual, manual, status date). */
typedef struct ExplainStep {
    int32_t task;
    int32_t of_finish; /* ExplainOf */
    Minute moment;
    int32_t cause, index, resource; /* as in TaskSchedule */
} ExplainStep;

/* Explains many dates of one schedule: what is linear in the plan is paid once. */
typedef struct Explainer Explainer;
/* Lives in the arena; plan and schedule are the caller's and outlive it. NULL: not the plan that was
 * scheduled, or the arena is full. */
Explainer *explainer_make(Arena *arena, const Plan *plan, const Schedule *schedule);
/* The chain of causes of one date, in the explainer's arena; see schedule_explain. Linear in its length. */
bool explainer_chain(Explainer *explainer, int32_t task, bool of_finish, ExplainStep **ret, int *ret_count);

/* Writes the chain of causes of the task's finish (or start), from the date asked for back to its first
 * cause; count 0 for a row without dates. False: no such task, not the plan that was scheduled, or the arena
 * is full. Linear in the plan. */
/* The same of a late date: what waits for the task, down to the end of a project, a bound or a deadline. It
 * schedules once more. */
bool schedule_explain_late(Arena *arena, const Plan *plan, int32_t task, bool of_finish, ExplainStep **ret,
                           int *ret_count);
/* The same of a total float: the late date that it reaches, then what asks for that one. Of a summary it is
 * the float of the part that has the least. */
bool schedule_explain_float(Arena *arena, const Plan *plan, int32_t task, ExplainStep **ret, int *ret_count);
bool schedule_explain(Arena *arena, const Plan *plan, const Schedule *schedule, int32_t task, bool of_finish,
                      ExplainStep **ret, int *ret_count);

typedef enum CostKind {
    COST_WORK,     /* index: Plan.assignments; work times rate */
    COST_OVERTIME, /* index: Plan.assignments; overtime work times its rate */
    COST_MATERIAL, /* index: Plan.assignments; amount times price */
    COST_USE,      /* index: Plan.assignments; once for each */
    COST_FIXED,
    COST_PART, /* of a summary: index is the child */
} CostKind;

typedef struct CostPart {
    int32_t kind;        /* CostKind */
    int32_t index;       /* NO_INDEX: fixed */
    int32_t work;        /* minutes; of a summary's part: all below it */
    Minute since;        /* of work, material and use: since when it costs so much; MINUTE_NONE: always */
    int64_t price_cents; /* of an hour, of a unit of material, of the use */
    int64_t cents;
} CostPart;

/* What a task costs, one by one, without what costs nothing: together exactly its cost_cents, unless a sum
 * stops at the end of its type. Schedules once more; false as schedule_explain. */
bool schedule_explain_cost(Arena *arena, const Plan *plan, int32_t task, CostPart **ret, int *ret_count);

/* ---- Working time ------------------------------------------------------------------------------ */

typedef struct WorkTime WorkTime; /* one calendar, prepared */

/* NULL: *fault says why. Lives in the arena. */
const WorkTime *worktime_make(Arena *arena, const Plan *plan, int32_t calendar, PlanFault *fault);
/* The moment at which `work` minutes (>= 0) of working time have passed since `from`: a finish (end of a
 * span), or with work 0 `from` itself moved on to working time. Constant near the plan's start, else
 * logarithmic in the exceptions. */
Minute worktime_add(const WorkTime *time, Minute from, int32_t work);
/* The moment from which `work` minutes pass until `to`: a start (beginning of a span), or with work 0 the
 * last end of working time. */
Minute worktime_subtract(const WorkTime *time, Minute to, int32_t work);
/* Working minutes between; negative when to < from. */
int32_t worktime_between(const WorkTime *time, Minute from, Minute to);
/* First working minute at or after (a start); last end of working time at or before (a finish). */
Minute worktime_next_start(const WorkTime *time, Minute from);
Minute worktime_previous_finish(const WorkTime *time, Minute to);

#endif
