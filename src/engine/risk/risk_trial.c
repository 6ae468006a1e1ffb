/* Trials: a batch of LANES at a time, node by node. Every inner loop runs over the lanes, so that compilers
 * make vectors of it. */
#include "base/mem.h"
#include "engine/risk/risk_run.h"

static bool is_lean(const Batch *batch) {
    return batch->without != NO_INDEX;
}

/* ---- Drivers ---- */

bool driver_happens(const Risk *risk, int32_t driver, uint32_t trial) {
    const uint32_t *salts = risk->driver_salts + 2 * (int64_t)driver;
    uint64_t below = (uint64_t)risk->model->drivers[driver].probability * 4294967296u / RISK_CERTAIN;
    return risk_hash(trial, salts[0], salts[1]) < below;
}

static void draw_drivers(const Batch *batch) {
    const Risk *risk = batch->risk;
    RiskWork *work = batch->work;
    for (int32_t d = 0; d < risk->model->driver_count; d++) {
        float *duration = work->duration_factor + (int64_t)d * LANES,
              *cost = work->cost_factor + (int64_t)d * LANES;
        uint64_t happens = 0;
        sample(risk->driver_duration + d, batch->trials, duration);
        sample(risk->driver_cost + d, batch->trials, cost);
        for (uint32_t lane = 0; lane < LANES; lane++) {
            bool does = driver_happens(risk, d, batch->trials[lane]) && d != batch->without;
            happens |= (uint64_t)does << lane;
            duration[lane] = does ? duration[lane] / 1000.0f : 1.0f;
            cost[lane] = does ? cost[lane] / 1000.0f : 1.0f;
        }
        work->happens[d] = happens;
    }
}

static void add_drawn(const Batch *batch, const Sampler *sampler, int32_t driver, float *to) {
    float drawn[LANES];
    uint64_t happens = batch->work->happens[driver];
    if (!happens) return;
    sample(sampler, batch->trials, drawn);
    for (int lane = 0; lane < LANES; lane++) to[lane] += happens >> lane & 1 ? drawn[lane] : 0.0f;
}

WIDE void draw_minutes(const Batch *batch, const TrialNode *node, int32_t *to) {
    float drawn[LANES];
    if (!node->sampler && !node->effect_count) {
        for (int lane = 0; lane < LANES; lane++) to[lane] = node->minutes;
        return;
    }
    if (node->sampler) sample(node->sampler, batch->trials, drawn);
    else
        for (int lane = 0; lane < LANES; lane++) drawn[lane] = (float)node->minutes;
    for (int32_t i = 0; i < node->effect_count; i++) {
        if (!node->effects[i].scale_duration) continue;
        const float *factor = batch->work->duration_factor + (int64_t)node->effects[i].driver * LANES;
        for (int lane = 0; lane < LANES; lane++) drawn[lane] *= factor[lane];
    }
    for (int32_t i = 0; i < node->effect_count; i++)
        if (node->effects[i].minutes)
            add_drawn(batch, node->effects[i].minutes, node->effects[i].driver, drawn);
    for (int lane = 0; lane < LANES; lane++) {
        float most = drawn[lane] < (float)DURATION_MINUTES_MAX ? drawn[lane] : (float)DURATION_MINUTES_MAX;
        int32_t minutes = (int32_t)(most + 0.5f);
        to[lane] = minutes > 1 ? minutes : 1;
    }
}

/* ---- Dates ---- */

static void raise_slow(const Batch *batch, const TrialEdge *edge, int32_t at, int32_t *bound) {
    for (int lane = 0; lane < LANES; lane++)
        bound[lane] = greater(bound[lane], exact_bound(batch, edge, at, lane));
}

/* False: a code is outside the table. */
static bool look_up(const Translation *t, const int32_t *codes, int32_t *to) {
    uint32_t outside = 0;
    for (int lane = 0; lane < LANES; lane++)
        outside |= (uint32_t)(codes[lane] - t->low - 1) >= (uint32_t)t->length;
    if (outside) return false;
    int32_t index[LANES], way[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        int32_t in = codes[lane] - t->low - 1;
        int32_t cell = (int32_t)(((float)in + 0.5f) * t->cells_per_code);
        way[lane] = in + 1 - cell * t->step;
        index[lane] = 2 * cell + (way[lane] != 1);
    }
    for (int lane = 0; lane < LANES; lane++) index[lane] = t->cells[index[lane]];
    for (int lane = 0; lane < LANES; lane++) {
        int32_t base = index[lane];
        to[lane] = t->to_low + (base >> 1) + (way[lane] & -(base & 1) & ~1);
    }
    return true;
}

