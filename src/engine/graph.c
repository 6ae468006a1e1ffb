/* Building the graph. See graph.h.
 *
 * Nodes are first numbered in the outline's order. Most plans are written so that every link leads
 * downwards; then that order already is topological and is kept, which keeps memory access sequential.
 * Otherwise Kahn's algorithm orders them, and what it leaves over holds a cycle. */
#include "engine/graph.h"

#include "base/mem.h"
#include "engine/check.h"

typedef struct Arc {
    int32_t from, to;
} Arc;

typedef struct Build {
    Arena *arena;
    const Plan *plan;
    Graph *graph;
    int32_t *order;          /* node of each position; NULL: the same */
    int32_t *place;          /* position of each node; NULL: the same */
    bool only_inactive_void; /* no row is a span and no project stands alone: rows need not be looked up */
    int32_t arc_count;
    Arc *arcs;          /* links in their order, then structure; NULL: only counted */
    int32_t *arc_links; /* by arc: link or NO_INDEX */
} Build;

static bool outline(Build *b) {
    const Task *tasks = b->plan->tasks;
    int32_t count = b->plan->task_count;
    Graph *graph = b->graph;
    graph->parent = arena_array(b->arena, int32_t, count);
    graph->end = arena_array(b->arena, int32_t, count);
    graph->inactive = arena_array(b->arena, uint8_t, count);
    graph->leaf = arena_array(b->arena, int32_t, count);
    if (!graph->parent || !graph->end || !graph->inactive || !graph->leaf) return false;
    for (int32_t i = count - 1; i >= 0; i--) {
        int32_t parent = graph->parent[i] = tasks[i].parent;
        if (graph->end[i] == 0) graph->end[i] = i + 1;
        else graph->summary_count++;
        if (parent != NO_INDEX && graph->end[parent] < graph->end[i]) graph->end[parent] = graph->end[i];
    }
    b->only_inactive_void = true;
    for (int32_t i = 0; i < count; i++) {
        int32_t parent = graph->parent[i];
        graph->inactive[i] =
            (tasks[i].flags & TASK_INACTIVE) || (parent != NO_INDEX && graph->inactive[parent]);
        b->only_inactive_void &= !task_is_span(tasks + i);
    }
    for (int32_t i = 0; i < b->plan->project_count; i++)
        b->only_inactive_void &= !(b->plan->projects[i].rules & RULE_ALONE);
    return true;
}

static bool is_span(const Graph *graph, const Plan *plan, int32_t row) {
    return graph_is_leaf(graph, row) && task_is_span(plan->tasks + row);
}

bool graph_link_is_void(const Graph *graph, const Plan *plan, const Link *link) {
    if (graph->inactive[link->predecessor] || graph->inactive[link->successor]) return true;
    if (is_span(graph, plan, link->predecessor) || is_span(graph, plan, link->successor)) return true;
    int32_t from = plan->tasks[link->predecessor].project, to = plan->tasks[link->successor].project;
    return from != to && ((plan->projects[from].rules | plan->projects[to].rules) & RULE_ALONE);
}

static bool is_void(const Build *b, const Link *link) {
    const uint8_t *inactive = b->graph->inactive;
    if (b->only_inactive_void) return inactive[link->predecessor] || inactive[link->successor];
    return graph_link_is_void(b->graph, b->plan, link);
}

/* Marks the linked summaries: 0 in entry or exit, later replaced by the node's number. */
static bool mark_summaries(Build *b) {
    int32_t count = b->plan->task_count;
    bool any = false;
    for (int32_t i = 0; i < b->plan->link_count && !any; i++) {
        const Link *link = b->plan->links + i;
        any = !is_void(b, link) &&
              !(graph_is_leaf(b->graph, link->predecessor) && graph_is_leaf(b->graph, link->successor));
    }
    if (!any) return true;
    b->graph->entry = arena_array(b->arena, int32_t, count);
    b->graph->exit = arena_array(b->arena, int32_t, count);
    if (!b->graph->entry || !b->graph->exit) return false;
    for (int32_t i = 0; i < count; i++) b->graph->entry[i] = b->graph->exit[i] = NO_INDEX;
    for (int32_t i = 0; i < b->plan->link_count; i++) {
        const Link *link = b->plan->links + i;
        if (is_void(b, link)) continue;
        if (!graph_is_leaf(b->graph, link->predecessor)) b->graph->exit[link->predecessor] = 0;
        if (!graph_is_leaf(b->graph, link->successor)) b->graph->entry[link->successor] = 0;
    }
    return true;
}

