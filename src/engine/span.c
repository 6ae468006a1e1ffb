/* Spans: tasks whose dates come from those of others. See span.h.
 *
 * They are looked at when all other dates are known, and nothing depends on them, so that no pass has to know
 * them: their nodes have no edges. Rules: Primavera P6's "level of effort" and "WBS summary". */
#include "engine/span.h"

#include "base/mem.h"
#include "engine/check.h"

/* Three kinds of dates of one row, and which of its dates are actual. */
typedef struct Extent {
    Dates planned, early, late;
    bool started, finished;
} Extent;

/* What neighbours say of a span: the first start and the last finish. */
typedef struct Reach {
    Extent all;
    int32_t start_link, finish_link; /* NO_INDEX: nobody says anything */
} Reach;

/* ---- Dates of a neighbour ---- */

static const Extent no_extent = {{MINUTE_AFTER, MINUTE_BEFORE},
                                 {MINUTE_AFTER, MINUTE_BEFORE},
                                 {MINUTE_AFTER, MINUTE_BEFORE},
                                 false,
                                 false};

static void widen(Dates *dates, Minute start, Minute finish) {
    dates->start = earlier(dates->start, start);
    dates->finish = later(dates->finish, finish);
}

static bool is_finished(const Task *task) {
    bool begun = task->actual_start != MINUTE_NONE;
    return task->actual_finish != MINUTE_NONE || (begun && task->percent_complete == 100);
}

static bool effort_is_done(const Task *task) {
    return (task->flags & TASK_LEVEL_OF_EFFORT) && task->actual_finish != MINUTE_NONE;
}

static void add_row(const Run *run, int32_t row, Extent *to) {
    const TaskSchedule *dates = run->schedule.tasks + row;
    const Task *task = run->plan->tasks + row;
    if (dates->start == MINUTE_NONE) return;
    bool span = task_is_span(task), done = span ? effort_is_done(task) : is_finished(task);
    bool started = done || (task->actual_start != MINUTE_NONE && !(task->flags & TASK_WBS_SUMMARY));
    to->started |= started && dates->start <= to->planned.start;
    to->finished |= done && dates->finish >= to->planned.finish;
    widen(&to->planned, dates->start, dates->finish);
    widen(&to->early, started ? dates->start : dates->early_start,
          done ? dates->finish : dates->early_finish);
    widen(&to->late, dates->late_start, dates->late_finish);
}

/* Of a summary: of the leaves below it. */
static Extent extent_of(const Run *run, int32_t row) {
    Extent extent = no_extent;
    if (graph_is_leaf(&run->graph, row)) add_row(run, row, &extent);
    for (int32_t i = row + 1; i < run->graph.end[row]; i++)
        if (run->graph.leaf[i] != NO_INDEX) add_row(run, i, &extent);
    return extent;
}

/* ---- Level of effort ---- */

static const WorkTime *lag_time_of(const Run *run, const Link *link) {
    int32_t from = run->graph.leaf[link->predecessor], to = run->graph.leaf[link->successor];
    if (from == NO_INDEX) from = to;
    if (to == NO_INDEX) to = from;
    return run_lag_time(run, from, to);
}

/* Onwards from the predecessor, or back from the successor. */
static Minute over_lag(const Run *run, const Link *link, bool onwards, Minute at) {
    int64_t lag = link->lag;
    const WorkTime *time = lag_time_of(run, link);
    if (link->lag_kind == LAG_PERCENT) {
        Dates dates = extent_of(run, link->predecessor).planned;
        lag = dates.start > dates.finish ? 0 : worktime_between(time, dates.start, dates.finish) * lag / 100;
    }
    LagKind kind = link->lag_kind == LAG_ELAPSED ? LAG_ELAPSED : LAG_WORKING;
    int32_t minutes = (int32_t)(lag > DURATION_MINUTES_MAX ? DURATION_MINUTES_MAX : lag);
    return onwards ? lag_after(time, at, kind, minutes) : lag_before(time, at, kind, minutes);
}

static Minute date_of(Dates dates, bool of_finish) {
    return of_finish ? dates.finish : dates.start;
}

