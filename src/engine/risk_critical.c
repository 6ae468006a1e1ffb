/* Which tasks decide the end: from the last leaves of each project back along the edges whose bound is
 * reached, all lanes of a batch as the bits of a word. Only what is critical in some lane is looked at, and
 * that is little of a large plan. Of several that are reached at once each is critical. */
#include "engine/risk_run.h"

/* Whether a bound on the start is the one that a started or slow node obeys. */
static bool starts_at(const TrialNode *node, int32_t bound, int32_t start, int32_t other) {
    if (node->start != NO_CODE) return bound > node->floor && bound >= other;
    TrialNode alone = *node;
    int32_t begin, end;
    alone.floor = bound;
    slow_place(&alone, NO_CODE, NO_CODE, 1, &begin, &end);
    return begin == start;
}

/* The latest bound on the start of a lane. */
static int32_t latest_bound(const Batch *batch, int32_t at, int lane) {
    const Risk *risk = batch->risk;
    int32_t latest = NO_CODE;
    for (int32_t i = risk->first_edge[at]; i < risk->first_edge[at + 1]; i++) {
        const TrialEdge *edge = risk->edges + i;
        if (edge->to_finish) continue;
        const int32_t *from = edge->from_start ? batch->work->start : batch->work->finish;
        latest = greater(latest,
                         edge_code(risk, edge, risk->nodes + at, from[(int64_t)edge->node * LANES + lane]));
    }
    return latest;
}

static bool decides(const Batch *batch, int32_t at, const TrialEdge *edge, int lane) {
    const TrialNode *node = batch->risk->nodes + at;
    int64_t cell = (int64_t)at * LANES + lane;
    const int32_t *from = edge->from_start ? batch->work->start : batch->work->finish;
    int32_t bound = edge_code(batch->risk, edge, node, from[(int64_t)edge->node * LANES + lane]);
    int32_t start = batch->work->start[cell], finish = batch->work->finish[cell];
    if (edge->to_finish) return bound >> 1 == finish >> 1;
    bool known = node->start != NO_CODE && node->kind != TRIAL_VIRTUAL;
    if (known) return starts_at(node, bound, start, latest_bound(batch, at, lane));
    if (node->kind == TRIAL_SLOW) return starts_at(node, bound, start, bound);
    return bound >> 1 == start >> 1;
}

static void hand_back(const Batch *batch, int32_t at, uint64_t of_start, uint64_t of_finish) {
    const Risk *risk = batch->risk;
    RiskWork *work = batch->work;
    for (int32_t i = risk->first_edge[at]; i < risk->first_edge[at + 1]; i++) {
        const TrialEdge *edge = risk->edges + i;
        uint64_t *to = (edge->from_start ? work->critical_start : work->critical_finish) + edge->node;
        uint64_t left = (edge->to_finish ? of_finish : of_start) & ~*to;
        for (; left; left &= left - 1) {
            int lane = __builtin_ctzll(left);
            if (decides(batch, at, edge, lane)) *to |= (uint64_t)1 << lane;
        }
    }
}

/* The lanes in which a leaf ends its project. */
static uint64_t last_of_project(const Batch *batch, int32_t at) {
    const Risk *risk = batch->risk;
    const TrialNode *node = risk->nodes + at;
    const WorkTime *time = risk->times[node->calendar];
    const int32_t *end = batch->work->gather + (int64_t)(risk->first_project + node->project) * LANES;
    const int32_t *finish = batch->work->finish + (int64_t)at * LANES;
    uint64_t lanes = 0;
    for (int lane = 0; lane < LANES; lane++) {
        int32_t code = 2 * (moment_of_code(time, finish[lane]) - FIRST_MINUTE);
        lanes |= (uint64_t)(code == end[lane]) << lane;
    }
    return lanes;
}

void batch_critical(const Batch *batch) {
    const Risk *risk = batch->risk;
    RiskWork *work = batch->work;
    uint64_t wanted = batch->count == LANES ? UINT64_MAX : ((uint64_t)1 << batch->count) - 1;
    for (int32_t at = 0; at < risk->node_count; at++)
        work->critical_start[at] = work->critical_finish[at] = 0;
    for (int32_t at = risk->node_count - 1; at >= 0; at--) {
        const TrialNode *node = risk->nodes + at;
        uint64_t of_start = work->critical_start[at], of_finish = work->critical_finish[at];
        if (node->kind != TRIAL_VIRTUAL) {
            of_start |= of_finish;
            if (node->group != NO_INDEX) of_start |= last_of_project(batch, at);
            of_start &= wanted;
            of_finish = of_start;
            if (node->kind != TRIAL_CONST) work->critical[node->row] += __builtin_popcountll(of_start);
        }
        if (of_start | of_finish) hand_back(batch, at, of_start, of_finish);
    }
}
