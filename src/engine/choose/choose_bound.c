/* The Lagrangian dual of a node, by closing in on the best price from both sides, and what it decides. See
 * choose_search.h.
 *
 * At a price too low the best closure is too dear, at one too high there is money left. The price at which
 * the two closures found last are worth the same is tried next, until one price does for both; but as long as
 * only one side is known, the steps are small, because the price seldom changes much from node to node. */
#include "base/mem.h"
#include "engine/choose/choose_search.h"

typedef struct Bracket {
    ChooseSum dear, cheap;           /* over what is free */
    int64_t price_dear, price_cheap; /* the price is between them */
    bool dear_seen, cheap_seen;
    int64_t stride; /* in 64ths of the price */
} Bracket;

static ChooseSum free_sum(const ChooseSearch *search) {
    const ChooseCore *core = search->core;
    ChooseSum sum = {0, 0};
    for (int32_t k = 0; k < core->customer_count; k++) {
        if (search->customer_state[k] != CHOOSE_FREE) continue;
        sum.profit += core->profit[k];
        sum.cost += core->own[k];
    }
    for (int32_t g = 0; g < core->group_count; g++)
        if (search->group_state[g] == CHOOSE_FREE) sum.cost += core->cost[g];
    return sum;
}

/* What is in, and of the rest none or all. */
static void fill_trivial(ChooseSearch *search, bool all) {
    for (int32_t k = 0; k < search->core->customer_count; k++)
        search->trial[k] =
            search->customer_state[k] == CHOOSE_IN || (all && search->customer_state[k] == CHOOSE_FREE);
    choose_fill(search);
}

static void keep_least(const ChooseSearch *search, uint8_t *customers, uint8_t *groups) {
    for (int32_t k = 0; k < search->core->customer_count; k++) customers[k] = search->flow.level[k] >= 0;
    for (int32_t g = 0; g < search->core->group_count; g++) groups[g] = search->flow.group_level[g] >= 0;
}

static void keep_largest(const ChooseSearch *search, uint8_t *customers, uint8_t *groups) {
    for (int32_t k = 0; k < search->core->customer_count; k++) customers[k] = !search->flow.outside[k];
    for (int32_t g = 0; g < search->core->group_count; g++) groups[g] = !search->flow.group_outside[g];
}

static void sides_begin(ChooseSearch *search) {
    const ChooseCore *core = search->core;
    ChooseSides *sides = &search->sides;
    for (int32_t k = 0; k < core->customer_count; k++) {
        sides->dear[k] = search->customer_state[k] == CHOOSE_FREE;
        sides->cheap[k] = 0;
    }
    for (int32_t g = 0; g < core->group_count; g++) {
        sides->dear_group[g] = search->group_state[g] == CHOOSE_FREE;
        sides->cheap_group[g] = 0;
    }
}

/* A closure is a choice: its sums count where a front is wanted, the choice itself where one cost is. */
static void note_closure(ChooseSearch *search, ChooseSum sum, const uint8_t *customers) {
    int64_t cost = search->cost + sum.cost, profit = search->profit + sum.profit;
    int64_t last = search->known_low + search->known_count - 1;
    if (cost > last || profit <= choose_known(search, cost < search->known_low ? search->known_low : cost))
        return;
    if (!search->chosen) {
        choose_know(search, cost, profit);
        return;
    }
    for (int32_t k = 0; k < search->core->customer_count; k++)
        search->trial[k] = search->customer_state[k] == CHOOSE_IN || customers[k];
    choose_fill(search);
}

/* Solves at the price and puts the closures on their sides. True: this price is the best. */
static bool narrow(ChooseSearch *search, Bracket *bracket, int64_t price, int64_t left, ChooseSum least) {
    ChooseSides *sides = &search->sides;
    if (least.cost > left) {
        keep_least(search, sides->dear, sides->dear_group);
        bracket->dear = least;
        bracket->price_dear = price;
        bracket->dear_seen = true;
        return false;
    }
    ChooseSum largest = choose_flow_largest(&search->flow);
    if (largest.cost > left) {
        keep_least(search, sides->cheap, sides->cheap_group);
        keep_largest(search, sides->dear, sides->dear_group);
        note_closure(search, least, sides->cheap);
        return true;
    }
    keep_largest(search, sides->cheap, sides->cheap_group);
    note_closure(search, largest, sides->cheap);
    bracket->cheap = largest;
    bracket->price_cheap = price;
    bracket->cheap_seen = true;
    return false;
}

