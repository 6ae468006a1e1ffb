/* Building the network. See network.h.
 *
 * Nodes are first numbered in the outline's order. Most plans are written so that every link leads
 * downwards; then that order already is topological and is kept, which keeps memory access sequential.
 * Otherwise Kahn's algorithm orders them, and what it leaves over holds a cycle. */
#include "engine/network.h"

#include "base/mem.h"
#include "engine/check.h"

typedef struct Arc {
    int32_t from, to;
} Arc;

typedef struct Build {
    Arena *arena;
    const Plan *plan;
    Network *net;
    int32_t *order; /* node of each position; NULL: the same */
    int32_t *place; /* position of each node; NULL: the same */
    int32_t arc_count;
    Arc *arcs;          /* links in their order, then structure */
    int32_t *arc_links; /* by arc: link or NO_INDEX */
} Build;

static bool outline(Build *b) {
    const Task *tasks = b->plan->tasks;
    int32_t count = b->plan->task_count;
    b->net->end = arena_array(b->arena, int32_t, count);
    b->net->inactive = arena_array(b->arena, uint8_t, count);
    b->net->leaf = arena_array(b->arena, int32_t, count);
    if (!b->net->end || !b->net->inactive || !b->net->leaf) return false;
    int32_t *end = b->net->end;
    for (int32_t i = count - 1; i >= 0; i--) {
        if (end[i] == 0) end[i] = i + 1;
        int32_t parent = tasks[i].parent;
        if (parent != NO_INDEX && end[parent] < end[i]) end[parent] = end[i];
    }
    for (int32_t i = 0; i < count; i++) {
        int32_t parent = tasks[i].parent;
        b->net->inactive[i] =
            (tasks[i].flags & TASK_INACTIVE) || (parent != NO_INDEX && b->net->inactive[parent]);
    }
    return true;
}

static bool is_void(const Build *b, const Link *link) {
    return b->net->inactive[link->predecessor] || b->net->inactive[link->successor];
}

/* Marks the linked summaries: 0 in entry or exit, later replaced by the node's number. */
static bool mark_summaries(Build *b) {
    int32_t count = b->plan->task_count;
    bool any = false;
    for (int32_t i = 0; i < b->plan->link_count && !any; i++) {
        const Link *link = b->plan->links + i;
        any = !is_void(b, link) &&
              !(network_is_leaf(b->net, link->predecessor) && network_is_leaf(b->net, link->successor));
    }
    if (!any) return true;
    b->net->entry = arena_array(b->arena, int32_t, count);
    b->net->exit = arena_array(b->arena, int32_t, count);
    if (!b->net->entry || !b->net->exit) return false;
    for (int32_t i = 0; i < count; i++) b->net->entry[i] = b->net->exit[i] = NO_INDEX;
    for (int32_t i = 0; i < b->plan->link_count; i++) {
        const Link *link = b->plan->links + i;
        if (is_void(b, link)) continue;
        if (!network_is_leaf(b->net, link->predecessor)) b->net->exit[link->predecessor] = 0;
        if (!network_is_leaf(b->net, link->successor)) b->net->entry[link->successor] = 0;
    }
    return true;
}

static int32_t add_node(Build *b, int32_t row, NodeKind kind) {
    b->net->row[b->net->node_count] = row;
    b->net->kind[b->net->node_count] = (uint8_t)kind;
    return b->net->node_count++;
}

/* Row i was the last of each of these summaries: their exits follow. */
static void close_summaries(Build *b, int32_t i) {
    const Task *tasks = b->plan->tasks;
    for (int32_t row = i; row != NO_INDEX && b->net->end[row] == i + 1; row = tasks[row].parent)
        if (b->net->exit[row] == 0) b->net->exit[row] = add_node(b, row, NODE_EXIT);
}

/* A summary's entry stands before its leaves, its exit behind the last of them. */
static bool number_nodes(Build *b) {
    int32_t count = b->plan->task_count;
    int64_t most = (b->net->entry ? 2 : 1) * (int64_t)count;
    b->net->row = arena_array(b->arena, int32_t, most);
    b->net->kind = arena_array(b->arena, uint8_t, most);
    if (!b->net->row || !b->net->kind) return false;
    for (int32_t i = 0; i < count; i++) {
        bool leaf = !b->net->inactive[i] && network_is_leaf(b->net, i);
        b->net->leaf[i] = leaf ? add_node(b, i, NODE_LEAF) : NO_INDEX;
        if (!b->net->entry) continue;
        if (b->net->entry[i] == 0) b->net->entry[i] = add_node(b, i, NODE_ENTRY);
        close_summaries(b, i);
    }
    return true;
}

