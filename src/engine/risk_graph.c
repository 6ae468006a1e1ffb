/* The nodes of the trials in topological order, the edges between them, and where finishes are gathered.
 *
 * A linked summary has an entry before its leaves and an exit behind them, which pass on the latest bounds.
 * The plan has been scheduled before, so there is no cycle. A leaf whose finish cannot be the last of its
 * group, because a successor in the same group ends later, is not gathered. */
#include "engine/check.h"
#include "engine/risk_run.h"

enum { NODE_OF_LEAF, NODE_OF_ENTRY, NODE_OF_EXIT };

typedef struct Arc {
    int32_t from, to; /* nodes */
    int32_t link;     /* NO_INDEX: between a leaf and its summary */
    bool from_start, to_finish;
} Arc;

typedef struct Build {
    Arena *arena;
    Risk *risk;
    const Plan *plan;
    PlanFault *fault;
    int32_t *end; /* by row: behind its last descendant */
    uint8_t *inactive;
    int32_t *leaf, *entry, *exit; /* by row: node or NO_INDEX */
    int32_t *row;                 /* by node */
    uint8_t *kind;
    int32_t node_count;
    Arc *arcs;
    int32_t arc_count;
    int32_t *place; /* position of each node */
    int32_t *first_assignment, *assignments;
} Build;

static bool reserve(Build *b) {
    int64_t rows = b->plan->task_count, links = b->plan->link_count;
    b->end = arena_array(b->arena, int32_t, rows);
    b->inactive = arena_array(b->arena, uint8_t, rows);
    b->leaf = arena_array(b->arena, int32_t, rows);
    b->entry = arena_array(b->arena, int32_t, rows);
    b->exit = arena_array(b->arena, int32_t, rows);
    b->row = arena_array(b->arena, int32_t, 2 * rows);
    b->kind = arena_array(b->arena, uint8_t, 2 * rows);
    b->arcs = arena_array(b->arena, Arc, links + 6 * rows);
    b->place = arena_array(b->arena, int32_t, 2 * rows);
    return b->end && b->inactive && b->leaf && b->entry && b->exit && b->row && b->kind && b->arcs &&
           b->place;
}

static void outline(Build *b) {
    const Task *tasks = b->plan->tasks;
    for (int32_t i = b->plan->task_count - 1; i >= 0; i--) {
        b->end[i] = greater(b->end[i], i + 1);
        int32_t parent = tasks[i].parent;
        if (parent != NO_INDEX) b->end[parent] = greater(b->end[parent], b->end[i]);
    }
    for (int32_t i = 0; i < b->plan->task_count; i++) {
        int32_t parent = tasks[i].parent;
        b->inactive[i] = (tasks[i].flags & TASK_INACTIVE) || (parent != NO_INDEX && b->inactive[parent]);
        b->leaf[i] = b->entry[i] = b->exit[i] = NO_INDEX;
    }
}

static bool is_leaf(const Build *b, int32_t row) {
    return b->end[row] == row + 1;
}

static bool is_void(const Build *b, const Link *link) {
    const Task *from = b->plan->tasks + link->predecessor, *to = b->plan->tasks + link->successor;
    if (b->inactive[link->predecessor] || b->inactive[link->successor]) return true;
    if (is_leaf(b, link->predecessor) && task_is_span(from)) return true;
    if (is_leaf(b, link->successor) && task_is_span(to)) return true;
    const PlanProject *projects = b->plan->projects;
    return from->project != to->project &&
           ((projects[from->project].rules | projects[to->project].rules) & RULE_ALONE);
}

static int32_t add_node(Build *b, int32_t row, int kind) {
    b->row[b->node_count] = row;
    b->kind[b->node_count] = (uint8_t)kind;
    return b->node_count++;
}