static int64_t meeting_price(const Bracket *bracket, int shift) {
    return ((bracket->dear.profit - bracket->cheap.profit) << shift) /
           (bracket->dear.cost - bracket->cheap.cost);
}

/* A price to try, or -1: there is none better. `best`: the least bound so far, shifted, over what is free. */
static int64_t next_price(Bracket *bracket, int shift, int64_t price, int64_t left, int64_t best) {
    int64_t meeting = meeting_price(bracket, shift);
    int64_t least_possible = (bracket->cheap.profit << shift) + meeting * (left - bracket->cheap.cost);
    if (best - least_possible < (int64_t)1 << shift >> 4) return -1;
    int64_t step = price / 64 * bracket->stride + 1;
    if (bracket->dear_seen && !bracket->cheap_seen && price + step < meeting) meeting = price + step;
    if (bracket->cheap_seen && !bracket->dear_seen && price - step > meeting) meeting = price - step;
    if (bracket->stride < 1024) bracket->stride *= 4;
    return meeting > bracket->price_dear && meeting < bracket->price_cheap ? meeting : -1;
}

static int64_t solve_at(ChooseSearch *search, int64_t price, int64_t left, int64_t target, ChooseSum *ret) {
    int64_t base = search->profit << search->flow.shift;
    int64_t worth = choose_flow_solve(&search->flow, price, target - 1 - base - price * left, ret);
    search->last_line = (ChooseLine){base + worth, price};
    if (search->line_count < CHOOSE_LINES_MAX) search->lines[search->line_count++] = search->last_line;
    search->flow_work += 8 * ((int64_t)search->core->arc_count + search->core->customer_count);
    return base + worth + price * left;
}

int64_t choose_dual(ChooseSearch *search, int64_t cost, int64_t target, int64_t *price) {
    int shift = search->flow.shift;
    int64_t left = cost - search->cost, base = search->profit << shift, best = INT64_MAX;
    ChooseSum all = free_sum(search);
    if (all.cost <= left || left == 0 || all.profit == 0) {
        bool fits = all.cost <= left;
        fill_trivial(search, fits);
        return fits ? base + (all.profit << shift) : base;
    }
    Bracket bracket = {.dear = all, .price_cheap = (all.profit << shift) / left + 1, .stride = 1};
    int64_t at = *price > 0 && *price < bracket.price_cheap ? *price : meeting_price(&bracket, shift);
    sides_begin(search);
    while (at >= 0 && choose_step(search)) {
        ChooseSum least;
        int64_t bound = solve_at(search, at, left, target, &least);
        if (bound < best) {
            best = bound;
            *price = at;
        }
        if (best < target || narrow(search, &bracket, at, left, least)) break;
        at = next_price(&bracket, shift, at, left, best - base);
    }
    return best;
}

static void fix_customer(ChooseSearch *search, int32_t k, int64_t slack) {
    const ChooseCore *core = search->core;
    const ChooseFlow *flow = &search->flow;
    int64_t keeps = (core->profit[k] << flow->shift) - flow->price * core->own[k];
    int64_t loss = keeps < 0 ? -keeps : 0; /* if it were in */
    for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++)
        loss += flow->group_state[core->arc_group[a]] == CHOOSE_FREE ? flow->spare[core->arc_group[a]] : 0;
    if (flow->excess[k] > slack) choose_decide(search, 2 * k, CHOOSE_IN);
    else if (loss > slack) choose_decide(search, 2 * k, CHOOSE_OUT);
}

static void fix_group(ChooseSearch *search, int32_t g, int64_t slack) {
    const ChooseCore *core = search->core;
    const ChooseFlow *flow = &search->flow;
    int64_t loss = 0; /* if it were out */
    for (int32_t u = core->first_use[g]; u < core->first_use[g + 1]; u++) {
        int32_t k = core->arc_customer[core->use_arc[u]];
        loss += flow->customer_state[k] == CHOOSE_FREE ? flow->excess[k] : 0;
    }
    if (flow->spare[g] > slack) choose_decide(search, 2 * g + 1, CHOOSE_OUT);
    else if (loss > slack) choose_decide(search, 2 * g + 1, CHOOSE_IN);
}

bool choose_fix(ChooseSearch *search, int64_t slack) {
    for (int32_t g = 0; g < search->core->group_count; g++)
        if (search->group_state[g] == CHOOSE_FREE) fix_group(search, g, slack);
    for (int32_t k = 0; k < search->core->customer_count; k++)
        if (search->customer_state[k] == CHOOSE_FREE) fix_customer(search, k, slack);
    return choose_propagate(search);
}