static void translate(const Translation *t, const int32_t *codes, int32_t *to) {
    if (t->cells && look_up(t, codes, to)) return;
    for (int lane = 0; lane < LANES; lane++) to[lane] = code_of(t->to, moment_of_code(t->from, codes[lane]));
}

WIDE void raise_bound(const Batch *batch, const TrialEdge *edge, int32_t at, int32_t *bound) {
    const int32_t *from =
        (edge->from_start ? batch->work->start : batch->work->finish) + (int64_t)edge->node * LANES;
    int32_t moved[LANES];
    if (edge->slow) {
        raise_slow(batch, edge, at, bound);
        return;
    }
    if (edge->translation != NO_INDEX) {
        translate(batch->risk->translations + edge->translation, from, moved);
        from = moved;
    }
    if (edge->lag == 0) {
        for (int lane = 0; lane < LANES; lane++) bound[lane] = greater(bound[lane], from[lane]);
        return;
    }
    int32_t lag = 2 * edge->lag, form = edge->lag < 0;
    for (int lane = 0; lane < LANES; lane++)
        bound[lane] = greater(bound[lane], ((from[lane] & ~1) + lag) | form);
}

static void place_plain(const int32_t *start_bound, const int32_t *finish_bound, const int32_t *minutes,
                        int32_t *start, int32_t *finish) {
    if (!finish_bound) {
        for (int lane = 0; lane < LANES; lane++) {
            int32_t from = start_bound[lane] & ~1;
            finish[lane] = from + 2 * minutes[lane];
            start[lane] = from | 1;
        }
        return;
    }
    for (int lane = 0; lane < LANES; lane++) {
        int32_t reach = (finish_bound[lane] & ~1) - 2 * minutes[lane];
        int32_t from = greater(start_bound[lane], reach) & ~1;
        finish[lane] = from + 2 * minutes[lane];
        start[lane] = from | 1;
        /* Bound to end in time off, it ends where work goes on. */
        finish[lane] |= finish_bound[lane] == (finish[lane] | 1);
    }
}

static void place(const Batch *batch, int32_t at, const int32_t *minutes) {
    const Risk *risk = batch->risk;
    const TrialNode *node = risk->nodes + at;
    int32_t *start = batch->work->start + (int64_t)at * LANES,
            *finish = batch->work->finish + (int64_t)at * LANES;
    int32_t start_bound[LANES], finish_bound[LANES];
    bool to_finish = false;
    int32_t floor = node->kind == TRIAL_VIRTUAL ? NO_CODE : node->floor;
    for (int lane = 0; lane < LANES; lane++) start_bound[lane] = floor;
    for (int lane = 0; lane < LANES; lane++) finish_bound[lane] = NO_CODE;
    for (int32_t i = risk->first_edge[at]; i < risk->first_edge[at + 1]; i++) {
        const TrialEdge *edge = risk->edges + i;
        raise_bound(batch, edge, at, edge->to_finish ? finish_bound : start_bound);
        to_finish |= edge->to_finish;
    }
    switch (node->kind) {
    case TRIAL_PLAIN:
        place_plain(start_bound, to_finish ? finish_bound : NULL, minutes, start, finish);
        break;
    case TRIAL_POINT:
        for (int lane = 0; lane < LANES; lane++)
            start[lane] = finish[lane] = greater(start_bound[lane], finish_bound[lane]);
        break;
    default:
        for (int lane = 0; lane < LANES; lane++)
            start[lane] = start_bound[lane], finish[lane] = finish_bound[lane];
    }
}

/* ---- Gathering ---- */

static void shelve(const Batch *batch, const int32_t *finish, int32_t shelf) {
    if (shelf == NO_INDEX) return;
    int32_t *to = batch->work->shelves + (int64_t)shelf * LANES;
    for (int lane = 0; lane < LANES; lane++) to[lane] = greater(to[lane], finish[lane]);
}

static void gather_shelves(const Batch *batch) {
    const Risk *risk = batch->risk;
    for (int32_t i = 0; i < risk->shelf_count; i++) {
        const Shelf *shelf = risk->shelves + i;
        const int32_t *codes = batch->work->shelves + (int64_t)i * LANES;
        int32_t *to = batch->work->gather + (int64_t)shelf->gather * LANES, moments[LANES];
        if (is_lean(batch) && shelf->gather < risk->first_project) continue;
        if (shelf->time != risk->run.elapsed) {
            Translation far = {.from = shelf->time, .to = risk->run.elapsed};
            translate(shelf->translation == NO_INDEX ? &far : risk->translations + shelf->translation, codes,
                      moments);
            codes = moments;
        }
        for (int lane = 0; lane < LANES; lane++) to[lane] = greater(to[lane], codes[lane]);
    }
}

