/* Timephased work of MSPDI: from the days on which an assignment works to its pauses, or to the shape of its
 * work. See mspdi.h.
 *
 * MS Project writes what is done (type 2) and what remains (type 1) as stretches with an amount of work,
 * mostly one a day, time off included. A stretch in which there is working time, but no work, is a pause.
 * Where all other stretches keep the units, or the shape of a usual contour, pauses are all there is to know,
 * and when all people of a task pause together they are the task's; else the stretches themselves are kept.
 */
#include <math.h>

#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi.h"

enum {
    PHASE_DAYS_MAX = 40000,
    SECONDS_CUT = 1 /* minute, lost where seconds are */,
    ACTUAL = 2,
    REMAINING = 1,
    PORTIONS_MAX = 5000,
    SPLITS_MAX = 500
};

void mspdi_phases_read(Mspdi *m, const XmlNode *node, RawAssignment *raw) {
    for (const XmlNode *child = node->first; child; child = child->next) {
        int64_t type = 0, tenths = 0;
        Moment start, finish;
        if (!str_is(child->name, "TimephasedData") || !str_int(xml_child_text(child, "Type"), &type))
            continue;
        if (type != ACTUAL && type != REMAINING) continue;
        if (!mspdi_moment(xml_child_text(child, "Start"), &start) ||
            !mspdi_moment(xml_child_text(child, "Finish"), &finish) || finish.n <= start.n)
            continue;
        mspdi_tenths(xml_child_text(child, "Value"), &tenths);
        Phase *phase = vec_push(m->arena, &raw->phases);
        if (phase) *phase = (Phase){start.n, finish.n, tenths};
    }
}

/* ---- working time of the model's calendars ---- */

static const WorkCalendar *calendar_of(const Mspdi *m, Id id) {
    for (int i = 0; i < m->build->calendars.count; i++)
        if (id_equal(m->build->calendars.at[i].row.id, id)) return m->build->calendars.at + i;
    return NULL;
}

static List spans_of_day(const WorkCalendar *calendar, int32_t day) {
    const CalendarDayOff *exceptions = calendar->exceptions.at;
    const CalendarWeekday *week = calendar->week.at;
    for (int i = calendar->exceptions.count; i > 0; i--)
        if (exceptions[i - 1].first_day.n <= day && day <= exceptions[i - 1].last_day.n)
            return exceptions[i - 1].spans;
    for (int i = 0; i < calendar->week.count; i++)
        if (week[i].weekday == day_weekday(day)) return week[i].spans;
    return (List){0};
}

int64_t mspdi_working(const WorkCalendar *calendar, int32_t from, int32_t to) {
    int64_t sum = 0;
    if (!calendar || to <= from || (to - from) / MINUTES_PER_DAY > PHASE_DAYS_MAX) return 0;
    for (int32_t day = day_of_minute(from); day <= day_of_minute(to); day++) {
        List spans = spans_of_day(calendar, day);
        for (int i = 0; i < spans.count; i++) {
            const CalendarSpan *span = (const CalendarSpan *)spans.at + i;
            int64_t first = (int64_t)day * MINUTES_PER_DAY + span->from_minute;
            int64_t last = (int64_t)day * MINUTES_PER_DAY + span->to_minute;
            if (first < from) first = from;
            if (last > to) last = to;
            if (last > first) sum += last - first;
        }
    }
    return sum;
}

int32_t mspdi_after(const WorkCalendar *calendar, int32_t from, int64_t minutes) {
    for (int32_t day = day_of_minute(from), last = day + PHASE_DAYS_MAX; day < last; day++) {
        List spans = spans_of_day(calendar, day);
        for (int i = 0; i < spans.count; i++) {
            const CalendarSpan *span = (const CalendarSpan *)spans.at + i;
            int32_t first = day * MINUTES_PER_DAY + (int32_t)span->from_minute;
            int32_t end = day * MINUTES_PER_DAY + (int32_t)span->to_minute;
            if (first < from) first = from;
            if (end - first >= minutes) return first + (int32_t)minutes;
            if (end > first) minutes -= end - first;
        }
    }
    return from;
}

static int64_t week_minutes(const WorkCalendar *calendar) {
    return calendar ? mspdi_working(calendar, 0, 7 * MINUTES_PER_DAY) : 0;
}

/* Of two calendars that hold together the narrower one. */
const WorkCalendar *mspdi_calendar_for(const Mspdi *m, const Item *item, const PlanResource *resource) {
    Id id = m->build->projects.at[0].calendar_id;
    if (resource && resource->calendar_id.n) id = resource->calendar_id;
    const WorkCalendar *theirs = calendar_of(m, id), *own = calendar_of(m, item->calendar_id);
    if (!item->calendar_id.n) return theirs;
    return resource && item->calendar_with_people && week_minutes(theirs) < week_minutes(own) ? theirs : own;
}

/* ---- stretches ---- */

