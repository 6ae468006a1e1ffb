/* Tasks and links of MSPDI. See mspdi.h.
 *
 * The outline comes as levels in the order of rows; a row's parent is the last one above with a smaller
 * level. What depends on rows further down (is it a summary? who works on it? which task is UID 7?) is
 * settled in mspdi_tasks_done. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi.h"
#include "exchange/mspdi/mspdi_elements.h"
#include "model/declare.h"
#include "model/rank.h"

/* Duration formats count up in pairs: working, elapsed; 32 more: estimated. */
bool mspdi_is_elapsed(int64_t format) {
    int64_t plain = format >= 32 ? format - 32 : format;
    return plain >= 3 && plain <= 12 && plain % 2 == 0;
}

static bool is_percent(int64_t format) {
    int64_t plain = format >= 32 ? format - 32 : format;
    return plain == 19 || plain == 20;
}

/* MSPDI's numbers of constraints. */
static const Constraint constraints[] = {CONSTRAINT_ASAP, CONSTRAINT_ALAP, CONSTRAINT_MSO,  CONSTRAINT_MFO,
                                         CONSTRAINT_SNET, CONSTRAINT_SNLT, CONSTRAINT_FNET, CONSTRAINT_FNLT};

/* MSPDI's numbers of the ways in which a fixed cost falls due. */
static const CostAccrual accruals[] = {[1] = ACCRUAL_START, [2] = ACCRUAL_END, [3] = ACCRUAL_PRORATED};

static void read_constraint(Item *item, const Str *slots, Place at) {
    item->deadline_at = read_moment(at, "Deadline", slots[T_DEADLINE]);
    int64_t kind = read_int(at, "ConstraintType", slots[T_CONSTRAINT], 0, COUNT_OF(constraints) - 1, 0);
    Moment date = read_moment(at, "ConstraintDate", slots[T_CONSTRAINT_DATE]);
    if (constraints[kind] > CONSTRAINT_ALAP && date.n == MOMENT_NONE.n) {
        note_warning(at.build, STR("Task/ConstraintDate"), at.where,
                     "a constraint without its date was left out");
        return;
    }
    item->constraint_kind = (Choice){(int)constraints[kind]};
    if (constraints[kind] > CONSTRAINT_ALAP) item->constraint_at = date;
}

static void read_duration(Item *item, const Str *slots, Place at) {
    int64_t format = read_int(at, "DurationFormat", slots[T_DURATION_FORMAT], 0, 100, 7);
    item->elapsed = mspdi_is_elapsed(format);
    item->duration_minutes = read_minutes(at, "Duration", slots[T_DURATION], INT_NULL);
    if (item->duration_minutes == INT_NULL)
        item->duration_minutes = read_minutes(at, "ManualDuration", slots[T_MANUAL_DURATION], INT_NULL);
    bool elsewhere = mspdi_bool(slots[T_EXTERNAL]) || mspdi_bool(slots[T_SUBPROJECT]);
    if (!mspdi_bool(slots[T_MANUAL]) && !elsewhere) return;
    item->manual_start_at = read_moment(at, "ManualStart", slots[T_MANUAL_START]);
    if (item->manual_start_at.n == MOMENT_NONE.n)
        item->manual_start_at = read_moment(at, "Start", slots[T_START]);
    if (elsewhere)
        note_warning(at.build, STR("Task/ExternalTask"), at.where,
                     "stands for a task or project of another file; it was placed by hand at its date");
}

