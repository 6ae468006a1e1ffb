/* ChooseSearch: branch and bound over a core, for one cost or for all costs of a window at once.
 *
 * A node is a set of decisions (customers and groups in or out). Its bound at a cost is the Lagrangian dual:
 * worth of the best closure at a price, plus price times cost, least over all prices; this equals the bound
 * of linear programming. A node is left when at every cost of its window the bound is not above what is
 * already known to be possible. What would lose more than the rest of the gap is decided without branching.
 * Decisions are undone in reverse; depth first, so memory is that of one path. */
#ifndef TRIVET_ENGINE_CHOOSE_SEARCH_H
#define TRIVET_ENGINE_CHOOSE_SEARCH_H

#include "base/vec.h"
#include "engine/choose/choose_flow.h"

enum { CHOOSE_LINES_MAX = 64, CHOOSE_WINDOW = 16 };

/* At this price nothing of the node has more than `at_cost` (shifted) plus price times what is left of the
 * cost. */
typedef struct ChooseLine {
    int64_t at_cost, price;
} ChooseLine;

/* A set on either side of the cost: the best closure that is too dear, and the best that is not. */
typedef struct ChooseSides {
    uint8_t *dear, *dear_group, *cheap, *cheap_group;
} ChooseSides;

typedef struct ChooseNode {
    int64_t low, high; /* window */
    int64_t price;     /* where to look for the dual first */
    int64_t bound;     /* shifted */
} ChooseNode;

/* The second branch of a decision, still to be looked at. */
typedef struct ChooseFrame {
    ChooseNode node;
    int32_t mark, element;
    uint8_t state;
} ChooseFrame;

typedef struct ChooseSearch {
    Arena *arena;
    const ChooseCore *core;
    const ChooseLimits *limits;
    ChooseFlow flow;
    /* Decisions. */
    uint8_t *customer_state, *group_state; /* ChooseState */
    int32_t *undecided;                    /* by group: customers not decided that need it */
    int64_t *missing;                      /* by customer: cost of what it needs and is not in */
    int32_t *trail;                        /* decided elements: customer k is 2k, group g is 2g + 1 */
    int32_t trail_count, done_count;       /* done: their consequences are drawn */
    int64_t profit, cost;                  /* of what is in */
    int64_t cost_limit;                    /* no choice may cost more */
    /* The node at work. */
    ChooseLine lines[CHOOSE_LINES_MAX];
    int32_t line_count;
    ChooseLine last_line; /* of the flow as it is */
    ChooseSides sides;
    struct {
        VEC(ChooseFrame);
    } frames;
    /* What is known. */
    int64_t known_low, known_count; /* costs known_low ... */
    int64_t *known;                 /* by cost: the greatest profit of a choice of at most this cost */
    uint8_t *chosen;                /* by customer: the choice of the last of them */
    /* choose_fill.c */
    uint8_t *trial, *taken, *current; /* by customer, by group, by customer */
    int64_t *lacking;                 /* by customer */
    double *taste;                    /* by customer */
    int64_t fill_work, flow_work;
    uint64_t random;
    /* Limits. */
    int64_t steps, settled, settle_count;
    bool stopped;
} ChooseSearch;

bool choose_search_make(Arena *arena, const ChooseCore *core, const ChooseLimits *limits, int64_t known_low,
                        int64_t known_count, ChooseSearch *ret);
/* Settles all costs low..high (at most CHOOSE_WINDOW apart), or stops. Answers an upper bound of the profit
 * at the cost `high`. */
int64_t choose_search_window(ChooseSearch *search, int64_t low, int64_t high);

/* choose_decide.c: decisions, their consequences, and back. False: a contradiction. */
bool choose_decide(ChooseSearch *search, int32_t element, ChooseState state);
bool choose_propagate(ChooseSearch *search);
void choose_undo(ChooseSearch *search, int32_t mark);

/* choose_bound.c: the dual of the node at a cost, shifted; stops when it is below `target`. price: where to
 * begin, then where it was found. */
int64_t choose_dual(ChooseSearch *search, int64_t cost, int64_t target, int64_t *price);
/* Decides what would lose more than `slack` against the last line. */
bool choose_fix(ChooseSearch *search, int64_t slack);

/* choose_fill.c: search->trial is filled up greedily and noted. */
void choose_fill(ChooseSearch *search);
void choose_know(ChooseSearch *search, int64_t cost, int64_t profit);
/* Removes some, fills up with changing tastes, and keeps what is no worse; `rounds` times. */
void choose_improve(ChooseSearch *search, int32_t rounds);
/* One step; false: stop. */
bool choose_step(ChooseSearch *search);

static inline int64_t choose_known(const ChooseSearch *search, int64_t cost) {
    return search->known[cost - search->known_low];
}
/* A bound below it is of no use at this cost. */
static inline int64_t choose_target(const ChooseSearch *search, int64_t cost) {
    return (choose_known(search, cost) + 1) << search->flow.shift;
}

#endif
