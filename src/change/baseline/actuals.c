/* Time and expenses. See actuals.h. */
#include "change/baseline/actuals.h"

#include "base/banned.h"
#include "engine/spread.h"
#include "field/diff.h"
#include "model/rate.h"

enum { MINUTES_PER_HOUR = 60, NOON = 720 };

/* By the rate table of the assignment that the time was worked for, and what was in force on that day. */
static bool hourly_rate(Transaction *tx, const PlanResource *resource, const TimeEntry *entry, int64_t *ret,
                        Error *err) {
    Choice table = {0};
    List rows;
    if (!assignments_of_item(tx, entry->row.workspace_id, entry->item_id, &rows, err)) return false;
    const ItemAssignment *assignments = rows.at;
    for (int i = 0; i < rows.count; i++)
        if (id_equal(assignments[i].resource_id, entry->resource_id)) table = assignments[i].rate_table;
    *ret = rate_at(resource, table, (Moment){entry->day.n * MINUTES_PER_DAY + NOON}).rate_cents_per_hour;
    return true;
}

bool time_entry_price(Transaction *tx, const TimeEntry *before, TimeEntry *entry, Error *err) {
    PlanResource resource;
    if (before && before->minutes == entry->minutes && before->day.n == entry->day.n &&
        id_equal(before->resource_id, entry->resource_id))
        return true;
    if (!row_load(tx, &resource_resource, entry->row.workspace_id, entry->resource_id, &resource, err))
        return false;
    if (resource.kind.n == RESOURCE_MATERIAL) {
        error_field(err, "resource_id", "%.*s is material: it does not work.", STR_ARG(resource.name));
        return error_hint(err, "Write material down as an expense.");
    }
    if (!hourly_rate(tx, &resource, entry, &entry->rate_cents_per_hour, err)) return false;
    entry->cost_cents = money_scale(entry->rate_cents_per_hour, entry->minutes, MINUTES_PER_HOUR);
    return true;
}

/* Whether nothing but the marks (and what Trivet writes itself) differs. */
static bool only_marks(const TimeEntry *before, const TimeEntry *after) {
    TimeEntry like = *after;
    like.submitted = before->submitted;
    like.approved = before->approved;
    like.locked = before->locked;
    return !record_changed(&time_entry_resource, before, &like);
}

bool time_entry_open(const TimeEntry *before, const TimeEntry *after, Error *err) {
    if (before->locked && (!after || after->locked)) {
        error_set(err, ERROR_CONFLICT, "This time is locked: its period is closed.");
        return error_hint(err, "Who has custody of the project may unlock it.");
    }
    if (before->approved && (!after || (after->approved && !only_marks(before, after)))) {
        error_set(err, ERROR_CONFLICT, "This time is approved and stands fast.");
        return error_hint(err, "Take the approval back first.");
    }
    return true;
}

bool expense_check(Transaction *tx, const Expense *expense, Error *err) {
    Item item = {.row.id = ID_NONE};
    Scope scope;
    if (!expense->item_id.n) return true;
    if (!row_load(tx, &item_resource, expense->row.workspace_id, expense->item_id, &item, err) ||
        !scope_of(tx, &item_resource, &item, &scope, err))
        return false;
    if (id_equal(scope.project_id, expense->project_id)) return true;
    error_field(err, "item_id", "\"%.*s\" is not planned by this project.", STR_ARG(item.title));
    return error_hint(err, "Choose an item of the project, or none.");
}