static void number_nodes(Build *b) {
    const Plan *plan = b->plan;
    for (int32_t i = 0; i < plan->link_count; i++) {
        const Link *link = plan->links + i;
        if (is_void(b, link)) continue;
        if (!is_leaf(b, link->predecessor)) b->exit[link->predecessor] = 0;
        if (!is_leaf(b, link->successor)) b->entry[link->successor] = 0;
    }
    for (int32_t i = 0; i < plan->task_count; i++) {
        if (!b->inactive[i] && is_leaf(b, i)) b->leaf[i] = add_node(b, i, NODE_OF_LEAF);
        if (b->entry[i] == 0) b->entry[i] = add_node(b, i, NODE_OF_ENTRY);
        for (int32_t row = i; row != NO_INDEX && b->end[row] == i + 1; row = plan->tasks[row].parent)
            if (b->exit[row] == 0) b->exit[row] = add_node(b, row, NODE_OF_EXIT);
    }
}

static void add_both(Build *b, int32_t from, int32_t to) {
    b->arcs[b->arc_count++] = (Arc){from, to, NO_INDEX, true, false};
    b->arcs[b->arc_count++] = (Arc){from, to, NO_INDEX, false, true};
}

static int32_t nearest(const Build *b, const int32_t *nodes, int32_t row) {
    int32_t at = b->plan->tasks[row].parent;
    while (at != NO_INDEX && nodes[at] == NO_INDEX) at = b->plan->tasks[at].parent;
    return at == NO_INDEX ? NO_INDEX : nodes[at];
}

static void add_arcs(Build *b) {
    for (int32_t i = 0; i < b->plan->link_count; i++) {
        const Link *link = b->plan->links + i;
        if (is_void(b, link)) continue;
        int32_t from = b->leaf[link->predecessor], to = b->leaf[link->successor];
        if (from == NO_INDEX) from = b->exit[link->predecessor];
        if (to == NO_INDEX) to = b->entry[link->successor];
        bool from_start = link->type == LINK_SS || link->type == LINK_SF;
        bool to_finish = link->type == LINK_FF || link->type == LINK_SF;
        b->arcs[b->arc_count++] = (Arc){from, to, i, from_start, to_finish};
    }
    for (int32_t i = 0; i < b->plan->task_count; i++) {
        int32_t first = b->leaf[i] != NO_INDEX ? b->leaf[i] : b->entry[i];
        int32_t last = b->leaf[i] != NO_INDEX ? b->leaf[i] : b->exit[i];
        int32_t into = first == NO_INDEX ? NO_INDEX : nearest(b, b->entry, i);
        int32_t out_of = last == NO_INDEX ? NO_INDEX : nearest(b, b->exit, i);
        if (into != NO_INDEX) add_both(b, into, first);
        if (out_of != NO_INDEX) add_both(b, last, out_of);
    }
}

/* list[first[n] .. first[n + 1]) are the arcs that lead to (or from) node n. */
static bool group_arcs(Build *b, bool by_to, int32_t **ret_first, int32_t **ret_list) {
    int32_t *first = arena_array(b->arena, int32_t, b->node_count + 2);
    int32_t *list = arena_array(b->arena, int32_t, b->arc_count);
    if (!first || !list) return false;
    for (int32_t i = 0; i < b->arc_count; i++) first[(by_to ? b->arcs[i].to : b->arcs[i].from) + 2]++;
    for (int32_t n = 0; n < b->node_count; n++) first[n + 2] += first[n + 1];
    for (int32_t i = 0; i < b->arc_count; i++)
        list[first[(by_to ? b->arcs[i].to : b->arcs[i].from) + 1]++] = i;
    *ret_first = first;
    *ret_list = list;
    return true;
}

static bool in_order(const Build *b) {
    for (int32_t i = 0; i < b->arc_count; i++)
        if (b->arcs[i].from >= b->arcs[i].to) return false;
    return true;
}

