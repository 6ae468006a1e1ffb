/* MSPDI in: the document's rows go to their readers as they come; references are settled at the end.
 *
 * Nothing in the file makes it fail but XML that cannot be parsed, a foreign root, or size: a value that is
 * wrong is left out with a warning, and everything that Trivet has no place for is noted as dropped. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/mspdi/mspdi.h"
#include "exchange/mspdi/mspdi_elements.h"

Mspdi mspdi_make(Arena *arena, PlanBuild *build) {
    return (Mspdi){.arena = arena,
                   .build = build,
                   .start = MOMENT_NONE,
                   .finish = MOMENT_NONE,
                   .status = MOMENT_NONE,
                   .created = MOMENT_NONE,
                   .calendar_uid = -1,
                   .critical_float_minutes = INT_NULL,
                   .details = details_make(arena, &project_resource)};
}

void mspdi_restart(Mspdi *m) {
    plan_build_again(m->build);
    *m = mspdi_make(m->arena, m->build);
}

static void restart(void *context) {
    mspdi_restart(context);
}

static bool is_since_2013(Str build) {
    Str rest;
    int64_t major;
    return str_int(str_cut(build, '.', &rest), &major) && major >= 15;
}

static void read_project(Mspdi *m, const XmlNode *node) {
    Place at = {m->build, "Project", STR("project")};
    Str name = node->name, text = node->text;
    if (str_is(name, "Name")) m->name = build_text(m->build, text, 100, false, STR("Project/Name"), at.where);
    else if (str_is(name, "Title"))
        m->title = build_text(m->build, text, 100, false, STR("Project/Title"), at.where);
    else if (str_is(name, "StartDate")) m->start = read_moment(at, "StartDate", text);
    else if (str_is(name, "FinishDate")) m->finish = read_moment(at, "FinishDate", text);
    else if (str_is(name, "CreationDate")) m->created = read_moment(at, "CreationDate", text);
    else if (str_is(name, "StatusDate")) m->status = read_moment(at, "StatusDate", text);
    else if (str_is(name, "CalendarUID"))
        m->calendar_uid = read_int(at, "CalendarUID", text, -1, INT32_MAX, -1);
    else if (str_is(name, "ScheduleFromStart")) m->from_finish = !mspdi_bool(text);
    else if (str_is(name, "SplitsInProgressTasks")) m->continuous = !mspdi_bool(text);
    else if (str_is(name, "MultipleCriticalPaths")) m->several_paths = mspdi_bool(text);
    else if (str_is(name, "BuildNumber")) m->bridges = is_since_2013(text);
    else if (str_is(name, "CurrencyCode")) m->currency = build_currency(m->build, text);
    else if (str_is(name, "CriticalSlackLimit")) /* days */
        m->critical_float_minutes = 480 * read_int(at, "CriticalSlackLimit", text, 0, 36500, 0);
    else project_element_keep(m->build, &m->details, node);
}

void mspdi_definitions_end(Mspdi *m) {
    if (m->list.len) details_close(&m->details, m->opened);
    m->list = STR_NULL;
}

/* Definitions of custom fields and codes: the list that they stand in is one detail of the project. */
static void read_definition(Mspdi *m, Str list, const XmlNode *node) {
    if (!str_equal(m->list, list)) {
        mspdi_definitions_end(m);
        m->opened = details_open(&m->details, list);
        m->list = str_copy(m->arena, list);
    }
    Str what = fmt(m->arena, "Project/%.*s", STR_ARG(list));
    if (details_node(&m->details, node)) note_kept(m->build, what, STR("project"), 1);
    else note_dropped(m->build, what, STR("project"));
}

