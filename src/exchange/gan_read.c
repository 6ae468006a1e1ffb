/* GanttProject's own file in: its tasks become those of MSPDI.
 *
 * GanttProject counts in whole days. A task with a strong dependency starts where its predecessor lets it;
 * every other one stands where it was put: it may not start earlier. Dependencies stand with the predecessor,
 * so they are settled when all tasks are known. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi.h"

enum {
    DAY_START = 480,
    WORK_DAY = 480,
    WEEK = 1,
    PERSONAL = 1000,
    DURATION_DAYS_MAX = 36500,
    YEARS_AHEAD = 15
};

typedef struct Dependency {
    int64_t predecessor_uid, successor_uid, lag_minutes;
    int type;
    bool strong;
} Dependency;

typedef struct Holiday {
    int year, month, day; /* year 0: each */
    bool working;
} Holiday;

typedef struct Gan {
    Mspdi m;
    struct {
        VEC(Dependency);
    } dependencies;
    struct {
        VEC(Holiday);
    } holidays;
} Gan;

/* "2024-05-27", at the start of work. */
static Str start_of_day(Gan *g, Str day) {
    Day at;
    if (!day_parse(day, &at)) return STR_NULL;
    Moment start = {at.n * MINUTES_PER_DAY + DAY_START};
    if (g->m.start.n == MOMENT_NONE.n || start.n < g->m.start.n) g->m.start = start;
    return fmt(g->m.arena, "%.*sT08:00:00", STR_ARG(day));
}

/* ---- calendar ---- */

static void read_week(Gan *g, const XmlNode *types) {
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const XmlNode *week = xml_child(types, "default-week");
    RawCalendar *calendar = mspdi_raw_calendar(&g->m, WEEK, -1, STR("GanttProject"));
    if (!calendar) return;
    g->m.calendar_uid = WEEK;
    for (int i = 0; i < 7; i++) {
        Str mark = week ? xml_child_text(week, days[i]) : STR_NULL;
        bool free = mark.at ? str_is(mark, "1") : i > 4;
        calendar->week[i] = free ? (DaySpans){.given = true} : mspdi_usual_hours;
    }
}

static void read_holiday(Gan *g, const XmlNode *node) {
    Holiday *holiday = vec_push(g->m.arena, &g->holidays);
    if (!holiday) return;
    *holiday =
        (Holiday){(int)xml_child_int(node, "year", 0), (int)xml_child_int(node, "month", 0),
                  (int)xml_child_int(node, "date", 0), str_is(xml_child_text(node, "type"), "WORKING_DAY")};
}

static void add_holiday(Gan *g, RawCalendar *calendar, const Holiday *holiday, int year) {
    Day day;
    if (!day_parse(fmt(g->m.arena, "%04d-%02d-%02d", year, holiday->month, holiday->day), &day)) return;
    DaySpans free = {.given = true};
    mspdi_raw_days(&g->m, calendar, day.n, day.n, holiday->working ? &mspdi_usual_hours : &free);
}

/* Those of each year are written out around the plan. */
static void holidays_done(Gan *g) {
    int32_t index = uid_map_find(&g->m.calendar_of, WEEK);
    if (index < 0 || g->m.start.n == MOMENT_NONE.n) return;
    int64_t first = 0;
    str_int(str_slice(moment_text(g->m.arena, g->m.start), 0, 4), &first);
    for (int i = 0; i < g->holidays.count; i++) {
        const Holiday *holiday = g->holidays.at + i;
        RawCalendar *calendar = g->m.calendars.at + index;
        if (holiday->year) add_holiday(g, calendar, holiday, holiday->year);
        for (int year = (int)first - 1; !holiday->year && year < first + YEARS_AHEAD; year++)
            add_holiday(g, calendar, holiday, year);
    }
}

/* ---- tasks ---- */

