/* Codes and the tables between calendars, against the functions of working time that they stand for. */
#include "base/cleanup.h"
#include "engine/risk/risk_run.h"
#include "random_plan.h"
#include "test.h"

#include "base/banned.h"

enum { DAYS = 60, UNIT_MINUTES = 10 };

/* Up to three stretches of work, at round times as people make them. */
static WorkDay any_day(Builder *builder, Random *random) {
    int32_t cuts[6], count = random_in(random, 0, 3), at = 0;
    for (int i = 0; i < 2 * count; i++) {
        at = random_in(random, at + 1, (i + 1) * (DAY_MINUTES / UNIT_MINUTES) / (2 * count));
        cuts[i] = UNIT_MINUTES * at;
    }
    return builder_day(builder, count, cuts);
}

/* One that works, however the dice fall. */
static void any_calendar(Builder *builder, Random *random) {
    int32_t index = builder_calendar(builder, 5);
    for (int i = 0; i < 7; i++)
        if (random_chance(random, 60)) builder->calendars.at[index].week[i] = any_day(builder, random);
    builder->calendars.at[index].week[2] = builder_day(builder, 1, (const int32_t[]){480, 1020});
    for (int i = random_in(random, 0, 8); i > 0; i--) {
        int32_t first = RANDOM_DAY + random_in(random, -5, DAYS);
        builder_exception(builder, index, first, first + random_in(random, 0, 9), any_day(builder, random));
    }
}

/* At a moment at which the calendar neither works nor has just ended, work goes on later. */
static Minute moment_on(const WorkTime *time, Minute at) {
    int32_t before = worktime_before(time, at);
    return worktime_locate_end(time, before) == at ? at : worktime_locate(time, before);
}

/* What a link between two calendars makes of LANES codes from `first` on. */
static int32_t check_lanes(const Translation *t, int32_t first) {
    int32_t codes[LANES], bound[LANES], wrong = 0;
    TrialEdge edge = {.translation = 0};
    Risk risk = {.translations = (Translation *)t, .translation_count = 1};
    RiskWork work = {.finish = codes};
    for (int lane = 0; lane < LANES; lane++) codes[lane] = first + lane, bound[lane] = NO_CODE;
    raise_bound(&(Batch){.risk = &risk, .work = &work}, &edge, 0, bound);
    for (int lane = 0; lane < LANES; lane++) {
        int32_t done = codes[lane] >> 1;
        Minute from = codes[lane] & 1 ? worktime_locate(t->from, done) : worktime_locate_end(t->from, done);
        wrong += moment_of_code(t->to, bound[lane]) != moment_on(t->to, from) ||
                 bound[lane] != code_of(t->to, from);
    }
    return wrong;
}

/* Every code of the table, thus each cell's first and last one too, and the two beside it. */
static void check_table(const Translation *t, uint64_t seed, int line) {
    int32_t end = t->low + t->length, wrong = 0;
    for (int32_t first = t->low + 1; first + LANES - 1 <= end; first += LANES) wrong += check_lanes(t, first);
    wrong += check_lanes(t, end - LANES + 1) + check_lanes(t, end - LANES + 2) + check_lanes(t, t->low);
    if (wrong) test_fail(__FILE__, line, "seed %d, step %d: %d codes are wrong", (int)seed, t->step, wrong);
}

TEST(tables_between_calendars_say_at_every_code_what_working_time_says) {
    int32_t tables = 0, coarse = 0;
    for (uint64_t seed = 1; seed <= 50; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
        Random random = {seed};
        Builder builder = builder_make(&arena);
        PlanFault fault;
        any_calendar(&builder, &random);
        any_calendar(&builder, &random);
        builder_project(&builder, RANDOM_MONDAY, 0);
        Plan plan = builder_plan(&builder);
        const WorkTime *a = worktime_make(&arena, &plan, 0, &fault),
                       *b = worktime_make(&arena, &plan, 1, &fault), *clock = worktime_elapsed(&arena);
        CHECK(a && b && clock);
        Translation all[] = {
            {.from = a, .to = b}, {.from = b, .to = a}, {.from = a, .to = clock}, {.from = clock, .to = b}};
        Risk risk = {.translations = all, .translation_count = 4};
        CHECK(translations_fill(&arena, &risk, RANDOM_MONDAY, RANDOM_MONDAY + DAYS * DAY_MINUTES, INT64_MAX));
        for (int i = 0; i < risk.translation_count; i++) {
            if (!all[i].cells || all[i].length < LANES) continue;
            check_table(all + i, seed, __LINE__);
            tables++;
            coarse += all[i].step > 2;
        }
    }
    /* Not all of nothing. */
    CHECK(tables > 175 && coarse > 125);
}