static bool visit(void *context, Str list, const XmlNode *node, Error *err) {
    Mspdi *m = context;
    if (m->arena->full) return error_no_memory(err);
    if (list.len == 0) mspdi_definitions_end(m), read_project(m, node);
    else if (str_is(list, "Tasks") && str_is(node->name, "Task")) return mspdi_task(m, node, err);
    else if (str_is(list, "Assignments") && str_is(node->name, "Assignment"))
        return mspdi_assignment(m, node, err);
    else if (str_is(list, "Resources") && str_is(node->name, "Resource")) return mspdi_resource(m, node, err);
    else if (str_is(list, "Calendars") && str_is(node->name, "Calendar")) return mspdi_calendar(m, node, err);
    else if (str_is(list, "ExtendedAttributes") || str_is(list, "OutlineCodes") || str_is(list, "WBSMasks"))
        read_definition(m, list, node);
    else if (list.len) note_dropped(m->build, fmt(m->arena, "Project/%.*s", STR_ARG(list)), STR("project"));
    return true;
}

static Str without_ending(Str name) {
    static const char *const endings[] = {".xml", ".mpp", ".XML", ".MPP"};
    for (int i = 0; i < COUNT_OF(endings); i++)
        if (name.len > 4 && str_ends(name, str_of(endings[i]))) return str_slice(name, 0, name.len - 4);
    return name;
}

static Moment earlier(Moment a, Moment b) {
    return a.n == MOMENT_NONE.n || (b.n != MOMENT_NONE.n && b.n < a.n) ? b : a;
}

/* The start that a task asks for by itself, whatever the project's is. */
static Moment wished_start(const Item *item) {
    Moment wish = earlier(item->manual_start_at, item->actual_start_at);
    bool bound = item->constraint_kind.n == CONSTRAINT_SNET || item->constraint_kind.n == CONSTRAINT_MSO;
    return bound && wish.n == MOMENT_NONE.n ? item->constraint_at : wish;
}

/* Nothing of its own, and no link, says when it starts. */
static bool is_free(const Item *item, const ItemExtra *extra) {
    return !extra->summary && !extra->linked && !item->inactive && item->manual_start_at.n == MOMENT_NONE.n &&
           item->actual_start_at.n == MOMENT_NONE.n && item->constraint_kind.n == CONSTRAINT_ASAP;
}

static void find_linked(Mspdi *m) {
    for (int i = 0; i < m->links.count; i++) m->item_extras.at[m->links.at[i].successor].linked = true;
    for (int i = 0; i < m->build->items.count; i++) {
        int parent = m->item_extras.at[i].parent; /* parents stand above */
        m->item_extras.at[i].linked |= parent >= 0 && m->item_extras.at[parent].linked;
    }
}

/* The file's start is only the first of all starts when a task that was placed by hand, or has begun, lies
 * there. What nothing holds then starts at the true one. */
static Moment origin_of(Mspdi *m) {
    Moment first_free = MOMENT_NONE, first_held = MOMENT_NONE;
    for (int i = 0; i < m->build->items.count; i++) {
        const Item *item = m->build->items.at + i;
        const ItemExtra *extra = m->item_extras.at + i;
        bool at_start = is_free(item, extra) && item->leveling_delay_minutes == 0;
        if (at_start) first_free = earlier(first_free, extra->start);
        if (!item->inactive)
            first_held = earlier(first_held, earlier(item->manual_start_at, item->actual_start_at));
    }
    bool rolled_up = first_held.n == m->start.n;
    return rolled_up && first_free.n > m->start.n ? first_free : m->start;
}

/* MS Project lets a constraint begin a task before the project's start, in Trivet nothing begins before it:
 * the project starts where its first such task does. A file without a start takes the first date there is. */