static void read_dependency(Gan *g, int64_t task_uid, const XmlNode *node) {
    /* Theirs count from 1: start-start, finish-start, finish-finish, start-finish. */
    static const int types[] = {LINK_FS, LINK_SS, LINK_FS, LINK_FF, LINK_SF};
    int64_t type = xml_child_int(node, "type", 2), lag = xml_child_int(node, "difference", 0);
    Dependency *to = vec_push(g->m.arena, &g->dependencies);
    if (!to) return;
    if (type < 1 || type > 4) type = 2;
    if (lag > DURATION_DAYS_MAX || lag < -DURATION_DAYS_MAX) lag = 0;
    *to = (Dependency){.predecessor_uid = task_uid,
                       .successor_uid = xml_child_int(node, "id", -1),
                       .lag_minutes = lag * WORK_DAY,
                       .type = types[type],
                       .strong = !str_is(xml_child_text(node, "hardness"), "Rubber")};
}

/* "Earliest begin", if the task has one that is in force. */
static Str earliest_begin(Gan *g, const XmlNode *node) {
    bool holds = xml_child_int(node, "thirdDate-constraint", 0) == 1;
    return holds ? start_of_day(g, xml_child_text(node, "thirdDate")) : STR_NULL;
}

static bool read_task(Gan *g, const XmlNode *node, int64_t level, Error *err) {
    Arena *arena = g->m.arena;
    XmlNode *task = xml_make(arena, "Task");
    int before = g->m.build->items.count;
    int64_t uid = xml_child_int(node, "id", -1), days = xml_child_int(node, "duration", 1),
            percent = xml_child_int(node, "complete", 0);
    bool milestone = str_is(xml_child_text(node, "meeting"), "true");
    Str start = start_of_day(g, xml_child_text(node, "start")), least = earliest_begin(g, node);
    if (days < 0 || days > DURATION_DAYS_MAX) days = 1;
    xml_add_int(arena, task, "UID", uid);
    xml_add(arena, task, "Name", xml_child_text(node, "name"));
    xml_add_int(arena, task, "OutlineLevel", level);
    xml_add(arena, task, "Start", start);
    xml_add(arena, task, "Duration", fmt(arena, "PT%lldH0M0S", (long long)(milestone ? 0 : days * 8)));
    xml_add(arena, task, "Milestone", milestone ? STR("1") : STR("0"));
    xml_add_int(arena, task, "PercentComplete", percent);
    if (percent > 0) xml_add(arena, task, "ActualStart", start);
    if (least.at) xml_add(arena, task, "ConstraintType", STR("4"));
    if (least.at) xml_add(arena, task, "ConstraintDate", least);
    xml_add(arena, task, "Hyperlink", xml_child_text(node, "webLink"));
    xml_add(arena, task, "Notes", xml_child_text(node, "notes"));
    if (!mspdi_task(&g->m, task, err)) return false;
    if (milestone && g->m.build->items.count > before) /* stands where its day begins */
        g->m.build->items.at[before].activity_kind = (Choice){ACTIVITY_START_MILESTONE};
    for (const XmlNode *child = node->first; child; child = child->next) {
        if (str_is(child->name, "depend")) read_dependency(g, uid, child);
        else if (str_is(child->name, "customproperty"))
            note_dropped(g->m.build, STR("task/customproperty"), xml_child_text(node, "name"));
        if (str_is(child->name, "task") && !read_task(g, child, level + 1, err)) return false;
    }
    return true;
}

/* What no strong dependency leads to stands where it was put. */
static void dependencies_done(Gan *g) {
    int count = g->m.build->items.count;
    bool *led = arena_array(g->m.arena, bool, count + 1);
    if (!led) return;
    for (int i = 0; i < g->dependencies.count; i++) {
        const Dependency *from = g->dependencies.at + i;
        int32_t successor = uid_map_find(&g->m.item_of, from->successor_uid);
        RawLink *link = successor < 0 ? NULL : vec_push(g->m.arena, &g->m.links);
        if (!link) continue;
        led[successor] |= from->strong;
        *link = (RawLink){.predecessor_uid = from->predecessor_uid,
                          .successor = successor,
                          .type = from->type,
                          .lag_minutes = from->lag_minutes};
    }
    for (int i = 0; i < count; i++) {
        Item *item = g->m.build->items.at + i;
        Moment start = g->m.item_extras.at[i].start;
        if (led[i] || g->m.item_extras.at[i].summary || start.n == MOMENT_NONE.n ||
            item->constraint_kind.n > 0)
            continue;
        item->constraint_kind = (Choice){CONSTRAINT_SNET};
        item->constraint_at = start;
    }
}

/* ---- people ---- */

