/* P6's rows as a PlanFile: projects, their WBS as the outline, activities under it, links, people.
 *
 * Durations and remaining durations are P6's own answers; work of assignments follows from them by units, so
 * that nothing here moves a date. A WBS element without activities becomes an initiative, which no schedule
 * counts. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/p6/p6_kept.h"
#include "model/rank.h"

enum { WBS_DEPTH_MAX = 90, UNITS_MAX = 100000, TITLE_MAX = 300 };

typedef struct P6Outline {
    int *item_of_wbs; /* index into build->items until they are given away; P6_NONE: the project itself */
    Id *wbs_ids;      /* of those items */
    bool *used;       /* something is below it */
    Str *last_of_wbs, *last_of_project;
    Id *project_ids;
} P6Outline;

P6Options p6_options(int64_t project_id) {
    return (P6Options){.project_id = project_id,
                       .progress_mode = PROGRESS_RETAINED_LOGIC,
                       .lag_calendar = LAG_CALENDAR_PREDECESSOR,
                       .float_kind = FLOAT_FINISH,
                       .float_path_count = 10,
                       .float_paths_end = P6_NONE};
}

int64_t p6_path_count(double count) {
    return count >= 1 && count < FLOAT_PATHS_MAX ? (int64_t)count : count >= 1 ? FLOAT_PATHS_MAX : 10;
}

P6 *p6_make(Arena *arena, PlanBuild *build) {
    P6 *p6 = arena_new(arena, P6);
    if (!p6) return NULL;
    p6->arena = arena;
    p6->build = build;
    p6->made = MOMENT_NONE;
    return p6;
}

static Str where_of(P6 *p6, const P6Task *task) {
    return fmt(p6->arena, "activity %.*s, %.*s", STR_ARG(task->code), STR_ARG(task->name));
}

/* The activity by its number alone. */
static Str number_of(P6 *p6, int64_t task_id) {
    return fmt(p6->arena, "activity %lld", (long long)task_id);
}

/* ---- projects ---- */

static Moment earlier(Moment a, Moment b) {
    return a.n == MOMENT_NONE.n || (b.n != MOMENT_NONE.n && b.n < a.n) ? b : a;
}

/* What the activities of a project say of it. */
typedef struct P6Sum {
    Moment first; /* its first date: begun, asked for, or as P6 computed it */
    int complete, open;
} P6Sum;

static P6Sum *sums_of(P6 *p6) {
    P6Sum *sums = arena_array(p6->arena, P6Sum, p6->projects.count + 1);
    for (int i = 0; sums && i < p6->projects.count; i++) sums[i].first = MOMENT_NONE;
    for (int i = 0; sums && i < p6->tasks.count; i++) {
        const P6Task *task = p6->tasks.at + i;
        int32_t index = uid_map_find(&p6->project_of, task->project_id);
        P6Sum *sum = index < 0 ? NULL : sums + index;
        if (!sum) continue;
        sum->first = earlier(sum->first, earlier(task->actual_start, task->constraints[0].at));
        sum->first = earlier(sum->first, task->shown_start);
        if (task->status == P6_COMPLETE) sum->complete++;
        else sum->open++;
    }
    return sums;
}

/* Without a start of its own a project begins at its data date, else with its first date, else when the file
 * was made. */
static Moment start_of(P6 *p6, const P6Project *project, const P6Sum *sum) {
    if (project->start.n != MOMENT_NONE.n) return project->start;
    Moment first = project->data_date.n != MOMENT_NONE.n ? project->data_date : sum->first;
    bool dated = first.n != MOMENT_NONE.n;
    note_warning(p6->build, STR("PROJECT/plan_start_date"), STR("project"),
                 dated ? "missing; the data date or the first date of the file was taken"
                       : "missing, as is every other date; the project needs a start");
    if (dated) return first;
    return p6->made.n == MOMENT_NONE.n ? (Moment){0} : p6->made;
}

/* Late dates of a project whose activities here are all complete come from the finish that the others, which
 * were not exported, gave it. */
static Moment end_of(P6 *p6, const P6Project *project, const P6Sum *sum) {
    if (project->must_finish.n != MOMENT_NONE.n || project->scheduled_finish.n == MOMENT_NONE.n)
        return project->must_finish;
    if (sum->open || !sum->complete) return MOMENT_NONE;
    note_warning(p6->build, STR("PROJECT/scd_end_date"), project->name,
                 "all its activities in the file are complete; its finish is what P6 scheduled for it");
    return project->scheduled_finish;
}