static void read_progress(Item *item, const Str *slots, Place at) {
    item->percent_complete = read_int(at, "PercentComplete", slots[T_PERCENT], 0, 100, 0);
    item->actual_start_at = read_moment(at, "ActualStart", slots[T_ACTUAL_START]);
    item->actual_finish_at = read_moment(at, "ActualFinish", slots[T_ACTUAL_FINISH]);
    bool finished = item->actual_finish_at.n != MOMENT_NONE.n;
    if (finished && item->actual_start_at.n == MOMENT_NONE.n)
        item->actual_start_at = read_moment(at, "Start", slots[T_START]);
    bool started = item->actual_start_at.n != MOMENT_NONE.n || item->percent_complete > 0;
    item->state = (Choice){finished || item->percent_complete == 100 ? STATE_DONE
                           : started                                 ? STATE_IN_PROGRESS
                                                                     : STATE_NEW};
    int64_t remaining = read_minutes(at, "RemainingDuration", slots[T_REMAINING], INT_NULL);
    if (!started || finished || item->percent_complete == 100 || item->duration_minutes == INT_NULL ||
        remaining == INT_NULL)
        return;
    int64_t usual = item->duration_minutes - item->duration_minutes * item->percent_complete / 100;
    if (remaining < usual - 1 || remaining > usual + 1) item->remaining_minutes = remaining;
}

/* ---- the outline ---- */

static int64_t level_of(const Str *slots, Place at) {
    if (slots[T_OUTLINE_LEVEL].at) return read_int(at, "OutlineLevel", slots[T_OUTLINE_LEVEL], 0, 1000000, 1);
    int64_t level = slots[T_OUTLINE_NUMBER].len > 0;
    for (size_t i = 0; i < slots[T_OUTLINE_NUMBER].len; i++) level += slots[T_OUTLINE_NUMBER].at[i] == '.';
    return level ? level : 1;
}

/* Closes the rows that are not above the new one, and makes it the last child of what is left. */
static void place_in_outline(Mspdi *m, Item *item, int index, int64_t level, Place at) {
    Outline *outline = &m->outline;
    while (outline->depth && outline->open[outline->depth - 1].level >= level) outline->depth--;
    bool top = outline->depth == 0;
    Str *last = top ? &outline->last_top : &outline->open[outline->depth - 1].last_child;
    *last = rank_after(m->arena, *last);
    item->position = *last;
    m->item_extras.at[index].parent = top ? -1 : outline->open[outline->depth - 1].item;
    if (!top) {
        int parent = outline->open[outline->depth - 1].item;
        item->parent_id = m->build->items.at[parent].row.id;
        m->item_extras.at[parent].summary = true;
    }
    if (outline->depth == OUTLINE_DEPTH_MAX) {
        note_warning(at.build, STR("Task/OutlineLevel"), at.where, "deeper than %d levels; placed higher",
                     OUTLINE_DEPTH_MAX);
        return;
    }
    outline->open[outline->depth].level = level;
    outline->open[outline->depth].item = index;
    outline->open[outline->depth++].last_child = STR_NULL;
}

/* ---- links ---- */

static void read_link(Mspdi *m, const XmlNode *node, int successor, Place at) {
    at.row = "PredecessorLink";
    int64_t format = read_int(at, "LagFormat", xml_child_text(node, "LagFormat"), 0, 100, 7);
    int64_t lag = read_int(at, "LinkLag", xml_child_text(node, "LinkLag"), -INT64_C(1000000000),
                           INT64_C(1000000000), 0);
    RawLink *link = vec_push(m->arena, &m->links);
    if (!link) return;
    *link = (RawLink){
        .predecessor_uid =
            read_int(at, "PredecessorUID", xml_child_text(node, "PredecessorUID"), 0, INT32_MAX, -1),
        .successor = successor,
        .type = (int)read_int(at, "Type", xml_child_text(node, "Type"), 0, 3, LINK_FS),
        .lag_kind = is_percent(format)         ? LAG_PERCENT
                    : mspdi_is_elapsed(format) ? LAG_ELAPSED
                                               : LAG_WORKING,
        .lag_minutes = is_percent(format) ? lag : (lag < 0 ? lag - 5 : lag + 5) / 10,
    };
    if (mspdi_bool(xml_child_text(node, "CrossProject"))) {
        m->links.count--;
        note_dropped(at.build, STR("PredecessorLink/CrossProject"), at.where);
    }
}

