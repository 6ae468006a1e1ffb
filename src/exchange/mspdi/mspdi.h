/* MSPDI, the XML of MS Project (schema of Project 2003 to 2019): what its readers share.
 * mspdi_elements.h says what becomes of each element. */
#ifndef TRIVET_EXCHANGE_MSPDI_H
#define TRIVET_EXCHANGE_MSPDI_H

#include "exchange/build.h"
#include "exchange/details.h"
#include "exchange/uid_map.h"
#include "exchange/xml.h"
#include "model/plan.h"

/* ---- values; each false when the text is not one ---- */
bool mspdi_moment(Str text, Moment *ret);  /* "2026-01-05T08:00:00", with a zone too, which is ignored */
bool mspdi_tenths(Str text, int64_t *ret); /* "PT8H30M0S", "P1DT2H" (days of 24 hours): tenths of a minute */
bool mspdi_minute_of_day(Str text, int32_t *ret);     /* "08:00:00" */
bool mspdi_scaled(Str text, int scale, int64_t *ret); /* decimal times scale, rounded half away from zero */
bool mspdi_bool(Str text);                            /* "1", "true" */

/* A value of one element, with a warning and the fallback when it does not fit; no text is the fallback too.
 */
typedef struct Place {
    PlanBuild *build;
    const char *row; /* "Task" */
    Str where;
} Place;
int64_t read_int(Place at, const char *name, Str text, int64_t least, int64_t most, int64_t fallback);
int64_t read_scaled(Place at, const char *name, Str text, int scale, int64_t most, int64_t fallback);
int64_t read_minutes(Place at, const char *name, Str text, int64_t fallback);
int64_t read_tenths(Place at, const char *name, Str text); /* tenths of a minute, as minutes; no text: 0 */
Moment read_moment(Place at, const char *name, Str text);

/* ---- calendars ---- */

typedef struct DaySpans {
    bool given;
    int count;
    CalendarSpan spans[20];
    int32_t over_minutes; /* of a shift that ends on the next day */
} DaySpans;

/* What a range of days comes from. On a day of several the later kind counts; in a derived calendar a work
 * week also gives way to the exceptions of its base. */
typedef enum DayRangeKind {
    OF_WORK_WEEK,
    OF_WEEKS,
    OF_MONTHS,
    OF_YEARS,
    OF_DAYS,
    ALONE,
    DAY_RANGE_KINDS
} DayRangeKind;

typedef struct DayRange {
    int32_t first, last;
    Str name;
    DaySpans hours;
    DayRangeKind kind;
} DayRange;

typedef struct RawCalendar { /* as in the file: a derived calendar holds only what differs from its base */
    int64_t uid, base_uid;
    Str name;
    bool is_base;
    DaySpans week[7];
    struct {
        VEC(DayRange);
    } ranges; /* in order of precedence: later wins */
    bool made;
    Id id; /* of the calendar made of it; null: none */
} RawCalendar;

typedef struct RawLink {
    int64_t predecessor_uid;
    int successor; /* item */
    int type, lag_kind;
    int64_t lag_minutes;
} RawLink;

typedef struct Phase { /* work within a stretch of time */
    int32_t start, finish;
    int64_t tenths; /* of a minute */
} Phase;

typedef struct RawAssignment {
    int64_t task_uid, resource_uid;
    double units; /* 1 is one person, or one unit of material */
    int64_t work_minutes, cost_cents;
    int64_t actual_work_minutes, overtime_minutes, delay_minutes, leveling_delay_minutes;
    int contour, rate_table; /* the file numbers them as Contour and the engine do */
    int made;                /* row of the build, -1: none */
    bool peaked;             /* the file has its peak, which is its units */
    Json details;
    struct {
        VEC(Phase);
    } phases;
} RawAssignment;

typedef struct ItemExtra { /* what waits until all is read */
    int64_t calendar_uid, work_minutes;
    bool summary, has_people;
    bool linked;     /* a link leads to it or to what is above it */
    int parent;      /* item, -1: none */
    bool paused;     /* one of its assignments has said when it works */
    bool shaped;     /* one of its assignments is not even work from its start on */
    int64_t longest; /* working minutes of its longest assignment, at its units */
    Moment start, stop, resume, manual_finish;
} ItemExtra;

typedef struct ResourceExtra {
    int64_t calendar_uid;
    bool is_cost; /* money without work: goes to the item's fixed cost */
} ResourceExtra;

enum { OUTLINE_DEPTH_MAX = 100 };

typedef struct Outline { /* the open rows, from the top down */
    int depth;
    struct {
        int64_t level;
        int item;
        Str last_child; /* position of the last child so far */
    } open[OUTLINE_DEPTH_MAX];
    Str last_top;
} Outline;