/* One link: from a predecessor (onwards) or to a successor. */
static void reach(const Run *run, int32_t index, bool onwards, Reach *to) {
    const Link *link = run->plan->links + index;
    Extent other = extent_of(run, onwards ? link->predecessor : link->successor);
    bool from_finish = link->type == LINK_FS || link->type == LINK_FF;
    bool to_finish = link->type == LINK_FF || link->type == LINK_SF;
    bool of_finish = onwards ? from_finish : to_finish, finish = onwards ? to_finish : from_finish;
    bool actual = of_finish ? other.finished : other.started;
    if (other.planned.start == MINUTE_AFTER) return;
    Minute planned = over_lag(run, link, onwards, date_of(other.planned, of_finish));
    Minute early = over_lag(run, link, onwards, date_of(other.early, of_finish));
    bool late_too = !actual || (onwards && link->type == LINK_SS);
    Minute late = late_too ? over_lag(run, link, onwards, date_of(other.late, of_finish)) : early;
    if (finish) {
        if (planned >= to->all.planned.finish) to->all.finished = actual, to->finish_link = index;
        widen(&to->all.planned, MINUTE_AFTER, planned);
        widen(&to->all.early, MINUTE_AFTER, early);
        widen(&to->all.late, MINUTE_AFTER, late);
    } else {
        if (planned <= to->all.planned.start) to->all.started = actual, to->start_link = index;
        widen(&to->all.planned, planned, MINUTE_BEFORE);
        widen(&to->all.early, early, MINUTE_BEFORE);
        widen(&to->all.late, late, MINUTE_BEFORE);
    }
}

/* What nobody says follows from the other end, the project and its status date. */
static Extent settle(const Run *run, const Job *job, const Reach *from) {
    const PlanProject *project = job_project(run, job);
    Minute status = project->rules & RULE_FREE_STATUS ? MINUTE_NONE : project->status_date;
    Extent to = from->all;
    const WorkTime *time = job->time;
    if (from->start_link == NO_INDEX) {
        to.planned.start = to.early.start = later(run_project_start(run, job->project), status);
        to.late.start = to.late.finish;
    }
    if (from->finish_link == NO_INDEX) {
        to.planned.finish = to.early.finish = MINUTE_BEFORE;
        to.late.finish = later(run->project_end[job->project], to.planned.start);
        if (from->start_link == NO_INDEX) to.late.start = to.late.finish;
    }
    if (!to.started) to.planned.start = worktime_next_start(time, to.planned.start);
    if (!to.finished) to.planned.finish = worktime_previous_finish(time, to.planned.finish);
    to.planned.finish = later(to.planned.finish, to.planned.start);
    to.early.start = worktime_next_start(time, later(to.early.start, status));
    if (!to.finished) {
        to.early.finish = later(worktime_previous_finish(time, to.early.finish), status);
        to.early.finish = later(to.early.finish, to.early.start);
        to.planned.finish = later(to.planned.finish, to.early.finish);
    }
    to.late.finish = worktime_previous_finish(time, to.late.finish);
    to.late.start = worktime_next_start(time, earlier(to.late.start, to.late.finish));
    return to;
}

/* Its own actual dates stand, whatever its links say. */
static void keep_actual(const Run *run, int32_t row, Extent *to) {
    const Task *task = run->plan->tasks + row;
    const PlanProject *project = run->plan->projects + task->project;
    if (task->actual_start != MINUTE_NONE) {
        to->started = true;
        to->planned.start = task->actual_start;
        to->planned.finish = later(to->planned.finish, task->actual_start);
    }
    if (!effort_is_done(task)) return;
    bool point = project->rules & RULE_REMAINING && project->status_date != MINUTE_NONE;
    to->started = to->finished = true;
    to->planned.finish = task->actual_finish;
    to->planned.start = earlier(to->planned.start, task->actual_finish);
    to->early = point ? (Dates){project->status_date, project->status_date} : to->planned;
    to->late = to->early;
}

/* ---- A span's row ---- */

static bool in_range(Dates dates) {
    return dates.start >= FIRST_MINUTE && dates.start <= END_MINUTE && dates.finish >= FIRST_MINUTE &&
           dates.finish <= END_MINUTE;
}

/* Work and money follow the length, as far as an assignment's work is not given; it has no pauses. */
static void set_length(Run *run, int32_t position, int32_t minutes) {
    Job *job = run->jobs + position;
    int32_t row = run->graph.row[position];
    groups_count(run, position, -1);
    leaf_remove(run, position);
    job->minutes = minutes;
    if (job->more) job->more->pause = 0;
    int32_t first = run->first_assignment ? run->first_assignment[row] : 0;
    int32_t end = run->first_assignment ? run->first_assignment[row + 1] : 0;
    for (int32_t i = first; i < end; i++)
        if (run->plan->assignments[run->parts[i].assignment].work < 0) {
            run->parts[i].minutes = minutes;
            run->parts[i].pause = 0;
        }
    leaf_prepare(run, position);
    groups_count(run, position, 1);
}

