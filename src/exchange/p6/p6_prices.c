/* Prices of P6: five a resource from a date on, of which an assignment names one, or has one of its own, that
 * of its role or what somebody typed. What is its own stands in one of the resource's tables, too: in the one
 * that says the same, else in one that nobody uses. */
#include <math.h>

#include "base/banned.h"
#include "base/mem.h"
#include "exchange/p6/p6.h"
#include "model/declare.h"
#include "model/rate.h"

/* Cents; less than 0: no price. */
static int64_t cents_of(double price) {
    double cents = price * 100;
    return cents >= 0 && cents <= (double)RATE_MAX ? (int64_t)(cents + 0.5) : -1;
}

void p6_add_rates(PlanBuild *build, P6Resource *resource, Moment since, const double *prices) {
    for (int table = 0; table < RATE_TABLE_COUNT; table++) {
        ResourceRate *rate = vec_push(build->arena, &resource->rates);
        if (!rate) return;
        *rate = (ResourceRate){
            .rate_table = {table}, .effective_at = since, .overtime_rate_cents_per_hour = INT_NULL};
        int64_t cents = cents_of(prices[table]);
        if (cents < 0) continue;
        rate->rate_cents_per_hour = cents;
        if (fabs(prices[table] * 100 - (double)cents) > 1e-6)
            note_warning(build, STR("RSRCRATE"), resource->name, "a price finer than a cent was rounded");
    }
}

static PlanResource *resource_of(PlanBuild *build, Id id) {
    for (int i = 0; i < build->resources.count; i++)
        if (id_equal(build->resources.at[i].row.id, id)) return build->resources.at + i;
    return NULL;
}

enum { UNITS_MOST = 100000 };

void p6_add_units(PlanBuild *build, P6Resource *resource, Moment since, double units_per_hour) {
    if (units_per_hour <= 0 || units_per_hour * 100 > UNITS_MOST) return;
    AvailabilityStep *step = vec_push(build->arena, &resource->units);
    if (step) *step = (AvailabilityStep){availability_day(since), (int64_t)(units_per_hour * 100 + 0.5)};
}

static int rates_in(const PlanResource *resource, int table) {
    const ResourceRate *rates = resource->rates.at;
    int count = 0;
    for (int i = 0; i < resource->rates.count; i++) count += rates[i].rate_table.n == table;
    return count;
}

/* Costs so much always: the first of a table is the resource's own, or a rate from the beginning. */
static bool costs_always(const PlanResource *resource, int table, int64_t cents) {
    ResourceRate rate = rate_at(resource, (Choice){table}, MOMENT_NONE);
    return rate.rate_cents_per_hour == cents && rates_in(resource, table) == (table > 0 && cents > 0);
}

static bool add_always(Arena *arena, PlanResource *resource, int table, int64_t cents) {
    const ResourceRate *rates = resource->rates.at;
    ResourceRate *more = arena_array(arena, ResourceRate, resource->rates.count + 1);
    int at = 0;
    if (!more) return false;
    for (; at < resource->rates.count && rates[at].rate_table.n < table; at++) more[at] = rates[at];
    more[at] = (ResourceRate){.rate_table = {table},
                              .effective_at = MOMENT_NONE,
                              .rate_cents_per_hour = cents,
                              .overtime_rate_cents_per_hour = INT_NULL};
    for (; at < resource->rates.count; at++) more[at + 1] = rates[at];
    resource->rates = (List){more, resource->rates.count + 1};
    return true;
}

int p6_price_table(PlanBuild *build, Id resource_id, const P6Assignment *from, int64_t task_id) {
    int64_t cents = from->has_own_price ? cents_of(from->price) : -1;
    PlanResource *resource = cents < 0 ? NULL : resource_of(build, resource_id);
    if (!resource || costs_always(resource, from->rate_table, cents)) return from->rate_table;
    for (int table = 0; table < RATE_TABLE_COUNT; table++)
        if (costs_always(resource, table, cents)) return table;
    for (int table = 1; table < RATE_TABLE_COUNT; table++)
        if (rates_in(resource, table) == 0 && add_always(build->arena, resource, table, cents)) return table;
    note_warning(build, STR("TASKRSRC/cost_per_qty"), fmt(build->arena, "activity %lld", (long long)task_id),
                 "its resource has five other prices already; it costs what the resource does");
    return from->rate_table;
}
