/* The file of Planner (GNOME) in: its tasks become those of MSPDI.
 *
 * Calendars stand within the one that they derive from. A task of fixed work lasts as long as its people need
 * for it, so that its duration is known when all allocations are read. Lags count around the clock. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi.h"

enum { DAY_TYPES_MAX = 32, CALENDAR_DEPTH_MAX = 10 };

typedef struct Effort { /* of a task of fixed work */
    int64_t task_uid, minutes, units_percent;
} Effort;

typedef struct Planner {
    Mspdi m;
    struct {
        VEC(Effort);
    } efforts;
    UidMap effort_of; /* by task */
} Planner;

static int64_t minutes_of(const XmlNode *node, const char *name) {
    int64_t seconds = xml_child_int(node, name, 0);
    return seconds < 0 || seconds / 60 > DURATION_MINUTES_MAX ? 0 : seconds / 60;
}

/* "20070223T080000Z"; STR_NULL: it is no date. */
static Str moment_of(Planner *p, Str text) {
    if (text.len < 15 || text.at[8] != 'T') return STR_NULL;
    return fmt(p->m.arena, "%.4s-%.2s-%.2sT%.2s:%.2s:00", text.at, text.at + 4, text.at + 6, text.at + 9,
               text.at + 11);
}

static Str lasting(Planner *p, int64_t minutes) {
    return fmt(p->m.arena, "PT%lldH%lldM0S", (long long)(minutes / 60), (long long)(minutes % 60));
}

/* ---- calendars ---- */

/* What each type of day means: 0 working, 1 free, 2 as the base, others of one's own. */
typedef struct DayTypes {
    DaySpans hours[DAY_TYPES_MAX];
} DayTypes;

static void read_day_type(const XmlNode *node, DayTypes *types) {
    int64_t id = xml_child_int(node, "id", -1), from, to;
    if (id < 0 || id >= DAY_TYPES_MAX) return;
    DaySpans *hours = types->hours + id;
    *hours = (DaySpans){.given = true};
    for (const XmlNode *child = node->first; child; child = child->next) {
        if (!str_is(child->name, "interval") || hours->count == COUNT_OF(hours->spans)) continue;
        from = xml_child_int(child, "start", -1); /* 0830 */
        to = xml_child_int(child, "end", -1);
        from = from / 100 * 60 + from % 100;
        to = to == 0 ? MINUTES_PER_DAY : to / 100 * 60 + to % 100;
        int64_t last = hours->count ? hours->spans[hours->count - 1].to_minute : 0;
        if (from >= last && to > from && to <= MINUTES_PER_DAY)
            hours->spans[hours->count++] = (CalendarSpan){from, to};
    }
}

static DaySpans hours_of(const DayTypes *types, int64_t id) {
    return id >= 0 && id < DAY_TYPES_MAX ? types->hours[id] : (DaySpans){0};
}

static void read_days(Planner *p, RawCalendar *calendar, const XmlNode *days, const DayTypes *types) {
    for (const XmlNode *day = days->first; day; day = day->next) {
        Str text = xml_child_text(day, "date");
        Day at;
        if (text.len != 8 ||
            !day_parse(fmt(p->m.arena, "%.4s-%.2s-%.2s", text.at, text.at + 4, text.at + 6), &at))
            continue;
        DaySpans hours = hours_of(types, xml_child_int(day, "id", 1));
        mspdi_raw_days(&p->m, calendar, at.n, at.n, &hours);
    }
}