static void add_missing_project(P6 *p6) {
    if (p6->projects.count) return;
    P6Project *project = vec_push(p6->arena, &p6->projects);
    if (!project) return;
    *project = (P6Project){.id = 0,
                           .calendar_id = P6_NONE,
                           .start = MOMENT_NONE,
                           .data_date = MOMENT_NONE,
                           .must_finish = MOMENT_NONE,
                           .scheduled_finish = MOMENT_NONE};
}

/* In the file's order, external ones last. */
static void rank_projects(P6 *p6, Str *ranks) {
    Str rank = STR_NULL;
    for (int external = 0; external < 2; external++)
        for (int i = 0; i < p6->projects.count; i++)
            if (p6->projects.at[i].is_external == external) ranks[i] = rank = rank_after(p6->arena, rank);
}

/* Its own options; else those of the first project that has some; else the usual ones. */
static P6Options options_of(const P6 *p6, const P6Project *project) {
    for (int i = 0; i < p6->options.count; i++)
        if (p6->options.at[i].project_id == project->id) return p6->options.at[i];
    return p6->options.count ? p6->options.at[0] : p6_options(project->id);
}

static void set_options(const P6Options *from, const P6Project *project, Project *to) {
    to->honour_constraints = false;
    to->dates_of_remaining = true;
    to->progress_mode = (Choice){from->progress_mode};
    to->lag_calendar = (Choice){from->lag_calendar};
    to->lag_from_actual_start = from->lag_from_actual_start;
    to->float_kind = (Choice){from->float_kind};
    to->common_end = from->common_end;
    to->open_ends_critical = from->open_ends_critical;
    to->critical_by = (Choice){project->longest_path ? CRITICAL_BY_LONGEST_PATH : CRITICAL_BY_FLOAT};
    to->critical_float_minutes = project->critical_float;
    to->float_paths = from->float_paths;
    to->float_path_count = from->float_path_count;
    to->float_paths_by = (Choice){from->float_paths_by_free ? FLOAT_PATHS_BY_FREE : FLOAT_PATHS_BY_TOTAL};
    to->use_expected_finish = !from->ignore_expected_finish;
    to->ignore_other_projects = from->ignore_other_projects;
}

/* Its own behind the definitions of the file, as far as both have room. */
static Json project_details(P6 *p6, const P6Project *from) {
    Details *own = from->details, all = details_make(p6->arena, &project_resource);
    if (p6->definitions) strbuf_add(&all.out, strbuf_str(&p6->definitions->out));
    if (own && all.out.len + own->out.len + 100 < all.max) {
        if (all.out.len && own->out.len) strbuf_char(&all.out, ',');
        strbuf_add(&all.out, strbuf_str(&own->out));
    }
    return details_json(&all, p6->arena, p6->format);
}

static void make_projects(P6 *p6, P6Outline *o) {
    add_missing_project(p6);
    o->project_ids = arena_array(p6->arena, Id, p6->projects.count + 1);
    o->last_of_project = arena_array(p6->arena, Str, p6->projects.count + 1);
    const P6Sum *sums = sums_of(p6);
    if (!o->project_ids || !o->last_of_project || !sums) return;
    rank_projects(p6, o->last_of_project);
    for (int i = 0; i < p6->projects.count; i++) {
        const P6Project *from = p6->projects.at + i;
        Id calendar = p6_project_calendar(p6, from);
        Project *project = build_project(p6->build);
        if (!project) return;
        o->project_ids[i] = project->row.id;
        project->rank = o->last_of_project[i];
        o->last_of_project[i] = STR_NULL;
        project->name =
            build_text(p6->build, from->name, 100, false, STR("PROJECT/proj_short_name"), STR("project"));
        if (project->name.len == 0) project->name = STR("Imported plan");
        project->calendar_id = calendar;
        project->start_at = start_of(p6, from, sums + i);
        project->status_at = from->data_date;
        project->must_finish_at = end_of(p6, from, sums + i);
        P6Options options = options_of(p6, from);
        set_options(&options, from, project);
        project->file_details = project_details(p6, from);
        plan_build_mend(p6->build, &project_resource, project, "PROJECT", STR("project"));
    }
}

