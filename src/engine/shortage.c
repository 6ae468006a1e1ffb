/* The walk. See shortage.h. */
#include "engine/shortage.h"

enum { BOUNDS = 3 }; /* the first step, that it comes, that it leaves */

/* The first absence of the resource or of those behind it. */
static int32_t find_first(const Plan *plan, int32_t resource) {
    int32_t low = 0, high = plan->absence_count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (plan->absences[middle].resource < resource) low = middle + 1;
        else high = middle;
    }
    return low;
}

Shortage shortage_of(const Plan *plan, int32_t resource, bool leaves) {
    const WorkResource *row = plan->resources + resource;
    int32_t first = find_first(plan, resource), end = first;
    while (end < plan->absence_count && plan->absences[end].resource == resource) end++;
    return (Shortage){.at = MINUTE_NONE,
                      .units_most = row->units,
                      .from = row->available_from,
                      .until = leaves ? row->available_until : MINUTE_NONE,
                      .next = plan->absences ? plan->absences + first : NULL,
                      .end = plan->absences ? plan->absences + end : NULL};
}

int32_t shortage_count(const Plan *plan, int32_t resource) {
    Shortage shortage = shortage_of(plan, resource, true);
    return (int32_t)(shortage.end - shortage.next) + BOUNDS;
}

int32_t shortage_lasting(const Plan *plan, int32_t resource) {
    Shortage shortage = shortage_of(plan, resource, true);
    return shortage.end > shortage.next ? shortage.end[-1].units : 0;
}

/* The first change behind the present moment; MINUTE_NONE: there is none. */
static Minute change_behind(const Shortage *shortage) {
    Minute next = shortage->next < shortage->end ? shortage->next->at : MINUTE_NONE;
    const Minute bounds[] = {shortage->from, shortage->until};
    for (int i = 0; i < 2; i++)
        if (bounds[i] > shortage->at && (next == MINUTE_NONE || bounds[i] < next)) next = bounds[i];
    return next;
}

bool shortage_next(Shortage *shortage) {
    if (shortage->begun && (shortage->at = change_behind(shortage)) == MINUTE_NONE) return false;
    shortage->begun = true;
    for (; shortage->next < shortage->end && shortage->next->at <= shortage->at; shortage->next++)
        shortage->absent = shortage->next->units;
    bool here = shortage->from == MINUTE_NONE || shortage->at >= shortage->from;
    bool stays = shortage->until == MINUTE_NONE || shortage->at < shortage->until;
    shortage->units = here && stays ? shortage->absent : shortage->units_most;
    return true;
}

Minute shortage_end(const Plan *plan, int32_t resource, Minute before) {
    Shortage shortage = shortage_of(plan, resource, false);
    Minute end = before;
    int32_t missing = 0;
    for (; shortage_next(&shortage) && shortage.at <= before; missing = shortage.units)
        if (shortage.units < missing) end = shortage.at;
    return end;
}
