/* Activities, links and assignments for P6. See p6_write.c for what becomes what. */
#include "base/banned.h"
#include "exchange/p6/p6_kept.h"
#include "model/rate.h"

enum { EXPANDED_LINKS_MAX = 400 };

/* ---- activities ---- */

/* People with work of their own decide how long it lasts, else its duration does. */
static int64_t duration_of(const P6Out *o, int32_t i) {
    const ItemAssignment *rows = o->view.assignments;
    int64_t longest = 0;
    if (!o->view.own_work[i]) return view_duration(&o->view, i);
    for (int32_t at = o->view.first_work[i]; at; at = o->view.next_work[at - 1]) {
        const ItemAssignment *row = rows + at - 1;
        int64_t needs = view_duration(&o->view, i);
        if (row->work_minutes != INT_NULL && row->units_percent > 0)
            needs = (row->work_minutes * 100 + row->units_percent - 1) / row->units_percent;
        if (needs > longest) longest = needs;
    }
    return longest;
}

static int64_t remaining_of(const P6Out *o, int32_t i, P6Status status) {
    int64_t duration = duration_of(o, i);
    if (status == P6_COMPLETE) return 0;
    if (status == P6_NOT_STARTED) return duration;
    if (o->view.items[i].remaining_minutes != INT_NULL) return o->view.items[i].remaining_minutes;
    return duration - duration * view_percent(&o->view, i) / 100;
}

/* Somebody on it works by a calendar of his own. */
static bool people_decide(const P6Out *o, int32_t i) {
    if (o->view.items[i].calendar_id.n || o->view.items[i].elapsed) return false;
    for (int32_t at = o->view.first_work[i]; at; at = o->view.next_work[at - 1]) {
        int32_t resource = view_resource(&o->view, o->view.assignments[at - 1].resource_id);
        if (!view_is_material(&o->view, resource) && o->view.resources[resource].calendar_id.n) return true;
    }
    return false;
}

static P6Kind kind_of(const P6Out *o, int32_t i) {
    const Item *item = o->view.items + i;
    if (item->kind.n == ITEM_MILESTONE)
        return item->activity_kind.n == ACTIVITY_START_MILESTONE ? P6_START_MILESTONE : P6_FINISH_MILESTONE;
    if (item->activity_kind.n == ACTIVITY_LEVEL_OF_EFFORT) return P6_LEVEL_OF_EFFORT;
    if (item->activity_kind.n == ACTIVITY_WBS_SUMMARY) return P6_WBS_SUMMARY;
    bool by_people = item->activity_kind.n == ACTIVITY_RESOURCE_DEPENDENT || people_decide(o, i);
    return by_people ? P6_RESOURCE_TASK : P6_TASK;
}

/* Without an actual start the schedule takes no notice of progress. */
static P6Status status_of(const P6Out *o, int32_t i) {
    if (o->view.items[i].actual_start_at.n == MOMENT_NONE.n) return P6_NOT_STARTED;
    return view_percent(&o->view, i) == 100 ? P6_COMPLETE : P6_ACTIVE;
}

static Moment actual_finish(const P6Out *o, int32_t i, P6Status status) {
    const Item *item = o->view.items + i;
    if (status != P6_COMPLETE || item->actual_finish_at.n != MOMENT_NONE.n) return item->actual_finish_at;
    Moment finish = o->view.dates ? o->view.dates[i].finish : MOMENT_NONE;
    return finish.n == MOMENT_NONE.n ? item->actual_start_at : finish;
}

static Id calendar_of(const P6Out *o, int32_t i) {
    const Item *item = o->view.items + i;
    if (item->elapsed) return o->day_and_night;
    return item->calendar_id.n ? item->calendar_id : o->view.projects[o->view.project[i]].calendar_id;
}

static void cells_of_constraints(P6Out *o, int32_t i) {
    const Item *item = o->view.items + i;
    int kinds[2] = {item->constraint_kind.n, item->constraint_2_kind.n};
    Moment dates[2] = {item->constraint_at, item->constraint_2_at};
    for (int k = 0; k < 2; k++)
        if (kinds[k] < 0 || (kinds[k] > CONSTRAINT_ALAP && dates[k].n == MOMENT_NONE.n))
            kinds[k] = CONSTRAINT_ASAP;
    if (item->constraint_mandatory && (kinds[0] == CONSTRAINT_MSO || kinds[0] == CONSTRAINT_MFO))
        kinds[0] |= P6_MANDATORY;
    if (item->manual_start_at.n != MOMENT_NONE.n) {
        kinds[0] = CONSTRAINT_MSO | P6_MANDATORY;
        dates[0] = item->manual_start_at;
    }
    if (kinds[1] == CONSTRAINT_ASAP && item->deadline_at.n != MOMENT_NONE.n) {
        kinds[1] = CONSTRAINT_FNLT;
        dates[1] = item->deadline_at;
    }
    for (int k = 0; k < 2; k++)
        if (kinds[k] <= CONSTRAINT_ALAP) dates[k] = MOMENT_NONE;
    cell_word(o, "cstr_type", "PrimaryConstraintType", p6_constraints, kinds[0]);
    cell_moment(o, "cstr_date", "PrimaryConstraintDate", dates[0]);
    cell_word(o, "cstr_type2", "SecondaryConstraintType", p6_constraints, kinds[1]);
    cell_moment(o, "cstr_date2", "SecondaryConstraintDate", dates[1]);
}