/* The project of that number; the first for one that is not in the file. */
static int project_index(const P6 *p6, int64_t id) {
    int32_t index = uid_map_find(&p6->project_of, id);
    return index < 0 ? 0 : index;
}

/* ---- the outline ---- */

static int wbs_index(const P6 *p6, int64_t id) {
    return id < 0 ? P6_NONE : uid_map_find(&p6->wbs_of, id);
}

static int wbs_parent(const P6 *p6, int index) {
    const P6Wbs *wbs = p6->wbs.at + index;
    return wbs->is_root || wbs->parent_id == wbs->id ? P6_NONE : wbs_index(p6, wbs->parent_id);
}

/* Elements in a ring, or deeper than an outline can be, stand at the top. */
static void cut_rings(P6 *p6) {
    for (int i = 0; i < p6->wbs.count; i++) {
        int depth = 0, at = i;
        while (at >= 0 && depth < WBS_DEPTH_MAX) {
            at = wbs_parent(p6, at);
            depth++;
        }
        if (at < 0) continue;
        p6->wbs.at[i].parent_id = P6_NONE;
        note_warning(p6->build, STR("PROJWBS/parent_wbs_id"), p6->wbs.at[i].name,
                     "below itself, or deeper than %d levels; it was placed at the top", WBS_DEPTH_MAX);
    }
}

static void mark_used(const P6 *p6, P6Outline *o) {
    for (int i = 0; i < p6->tasks.count; i++)
        for (int at = wbs_index(p6, p6->tasks.at[i].wbs_id); at >= 0 && !o->used[at]; at = wbs_parent(p6, at))
            o->used[at] = true;
}

/* The item that is the parent of what is below the WBS element (P6_NONE: none): an index; P6_NONE: its
 * project. */
static int parent_of(const P6Outline *o, int wbs) {
    return wbs < 0 ? P6_NONE : o->item_of_wbs[wbs];
}

/* The next place below it. */
static Str next_position(P6 *p6, P6Outline *o, int wbs, int project) {
    Str *last = parent_of(o, wbs) < 0 ? o->last_of_project + project : o->last_of_wbs + wbs;
    return *last = rank_after(p6->arena, *last);
}

static void place(P6 *p6, const P6Outline *o, Item *item, Str position, int wbs, int project) {
    int parent = parent_of(o, wbs);
    item->position = position;
    if (parent < 0) item->project_id = o->project_ids[project];
    else item->parent_id = o->wbs_ids[wbs];
}

typedef struct WbsOrder {
    double order;
    int index;
} WbsOrder;

