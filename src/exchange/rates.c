/* Rates. See rates.h. */
#include "exchange/rates.h"

#include "base/banned.h"
#include "model/rate.h"

static int in_order(const void *a, const void *b) {
    const ResourceRate *x = a, *y = b;
    return rate_follows(x, y) ? -1 : rate_follows(y, x);
}

static bool same_cost(const ResourceRate *a, const ResourceRate *b) {
    return a->rate_cents_per_hour == b->rate_cents_per_hour &&
           a->overtime_rate_cents_per_hour == b->overtime_rate_cents_per_hour &&
           a->cost_per_use_cents == b->cost_per_use_cents;
}

static ResourceRate no_rate(int table) {
    return (ResourceRate){
        .rate_table = {table}, .effective_at = MOMENT_NONE, .overtime_rate_cents_per_hour = INT_NULL};
}

/* Overtime that costs what every hour does has no rate of its own; of nothing it would be nothing anyway. */
static void simplify(ResourceRate *rate) {
    if (rate->overtime_rate_cents_per_hour == rate->rate_cents_per_hour)
        rate->overtime_rate_cents_per_hour = INT_NULL;
}

void rates_give(PlanBuild *build, RateRows *rows, PlanResource *resource, Str where) {
    int count = 0;
    ResourceRate last = no_rate(-1), row = no_rate(-1); /* as it counts; as it stood in the file */
    if (rows->count == 0) return;
    qsort(rows->at, (size_t)rows->count, sizeof *rows->at, in_order);
    for (int i = 0; i < rows->count; i++) {
        ResourceRate rate = rows->at[i], before = row;
        bool first = before.rate_table.n != rate.rate_table.n;
        row = rate;
        if (!first && !rate_follows(&before, &rate)) {
            note_warning(build, STR("Rate"), where, "a second rate from the same moment on was left out");
            continue;
        }
        simplify(&rate);
        if (first) {
            rate.effective_at = MOMENT_NONE;
            last = no_rate(rate.rate_table.n);
        }
        if (first && rate.rate_table.n == 0) {
            resource->rate_cents_per_hour = rate.rate_cents_per_hour;
            resource->overtime_rate_cents_per_hour = rate.overtime_rate_cents_per_hour;
            resource->cost_per_use_cents = rate.cost_per_use_cents;
        } else if (!same_cost(&last, &rate)) {
            rows->at[count++] = rate;
        }
        last = rate;
    }
    resource->rates = (List){rows->at, count};
}

ResourceRate *rates_of(Arena *arena, const PlanResource *resource, int *ret_count) {
    const ResourceRate *rates = resource->rates.at;
    ResourceRate *to = arena_array(arena, ResourceRate, resource->rates.count + RATE_TABLE_COUNT);
    if (!to) return NULL;
    int count = 0;
    to[count++] = rate_at(resource, (Choice){0}, MOMENT_NONE);
    for (int i = 0; i < resource->rates.count; i++) {
        bool opens = rates[i].rate_table.n != to[count - 1].rate_table.n;
        if (opens && rates[i].effective_at.n != MOMENT_NONE.n) to[count++] = no_rate(rates[i].rate_table.n);
        to[count++] = rates[i];
    }
    *ret_count = count;
    return to;
}
