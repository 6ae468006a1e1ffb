/* MSPDI out: a plan as MS Project opens it, and as mspdi_read takes it back unchanged.
 *
 * Elements stand in the order of Microsoft's schema. UIDs are the external ids where they are numbers of
 * their own, else new ones. Dates are the engine's; what Trivet leaves open (a duration, work) is written as
 * the plan counts it. Rows come in the order of the outline, whatever the order of the list. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi_out.h"
#include "exchange/uid_map.h"

enum { DEFAULT_DURATION = 480, OUTLINE_NUMBER_MAX = 400 };

/* MSPDI's numbers of constraints, by ours. */
static const int constraint_numbers[] = {0, 1, 4, 5, 6, 7, 2, 3};

/* ---- small elements ---- */

void out_text(StrBuf *out, const char *name, Str text) {
    if (!text.at || text.len == 0) return;
    strbuf_fmt(out, "<%s>", name);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (c == '&') strbuf_add(out, STR("&amp;"));
        else if (c == '<') strbuf_add(out, STR("&lt;"));
        else if (c == '>') strbuf_add(out, STR("&gt;"));
        else strbuf_char(out, c);
    }
    strbuf_fmt(out, "</%s>", name);
}

void out_int(StrBuf *out, const char *name, int64_t n) {
    strbuf_fmt(out, "<%s>%lld</%s>", name, (long long)n, name);
}