void mspdi_link(Mspdi *m, const RawLink *raw, UidMap *seen) {
    const Item *successor = m->build->items.at + raw->successor;
    Str where = fmt(m->arena, "task %.*s, %.*s", STR_ARG(successor->external_id), STR_ARG(successor->title));
    int32_t predecessor = uid_map_find(&m->item_of, raw->predecessor_uid);
    if (predecessor < 0) {
        note_warning(m->build, STR("PredecessorLink"), where,
                     "the predecessor is not in the file; the link was left out");
        return;
    }
    if (predecessor == raw->successor) {
        note_warning(m->build, STR("PredecessorLink"), where, "a link of a task to itself was left out");
        return;
    }
    if (!uid_map_add(m->arena, seen, (int64_t)predecessor << 32 | raw->successor, 0)) {
        note_warning(m->build, STR("PredecessorLink"), where,
                     "a second link between the same tasks was left out");
        return;
    }
    ItemLink *link = build_link(m->build);
    if (!link) return;
    link->predecessor_id = m->build->items.at[predecessor].row.id;
    link->successor_id = successor->row.id;
    link->type = (Choice){raw->type};
    link->lag_kind = (Choice){raw->lag_kind};
    link->lag_minutes = raw->lag_minutes;
    plan_build_mend(m->build, &link_resource, link, "PredecessorLink", where);
}

/* ---- rows ---- */

/* Empty rows, and the project's own summary: UID 0 at level 0. */
static bool is_blank(const XmlNode *node, int64_t uid) {
    Str level = xml_child_text(node, "OutlineLevel");
    return mspdi_bool(xml_child_text(node, "IsNull")) || (uid == 0 && (level.len == 0 || str_is(level, "0")));
}

static void read_item(Item *item, const Str *slots, Place at) {
    item->kind = (Choice){mspdi_bool(slots[T_MILESTONE]) ? ITEM_MILESTONE : ITEM_TASK};
    item->title = build_text(at.build, slots[T_NAME], 300, false, STR("Task/Name"), at.where);
    item->text = build_text(at.build, slots[T_NOTES], 50000, true, STR("Task/Notes"), at.where);
    item->inactive = slots[T_ACTIVE].at && !mspdi_bool(slots[T_ACTIVE]);
    item->task_type = (Choice){(int)read_int(at, "Type", slots[T_TYPE], 0, TYPE_FIXED_WORK, 0)};
    item->effort_driven = mspdi_bool(slots[T_EFFORT_DRIVEN]);
    item->leveling_can_split = !slots[T_LEVELING_CAN_SPLIT].at || mspdi_bool(slots[T_LEVELING_CAN_SPLIT]);
    item->cost_accrual = (Choice){accruals[read_int(at, "FixedCostAccrual", slots[T_ACCRUAL], 1, 3, 3)]};
    item->leveling_delay_minutes = read_tenths(at, "LevelingDelay", slots[T_LEVELING_DELAY]);
    item->fixed_cost_cents = read_scaled(at, "FixedCost", slots[T_FIXED_COST], 1, INT64_C(1000000000000), 0);
    read_duration(item, slots, at);
    if (item->kind.n == ITEM_MILESTONE && item->duration_minutes > 0) {
        item->kind = (Choice){ITEM_TASK};
        note_warning(at.build, STR("Task/Milestone"), at.where, "a milestone that lasts became a task");
    }
    read_constraint(item, slots, at);
    read_progress(item, slots, at);
    if (item->title.len > 0) return;
    item->title = fmt(at.build->arena, "Task %.*s", STR_ARG(slots[T_UID]));
    note_warning(at.build, STR("Task/Name"), at.where, "a task without a name got its number as its name");
}

/* Custom fields of the project are those of its summary. */
static void read_summary(Mspdi *m, const XmlNode *node, Str where) {
    Str slots[T_COUNT] = {0};
    mspdi_definitions_end(m);
    size_t opened = details_open(&m->details, node->name);
    elements_read(m->build, node, &mspdi_tasks, slots, where, &m->details);
    details_close(&m->details, opened);
}

