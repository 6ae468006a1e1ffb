/* The graph: leaves of the outline and the links between them, in topological order.
 *
 * A link on a summary means each of its leaves. Written out, two linked phases of a thousand tasks would be
 * a million links; so a linked summary gets an entry node (before its leaves) or an exit node (after them)
 * that passes on the latest start and finish, and the size stays rows plus links.
 *
 * Nodes are numbered by position: every edge leads from a smaller position to a larger one, so that the
 * forward pass is one loop up and the backward pass one loop down. Inactive rows have no node. */
#ifndef TRIVET_ENGINE_GRAPH_H
#define TRIVET_ENGINE_GRAPH_H

#include "engine/check.h"
#include "engine/trivet.h"

typedef enum NodeKind {
    NODE_LEAF,
    NODE_ENTRY,
    NODE_EXIT,
    NODE_SPAN, /* a leaf without edges, whose dates come from others' (span.h) */
} NodeKind;

/* One end of an edge, as the other end sees it: which node, and how dates go along it. Packed, because the
 * passes are as fast as memory is: three bits of type, two of LagKind, and the lag. */
typedef struct Edge {
    int32_t node;
    int32_t how; /* 0: finish to start without lag */
} Edge;

enum {
    EDGE_FROM_START = 1, /* else from the finish */
    EDGE_TO_FINISH = 2,  /* else to the start */
    EDGE_BOTH = 4,       /* between a leaf and a node of its summary: start to start, finish to finish */
    EDGE_KIND_AT = 3,
    EDGE_LAG_AT = 5,
};

typedef struct Graph {
    int32_t *parent;   /* by row */
    int32_t *end;      /* by row: behind its last descendant; row + 1 is a leaf */
    uint8_t *inactive; /* by row: itself or a row above it */
    int32_t *leaf;     /* by row: position of its node or NO_INDEX */
    int32_t *entry,
        *exit; /* by row: position of its entry and exit or NO_INDEX; NULL: no summary is linked */
    int32_t summary_count;
    int32_t node_count, edge_count, span_count;
    int32_t *row;      /* by position */
    uint8_t *kind;     /* by position: NodeKind */
    int32_t *first_in; /* by position, one more: in[first_in[p] .. first_in[p + 1]) lead to p */
    Edge *in;
    int32_t *link;      /* beside `in`: index into Plan.links, NO_INDEX for EDGE_BOTH */
    int32_t *first_out; /* likewise: out[...] lead from p */
    Edge *out;
    bool any_percent; /* a lag is percent of something */
} Graph;

/* It binds nothing: an end takes no part or is a span, or a project stands alone. */
bool graph_link_is_void(const Graph *graph, const Plan *plan, const Link *link);
/* The plan has passed plan_check. False: a cycle, named in *fault, or no memory. `out` is still empty. */
bool graph_make(Arena *arena, const Plan *plan, Graph *ret, PlanFault *fault);
/* Types and lags of `in` once more from the plan's links, whose ends are the same. */
void graph_read_links(Graph *graph, const Plan *plan);
/* Makes `out` from `in`. */
void graph_turn(Graph *graph);

static inline bool graph_is_leaf(const Graph *graph, int32_t row) {
    return graph->end[row] == row + 1;
}
static inline int32_t edge_lag(int32_t how) {
    return how >> EDGE_LAG_AT;
}
static inline LagKind edge_lag_kind(int32_t how) {
    return (LagKind)(how >> EDGE_KIND_AT & 3);
}
/* Without a lag its kind does not matter and is left out. */
static inline int32_t edge_with_lag(int32_t how, LagKind kind, int32_t lag) {
    int32_t type = how & ((1 << EDGE_KIND_AT) - 1);
    if (lag == 0) return type;
    return (int32_t)((uint32_t)lag << EDGE_LAG_AT | (uint32_t)kind << EDGE_KIND_AT | (uint32_t)type);
}
static inline int32_t edge_of_link(const Link *link) {
    int32_t type = 0;
    if (link->type == LINK_SS || link->type == LINK_SF) type |= EDGE_FROM_START;
    if (link->type == LINK_FF || link->type == LINK_SF) type |= EDGE_TO_FINISH;
    return edge_with_lag(type, (LagKind)link->lag_kind, link->lag);
}

#endif