void out_moment(StrBuf *out, const char *name, Moment moment) {
    char text[MOMENT_TEXT];
    if (moment.n == MOMENT_NONE.n) return;
    moment_write(moment, text);
    strbuf_fmt(out, "<%s>%.*s:00</%s>", name, MOMENT_TEXT, text, name);
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

/* ---- preparing ---- */

/* A number of its own for each row: what its external id says, if nobody else has it, else a new one. Task 0
 * is the project itself. */
static bool number_rows(Mspdout *m, const char *at, int count, size_t size, size_t external_at, int64_t least,
                        int64_t *uids, UidMap *places) {
    bool *numbered = arena_array(m->arena, bool, count + 1);
    UidMap taken = {0};
    int64_t next = 1;
    if (!numbered) return false;
    for (int i = 0; i < count; i++) {
        Str external = *(const Str *)(at + (size_t)i * size + external_at);
        int64_t uid;
        numbered[i] = str_int(external, &uid) && uid >= least && uid <= INT32_MAX &&
                      uid_map_add(m->arena, &taken, uid, i);
        if (numbered[i]) uids[i] = uid;
    }
    for (int i = 0; i < count; i++) {
        while (!numbered[i] && !uid_map_add(m->arena, &taken, next, i)) next++;
        if (!numbered[i]) uids[i] = next;
        uid_map_add(m->arena, places, ((const Row *)(at + (size_t)i * size))->id.n, i);
    }
    return !m->arena->full;
}

/* Pre-order over first-child and next-sibling lists; an item whose parent is not in the file is at the top.
 */
static bool outline_items(Mspdout *m) {
    int count = m->file->items.count;
    int32_t *first = arena_array(m->arena, int32_t, count + 1),
            *next = arena_array(m->arena, int32_t, count + 1);
    int32_t *stack = arena_array(m->arena, int32_t, count + 1);
    if (!first || !next || !stack) return false;
    int32_t top = 0, waiting = 0;
    for (int32_t i = count; i > 0; i--) { /* indices plus one; 0 is none */
        int32_t parent = uid_map_find(&m->item_of, m->items[i - 1].parent_id.n) + 1;
        m->parents[i - 1] = parent - 1;
        next[i] = parent ? first[parent - 1] : top;
        if (parent) first[parent - 1] = i;
        else top = i;
    }
    for (int32_t at = top; at || waiting;) {
        if (!at) {
            at = stack[--waiting];
            continue;
        }
        m->order[m->order_count++] = at - 1;
        m->summary[at - 1] = first[at - 1] != 0;
        stack[waiting++] = next[at];
        at = first[at - 1];
    }
    return true;
}

static bool is_material(const Mspdout *m, int32_t resource) {
    return ((const PlanResource *)m->file->resources.at)[resource].kind.n == RESOURCE_MATERIAL;
}

/* Sums the people of each item, as plan.h divides an effort among them. */
static void count_people(Mspdout *m) {
    const ItemAssignment *rows = m->file->assignments.at;
    for (int i = 0; i < m->file->assignments.count; i++) {
        int32_t item = uid_map_find(&m->item_of, rows[i].item_id.n);
        int32_t resource = uid_map_find(&m->resource_of, rows[i].resource_id.n);
        if (item < 0 || resource < 0 || is_material(m, resource)) continue;
        m->people_units[item] += rows[i].units_percent;
        m->own_work[item] |= rows[i].work_minutes != INT_NULL;
    }
}

static int64_t duration_of(const Mspdout *m, int32_t i) {
    const Item *item = m->items + i;
    if (item->duration_minutes != INT_NULL) return item->duration_minutes;
    if (item->effort_minutes != INT_NULL && m->people_units[i] == 0) return item->effort_minutes;
    if (item->effort_minutes != INT_NULL && !m->own_work[i])
        return item->effort_minutes * 100 / m->people_units[i];
    return item->kind.n == ITEM_MILESTONE ? 0 : DEFAULT_DURATION;
}

static bool prepare(Mspdout *m) {
    const PlanFile *file = m->file;
    int items = file->items.count, resources = file->resources.count, calendars = file->calendars.count;
    m->items = file->items.at;
    m->item_uids = arena_array(m->arena, int64_t, items + 1);
    m->resource_uids = arena_array(m->arena, int64_t, resources + 1);
    m->parents = arena_array(m->arena, int32_t, items + 1);
    m->order = arena_array(m->arena, int32_t, items + 1);
    m->summary = arena_array(m->arena, bool, items + 1);
    m->own_work = arena_array(m->arena, bool, items + 1);
    m->people_units = arena_array(m->arena, int64_t, items + 1);
    m->first_link = arena_array(m->arena, int32_t, items + 1);
    m->next_link = arena_array(m->arena, int32_t, file->links.count + 1);
    if (m->arena->full) return false;
    if (!number_rows(m, file->items.at, items, sizeof(Item), offsetof(Item, external_id), 1, m->item_uids,
                     &m->item_of) ||
        !number_rows(m, file->resources.at, resources, sizeof(PlanResource),
                     offsetof(PlanResource, external_id), 0, m->resource_uids, &m->resource_of))
        return false;
    const WorkCalendar *calendar = file->calendars.at;
    for (int i = 0; i < calendars; i++) uid_map_add(m->arena, &m->calendar_of, calendar[i].row.id.n, i);
    const ItemLink *links = file->links.at;
    for (int i = file->links.count; i > 0; i--) {
        int32_t successor = uid_map_find(&m->item_of, links[i - 1].successor_id.n);
        if (successor < 0) continue;
        m->next_link[i - 1] = m->first_link[successor];
        m->first_link[successor] = i;
    }
    count_people(m);
    return outline_items(m) && !m->arena->full;
}

/* ---- tasks ---- */

static void write_links(Mspdout *m, int32_t item) {
    const ItemLink *links = m->file->links.at;
    for (int32_t i = m->first_link[item]; i; i = m->next_link[i - 1]) {
        const ItemLink *link = links + i - 1;
        int32_t predecessor = uid_map_find(&m->item_of, link->predecessor_id.n);
        if (predecessor < 0) continue;
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

static void write_dates(Mspdout *m, int32_t i) {
    const ItemDates *dates = m->dates ? m->dates + i : NULL;
    if (!dates) return;
    out_moment(m->out, "EarlyStart", dates->early_start);
    out_moment(m->out, "EarlyFinish", dates->early_finish);
    out_moment(m->out, "LateStart", dates->late_start);
    out_moment(m->out, "LateFinish", dates->late_finish);
    out_int(m->out, "FreeSlack", dates->free_float_minutes * 10);
    out_int(m->out, "TotalSlack", dates->total_float_minutes * 10);
}

static void write_progress(Mspdout *m, int32_t i, int64_t percent, int64_t duration) {
    const Item *item = m->items + i;
    out_moment(m->out, "ActualStart", item->actual_start_at);
    out_moment(m->out, "ActualFinish", item->actual_finish_at);
    if (m->summary[i]) return;
    int64_t done = duration * percent / 100;
    int64_t remaining = item->remaining_minutes == INT_NULL ? duration - done : item->remaining_minutes;
    out_minutes(m->out, "ActualDuration", done);
    out_minutes(m->out, "RemainingDuration", item->actual_finish_at.n != MOMENT_NONE.n ? 0 : remaining);
}

/* Start to DurationFormat: where the task stands and how long it takes. */
static void write_place(Mspdout *m, int32_t i, int64_t duration) {
    const Item *item = m->items + i;
    bool manual = item->manual_start_at.n != MOMENT_NONE.n;
    Moment start = m->dates ? m->dates[i].start : item->manual_start_at;
    Moment finish = m->dates ? m->dates[i].finish : MOMENT_NONE;
    out_moment(m->out, "Start", start);
    out_moment(m->out, "Finish", finish);
    if (m->summary[i]) return;
    out_minutes(m->out, "Duration", duration);
    out_moment(m->out, "ManualStart", item->manual_start_at);
    if (manual) {
        out_moment(m->out, "ManualFinish", finish);
        out_minutes(m->out, "ManualDuration", duration);
    }
    out_int(m->out, "DurationFormat", item->elapsed ? 8 : 7);
}

static int64_t work_of_item(const Mspdout *m, int32_t i) {
    const Item *item = m->items + i;
    if (m->people_units[i] == 0) return item->effort_minutes == INT_NULL ? 0 : item->effort_minutes;
    return m->dates ? m->dates[i].work_minutes : duration_of(m, i) * m->people_units[i] / 100;
}

static void write_task(Mspdout *m, int32_t i, int row, int level, Str number) {
    const Item *item = m->items + i;
    StrBuf *out = m->out;
    int64_t duration = m->summary[i] ? 0 : duration_of(m, i);
    bool done = item->state.n == STATE_DONE && item->actual_finish_at.n == MOMENT_NONE.n;
    int64_t percent = done || item->actual_finish_at.n != MOMENT_NONE.n ? 100 : item->percent_complete;
    strbuf_add(out, STR("<Task>"));
    out_int(out, "UID", m->item_uids[i]);
    out_int(out, "ID", row);
    out_text(out, "Name", item->title);
    out_int(out, "Active", !(item->inactive || item->state.n == STATE_DROPPED));
    out_int(out, "Manual", item->manual_start_at.n != MOMENT_NONE.n);
    out_int(out, "Type", m->summary[i] || !m->own_work[i]);
    out_int(out, "IsNull", 0);
    out_text(out, "WBS", number);
    out_text(out, "OutlineNumber", number);
    out_int(out, "OutlineLevel", level);
    out_int(out, "Priority", 500);
    write_place(m, i, duration);
    out_minutes(out, "Work", work_of_item(m, i));
    out_int(out, "EffortDriven", 0);
    out_int(out, "Milestone", item->kind.n == ITEM_MILESTONE && !m->summary[i]);
    out_int(out, "Summary", m->summary[i]);
    if (m->dates) out_int(out, "Critical", m->dates[i].critical);
    write_dates(m, i);
    out_int(out, "FixedCost", item->fixed_cost_cents);
    out_int(out, "PercentComplete", m->summary[i] ? 0 : percent);
    if (m->dates) out_int(out, "Cost", m->dates[i].cost_cents);
    write_progress(m, i, percent, duration);
    out_int(out, "ConstraintType",
            constraint_numbers[item->constraint_kind.n < 0 ? 0 : item->constraint_kind.n]);
    out_int(out, "CalendarUID", out_calendar_uid(m, item->calendar_id));
    if (item->constraint_kind.n > CONSTRAINT_ALAP) out_moment(out, "ConstraintDate", item->constraint_at);
    out_moment(out, "Deadline", item->deadline_at);
    out_int(out, "IgnoreResourceCalendar", item->calendar_id.n != 0);
    out_text(out, "Notes", item->text);
    write_links(m, i);
    strbuf_add(out, STR("</Task>\n"));
}

static void write_tasks(Mspdout *m, const Project *project) {
    typedef struct Level {
        int32_t item;
        int count;
        size_t number; /* length of the outline number up to here */
    } Level;
    Level *open = arena_array(m->arena, Level, m->file->items.count + 2);
    StrBuf number = strbuf_make(m->arena, 0);
    if (!open) return;
    int depth = 0; /* open[0] is the project */
    open[0].item = -1;
    strbuf_add(m->out, STR("<Tasks>\n<Task><UID>0</UID><ID>0</ID>"));
    out_text(m->out, "Name", project->name);
    strbuf_add(
        m->out,
        STR("<Type>1</Type><IsNull>0</IsNull><OutlineNumber>0</OutlineNumber><OutlineLevel>0</OutlineLevel>"
            "<Priority>500</Priority><Summary>1</Summary></Task>\n"));
    for (int i = 0; i < m->order_count; i++) {
        int32_t item = m->order[i];
        while (depth > 0 && open[depth].item != m->parents[item]) depth--;
        number.len = open[depth].number;
        if (number.len < OUTLINE_NUMBER_MAX)
            strbuf_fmt(&number, "%s%d", depth ? "." : "", ++open[depth].count);
        open[++depth] = (Level){item, 0, number.len};
        write_task(m, item, i + 1, depth, strbuf_str(&number));
    }
    strbuf_add(m->out, STR("</Tasks>\n"));
}

/* ---- assignments ---- */

static int64_t work_of(const Mspdout *m, const ItemAssignment *row, int32_t item) {
    int64_t effort = m->items[item].effort_minutes;
    if (row->work_minutes != INT_NULL) return row->work_minutes;
    if (effort != INT_NULL && !m->own_work[item] && m->people_units[item] > 0)
        return effort * row->units_percent / m->people_units[item];
    return m->summary[item] ? 0 : duration_of(m, item) * row->units_percent / 100;
}

static void write_assignments(Mspdout *m) {
    const ItemAssignment *rows = m->file->assignments.at;
    strbuf_add(m->out, STR("<Assignments>\n"));
    for (int i = 0; i < m->file->assignments.count; i++) {
        int32_t item = uid_map_find(&m->item_of, rows[i].item_id.n);
        int32_t resource = uid_map_find(&m->resource_of, rows[i].resource_id.n);
        if (item < 0 || resource < 0) continue;
        bool material = is_material(m, resource);
        strbuf_add(m->out, STR("<Assignment>"));
        out_int(m->out, "UID", i + 1);
        out_int(m->out, "TaskUID", m->item_uids[item]);
        out_int(m->out, "ResourceUID", m->resource_uids[resource]);
        if (m->dates) out_moment(m->out, "Finish", m->dates[item].finish);
        out_int(m->out, "HasFixedRateUnits", 1);
        out_int(m->out, "FixedMaterial", material);
        if (m->dates) out_moment(m->out, "Start", m->dates[item].start);
        out_scaled(m->out, "Units", rows[i].units_percent, material ? 1 : 100);
        if (!material) out_minutes(m->out, "Work", work_of(m, rows + i, item));
        strbuf_add(m->out, STR("</Assignment>\n"));
    }
    strbuf_add(m->out, STR("</Assignments>\n"));
}

/* ---- the document ---- */

static Moment latest_finish(const Mspdout *m, Moment start) {
    Moment latest = start;
    for (int i = 0; m->dates && i < m->file->items.count; i++)
        if (m->dates[i].finish.n != MOMENT_NONE.n && m->dates[i].finish.n > latest.n)
            latest = m->dates[i].finish;
    return latest;
}

static void write_project(Mspdout *m, const Project *project, Time now) {
    StrBuf *out = m->out;
    Moment saved = {(int32_t)(now.ms / 60000)};
    strbuf_add(
        out, STR("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
                 "<Project xmlns=\"http://schemas.microsoft.com/project\">\n<SaveVersion>14</SaveVersion>"));
    out_text(out, "Name", fmt(m->arena, "%.*s.xml", STR_ARG(project->name)));
    out_text(out, "Title", project->name);
    out_moment(out, "CreationDate", saved);
    out_moment(out, "LastSaved", saved);
    out_int(out, "ScheduleFromStart", 1);
    out_moment(out, "StartDate", project->start_at);
    out_moment(out, "FinishDate", latest_finish(m, project->start_at));
    out_int(out, "CriticalSlackLimit", m->file->critical_float_minutes / 480);
    out_int(out, "CalendarUID", out_calendar_uid(m, project->calendar_id));
    strbuf_add(
        out,
        STR("<DefaultStartTime>08:00:00</DefaultStartTime><DefaultFinishTime>17:00:00</DefaultFinishTime>"
            "<MinutesPerDay>480</MinutesPerDay><MinutesPerWeek>2400</MinutesPerWeek>"
            "<DaysPerMonth>20</DaysPerMonth><WeekStartDay>1</WeekStartDay>"));
    out_moment(out, "StatusDate", project->status_at);
    strbuf_add(out, STR("<NewTasksAreManual>0</NewTasksAreManual>\n"));
}

bool mspdi_write(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
                 Error *err) {
    Mspdout m = {.arena = arena, .file = file, .dates = dates, .out = out};
    const Project *project = file->projects.at;
    if (file->projects.count == 0) {
        error_set(err, ERROR_INVALID, "A plan needs a project to be written for MS Project.");
        return error_hint(err, "Export one project.");
    }
    if (!prepare(&m)) return error_no_memory(err);
    write_project(&m, project, now);
    out_calendars(&m);
    write_tasks(&m, project);
    out_resources(&m);
    write_assignments(&m);
    strbuf_add(out, STR("</Project>\n"));
    if (out->overflow) return error_set(err, ERROR_TOO_LARGE, "The plan is too large to be written.");
    return !arena->full || error_no_memory(err);
}