static int32_t add_node(Build *b, int32_t row, NodeKind kind) {
    b->graph->row[b->graph->node_count] = row;
    b->graph->kind[b->graph->node_count] = (uint8_t)kind;
    return b->graph->node_count++;
}

/* Row i was the last of each of these summaries: their exits follow. */
static void close_summaries(Build *b, int32_t i) {
    const Graph *graph = b->graph;
    for (int32_t row = i; row != NO_INDEX && graph->end[row] == i + 1; row = graph->parent[row])
        if (graph->exit[row] == 0) graph->exit[row] = add_node(b, row, NODE_EXIT);
}

static bool has_leaf(const Graph *graph, int32_t row) {
    return !graph->inactive[row] && graph_is_leaf(graph, row);
}

static int32_t count_nodes(const Build *b) {
    const Graph *graph = b->graph;
    int32_t nodes = 0;
    for (int32_t i = 0; i < b->plan->task_count; i++) {
        nodes += has_leaf(graph, i);
        if (graph->entry) nodes += (graph->entry[i] == 0) + (graph->exit[i] == 0);
    }
    return nodes;
}

/* A summary's entry stands before its leaves, its exit behind the last of them. */
static bool number_nodes(Build *b) {
    Graph *graph = b->graph;
    int32_t nodes = count_nodes(b);
    graph->row = arena_array(b->arena, int32_t, nodes);
    graph->kind = arena_array(b->arena, uint8_t, nodes);
    if (!graph->row || !graph->kind) return false;
    for (int32_t i = 0; i < b->plan->task_count; i++) {
        bool span = is_span(graph, b->plan, i);
        graph->leaf[i] = has_leaf(graph, i) ? add_node(b, i, span ? NODE_SPAN : NODE_LEAF) : NO_INDEX;
        graph->span_count += graph->leaf[i] != NO_INDEX && span;
        if (!graph->entry) continue;
        if (graph->entry[i] == 0) graph->entry[i] = add_node(b, i, NODE_ENTRY);
        close_summaries(b, i);
    }
    return true;
}

static void add_arc(Build *b, int32_t from, int32_t to, int32_t link) {
    if (b->arcs) {
        b->arcs[b->arc_count] = (Arc){from, to};
        b->arc_links[b->arc_count] = link;
    }
    b->arc_count++;
}

/* The nearest row strictly above that has such a node; parents come first, so one step up suffices. */
static void find_nearest(const Build *b, const int32_t *nodes, int32_t *nearest) {
    for (int32_t i = 0; i < b->plan->task_count; i++) {
        int32_t parent = b->plan->tasks[i].parent;
        if (parent == NO_INDEX) nearest[i] = NO_INDEX;
        else nearest[i] = nodes[parent] != NO_INDEX ? nodes[parent] : nearest[parent];
    }
}

static bool add_structure(Build *b) {
    const Graph *graph = b->graph;
    if (!graph->entry) return true;
    int32_t count = b->plan->task_count;
    ArenaMark mark = arena_mark(b->arena);
    int32_t *into = arena_array(b->arena, int32_t, count), *out_of = arena_array(b->arena, int32_t, count);
    if (!into || !out_of) return false;
    find_nearest(b, graph->entry, into);
    find_nearest(b, graph->exit, out_of);
    for (int32_t i = 0; i < count; i++) {
        int32_t leaf = is_span(graph, b->plan, i) ? NO_INDEX : graph->leaf[i];
        int32_t first = leaf != NO_INDEX ? leaf : graph->entry[i];
        int32_t last = leaf != NO_INDEX ? leaf : graph->exit[i];
        if (first != NO_INDEX && into[i] != NO_INDEX) add_arc(b, into[i], first, NO_INDEX);
        if (last != NO_INDEX && out_of[i] != NO_INDEX) add_arc(b, last, out_of[i], NO_INDEX);
    }
    arena_release(b->arena, mark);
    return true;
}

static bool add_arcs(Build *b) {
    const Graph *graph = b->graph;
    b->arc_count = 0;
    for (int32_t i = 0; i < b->plan->link_count; i++) {
        const Link *link = b->plan->links + i;
        if (is_void(b, link)) continue;
        int32_t from = graph->leaf[link->predecessor], to = graph->leaf[link->successor];
        if (from == NO_INDEX) from = graph->exit[link->predecessor];
        if (to == NO_INDEX) to = graph->entry[link->successor];
        add_arc(b, from, to, i);
    }
    return add_structure(b);
}

