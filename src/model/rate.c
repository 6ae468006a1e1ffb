/* Rates. See rate.h. */
#include "model/rate.h"

#include "base/banned.h"

enum { OWN_TABLE = 0 };

ResourceRate rate_at(const PlanResource *resource, Choice table, Moment at) {
    ResourceRate found = {
        .rate_table = table, .effective_at = MOMENT_NONE, .overtime_rate_cents_per_hour = INT_NULL};
    const ResourceRate *rates = resource->rates.at;
    if (table.n <= OWN_TABLE) {
        found.rate_cents_per_hour = resource->rate_cents_per_hour;
        found.overtime_rate_cents_per_hour = resource->overtime_rate_cents_per_hour;
        found.cost_per_use_cents = resource->cost_per_use_cents;
    }
    for (int i = 0; i < resource->rates.count; i++)
        if (rates[i].rate_table.n == table.n && rates[i].effective_at.n <= at.n) found = rates[i];
    return found;
}

bool rate_follows(const ResourceRate *rate, const ResourceRate *next) {
    if (rate->rate_table.n != next->rate_table.n) return rate->rate_table.n < next->rate_table.n;
    return rate->effective_at.n < next->effective_at.n;
}

bool rates_check(const List *list, Error *err) {
    const ResourceRate *rates = list->at;
    for (int i = 0; i < list->count; i++) {
        if (rates[i].rate_table.n == OWN_TABLE && rates[i].effective_at.n == MOMENT_NONE.n) {
            error_field(err, "rates", "A rate of table a needs the moment from which it holds.");
            return error_hint(err, "What holds from the beginning is rate_cents_per_hour of the resource.");
        }
        if (i > 0 && !rate_follows(rates + i - 1, rates + i)) {
            error_field(err, "rates", "Rates are sorted by rate_table and effective_at, each moment once.");
            return error_hint(err, "Sort them, and leave one of two for the same moment.");
        }
    }
    return true;
}