static Moment start_of(Mspdi *m) {
    Moment any = MOMENT_NONE, bound = MOMENT_NONE;
    for (int i = 0; i < m->build->items.count; i++) {
        Moment wish = wished_start(m->build->items.at + i);
        any = earlier(any, wish);
        Moment stored = m->item_extras.at[i].start; /* a link may start it later than it is bound to */
        bool begins = stored.n == MOMENT_NONE.n || stored.n < m->start.n;
        if (begins && m->build->items.at[i].constraint_at.n == wish.n) bound = earlier(bound, wish);
    }
    if (m->start.n == MOMENT_NONE.n) {
        Moment start = any.n != MOMENT_NONE.n          ? any
                       : m->created.n != MOMENT_NONE.n ? m->created
                                                       : (Moment){0};
        note_warning(m->build, STR("Project/StartDate"), STR("project"),
                     "missing; the first date of the file was taken");
        return start;
    }
    if (bound.n == MOMENT_NONE.n || bound.n >= m->start.n) return origin_of(m);
    note_warning(
        m->build, STR("Project/StartDate"), STR("project"),
        "tasks are bound to start before the project; the project's start was moved to the first of them");
    return bound;
}

static bool is_held(const Mspdi *m, int index) {
    while (index >= 0 && m->build->items.at[index].constraint_kind.n == CONSTRAINT_ASAP)
        index = m->item_extras.at[index].parent;
    return index >= 0;
}

/* What nothing holds still starts where the file has the project start, though that was moved. */
static void hold_the_free(Mspdi *m) {
    for (int i = 0; i < m->build->items.count; i++) {
        Item *item = m->build->items.at + i;
        if (!is_free(item, m->item_extras.at + i) || is_held(m, i)) continue;
        item->constraint_kind = (Choice){CONSTRAINT_SNET};
        item->constraint_at = m->start;
    }
}

static void make_project(Mspdi *m) {
    Str where = STR("project");
    Project *project = build_project(m->build);
    if (!project) return;
    Str name = m->name.len ? without_ending(m->name) : m->title;
    project->name = name.len ? name : STR("Imported plan");
    project->calendar_id = mspdi_project_calendar(m);
    project->status_at = m->status;
    project->status_holds = false;
    project->progress_mode = (Choice){m->continuous ? PROGRESS_OVERRIDE : PROGRESS_RETAINED_LOGIC};
    project->open_ends_critical = m->several_paths;
    project->critical_float_minutes = m->critical_float_minutes;
    mspdi_definitions_end(m);
    project->file_details = details_json(&m->details, m->arena, FORMAT_MSPDI);
    find_linked(m);
    project->start_at = start_of(m);
    if (project->start_at.n < m->start.n && !m->from_finish) hold_the_free(m);
    if (m->from_finish) {
        project->must_finish_at = m->finish;
        project->schedule_from_finish = m->finish.n != MOMENT_NONE.n;
        if (!project->schedule_from_finish)
            note_warning(
                m->build, STR("Project/FinishDate"), where,
                "missing, though the plan is scheduled back from it; it is scheduled from its start");
    }
    plan_build_mend(m->build, &project_resource, project, "Project", where);
}

bool mspdi_finish(Mspdi *m, FileFormat format, PlanFile *ret, Error *err) {
    PlanFile file;
    mspdi_manual_summaries(m);
    make_project(m);
    if (m->arena->full) return error_no_memory(err);
    mspdi_task_calendars(m);
    mspdi_resources_done(m);
    mspdi_assignments_done(m);
    mspdi_tasks_done(m);
    if (!plan_build_done(m->build, format, &file, err)) return false;
    file.currency = m->currency;
    file.given = m->given;
    *ret = file;
    return true;
}

bool mspdi_read(PlanBuild *build, Str content, PlanFile *ret, Error *err) {
    Arena *arena = build->arena;
    Mspdi m = mspdi_make(arena, build);
    XmlRules rules = {.root = "Project", .visit = visit, .context = &m};
    bool mended;
    if (!xml_read(arena, content, &rules, restart, &mended, err)) return false;
    if (mended)
        note_warning(build, STR("File"), STR("the whole file"),
                     "bytes that are not valid text were replaced");
    return mspdi_finish(&m, FORMAT_MSPDI, ret, err);
}