static void add_arc(Build *b, int32_t from, int32_t to, int32_t link) {
    b->arcs[b->arc_count] = (Arc){from, to};
    b->arc_links[b->arc_count++] = link;
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
    if (!b->net->entry) return true;
    int32_t count = b->plan->task_count;
    int32_t *into = arena_array(b->arena, int32_t, count), *out_of = arena_array(b->arena, int32_t, count);
    if (!into || !out_of) return false;
    find_nearest(b, b->net->entry, into);
    find_nearest(b, b->net->exit, out_of);
    for (int32_t i = 0; i < count; i++) {
        int32_t leaf = b->net->leaf[i];
        int32_t first = leaf != NO_INDEX ? leaf : b->net->entry[i];
        int32_t last = leaf != NO_INDEX ? leaf : b->net->exit[i];
        if (first != NO_INDEX && into[i] != NO_INDEX) add_arc(b, into[i], first, NO_INDEX);
        if (last != NO_INDEX && out_of[i] != NO_INDEX) add_arc(b, last, out_of[i], NO_INDEX);
    }
    return true;
}

static bool add_arcs(Build *b) {
    int64_t most = (int64_t)b->plan->link_count + (b->net->entry ? 3 * (int64_t)b->plan->task_count : 0);
    b->arcs = arena_array(b->arena, Arc, most);
    b->arc_links = arena_array(b->arena, int32_t, most);
    if (!b->arcs || !b->arc_links) return false;
    for (int32_t i = 0; i < b->plan->link_count; i++) {
        const Link *link = b->plan->links + i;
        if (is_void(b, link)) continue;
        int32_t from = b->net->leaf[link->predecessor], to = b->net->leaf[link->successor];
        if (from == NO_INDEX) from = b->net->exit[link->predecessor];
        if (to == NO_INDEX) to = b->net->entry[link->successor];
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
    int32_t count = b->net->node_count;
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
    int32_t count = b->net->node_count, node = 0, steps = 0;
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
        int32_t row = b->net->row[path[i]];
        if (n == 0 || rows[n - 1] != row) rows[n++] = row;
    }
    while (n > 1 && rows[n - 1] == rows[0]) n--;
    return fault_cycle(b->arena, rows, n, fault);
}

static bool order_nodes(Build *b, PlanFault *fault) {
    if (is_ordered(b)) return true;
    int32_t count = b->net->node_count, done = 0, found = 0;
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
    Network *net = b->net;
    int32_t count = net->node_count;
    if (!b->order) return true;
    int32_t *row = arena_array(b->arena, int32_t, count);
    uint8_t *kind = arena_array(b->arena, uint8_t, count);
    if (!row || !kind) return false;
    for (int32_t p = 0; p < count; p++) {
        row[p] = net->row[b->order[p]];
        kind[p] = net->kind[b->order[p]];
    }
    net->row = row;
    net->kind = kind;
    for (int32_t i = 0; i < b->plan->task_count; i++) {
        if (net->leaf[i] != NO_INDEX) net->leaf[i] = b->place[net->leaf[i]];
        if (!net->exit) continue;
        if (net->entry[i] != NO_INDEX) net->entry[i] = b->place[net->entry[i]];
        if (net->exit[i] != NO_INDEX) net->exit[i] = b->place[net->exit[i]];
    }
    for (int32_t i = 0; i < b->arc_count; i++)
        b->arcs[i] = (Arc){b->place[b->arcs[i].from], b->place[b->arcs[i].to]};
    return true;
}

static bool make_edges(Build *b) {
    int32_t *first, *list;
    b->net->edges = arena_array(b->arena, Edge, b->arc_count);
    if (!b->net->edges || !group_arcs(b, true, &first, &list)) return false;
    for (int32_t i = 0; i < b->arc_count; i++) {
        int32_t arc = list[i], index = b->arc_links[arc];
        Edge *edge = b->net->edges + i;
        *edge = (Edge){.from = b->arcs[arc].from, .link = index, .type = EDGE_BOTH};
        if (index == NO_INDEX) continue;
        const Link *link = b->plan->links + index;
        edge->type = (int16_t)link->type;
        edge->lag = link->lag;
        edge->lag_kind = (int16_t)link->lag_kind;
    }
    b->net->first_edge = first;
    return true;
}

bool network_make(Arena *arena, const Plan *plan, Network *ret, PlanFault *fault) {
    mem_zero(ret, sizeof *ret);
    Build b = {.arena = arena, .plan = plan, .net = ret};
    if (!outline(&b) || !mark_summaries(&b) || !number_nodes(&b) || !add_arcs(&b)) return fault_memory(fault);
    if (!order_nodes(&b, fault)) return false;
    if (!renumber(&b) || !make_edges(&b)) return fault_memory(fault);
    return true;
}