static void cells_of_progress(P6Out *o, int32_t i) {
    const Item *item = o->view.items + i;
    P6Status status = status_of(o, i);
    int64_t duration = duration_of(o, i), remaining = remaining_of(o, i, status);
    int64_t percent = status == P6_NOT_STARTED ? 0 : view_percent(&o->view, i);
    int64_t by_duration = duration > 0 && remaining < duration ? (duration - remaining) * 100 / duration : 0;
    bool physical = status == P6_ACTIVE && percent != by_duration;
    cell_word(o, "status_code", "Status", p6_states, status);
    cell_text(o, "complete_pct_type", NULL, physical ? STR("CP_Phys") : STR("CP_Drtn"));
    cell_text(o, NULL, "PercentCompleteType", physical ? STR("Physical") : STR("Duration"));
    cell_real(o, "phys_complete_pct", NULL, physical ? (double)percent : 0);
    cell_real(o, NULL, "PhysicalPercentComplete", physical ? (double)percent / 100 : 0);
    cell_hours(o, "target_drtn_hr_cnt", "PlannedDuration", duration);
    cell_hours(o, "remain_drtn_hr_cnt", "RemainingDuration", remaining);
    cell_moment(o, "act_start_date", "ActualStartDate", item->actual_start_at);
    cell_moment(o, "act_end_date", "ActualFinishDate", actual_finish(o, i, status));
    cell_moment(o, "resume_date", "ResumeDate", item->resume_at);
    cell_moment(o, "external_early_start_date", "ExternalEarlyStartDate", item->external_start_at);
    cell_moment(o, "external_late_end_date", "ExternalLateFinishDate", item->external_finish_at);
    cell_moment(o, "expect_end_date", "ExpectedFinishDate", item->expected_finish_at);
}

static void cells_of_dates(P6Out *o, int32_t i) {
    const ItemDates none = item_dates(NULL, NO_INDEX), *dates = o->view.dates ? o->view.dates + i : &none;
    cell_hours(o, "total_float_hr_cnt", NULL, o->view.dates ? dates->total_float_minutes : INT_NULL);
    cell_hours(o, "free_float_hr_cnt", NULL, o->view.dates ? dates->free_float_minutes : INT_NULL);
    cell_moment(o, "early_start_date", "RemainingEarlyStartDate", dates->early_start);
    cell_moment(o, "early_end_date", "RemainingEarlyFinishDate", dates->early_finish);
    cell_moment(o, "late_start_date", "RemainingLateStartDate", dates->late_start);
    cell_moment(o, "late_end_date", "RemainingLateFinishDate", dates->late_finish);
    cell_moment(o, "target_start_date", "PlannedStartDate", dates->start);
    cell_moment(o, "target_end_date", "PlannedFinishDate", dates->finish);
    cell_moment(o, NULL, "StartDate", dates->start);
    cell_moment(o, NULL, "FinishDate", dates->finish);
    cell_id(o, "float_path", "FloatPath", dates->float_path);
    cell_id(o, "float_path_order", "FloatPathOrder", dates->float_path_order);
    cell_yes(o, "driving_path_flag", NULL, o->view.dates && dates->critical);
}

static void write_task(P6Out *o, int32_t i) {
    const Item *item = o->view.items + i;
    cell_id(o, "task_id", "ObjectId", o->task_ids[i]);
    cell_id(o, "proj_id", "ProjectObjectId", o->view.project[i] + 1);
    cell_id(o, "wbs_id", "WBSObjectId", p6_out_wbs_id(o, i));
    cell_id(o, "clndr_id", "CalendarObjectId", p6_out_calendar_id(o, calendar_of(o, i)));
    cell_name(o, "task_name", "Name", item->title, P6_TASK_NAME_MAX);
    cell_word(o, "task_type", "Type", p6_kinds, kind_of(o, i));
    p6_kept_cells(o, p6_kept_of_task, item->file_details,
                  fmt(o->view.arena, "A%lld", (long long)o->task_ids[i]));
    cells_of_progress(o, i);
    cells_of_constraints(o, i);
    cells_of_dates(o, i);
    p6_row(o, true);
    if (o->xml) pmxml_write_codes(o, item->file_details);
    p6_close(o, o->object);
}

