/* Levelling of a plan: the search for an order of its tasks.
 *
 * First priority rules, which answer at once; then the order that the solver of level.h finds for the same
 * tasks in slots of time; then small changes of the best order, kept when they are no worse: somebody who
 * holds up the last task of a project lets it go first, or the tasks around a moment are shuffled. The keys
 * of a schedule are its starts, so that the next pass over them gives the same schedule again, or a shorter
 * one.
 */
#include "engine/level/plan_level_run.h"

#include "base/mem.h"
#include "engine/sort.h"

enum { CHAIN_MOST = 4096, SHUFFLE_LEAST = 4 * 60, SHUFFLE_STEPS = 8 };

typedef enum Rule { RULE_PRIORITY, RULE_LATE_START, RULE_LATE_FINISH, RULE_EARLY_START, RULES } Rule;

static uint32_t random_next(Leveller *leveller) {
    uint64_t z = leveller->random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)(z >> 32);
}

static int32_t random_below(Leveller *leveller, int32_t bound) {
    return (int32_t)(((uint64_t)random_next(leveller) * (uint32_t)bound) >> 32);
}

/* What decided the start of a job: before it on the chain of links and waits. */
static Behind behind_of(const Run *run, int32_t position) {
    int32_t driver = run->driver[position];
    if (run->wait[position].task != NO_INDEX)
        return (Behind){run->graph.leaf[run->wait[position].task], true};
    return (Behind){driver >= 0 ? run->graph.in[driver / 2].node : NO_INDEX, false};
}

/* The search stands on the schedule just made. */
static void keep(Leveller *leveller) {
    const Run *run = &leveller->run;
    leveller->kept_score = leveller->score;
    for (int32_t i = 0; i < run->plan->project_count; i++) leveller->kept_last[i] = NO_INDEX;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        leveller->kept[p] = run->planned[p].start;
        leveller->behind[p] = behind_of(run, p);
        int32_t *last = leveller->kept_last + run->jobs[p].project;
        if (run->jobs[p].kind != NODE_LEAF) continue;
        if (*last == NO_INDEX || run->planned[p].finish > run->planned[*last].finish) *last = p;
    }
}

static bool try_rule(Leveller *leveller, Rule rule) {
    const Run *run = &leveller->run;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        const int32_t keys[RULES] = {leveller->rank[p], leveller->late_start[p], leveller->late_finish[p],
                                     run->early[p].start};
        leveller->key[p] = run->jobs[p].kind == NODE_LEAF ? keys[rule] : INT32_MAX;
    }
    if (!leveller_try(leveller)) return false;
    if (leveller->spent == 1 || score_is_less(&leveller->score, &leveller->kept_score)) keep(leveller);
    return true;
}

/* ---- Changes ---- */

/* One job that waits on the chain to a project's end goes before the one it waits for. */
static bool reverse_wait(Leveller *leveller) {
    const Run *run = &leveller->run;
    int32_t chosen = NO_INDEX, seen = 0, steps = 0;
    int32_t p = leveller->kept_last[random_below(leveller, run->plan->project_count)];
    for (; p != NO_INDEX && steps < CHAIN_MOST; p = leveller->behind[p].position, steps++) {
        if (!leveller->behind[p].waits) continue;
        seen++;
        if (random_below(leveller, seen) == 0) chosen = p;
    }
    if (chosen == NO_INDEX) return false;
    int32_t *holder = leveller->key + leveller->behind[chosen].position;
    leveller->key[chosen] = earlier(leveller->key[chosen], *holder - 1);
    if (random_below(leveller, 2)) *holder = later(*holder, leveller->kept[chosen]);
    return true;
}

/* The jobs around the start of one of them change places at random. */
static void shuffle(Leveller *leveller) {
    const Run *run = &leveller->run;
    int32_t width = SHUFFLE_LEAST << random_below(leveller, SHUFFLE_STEPS);
    int32_t middle = leveller->kept[random_below(leveller, run->graph.node_count)];
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        int64_t from = (int64_t)leveller->kept[p] - middle, by = random_below(leveller, width) - width / 2;
        if (run->jobs[p].kind == NODE_LEAF && from > -width && from < width && random_below(leveller, 2))
            leveller->key[p] = minute_clamp(leveller->key[p] + by);
    }
}

static bool improve(Leveller *leveller) {
    while (!leveller_done(leveller)) {
        for (int32_t p = 0; p < leveller->run.graph.node_count; p++) leveller->key[p] = leveller->kept[p];
        if (random_below(leveller, 3) == 0 || !reverse_wait(leveller)) shuffle(leveller);
        if (!leveller_try(leveller)) return false;
        if (!score_is_less(&leveller->kept_score, &leveller->score)) keep(leveller);
    }
    return true;
}

bool leveller_search(Leveller *leveller) {
    for (int rule = 0; rule < RULES && !leveller_done(leveller); rule++)
        if (!try_rule(leveller, (Rule)rule)) return false;
    if (leveller_done(leveller)) return true;
    bool found;
    if (!leveller_keys_from_slots(leveller, &found)) return false;
    if (found && !leveller->stopped) {
        if (!leveller_try(leveller)) return false;
        if (score_is_less(&leveller->score, &leveller->kept_score)) keep(leveller);
    }
    return improve(leveller);
}