typedef struct Mspdi {
    Arena *arena;
    PlanBuild *build;
    /* project */
    Str name, title;
    Moment start, finish, status, created;
    int64_t calendar_uid, critical_float_minutes; /* INT_NULL: the file does not say */
    Str currency;
    bool from_finish, continuous; /* tasks in progress are not split */
    bool bridges;                 /* made by a version that goes around inactive tasks */
    bool several_paths;           /* each chain of tasks has a critical path of its own */
    FieldSet given;               /* of PlanFile */
    Details details;
    Str list;      /* that its details have open */
    size_t opened; /* where */
    struct {
        VEC(RawCalendar);
    } calendars;
    struct {
        VEC(RawLink);
    } links;
    struct {
        VEC(RawAssignment);
    } assignments;
    struct {
        VEC(ItemExtra);
    } item_extras; /* parallel to build->items */
    struct {
        VEC(ResourceExtra);
    } resource_extras; /* parallel to build->resources */
    UidMap calendar_of, item_of, resource_of;
    Outline outline;
} Mspdi;

Mspdi mspdi_make(Arena *arena, PlanBuild *build);
/* As it was made, with nothing read. */
void mspdi_restart(Mspdi *m);
/* After all rows were read: what depends on all of them, and the file. */
bool mspdi_finish(Mspdi *m, FileFormat format, PlanFile *ret, Error *err);
/* The list of definitions that is open, if any, is complete. */
void mspdi_definitions_end(Mspdi *m);
/* One that a reader fills by itself; NULL: no memory, or its number is used. */
RawCalendar *mspdi_raw_calendar(Mspdi *m, int64_t uid, int64_t base_uid, Str name);
/* Other hours, or none, from one day to another. */
void mspdi_raw_days(Mspdi *m, RawCalendar *calendar, int32_t first, int32_t last, const DaySpans *hours);
extern const DaySpans mspdi_usual_hours; /* 8:00 to 12:00, 13:00 to 17:00 */
bool mspdi_calendar(Mspdi *m, const XmlNode *node, Error *err);
/* The calendar's id after everything was read; ID_NONE when there is none of that UID or it has no working
 * time. */
Id mspdi_calendar_id(Mspdi *m, int64_t uid);
/* Makes every base calendar, and a standard one when the project's is missing. */
Id mspdi_project_calendar(Mspdi *m);
/* The days of one <Exception>, one range each when it recurs, as far as they lie near the plan. */
void mspdi_exception(Mspdi *m, RawCalendar *calendar, const XmlNode *node, const DaySpans *hours, Str where);

bool mspdi_task(Mspdi *m, const XmlNode *node, Error *err);
/* Makes a link of a raw one, unless the same tasks are linked already. */
void mspdi_link(Mspdi *m, const RawLink *raw, UidMap *seen);
/* Links that MS Project puts in the place of an inactive task; after all others were made. */
void mspdi_bridge_inactive(Mspdi *m, UidMap *seen);
/* Whether a format of a duration, a lag or a delay counts around the clock. */
bool mspdi_is_elapsed(int64_t format);
bool mspdi_resource(Mspdi *m, const XmlNode *node, Error *err);
void mspdi_availability_read(Mspdi *m, const XmlNode *node, Place at, PlanResource *resource);
void mspdi_rates_read(Mspdi *m, const XmlNode *node, const Str *slots, Place at, PlanResource *resource);
bool mspdi_assignment(Mspdi *m, const XmlNode *node, Error *err);
/* The stretches of work of one assignment; after everything was read, what they say: pauses of the task, or
 * the contour of the assignment (NULL: nobody's). */
void mspdi_phases_read(Mspdi *m, const XmlNode *node, RawAssignment *raw);
void mspdi_phases_done(Mspdi *m, int item_index, RawAssignment *raw, ItemAssignment *to,
                       const PlanResource *resource);
/* How long it takes at its units; after all of them, durations that the file keeps nevertheless. */
void mspdi_note_pace(const Item *item, ItemExtra *extra, const ItemAssignment *assignment);
void mspdi_keep_durations(Mspdi *m);
/* The calendar by which somebody (NULL: nobody) works on an item, and working minutes by it. */
const WorkCalendar *mspdi_calendar_for(const Mspdi *m, const Item *item, const PlanResource *resource);
int64_t mspdi_working(const WorkCalendar *calendar, int32_t from, int32_t to);
/* The moment at which so many of them (more than 0) have passed; `from` when there are not so many. */
int32_t mspdi_after(const WorkCalendar *calendar, int32_t from, int64_t minutes);
/* After everything was read, in this order. */
void mspdi_manual_summaries(Mspdi *m);
void mspdi_task_calendars(Mspdi *m);
void mspdi_resources_done(Mspdi *m);
void mspdi_assignments_done(Mspdi *m);
void mspdi_tasks_done(Mspdi *m);

#endif
