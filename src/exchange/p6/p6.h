/* Primavera P6: what its two formats, XER and PMXML, share.
 *
 * Both readers fill these rows as the file has them, in any order and with anything missing; p6_build makes a
 * PlanFile of them when all is read. A row refers to another by the file's own number. Texts are views of the
 * file or of the arena; build_text mends them. */
#ifndef TRIVET_EXCHANGE_P6_H
#define TRIVET_EXCHANGE_P6_H

#include "exchange/availability.h"
#include "exchange/build.h"
#include "exchange/details.h"
#include "exchange/rates.h"
#include "exchange/uid_map.h"
#include "model/plan.h"

enum { P6_SPANS_MAX = 24, P6_NONE = -1 };

typedef struct P6Day {
    bool given;
    int count;
    CalendarSpan spans[P6_SPANS_MAX];
} P6Day;

typedef struct P6Exception {
    int32_t day;
    P6Day hours;
} P6Exception;

typedef struct P6Calendar {
    int64_t id, base_id;
    Str name;
    bool is_default;
    P6Day week[7]; /* 0 Monday */
    struct {
        VEC(P6Exception);
    } exceptions;
    bool made;
    Id made_id;
} P6Calendar;

typedef struct P6Project {
    int64_t id, calendar_id;
    Str name;
    Moment start, data_date, must_finish, scheduled_finish;
    bool is_external; /* only what others of the file are linked with; it comes last */
    bool longest_path;
    int64_t critical_float; /* minutes */
    int64_t baseline_id;    /* the one that counts; P6_NONE: the file does not say */
    Details *details;       /* p6_kept.h; NULL: none */
} P6Project;

/* A copy of a project as it was, and an activity of it. */
typedef struct P6Baseline {
    int64_t id, project_id; /* project_id: of what it is a copy */
    Str name;
} P6Baseline;

typedef struct P6BaselineTask {
    int baseline;
    Str code; /* the activity's, by which it is found in the project */
    Moment start, finish;
    int64_t duration, work; /* minutes; INT_NULL: not given */
    double cost;
} P6BaselineTask;

/* The scheduling options of a project. */
typedef struct P6Options {
    int64_t project_id;
    ProgressMode progress_mode;
    LagCalendar lag_calendar;
    FloatKind float_kind;
    bool common_end, open_ends_critical, lag_from_actual_start, ignore_other_projects, ignore_expected_finish;
    bool float_paths, float_paths_by_free;
    int64_t float_path_count;
    int64_t float_paths_end; /* an activity; P6_NONE: what ends last */
} P6Options;

typedef struct P6Wbs {
    int64_t id, parent_id, project_id;
    double order;
    Str name;
    bool is_root;
    Details *details;
} P6Wbs;

typedef enum P6Kind {
    P6_TASK,
    P6_RESOURCE_TASK, /* works by the calendars of its resources */
    P6_START_MILESTONE,
    P6_FINISH_MILESTONE,
    P6_LEVEL_OF_EFFORT,
    P6_WBS_SUMMARY,
} P6Kind;

/* One thing, as XER and as PMXML call it (NULL: it does not); lists end with two NULLs. Of several words of
 * one thing the first is written. */
typedef struct P6Word {
    int value;
    const char *xer, *pmxml;
} P6Word;
enum { P6_MANDATORY = 64 /* with a Constraint */ };
extern const P6Word p6_kinds[], p6_states[], p6_constraints[], p6_link_types[], p6_resource_kinds[],
    p6_rate_types[], p6_lag_calendars[], p6_progress_modes[], p6_float_kinds[], p6_critical_by[],
    p6_proficiencies[], p6_weekdays[]; /* weekdays: 0 Monday */
typedef enum P6Status { P6_NOT_STARTED, P6_ACTIVE, P6_COMPLETE } P6Status;

typedef struct P6Constraint {
    Constraint kind;
    bool mandatory;
    Moment at;
} P6Constraint;

/* The constraint of such a value. */
static inline P6Constraint p6_constraint(int value, Moment at) {
    return (P6Constraint){(Constraint)(value & ~P6_MANDATORY), (value & P6_MANDATORY) != 0, at};
}

typedef struct P6Task {
    int64_t id, project_id, wbs_id, calendar_id;
    Str code, name, text;
    P6Kind kind;
    P6Status status;
    int64_t duration, remaining; /* minutes; INT_NULL: not given */
    int64_t percent;             /* INT_NULL: follows from duration and remaining */
    Moment actual_start, actual_finish, suspend, resume, expected_finish;
    Moment external_start, external_finish;
    Moment shown_start, shown_finish; /* as P6 computed them */
    P6Constraint constraints[2];
    bool ends_float_paths;
    double expenses; /* money beside the resources' */
    Details *details;
    /* Of the item that it becomes. */
    Str position;
    Id item_id;
    int64_t item_minutes;
} P6Task;

typedef struct P6Link {
    int64_t predecessor_id, successor_id;
    int type;
    int64_t lag;
} P6Link;

