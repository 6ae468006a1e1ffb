/* MSPDI out: a plan as MS Project opens it, and as mspdi_read takes it back unchanged.
 *
 * Elements stand in the order of Microsoft's schema of 2007; those that came later (Active, Manual ...) are
 * written only where they say something, so that a plan without them is valid by it. UIDs are the external
 * ids where they are numbers of their own, else new ones. Dates are the engine's; what Trivet leaves open (a
 * duration, work) is written as the plan counts it. Rows come in the order of the outline, whatever the order
 * of the list. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi_out.h"

/* MSPDI's numbers of constraints, by ours. */
static const int constraint_numbers[] = {0, 1, 4, 5, 6, 7, 2, 3};
static const int accrual_numbers[] = {[ACCRUAL_START] = 1, [ACCRUAL_END] = 2, [ACCRUAL_PRORATED] = 3};

/* ---- small elements ---- */

void out_int(StrBuf *out, const char *name, int64_t n) {
    strbuf_fmt(out, "<%s>%lld</%s>", name, (long long)n, name);
}

void out_minutes(StrBuf *out, const char *name, int64_t minutes) {
    strbuf_fmt(out, "<%s>PT%lldH%lldM0S</%s>", name, (long long)(minutes / 60), (long long)(minutes % 60),
               name);
}

void out_scaled(StrBuf *out, const char *name, int64_t n, int scale) {
    strbuf_fmt(out, "<%s>%lld", name, (long long)(n / scale));
    int64_t rest = n % scale;
    if (rest) strbuf_fmt(out, ".%0*lld", scale == 100 ? 2 : 4, (long long)rest);
    strbuf_fmt(out, "</%s>", name);
}

/* Lists of the baselines of each item, in their order. */
static bool list_baselines(Mspdout *m) {
    const FileBaseline *rows = m->view.file->baselines.at;
    int count = m->view.file->baselines.count;
    m->first_baseline = arena_array(m->view.arena, int32_t, m->view.file->items.count + 1);
    m->next_baseline = arena_array(m->view.arena, int32_t, count + 1);
    if (!m->first_baseline || !m->next_baseline) return false;
    for (int i = count - 1; i >= 0; i--) {
        int32_t item = view_item(&m->view, rows[i].item_id);
        if (item < 0) continue;
        m->next_baseline[i] = m->first_baseline[item];
        m->first_baseline[item] = i + 1;
    }
    return true;
}

/* Task 0 is the project itself. */
static bool prepare(Arena *arena, const PlanFile *file, const ItemDates *dates, Mspdout *m) {
    if (!plan_view_make(arena, file, dates, &m->view)) return false;
    m->item_uids = view_numbers(&m->view, &file->items, sizeof(Item), offsetof(Item, external_id), 1);
    m->resource_uids = view_numbers(&m->view, &file->resources, sizeof(PlanResource),
                                    offsetof(PlanResource, external_id), 0);
    return m->item_uids && m->resource_uids && list_baselines(m);
}

/* ---- tasks ---- */

static void write_links(Mspdout *m, int32_t item) {
    for (int32_t i = m->view.first_link[item]; i; i = m->view.next_link[i - 1]) {
        const ItemLink *link = m->view.links + i - 1;
        int32_t predecessor = view_item(&m->view, link->predecessor_id);
        static const int formats[] = {[LAG_WORKING] = 7, [LAG_ELAPSED] = 8, [LAG_PERCENT] = 19};
        strbuf_add(m->out, STR("<PredecessorLink>"));
        out_int(m->out, "PredecessorUID", m->item_uids[predecessor]);
        out_int(m->out, "Type", link->type.n);
        out_int(m->out, "CrossProject", 0);
        out_int(m->out, "LinkLag",
                link->lag_kind.n == LAG_PERCENT ? link->lag_minutes : link->lag_minutes * 10);
        out_int(m->out, "LagFormat", formats[link->lag_kind.n]);
        strbuf_add(m->out, STR("</PredecessorLink>"));
    }
}