static int by_start(const void *a, const void *b) {
    const Phase *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

typedef struct Stretches {
    VEC(AssignmentPortion);
    bool good; /* each amount of work has its working time */
    bool even; /* and all have the same pace, or there are no two to differ */
    bool pauses;
} Stretches;

static void add_stretch(Mspdi *m, Stretches *to, int64_t minutes, int64_t work) {
    AssignmentPortion *last = to->count ? to->at + to->count - 1 : NULL;
    if (minutes == 0 || (work == 0 && minutes <= SECONDS_CUT)) return;
    /* Of equal pace when the rectangles agree to a minute of work. */
    bool same = last && (work == 0) == (last->work_minutes == 0) &&
                llabs(work * last->minutes - last->work_minutes * minutes) <= minutes + last->minutes;
    if (same) {
        last->minutes += minutes;
        last->work_minutes += work;
        return;
    }
    AssignmentPortion *portion = vec_push(m->arena, to);
    if (portion) *portion = (AssignmentPortion){minutes, work};
}

static Stretches stretches_of(Mspdi *m, RawAssignment *raw, const WorkCalendar *calendar) {
    Stretches found = {.good = raw->phases.count > 0, .even = true};
    if (raw->phases.count > 1)
        qsort(raw->phases.at, (size_t)raw->phases.count, sizeof *raw->phases.at, by_start);
    int32_t end = MOMENT_NONE.n;
    for (int i = 0; i < raw->phases.count && found.good; i++) {
        const Phase *phase = raw->phases.at + i;
        int64_t work = (phase->tenths + 5) / 10,
                minutes = mspdi_working(calendar, phase->start, phase->finish);
        if (end != MOMENT_NONE.n) add_stretch(m, &found, mspdi_working(calendar, end, phase->start), 0);
        if (found.count == 0 && work == 0) continue;
        found.good = minutes > 0 || work == 0;
        add_stretch(m, &found, minutes, work);
        end = phase->finish;
    }
    while (found.count && found.at[found.count - 1].work_minutes == 0) found.count--;
    for (int i = 0, first = -1; i < found.count; i++) {
        const AssignmentPortion *portion = found.at + i;
        found.pauses |= portion->work_minutes == 0;
        if (portion->work_minutes == 0) continue;
        if (first < 0) first = i;
        int64_t apart =
            portion->work_minutes * found.at[first].minutes - found.at[first].work_minutes * portion->minutes;
        found.even &= llabs(apart) <= portion->minutes + found.at[first].minutes;
    }
    found.good &= found.count > 0 && found.count <= PORTIONS_MAX;
    return found;
}

static List splits_of(Mspdi *m, const Stretches *stretches) {
    ItemSplit *splits = arena_array(m->arena, ItemSplit, stretches->count + 1);
    List list = {splits, 0};
    int64_t after = 0;
    for (int i = 0; splits && i < stretches->count && list.count < SPLITS_MAX; i++) {
        const AssignmentPortion *portion = stretches->at + i;
        if (portion->work_minutes > 0) after += portion->minutes;
        else splits[list.count++] = (ItemSplit){after, portion->minutes};
    }
    return list;
}

static bool same_splits(List a, List b) {
    return a.count == b.count && (a.count == 0 || mem_equal(a.at, b.at, (size_t)a.count * sizeof(ItemSplit)));
}

/* ---- what becomes of them ---- */

/* The shape of one assignment by itself. */
static void keep_shape(Mspdi *m, ItemAssignment *to, const Stretches *stretches) {
    AssignmentPortion *portions = arena_array(m->arena, AssignmentPortion, stretches->count);
    if (!portions) return;
    mem_copy(portions, stretches->at, (size_t)stretches->count * sizeof *portions);
    to->portions = (List){portions, stretches->count};
    to->contour = (Choice){CONTOUR_CUSTOM};
}

static const double UNITS_ROUNDED = 0.006;

/* Its work is done at the pace that its units say, as far as they are not rounded. */
static bool has_its_pace(const RawAssignment *raw, const Stretches *stretches) {
    double work = 0, minutes = 0;
    for (int i = 0; i < stretches->count; i++) {
        if (stretches->at[i].work_minutes == 0) continue;
        work += (double)stretches->at[i].work_minutes;
        minutes += (double)stretches->at[i].minutes;
    }
    return fabs(work - minutes * raw->units) <= minutes * UNITS_ROUNDED + 1;
}

void mspdi_phases_done(Mspdi *m, int item_index, RawAssignment *raw, ItemAssignment *to,
                       const PlanResource *resource) {
    Item *item = m->build->items.at + item_index;
    ItemExtra *extra = m->item_extras.at + item_index;
    if (item->elapsed || extra->summary || raw->phases.count == 0) return;
    Stretches stretches = stretches_of(m, raw, mspdi_calendar_for(m, item, resource));
    if (!stretches.good) return;
    bool usual = raw->contour > CONTOUR_FLAT && raw->contour < CONTOUR_CUSTOM;
    bool plain = usual || (stretches.even && (!to || has_its_pace(raw, &stretches)));
    List splits = splits_of(m, &stretches);
    if (plain && !extra->paused) item->splits = splits;
    bool together = plain && same_splits(item->splits, splits);
    extra->paused = true;
    if (together && to) to->contour = (Choice){usual ? raw->contour : CONTOUR_FLAT};
    else if (to) keep_shape(m, to, &stretches);
}