typedef struct P6Resource {
    int64_t id, calendar_id;
    Str name;
    int kind; /* ResourceKind */
    double units_per_hour;
    AvailabilityRows units; /* by day, where the file says it so */
    RateRows rates;
    Str email;
    Id made_id;
    Details *details;
} P6Resource;

/* Who can do what; in Trivet a skill. */
typedef struct P6Role {
    int64_t id;
    Str name;
    double units_per_hour, people_per_hour; /* as the file limits it, 0: not; of all who have it */
    Id made_id; /* of the resource that stands for it where nobody was named yet */
} P6Role;

typedef struct P6ResourceRole {
    int64_t resource_id, role_id;
} P6ResourceRole;

typedef struct P6Assignment {
    int64_t task_id, resource_id, role_id; /* resource P6_NONE: of the role alone */
    double units, units_per_hour;          /* units: hours, of material pieces */
    double remaining;                      /* units still to do; less than 0: not given */
    double price;                          /* an hour or piece, where it is not the resource's */
    bool has_own_price;
    int8_t rate_table;
    bool joined;            /* to another row, or left out */
    int32_t task, resource; /* rows here; -1: none */
    int32_t more;           /* the next of the same resource there; 0: none */
} P6Assignment;

/* A row of prices from a date on, by table; what is finer than a cent is rounded, and told. */
void p6_add_rates(PlanBuild *build, P6Resource *resource, Moment since, const double *prices);
/* The table of the resource by which the assignment costs; made where it has a price of its own. */
int p6_price_table(PlanBuild *build, Id resource_id, const P6Assignment *from, int64_t task_id);

typedef struct P6 {
    Arena *arena;
    PlanBuild *build;
    FileFormat format;
    Moment made; /* the file, where it says when */
    struct {
        VEC(P6Project);
    } projects;
    struct {
        VEC(P6Options);
    } options;
    struct {
        VEC(P6Calendar);
    } calendars;
    struct {
        VEC(P6Wbs);
    } wbs;
    struct {
        VEC(P6Task);
    } tasks;
    struct {
        VEC(P6Link);
    } links;
    struct {
        VEC(P6Resource);
    } resources;
    struct {
        VEC(P6Assignment);
    } assignments;
    Str currency;       /* the base currency, in which amounts are stored */
    bool base_currency; /* it said that it is */
    struct {
        VEC(P6Role);
    } roles;
    struct {
        VEC(P6ResourceRole);
    } resource_roles;
    struct {
        VEC(P6Baseline);
    } baselines;
    struct {
        VEC(P6BaselineTask);
    } baseline_tasks;
    UidMap project_of, calendar_of, wbs_of, task_of, resource_of, role_of;
    Details *definitions; /* of no row of the file */
    UidMap udf_owner;     /* KeptOwner by type of user defined field */
    Id role_calendar_id;  /* p6_role_calendar */
} P6;

/* As many float paths as a project may have. */
int64_t p6_path_count(double count);
/* P6's own defaults. */
P6Options p6_options(int64_t project_id);
/* NULL: no memory. */
P6 *p6_make(Arena *arena, PlanBuild *build);
bool p6_build(P6 *p6, FileFormat format, PlanFile *ret, Error *err);

/* Text of windows-1252 as UTF-8; undefined bytes become U+FFFD. STR_NULL: no memory. */
Str p6_windows_1252(Arena *arena, Str text);
/* The activity of that number in words: "activity A1000, Dig". */
Str p6_activity(P6 *p6, Str number);
/* One of the file's currencies and its rate to the base. */
void p6_add_currency(P6 *p6, Str code, double rate);
/* A note of an activity, HTML or plain, behind those that it has. */
void p6_add_note(P6 *p6, int64_t task_id, Str note);
void p6_add_expense(P6 *p6, int64_t task_id, double cost);
/* "08:00", "8:00", "08:00:00". A finish of 00:00 is the end of the day. */
bool p6_minute_of_day(Str text, int32_t *ret);
/* Adds hours in any order; overlapping ones are joined when the calendar is made. */
void p6_add_span(P6Day *day, int32_t from, int32_t to);

/* So many units an hour from the day of the moment on. */
void p6_add_units(PlanBuild *build, P6Resource *resource, Moment since, double units_per_hour);
/* p6_roles.c: lays the roles on the resources as skills. */
void p6_make_skills(P6 *p6);
/* The role's name as a skill; STR_NULL: there is no such role. */
Str p6_skill(const P6 *p6, int64_t role_id);
/* The resource that stands for the role, made when first asked for; ID_NONE: there is no such role. */
Id p6_role_resource(P6 *p6, int64_t role_id);
/* p6_calendar.c: the calendar's id, made when first asked for; ID_NONE: there is none of that number. */
Id p6_calendar_id(P6 *p6, int64_t id);
/* By which the work of a role goes on before anybody is named: Monday to Friday, 8:00 to 16:00, and no
 * holidays, whatever the calendars of the file say. */
Id p6_role_calendar(P6 *p6);
/* For a project: its own, else the default, else the first, else a usual one with a warning. */
Id p6_project_calendar(P6 *p6, const P6Project *project);

#endif