static void write_baselines(Mspdout *m, int32_t item) {
    const FileBaseline *rows = m->view.file->baselines.at;
    for (int32_t i = m->first_baseline[item]; i; i = m->next_baseline[i - 1]) {
        const FileBaseline *row = rows + i - 1;
        strbuf_add(m->out, STR("<Baseline>"));
        out_int(m->out, "Number", row->number);
        xml_out_moment(m->out, "Start", row->start_at);
        xml_out_moment(m->out, "Finish", row->finish_at);
        out_minutes(m->out, "Duration", row->duration_minutes);
        out_int(m->out, "DurationFormat", 7);
        out_minutes(m->out, "Work", row->work_minutes);
        out_int(m->out, "Cost", row->cost_cents);
        strbuf_add(m->out, STR("</Baseline>"));
    }
}

static void write_dates(Mspdout *m, int32_t i) {
    const ItemDates *dates = m->view.dates ? m->view.dates + i : NULL;
    if (!dates) return;
    xml_out_moment(m->out, "EarlyStart", dates->early_start);
    xml_out_moment(m->out, "EarlyFinish", dates->early_finish);
    xml_out_moment(m->out, "LateStart", dates->late_start);
    xml_out_moment(m->out, "LateFinish", dates->late_finish);
    out_int(m->out, "FreeSlack", dates->free_float_minutes * 10);
    out_int(m->out, "TotalSlack", dates->total_float_minutes * 10);
}

static void write_progress(Mspdout *m, int32_t i, int64_t percent, int64_t duration) {
    const Item *item = m->view.items + i;
    xml_out_moment(m->out, "ActualStart", item->actual_start_at);
    xml_out_moment(m->out, "ActualFinish", item->actual_finish_at);
    if (m->view.summary[i]) return;
    out_minutes(m->out, "ActualDuration", duration * percent / 100);
    out_minutes(m->out, "RemainingDuration", view_remaining(&m->view, i));
}

/* Start to DurationFormat: where the task stands and how long it takes. */
static void write_place(Mspdout *m, int32_t i, int64_t duration) {
    const Item *item = m->view.items + i;
    bool manual = item->manual_start_at.n != MOMENT_NONE.n;
    Moment start = m->view.dates ? m->view.dates[i].start : item->manual_start_at;
    Moment finish = m->view.dates ? m->view.dates[i].finish : MOMENT_NONE;
    xml_out_moment(m->out, "Start", start);
    xml_out_moment(m->out, "Finish", finish);
    if (m->view.summary[i]) return;
    out_minutes(m->out, "Duration", duration);
    xml_out_moment(m->out, "ManualStart", item->manual_start_at);
    if (manual) {
        xml_out_moment(m->out, "ManualFinish", item->manual_finish_at);
        out_minutes(m->out, "ManualDuration", duration);
    }
    out_int(m->out, "DurationFormat", item->elapsed ? 8 : 7);
}