static void read_calendar(Planner *p, const XmlNode *node, int64_t base_uid, DayTypes types, int depth) {
    static const char *const names[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    int64_t uid = xml_child_int(node, "id", -1);
    RawCalendar *calendar =
        uid < 0 ? NULL : mspdi_raw_calendar(&p->m, uid, base_uid, xml_child_text(node, "name"));
    const XmlNode *week = xml_child(node, "default-week"), *own = xml_child(node, "overridden-day-types"),
                  *days = xml_child(node, "days");
    if (!calendar || depth == CALENDAR_DEPTH_MAX) return;
    for (const XmlNode *type = own ? own->first : NULL; type; type = type->next) read_day_type(type, &types);
    for (int i = 0; i < 7; i++)
        if (week) calendar->week[i] = hours_of(&types, xml_child_int(week, names[i], 2));
    if (days) read_days(p, calendar, days, &types);
    for (const XmlNode *child = node->first; child; child = child->next)
        if (str_is(child->name, "calendar")) read_calendar(p, child, uid, types, depth + 1);
}

/* ---- tasks ---- */

static void add_links(Planner *p, XmlNode *task, const XmlNode *list) {
    static const char *const types[] = {"FF", "FS", "SF", "SS"}; /* as MSPDI numbers them */
    for (const XmlNode *node = list ? list->first : NULL; node; node = node->next) {
        XmlNode *link = xml_add(p->m.arena, task, "PredecessorLink", STR_NULL);
        int type = 1;
        for (int i = 0; i < COUNT_OF(types); i++)
            if (str_is(xml_child_text(node, "type"), types[i])) type = i;
        xml_add(p->m.arena, link, "PredecessorUID", xml_child_text(node, "predecessor-id"));
        xml_add_int(p->m.arena, link, "Type", type);
        xml_add_int(p->m.arena, link, "LinkLag", xml_child_int(node, "lag", 0) / 6);
        xml_add_int(p->m.arena, link, "LagFormat", 8);
    }
}

static void add_constraint(Planner *p, XmlNode *task, const XmlNode *node) {
    static const struct {
        const char *theirs, *number;
    } kinds[] = {{"must-start-on", "2"}, {"start-no-earlier-than", "4"}, {"finish-no-later-than", "7"}};
    for (int i = 0; node && i < COUNT_OF(kinds); i++) {
        if (!str_is(xml_child_text(node, "type"), kinds[i].theirs)) continue;
        xml_add(p->m.arena, task, "ConstraintType", str_of(kinds[i].number));
        xml_add(p->m.arena, task, "ConstraintDate", moment_of(p, xml_child_text(node, "time")));
    }
}

static void remember_effort(Planner *p, int64_t uid, int64_t minutes) {
    if (!uid_map_add(p->m.arena, &p->effort_of, uid, p->efforts.count)) return;
    Effort *effort = vec_push(p->m.arena, &p->efforts);
    if (effort) *effort = (Effort){uid, minutes, 0};
}

static bool read_task(Planner *p, const XmlNode *node, int64_t level, Error *err) {
    Arena *arena = p->m.arena;
    XmlNode *task = xml_make(arena, "Task");
    bool milestone = str_is(xml_child_text(node, "type"), "milestone");
    bool fixed = str_is(xml_child_text(node, "scheduling"), "fixed-duration");
    int64_t uid = xml_child_int(node, "id", -1), work = minutes_of(node, "work"),
            percent = xml_child_int(node, "percent-complete", 0);
    int64_t priority = xml_child_int(node, "priority", 0);
    Str start = moment_of(p, xml_child_text(node, "work-start"));
    xml_add_int(arena, task, "UID", uid);
    xml_add(arena, task, "Name", xml_child_text(node, "name"));
    xml_add(arena, task, "Type", fixed ? STR("1") : STR("2"));
    xml_add_int(arena, task, "OutlineLevel", level);
    if (priority) xml_add_int(arena, task, "Priority", priority);
    xml_add(arena, task, "Start", start);
    xml_add(arena, task, "Finish", moment_of(p, xml_child_text(node, "end")));
    xml_add(arena, task, "Duration", lasting(p, milestone ? 0 : fixed ? minutes_of(node, "duration") : work));
    xml_add(arena, task, "Milestone", milestone ? STR("1") : STR("0"));
    xml_add_int(arena, task, "PercentComplete", percent);
    if (percent > 0) xml_add(arena, task, "ActualStart", start);
    add_constraint(p, task, xml_child(node, "constraint"));
    xml_add(arena, task, "Notes", xml_child_text(node, "note"));
    add_links(p, task, xml_child(node, "predecessors"));
    if (!fixed && !milestone) remember_effort(p, uid, work);
    if (!mspdi_task(&p->m, task, err)) return false;
    for (const XmlNode *child = node->first; child; child = child->next) {
        if (str_is(child->name, "properties"))
            note_dropped(p->m.build, STR("task/properties"), xml_child_text(node, "name"));
        if (str_is(child->name, "task") && !read_task(p, child, level + 1, err)) return false;
    }
    return true;
}

static void durations_done(Planner *p) {
    for (int i = 0; i < p->efforts.count; i++) {
        const Effort *effort = p->efforts.at + i;
        int32_t item = uid_map_find(&p->m.item_of, effort->task_uid);
        if (item < 0 || !effort->units_percent || p->m.item_extras.at[item].summary) continue;
        int64_t minutes = (effort->minutes * 100 + effort->units_percent - 1) / effort->units_percent;
        p->m.build->items.at[item].duration_minutes =
            minutes > DURATION_MINUTES_MAX ? DURATION_MINUTES_MAX : minutes;
    }
}

/* ---- people ---- */

static bool read_resource(Planner *p, const XmlNode *node, Error *err) {
    Arena *arena = p->m.arena;
    XmlNode *resource = xml_make(arena, "Resource");
    int64_t units = xml_child_int(node, "units", 0);
    xml_add(arena, resource, "UID", xml_child_text(node, "id"));
    xml_add(arena, resource, "Name", xml_child_text(node, "name"));
    xml_add(arena, resource, "Type", str_is(xml_child_text(node, "type"), "2") ? STR("0") : STR("1"));
    xml_add(arena, resource, "EmailAddress", xml_child_text(node, "email"));
    if (units > 0) xml_add(arena, resource, "MaxUnits", fmt(arena, "%.2f", (double)units / 100));
    xml_add(arena, resource, "StandardRate", xml_child_text(node, "std-rate"));
    xml_add(arena, resource, "CalendarUID", xml_child_text(node, "calendar"));
    xml_add(arena, resource, "Notes", xml_child_text(node, "note"));
    return mspdi_resource(&p->m, resource, err);
}

static bool read_allocation(Planner *p, const XmlNode *node, Error *err) {
    XmlNode *assignment = xml_make(p->m.arena, "Assignment");
    int64_t units = xml_child_int(node, "units", 100), task = xml_child_int(node, "task-id", -1);
    int32_t effort = task < 0 ? -1 : uid_map_find(&p->effort_of, task);
    if (units < 0 || units > 100000) units = 100;
    if (effort >= 0) p->efforts.at[effort].units_percent += units;
    xml_add_int(p->m.arena, assignment, "TaskUID", task);
    xml_add(p->m.arena, assignment, "ResourceUID", xml_child_text(node, "resource-id"));
    xml_add(p->m.arena, assignment, "Units", fmt(p->m.arena, "%.2f", (double)units / 100));
    return mspdi_assignment(&p->m, assignment, err);
}

/* ---- the document ---- */

static void read_project(Planner *p, const XmlNode *node) {
    Place at = {p->m.build, "project", STR("project")};
    if (str_is(node->name, "name"))
        p->m.name = build_text(p->m.build, node->text, 100, false, STR("project/name"), at.where);
    else if (str_is(node->name, "project-start"))
        p->m.start = read_moment(at, "project-start", moment_of(p, node->text));
    else if (str_is(node->name, "calendar"))
        p->m.calendar_uid = read_int(at, "calendar", node->text, -1, INT32_MAX, -1);
}

static bool visit(void *context, Str list, const XmlNode *node, Error *err) {
    Planner *p = context;
    if (p->m.arena->full) return error_no_memory(err);
    DayTypes types = {{mspdi_usual_hours, {.given = true}}};
    if (!list.len) read_project(p, node);
    else if (str_is(list, "calendars") && str_is(node->name, "calendar"))
        read_calendar(p, node, -1, types, 0);
    else if (str_is(list, "tasks") && str_is(node->name, "task")) return read_task(p, node, 1, err);
    else if (str_is(list, "resources") && str_is(node->name, "resource")) return read_resource(p, node, err);
    else if (str_is(list, "allocations") && str_is(node->name, "allocation"))
        return read_allocation(p, node, err);
    return true;
}

static void restart(void *context) {
    Planner *p = context;
    mspdi_restart(&p->m);
    *p = (Planner){.m = p->m};
}

bool planner_read(PlanBuild *build, Str content, PlanFile *ret, Error *err) {
    Arena *arena = build->arena;
    Planner p = {.m = mspdi_make(arena, build)};
    XmlRules rules = {.root = "project", .attributes = true, .visit = visit, .context = &p};
    bool mended;
    if (!xml_read(arena, content, &rules, restart, &mended, err)) return false;
    if (build->items.count == 0 && p.m.calendars.count == 0) {
        error_set(err, ERROR_MALFORMED, "This is no plan of Planner.");
        return error_hint(err, "Save it again from Planner.");
    }
    durations_done(&p);
    return mspdi_finish(&p.m, FORMAT_PLANNER, ret, err);
}