void p6_out_tasks(P6Out *o, int32_t project) {
    for (int k = 0; k < o->view.order_count; k++) {
        int32_t i = o->view.order[k];
        if (o->is_task[i] && o->view.project[i] == project) write_task(o, i);
    }
}

/* ---- links ---- */

/* From the item's place in the outline on: the end of what is below it. */
static int end_of_branch(const P6Out *o, int place) {
    int32_t level = o->view.levels[o->view.order[place]];
    int end = place + 1;
    while (end < o->view.order_count && o->view.levels[o->view.order[end]] > level) end++;
    return end;
}

/* As a day has eight working hours. */
static int64_t lag_of(const P6Out *o, const ItemLink *link, int32_t predecessor, int32_t project) {
    bool clock =
        link->lag_kind.n == LAG_ELAPSED || o->view.projects[project].lag_calendar.n == LAG_CALENDAR_ELAPSED;
    bool wanted = p6_out_lag_calendar(o, project) == LAG_CALENDAR_ELAPSED;
    int64_t lag = link->lag_minutes;
    if (link->lag_kind.n == LAG_PERCENT) lag = duration_of(o, predecessor) * lag / 100;
    return clock == wanted ? lag : wanted ? lag * 3 : lag / 3;
}

static void write_link(P6Out *o, const ItemLink *link, int32_t predecessor, int32_t successor) {
    cell_id(o, "task_pred_id", "ObjectId", ++o->last_id);
    cell_id(o, "task_id", "SuccessorActivityObjectId", o->task_ids[successor]);
    cell_id(o, "pred_task_id", "PredecessorActivityObjectId", o->task_ids[predecessor]);
    cell_id(o, "proj_id", "SuccessorProjectObjectId", o->view.project[successor] + 1);
    cell_id(o, "pred_proj_id", "PredecessorProjectObjectId", o->view.project[predecessor] + 1);
    cell_word(o, "pred_type", "Type", p6_link_types, link->type.n);
    cell_hours(o, "lag_hr_cnt", "Lag", lag_of(o, link, predecessor, o->view.project[successor]));
    p6_row(o, false);
}

/* P6 links activities only: a link of a summary is one of each activity below it. */
static void write_links_between(P6Out *o, const ItemLink *link, int32_t from, int32_t to, UidMap *seen) {
    int from_end = end_of_branch(o, o->places[from]), to_end = end_of_branch(o, o->places[to]), written = 0;
    for (int k = o->places[to]; k < to_end; k++)
        for (int n = o->places[from]; n < from_end && written < EXPANDED_LINKS_MAX; n++) {
            int32_t successor = o->view.order[k], predecessor = o->view.order[n];
            int64_t key = ((int64_t)predecessor << 32 | successor) * 4 + link->type.n;
            if (!o->is_task[successor] || !o->is_task[predecessor] || predecessor == successor ||
                !uid_map_add(o->view.arena, seen, key, 0))
                continue;
            write_link(o, link, predecessor, successor);
            written++;
        }
}

void p6_out_links(P6Out *o, int32_t project) {
    UidMap seen = {0};
    for (int i = 0; i < o->view.file->links.count; i++) {
        const ItemLink *link = o->view.links + i;
        int32_t from = view_item(&o->view, link->predecessor_id),
                to = view_item(&o->view, link->successor_id);
        if (from >= 0 && to >= 0 && o->view.project[to] == project)
            write_links_between(o, link, from, to, &seen);
    }
}

/* ---- people ---- */

