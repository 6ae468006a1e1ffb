/* Rows to numbers, the rules, and back to rows. See crew.h. */
#include "change/crew.h"

#include "base/banned.h"
#include "base/mem.h"
#include "engine/trivet.h"
#include "model/task_type.h"

typedef struct Crew {
    Change *change;
    Item item;
    ItemAssignment *rows;
    TaskWork work;
} Crew;

static bool share_of(Crew *crew, const ItemAssignment *row, TaskShare *ret, Error *err) {
    PlanResource resource;
    if (!row_load(crew->change->tx, &resource_resource, row->row.workspace_id, row->resource_id, &resource,
                  err))
        return false;
    int32_t contour = row->contour.n < 0 ? CONTOUR_FLAT : row->contour.n;
    *ret = (TaskShare){.units_percent = row->units_percent,
                       .work_minutes = row->work_minutes,
                       .average = contour_average(contour),
                       .counts = resource.kind.n != RESOURCE_MATERIAL && row->units_percent > 0};
    return true;
}

/* The item's people, with room for one who joins. A summary and a milestone have no work of their own. */
static bool crew_load(Crew *crew, Id workspace_id, Id item_id, Error *err) {
    Transaction *tx = crew->change->tx;
    List rows;
    if (!row_load(tx, &item_resource, workspace_id, item_id, &crew->item, err) ||
        !assignments_of_item(tx, workspace_id, item_id, &rows, err))
        return false;
    crew->rows = arena_array(tx->arena, ItemAssignment, rows.count + 1);
    TaskShare *shares = arena_array(tx->arena, TaskShare, rows.count + 1);
    if (!crew->rows || !shares) return error_no_memory(err);
    if (rows.count) mem_copy(crew->rows, rows.at, (size_t)rows.count * sizeof *crew->rows);
    for (int i = 0; i < rows.count; i++)
        if (!share_of(crew, crew->rows + i, shares + i, err)) return false;
    crew->work = (TaskWork){.type = (TaskType)crew->item.task_type.n,
                            .effort_driven = crew->item.effort_driven,
                            .duration_minutes = crew->item.duration_minutes,
                            .effort_minutes = crew->item.effort_minutes,
                            .shares = shares,
                            .count = rows.count};
    return true;
}

static int place_of(const Crew *crew, Id assignment_id) {
    int i = 0;
    while (i < crew->work.count && !id_equal(crew->rows[i].row.id, assignment_id)) i++;
    return i;
}

static void take_share(const TaskShare *share, ItemAssignment *row) {
    row->units_percent = share->units_percent;
    row->work_minutes = share->work_minutes;
}

/* Everything beside the edited row. */
static bool write_others(Crew *crew, Id edited, Error *err) {
    for (int i = 0; i < crew->work.count; i++) {
        ItemAssignment row = crew->rows[i];
        take_share(crew->work.shares + i, &row);
        if (id_equal(row.row.id, edited)) continue;
        if (!change_update(crew->change, &assignment_resource, crew->rows + i, &row, err)) return false;
    }
    Item item = crew->item;
    item.duration_minutes = crew->work.duration_minutes;
    item.effort_minutes = crew->work.effort_minutes;
    return id_equal(item.row.id, edited) ||
           change_update(crew->change, &item_resource, &crew->item, &item, err);
}

static bool follow_item(Change *change, const Item *before, Item *after, Error *err) {
    bool duration = before->duration_minutes != after->duration_minutes;
    bool effort = before->effort_minutes != after->effort_minutes;
    Crew crew = {.change = change};
    if (duration == effort || after->kind.n == ITEM_MILESTONE) return true;
    if (!crew_load(&crew, before->row.workspace_id, before->row.id, err)) return false;
    if (duration) task_set_duration(&crew.work, after->duration_minutes);
    else task_set_effort(&crew.work, after->effort_minutes);
    after->duration_minutes = crew.work.duration_minutes;
    after->effort_minutes = crew.work.effort_minutes;
    return write_others(&crew, before->row.id, err);
}

static bool follow_assignment(Change *change, const ItemAssignment *before, ItemAssignment *after,
                              Error *err) {
    bool units = before->units_percent != after->units_percent;
    bool work = before->work_minutes != after->work_minutes;
    Crew crew = {.change = change};
    if (units == work) return true;
    if (!crew_load(&crew, before->row.workspace_id, before->item_id, err)) return false;
    int at = place_of(&crew, before->row.id);
    if (at == crew.work.count) return true;
    if (units) task_set_units(&crew.work, at, after->units_percent);
    else task_set_work(&crew.work, at, after->work_minutes);
    take_share(crew.work.shares + at, after);
    return write_others(&crew, before->row.id, err);
}

bool crew_follow_update(Change *change, const Resource *resource, const void *before, void *after,
                        Error *err) {
    if (resource == &item_resource) return follow_item(change, before, after, err);
    return resource != &assignment_resource || follow_assignment(change, before, after, err);
}

bool crew_follow_join(Change *change, const Resource *resource, void *record, Error *err) {
    ItemAssignment *row = record;
    Crew crew = {.change = change};
    Error ignored;
    if (resource != &assignment_resource) return true;
    /* References are checked, and told, by whoever writes the row. */
    if (!crew_load(&crew, change->user->workspace_id, row->item_id, &ignored)) return true;
    int at = place_of(&crew, row->row.id);
    if (at == crew.work.count) {
        row->row.workspace_id = change->user->workspace_id;
        if (!share_of(&crew, row, crew.work.shares + at, &ignored)) return true;
        crew.rows[crew.work.count++] = *row;
    }
    bool counts = crew.work.shares[at].counts;
    crew.work.shares[at].counts = false;
    if (!counts) return true;
    task_join(&crew.work, at);
    take_share(crew.work.shares + at, row);
    return write_others(&crew, row->row.id, err);
}

bool crew_follow_leave(Change *change, const Resource *resource, const void *record, Error *err) {
    const ItemAssignment *row = record;
    Crew crew = {.change = change};
    if (resource != &assignment_resource) return true;
    if (!crew_load(&crew, row->row.workspace_id, row->item_id, err)) return false;
    int at = place_of(&crew, row->row.id);
    if (at == crew.work.count || !crew.work.shares[at].counts) return true;
    task_leave(&crew.work, at);
    return write_others(&crew, row->row.id, err);
}

bool crew_follow_return(Change *change, const Resource *resource, void *record, Error *err) {
    ItemAssignment *row = record;
    Crew crew = {.change = change};
    if (resource != &assignment_resource) return true;
    if (!crew_load(&crew, row->row.workspace_id, row->item_id, err)) return false;
    int at = place_of(&crew, row->row.id);
    if (at == crew.work.count || !crew.work.shares[at].counts) return true;
    crew.work.shares[at].counts = false;
    if (task_keeps_work(&crew.work)) crew.work.shares[at].work_minutes = INT_NULL;
    task_join(&crew.work, at);
    return write_others(&crew, (Id){0}, err) &&
           row_load(change->tx, resource, row->row.workspace_id, row->row.id, row, err);
}
