/* The network: leaves of the outline and the links between them, in topological order.
 *
 * A link on a summary means each of its leaves. Written out, two linked phases of a thousand tasks would be
 * a million links; so a linked summary gets an entry node (before its leaves) or an exit node (after them)
 * that passes on the latest start and finish, and the size stays rows plus links.
 *
 * Nodes are numbered by position: every edge leads from a smaller position to a larger one, so that the
 * forward pass is one loop up and the backward pass one loop down. Inactive rows have no node. */
#ifndef TRIVET_ENGINE_NETWORK_H
#define TRIVET_ENGINE_NETWORK_H

#include "engine/trivet.h"

typedef enum NodeKind { NODE_LEAF, NODE_ENTRY, NODE_EXIT } NodeKind;

/* Between a leaf and a node of its summary: hands on start to start and finish to finish. */
enum { EDGE_BOTH = LINK_SS + 1 };

typedef struct Edge {
    int32_t from; /* position */
    int32_t link; /* index into Plan.links, NO_INDEX for EDGE_BOTH */
    int32_t lag;
    int16_t type; /* LinkType or EDGE_BOTH */
    int16_t lag_kind;
} Edge;

typedef struct Network {
    int32_t *end;      /* by row: behind its last descendant; row + 1 is a leaf */
    uint8_t *inactive; /* by row: itself or a row above it */
    int32_t *leaf;     /* by row: position of its node or NO_INDEX */
    int32_t *entry,
        *exit; /* by row: position of its entry and exit or NO_INDEX; NULL: no summary is linked */
    int32_t node_count;
    int32_t *row;        /* by position */
    uint8_t *kind;       /* by position: NodeKind */
    int32_t *first_edge; /* by position, one more: edges[first_edge[p] .. first_edge[p + 1]) lead to p */
    Edge *edges;
} Network;

/* The plan has passed plan_check. False: a cycle, named in *fault, or no memory. */
bool network_make(Arena *arena, const Plan *plan, Network *ret, PlanFault *fault);

static inline bool network_is_leaf(const Network *network, int32_t row) {
    return network->end[row] == row + 1;
}

#endif
