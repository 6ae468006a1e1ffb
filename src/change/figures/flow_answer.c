/* From the history to what is shown. See flow_answer.h. */
#include "change/figures/flow_answer.h"

#include <math.h>

#include "base/banned.h"
#include "base/mem.h"

enum { TRIALS = 10000, BINS_MAX = 40, BACK_TEST_PERCENT = 85, WINDOW_MIN = 21, SEED = 1 };

typedef struct Show {
    Arena *arena;
    const FlowAsked *asked;
    FlowHistory history;
    FlowAnswer measured;
    int32_t *finished; /* on each day */
    FlowView *to;
} Show;

static Day day_at(const Show *show, int32_t from_today) {
    return (Day){show->history.log.last_day + from_today};
}

static Day day_of(Minute at) {
    return at == MINUTE_NONE ? DAY_NONE : (Day){day_of_minute(at)};
}

/* ---- what was ---- */

static FlowTimesView times_of(int measure, const FlowTimes *times) {
    return (FlowTimesView){{measure},      times->count,   (double)times->mean_tenths / 10,
                           times->days[0], times->days[1], times->days[2],
                           times->days[3], times->days[4]};
}

static bool show_rates(Show *show) {
    const FlowAnswer *from = &show->measured;
    FlowView *to = show->to;
    FlowTimesView *times = arena_array(show->arena, FlowTimesView, 2);
    if (!times) return false;
    times[0] = times_of(0, &from->cycle);
    times[1] = times_of(1, &from->lead);
    *to = (FlowView){.day_count = from->day_count,
                     .finished_count = from->finished_count,
                     .unstarted_count = from->unstarted_count,
                     .in_progress_count = from->in_progress,
                     .mean_in_progress = (double)from->mean_wip_tenths / 10,
                     .throughput_per_week = (double)from->mean_throughput_milli * 7 / 1000,
                     .efficiency_percent = NAN,
                     .velocity_least = from->velocity_least,
                     .velocity_mean = from->velocity_mean,
                     .velocity_most = from->velocity_most,
                     .times = {times, 2}};
    if (from->efficiency_permille >= 0) to->efficiency_percent = from->efficiency_permille / 10.0;
    return true;
}

static bool show_days(Show *show) {
    int32_t count = show->measured.day_count;
    FlowDayView *days = arena_array(show->arena, FlowDayView, count);
    show->finished = arena_array(show->arena, int32_t, count);
    if (!days || !show->finished) return false;
    for (int32_t i = 0; i < count; i++) {
        const FlowDay *from = show->measured.days + i;
        const int32_t *in = from->counts;
        days[i] = (FlowDayView){day_at(show, i - count + 1),
                                in[FLOW_NEW],
                                in[FLOW_READY],
                                in[FLOW_ACTIVE],
                                in[FLOW_DONE],
                                in[FLOW_DROPPED],
                                from->arrived,
                                from->finished,
                                from->finished_size,
                                from->scope_size,
                                from->done_size};
        show->finished[i] = from->finished;
    }
    show->to->days = (List){days, count};
    return true;
}

/* ---- the items ---- */

static FlowItemView item_of(const Show *show, int32_t i, Minute until) {
    const FlowItem *item = show->measured.items + i;
    int32_t last = day_of_minute(until);
    bool begun = item->started != MINUTE_NONE;
    return (FlowItemView){show->history.item_ids[i], day_of(item->started), day_of(item->finished),
                          begun ? last - day_of_minute(item->started) + 1 : INT_NULL,
                          last - day_of_minute(item->created) + 1};
}

static int latest_first(const void *a, const void *b) {
    const FlowItemView *x = a, *y = b;
    if (x->finished_on.n != y->finished_on.n) return x->finished_on.n > y->finished_on.n ? -1 : 1;
    return (x->item_id.n > y->item_id.n) - (x->item_id.n < y->item_id.n);
}

static int oldest_first(const void *a, const void *b) {
    const FlowItemView *x = a, *y = b;
    if (x->cycle_days != y->cycle_days) return x->cycle_days > y->cycle_days ? -1 : 1;
    return (x->item_id.n > y->item_id.n) - (x->item_id.n < y->item_id.n);
}

static List sorted(FlowItemView *items, int count, int (*compare)(const void *, const void *)) {
    if (count) qsort(items, (size_t)count, sizeof *items, compare);
    return (List){items, count < FLOW_ITEMS_MAX ? count : FLOW_ITEMS_MAX};
}