static void write_task(Mspdout *m, int32_t i, int row, Str number) {
    const Item *item = m->view.items + i;
    StrBuf *out = m->out;
    int64_t duration = view_duration(&m->view, i), percent = view_percent(&m->view, i);
    strbuf_add(out, STR("<Task>"));
    size_t begin = out->len;
    out_int(out, "UID", m->item_uids[i]);
    out_int(out, "ID", row);
    xml_out_text(out, "Name", item->title);
    if (item->inactive || item->state.n == STATE_DROPPED) out_int(out, "Active", 0);
    if (item->manual_start_at.n != MOMENT_NONE.n) out_int(out, "Manual", 1);
    out_int(out, "Type",
            m->view.summary[i]      ? TYPE_FIXED_DURATION
            : item->task_type.n < 0 ? 0
                                    : item->task_type.n);
    out_int(out, "IsNull", 0);
    xml_out_text(out, "WBS", number);
    xml_out_text(out, "OutlineNumber", number);
    out_int(out, "OutlineLevel", m->view.levels[i]);
    write_place(m, i, duration);
    out_minutes(out, "Work", view_work_of_item(&m->view, i));
    xml_out_moment(out, "Resume", item->resume_at);
    out_int(out, "EffortDriven", item->effort_driven);
    out_int(out, "Milestone", item->kind.n == ITEM_MILESTONE && !m->view.summary[i]);
    out_int(out, "Summary", m->view.summary[i]);
    if (m->view.dates) out_int(out, "Critical", m->view.dates[i].critical);
    write_dates(m, i);
    out_int(out, "FixedCost", item->fixed_cost_cents);
    out_int(out, "FixedCostAccrual",
            accrual_numbers[item->cost_accrual.n < 0 ? ACCRUAL_PRORATED : item->cost_accrual.n]);
    out_int(out, "PercentComplete", m->view.summary[i] ? 0 : percent);
    if (m->view.dates) out_int(out, "Cost", m->view.dates[i].cost_cents);
    write_progress(m, i, percent, duration);
    out_int(out, "ConstraintType",
            constraint_numbers[item->constraint_kind.n < 0 ? 0 : item->constraint_kind.n]);
    out_int(out, "CalendarUID", out_calendar_uid(m, item->calendar_id));
    if (item->constraint_kind.n > CONSTRAINT_ALAP) xml_out_moment(out, "ConstraintDate", item->constraint_at);
    xml_out_moment(out, "Deadline", item->deadline_at);
    out_int(out, "LevelingCanSplit", item->leveling_can_split);
    out_int(out, "LevelingDelay", item->leveling_delay_minutes * 10);
    out_int(out, "LevelingDelayFormat", 8);
    out_int(out, "IgnoreResourceCalendar", item->calendar_id.n != 0 && !item->calendar_with_people);
    xml_out_text(out, "Notes", item->text);
    write_links(m, i);
    write_baselines(m, i);
    out_file_details(m->view.arena, out, begin, &mspdi_tasks, item->file_details,
                     m->view.file->baselines_win ? "Baseline" : NULL);
    strbuf_add(out, STR("</Task>\n"));
}

static void write_tasks(Mspdout *m, const Project *project) {
    OutlineNumber number = outline_number_make(m->view.arena);
    strbuf_add(m->out, STR("<Tasks>\n<Task>"));
    size_t begin = m->out->len;
    strbuf_add(m->out, STR("<UID>0</UID><ID>0</ID>"));
    xml_out_text(m->out, "Name", project->name);
    strbuf_add(
        m->out,
        STR("<Type>1</Type><IsNull>0</IsNull><OutlineNumber>0</OutlineNumber><OutlineLevel>0</OutlineLevel>"
            "<Summary>1</Summary>"));
    out_summary_details(m->view.arena, m->out, begin, project->file_details);
    strbuf_add(m->out, STR("</Task>\n"));
    for (int i = 0; i < m->view.order_count; i++) {
        int32_t item = m->view.order[i];
        write_task(m, item, i + 1, outline_number_next(&number, m->view.levels[item]));
    }
    strbuf_add(m->out, STR("</Tasks>\n"));
}

/* ---- assignments ---- */

/* MS Project keeps the pauses of a task that nobody works on with an assignment to nobody. */
static void write_nobody(Mspdout *m, int32_t item) {
    int64_t uid = m->view.file->assignments.count + item + 1;
    strbuf_add(m->out, STR("<Assignment>"));
    out_int(m->out, "UID", uid);
    out_int(m->out, "TaskUID", m->item_uids[item]);
    out_int(m->out, "ResourceUID", -65535);
    out_int(m->out, "Units", 1);
    out_phases(m, uid, item, NULL);
    strbuf_add(m->out, STR("</Assignment>\n"));
}