/* Rates are for a day. */
static bool read_resource(Gan *g, const XmlNode *node, Error *err) {
    Arena *arena = g->m.arena;
    XmlNode *resource = xml_make(arena, "Resource");
    const XmlNode *rate = xml_child(node, "rate");
    int64_t uid = xml_child_int(node, "id", -1);
    double price;
    xml_add_int(arena, resource, "UID", uid);
    xml_add(arena, resource, "Name", xml_child_text(node, "name"));
    xml_add(arena, resource, "Type", STR("1"));
    xml_add(arena, resource, "EmailAddress", xml_child_text(node, "contacts"));
    if (rate && str_real(xml_child_text(rate, "value"), &price))
        xml_add(arena, resource, "StandardRate", fmt(arena, "%.4f", price / 8));
    xml_add_int(arena, resource, "CalendarUID", uid < 0 ? WEEK : PERSONAL + uid);
    if (uid >= 0) mspdi_raw_calendar(&g->m, PERSONAL + uid, WEEK, xml_child_text(node, "name"));
    return mspdi_resource(&g->m, resource, err);
}

static bool read_allocation(Gan *g, const XmlNode *node, Error *err) {
    XmlNode *assignment = xml_make(g->m.arena, "Assignment");
    double load;
    if (!str_real(xml_child_text(node, "load"), &load)) load = 100;
    xml_add(g->m.arena, assignment, "TaskUID", xml_child_text(node, "task-id"));
    xml_add(g->m.arena, assignment, "ResourceUID", xml_child_text(node, "resource-id"));
    xml_add(g->m.arena, assignment, "Units", fmt(g->m.arena, "%.4f", load / 100));
    return mspdi_assignment(&g->m, assignment, err);
}

static void read_vacation(Gan *g, const XmlNode *node) {
    int64_t uid = xml_child_int(node, "resourceid", -1);
    int32_t index = uid < 0 ? -1 : uid_map_find(&g->m.calendar_of, PERSONAL + uid);
    Day first, last;
    DaySpans free = {.given = true};
    if (index < 0 || !day_parse(xml_child_text(node, "start"), &first) ||
        !day_parse(xml_child_text(node, "end"), &last) || last.n < first.n)
        return;
    mspdi_raw_days(&g->m, g->m.calendars.at + index, first.n, last.n, &free);
}

/* ---- the document ---- */

static bool visit(void *context, Str list, const XmlNode *node, Error *err) {
    Gan *g = context;
    if (g->m.arena->full) return error_no_memory(err);
    if (!list.len && str_is(node->name, "name"))
        g->m.name = build_text(g->m.build, node->text, 100, false, STR("project/name"), STR("project"));
    if (str_is(list, "calendars") && str_is(node->name, "day-types")) read_week(g, node);
    else if (str_is(list, "calendars") && str_is(node->name, "date")) read_holiday(g, node);
    else if (str_is(list, "tasks") && str_is(node->name, "task")) return read_task(g, node, 1, err);
    else if (str_is(list, "resources") && str_is(node->name, "resource")) return read_resource(g, node, err);
    else if (str_is(list, "allocations") && str_is(node->name, "allocation"))
        return read_allocation(g, node, err);
    else if (str_is(list, "vacations") && str_is(node->name, "vacation")) read_vacation(g, node);
    else if (str_is(list, "previous")) note_dropped(g->m.build, STR("previous-tasks"), STR("project"));
    return true;
}

static void restart(void *context) {
    Gan *g = context;
    mspdi_restart(&g->m);
    *g = (Gan){.m = g->m};
}

bool gan_read(PlanBuild *build, Str content, PlanFile *ret, Error *err) {
    Arena *arena = build->arena;
    Gan g = {.m = mspdi_make(arena, build)};
    XmlRules rules = {.root = "project", .attributes = true, .visit = visit, .context = &g};
    bool mended;
    if (!xml_read(arena, content, &rules, restart, &mended, err)) return false;
    if (build->items.count == 0 && g.m.calendars.count == 0) {
        error_set(err, ERROR_MALFORMED, "This is no plan of GanttProject.");
        return error_hint(err, "Save it again from GanttProject.");
    }
    holidays_done(&g);
    dependencies_done(&g);
    return mspdi_finish(&g.m, FORMAT_GAN, ret, err);
}
