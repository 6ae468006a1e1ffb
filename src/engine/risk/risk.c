/* Results of a risk from its samples and counts. See risk.h.
 *
 * Counts add up in any order, samples stand at their trial: so the workers' division leaves no trace. */
#include "engine/risk/risk.h"

#include "base/mem.h"
#include "engine/risk/risk_run.h"
#include "engine/sort.h"

/* ---- Percentiles ---- */

enum { PERCENTILES = 4 };
static const int32_t percents[PERCENTILES] = {10, 50, 80, 90};

/* The smallest rank, from 1 on, that at least so many percent of count reach. */
static int64_t rank_of(int64_t count, int32_t percent) {
    int64_t rank = (count * percent + 99) / 100;
    return rank < 1 ? 1 : rank;
}

static int64_t rounded_mean(int64_t sum, int64_t count) {
    return (sum + (sum < 0 ? -count / 2 : count / 2)) / count;
}

/* The sum of many amounts of money could overflow. */
static int64_t mean_of(const int64_t *values, int32_t count) {
    int64_t whole = 0, rest = 0;
    for (int32_t i = 0; i < count; i++) whole += values[i] / count, rest += values[i] % count;
    return whole + rounded_mean(rest, count);
}

/* Sorts the values; four percentiles and the mean. */
static void summarise(int64_t *values, int32_t count, int64_t *ret) {
    int64_t mean = mean_of(values, count);
    sort_keys(values, count);
    for (int k = 0; k < PERCENTILES; k++) ret[k] = values[rank_of(count, percents[k]) - 1];
    ret[PERCENTILES] = mean;
}

static void widen(const RiskSamples *samples, int32_t group, int64_t *to) {
    const Minute *from = samples->finish + (int64_t)group * samples->trials;
    for (int32_t i = 0; i < samples->done; i++) to[i] = from[i];
}

static void copy_cost(const RiskSamples *samples, int32_t group, int64_t *to) {
    mem_copy(to, samples->cost_cents + (int64_t)group * samples->trials, (size_t)samples->done * sizeof *to);
}

bool risk_group_forecast(Arena *arena, const RiskSamples *samples, int32_t group, RiskGroupForecast *ret) {
    ArenaMark mark = arena_mark(arena);
    int64_t *values = arena_array(arena, int64_t, samples->done), p[PERCENTILES + 1];
    if (!values) return false;
    widen(samples, group, values);
    summarise(values, samples->done, p);
    ret->finish = (RiskDates){(Minute)p[0], (Minute)p[1], (Minute)p[2], (Minute)p[3], (Minute)p[4]};
    copy_cost(samples, group, values);
    summarise(values, samples->done, p);
    ret->cost_cents = (RiskMoney){p[0], p[1], p[2], p[3], p[4]};
    arena_release(arena, mark);
    return true;
}

/* ---- Rows ---- */

/* Of the codes that were counted; summaries are counted around the clock. */
static const WorkTime *time_of_row(const Risk *risk, int32_t row) {
    int32_t at = risk->run.graph.leaf[row];
    return at == NO_INDEX ? risk->run.elapsed : risk->nodes[at].time;
}

static Minute moment_of_rank(const Risk *risk, int32_t row, const int64_t *bins, int64_t rank) {
    int32_t bin = 0, shift = risk->bin_shift[row];
    int64_t before = 0;
    while (before + bins[bin] < rank) before += bins[bin++];
    int64_t within = ((2 * (rank - before) - 1) << shift) / (2 * bins[bin]);
    int32_t code = risk->bin_low[row] + (bin << shift) + (int32_t)within;
    return moment_of_code(time_of_row(risk, row), shift ? code & ~1 : code);
}