static int by_order(const void *a, const void *b) {
    const WbsOrder *x = a, *y = b;
    if (x->order != y->order) return x->order < y->order ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

static void make_wbs(P6 *p6, P6Outline *o) {
    for (int i = 0; i < p6->wbs.count; i++) {
        const P6Wbs *wbs = p6->wbs.at + i;
        o->item_of_wbs[i] = P6_NONE;
        if (wbs->is_root) continue;
        Item *item = build_item(p6->build);
        if (!item) return;
        o->item_of_wbs[i] = p6->build->items.count - 1;
        o->wbs_ids[i] = item->row.id;
        item->kind = (Choice){o->used[i] ? ITEM_TASK : ITEM_INITIATIVE};
        item->title = build_text(p6->build, wbs->name, 300, false, STR("PROJWBS/wbs_name"), wbs->name);
        if (item->title.len == 0) item->title = fmt(p6->arena, "WBS %lld", (long long)wbs->id);
        item->external_id = fmt(p6->arena, "wbs-%lld", (long long)wbs->id);
        item->file_details = p6_details_json(p6, wbs->details);
    }
}

/* Activities of an element come before the elements below it, as P6 shows them. */
static void place_wbs(P6 *p6, P6Outline *o) {
    WbsOrder *order = arena_array(p6->arena, WbsOrder, p6->wbs.count + 1);
    if (!order) return;
    for (int i = 0; i < p6->wbs.count; i++) order[i] = (WbsOrder){p6->wbs.at[i].order, i};
    if (p6->wbs.count > 1) qsort(order, (size_t)p6->wbs.count, sizeof *order, by_order);
    for (int i = 0; i < p6->wbs.count && !p6->arena->full; i++) {
        int at = order[i].index;
        if (o->item_of_wbs[at] < 0) continue;
        int parent = wbs_parent(p6, at), project = project_index(p6, p6->wbs.at[at].project_id);
        Item *item = p6->build->items.at + o->item_of_wbs[at];
        place(p6, o, item, next_position(p6, o, parent, project), parent, project);
        plan_build_mend(p6->build, &item_resource, item, "PROJWBS", item->title);
    }
}

/* ---- activities ---- */

static int64_t minutes_or(int64_t minutes, int64_t otherwise) {
    return minutes == INT_NULL ? otherwise : minutes;
}

static void set_progress(const P6Task *task, Item *item) {
    int64_t duration = item->duration_minutes, remaining = minutes_or(task->remaining, duration);
    item->state = (Choice){task->status == P6_COMPLETE ? STATE_DONE
                           : task->status == P6_ACTIVE ? STATE_IN_PROGRESS
                                                       : STATE_NEW};
    if (task->status == P6_NOT_STARTED) return;
    item->actual_start_at = task->actual_start;
    if (task->status == P6_COMPLETE) {
        item->actual_finish_at = task->actual_finish;
        item->percent_complete = 100;
        return;
    }
    int64_t done = duration > remaining ? duration - remaining : 0;
    item->percent_complete = minutes_or(task->percent, duration > 0 ? done * 100 / duration : 0);
    item->remaining_minutes = remaining;
}

static void set_constraints(const P6Task *task, Item *item) {
    const P6Constraint *first = task->constraints, *second = task->constraints + 1;
    item->constraint_kind = (Choice){(int)first->kind};
    item->constraint_at = first->kind > CONSTRAINT_ALAP ? first->at : MOMENT_NONE;
    item->constraint_mandatory = first->mandatory;
    item->constraint_2_kind = (Choice){(int)second->kind};
    item->constraint_2_at = second->kind > CONSTRAINT_ALAP ? second->at : MOMENT_NONE;
    item->external_start_at = task->external_start;
    item->external_finish_at = task->external_finish;
}

static ActivityKind activity_kind(P6Kind kind) {
    switch (kind) {
    case P6_START_MILESTONE: return ACTIVITY_START_MILESTONE;
    case P6_LEVEL_OF_EFFORT: return ACTIVITY_LEVEL_OF_EFFORT;
    case P6_WBS_SUMMARY: return ACTIVITY_WBS_SUMMARY;
    case P6_RESOURCE_TASK: return ACTIVITY_RESOURCE_DEPENDENT;
    default: return ACTIVITY_TASK;
    }
}

/* Before the elements get theirs, for which they stand. */
static void place_tasks(P6 *p6, P6Outline *o) {
    for (int i = 0; i < p6->tasks.count && !p6->arena->full; i++) {
        P6Task *task = p6->tasks.at + i;
        task->position =
            next_position(p6, o, wbs_index(p6, task->wbs_id), project_index(p6, task->project_id));
    }
}

/* What the activity is called is told only of a text that is cut off. */
static Str text_of(P6 *p6, const P6Task *task, Str text, size_t max, const char *what) {
    Str where = text.len > max ? where_of(p6, task) : STR("");
    return build_text(p6->build, text, max, max > TITLE_MAX, str_of(what), where);
}

static void set_texts(P6 *p6, const P6Task *task, Item *item) {
    item->external_id = str_of_int(p6->arena, task->id);
    item->file_details = p6_details_json(p6, task->details);
    item->title = text_of(p6, task, task->name, TITLE_MAX, "TASK/task_name");
    item->text = text_of(p6, task, task->text, 50000, "TASKMEMO");
    if (item->title.len == 0) item->title = text_of(p6, task, task->code, TITLE_MAX, NULL);
    if (item->title.len == 0) item->title = fmt(p6->arena, "Activity %lld", (long long)task->id);
}

static void make_task(P6 *p6, P6Outline *o, P6Task *task) {
    bool milestone = task->kind == P6_START_MILESTONE || task->kind == P6_FINISH_MILESTONE;
    Item *item = build_item(p6->build);
    if (!item) return;
    task->item_id = item->row.id;
    item->kind = (Choice){milestone ? ITEM_MILESTONE : ITEM_TASK};
    set_texts(p6, task, item);
    if (task->expenses > 0 && task->expenses < 1e10)
        item->fixed_cost_cents = (int64_t)(task->expenses * 100 + 0.5);
    item->calendar_id = p6_calendar_id(p6, task->calendar_id);
    int64_t open = minutes_or(task->remaining, minutes_or(task->duration, 0));
    item->duration_minutes = milestone                        ? 0
                             : task->status == P6_NOT_STARTED ? open
                                                              : minutes_or(task->duration, open);
    item->activity_kind = (Choice){activity_kind(task->kind)};
    item->resume_at = task->status == P6_ACTIVE ? task->resume : MOMENT_NONE;
    item->expected_finish_at = task->status == P6_COMPLETE ? MOMENT_NONE : task->expected_finish;
    item->ends_float_paths = task->ends_float_paths;
    set_progress(task, item);
    set_constraints(task, item);
    place(p6, o, item, task->position, wbs_index(p6, task->wbs_id), project_index(p6, task->project_id));
    if (!plan_build_sound(p6->build, ROW_ITEM, item))
        plan_build_mend(p6->build, &item_resource, item, "TASK", where_of(p6, task));
    task->item_minutes = item->duration_minutes;
    build_shown(p6->build, item->row.id, task->shown_start, task->shown_finish);
    build_complete(p6->build, ROW_SHOWN);
    build_complete(p6->build, ROW_ITEM);
}

static void mark_path_ends(P6 *p6) {
    for (int i = 0; i < p6->options.count; i++) {
        int32_t task = uid_map_find(&p6->task_of, p6->options.at[i].float_paths_end);
        if (task >= 0) p6->tasks.at[task].ends_float_paths = true;
    }
}

/* ---- links ---- */

static void make_links(P6 *p6) {
    CLEANUP(arena_done) Arena scratch = arena_make(p6->arena->limit);
    UidMap seen = {0};
    if (!uid_map_reserve(&scratch, &seen, p6->links.count)) p6->arena->full = true;
    for (int i = 0; i < p6->links.count && !p6->arena->full; i++) {
        const P6Link *from = p6->links.at + i;
        int32_t predecessor = uid_map_find(&p6->task_of, from->predecessor_id);
        int32_t successor = uid_map_find(&p6->task_of, from->successor_id);
        if (predecessor < 0 || successor < 0 || predecessor == successor) {
            note_warning(p6->build, STR("TASKPRED"),
                         fmt(p6->arena, "activity %lld", (long long)from->successor_id),
                         predecessor == successor && predecessor >= 0
                             ? "a link of an activity to itself was left out"
                             : "one end is not in the file; the link was left out");
            continue;
        }
        /* P6 allows a link of each type between the same two; the model one of any. */
        if (!uid_map_add(&scratch, &seen, ((int64_t)predecessor << 32 | successor) * 4 + from->type, 0))
            continue;
        ItemLink *link = build_link(p6->build);
        if (!link) return;
        link->predecessor_id = p6->tasks.at[predecessor].item_id;
        link->successor_id = p6->tasks.at[successor].item_id;
        link->type = (Choice){from->type};
        link->lag_kind = (Choice){LAG_WORKING};
        link->lag_minutes = from->lag;
        if (!plan_build_sound(p6->build, ROW_LINK, link))
            plan_build_mend(p6->build, &link_resource, link, "TASKPRED",
                            where_of(p6, p6->tasks.at + successor));
        build_complete(p6->build, ROW_LINK);
    }
}

/* ---- people ---- */

static void make_resources(P6 *p6) {
    for (int i = 0; i < p6->resources.count; i++) {
        P6Resource *from = p6->resources.at + i;
        Id calendar = p6_calendar_id(p6, from->calendar_id);
        PlanResource *resource = build_resource(p6->build);
        if (!resource) return;
        from->made_id = resource->row.id;
        resource->kind = (Choice){from->kind};
        resource->name = build_text(p6->build, from->name, 100, false, STR("RSRC/rsrc_name"), from->name);
        if (resource->name.len == 0) resource->name = fmt(p6->arena, "Resource %lld", (long long)from->id);
        resource->external_id = str_of_int(p6->arena, from->id);
        resource->file_details = p6_details_json(p6, from->details);
        if (from->email.len)
            resource->email = build_text(p6->build, from->email, 200, false, STR("RSRC/email"), from->name);
        resource->calendar_id = calendar;
        if (from->units_per_hour > 0 && from->units_per_hour < UNITS_MAX)
            resource->units_percent = (int64_t)(from->units_per_hour * 100 + 0.5);
        availability_give(p6->arena, &from->units, resource);
        rates_give(p6->build, &from->rates, resource, resource->name);
        plan_build_mend(p6->build, &resource_resource, resource, "RSRC", resource->name);
    }
}

/* Percent that give the assignment's units over the activity's duration. */
static int64_t units_percent(const P6Assignment *from, int64_t minutes, bool material) {
    double percent = from->units_per_hour * 100;
    if (material) percent = from->units;
    else if (from->units > 0 && minutes > 0) percent = from->units * 6000 / (double)minutes;
    return percent >= 0.5 && percent < UNITS_MAX ? (int64_t)(percent + 0.5) : 0;
}

/* A resource dependent activity lasts as long as its resources need. */
static void set_own_work(const P6Task *task, const P6Assignment *from, ItemAssignment *to) {
    double hours = task->status == P6_NOT_STARTED && from->remaining >= 0 ? from->remaining : from->units;
    if (hours <= 0 || hours * 60 > DURATION_MINUTES_MAX || from->units_per_hour < 0.01) return;
    if (from->units_per_hour * 100 > UNITS_MAX) return;
    to->work_minutes = (int64_t)(hours * 60 + 0.5);
    to->units_percent = (int64_t)(from->units_per_hour * 100 + 0.5);
}

/* A resource has one assignment of an activity: what it does more there is added. */
static void join(const P6Assignment *from, int64_t minutes, bool material, ItemAssignment *to) {
    to->units_percent += units_percent(from, minutes, material);
    if (to->work_minutes != INT_NULL && from->units > 0 && from->units < UNITS_MAX)
        to->work_minutes += (int64_t)(from->units * 60 + 0.5);
}

static void make_assignment(P6 *p6, const P6Assignment *from, Id given) {
    const P6Task *task = p6->tasks.at + from->task;
    const P6Resource *resource = from->resource < 0 ? NULL : p6->resources.at + from->resource;
    bool material = resource && resource->kind == RESOURCE_MATERIAL;
    ItemAssignment *to = build_assignment(p6->build);
    if (!to) return;
    to->item_id = task->item_id;
    to->resource_id = given;
    if (!material) to->skill = p6_skill(p6, from->role_id);
    to->units_percent = units_percent(from, task->item_minutes, material);
    to->rate_table = (Choice){p6_price_table(p6->build, given, from, task->id)};
    if (task->kind == P6_RESOURCE_TASK && !material && resource) set_own_work(task, from, to);
    for (int32_t i = from->more; i; i = p6->assignments.at[i].more)
        join(p6->assignments.at + i, task->item_minutes, material, to);
    if (!plan_build_sound(p6->build, ROW_ASSIGNMENT, to))
        plan_build_mend(p6->build, &assignment_resource, to, "TASKRSRC", number_of(p6, task->id));
    build_complete(p6->build, ROW_ASSIGNMENT);
}

/* Of the resource, or of the one that stands for the role alone; none when it is not in the file. */
static Id given_to(P6 *p6, const P6Assignment *from) {
    if (from->resource_id < 0) return p6_role_resource(p6, from->role_id);
    return from->resource < 0 ? ID_NONE : p6->resources.at[from->resource].made_id;
}

/* Finds what each is of, and hangs what comes again on the first (`more`). */
static void find_assignments(P6 *p6) {
    CLEANUP(arena_done) Arena scratch = arena_make(p6->arena->limit);
    UidMap seen = {0};
    if (!uid_map_reserve(&scratch, &seen, p6->assignments.count)) p6->arena->full = true;
    for (int i = 0; i < p6->assignments.count && !p6->arena->full; i++) {
        P6Assignment *row = p6->assignments.at + i;
        row->task = uid_map_find(&p6->task_of, row->task_id);
        row->resource = row->resource_id < 0 ? -1 : uid_map_find(&p6->resource_of, row->resource_id);
        Id given = given_to(p6, row);
        int64_t place = (int64_t)((uint64_t)row->task << 32) | given.n;
        row->joined = row->task < 0 || !given.n;
        if (row->joined)
            note_warning(p6->build, STR("TASKRSRC"), number_of(p6, row->task_id),
                         "its activity, resource or role is not in the file; the assignment was left out");
        else if (!uid_map_add(&scratch, &seen, place, i)) {
            P6Assignment *first = p6->assignments.at + uid_map_find(&seen, place);
            row->joined = true;
            row->more = first->more;
            first->more = i;
            note_warning(p6->build, STR("TASKRSRC"), number_of(p6, row->task_id),
                         "a second assignment of the same resource was added to the first");
        }
    }
}

static void make_assignments(P6 *p6) {
    find_assignments(p6);
    for (int i = 0; i < p6->assignments.count && !p6->arena->full; i++) {
        const P6Assignment *from = p6->assignments.at + i;
        if (!from->joined) make_assignment(p6, from, given_to(p6, from));
    }
}

/* ---- baselines ---- */

static int64_t place_of(int64_t project_id, Str code) {
    return (int64_t)((str_hash(code) * 31 + (uint64_t)project_id) >> 1);
}

/* 0: the one that counts, or the only one; the others are numbered. */
static int64_t baseline_number(const P6 *p6, int index) {
    const P6Baseline *baseline = p6->baselines.at + index;
    int32_t project = uid_map_find(&p6->project_of, baseline->project_id);
    int count = 0, last = index;
    for (int i = 0; i < p6->baselines.count; i++)
        if (p6->baselines.at[i].project_id == baseline->project_id) count++, last = i;
    int64_t counts = project < 0 ? P6_NONE : p6->projects.at[project].baseline_id;
    return baseline->id == counts || (counts == P6_NONE && index == last) || count == 1 ? 0 : index + 1;
}

/* An activity of a copy is that of the project with its code. */
static void make_baselines(P6 *p6) {
    UidMap places = {0};
    for (int i = 0; i < p6->tasks.count && p6->baseline_tasks.count; i++)
        uid_map_add(p6->arena, &places, place_of(p6->tasks.at[i].project_id, p6->tasks.at[i].code), i);
    for (int i = 0; i < p6->baseline_tasks.count; i++) {
        const P6BaselineTask *from = p6->baseline_tasks.at + i;
        const P6Baseline *baseline = p6->baselines.at + from->baseline;
        if (from->baseline >= p6->baselines.count) continue; /* the file ends within it */
        int32_t task = uid_map_find(&places, place_of(baseline->project_id, from->code));
        if (task < 0) {
            note_dropped(p6->build, STR("BaselineProject/Activity that the project no longer has"),
                         from->code);
            continue;
        }
        build_baseline(p6->build, (FileBaseline){.number = baseline_number(p6, from->baseline),
                                                 .name = build_text(p6->build, baseline->name, 100, false,
                                                                    STR_NULL, STR_NULL),
                                                 .item_id = p6->tasks.at[task].item_id,
                                                 .start_at = from->start,
                                                 .finish_at = from->finish,
                                                 .duration_minutes = from->duration,
                                                 .work_minutes = from->work,
                                                 .cost_cents = (int64_t)(from->cost * 100 + 0.5)});
    }
}

/* ---- all of it ---- */

static bool make_room(P6 *p6, P6Outline *o) {
    size_t count = (size_t)p6->wbs.count + 1;
    o->item_of_wbs = arena_array(p6->arena, int, count);
    o->wbs_ids = arena_array(p6->arena, Id, count);
    o->used = arena_array(p6->arena, bool, count);
    o->last_of_wbs = arena_array(p6->arena, Str, count);
    return o->item_of_wbs && o->wbs_ids && o->used && o->last_of_wbs;
}

bool p6_build(P6 *p6, FileFormat format, PlanFile *ret, Error *err) {
    P6Outline outline = {0};
    PlanFile file;
    p6->format = format;
    cut_rings(p6);
    if (!make_room(p6, &outline)) return error_no_memory(err);
    make_projects(p6, &outline);
    if (p6->arena->full) return error_no_memory(err);
    mark_used(p6, &outline);
    make_wbs(p6, &outline);
    mark_path_ends(p6);
    place_tasks(p6, &outline);
    place_wbs(p6, &outline);
    build_complete_all(p6->build, ROW_ITEM); /* parents before what is below them */
    for (int i = 0; i < p6->tasks.count && !p6->arena->full; i++) make_task(p6, &outline, p6->tasks.at + i);
    make_links(p6);
    make_resources(p6);
    p6_make_skills(p6);
    make_assignments(p6);
    make_baselines(p6);
    if (!plan_build_done(p6->build, format, &file, err)) return false;
    file.currency = p6->currency;
    *ret = file;
    return true;
}