static bool is_ordered(const Build *b) {
    for (int32_t i = 0; i < b->arc_count; i++)
        if (b->arcs[i].from >= b->arcs[i].to) return false;
    return true;
}

/* Arcs grouped by one of their ends: list[first[n] .. first[n + 1]) are those of node n, in arc order. */
static bool group_arcs(Build *b, bool by_to, int32_t **ret_first, int32_t **ret_list) {
    int32_t count = b->graph->node_count;
    int32_t *first = arena_array(b->arena, int32_t, count + 2);
    int32_t *list = arena_array(b->arena, int32_t, b->arc_count);
    if (!first || !list) return false;
    for (int32_t i = 0; i < b->arc_count; i++) first[(by_to ? b->arcs[i].to : b->arcs[i].from) + 2]++;
    for (int32_t n = 0; n < count; n++) first[n + 2] += first[n + 1];
    for (int32_t i = 0; i < b->arc_count; i++)
        list[first[(by_to ? b->arcs[i].to : b->arcs[i].from) + 1]++] = i;
    *ret_first = first;
    *ret_list = list;
    return true;
}

/* A cycle has no beginning: name it from the row that stands first in the outline. */
static bool fault_cycle(Arena *arena, const int32_t *rows, int32_t count, PlanFault *fault) {
    int32_t *turned = arena_array(arena, int32_t, count), first = 0;
    if (!turned) return fault_memory(fault);
    for (int32_t i = 1; i < count; i++)
        if (rows[i] < rows[first]) first = i;
    for (int32_t i = 0; i < count; i++) turned[i] = rows[(first + i) % count];
    *fault = (PlanFault){
        .kind = FAULT_CYCLE, .table = TABLE_LINKS, .row = NO_INDEX, .rows = turned, .row_count = count};
    return false;
}

/* Every node that is left has a predecessor that is left, so walking back must come round. */
static bool name_cycle(Build *b, const int32_t *waiting, PlanFault *fault) {
    int32_t count = b->graph->node_count, node = 0, steps = 0;
    int32_t *first, *list, *seen = arena_array(b->arena, int32_t, count);
    int32_t *path = arena_array(b->arena, int32_t, count);
    if (!seen || !path || !group_arcs(b, true, &first, &list)) return fault_memory(fault);
    while (waiting[node] == 0) node++;
    while (!seen[node]) {
        path[steps++] = node;
        seen[node] = steps;
        for (int32_t i = first[node]; i < first[node + 1]; i++) {
            if (waiting[b->arcs[list[i]].from] == 0) continue;
            node = b->arcs[list[i]].from;
            break;
        }
    }
    int32_t begin = seen[node] - 1;
    int32_t *rows = arena_array(b->arena, int32_t, steps - begin);
    if (!rows) return fault_memory(fault);
    int32_t n = 0;
    for (int32_t i = steps - 1; i >= begin; i--) {
        int32_t row = b->graph->row[path[i]];
        if (n == 0 || rows[n - 1] != row) rows[n++] = row;
    }
    while (n > 1 && rows[n - 1] == rows[0]) n--;
    return fault_cycle(b->arena, rows, n, fault);
}

static bool order_nodes(Build *b, PlanFault *fault) {
    if (is_ordered(b)) return true;
    int32_t count = b->graph->node_count, done = 0, found = 0;
    int32_t *first, *list, *waiting = arena_array(b->arena, int32_t, count);
    b->order = arena_array(b->arena, int32_t, count);
    b->place = arena_array(b->arena, int32_t, count);
    if (!waiting || !b->order || !b->place || !group_arcs(b, false, &first, &list))
        return fault_memory(fault);
    for (int32_t i = 0; i < b->arc_count; i++) waiting[b->arcs[i].to]++;
    for (int32_t n = 0; n < count; n++)
        if (waiting[n] == 0) b->order[found++] = n;
    for (; done < found; done++) {
        int32_t node = b->order[done];
        b->place[node] = done;
        for (int32_t i = first[node]; i < first[node + 1]; i++) {
            int32_t to = b->arcs[list[i]].to;
            if (--waiting[to] == 0) b->order[found++] = to;
        }
    }
    return done == count || name_cycle(b, waiting, fault);
}

