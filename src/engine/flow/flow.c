/* Flow measured: one walk over the moves, then one over the days. See flow.h. */
#include "engine/flow/flow.h"

#include "engine/sort.h"

const int32_t flow_percents[FLOW_PERCENTILES] = {50, 70, 85, 90, 95};

typedef struct Walk {
    const FlowLog *log;
    FlowAnswer *answer;
    Minute *since; /* of each item: when it came into its state */
} Walk;

static int32_t day_of(Minute at) {
    return at >= 0 ? at / 1440 : -((1439 - at) / 1440);
}

static void leave(Walk *walk, FlowItem *item, int32_t index, Minute at) {
    if (item->state == FLOW_ACTIVE) item->active_minutes += at - walk->since[index];
}

static void enter(FlowItem *item, int32_t state, Minute at) {
    bool there = state != FLOW_ABSENT;
    bool committed = state == FLOW_READY || state == FLOW_ACTIVE || state == FLOW_DONE;
    if (there && item->created == MINUTE_NONE) item->created = at;
    if (committed && item->committed == MINUTE_NONE) item->committed = at;
    if (state == FLOW_ACTIVE && item->started == MINUTE_NONE) item->started = at;
    item->finished = state == FLOW_DONE ? at : MINUTE_NONE;
    item->state = state;
}

/* The change of the counts from one day to the next; summed up afterwards. */
static void shift(Walk *walk, int32_t from, int32_t to, int64_t size, Minute at) {
    int32_t day = day_of(at) - walk->log->first_day;
    if (day < 0) day = 0;
    if (day >= walk->answer->day_count) return;
    FlowDay *row = walk->answer->days + day;
    bool was = from != FLOW_ABSENT && from != FLOW_DROPPED, is = to != FLOW_ABSENT && to != FLOW_DROPPED;
    row->counts[from]--;
    row->counts[to]++;
    row->scope_size += (is - was) * size;
    row->done_size += ((to == FLOW_DONE) - (from == FLOW_DONE)) * size;
}

static void walk_moves(Walk *walk) {
    const FlowLog *log = walk->log;
    for (int32_t i = 0; i < log->move_count; i++) {
        const FlowMove *move = log->moves + i;
        FlowItem *item = walk->answer->items + move->item;
        if (move->at > log->now || move->state == item->state) continue;
        leave(walk, item, move->item, move->at);
        shift(walk, item->state, move->state, log->sizes[move->item], move->at);
        enter(item, move->state, move->at);
        walk->since[move->item] = move->at;
    }
    for (int32_t i = 0; i < log->item_count; i++) leave(walk, walk->answer->items + i, i, log->now);
}

static int32_t day_index(const FlowLog *log, Minute at) {
    if (at == MINUTE_NONE) return -1;
    int32_t day = day_of(at);
    return day < log->first_day || day > log->last_day ? -1 : day - log->first_day;
}

static void sum_days(Walk *walk) {
    FlowAnswer *answer = walk->answer;
    for (int32_t i = 0; i < walk->log->item_count; i++) {
        const FlowItem *item = answer->items + i;
        int32_t started = day_index(walk->log, item->started), done = day_index(walk->log, item->finished);
        if (started >= 0) answer->days[started].arrived++;
        if (done < 0) continue;
        answer->days[done].finished++;
        answer->days[done].finished_size += walk->log->sizes[i];
    }
    for (int32_t day = 1; day < answer->day_count; day++) {
        FlowDay *row = answer->days + day;
        for (int state = 0; state < FLOW_STATES; state++) row->counts[state] += row[-1].counts[state];
        row->scope_size += row[-1].scope_size;
        row->done_size += row[-1].done_size;
    }
}

int32_t flow_days(const FlowItem *item, Minute from) {
    if (item->finished == MINUTE_NONE || from == MINUTE_NONE) return 0;
    return day_of(item->finished) - day_of(from) + 1;
}

static bool finished_in(const FlowLog *log, const FlowItem *item) {
    return item->state == FLOW_DONE && day_index(log, item->finished) >= 0;
}

static int32_t nearest_rank(const int64_t *sorted, int32_t count, int32_t percent) {
    int64_t rank = ((int64_t)count * percent + 99) / 100;
    return count ? (int32_t)sorted[rank > 0 ? rank - 1 : 0] : 0;
}

