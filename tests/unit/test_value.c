/* Earned value: random breakdowns against sums made row by row the slow way; the parts are the whole to the
 * cent at every level, also below packages measured as a whole; the curve ends at the sums. */
#include "engine/value.h"

#include "base/cleanup.h"
#include "random_plan.h"
#include "test.h"

#include "base/banned.h"

enum { ROWS = 40, SPENDINGS = 60, STATUS = 20470 };

static CostSpread random_spread(Arena *arena, Random *random) {
    int count = random_in(random, 0, 12);
    CostSpread spread = {arena_array(arena, int64_t, count + 1), random_in(random, STATUS - 20, STATUS + 10),
                         count};
    for (int i = 0; i < count; i++)
        spread.cents[i] = random_in(random, 0, random_chance(random, 50) ? 3 : 99999);
    return spread;
}

static ValueInput random_input(Arena *arena, Random *random) {
    int count = random_in(random, 1, ROWS), spent = random_in(random, 0, SPENDINGS);
    ValueRow *rows = arena_array(arena, ValueRow, count);
    Spending *spendings = arena_array(arena, Spending, spent + 1);
    for (int i = 0; i < count; i++) {
        bool finished = random_chance(random, 30), begun = finished || random_chance(random, 50);
        int whole = random_in(random, 0, 7);
        rows[i] = (ValueRow){.parent = random_in(random, i > 5 ? i - 5 : -1, i - 1),
                             .method = random_in(random, 0, 4),
                             .begun = begun,
                             .finished = finished,
                             .done = random_in(random, 0, whole),
                             .whole = whole,
                             .planned = random_spread(arena, random),
                             .live = random_spread(arena, random),
                             .status_day = STATUS,
                             .start_day = begun ? STATUS - random_in(random, 0, 9) : INT32_MIN,
                             .finish_day = finished ? STATUS - random_in(random, 0, 3) : INT32_MIN};
    }
    for (int i = 0; i < spent; i++)
        spendings[i] = (Spending){random_in(random, 0, count - 1), random_in(random, STATUS - 9, STATUS + 9),
                                  random_in(random, 0, 1), random_in(random, -50, 5000)};
    return (ValueInput){rows, spendings, count, spent, STATUS};
}

static bool is_below(const ValueInput *input, int row, int above) {
    for (; row >= 0; row = input->rows[row].parent)
        if (row == above) return true;
    return false;
}

static int64_t slow_budget(const ValueInput *input, int above) {
    int64_t sum = 0;
    for (int i = 0; i < input->row_count; i++)
        for (int d = 0; is_below(input, i, above) && d < input->rows[i].planned.day_count; d++)
            sum += input->rows[i].planned.cents[d];
    return sum;
}

static int64_t slow_actual(const ValueInput *input, int above) {
    int64_t sum = 0;
    for (int i = 0; i < input->spending_count; i++) {
        const Spending *s = input->spendings + i;
        if (is_below(input, s->row, above) && s->kind == SPENDING_ACTUAL && s->day <= STATUS) sum += s->cents;
    }
    return sum;
}

static bool has_children(const ValueInput *input, int row) {
    for (int i = 0; i < input->row_count; i++)
        if (input->rows[i].parent == row) return true;
    return false;
}

/* The highest row above (or the row itself) that is measured as a whole. */
static int package_of(const ValueInput *input, int row) {
    int found = -1;
    for (int at = row; at >= 0; at = input->rows[at].parent) {
        const ValueRow *r = input->rows + at;
        if (r->method >= VALUE_STEPS && r->whole > 0 && has_children(input, at)) found = at;
    }
    return found;
}

TEST(the_parts_are_the_whole_at_every_level) {
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
        Random random = {seed};
        ValueInput input = random_input(&arena, &random);
        ValueSums *own, *whole;
        CHECK(value_sums(&arena, &input, &own, &whole));
        for (int i = 0; i < input.row_count; i++) {
            ValueSums sum = own[i];
            for (int k = 0; k < input.row_count; k++)
                if (input.rows[k].parent == i) value_add(&sum, &whole[k]);
            CHECK_INT(sum.earned, whole[i].earned);
            CHECK_INT(whole[i].budget, slow_budget(&input, i));
            CHECK_INT(whole[i].actual, slow_actual(&input, i));
            CHECK(own[i].earned >= 0 && own[i].earned <= own[i].budget);
            if (package_of(&input, i) == i)
                CHECK_INT(whole[i].earned,
                          money_scale(whole[i].budget, input.rows[i].done, input.rows[i].whole));
        }
    }
}

TEST(the_curve_ends_at_the_sums) {
    for (uint64_t seed = 1; seed <= 2000; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
        Random random = {seed};
        ValueInput input = random_input(&arena, &random);
        ValueSums *own, *whole, total = {0};
        ValueCurve curve;
        CHECK(value_sums(&arena, &input, &own, &whole) && value_curve(&arena, &input, &curve));
        for (int i = 0; i < input.row_count; i++) value_add(&total, &own[i]);
        if (curve.count == 0) continue;
        int at = STATUS - curve.first_day, last = curve.count - 1;
        CHECK(at >= 0 && at <= last);
        CHECK_INT(curve.planned[last], total.budget);
        CHECK_INT(curve.planned[at], total.planned);
        CHECK_INT(curve.earned[at], total.earned);
        CHECK_INT(curve.actual[at], total.actual);
        CHECK_INT(curve.forecast[last], value_indices(&total).eac_plan);
        EarnedSchedule s = value_schedule(&curve, NULL);
        CHECK(s.planned == 0 || (s.earned >= 0 && s.earned <= s.planned));
    }
}

/* W. Lipke's arithmetic on four periods of 10, 20, 30, 40: after three of them 45 are earned. */
TEST(earned_schedule_counts_whole_periods_and_a_part) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    int64_t cents[] = {10, 20, 30, 40};
    ValueRow row = {.parent = -1,
                    .begun = 1,
                    .done = 45,
                    .whole = 100,
                    .planned = {cents, 100, 4},
                    .status_day = 102,
                    .start_day = 100,
                    .finish_day = INT32_MIN};
    Spending spending = {0, 101, SPENDING_ACTUAL, 60};
    ValueInput input = {&row, &spending, 1, 1, 102};
    ValueCurve curve;
    CHECK(value_curve(&arena, &input, &curve));
    EarnedSchedule s = value_schedule(&curve, NULL);
    CHECK(s.earned == 2.5 && s.elapsed == 3 && s.planned == 4 && s.sv == -0.5);
    CHECK(s.ieac > 4.79 && s.ieac < 4.81);
    CHECK_INT(s.finish_day, 104);
    ValueSums *own, *whole;
    CHECK(value_sums(&arena, &input, &own, &whole));
    ValueIndices v = value_indices(whole);
    CHECK_INT(v.eac_budget, 115);
    CHECK_INT(v.eac_cpi, 133);
    CHECK_INT(v.sv, -15);
    CHECK_INT(v.cv, -15);
    CHECK(v.cpi == 0.75 && v.spi == 0.75);
}

TEST(indices_of_nothing_are_undefined) {
    ValueSums none = {0};
    ValueIndices v = value_indices(&none);
    CHECK(v.spi != v.spi && v.cpi != v.cpi && v.tcpi_budget != v.tcpi_budget);
    CHECK_INT(v.eac_cpi, INT64_MIN);
    CHECK_INT(v.eac_both, INT64_MIN);
}
