/* Availability of MSPDI's resources: periods, each with so many units; between two of them there is nobody.
 * Beside them a resource's MaxUnits, AvailableFrom and AvailableTo are those of the day on which the file was
 * written. See mspdi.h. */
#include "base/banned.h"
#include "exchange/availability.h"
#include "exchange/mspdi/mspdi.h"
#include "exchange/mspdi/mspdi_elements.h"
#include "exchange/mspdi/mspdi_out.h"

enum { UNITS_MOST = 1000000 };

/* MS Project's first day, and its last. */
static const Day first_day = {5113}, last_day = {29219};

static bool is_open(Day day, Day end) {
    return day.n == DAY_NONE.n || (end.n == first_day.n ? day.n <= first_day.n : day.n >= last_day.n);
}

static void add(Mspdi *m, AvailabilityRows *rows, Day day, int64_t units) {
    AvailabilityStep *row = vec_push(m->arena, rows);
    if (row) *row = (AvailabilityStep){day, units};
}

/* One period behind the others; a midnight at its end is the beginning of the next day. */
static void read_period(Mspdi *m, const XmlNode *node, Place at, AvailabilityRows *rows,
                        PlanResource *resource) {
    Day from = availability_day(read_moment(at, "AvailableFrom", xml_child_text(node, "AvailableFrom")));
    Day until = availability_day(read_moment(at, "AvailableTo", xml_child_text(node, "AvailableTo")));
    int64_t units =
        read_scaled(at, "AvailableUnits", xml_child_text(node, "AvailableUnits"), 100, UNITS_MOST, 100);
    bool begins = !is_open(from, first_day), ends = !is_open(until, last_day);
    Day before = resource->available_until;
    if (begins && ends && until.n < from.n) {
        note_warning(at.build, STR("Resource/AvailabilityPeriod"), at.where,
                     "ends before it begins; it was left out");
        return;
    }
    if (rows->count == 0 && begins) resource->available_from = from;
    if (rows->count && before.n != DAY_NONE.n && begins && from.n > before.n + 1)
        add(m, rows, (Day){before.n + 1}, 0);
    add(m, rows, rows->count && begins ? from : DAY_NONE, units);
    resource->available_until = ends ? until : DAY_NONE;
}

void mspdi_availability_read(Mspdi *m, const XmlNode *node, Place at, PlanResource *resource) {
    const XmlNode *periods = xml_child(node, "AvailabilityPeriods");
    AvailabilityRows rows = {0};
    if (resource->kind.n == RESOURCE_MATERIAL) return;
    for (const XmlNode *period = periods ? periods->first : NULL; period; period = period->next)
        if (str_is(period->name, "AvailabilityPeriod")) read_period(m, period, at, &rows, resource);
    availability_give(m->arena, &rows, resource);
    bool limited = resource->available_from.n != DAY_NONE.n && resource->available_until.n != DAY_NONE.n;
    if (limited && resource->available_until.n < resource->available_from.n) {
        note_warning(at.build, STR("Resource/AvailabilityPeriods"), at.where,
                     "they are not in the order of their days; their end was left out");
        resource->available_until = DAY_NONE;
    }
}

static void write_period(StrBuf *out, Day from, Day until, int64_t units) {
    strbuf_add(out, STR("<AvailabilityPeriod>"));
    xml_out_moment(out, "AvailableFrom", (Moment){from.n * MINUTES_PER_DAY});
    xml_out_moment(out, "AvailableTo", (Moment){(until.n + 1) * MINUTES_PER_DAY - 1});
    out_scaled(out, "AvailableUnits", units, 100);
    strbuf_add(out, STR("</AvailabilityPeriod>"));
}

void out_availability(Mspdout *m, const PlanResource *resource) {
    const AvailabilityStep *steps = resource->availability.at;
    Day from = resource->available_from, until = resource->available_until;
    int count = resource->availability.count;
    if (from.n == DAY_NONE.n && until.n == DAY_NONE.n && count == 0) return;
    if (from.n == DAY_NONE.n) from = first_day;
    if (until.n == DAY_NONE.n) until = last_day;
    strbuf_add(m->out, STR("<AvailabilityPeriods>"));
    for (int i = 0; i <= count; i++) {
        Day begin = i == 0 ? from : steps[i - 1].available_from,
            end = i == count ? until : (Day){steps[i].available_from.n - 1};
        if (begin.n < from.n) begin = from;
        if (end.n > until.n) end = until;
        if (begin.n <= end.n)
            write_period(m->out, begin, end, i == 0 ? resource->units_percent : steps[i - 1].units_percent);
    }
    strbuf_add(m->out, STR("</AvailabilityPeriods>"));
}
