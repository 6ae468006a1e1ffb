/* Flow: small histories with the answer worked out by hand, the days against a slow oracle, and the forecast
 * back-tested: its 85 % must be right in 80 to 90 % of what came. */
#include <stdio.h>

#include "base/cleanup.h"
#include "engine/flow/flow.h"
#include "random_plan.h"
#include "test.h"

enum { DAY0 = 20458 };

static Minute at(int day, int hour) {
    return (DAY0 + day) * 1440 + hour * 60;
}

TEST(times_rates_and_the_diagram_of_a_small_history_are_those_worked_out_by_hand) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    /* 0: created Mon, ready Tue, active Wed, done Fri. 1: active at once, back to ready, active, done.
       2: new all the time. 3: active since day 2. 4: done without ever being active. 5: dropped. */
    static const int sizes[] = {60, 30, 10, 10, 5, 7};
    FlowMove moves[] = {
        {0, FLOW_NEW, at(0, 9)},    {2, FLOW_NEW, at(0, 9)},     {5, FLOW_NEW, at(0, 9)},
        {1, FLOW_ACTIVE, at(1, 0)}, {0, FLOW_READY, at(1, 9)},   {1, FLOW_READY, at(1, 12)},
        {4, FLOW_NEW, at(2, 1)},    {0, FLOW_ACTIVE, at(2, 9)},  {3, FLOW_ACTIVE, at(2, 10)},
        {1, FLOW_ACTIVE, at(3, 0)}, {5, FLOW_DROPPED, at(3, 1)}, {1, FLOW_DONE, at(3, 12)},
        {4, FLOW_DONE, at(4, 1)},   {0, FLOW_DONE, at(4, 9)},
    };
    FlowLog log = {.moves = moves,
                   .move_count = sizeof moves / sizeof *moves,
                   .sizes = sizes,
                   .item_count = 6,
                   .first_day = DAY0,
                   .last_day = DAY0 + 6,
                   .now = at(6, 12)};
    FlowAnswer answer;
    CHECK(flow_measure(&arena, &log, &answer));
    CHECK_INT(answer.finished_count, 3);
    CHECK_INT(answer.unstarted_count, 1);
    CHECK_INT(answer.in_progress, 1);
    CHECK_INT(answer.cycle.count, 2);
    CHECK_INT(flow_days(&answer.items[0], answer.items[0].started), 3);
    CHECK_INT(flow_days(&answer.items[1], answer.items[1].started), 3);
    CHECK_INT(flow_days(&answer.items[0], answer.items[0].created), 5);
    CHECK_INT(flow_days(&answer.items[3], answer.items[3].started), 0);
    CHECK_INT(answer.cycle.days[2], 3);
    CHECK_INT(answer.cycle.mean_tenths, 30);
    CHECK_INT(answer.lead.count, 3);
    CHECK_INT(answer.lead.days[0], 3);
    CHECK_INT(answer.lead.days[4], 5);
    CHECK_INT(answer.items[1].active_minutes, 24 * 60);
    CHECK_INT(answer.items[3].active_minutes, 4 * 1440 + 120);
    /* 2 of 3 days since commitment for item 0, 24 of 60 hours for item 1. */
    CHECK_INT(answer.efficiency_permille, (2880 + 1440) * 1000 / (4320 + 3600));
    CHECK_INT(answer.days[2].counts[FLOW_ACTIVE], 2);
    CHECK_INT(answer.days[3].counts[FLOW_DROPPED], 1);
    CHECK_INT(answer.days[6].counts[FLOW_DONE], 3);
    CHECK_INT(answer.days[6].counts[FLOW_NEW], 1);
    CHECK_INT(answer.days[2].scope_size, 122);
    CHECK_INT(answer.days[6].scope_size, 115);
    CHECK_INT(answer.days[6].done_size, 95);
    CHECK_INT(answer.days[4].finished, 2);
    CHECK_INT(answer.velocity_mean, 95);
    CHECK_INT(flow_share_within(&answer, &log, 3), 1000);
    CHECK_INT(flow_share_within(&answer, &log, 2), 0);
}

static void random_log(Arena *arena, uint64_t seed, FlowMove *moves, int count, int items) {
    Random random = {seed};
    Minute now = at(0, 0);
    for (int i = 0; i < count; i++) {
        now += random_in(&random, 0, 300);
        moves[i] = (FlowMove){random_in(&random, 0, items - 1), random_in(&random, 0, FLOW_STATES - 1), now};
    }
    (void)arena;
}

/* The state of the item at the end of the day, by looking through all moves. */
static int32_t state_at(const FlowLog *log, int32_t item, int32_t day) {
    int32_t state = FLOW_ABSENT;
    for (int32_t i = 0; i < log->move_count; i++)
        if (log->moves[i].item == item && log->moves[i].at < (day + 1) * 1440 && log->moves[i].at <= log->now)
            state = log->moves[i].state;
    return state;
}

TEST(every_day_counts_what_a_slow_look_through_the_history_counts) {
    enum { MOVES = 400, ITEMS = 25 };
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    for (uint64_t seed = 1; seed <= 60; seed++) {
        FlowMove moves[MOVES];
        int32_t sizes[ITEMS];
        arena_reset(&arena);
        random_log(&arena, seed, moves, MOVES, ITEMS);
        for (int i = 0; i < ITEMS; i++) sizes[i] = i + 1;
        Minute now = moves[MOVES - 1 - seed % 50].at;
        FlowLog log = {moves, MOVES, sizes, ITEMS, DAY0 + (int)(seed % 7), now / 1440, now};
        FlowAnswer answer;
        CHECK(flow_measure(&arena, &log, &answer));
        for (int32_t day = 0; day < answer.day_count; day++) {
            int32_t counts[FLOW_STATES] = {0};
            int64_t scope = 0, done = 0;
            for (int32_t item = 0; item < ITEMS; item++) {
                int32_t state = state_at(&log, item, log.first_day + day);
                counts[state]++;
                scope += state == FLOW_ABSENT || state == FLOW_DROPPED ? 0 : sizes[item];
                done += state == FLOW_DONE ? sizes[item] : 0;
            }
            for (int state = 0; state < FLOW_STATES; state++)
                CHECK_INT(answer.days[day].counts[state], counts[state]);
            CHECK_INT(answer.days[day].scope_size, scope);
            CHECK_INT(answer.days[day].done_size, done);
        }
    }
}