static void count_finish(const Batch *batch, int32_t row, const int32_t *finish) {
    const Risk *risk = batch->risk;
    RiskWork *work = batch->work;
    if (work->pilot_low) {
        for (int lane = 0; lane < LANES; lane++) {
            work->pilot_low[row] = smaller(work->pilot_low[row], finish[lane]);
            work->pilot_high[row] = greater(work->pilot_high[row], finish[lane]);
        }
        return;
    }
    int32_t *bins = work->bins + (int64_t)row * BINS, low = risk->bin_low[row], shift = risk->bin_shift[row];
    int32_t bin[LANES], count = batch->count;
    int64_t sum = 0;
    for (int lane = 0; lane < LANES; lane++) {
        int32_t from_low = finish[lane] - low;
        bin[lane] = smaller(greater(from_low, 0) >> shift, BINS - 1);
    }
    for (int lane = 0; lane < count; lane++) sum += finish[lane];
    for (int lane = 0; lane < count; lane++) bins[bin[lane]]++;
    work->sum[row] += sum;
}

/* What a node costs in all, where that is drawn too. */
static void draw_cents(const Batch *batch, const TrialNode *node, double *cents) {
    float drawn[LANES];
    double fixed = node->fixed_cents, planned = node->cents;
    for (int lane = 0; lane < LANES; lane++) drawn[lane] = (float)fixed;
    if (node->cents_sampler) sample(node->cents_sampler, batch->trials, drawn);
    for (int lane = 0; lane < LANES; lane++)
        cents[lane] += planned + (node->cents_sampler ? (double)drawn[lane] : fixed);
    for (int32_t i = 0; i < node->effect_count; i++) {
        if (!node->effects[i].scale_cost) continue;
        const float *factor = batch->work->cost_factor + (int64_t)node->effects[i].driver * LANES;
        for (int lane = 0; lane < LANES; lane++) cents[lane] *= (double)factor[lane];
    }
    for (int lane = 0; lane < LANES; lane++) drawn[lane] = 0;
    for (int32_t i = 0; i < node->effect_count; i++)
        if (node->effects[i].cents) add_drawn(batch, node->effects[i].cents, node->effects[i].driver, drawn);
    for (int lane = 0; lane < LANES; lane++) cents[lane] += (double)drawn[lane];
}

/* What its work costs beyond the plan, by the rates in force when it is done. */
static void price_work(const Batch *batch, int32_t at, const int32_t *minutes, double *cents) {
    const TrialNode *node = batch->risk->nodes + at;
    const int32_t *start = batch->work->start + (int64_t)at * LANES;
    const int32_t *finish = batch->work->finish + (int64_t)at * LANES;
    for (int lane = 0; lane < LANES; lane++)
        cents[lane] =
            trial_work_cents(node, start[lane], finish[lane], minutes[lane]) - node->planned_work_cents;
}

static void add_cost(const Batch *batch, int32_t at, const int32_t *minutes) {
    const TrialNode *node = batch->risk->nodes + at;
    double cents[LANES], rate = node->cents_per_minute;
    if (node->prices) price_work(batch, at, minutes, cents);
    else
        for (int lane = 0; lane < LANES; lane++) cents[lane] = rate * (minutes[lane] - node->minutes);
    if (node->cost_drawn) draw_cents(batch, node, cents);
    double *project = batch->work->cost + (int64_t)node->project * LANES;
    for (int lane = 0; lane < LANES; lane++) project[lane] += cents[lane];
    if (node->cost_release == NO_INDEX) return;
    double *release = batch->work->cost + (int64_t)(node->cost_release - batch->risk->first_project) * LANES;
    for (int lane = 0; lane < LANES; lane++) release[lane] += cents[lane];
}

/* ---- One batch ---- */

static void begin(const Batch *batch) {
    const Risk *risk = batch->risk;
    int64_t gathered = (int64_t)risk->gather_count * LANES, shelved = (int64_t)risk->shelf_count * LANES;
    for (int64_t i = 0; i < gathered; i++) batch->work->gather[i] = NO_CODE;
    for (int64_t i = 0; i < shelved; i++) batch->work->shelves[i] = NO_CODE;
    for (int32_t group = 0; group <= risk->whole - risk->first_project; group++)
        for (int lane = 0; lane < LANES; lane++)
            batch->work->cost[(int64_t)group * LANES + lane] = risk->group_cents[group];
    draw_drivers(batch);
}

