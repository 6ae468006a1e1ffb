/* Which tasks decide the end: from the last leaves of each project back along the edges whose bound is
 * reached, all lanes of a batch as the bits of a word. Only what is critical in some lane is looked at, and
 * that is little of a large plan. Of several that are reached at once each is critical. */
#include "engine/risk/risk_run.h"

/* Of a plain leaf, a milestone or a node of a summary: its bound is reached. */
static bool reaches(const Batch *batch, const TrialEdge *edge, int32_t at, int lane) {
    int64_t cell = (int64_t)at * LANES + lane;
    int32_t bound = exact_bound(batch, edge, at, lane);
    const int32_t *date = edge->to_finish ? batch->work->finish : batch->work->start;
    return bound >> 1 == date[cell] >> 1;
}

static uint64_t decides(const Batch *batch, const TrialEdge *edge, int32_t at, uint64_t lanes) {
    uint64_t decided = 0;
    if (batch->risk->nodes[at].kind == TRIAL_EXACT) return exact_decides(batch, edge, at, lanes);
    for (uint64_t left = lanes; left; left &= left - 1) {
        int lane = __builtin_ctzll(left);
        if (reaches(batch, edge, at, lane)) decided |= (uint64_t)1 << lane;
    }
    return decided;
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

/* The lanes in which a leaf ends its project. */
static uint64_t last_of_project(const Batch *batch, int32_t at) {
    const Risk *risk = batch->risk;
    const TrialNode *node = risk->nodes + at;
    const int32_t *end = batch->work->gather + (int64_t)(risk->first_project + node->project) * LANES;
    const int32_t *finish = batch->work->finish + (int64_t)at * LANES;
    uint64_t lanes = 0;
    for (int lane = 0; lane < LANES; lane++) {
        int32_t code = code_of(risk->run.elapsed, moment_of_code(node->time, finish[lane]));
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
            if (node->end != NO_INDEX) of_start |= last_of_project(batch, at);
            of_start &= wanted;
            of_finish = of_start;
            if (node->done) continue;
            work->critical[node->row] += __builtin_popcountll(of_start);
        }
        if (of_start | of_finish) hand_back(batch, at, of_start, of_finish);
    }
}