TEST(a_steady_stream_is_forecast_to_the_day) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    int32_t finished[70];
    for (int i = 0; i < 70; i++) finished[i] = i % 7 < 5 ? 2 : 0; /* today is a Sunday */
    FlowForecast forecast;
    CHECK(flow_when(&arena, &(FlowQuestion){finished, 70, 24, 10000, 1}, &forecast));
    for (int i = 0; i < FLOW_PERCENTILES; i++) CHECK_INT(forecast.percent_days[i], 16);
    CHECK(flow_when(&arena, &(FlowQuestion){finished, 70, 0, 10000, 1}, &forecast));
    CHECK_INT(forecast.percent_days[2], 0);
    int32_t none[70] = {0};
    CHECK(!flow_when(&arena, &(FlowQuestion){none, 70, 5, 100, 1}, &forecast));
    CHECK(!flow_when(&arena, &(FlowQuestion){finished, 6, 5, 100, 1}, &forecast));
}

TEST(equal_seeds_give_equal_forecasts) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    int32_t finished[84];
    Random random = {7};
    for (int i = 0; i < 84; i++) finished[i] = random_in(&random, 0, 3);
    FlowForecast a, b;
    CHECK(flow_when(&arena, &(FlowQuestion){finished, 84, 40, 10000, 5}, &a));
    CHECK(flow_when(&arena, &(FlowQuestion){finished, 84, 40, 10000, 5}, &b));
    for (int i = 0; i < 10000; i++) CHECK_INT(a.days[i], b.days[i]);
    for (int i = 1; i < 10000; i++) CHECK(a.days[i - 1] <= a.days[i]);
}

TEST(how_many_will_be_done_is_what_a_steady_team_does_and_less_the_surer_it_is_to_be) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    int32_t steady[84], uneven[84], counts[FLOW_PERCENTILES], when;
    Random random = {9};
    for (int i = 0; i < 84; i++) steady[i] = i % 7 < 5 ? 2 : 0, uneven[i] = random_in(&random, 0, 3);
    FlowQuestion question = {steady, 84, 0, 1000, 3};
    CHECK(flow_how_many(&arena, &question, 21, counts));
    for (int i = 0; i < FLOW_PERCENTILES; i++) CHECK_INT(counts[i], 30);
    CHECK(flow_how_many(&arena, &question, 0, counts));
    CHECK_INT(counts[0], 0);
    /* The history ends on the last day of a week: the next one begins with working days. */
    CHECK(flow_how_many(&arena, &question, 23, counts));
    CHECK_INT(counts[4], 34);
    question.finished = uneven;
    question.trials = 20000;
    CHECK(flow_how_many(&arena, &question, 30, counts));
    for (int i = 1; i < FLOW_PERCENTILES; i++) CHECK(counts[i] < counts[i - 1] + 1);
    CHECK(counts[4] < counts[0]);
    /* As many as are done by that day with some certainty take about so many days with the same. */
    FlowForecast forecast;
    question.remaining = counts[2];
    CHECK(flow_when(&arena, &question, &forecast));
    when = forecast.percent_days[2];
    CHECK(when >= 28 && when <= 31);
    CHECK(!flow_how_many(&arena, &question, FLOW_HORIZON_DAYS + 1, counts));
    CHECK(!flow_how_many(&arena, &question, -1, counts));
}

/* Teams of several sorts: how many are finished on a day. */
static int32_t team_day(Random *random, int kind, int day) {
    bool weekend = day % 7 >= 5;
    if (kind == 0) return weekend ? 0 : random_in(random, 0, 2);
    if (kind == 1) return random_chance(random, 35);
    if (kind == 2) return weekend ? 0 : random_chance(random, 20) ? random_in(random, 1, 6) : 0; /* batches */
    return weekend ? 0 : random_chance(random, 10) ? 0 : random_in(random, 1, 4);
}

TEST(the_date_at_85_percent_holds_in_80_to_90_of_100_back_tests) {
    enum { DAYS = 700, WINDOW = 91 };
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    int32_t all_tried = 0, all_held = 0;
    for (int kind = 0; kind < 4; kind++) {
        int32_t kind_tried = 0, kind_held = 0;
        for (uint64_t seed = 1; seed <= 8; seed++) {
            int32_t finished[DAYS], tried, held;
            Random random = {seed * 77 + (uint64_t)kind};
            for (int day = 0; day < DAYS; day++) finished[day] = team_day(&random, kind, day);
            CHECK(flow_back_test(&arena, finished, DAYS, WINDOW, 20, 85, seed, &tried, &held));
            kind_tried += tried;
            kind_held += held;
        }
        printf("# team %d: P85 held in %.1f %% of %d back-tests\n", kind, 100.0 * kind_held / kind_tried,
               kind_tried);
        all_tried += kind_tried;
        all_held += kind_held;
    }
    double share = 100.0 * all_held / all_tried;
    CHECK(share >= 80 && share <= 90);
}
