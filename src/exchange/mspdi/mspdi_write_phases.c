/* Timephased work for MS Project: pauses of an item and own shapes of an assignment, as stretches from its
 * start on. See mspdi_out.h. */
#include "base/banned.h"
#include "exchange/mspdi/mspdi.h"
#include "exchange/mspdi/mspdi_out.h"

typedef struct Walk {
    Mspdout *m;
    const WorkCalendar *calendar;
    int64_t uid; /* of the assignment */
    int32_t at;
} Walk;

static void write_stretch(Walk *walk, int64_t minutes, int64_t work) {
    if (minutes <= 0) return;
    StrBuf *out = walk->m->out;
    int32_t finish = mspdi_after(walk->calendar, walk->at, minutes);
    strbuf_add(out, STR("<TimephasedData><Type>1</Type>"));
    out_int(out, "UID", walk->uid);
    xml_out_moment(out, "Start", (Moment){walk->at});
    xml_out_moment(out, "Finish", (Moment){finish});
    out_int(out, "Unit", 2);
    out_minutes(out, "Value", work);
    strbuf_add(out, STR("</TimephasedData>"));
    walk->at = finish;
}

static const WorkCalendar *calendar_of(const Mspdout *m, int32_t item, const ItemAssignment *row) {
    const PlanView *view = &m->view;
    int32_t resource = row ? view_resource(view, row->resource_id) : -1;
    int32_t index = view_calendar(view, view->items[item].calendar_id);
    if (index < 0 && resource >= 0) index = view_calendar(view, view->resources[resource].calendar_id);
    if (index < 0) index = view_calendar(view, view->projects[view->project[item]].calendar_id);
    return index < 0 ? NULL : view->calendars + index;
}

void out_phases(Mspdout *m, int64_t uid, int32_t item, const ItemAssignment *row) {
    const Item *one = m->view.items + item;
    const ItemSplit *splits = one->splits.at;
    const AssignmentPortion *portions = row ? row->portions.at : NULL;
    Moment start =
        m->view.dates ? m->view.dates[item].start : m->view.projects[m->view.project[item]].start_at;
    Walk walk = {m, calendar_of(m, item, row), uid, start.n};
    bool own = row && row->contour.n == CONTOUR_CUSTOM && row->portions.count;
    if (!walk.calendar || start.n == MOMENT_NONE.n || (!own && one->splits.count == 0)) return;
    if (row && row->delay_minutes) walk.at = mspdi_after(walk.calendar, start.n, row->delay_minutes);
    for (int i = 0; own && i < row->portions.count; i++)
        write_stretch(&walk, portions[i].minutes, portions[i].work_minutes);
    if (own) return;
    int64_t done = 0, duration = view_duration(&m->view, item), units = row ? row->units_percent : 100;
    for (int i = 0; i < one->splits.count && splits[i].after_minutes < duration; i++) {
        write_stretch(&walk, splits[i].after_minutes - done, (splits[i].after_minutes - done) * units / 100);
        write_stretch(&walk, splits[i].pause_minutes, 0);
        done = splits[i].after_minutes;
    }
    write_stretch(&walk, duration - done, (duration - done) * units / 100);
}