/* The outline's order when it will do, which keeps memory access sequential; else Kahn's algorithm. */
static bool order_nodes(Build *b) {
    for (int32_t n = 0; n < b->node_count; n++) b->place[n] = n;
    if (in_order(b)) return true;
    int32_t *first, *list, found = 0;
    int32_t *waiting = arena_array(b->arena, int32_t, b->node_count);
    int32_t *queue = arena_array(b->arena, int32_t, b->node_count);
    if (!waiting || !queue || !group_arcs(b, false, &first, &list)) return false;
    for (int32_t i = 0; i < b->arc_count; i++) waiting[b->arcs[i].to]++;
    for (int32_t n = 0; n < b->node_count; n++)
        if (waiting[n] == 0) queue[found++] = n;
    for (int32_t done = 0; done < found; done++) {
        b->place[queue[done]] = done;
        for (int32_t i = first[queue[done]]; i < first[queue[done] + 1]; i++)
            if (--waiting[b->arcs[list[i]].to] == 0) queue[found++] = b->arcs[list[i]].to;
    }
    return true;
}

/* ---- Nodes and edges ---- */

static bool group_assignments(Build *b) {
    const Plan *plan = b->plan;
    int32_t *first = b->first_assignment = arena_array(b->arena, int32_t, plan->task_count + 2);
    b->assignments = arena_array(b->arena, int32_t, plan->assignment_count);
    if (!first || !b->assignments) return false;
    for (int32_t i = 0; i < plan->assignment_count; i++) first[plan->assignments[i].task + 2]++;
    for (int32_t i = 0; i < plan->task_count; i++) first[i + 2] += first[i + 1];
    for (int32_t i = 0; i < plan->assignment_count; i++)
        b->assignments[first[plan->assignments[i].task + 1]++] = i;
    return true;
}

static bool make_virtual(Build *b, int32_t row, TrialNode *node) {
    const Task *task = b->plan->tasks + row;
    int32_t own = task->calendar != NO_INDEX ? task->calendar : b->plan->projects[task->project].calendar;
    *node = (TrialNode){.row = row, .kind = TRIAL_VIRTUAL, .linked = true, .project = task->project};
    node->calendar = b->risk->calendar_count - 1;
    node->group = node->release = node->cost_release = NO_INDEX;
    node->time = risk_time(b->arena, b->risk, own, b->fault);
    return node->time != NULL;
}

static bool make_nodes(Build *b) {
    Risk *risk = b->risk;
    risk->node_count = b->node_count;
    risk->nodes = arena_array(b->arena, TrialNode, b->node_count);
    risk->node_of_row = arena_array(b->arena, int32_t, b->plan->task_count);
    if (!risk->nodes || !risk->node_of_row || !group_assignments(b)) return fault_memory(b->fault);
    for (int32_t i = 0; i < b->plan->task_count; i++)
        risk->node_of_row[i] = b->leaf[i] == NO_INDEX ? NO_INDEX : b->place[b->leaf[i]];
    for (int32_t n = 0; n < b->node_count; n++) {
        TrialNode *node = risk->nodes + b->place[n];
        int32_t row = b->row[n], first = b->first_assignment[row];
        bool made = b->kind[n] == NODE_OF_LEAF
                        ? risk_leaf_make(b->arena, risk, row, b->assignments + first,
                                         b->first_assignment[row + 1] - first, node, b->fault)
                        : make_virtual(b, row, node);
        if (!made) return false;
    }
    return true;
}

static int32_t clamp_lag(int64_t lag) {
    if (lag > DURATION_MINUTES_MAX) return DURATION_MINUTES_MAX;
    return lag < -DURATION_MINUTES_MAX ? -DURATION_MINUTES_MAX : (int32_t)lag;
}

static void set_lag(const Build *b, const Link *link, TrialEdge *edge) {
    const Risk *risk = b->risk;
    const TrialNode *from = risk->nodes + edge->node;
    edge->lag = link->lag;
    edge->elapsed = link->lag_kind == LAG_ELAPSED;
    if (link->lag_kind != LAG_PERCENT) return;
    int64_t minutes = from->whole;
    if (from->kind == TRIAL_VIRTUAL) {
        const TaskSchedule *planned = risk->schedule.tasks + from->row;
        minutes =
            planned->start == MINUTE_NONE ? 0 : worktime_between(from->time, planned->start, planned->finish);
    } else {
        edge->elapsed = from->time == risk->times[risk->calendar_count - 1];
    }
    edge->lag = clamp_lag(minutes * link->lag / 100);
}