/* What the task was at a baseline; one of interim dates alone is only kept. */
static void read_baseline(Mspdi *m, const XmlNode *node, const Item *item, Place at) {
    int64_t number = read_int(at, "Baseline/Number", xml_child_text(node, "Number"), 0, 10, -1);
    if (number < 0 || mspdi_bool(xml_child_text(node, "Interim"))) return;
    build_baseline(
        m->build,
        (FileBaseline){
            .number = number,
            .name = number ? fmt(m->arena, "Baseline %lld", (long long)number) : STR("Baseline"),
            .item_id = item->row.id,
            .start_at = read_moment(at, "Baseline/Start", xml_child_text(node, "Start")),
            .finish_at = read_moment(at, "Baseline/Finish", xml_child_text(node, "Finish")),
            .duration_minutes = read_minutes(at, "Baseline/Duration", xml_child_text(node, "Duration"), 0),
            .work_minutes = read_minutes(at, "Baseline/Work", xml_child_text(node, "Work"), 0),
            .cost_cents = read_scaled(at, "Baseline/Cost", xml_child_text(node, "Cost"), 1, MONEY_MAX, 0)});
}

bool mspdi_task(Mspdi *m, const XmlNode *node, Error *err) {
    Str slots[T_COUNT] = {0};
    Str where = fmt(m->arena, "task %.*s, %.*s", STR_ARG(xml_child_text(node, "UID")),
                    STR_ARG(xml_child_text(node, "Name")));
    Place at = {m->build, "Task", where};
    int64_t uid = read_int(at, "UID", xml_child_text(node, "UID"), 0, INT64_C(1) << 53, -1);
    Details details = details_make(m->arena, &item_resource);
    if (is_blank(node, uid)) {
        if (uid == 0) read_summary(m, node, where);
        return true;
    }
    elements_read(m->build, node, &mspdi_tasks, slots, where, &details);
    int64_t level = level_of(slots, at);
    Item *item = build_item(m->build);
    ItemExtra *extra = vec_push(m->arena, &m->item_extras);
    if (!item || !extra)
        return plan_build_done(m->build, FORMAT_MSPDI, &(PlanFile){0}, err) || error_no_memory(err);
    int index = m->build->items.count - 1;
    read_item(item, slots, at);
    if (slots[T_LEVELING_CAN_SPLIT].at)
        m->given |= field_bit(&item_resource, field_find(&item_resource, STR("leveling_can_split")));
    item->file_details = details_json(&details, m->arena, FORMAT_MSPDI);
    *extra = (ItemExtra){.calendar_uid = read_int(at, "CalendarUID", slots[T_CALENDAR], -1, INT32_MAX, -1),
                         .work_minutes = read_minutes(at, "Work", slots[T_WORK], 0),
                         .start = read_moment(at, "Start", slots[T_START]),
                         .stop = read_moment(at, "Stop", slots[T_STOP]),
                         .resume = read_moment(at, "Resume", slots[T_RESUME]),
                         .manual_finish = read_moment(at, "ManualFinish", slots[T_MANUAL_FINISH])};
    item->calendar_with_people = extra->calendar_uid >= 0 && !mspdi_bool(slots[T_IGNORES_RESOURCES]);
    build_shown(m->build, item->row.id, read_moment(at, "Start", slots[T_START]),
                read_moment(at, "Finish", slots[T_FINISH]));
    place_in_outline(m, item, index, level, at);
    if (uid >= 0 && uid_map_add(m->arena, &m->item_of, uid, index))
        item->external_id = fmt(m->arena, "%lld", (long long)uid);
    else
        note_warning(m->build, STR("Task/UID"), where,
                     "missing or used twice; links go to the first task of that number");
    for (const XmlNode *child = node->first; child; child = child->next)
        if (str_is(child->name, "PredecessorLink")) read_link(m, child, index, at);
        else if (str_is(child->name, "Baseline")) read_baseline(m, child, item, at);
    return true;
}