static void write_assignment(P6Out *o, int32_t item, int32_t at) {
    const ItemAssignment *row = o->view.assignments + at;
    int32_t resource = view_resource(&o->view, row->resource_id);
    bool material = view_is_material(&o->view, resource);
    int64_t duration = duration_of(o, item);
    P6Status status = status_of(o, item);
    double units = material ? (double)row->units_percent
                   : row->work_minutes != INT_NULL || o->view.items[item].duration_minutes == INT_NULL
                       ? (double)view_work(&o->view, at) / 60
                       : (double)(duration * row->units_percent) / 6000;
    double left = duration > 0 ? units * (double)remaining_of(o, item, status) / (double)duration : units;
    Choice table = row->rate_table;
    Moment start = o->view.dates ? o->view.dates[item].start : MOMENT_NONE;
    double price = (double)rate_at(o->view.resources + resource, table, start).rate_cents_per_hour / 100;
    cell_id(o, "taskrsrc_id", "ObjectId", at + 1);
    cell_id(o, "task_id", "ActivityObjectId", o->task_ids[item]);
    cell_id(o, "proj_id", "ProjectObjectId", o->view.project[item] + 1);
    cell_id(o, "rsrc_id", "ResourceObjectId",
            o->view.resources[resource].generic ? P6_NONE : o->resource_ids[resource]);
    cell_id(o, "role_id", "RoleObjectId", p6_out_role_of(o, row));
    cell_yes(o, "cost_qty_link_flag", "IsCostUnitsLinked", true);
    cell_real(o, "target_qty", "PlannedUnits", units);
    cell_real(o, "remain_qty", "RemainingUnits", status == P6_COMPLETE ? 0 : left);
    cell_real(o, "act_reg_qty", "ActualRegularUnits", status == P6_NOT_STARTED ? 0 : units - left);
    cell_real(o, "target_qty_per_hr", "PlannedUnitsPerTime", (double)row->units_percent / 100);
    cell_real(o, "remain_qty_per_hr", "RemainingUnitsPerTime", (double)row->units_percent / 100);
    cell_real(o, "target_cost", "PlannedCost", units * price);
    cell_real(o, "remain_cost", "RemainingCost", left * price);
    cell_word(o, "rate_type", "RateType", p6_rate_types, table.n < 0 ? 0 : table.n);
    cell_word(o, "rsrc_type", "ResourceType", p6_resource_kinds, o->view.resources[resource].kind.n);
    p6_row(o, false);
}

void p6_out_assignments(P6Out *o, int32_t project) {
    for (int k = 0; k < o->view.order_count; k++) {
        int32_t i = o->view.order[k];
        if (!o->is_task[i] || o->view.project[i] != project) continue;
        for (int32_t at = o->view.first_work[i]; at; at = o->view.next_work[at - 1])
            write_assignment(o, i, at - 1);
    }
}

/* ---- notes and costs ---- */

/* P6 keeps notes as HTML. */
static Str note_of(Arena *arena, Str text) {
    StrBuf out = strbuf_make(arena, 0);
    strbuf_add(&out, STR("<HTML><BODY>"));
    for (Str rest = text, line; rest.at;) {
        line = str_cut(rest, '\n', &rest);
        xml_out_escaped(&out, line);
        if (rest.at) strbuf_add(&out, STR("<br>"));
    }
    strbuf_add(&out, STR("</BODY></HTML>"));
    return strbuf_str(&out);
}

void p6_out_notes(P6Out *o, int32_t project) {
    for (int k = 0; k < o->view.order_count; k++) {
        int32_t i = o->view.order[k];
        const Item *item = o->view.items + i;
        if (!o->is_task[i] || o->view.project[i] != project || !item->text.len) continue;
        cell_id(o, "memo_id", "ObjectId", ++o->last_id);
        cell_id(o, "task_id", "ActivityObjectId", o->task_ids[i]);
        cell_fixed(o, "memo_type_id", "NotebookTopicObjectId", "1", "1");
        cell_id(o, "proj_id", "ProjectObjectId", project + 1);
        cell_text(o, "task_memo", "Note", note_of(o->view.arena, item->text));
        p6_row(o, false);
    }
}

void p6_out_expenses(P6Out *o, int32_t project) {
    for (int k = 0; k < o->view.order_count; k++) {
        int32_t i = o->view.order[k];
        double cost = (double)o->view.items[i].fixed_cost_cents / 100;
        if (!o->is_task[i] || o->view.project[i] != project || cost <= 0) continue;
        bool done = status_of(o, i) == P6_COMPLETE;
        cell_id(o, "cost_item_id", "ObjectId", ++o->last_id);
        cell_id(o, "proj_id", "ProjectObjectId", project + 1);
        cell_id(o, "task_id", "ActivityObjectId", o->task_ids[i]);
        cell_fixed(o, "cost_name", "ExpenseItem", "Fixed cost", "Fixed cost");
        cell_fixed(o, "cost_load_type", "AccrualType", "CL_Uniform", "Uniform Over Activity");
        cell_fixed(o, "auto_compute_act_flag", "AutoComputeActuals", "N", "0");
        cell_real(o, "target_cost", "PlannedCost", cost);
        cell_real(o, "remain_cost", "RemainingCost", done ? 0 : cost);
        cell_real(o, "act_cost", "ActualCost", done ? cost : 0);
        p6_row(o, false);
    }
}