/* The table for a pair of calendars, made when first needed; NO_INDEX: the same one. */
static int32_t translation_for(Risk *risk, int32_t from, int32_t to) {
    if (risk->times[from] == risk->times[to]) return NO_INDEX;
    int32_t pair = from * risk->calendar_count + to, i = 0;
    while (i < risk->translation_count && risk->translations[i].pair != pair) i++;
    if (i == risk->translation_capacity) return i;
    if (i == risk->translation_count)
        risk->translations[risk->translation_count++] =
            (Translation){.from = risk->times[from], .to = risk->times[to], .pair = pair};
    return i;
}

static void make_edge(Build *b, const Arc *arc, TrialEdge *edge) {
    Risk *risk = b->risk;
    const TrialNode *to = risk->nodes + b->place[arc->to];
    *edge =
        (TrialEdge){.node = b->place[arc->from], .from_start = arc->from_start, .to_finish = arc->to_finish};
    if (arc->link != NO_INDEX) set_lag(b, b->plan->links + arc->link, edge);
    edge->translation = translation_for(risk, risk->nodes[edge->node].calendar, to->calendar);
    bool back = to->kind == TRIAL_POINT && edge->to_finish && edge->translation != NO_INDEX;
    bool elsewhere = edge->lag != 0 && risk->times[to->calendar] != edge_lag_time(risk, edge, to);
    edge->slow = back || elsewhere || (edge->elapsed && edge->lag != 0) ||
                 edge->translation == risk->translation_capacity;
    if (edge->slow) edge->translation = NO_INDEX;
}

static bool make_edges(Build *b) {
    Risk *risk = b->risk;
    int32_t *first, *list, *node_at = arena_array(b->arena, int32_t, b->node_count);
    risk->translation_capacity = smaller(risk->calendar_count * risk->calendar_count, 256);
    risk->translations = arena_array(b->arena, Translation, risk->translation_capacity);
    risk->first_edge = arena_array(b->arena, int32_t, b->node_count + 1);
    risk->edges = arena_array(b->arena, TrialEdge, b->arc_count);
    if (!node_at || !risk->translations || !risk->first_edge || !risk->edges ||
        !group_arcs(b, true, &first, &list))
        return false;
    for (int32_t n = 0; n < b->node_count; n++) node_at[b->place[n]] = n;
    for (int32_t p = 0; p < b->node_count; p++) {
        int32_t n = node_at[p];
        for (int32_t i = first[n]; i < first[n + 1] && risk->nodes[p].linked; i++)
            make_edge(b, b->arcs + list[i], risk->edges + risk->edge_count++);
        risk->first_edge[p + 1] = risk->edge_count;
    }
    return true;
}

/* ---- Gathering ---- */

static bool make_gather(Build *b) {
    Risk *risk = b->risk;
    const Plan *plan = b->plan;
    int32_t summaries = 0;
    for (int32_t i = 0; i < plan->task_count; i++) summaries += !is_leaf(b, i) && !b->inactive[i];
    risk->first_project = summaries;
    risk->first_release = summaries + plan->project_count;
    risk->whole = risk->first_release + plan->release_count;
    risk->gather_count = risk->whole + 1;
    risk->gather_up = arena_array(b->arena, int32_t, risk->gather_count);
    risk->gather_row = arena_array(b->arena, int32_t, summaries);
    risk->gather_of_row = arena_array(b->arena, int32_t, plan->task_count);
    if (!risk->gather_up || !risk->gather_row || !risk->gather_of_row) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        risk->gather_of_row[i] = NO_INDEX;
        if (is_leaf(b, i) || b->inactive[i]) continue;
        const Task *task = plan->tasks + i;
        int32_t at = --summaries; /* from the last row to the first: what is above stands behind */
        risk->gather_of_row[i] = at;
        risk->gather_row[at] = i;
        risk->gather_up[at] = task->parent == NO_INDEX ? risk->first_project + task->project
                                                       : risk->gather_of_row[task->parent];
    }
    for (int32_t i = 0; i < plan->project_count; i++) risk->gather_up[risk->first_project + i] = risk->whole;
    for (int32_t i = 0; i < plan->release_count; i++) risk->gather_up[risk->first_release + i] = NO_INDEX;
    risk->gather_up[risk->whole] = NO_INDEX;
    return true;
}