static bool set_row(Run *run, int32_t position, const Extent *extent, int32_t cause, int32_t index) {
    Job *job = run->jobs + position;
    const PlanProject *project = job_project(run, job);
    int32_t at = run->graph.row[position];
    TaskSchedule *row = run->schedule.tasks + at;
    run->planned[position] = extent->planned;
    int32_t length = worktime_between(job->time, extent->planned.start, extent->planned.finish);
    if (run->plan->tasks[at].flags & TASK_LEVEL_OF_EFFORT) set_length(run, position, length);
    row->duration = length;
    row->start = extent->planned.start;
    row->finish = extent->planned.finish;
    row->early_start = extent->early.start;
    row->early_finish = extent->early.finish;
    row->late_start = extent->late.start;
    row->late_finish = extent->late.finish;
    int32_t finish = worktime_between(job->time, row->early_finish, row->late_finish);
    int32_t start = worktime_between(job->time, row->early_start, row->late_start);
    row->total_float = project->float_kind == FLOAT_FINISH  ? finish
                       : project->float_kind == FLOAT_START ? start
                                                            : least(start, finish);
    if (extent->finished) row->total_float = 0;
    row->free_float = 0;
    row->critical = !extent->finished && project->critical_by == CRITICAL_BY_FLOAT &&
                    row->total_float <= project->critical_float;
    row->cause = cause;
    row->cause_index = index;
    row->cause_resource = NO_INDEX;
    row->late_by_deadline =
        run->plan->tasks[at].deadline != MINUTE_NONE && row->finish > run->plan->tasks[at].deadline;
    group_widen(project_of(run, position), run->planned[position], row->critical);
    GroupSchedule *release = release_of(run, position);
    if (release) group_widen(release, run->planned[position], row->critical);
    return (in_range(extent->planned) && in_range(extent->early) && in_range(extent->late)) ||
           fault_at(run->fault, FAULT_RANGE, TABLE_TASKS, at, "start");
}

/* ---- All levels of effort ---- */

static bool is_effort(const Run *run, int32_t row) {
    int32_t position = run->graph.leaf[row];
    return position != NO_INDEX && run->graph.kind[position] == NODE_SPAN &&
           (run->plan->tasks[row].flags & TASK_LEVEL_OF_EFFORT);
}

static bool takes_part(const Run *run, const Link *link) {
    const Graph *graph = &run->graph;
    int32_t from = run->plan->tasks[link->predecessor].project,
            to = run->plan->tasks[link->successor].project;
    bool alone = (run->plan->projects[from].rules | run->plan->projects[to].rules) & RULE_ALONE;
    return !graph->inactive[link->predecessor] && !graph->inactive[link->successor] && !(from != to && alone);
}

static bool group_links(Arena *arena, const Run *run, bool by_successor, SpanEnds *ret) {
    const Plan *plan = run->plan;
    ret->first = arena_array(arena, int32_t, plan->task_count + 2);
    ret->list = arena_array(arena, int32_t, plan->link_count);
    if (!ret->first || !ret->list) return false;
    for (int round = 0; round < 2; round++) {
        for (int32_t i = 0; i < plan->link_count; i++) {
            int32_t row = by_successor ? plan->links[i].successor : plan->links[i].predecessor;
            if (!is_effort(run, row) || !takes_part(run, plan->links + i)) continue;
            if (round == 0) ret->first[row + 2]++;
            else ret->list[ret->first[row + 1]++] = i;
        }
        for (int32_t i = 0; round == 0 && i < plan->task_count; i++) ret->first[i + 2] += ret->first[i + 1];
    }
    return true;
}

/* Of two linked levels of effort the successor takes dates from the predecessor only. */
static Extent effort_extent(const Run *run, int32_t row, const SpanLinks *links, int32_t *start_link) {
    const SpanEnds *in = &links->in, *out = &links->out;
    Reach from = {no_extent, NO_INDEX, NO_INDEX};
    for (int32_t i = in->first[row]; i < in->first[row + 1]; i++) reach(run, in->list[i], true, &from);
    for (int32_t i = out->first[row]; i < out->first[row + 1]; i++)
        if (!is_effort(run, run->plan->links[out->list[i]].successor)) reach(run, out->list[i], false, &from);
    *start_link = from.start_link;
    Extent extent = settle(run, run->jobs + run->graph.leaf[row], &from);
    keep_actual(run, row, &extent);
    return extent;
}

static bool set_effort(Run *run, int32_t row, const SpanLinks *links) {
    int32_t link;
    Extent extent = effort_extent(run, row, links, &link);
    if (run->plan->tasks[row].actual_start != MINUTE_NONE)
        return set_row(run, run->graph.leaf[row], &extent, CAUSE_ACTUAL, NO_INDEX);
    return set_row(run, run->graph.leaf[row], &extent, link == NO_INDEX ? CAUSE_PROJECT_START : CAUSE_LINK,
                   link);
}

int32_t span_deciding_link(const Run *run, int32_t row, bool of_finish) {
    Reach from = {no_extent, NO_INDEX, NO_INDEX};
    for (int32_t i = 0; i < run->plan->link_count; i++) {
        const Link *link = run->plan->links + i;
        bool onwards = link->successor == row;
        if ((!onwards && link->predecessor != row) || !takes_part(run, link)) continue;
        if (onwards || !is_effort(run, link->successor)) reach(run, i, onwards, &from);
    }
    return of_finish ? from.finish_link : from.start_link;
}

