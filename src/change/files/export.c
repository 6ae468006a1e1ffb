/* A project as a plan file: the rows that belong to it, and the dates that the engine computes for them. */
#include "base/banned.h"
#include "base/mem.h"
#include "base/vec.h"
#include "change/agree/impact.h"
#include "change/baseline/agreed.h"
#include "change/files/import.h"
#include "exchange/plan_view.h"

typedef struct Kept {
    const PlanMap *map;
    int32_t project;
    bool *resources, *calendars; /* by row of the plan: used by the project */
} Kept;

static bool keeps_task(const Kept *kept, int32_t task) {
    return task >= 0 && kept->map->plan.tasks[task].project == kept->project;
}

/* The people who work on the project, and the calendars of all that is kept. */
static void mark_used(Kept *kept) {
    const Plan *plan = &kept->map->plan;
    for (int i = 0; i < plan->assignment_count; i++)
        if (keeps_task(kept, plan->assignments[i].task))
            kept->resources[plan->assignments[i].resource] = true;
    for (int i = 0; i < plan->resource_count; i++)
        if (kept->resources[i] && plan->resources[i].calendar >= 0)
            kept->calendars[plan->resources[i].calendar] = true;
    for (int i = 0; i < plan->task_count; i++)
        if (keeps_task(kept, i) && plan->tasks[i].calendar >= 0)
            kept->calendars[plan->tasks[i].calendar] = true;
    kept->calendars[plan->projects[kept->project].calendar] = true;
}

static bool add_row(Arena *arena, List *list, int *room, const void *row, size_t size) {
    void *slot = vec_push_sized(arena, &list->at, &list->count, room, size);
    if (slot) mem_copy(slot, row, size);
    return slot != NULL;
}

static bool keep_items(Arena *arena, const Kept *kept, const Schedule *schedule, PlanFile *file,
                       List *dates) {
    int item_room = 0, date_room = 0;
    for (int i = 0; i < kept->map->plan.task_count; i++) {
        if (!keeps_task(kept, i)) continue;
        ItemDates row = item_dates(schedule, i);
        if (!add_row(arena, &file->items, &item_room, kept->map->items[i], sizeof(Item))) return false;
        if (!add_row(arena, dates, &date_room, &row, sizeof row)) return false;
    }
    return true;
}

static bool keep_rest(Arena *arena, const Kept *kept, const PlanSource *source, PlanFile *file) {
    const PlanMap *map = kept->map;
    int room = 0;
    for (int i = 0; i < map->plan.link_count; i++)
        if (keeps_task(kept, map->plan.links[i].predecessor) &&
            keeps_task(kept, map->plan.links[i].successor) &&
            !add_row(arena, &file->links, &room, map->links[i], sizeof(ItemLink)))
            return false;
    room = 0;
    for (int i = 0; i < map->plan.resource_count; i++)
        if (kept->resources[i] &&
            !add_row(arena, &file->resources, &room, map->resources[i], sizeof(PlanResource)))
            return false;
    room = 0;
    for (int i = 0; i < map->plan.calendar_count; i++)
        if (kept->calendars[i] &&
            !add_row(arena, &file->calendars, &room, map->calendars[i], sizeof(WorkCalendar)))
            return false;
    room = 0;
    const ItemAssignment *assignments = source->assignments.at;
    for (int i = 0; i < source->assignments.count; i++)
        if (keeps_task(kept, plan_index(&map->task_of_item, assignments[i].item_id)) &&
            !add_row(arena, &file->assignments, &room, &assignments[i], sizeof(ItemAssignment)))
            return false;
    room = 0;
    return add_row(arena, &file->projects, &room, map->projects[kept->project], sizeof(Project));
}

/* ---- baselines ---- */

/* MS Project's number of it: 0 for the one in force, that of its name for "Baseline 3"; less than 0: it has
 * no place there. */
static int64_t file_number(const Baseline *baseline, const Baseline *in_force) {
    Str prefix = STR("Baseline ");
    int64_t number;
    if (baseline == in_force) return 0;
    bool numbered =
        str_starts(baseline->name, prefix) && str_int(str_from(baseline->name, prefix.len), &number);
    return numbered && number >= 1 && number <= 10 ? number : -1;
}

static bool keep_baseline(Transaction *tx, const Baseline *baseline, int64_t number, Id project_id,
                          PlanFile *file, int *room, Error *err) {
    List rows;
    if (!baseline_rows(tx, baseline, &rows, err)) return false;
    const BaselineItem *row = rows.at;
    for (int i = 0; i < rows.count; i++) {
        if (!id_equal(row[i].project_id, project_id) || row[i].start_at.n == MOMENT_NONE.n) continue;
        FileBaseline one = {.number = number,
                            .name = baseline->name,
                            .item_id = row[i].item_id,
                            .start_at = row[i].start_at,
                            .finish_at = row[i].finish_at,
                            .duration_minutes = row[i].duration_minutes,
                            .work_minutes = row[i].work_minutes,
                            .cost_cents = row[i].cost_cents};
        if (!add_row(tx->arena, &file->baselines, room, &one, sizeof one)) return error_no_memory(err);
    }
    return true;
}

/* The one in force, and those that MS Project numbered. One set in Trivet stands for what an item has kept of
 * the file that it came from. */
static bool keep_baselines(Transaction *tx, Id workspace_id, Id project_id, PlanFile *file, Error *err) {
    List baselines;
    int room = 0;
    int64_t taken = 0;
    if (!row_all(tx, &baseline_resource, workspace_id, &baselines, err)) return false;
    const Baseline *all = baselines.at, *in_force = agreed_latest(&baselines, project_id);
    for (int i = baselines.count - 1; i >= 0; i--) {
        bool here = &all[i] == in_force || id_equal(all[i].project_id, project_id);
        int64_t number = here ? file_number(&all[i], in_force) : -1;
        if (number < 0 || taken & (INT64_C(1) << number)) continue;
        taken |= INT64_C(1) << number;
        if (!keep_baseline(tx, &all[i], number, project_id, file, &room, err)) return false;
    }
    file->baselines_win = in_force && !str_starts(in_force->text, STR("From a file: "));
    return true;
}

bool export_project(Transaction *tx, Id workspace_id, Id project_id, PlanFile *ret, ItemDates **ret_dates,
                    Error *err) {
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    List dates = {0};
    PlanFile file = {0};
    if (!plan_load(tx, workspace_id, &source, err) || !plan_make(tx->arena, &source, &map, err) ||
        !plan_schedule(tx->arena, &map, &schedule, err))
        return false;
    Kept kept = {.map = &map, .project = plan_index(&map.project_of_id, project_id)};
    if (kept.project < 0) return error_set(err, ERROR_NOT_FOUND, "There is no such project.");
    kept.resources = arena_array(tx->arena, bool, map.plan.resource_count);
    kept.calendars = arena_array(tx->arena, bool, map.plan.calendar_count);
    if (!kept.resources || !kept.calendars) return error_no_memory(err);
    mark_used(&kept);
    if (!keep_items(tx->arena, &kept, &schedule, &file, &dates) ||
        !keep_rest(tx->arena, &kept, &source, &file))
        return error_no_memory(err);
    if (!keep_baselines(tx, workspace_id, project_id, &file, err)) return false;
    file.currency = source.workspace->currency;
    *ret = file;
    *ret_dates = dates.at;
    return true;
}
