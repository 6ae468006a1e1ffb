/* Work that is done at another pace than the units of its assignment say. See mspdi.h.
 *
 * Since 2010 MS Project keeps the units of an assignment when somebody changes the work of a task of fixed
 * duration or the duration of one of fixed work, or places a task by hand; what changes is the peak, which
 * its files do not have. The duration of the task says how long it takes then: each assignment becomes one
 * stretch of even work that fills its part of it. Trivet writes the peak, so that its own files are read as
 * they are. */
#include "base/banned.h"
#include "exchange/mspdi/mspdi.h"

enum { MINUTES_APART = 1 /* units are rounded */ };

/* Working minutes that the assignment takes at its units; 0: nobody can say. */
static int64_t minutes_of(const Item *item, const ItemAssignment *assignment) {
    if (assignment->work_minutes == INT_NULL) return item->duration_minutes;
    int64_t units = assignment->units_percent;
    return units > 0 ? (assignment->work_minutes * 100 + units - 1) / units : 0;
}

static bool is_plain(const ItemAssignment *assignment) {
    return assignment->contour.n == CONTOUR_FLAT && assignment->portions.count == 0 &&
           assignment->delay_minutes == 0 && assignment->leveling_delay_minutes == 0 &&
           assignment->overtime_minutes == 0;
}

void mspdi_note_pace(const Item *item, ItemExtra *extra, const ItemAssignment *assignment) {
    int64_t minutes = minutes_of(item, assignment);
    if (minutes > extra->longest) extra->longest = minutes;
    extra->shaped |= !is_plain(assignment);
}

/* Whether its duration stays where the work at its units takes longer or shorter. */
static bool keeps_duration(const Item *item, const ItemExtra *extra) {
    bool fixed = item->task_type.n != TYPE_FIXED_UNITS || item->manual_start_at.n != MOMENT_NONE.n;
    int64_t duration = item->duration_minutes;
    return fixed && !extra->summary && !extra->shaped && !item->elapsed && duration != INT_NULL &&
           duration > 0 && extra->longest > 0 && llabs(extra->longest - duration) > MINUTES_APART;
}

void mspdi_keep_durations(Mspdi *m) {
    for (int i = 0; i < m->assignments.count && !m->arena->full; i++) {
        const RawAssignment *raw = m->assignments.at + i;
        if (raw->made < 0) continue;
        ItemAssignment *assignment = m->build->assignments.at + raw->made;
        int32_t index = uid_map_find(&m->item_of, raw->task_uid);
        const Item *item = m->build->items.at + index;
        const ItemExtra *extra = m->item_extras.at + index;
        int64_t minutes = minutes_of(item, assignment);
        if (!keeps_duration(item, extra) || assignment->work_minutes == INT_NULL || minutes == 0) continue;
        AssignmentPortion *portion = arena_new(m->arena, AssignmentPortion);
        if (!portion) return;
        if (item->task_type.n == TYPE_FIXED_DURATION) minutes = item->duration_minutes;
        else minutes = minutes * item->duration_minutes / extra->longest;
        *portion = (AssignmentPortion){minutes > 0 ? minutes : 1, assignment->work_minutes};
        assignment->portions = (List){portion, 1};
        assignment->contour = (Choice){CONTOUR_CUSTOM};
    }
}