static void write_assignments(Mspdout *m) {
    const ItemAssignment *rows = m->view.file->assignments.at;
    strbuf_add(m->out, STR("<Assignments>\n"));
    for (int i = 0; i < m->view.file->assignments.count; i++) {
        int32_t item = view_item(&m->view, rows[i].item_id);
        int32_t resource = view_resource(&m->view, rows[i].resource_id);
        if (item < 0 || resource < 0) continue;
        bool material = view_is_material(&m->view, resource);
        strbuf_add(m->out, STR("<Assignment>"));
        size_t begin = m->out->len;
        out_int(m->out, "UID", i + 1);
        out_int(m->out, "TaskUID", m->item_uids[item]);
        out_int(m->out, "ResourceUID", m->resource_uids[resource]);
        if (!material) out_minutes(m->out, "ActualWork", rows[i].actual_work_minutes);
        out_int(m->out, "CostRateTable", rows[i].rate_table.n < 0 ? 0 : rows[i].rate_table.n);
        out_int(m->out, "Delay", rows[i].delay_minutes * 10);
        if (m->view.dates) xml_out_moment(m->out, "Finish", m->view.dates[item].finish);
        out_int(m->out, "HasFixedRateUnits", 1);
        out_int(m->out, "FixedMaterial", material);
        out_int(m->out, "LevelingDelay", rows[i].leveling_delay_minutes * 10);
        out_int(m->out, "LevelingDelayFormat", 7);
        if (!material) out_minutes(m->out, "OvertimeWork", rows[i].overtime_minutes);
        if (!material) out_scaled(m->out, "PeakUnits", rows[i].units_percent, 100);
        if (m->view.dates) xml_out_moment(m->out, "Start", m->view.dates[item].start);
        out_scaled(m->out, "Units", rows[i].units_percent, material ? 1 : 100);
        if (!material) out_minutes(m->out, "Work", view_work(&m->view, i));
        out_int(m->out, "WorkContour", rows[i].contour.n < 0 ? 0 : rows[i].contour.n);
        if (!material) out_phases(m, i + 1, item, rows + i);
        out_file_details(m->view.arena, m->out, begin, &mspdi_assignments, rows[i].file_details, NULL);
        strbuf_add(m->out, STR("</Assignment>\n"));
    }
    for (int32_t i = 0; i < m->view.file->items.count; i++)
        if (m->view.people_units[i] == 0 && m->view.items[i].splits.count && !m->view.summary[i])
            write_nobody(m, i);
    strbuf_add(m->out, STR("</Assignments>\n"));
}

/* ---- the document ---- */

static void write_project(Mspdout *m, const Project *project, Time now) {
    StrBuf *out = m->out;
    Moment saved = {(int32_t)(now.ms / 60000)};
    strbuf_add(out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                        "<Project xmlns=\"http://schemas.microsoft.com/project\">\n"));
    size_t begin = out->len;
    out_int(out, "SaveVersion", 14);
    xml_out_text(out, "Name", fmt(m->view.arena, "%.*s.xml", STR_ARG(project->name)));
    xml_out_text(out, "Title", project->name);
    xml_out_moment(out, "CreationDate", saved);
    xml_out_moment(out, "LastSaved", saved);
    out_int(out, "ScheduleFromStart", !project->schedule_from_finish);
    xml_out_moment(out, "StartDate", project->start_at);
    Moment finish = project->schedule_from_finish ? project->must_finish_at : view_finish(&m->view, 0);
    xml_out_moment(out, "FinishDate", finish.n == MOMENT_NONE.n ? project->start_at : finish);
    if (project->critical_float_minutes != INT_NULL)
        out_int(out, "CriticalSlackLimit", project->critical_float_minutes / 480);
    xml_out_text(out, "CurrencyCode", view_currency(&m->view));
    out_int(out, "CalendarUID", out_calendar_uid(m, project->calendar_id));
    out_int(out, "MultipleCriticalPaths", project->open_ends_critical);
    out_int(out, "SplitsInProgressTasks", project->progress_mode.n == PROGRESS_RETAINED_LOGIC);
    xml_out_moment(out, "StatusDate", project->status_at);
    out_file_details(m->view.arena, out, begin, &mspdi_project, project->file_details, NULL);
    strbuf_char(out, '\n');
}

bool mspdi_write(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
                 Error *err) {
    Mspdout m = {.out = out};
    const Project *project = file->projects.at;
    if (file->projects.count == 0) {
        error_set(err, ERROR_INVALID, "A plan needs a project to be written for MS Project.");
        return error_hint(err, "Export one project.");
    }
    if (!prepare(arena, file, dates, &m)) return error_no_memory(err);
    write_project(&m, project, now);
    out_calendars(&m);
    write_tasks(&m, project);
    out_resources(&m);
    write_assignments(&m);
    strbuf_add(out, STR("</Project>\n"));
    if (out->overflow) return error_set(err, ERROR_TOO_LARGE, "The plan is too large to be written.");
    return !arena->full || error_no_memory(err);
}