/* A summary's own dates and progress are computed from its parts. */
static void make_summary(Item *item) {
    item->kind = (Choice){ITEM_TASK};
    item->duration_minutes = item->remaining_minutes = INT_NULL;
    item->percent_complete = 0;
    item->manual_start_at = item->manual_finish_at = item->resume_at = MOMENT_NONE;
    item->actual_start_at = item->actual_finish_at = MOMENT_NONE;
    item->splits = (List){0};
    item->task_type = (Choice){TYPE_FIXED_UNITS};
    item->effort_driven = false;
    item->leveling_delay_minutes = 0;
    item->elapsed = false;
}

/* Where the rest of a started task goes on later than its work so far says, and no pause says so. */
static void set_resume(Mspdi *m, Item *item, const ItemExtra *extra) {
    bool open = item->actual_start_at.n != MOMENT_NONE.n && item->actual_finish_at.n == MOMENT_NONE.n &&
                item->percent_complete < 100;
    if (!open || item->splits.count || extra->stop.n == MOMENT_NONE.n || extra->resume.n == MOMENT_NONE.n)
        return;
    const WorkCalendar *calendar = mspdi_calendar_for(m, item, NULL);
    if (mspdi_working(calendar, extra->stop.n, extra->resume.n) > 0) item->resume_at = extra->resume;
}

/* Of a task placed by hand: its end, unless its duration says the same. */
static void set_manual_finish(Mspdi *m, Item *item, const ItemExtra *extra) {
    int32_t start = item->manual_start_at.n, finish = extra->manual_finish.n;
    if (start == MOMENT_NONE.n || finish == MOMENT_NONE.n || finish < start || item->elapsed) return;
    const WorkCalendar *calendar = mspdi_calendar_for(m, item, NULL);
    bool ends_in_work = mspdi_working(calendar, finish - 1, finish) == 1;
    bool same = item->duration_minutes == 0
                    ? finish == start
                    : ends_in_work && mspdi_working(calendar, start, finish) == item->duration_minutes;
    if (!same) item->manual_finish_at = extra->manual_finish;
}

/* What is below a summary that was placed by hand does not start before it. */
void mspdi_manual_summaries(Mspdi *m) {
    for (int i = 0; i < m->build->items.count; i++) {
        Item *item = m->build->items.at + i;
        if (!m->item_extras.at[i].summary || item->manual_start_at.n == MOMENT_NONE.n) continue;
        note_warning(m->build, STR("Task/Manual"),
                     fmt(m->arena, "task %.*s, %.*s", STR_ARG(item->external_id), STR_ARG(item->title)),
                     "a summary placed by hand: what is below it starts no earlier, and says when it ends");
        if (item->constraint_kind.n <= CONSTRAINT_ALAP) {
            item->constraint_kind = (Choice){CONSTRAINT_SNET};
            item->constraint_at = item->manual_start_at;
        }
        item->manual_start_at = MOMENT_NONE;
    }
}

void mspdi_task_calendars(Mspdi *m) {
    for (int i = 0; i < m->build->items.count && !m->arena->full; i++)
        m->build->items.at[i].calendar_id = mspdi_calendar_id(m, m->item_extras.at[i].calendar_uid);
}

void mspdi_tasks_done(Mspdi *m) {
    UidMap seen = {0};
    for (int i = 0; i < m->build->items.count && !m->arena->full; i++) {
        Item *item = m->build->items.at + i;
        const ItemExtra *extra = m->item_extras.at + i;
        if (!item->parent_id.n)
            item->project_id = m->build->projects.at[0].row.id; /* the others inherit it */
        set_resume(m, item, extra);
        set_manual_finish(m, item, extra);
        if (extra->summary) make_summary(item);
        else if (!extra->has_people && extra->work_minutes > 0) item->effort_minutes = extra->work_minutes;
        Str where = fmt(m->arena, "task %.*s, %.*s", STR_ARG(item->external_id), STR_ARG(item->title));
        plan_build_mend(m->build, &item_resource, item, "Task", where);
    }
    for (int i = 0; i < m->links.count && !m->arena->full; i++) mspdi_link(m, m->links.at + i, &seen);
    mspdi_bridge_inactive(m, &seen);
}