static int32_t release_of(const Plan *plan, int32_t row) {
    int32_t at = row;
    while (at != NO_INDEX && plan->tasks[at].release == NO_INDEX) at = plan->tasks[at].parent;
    return at == NO_INDEX ? NO_INDEX : plan->tasks[at].release;
}

static void gather_leaves(Build *b) {
    Risk *risk = b->risk;
    const Plan *plan = b->plan;
    for (int32_t p = 0; p < risk->node_count; p++) {
        TrialNode *node = risk->nodes + p;
        if (node->kind == TRIAL_VIRTUAL) continue;
        int32_t parent = plan->tasks[node->row].parent, release = release_of(plan, node->row);
        node->group = parent == NO_INDEX ? risk->first_project + node->project : risk->gather_of_row[parent];
        node->release = node->cost_release = release == NO_INDEX ? NO_INDEX : risk->first_release + release;
    }
    /* Behind a finish-to-start link nothing ends earlier. */
    for (int32_t p = 0; p < risk->node_count; p++) {
        const TrialNode *to = risk->nodes + p;
        bool follows = to->kind == TRIAL_PLAIN || to->kind == TRIAL_POINT;
        if (!follows || to->start != NO_CODE || to->ceiling != code_of(to->time, MINUTE_AFTER)) continue;
        for (int32_t i = risk->first_edge[p]; i < risk->first_edge[p + 1]; i++) {
            const TrialEdge *edge = risk->edges + i;
            TrialNode *from = risk->nodes + edge->node;
            if (edge->from_start || edge->to_finish || edge->lag < 0 || from->kind == TRIAL_VIRTUAL) continue;
            if (plan->tasks[from->row].parent == plan->tasks[to->row].parent && from->project == to->project)
                from->group = NO_INDEX;
            if (from->cost_release == to->cost_release) from->release = NO_INDEX;
        }
    }
}

/* Those that lags count on, though perhaps no task does. */
static bool lag_times_make(Arena *arena, Risk *risk, PlanFault *fault) {
    for (int32_t i = 0; i < risk->plan->project_count; i++) {
        const PlanProject *project = risk->plan->projects + i;
        if (project->lag_calendar == LAG_CALENDAR_PROJECT &&
            !risk_time(arena, risk, project->calendar, fault))
            return false;
    }
    return true;
}

bool risk_graph_make(Arena *arena, Risk *risk, PlanFault *fault) {
    Build b = {.arena = arena, .risk = risk, .plan = risk->plan, .fault = fault};
    risk->calendar_count = b.plan->calendar_count + 1;
    risk->times = arena_array(arena, const WorkTime *, risk->calendar_count);
    if (!risk->times) return fault_memory(fault);
    risk->times[risk->calendar_count - 1] = worktime_elapsed(arena);
    if (!risk->times[risk->calendar_count - 1] || !reserve(&b)) return fault_memory(fault);
    outline(&b);
    number_nodes(&b);
    add_arcs(&b);
    if (!order_nodes(&b)) return fault_memory(fault);
    if (!make_nodes(&b) || !lag_times_make(arena, risk, fault)) return false;
    if (!make_edges(&b) || !make_gather(&b)) return fault_memory(fault);
    gather_leaves(&b);
    return true;
}
