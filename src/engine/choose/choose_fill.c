/* Choices from choices: filling up greedily by profit per cost still lacking, and improving by taking some
 * out and filling up again. See choose_search.h. Comparisons by quotients of doubles, which every machine
 * rounds alike. */
#include "base/mem.h"
#include "engine/choose/choose_search.h"

void choose_know(ChooseSearch *search, int64_t cost, int64_t profit) {
    int64_t first = cost < search->known_low ? 0 : cost - search->known_low;
    for (int64_t i = first; i < search->known_count && search->known[i] < profit; i++)
        search->known[i] = profit;
}

static void know_trial(ChooseSearch *search, ChooseSum sum) {
    int64_t last = search->known_low + search->known_count - 1;
    if (sum.cost > last) return;
    if (search->chosen && sum.profit > choose_known(search, last))
        mem_copy(search->chosen, search->trial, (size_t)search->core->customer_count);
    choose_know(search, sum.cost, sum.profit);
}

/* Brings in the groups of customer k. */
static void take_groups(ChooseSearch *search, int32_t k, ChooseSum *sum) {
    const ChooseCore *core = search->core;
    for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++) {
        int32_t g = core->arc_group[a];
        if (search->taken[g]) continue;
        search->taken[g] = 1;
        sum->cost += core->cost[g];
        for (int32_t u = core->first_use[g]; u < core->first_use[g + 1]; u++)
            search->lacking[core->arc_customer[core->use_arc[u]]] -= core->cost[g];
    }
}

static ChooseSum trial_sum(ChooseSearch *search) {
    const ChooseCore *core = search->core;
    ChooseSum sum = {0, 0};
    mem_zero(search->taken, (size_t)core->group_count);
    for (int32_t k = 0; k < core->customer_count; k++) {
        search->lacking[k] = core->own[k];
        for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++)
            search->lacking[k] += core->cost[core->arc_group[a]];
    }
    for (int32_t k = 0; k < core->customer_count; k++) {
        if (!search->trial[k]) continue;
        sum.profit += core->profit[k];
        sum.cost += core->own[k];
        take_groups(search, k, &sum);
    }
    return sum;
}

/* Fills the trial up to the greatest cost; taste may be NULL. */
static ChooseSum fill(ChooseSearch *search, const double *taste) {
    const ChooseCore *core = search->core;
    ChooseSum sum = trial_sum(search);
    know_trial(search, sum);
    for (;;) {
        int64_t left = search->cost_limit - sum.cost;
        int32_t best = -1;
        double best_worth = -1;
        for (int32_t k = 0; k < core->customer_count; k++) {
            if (search->trial[k] || search->lacking[k] > left) continue;
            double worth = (double)core->profit[k] / ((double)search->lacking[k] + 0.25);
            if (taste) worth *= taste[k];
            if (worth <= best_worth) continue;
            best = k;
            best_worth = worth;
        }
        search->fill_work += core->customer_count;
        if (best < 0) break;
        search->trial[best] = 1;
        sum.profit += core->profit[best];
        sum.cost += core->own[best];
        take_groups(search, best, &sum);
        know_trial(search, sum);
    }
    return sum;
}

void choose_fill(ChooseSearch *search) {
    fill(search, NULL);
}

/* xorshift64* (Vigna 2016). */
static uint32_t draw(ChooseSearch *search, uint32_t below) {
    uint64_t x = search->random;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    search->random = x;
    return (uint32_t)(((x * 0x2545f4914f6cdd1du >> 32) * below) >> 32);
}

/* Takes out of the trial the users of a few groups, or some share of all customers. */
static void ruin(ChooseSearch *search) {
    const ChooseCore *core = search->core;
    if (core->group_count && draw(search, 3) == 0) {
        for (uint32_t left = 1 + draw(search, 4); left; left--) {
            int32_t g = (int32_t)draw(search, (uint32_t)core->group_count);
            for (int32_t u = core->first_use[g]; u < core->first_use[g + 1]; u++)
                search->trial[core->arc_customer[core->use_arc[u]]] = 0;
        }
        return;
    }
    uint32_t percent = 3 + draw(search, draw(search, 2) ? 10 : 40);
    for (int32_t k = 0; k < core->customer_count; k++)
        if (draw(search, 100) < percent) search->trial[k] = 0;
}

void choose_improve(ChooseSearch *search, int32_t rounds) {
    size_t size = (size_t)search->core->customer_count;
    int64_t last = search->known_low + search->known_count - 1, here = choose_known(search, last);
    if (size == 0) return;
    mem_copy(search->current, search->chosen, size);
    for (int32_t round = 0; round < rounds && choose_step(search); round++) {
        mem_copy(search->trial, search->current, size);
        ruin(search);
        for (size_t k = 0; k < size; k++) search->taste[k] = 0.8 + draw(search, 1024) / 2560.0;
        ChooseSum sum = fill(search, search->taste);
        if (sum.profit >= here) {
            here = sum.profit;
            mem_copy(search->current, search->trial, size);
        }
    }
}
