/* Choosing scope: the next-release problem, solved exactly.
 *
 * Requirements have costs, and some come only together with others (precedence). Customers (or goals, or
 * features with a value of their own) bring a profit once everything they ask for is chosen. Wanted is the
 * choice of greatest profit whose cost stays within a bound (Bagnall, Rayward-Smith and Whittley, "The next
 * release problem", 2001), or the whole front: the greatest profit for every cost.
 *
 *     ChooseProblem problem = {.costs = costs, .requirement_count = 3, ...};
 *     ChooseAnswer answer;
 *     ChooseFault fault;
 *     if (!choose_best(&arena, &problem, bound, (ChooseLimits){0}, &answer, &fault)) say(fault);
 *
 * Costs and profits are whole numbers of any unit (cents, points, minutes), 0 or more. All answers are
 * deterministic: equal problems with equal limits give equal answers, natively and in WebAssembly. There is
 * no clock; work is counted in steps, and the caller may stop it at any report. An answer that was stopped is
 * the best found so far, and its bound says how much better any other can be at most. */
#ifndef TRIVET_ENGINE_CHOOSE_H
#define TRIVET_ENGINE_CHOOSE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/* `after` is chosen only together with `before`. A circle is chosen whole or not at all. */
typedef struct ChoosePrecedence {
    int32_t before, after;
} ChoosePrecedence;

/* The customer wants the requirement. One who wants nothing is content with any choice. */
typedef struct ChooseRequest {
    int32_t customer, requirement;
} ChooseRequest;

typedef struct ChooseProblem {
    const int64_t *costs;   /* by requirement */
    const int64_t *profits; /* by customer */
    const ChoosePrecedence *precedences;
    const ChooseRequest *requests;
    int32_t requirement_count, customer_count, precedence_count, request_count;
} ChooseProblem;

enum {
    CHOOSE_REQUIREMENTS_MAX = 200000,
    CHOOSE_CUSTOMERS_MAX = 20000,
    CHOOSE_ROWS_MAX = 2000000,  /* precedences, requests */
    CHOOSE_WANTS_MAX = 4000000, /* requests with all that they presuppose */
    CHOOSE_FRONT_MAX = 100000,  /* steps of cost on a front, after division by the costs' common divisor */
};
#define CHOOSE_SUM_MAX ((int64_t)1 << 40) /* of all costs; of all profits */

/* How the work goes: the best profit so far and its upper bound (of a front: of the cost now at work, which
 * are done from the greatest downward), and for how many of how many costs it is settled. */
typedef struct ChooseProgress {
    int64_t steps, profit, bound;
    int64_t settled, count;
} ChooseProgress;

typedef struct ChooseLimits {
    int64_t steps; /* bounds computed and improvements tried; 0: as many as needed */
    bool (*go_on)(void *context, const ChooseProgress *so_far); /* may be NULL; false stops the work */
    void *context;
} ChooseLimits;

typedef struct ChooseAnswer {
    uint8_t *requirements; /* 1: chosen; by requirement */
    uint8_t *customers;    /* 1: content; by customer */
    int64_t cost, profit;
    int64_t bound; /* no choice within the cost has more profit; equal to profit when proven */
    int64_t steps;
    bool proven;
} ChooseAnswer;

/* A point of the front: no choice of at most this cost has more profit, none of this profit costs less. */
typedef struct ChoosePoint {
    int64_t cost, profit;
} ChoosePoint;

typedef struct ChooseFront {
    ChoosePoint *points; /* ascending */
    int32_t point_count;
    int64_t steps;
    bool proven; /* false: stopped, the points are choices that exist but maybe not the best */
} ChooseFront;

typedef enum ChooseFaultKind {
    CHOOSE_OK,
    CHOOSE_INDEX,     /* `table` and `row` refer to nothing */
    CHOOSE_VALUE,     /* a negative number, or a sum above CHOOSE_SUM_MAX */
    CHOOSE_TOO_LARGE, /* more rows than the maximum of `table` */
    CHOOSE_MEMORY,
} ChooseFaultKind;

typedef struct ChooseFault {
    ChooseFaultKind kind;
    const char *table; /* "costs", "profits", "precedences", "requests", "bound", "front" */
    int32_t row;
} ChooseFault;

/* The best choice of at most this cost. The arrays lie in the arena, which also holds the working memory
 * (some 100 bytes for each request with what it presupposes). */
bool choose_best(Arena *arena, const ChooseProblem *problem, int64_t bound, ChooseLimits limits,
                 ChooseAnswer *ret, ChooseFault *fault);
/* The whole front up to this cost. choose_best with a point's cost gives the choice itself. */
bool choose_front(Arena *arena, const ChooseProblem *problem, int64_t bound, ChooseLimits limits,
                  ChooseFront *ret, ChooseFault *fault);

#endif
