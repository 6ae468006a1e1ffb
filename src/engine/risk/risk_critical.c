/* Which tasks decide the end: from the last leaves of each project back along the edges whose bound is
 * reached, all lanes of a batch as the bits of a word. Only what is critical in some lane is looked at, and
 * that is little of a large plan. Of several that are reached at once each is critical. */
#include "engine/risk/risk_run.h"

/* The lanes of those asked for in which the edge's bound is reached. */
static uint64_t decides(const Batch *batch, const TrialEdge *edge, int32_t at, uint64_t lanes) {
    const int32_t *date = (edge->to_finish ? batch->work->finish : batch->work->start) + (int64_t)at * LANES;
    int32_t bound[LANES];
    uint64_t decided = 0;
    if (batch->risk->nodes[at].kind == TRIAL_EXACT) return exact_decides(batch, edge, at, lanes);
    for (int lane = 0; lane < LANES; lane++) bound[lane] = NO_CODE;
    raise_bound(batch, edge, at, bound);
    for (uint32_t lane = 0; lane < LANES; lane++)
        decided |= (uint64_t)(bound[lane] >> 1 == date[lane] >> 1) << lane;
    return decided & lanes;
}

static void hand_back(const Batch *batch, int32_t at, uint64_t of_start, uint64_t of_finish) {
    const Risk *risk = batch->risk;
    RiskWork *work = batch->work;
    for (int32_t i = risk->first_edge[at]; i < risk->first_edge[at + 1]; i++) {
        const TrialEdge *edge = risk->edges + i;
        uint64_t *to = (edge->from_start ? work->critical_start : work->critical_finish) + edge->node;
        uint64_t asked = (edge->to_finish ? of_finish : of_start) & ~*to;
        if (asked) *to |= decides(batch, edge, at, asked);
    }
}

/* The lanes in which a leaf ends its project: nothing on its calendar ends later, nor on another. */
static uint64_t last_of_project(const Batch *batch, int32_t at) {
    const Risk *risk = batch->risk;
    const TrialNode *node = risk->nodes + at;
    const int32_t *end = batch->work->gather + (int64_t)(risk->first_project + node->project) * LANES;
    const int32_t *latest = batch->work->shelves + (int64_t)node->end * LANES;
    const int32_t *finish = batch->work->finish + (int64_t)at * LANES;
    int32_t nearest = INT32_MAX;
    uint64_t lanes = 0;
    for (int lane = 0; lane < LANES; lane++) nearest = smaller(nearest, latest[lane] - finish[lane]);
    for (int lane = 0; nearest <= 1 && lane < LANES; lane++) {
        if (latest[lane] - finish[lane] > 1) continue;
        int32_t code = code_of(risk->run.elapsed, moment_of_code(node->time, finish[lane]));
        lanes |= (uint64_t)(code == end[lane]) << lane;
    }
    return lanes;
}

WIDE void batch_critical(const Batch *batch) {
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
            if (node->end != NO_INDEX) of_start |= last_of_project(batch, at);
            of_start &= wanted;
            of_finish = of_start;
            if (node->done) continue;
            work->critical[node->row] += __builtin_popcountll(of_start);
        }
        if (of_start | of_finish) hand_back(batch, at, of_start, of_finish);
    }
}