/* Everything that was numbered by node is now numbered by position. */
static bool renumber(Build *b) {
    Graph *graph = b->graph;
    int32_t count = graph->node_count;
    if (!b->order) return true;
    int32_t *row = arena_array(b->arena, int32_t, count);
    uint8_t *kind = arena_array(b->arena, uint8_t, count);
    if (!row || !kind) return false;
    mem_copy(row, graph->row, (size_t)count * sizeof *row);
    mem_copy(kind, graph->kind, (size_t)count);
    for (int32_t p = 0; p < count; p++) {
        graph->row[p] = row[b->order[p]];
        graph->kind[p] = kind[b->order[p]];
    }
    for (int32_t i = 0; i < b->plan->task_count; i++) {
        if (graph->leaf[i] != NO_INDEX) graph->leaf[i] = b->place[graph->leaf[i]];
        if (!graph->exit) continue;
        if (graph->entry[i] != NO_INDEX) graph->entry[i] = b->place[graph->entry[i]];
        if (graph->exit[i] != NO_INDEX) graph->exit[i] = b->place[graph->exit[i]];
    }
    for (int32_t i = 0; i < b->arc_count; i++)
        b->arcs[i] = (Arc){b->place[b->arcs[i].from], b->place[b->arcs[i].to]};
    return true;
}

/* What the arcs become, which outlives them. */
static bool reserve_edges(Build *b) {
    Graph *graph = b->graph;
    if (!add_arcs(b)) return false;
    graph->edge_count = b->arc_count;
    graph->first_in = arena_array(b->arena, int32_t, graph->node_count + 2);
    graph->in = arena_array(b->arena, Edge, b->arc_count);
    graph->link = arena_array(b->arena, int32_t, b->arc_count);
    graph->first_out = arena_array(b->arena, int32_t, graph->node_count + 2);
    graph->out = arena_array(b->arena, Edge, b->arc_count);
    return graph->first_in && graph->in && graph->link && graph->first_out && graph->out;
}

static void make_edges(Build *b) {
    Graph *graph = b->graph;
    int32_t *first = graph->first_in, count = graph->node_count;
    for (int32_t i = 0; i < b->arc_count; i++) first[b->arcs[i].to + 2]++;
    for (int32_t n = 0; n < count; n++) first[n + 2] += first[n + 1];
    for (int32_t i = 0; i < b->arc_count; i++) {
        int32_t at = first[b->arcs[i].to + 1]++;
        graph->in[at] = (Edge){b->arcs[i].from, EDGE_BOTH};
        graph->link[at] = b->arc_links[i];
    }
}

bool graph_make(Arena *arena, const Plan *plan, Graph *ret, PlanFault *fault) {
    mem_zero(ret, sizeof *ret);
    Build b = {.arena = arena, .plan = plan, .graph = ret};
    if (!outline(&b) || !mark_summaries(&b) || !number_nodes(&b) || !reserve_edges(&b))
        return fault_memory(fault);
    ArenaMark mark = arena_mark(arena);
    b.arcs = arena_array(arena, Arc, b.arc_count);
    b.arc_links = arena_array(arena, int32_t, b.arc_count);
    if (!b.arcs || !b.arc_links || !add_arcs(&b)) return fault_memory(fault);
    if (!order_nodes(&b, fault)) return false;
    if (!renumber(&b)) return fault_memory(fault);
    make_edges(&b);
    arena_release(arena, mark);
    graph_read_links(ret, plan);
    return true;
}

void graph_read_links(Graph *graph, const Plan *plan) {
    graph->any_percent = false;
    for (int32_t i = 0; i < graph->edge_count; i++) {
        if (graph->link[i] == NO_INDEX) continue;
        graph->in[i].how = edge_of_link(plan->links + graph->link[i]);
        graph->any_percent |= edge_lag_kind(graph->in[i].how) == LAG_PERCENT;
    }
}

void graph_turn(Graph *graph) {
    int32_t *first = graph->first_out, count = graph->node_count;
    mem_zero(first, ((size_t)count + 2) * sizeof *first);
    for (int32_t i = 0; i < graph->edge_count; i++) first[graph->in[i].node + 2]++;
    for (int32_t p = 0; p < count; p++) first[p + 2] += first[p + 1];
    for (int32_t p = 0; p < count; p++)
        for (int32_t i = graph->first_in[p]; i < graph->first_in[p + 1]; i++)
            graph->out[first[graph->in[i].node + 1]++] = (Edge){p, graph->in[i].how};
}