bool span_links_make(Arena *arena, const Run *run, SpanLinks *ret) {
    int32_t count = run->plan->task_count, done = 0, found = 0, next = 0;
    int32_t *waiting = arena_array(arena, int32_t, count);
    int32_t *queue = arena_array(arena, int32_t, count + 1);
    const SpanEnds *in = &ret->in, *out = &ret->out;
    if (!waiting || !queue || !group_links(arena, run, true, &ret->in) ||
        !group_links(arena, run, false, &ret->out))
        return false;
    for (int32_t row = 0; row < count; row++) {
        if (!is_effort(run, row)) waiting[row] = -1;
        for (int32_t i = in->first[row]; i < in->first[row + 1]; i++)
            waiting[row] += is_effort(run, run->plan->links[in->list[i]].predecessor);
        if (waiting[row] == 0) queue[found++] = row;
    }
    while (done < found || next < count) {
        if (done == found) {
            if (waiting[next] > 0) waiting[queue[found++] = next] = 0;
            next++;
            continue;
        }
        int32_t row = queue[done++];
        waiting[row] = -1;
        for (int32_t i = out->first[row]; i < out->first[row + 1]; i++) {
            int32_t to = run->plan->links[out->list[i]].successor;
            if (waiting[to] > 0 && --waiting[to] == 0) queue[found++] = to;
        }
    }
    ret->rows = queue;
    ret->count = found;
    return true;
}

bool spans_of_links(Run *run) {
    if (!run->graph.span_count) return true;
    ArenaMark mark = arena_mark(run->arena);
    SpanLinks links;
    for (int32_t p = 0; p < run->graph.node_count; p++)
        if (run->graph.kind[p] == NODE_SPAN) leaf_clear(run, p);
    if (!span_links_make(run->arena, run, &links)) return fault_memory(run->fault);
    bool ok = true;
    for (int32_t i = 0; ok && i < links.count; i++) ok = set_effort(run, links.rows[i], &links);
    arena_release(run->arena, mark);
    return ok;
}

/* ---- WBS summaries ---- */

/* Early and late dates are those of what is not finished; of all when everything is. *first: the row that
 * starts first; NO_INDEX: it covers nothing. */
static Extent summary_extent(const Run *run, int32_t row, int32_t *first) {
    const Graph *graph = &run->graph;
    int32_t parent = graph->parent[row], from = parent == NO_INDEX ? 0 : parent + 1;
    int32_t end = parent == NO_INDEX ? run->plan->task_count : graph->end[parent];
    Extent all = no_extent, open = no_extent;
    *first = NO_INDEX;
    for (int32_t i = from; i < end; i++) {
        const Task *task = run->plan->tasks + i;
        if (graph->leaf[i] == NO_INDEX || task->project != run->plan->tasks[row].project) continue;
        if (task->flags & TASK_WBS_SUMMARY) continue;
        if (run->schedule.tasks[i].start < all.planned.start && run->schedule.tasks[i].start != MINUTE_NONE)
            *first = i;
        add_row(run, i, &all);
        if (is_finished(task) || run->schedule.tasks[i].start == MINUTE_NONE) continue;
        const TaskSchedule *dates = run->schedule.tasks + i;
        widen(&open.early, dates->early_start, dates->early_finish);
        widen(&open.late, dates->late_start, dates->late_finish);
    }
    all.finished = open.early.start == MINUTE_AFTER;
    if (all.finished) return all;
    all.early = open.early;
    all.late = open.late;
    return all;
}

static bool set_summary(Run *run, int32_t position) {
    int32_t first;
    Extent extent = summary_extent(run, run->graph.row[position], &first);
    return first == NO_INDEX || set_row(run, position, &extent, CAUSE_CHILDREN, first);
}

bool span_dates(const Run *run, const SpanLinks *links, int32_t row, Dates *planned, Dates *early) {
    int32_t from;
    bool effort = is_effort(run, row);
    Extent extent = effort ? effort_extent(run, row, links, &from) : summary_extent(run, row, &from);
    *planned = extent.planned;
    *early = extent.early;
    return effort || from != NO_INDEX;
}

bool spans_of_summaries(Run *run) {
    for (int32_t p = 0; run->graph.span_count && p < run->graph.node_count; p++) {
        if (run->graph.kind[p] != NODE_SPAN) continue;
        if (run->plan->tasks[run->graph.row[p]].flags & TASK_LEVEL_OF_EFFORT) continue;
        if (!set_summary(run, p)) return false;
    }
    return true;
}