static void gather_up(const Batch *batch) {
    const Risk *risk = batch->risk;
    for (int32_t i = 0; i < risk->gather_count; i++) {
        const int32_t *from = batch->work->gather + (int64_t)i * LANES;
        int32_t up = risk->gather_up[i];
        if (!is_lean(batch) && i < risk->first_project && from[0] != NO_CODE)
            count_finish(batch, risk->gather_row[i], from);
        if (up == NO_INDEX) continue;
        int32_t *to = batch->work->gather + (int64_t)up * LANES;
        for (int lane = 0; lane < LANES; lane++) to[lane] = greater(to[lane], from[lane]);
    }
    const double *cost = batch->work->cost;
    double *whole = batch->work->cost + (int64_t)(risk->whole - risk->first_project) * LANES;
    for (int32_t project = 0; project < risk->run.plan->project_count; project++)
        for (int lane = 0; lane < LANES; lane++) whole[lane] += cost[(int64_t)project * LANES + lane];
}

static int64_t whole_cents(double cents) {
    if (cents > 9e15) return 9000000000000000;
    return cents < 0 ? 0 : (int64_t)(cents + 0.5);
}

static void write_samples(const Batch *batch) {
    const Risk *risk = batch->risk;
    RiskSamples *samples = batch->samples;
    for (int32_t group = 0; group < samples->group_count; group++)
        for (int lane = 0; lane < batch->count; lane++) {
            int64_t to = (int64_t)group * samples->trials + batch->trials[lane];
            int32_t code = batch->work->gather[(int64_t)(risk->first_project + group) * LANES + lane];
            samples->finish[to] = code == NO_CODE ? MINUTE_NONE : FIRST_MINUTE + (code >> 1);
            samples->cost_cents[to] = whole_cents(batch->work->cost[(int64_t)group * LANES + lane]);
        }
}

static void keep_minutes(const Batch *batch, int32_t node, const int32_t *minutes) {
    const Risk *risk = batch->risk;
    if (!batch->samples || !batch->samples->minutes || batch->trials[0] >= (uint32_t)risk->crucial_trials)
        return;
    mem_copy(batch->samples->minutes + (int64_t)node * risk->crucial_trials + batch->trials[0], minutes,
             LANES * sizeof *minutes);
}

/* What follows from the dates of a leaf. */
static void use(const Batch *batch, int32_t at, const int32_t *minutes) {
    const TrialNode *node = batch->risk->nodes + at;
    const int32_t *finish = batch->work->finish + (int64_t)at * LANES;
    int32_t shown[LANES];
    if (node->cost_varies) add_cost(batch, at, minutes);
    shelve(batch, finish, node->end);
    shelve(batch, finish, node->release);
    if (is_lean(batch) || finish[0] == NO_CODE) return;
    if (node->remaining) {
        exact_shown(batch, at, shown);
        finish = shown;
    }
    shelve(batch, finish, node->summary);
    if (!node->known) count_finish(batch, node->row, finish);
}

/* Levels of effort cost by their length. */
static void run_spans(const Batch *batch) {
    const Risk *risk = batch->risk;
    int32_t minutes[LANES];
    if (!risk->run.graph.span_count) return;
    for (int lane = 0; lane < LANES; lane++) exact_place_spans(batch, lane);
    for (int32_t at = 0; at < risk->node_count; at++) {
        if (risk->nodes[at].kind != TRIAL_SPAN) continue;
        exact_lengths(batch, at, minutes);
        use(batch, at, minutes);
    }
}

/* Counting begins when the node has been placed: the row's bins are on their way by then. */
static void fetch_bins(const RiskWork *work, int32_t row) {
    const int32_t *bins = work->bins + (int64_t)row * BINS;
    for (int i = 0; i < BINS; i += 16) __builtin_prefetch(bins + i, 1);
}

WIDE void batch_run(const Batch *batch) {
    const Risk *risk = batch->risk;
    int32_t minutes[LANES];
    begin(batch);
    for (int32_t at = 0; at < risk->node_count; at++) {
        const TrialNode *node = risk->nodes + at;
        if (node->kind == TRIAL_SPAN) continue;
        if (!is_lean(batch)) fetch_bins(batch->work, node->row);
        if (node->works) {
            draw_minutes(batch, node, minutes);
            if (!is_lean(batch)) keep_minutes(batch, at, minutes);
        } else {
            for (int lane = 0; lane < LANES; lane++) minutes[lane] = node->minutes;
        }
        if (!node->known && node->kind == TRIAL_EXACT) exact_place(batch, at, minutes);
        else if (!node->known) place(batch, at, minutes);
        if (node->kind != TRIAL_VIRTUAL) use(batch, at, minutes);
    }
    run_spans(batch);
    gather_shelves(batch);
    gather_up(batch);
    if (!batch->samples) return;
    write_samples(batch);
    if (!is_lean(batch)) batch_critical(batch);
}
