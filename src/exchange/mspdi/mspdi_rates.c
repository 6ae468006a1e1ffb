/* Rates of MSPDI's resources: amounts an hour, whatever unit they are shown in, five tables (RateTable 0 to
 * 4) of rows from a date to a date. Beside a table the resource's own rate is only the one of the day on
 * which the file was written. See mspdi.h. */
#include "base/banned.h"
#include "exchange/mspdi/mspdi.h"
#include "exchange/mspdi/mspdi_elements.h"
#include "exchange/mspdi/mspdi_out.h"
#include "exchange/rates.h"
#include "model/declare.h"
#include "model/rate.h"

enum { FORMAT_HOURS = 2, FORMAT_MATERIAL = 8, MICRO_CENTS = 1000000, RATE_LENGTH_MAX = 24 };

/* MS Project's first and last: 1984-01-01 and the end of 2049. */
static const Moment first_moment = {7362720}, last_moment = {42076799};

/* Cents of an hour; what is finer is rounded, and told. */
static int64_t read_rate(Place at, const char *name, Str text, int64_t fallback) {
    int64_t micro, cents = read_scaled(at, name, text, 100, RATE_MAX, fallback);
    if (text.len && text.len < RATE_LENGTH_MAX && mspdi_scaled(text, 100 * MICRO_CENTS, &micro) &&
        micro != cents * MICRO_CENTS)
        note_warning(at.build, fmt(at.build->arena, "%s/%s", at.row, name), at.where,
                     "a rate finer than a cent an hour was rounded");
    return cents;
}

static ResourceRate read_row(Place at, Str standard, Str overtime, Str use) {
    return (ResourceRate){.effective_at = MOMENT_NONE,
                          .rate_cents_per_hour = read_rate(at, "StandardRate", standard, 0),
                          .overtime_rate_cents_per_hour = read_rate(at, "OvertimeRate", overtime, INT_NULL),
                          .cost_per_use_cents = read_scaled(at, "CostPerUse", use, 1, MONEY_MAX, 0)};
}

void mspdi_rates_read(Mspdi *m, const XmlNode *node, const Str *slots, Place at, PlanResource *resource) {
    const XmlNode *rates = xml_child(node, "Rates");
    RateRows rows = {0};
    bool own = false;
    for (const XmlNode *rate = rates ? rates->first : NULL; rate; rate = rate->next) {
        if (!str_is(rate->name, "Rate")) continue;
        ResourceRate *to = vec_push(m->arena, &rows);
        if (!to) return;
        *to = read_row(at, xml_child_text(rate, "StandardRate"), xml_child_text(rate, "OvertimeRate"),
                       xml_child_text(rate, "CostPerUse"));
        to->rate_table = (Choice){(int)read_int(at, "RateTable", xml_child_text(rate, "RateTable"), 0, 4, 0)};
        to->effective_at = read_moment(at, "RatesFrom", xml_child_text(rate, "RatesFrom"));
        own |= to->rate_table.n == 0;
    }
    if (!own) {
        ResourceRate *to = vec_push(m->arena, &rows);
        if (to) *to = read_row(at, slots[R_RATE], slots[R_OVERTIME_RATE], slots[R_COST_PER_USE]);
    }
    rates_give(m->build, &rows, resource, at.where);
}

/* Overtime without a rate of its own costs what every hour does. */
static int64_t overtime_of(const ResourceRate *rate) {
    bool own = rate->overtime_rate_cents_per_hour != INT_NULL;
    return own ? rate->overtime_rate_cents_per_hour : rate->rate_cents_per_hour;
}

static void write_row(StrBuf *out, const ResourceRate *rate, Moment until) {
    bool first = rate->effective_at.n == MOMENT_NONE.n;
    strbuf_add(out, STR("<Rate>"));
    xml_out_moment(out, "RatesFrom", first ? first_moment : rate->effective_at);
    xml_out_moment(out, "RatesTo", until);
    out_int(out, "RateTable", rate->rate_table.n);
    out_scaled(out, "StandardRate", rate->rate_cents_per_hour, 100);
    out_int(out, "StandardRateFormat", FORMAT_HOURS);
    out_scaled(out, "OvertimeRate", overtime_of(rate), 100);
    out_int(out, "OvertimeRateFormat", FORMAT_HOURS);
    out_int(out, "CostPerUse", rate->cost_per_use_cents);
    strbuf_add(out, STR("</Rate>"));
}

void out_own_rate(Mspdout *m, const PlanResource *resource) {
    bool material = resource->kind.n == RESOURCE_MATERIAL;
    ResourceRate rate = rate_at(resource, (Choice){0}, MOMENT_NONE);
    out_scaled(m->out, "StandardRate", rate.rate_cents_per_hour, 100);
    out_int(m->out, "StandardRateFormat", material ? FORMAT_MATERIAL : FORMAT_HOURS);
    if (!material) out_scaled(m->out, "OvertimeRate", overtime_of(&rate), 100);
    if (!material) out_int(m->out, "OvertimeRateFormat", FORMAT_HOURS);
    out_int(m->out, "CostPerUse", rate.cost_per_use_cents);
}

void out_rates(Mspdout *m, const PlanResource *resource) {
    int count;
    if (resource->rates.count == 0) return;
    const ResourceRate *rates = rates_of(m->view.arena, resource, &count);
    strbuf_add(m->out, STR("<Rates>"));
    for (int i = 0; rates && i < count; i++) {
        bool goes_on = i + 1 < count && rates[i + 1].rate_table.n == rates[i].rate_table.n;
        write_row(m->out, rates + i, goes_on ? rates[i + 1].effective_at : last_moment);
    }
    strbuf_add(m->out, STR("</Rates>"));
}