static bool show_items(Show *show) {
    const FlowLog *log = &show->history.log;
    FlowItemView *finished = arena_array(show->arena, FlowItemView, log->item_count);
    FlowItemView *active = arena_array(show->arena, FlowItemView, log->item_count);
    int done = 0, open = 0;
    if (!finished || !active) return false;
    for (int32_t i = 0; i < log->item_count; i++) {
        const FlowItem *item = show->measured.items + i;
        if (item->state == FLOW_ACTIVE) active[open++] = item_of(show, i, log->now);
        if (item->finished == MINUTE_NONE || day_of_minute(item->finished) < log->first_day) continue;
        finished[done++] = item_of(show, i, item->finished);
    }
    show->to->finished = sorted(finished, done, latest_first);
    show->to->in_progress = sorted(active, open, oldest_first);
    return true;
}

/* ---- what will be ---- */

static int64_t remaining_of(const Show *show) {
    if (show->asked->remaining != INT_NULL) return show->asked->remaining;
    const int32_t *counts = show->measured.days[show->measured.day_count - 1].counts;
    return counts[FLOW_NEW] + counts[FLOW_READY] + counts[FLOW_ACTIVE];
}

static bool show_bins(Show *show, const FlowForecast *forecast) {
    int32_t first = forecast->days[0], span = forecast->days[forecast->trials - 1] - first + 1;
    int32_t width = (span + BINS_MAX - 1) / BINS_MAX, count = (span + width - 1) / width, at = 0;
    FlowBin *bins = arena_array(show->arena, FlowBin, count);
    if (!bins) return false;
    for (int32_t i = 0; i < count; i++) {
        int32_t before = at;
        while (at < forecast->trials && forecast->days[at] < first + (i + 1) * width) at++;
        bins[i] = (FlowBin){day_at(show, first + i * width), at - before, at};
    }
    show->to->when_bins = (List){bins, count};
    return true;
}

static bool show_when(Show *show, const FlowQuestion *question) {
    FlowForecast forecast;
    FlowOdds *odds = arena_array(show->arena, FlowOdds, FLOW_PERCENTILES);
    if (!odds) return false;
    if (!flow_when(show->arena, question, &forecast)) return !show->arena->full;
    for (int i = 0; i < FLOW_PERCENTILES; i++)
        odds[i] = (FlowOdds){flow_percents[i], day_at(show, forecast.percent_days[i]), INT_NULL};
    show->to->when = (List){odds, FLOW_PERCENTILES};
    return show_bins(show, &forecast);
}

static bool show_how_many(Show *show, const FlowQuestion *question) {
    int32_t counts[FLOW_PERCENTILES], by = show->asked->by.n - show->history.log.last_day;
    FlowOdds *odds = arena_array(show->arena, FlowOdds, FLOW_PERCENTILES);
    if (!odds) return false;
    if (show->asked->by.n == DAY_NONE.n) return true;
    if (!flow_how_many(show->arena, question, by, counts)) return !show->arena->full;
    for (int i = 0; i < FLOW_PERCENTILES; i++) odds[i] = (FlowOdds){flow_percents[i], DAY_NONE, counts[i]};
    show->to->how_many = (List){odds, FLOW_PERCENTILES};
    return true;
}

/* For what is finished in a week: so the history holds many such forecasts with their outcome. */
static bool show_back_test(Show *show) {
    int32_t count = show->measured.day_count, window = count / 2, tried = 0, held = 0;
    int64_t week = (show->measured.mean_throughput_milli * 7 + 500) / 1000;
    int32_t remaining = week > 0 ? (int32_t)week : 1;
    bool long_enough = window >= WINDOW_MIN && show->measured.finished_count > 0;
    if (long_enough && !flow_back_test(show->arena, show->finished, count, window, remaining,
                                       BACK_TEST_PERCENT, SEED, &tried, &held))
        return false;
    show->to->back_test_remaining = long_enough ? remaining : 0;
    show->to->back_test_tried = tried;
    show->to->back_test_held = held;
    return true;
}

static bool show_forecast(Show *show) {
    show->to->remaining_count = remaining_of(show);
    FlowQuestion question = {show->finished, show->measured.day_count, (int32_t)show->to->remaining_count,
                             TRIALS, SEED};
    return show_when(show, &question) && show_how_many(show, &question) && show_back_test(show);
}

bool flow_answer(Transaction *tx, Id workspace_id, const FlowAsked *asked, Time now, FlowView *ret,
                 Error *err) {
    Show show = {.arena = tx->arena, .asked = asked, .to = ret};
    if (!flow_history(tx, workspace_id, &asked->filter, (int)asked->days, asked->by_effort, now,
                      &show.history, err))
        return false;
    int32_t ahead = asked->by.n == DAY_NONE.n ? 0 : asked->by.n - show.history.log.last_day;
    if (ahead < 0 || ahead > FLOW_HORIZON_DAYS)
        return error_field(err, "by", "Has to lie between today and ten years from now.");
    bool made = flow_measure(tx->arena, &show.history.log, &show.measured) && show_rates(&show) &&
                show_days(&show) && show_items(&show) && show_forecast(&show);
    return made || error_no_memory(err);
}