/* done: trials that were run. */
static void forecast_row(const Risk *risk, RiskWork *const *works, int32_t work_count, int32_t row,
                         int64_t done, RiskTaskForecast *ret) {
    int64_t bins[BINS] = {0}, sum = 0, critical = 0, trials = 0;
    for (int32_t w = 0; w < work_count; w++) {
        for (int i = 0; i < BINS; i++) bins[i] += works[w]->bins[(int64_t)row * BINS + i];
        sum += works[w]->sum[row];
        critical += works[w]->critical[row];
    }
    Minute finish = risk->run.schedule.tasks[row].finish;
    *ret = (RiskTaskForecast){.finish = {MINUTE_NONE, MINUTE_NONE, MINUTE_NONE, MINUTE_NONE, MINUTE_NONE}};
    int32_t at = risk->run.graph.leaf[row];
    if (at != NO_INDEX && risk->nodes[at].known) {
        *ret = (RiskTaskForecast){.finish = {finish, finish, finish, finish, finish}};
        ret->critical = (int32_t)(critical * 1000000 / done);
        return;
    }
    for (int i = 0; i < BINS; i++) trials += bins[i];
    if (trials == 0) return;
    Minute *to[] = {&ret->finish.p10, &ret->finish.p50, &ret->finish.p80, &ret->finish.p90};
    for (int k = 0; k < PERCENTILES; k++)
        *to[k] = moment_of_rank(risk, row, bins, rank_of(trials, percents[k]));
    ret->finish.mean = moment_of_code(time_of_row(risk, row), (int32_t)rounded_mean(sum, trials));
    ret->critical = (int32_t)(critical * 1000000 / trials);
}

/* ---- Cruciality ---- */

enum { CELLS = 4096 };

typedef struct Ranks {
    int32_t count;
    int32_t *cells;   /* CELLS + 1: how many lie before each cell */
    int32_t *doubled; /* twice the mean rank of equals, from the middle */
} Ranks;

static bool ranks_make(Arena *arena, int32_t count, Ranks *ret) {
    *ret = (Ranks){count, arena_array(arena, int32_t, CELLS + 1), arena_array(arena, int32_t, count)};
    return ret->cells && ret->doubled;
}

/* Values are told apart in CELLS of their range. False: they are all equal. */
static bool rank(Ranks *ranks, const int32_t *values) {
    int32_t low = values[0], high = values[0], count = ranks->count, *cells = ranks->cells;
    for (int32_t i = 1; i < count; i++) low = smaller(low, values[i]), high = greater(high, values[i]);
    if (low == high) return false;
    int shift = 0;
    while (((int64_t)high - low) >> shift >= CELLS) shift++;
    int32_t used = (int32_t)(((int64_t)high - low) >> shift) + 1;
    for (int32_t i = 0; i <= used; i++) cells[i] = 0;
    for (int32_t i = 0; i < count; i++) cells[(((int64_t)values[i] - low) >> shift) + 1]++;
    for (int32_t i = 0; i < used; i++) cells[i + 1] += cells[i];
    for (int32_t i = 0; i < count; i++) {
        const int32_t *cell = cells + (((int64_t)values[i] - low) >> shift);
        ranks->doubled[i] = cell[0] + cell[1] - count;
    }
    return true;
}

