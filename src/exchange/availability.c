/* Steps of a resource's availability. See availability.h. */
#include "exchange/availability.h"

#include "base/banned.h"

Day availability_day(Moment moment) {
    if (moment.n == MOMENT_NONE.n) return DAY_NONE;
    int32_t day = moment.n / MINUTES_PER_DAY;
    return (Day){day - (moment.n % MINUTES_PER_DAY < 0)};
}

static void sort_rows(AvailabilityRows *rows) {
    for (int i = 1; i < rows->count; i++) {
        AvailabilityStep row = rows->at[i];
        int at = i;
        for (; at > 0 && rows->at[at - 1].available_from.n > row.available_from.n; at--)
            rows->at[at] = rows->at[at - 1];
        rows->at[at] = row;
    }
}

void availability_give(Arena *arena, AvailabilityRows *rows, PlanResource *resource) {
    if (rows->count == 0) return;
    AvailabilityStep *steps = arena_array(arena, AvailabilityStep, rows->count);
    int count = 0;
    if (!steps) return;
    sort_rows(rows);
    int64_t units = resource->units_percent = rows->at[0].units_percent;
    for (int i = 0; i < rows->count; i++) {
        const AvailabilityStep *row = rows->at + i;
        bool last = i + 1 == rows->count || row[1].available_from.n > row->available_from.n;
        if (!last) continue;
        if (count == 0 && row->available_from.n == rows->at[0].available_from.n)
            resource->units_percent = units = row->units_percent;
        if (row->units_percent != units) steps[count++] = *row;
        units = row->units_percent;
    }
    resource->availability = (List){steps, count};
}

int64_t availability_at(const PlanResource *resource, Day day) {
    const AvailabilityStep *steps = resource->availability.at;
    int64_t units = resource->units_percent;
    for (int i = 0; i < resource->availability.count; i++)
        if (steps[i].available_from.n <= day.n) units = steps[i].units_percent;
    return units;
}