static bool measure_times(Arena *arena, const Walk *walk, bool of_lead, FlowTimes *ret) {
    int64_t *days = arena_array(arena, int64_t, walk->log->item_count + 1);
    int64_t sum = 0;
    *ret = (FlowTimes){0};
    if (!days) return false;
    for (int32_t i = 0; i < walk->log->item_count; i++) {
        const FlowItem *item = walk->answer->items + i;
        int32_t took = flow_days(item, of_lead ? item->created : item->started);
        if (!finished_in(walk->log, item) || took <= 0) continue;
        days[ret->count++] = took;
        sum += took;
    }
    sort_keys(days, ret->count);
    for (int i = 0; i < FLOW_PERCENTILES; i++)
        ret->days[i] = nearest_rank(days, ret->count, flow_percents[i]);
    if (ret->count) ret->mean_tenths = (10 * sum + ret->count / 2) / ret->count;
    return true;
}

static void measure_efficiency(Walk *walk) {
    FlowAnswer *answer = walk->answer;
    int64_t active = 0, all = 0;
    for (int32_t i = 0; i < walk->log->item_count; i++) {
        const FlowItem *item = answer->items + i;
        answer->in_progress += item->state == FLOW_ACTIVE;
        if (!finished_in(walk->log, item)) continue;
        answer->finished_count++;
        answer->unstarted_count += item->started == MINUTE_NONE;
        if (item->started == MINUTE_NONE) continue;
        active += item->active_minutes;
        all += item->finished - item->committed;
    }
    answer->efficiency_permille = all ? (int32_t)(active * 1000 / all) : answer->finished_count ? 1000 : -1;
}

static void measure_rates(Walk *walk) {
    FlowAnswer *answer = walk->answer;
    int64_t wip = 0;
    for (int32_t day = 0; day < answer->day_count; day++) wip += answer->days[day].counts[FLOW_ACTIVE];
    answer->mean_wip_tenths = wip * 10 / answer->day_count;
    answer->mean_throughput_milli = (int64_t)answer->finished_count * 1000 / answer->day_count;
    answer->week_count = answer->day_count / 7;
    for (int32_t week = 0; week < answer->week_count; week++) {
        int64_t size = 0;
        for (int32_t day = 0; day < 7; day++)
            size += answer->days[answer->day_count - 1 - 7 * week - day].finished_size;
        answer->velocity_mean += size;
        if (week == 0 || size < answer->velocity_least) answer->velocity_least = size;
        if (size > answer->velocity_most) answer->velocity_most = size;
    }
    if (answer->week_count) answer->velocity_mean /= answer->week_count;
}

bool flow_measure(Arena *arena, const FlowLog *log, FlowAnswer *ret) {
    *ret = (FlowAnswer){.day_count = log->last_day - log->first_day + 1};
    if (ret->day_count < 1 || ret->day_count > FLOW_DAYS_MAX) return false;
    ret->items = arena_array(arena, FlowItem, log->item_count + 1);
    ret->days = arena_array(arena, FlowDay, ret->day_count);
    Walk walk = {log, ret, arena_array(arena, Minute, log->item_count + 1)};
    if (!ret->items || !ret->days || !walk.since) return false;
    for (int32_t i = 0; i < log->item_count; i++)
        ret->items[i] = (FlowItem){FLOW_ABSENT, MINUTE_NONE, MINUTE_NONE, MINUTE_NONE, MINUTE_NONE, 0};
    ret->days[0].counts[FLOW_ABSENT] = log->item_count;
    walk_moves(&walk);
    sum_days(&walk);
    measure_efficiency(&walk);
    measure_rates(&walk);
    return measure_times(arena, &walk, false, &ret->cycle) && measure_times(arena, &walk, true, &ret->lead);
}

int32_t flow_share_within(const FlowAnswer *answer, const FlowLog *log, int32_t days) {
    int32_t within = 0;
    for (int32_t i = 0; i < log->item_count; i++) {
        const FlowItem *item = answer->items + i;
        int32_t took = flow_days(item, item->started);
        within += finished_in(log, item) && took > 0 && took <= days;
    }
    return answer->cycle.count ? (int32_t)((int64_t)within * 1000 / answer->cycle.count) : -1;
}