/* At most CRUCIAL_TRIALS ranks a side: the sums fit. */
static int32_t correlation(const Ranks *a, const Ranks *b) {
    int32_t product = 0, square_a = 0, square_b = 0;
    for (int32_t i = 0; i < a->count; i++) {
        int32_t x = a->doubled[i], y = b->doubled[i];
        product += x * y;
        square_a += x * x;
        square_b += y * y;
    }
    double both = __builtin_sqrt((double)square_a) * __builtin_sqrt((double)square_b);
    double scaled = (double)product / both * 1e6;
    return (int32_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
}

static bool set_cruciality(Arena *arena, const Risk *risk, const RiskSamples *samples, RiskForecast *ret) {
    int32_t count = smaller(risk->crucial_trials, samples->done), projects = risk->run.plan->project_count;
    ret->cruciality_trials = samples->minutes ? count : 0;
    if (!samples->minutes || count < 2) return true;
    Ranks of_task, *of_project = arena_array(arena, Ranks, projects);
    bool *varies = arena_array(arena, bool, projects);
    if (!of_project || !varies || !ranks_make(arena, count, &of_task)) return false;
    for (int32_t i = 0; i < projects; i++) {
        if (!ranks_make(arena, count, of_project + i)) return false;
        varies[i] = rank(of_project + i, samples->finish + (int64_t)i * samples->trials);
    }
    for (int32_t n = 0; n < risk->node_count; n++) {
        const TrialNode *node = risk->nodes + n;
        bool drawn = node->sampler || node->effect_count;
        if (!drawn || !node->works || !varies[node->project]) continue;
        if (rank(&of_task, samples->minutes + (int64_t)n * risk->crucial_trials))
            ret->tasks[node->row].cruciality = correlation(&of_task, of_project + node->project);
    }
    return true;
}

bool risk_forecast(Arena *arena, const Risk *risk, RiskWork *const *works, int32_t work_count,
                   const RiskSamples *samples, RiskForecast *ret) {
    RiskForecast forecast = {arena_array(arena, RiskTaskForecast, risk->run.plan->task_count),
                             arena_array(arena, RiskGroupForecast, samples->group_count),
                             samples->group_count, 0};
    if (!forecast.tasks || !forecast.groups) return false;
    for (int32_t i = 0; i < risk->run.plan->task_count; i++)
        forecast_row(risk, works, work_count, i, samples->done, forecast.tasks + i);
    for (int32_t i = 0; i < samples->group_count; i++)
        if (!risk_group_forecast(arena, samples, i, forecast.groups + i)) return false;
    if (!set_cruciality(arena, risk, samples, &forecast)) return false;
    *ret = forecast;
    return true;
}

/* ---- Confidence and bins ---- */

RiskConfidence risk_confidence(const RiskSamples *samples, int32_t group, Minute by, int64_t within_cents) {
    const Minute *finish = samples->finish + (int64_t)group * samples->trials;
    const int64_t *cost = samples->cost_cents + (int64_t)group * samples->trials;
    int64_t date = 0, money = 0, joint = 0;
    for (int32_t i = 0; i < samples->done; i++) {
        bool in_time = finish[i] <= by, in_budget = cost[i] <= within_cents;
        date += in_time;
        money += in_budget;
        joint += in_time && in_budget;
    }
    int64_t trials = samples->done;
    return (RiskConfidence){(int32_t)(date * 1000000 / trials), (int32_t)(money * 1000000 / trials),
                            (int32_t)(joint * 1000000 / trials)};
}

static int64_t floor_to(int64_t value, int64_t width) {
    return (value < 0 ? value - width + 1 : value) / width * width;
}

static bool fits(int64_t low, int64_t high, int64_t width, int32_t most) {
    return (floor_to(high, width) - floor_to(low, width)) / width < most;
}

static bool fill_bins(Arena *arena, const int64_t *values, int32_t count, int64_t low, int64_t high,
                      int64_t width, RiskBins *ret) {
    RiskBins bins = {.from = floor_to(low, width), .width = width};
    bins.count = (int32_t)((floor_to(high, width) - bins.from) / width) + 1;
    bins.trials = arena_array(arena, int32_t, bins.count);
    bins.up_to = arena_array(arena, int32_t, bins.count);
    if (!bins.trials || !bins.up_to) return false;
    for (int32_t i = 0; i < count; i++) bins.trials[(values[i] - bins.from) / width]++;
    for (int32_t i = 0, sum = 0; i < bins.count; i++) bins.up_to[i] = sum += bins.trials[i];
    *ret = bins;
    return true;
}

static void find_range(const int64_t *values, int32_t count, int64_t *low, int64_t *high) {
    *low = *high = values[0];
    for (int32_t i = 1; i < count; i++) {
        if (values[i] < *low) *low = values[i];
        if (values[i] > *high) *high = values[i];
    }
}

bool risk_finish_bins(Arena *arena, const RiskSamples *samples, int32_t group, int32_t most, RiskBins *ret) {
    int64_t *values = arena_array(arena, int64_t, samples->done), low, high, width = 60;
    if (!values) return false;
    widen(samples, group, values);
    find_range(values, samples->done, &low, &high);
    most = greater(most, 2);
    while (!fits(low, high, width, most))
        width += width < 2 * DAY_MINUTES ? 60 : width / DAY_MINUTES / 8 * DAY_MINUTES + DAY_MINUTES;
    return fill_bins(arena, values, samples->done, low, high, width, ret);
}

bool risk_cost_bins(Arena *arena, const RiskSamples *samples, int32_t group, int32_t most, RiskBins *ret) {
    int64_t *values = arena_array(arena, int64_t, samples->done), low, high, width = 1;
    if (!values) return false;
    copy_cost(samples, group, values);
    find_range(values, samples->done, &low, &high);
    most = greater(most, 2);
    for (int step = 0; !fits(low, high, width, most); step++)
        width = step % 3 == 1 ? width / 2 * 5 : width * 2;
    return fill_bins(arena, values, samples->done, low, high, width, ret);
}
