/* Earned value and earned schedule. See value.h. */
#include "engine/value.h"

enum { CLOCK_DAY = 1440, FORECAST_DAYS_MAX = 36600 };

#define UNDEFINED __builtin_nan("")

/* ---- how much is earned ---- */

static int64_t share_of(const ValueRow *row, int64_t budget) {
    switch ((ValueMethod)row->method) {
    case VALUE_ZERO_HUNDRED: return row->finished ? budget : 0;
    case VALUE_FIFTY_FIFTY: return row->finished ? budget : row->begun ? money_scale(budget, 1, 2) : 0;
    case VALUE_PERCENT:
        if (row->finished) return budget;
        break;
    case VALUE_STEPS:
    case VALUE_CRITERIA: break;
    }
    if (row->whole <= 0) return row->finished ? budget : 0;
    return money_scale(budget, row->done < row->whole ? row->done : row->whole, row->whole);
}

static bool measures_whole(const ValueRow *row) {
    return (row->method == VALUE_STEPS || row->method == VALUE_CRITERIA) && row->whole > 0;
}

typedef struct Package { /* a row that is measured as a whole, and how far it is handed out */
    int32_t row;
    int64_t budget;
} Package;

/* Every row below a package earns the package's share: what has been handed out until a row is rounded to the
 * cent, the row is the difference, so that the parts are the whole. */
static void earn(const ValueInput *input, ValueSums *own, const bool *has_below, int32_t *package,
                 int64_t *handed) {
    for (int32_t i = 0; i < input->row_count; i++) {
        const ValueRow *row = input->rows + i;
        package[i] = row->parent >= 0 ? package[row->parent] : -1;
        if (package[i] < 0 && has_below[i] && measures_whole(row)) {
            package[i] = i;
            handed[i] = 0;
        }
        int32_t by = package[i] < 0 ? i : package[i];
        int64_t before = package[i] < 0 ? 0 : handed[by];
        int64_t until = before + own[i].budget;
        own[i].earned = share_of(input->rows + by, until) - share_of(input->rows + by, before);
        if (package[i] >= 0) handed[by] = until;
    }
}

void value_add(ValueSums *to, const ValueSums *sums) {
    to->budget += sums->budget;
    to->planned += sums->planned;
    to->earned += sums->earned;
    to->actual += sums->actual;
    to->committed += sums->committed;
    to->remaining += sums->remaining;
}

static void spend(const ValueInput *input, ValueSums *own) {
    for (int32_t i = 0; i < input->spending_count; i++) {
        const Spending *spending = input->spendings + i;
        if (spending->row < 0) continue;
        if (spending->kind == SPENDING_COMMITTED) own[spending->row].committed += spending->cents;
        else if (spending->day <= input->rows[spending->row].status_day)
            own[spending->row].actual += spending->cents;
    }
}

bool value_sums(Arena *arena, const ValueInput *input, ValueSums **ret_own, ValueSums **ret_whole) {
    size_t count = (size_t)input->row_count + 1;
    ValueSums *own = arena_array(arena, ValueSums, count), *whole = arena_array(arena, ValueSums, count);
    bool *has_below = arena_array(arena, bool, count);
    int32_t *package = arena_array(arena, int32_t, count);
    int64_t *handed = arena_array(arena, int64_t, count);
    if (!own || !whole || !has_below || !package || !handed) return false;
    for (int32_t i = 0; i < input->row_count; i++) {
        const ValueRow *row = input->rows + i;
        int64_t cost = spread_until(&row->live, INT32_MAX);
        own[i] =
            (ValueSums){.budget = spread_until(&row->planned, INT32_MAX),
                        .planned = spread_until(&row->planned, row->status_day),
                        .remaining = row->finished ? 0 : cost - spread_until(&row->live, row->status_day)};
        has_below[i] = false;
        if (row->parent >= 0) has_below[row->parent] = true;
    }
    earn(input, own, has_below, package, handed);
    spend(input, own);
    for (int32_t i = 0; i < input->row_count; i++) whole[i] = own[i];
    for (int32_t i = input->row_count - 1; i >= 0; i--)
        if (input->rows[i].parent >= 0) value_add(&whole[input->rows[i].parent], &whole[i]);
    *ret_own = own;
    *ret_whole = whole;
    return true;
}

/* ---- what follows ---- */

static double ratio(double a, double b) {
    return b == 0 ? UNDEFINED : a / b;
}

/* a * b / c for amounts that may be negative; INT64_MIN when c is 0. */
static int64_t scale(int64_t amount, int64_t part, int64_t whole) {
    if (whole == 0) return INT64_MIN;
    if (whole < 0) {
        part = -part;
        whole = -whole;
    }
    return part < 0 ? money_scale(-amount, -part, whole) : money_scale(amount, part, whole);
}

ValueIndices value_indices(const ValueSums *s) {
    int64_t left = s->budget - s->earned;
    ValueIndices v = {
        .sv = s->earned - s->planned,
        .cv = s->earned - s->actual,
        .spi = ratio((double)s->earned, (double)s->planned),
        .cpi = ratio((double)s->earned, (double)s->actual),
        .eac_budget = s->actual + left,
        .eac_cpi = s->actual == 0 ? INT64_MIN : scale(s->budget, s->actual, s->earned),
        .eac_both = INT64_MIN,
        .eac_plan = s->actual + s->remaining,
        .tcpi_budget = ratio((double)left, (double)(s->budget - s->actual)),
    };
    /* left / (CPI SPI) = left * AC / EV * PV / EV */
    if (s->actual != 0 && s->earned != 0 && s->planned != 0)
        v.eac_both = s->actual + scale(scale(left, s->actual, s->earned), s->planned, s->earned);
    int64_t eac = v.eac_cpi == INT64_MIN ? v.eac_budget : v.eac_cpi;
    v.etc = eac - s->actual;
    v.vac = s->budget - eac;
    v.tcpi_eac = ratio((double)left, (double)(eac - s->actual));
    return v;
}

/* ---- over time ---- */

static void widen(ValueCurve *curve, int32_t first, int32_t last) {
    int32_t end = curve->first_day + curve->count;
    bool empty = curve->count == 0;
    if (empty || first < curve->first_day) curve->first_day = first;
    if (empty || last + 1 > end) end = last + 1;
    curve->count = end - curve->first_day;
}

static void widen_spread(ValueCurve *curve, const CostSpread *spread) {
    if (spread->day_count) widen(curve, spread->first_day, spread->first_day + spread->day_count - 1);
}

static bool curve_make(Arena *arena, const ValueInput *input, ValueCurve *curve) {
    *curve = (ValueCurve){.status_day = input->status_day};
    for (int32_t i = 0; i < input->row_count; i++) {
        widen_spread(curve, &input->rows[i].planned);
        widen_spread(curve, &input->rows[i].live);
        if (input->rows[i].start_day != INT32_MIN)
            widen(curve, input->rows[i].start_day, input->rows[i].start_day);
    }
    for (int32_t i = 0; i < input->spending_count; i++)
        if (input->spendings[i].kind == SPENDING_ACTUAL && input->spendings[i].day <= curve->status_day)
            widen(curve, input->spendings[i].day, input->spendings[i].day);
    if (curve->count && curve->status_day > curve->first_day - FORECAST_DAYS_MAX &&
        curve->status_day < curve->first_day + FORECAST_DAYS_MAX)
        widen(curve, curve->status_day, curve->status_day);
    int64_t **const lines[] = {&curve->planned, &curve->earned, &curve->actual, &curve->forecast};
    for (int k = 0; k < 4; k++) {
        *lines[k] = arena_array(arena, int64_t, curve->count + 1);
        if (!*lines[k]) return false;
        for (int32_t i = 0; i <= curve->count; i++) (*lines[k])[i] = 0;
    }
    return true;
}

static void put(const ValueCurve *curve, int64_t *line, int32_t day, int64_t cents) {
    int32_t at = day - curve->first_day;
    if (at < 0) at = 0;
    if (at < curve->count) line[at] += cents;
}

/* From the day of the start to that of the finish (or the status day) in equal parts; without a start, on the
 * status day. */
static void put_earned(const ValueCurve *curve, const ValueRow *row, int64_t cents) {
    int32_t last =
        row->finish_day != INT32_MIN && row->finish_day < row->status_day ? row->finish_day : row->status_day;
    int32_t first = row->start_day == INT32_MIN || row->start_day > last ? last : row->start_day;
    bool at_ends = row->method == VALUE_ZERO_HUNDRED || row->method == VALUE_FIFTY_FIFTY;
    if (at_ends) {
        int64_t at_start = row->method == VALUE_ZERO_HUNDRED ? 0
                           : row->finished                   ? money_scale(cents, 1, 2)
                                                             : cents;
        put(curve, curve->earned, first, at_start);
        put(curve, curve->earned, last, cents - at_start);
        return;
    }
    int64_t before = 0;
    for (int32_t day = first; day <= last; day++) {
        int64_t until = money_scale(cents, day - first + 1, last - first + 1);
        put(curve, curve->earned, day, until - before);
        before = until;
    }
}

static void put_row(const ValueCurve *curve, const ValueRow *row, const ValueSums *own) {
    for (int32_t d = 0; d < row->planned.day_count; d++)
        put(curve, curve->planned, row->planned.first_day + d, row->planned.cents[d]);
    for (int32_t d = 0; d < row->live.day_count && !row->finished; d++)
        if (row->live.first_day + d > row->status_day)
            put(curve, curve->forecast, row->live.first_day + d, row->live.cents[d]);
    if (own->earned) put_earned(curve, row, own->earned);
}

bool value_curve(Arena *arena, const ValueInput *input, ValueCurve *ret) {
    ValueSums *own, *whole;
    if (!value_sums(arena, input, &own, &whole) || !curve_make(arena, input, ret)) return false;
    for (int32_t i = 0; i < input->row_count; i++) put_row(ret, input->rows + i, own + i);
    for (int32_t i = 0; i < input->spending_count; i++) {
        const Spending *spending = input->spendings + i;
        int32_t until = spending->row < 0 ? input->status_day : input->rows[spending->row].status_day;
        if (spending->kind != SPENDING_ACTUAL || spending->day > until) continue;
        put(ret, ret->actual, spending->day, spending->cents);
        put(ret, ret->forecast, spending->day, spending->cents);
    }
    int64_t *const lines[] = {ret->planned, ret->earned, ret->actual, ret->forecast};
    for (int k = 0; k < 4; k++)
        for (int32_t i = 1; i < ret->count; i++) lines[k][i] += lines[k][i - 1];
    return true;
}

int32_t value_passes(const ValueCurve *curve, int64_t cents) {
    for (int32_t i = 0; i < curve->count; i++)
        if (curve->forecast[i] > cents) return curve->first_day + i;
    return INT32_MIN;
}

/* ---- earned schedule ---- */

static bool is_period(const ValueCurve *curve, const WorkTime *worktime, int32_t day) {
    int32_t at = day - curve->first_day;
    bool planned = at >= 0 && at < curve->count && curve->planned[at] > (at ? curve->planned[at - 1] : 0);
    return !worktime || planned || worktime_between(worktime, day * CLOCK_DAY, (day + 1) * CLOCK_DAY) > 0;
}

static int32_t last_planned(const ValueCurve *curve) {
    int32_t last = curve->count - 1;
    while (last > 0 && curve->planned[last - 1] == curve->planned[last]) last--;
    return curve->first_day + last;
}

/* ES: whole periods whose planned value is earned, and the part of the next one. */
static double earned_periods(const ValueCurve *curve, const WorkTime *worktime, int64_t earned,
                             int32_t first) {
    double periods = 0;
    for (int32_t day = first; day <= last_planned(curve); day++) {
        int32_t at = day - curve->first_day;
        int64_t before = at ? curve->planned[at - 1] : 0, until = curve->planned[at];
        if (!is_period(curve, worktime, day)) continue;
        if (until > earned) return periods + (double)(earned - before) / (double)(until - before);
        periods++;
    }
    return periods;
}

static double periods_between(const ValueCurve *curve, const WorkTime *worktime, int32_t first,
                              int32_t last) {
    double periods = 0;
    for (int32_t day = first; day <= last; day++) periods += is_period(curve, worktime, day);
    return periods;
}

static int32_t day_after(const ValueCurve *curve, const WorkTime *worktime, int32_t first, double periods) {
    for (int32_t day = first; day < first + FORECAST_DAYS_MAX; day++) {
        periods -= is_period(curve, worktime, day);
        if (periods < 1e-9) return day;
    }
    return INT32_MIN;
}

EarnedSchedule value_schedule(const ValueCurve *curve, const WorkTime *worktime) {
    EarnedSchedule s = {.sv = UNDEFINED, .spi = UNDEFINED, .ieac = UNDEFINED, .finish_day = INT32_MIN};
    if (curve->count == 0 || curve->planned[curve->count - 1] <= 0) return s;
    int32_t first = curve->first_day, status = curve->status_day;
    while (curve->planned[first - curve->first_day] == 0) first++;
    if (status < first) return s;
    int32_t at = status - curve->first_day < curve->count ? status - curve->first_day : curve->count - 1;
    int64_t earned = curve->earned[at];
    /* What is all earned stands still: the time that counts ended then. */
    if (earned >= curve->planned[curve->count - 1])
        while (status > first && at > 0 && curve->earned[at - 1] == earned)
            at--, status = curve->first_day + at;
    s.earned = earned_periods(curve, worktime, earned, first);
    s.elapsed = periods_between(curve, worktime, first, status);
    s.planned = periods_between(curve, worktime, first, last_planned(curve));
    s.sv = s.earned - s.elapsed;
    s.spi = ratio(s.earned, s.elapsed);
    s.ieac = ratio(s.planned, s.spi);
    if (s.ieac == s.ieac) s.finish_day = day_after(curve, worktime, first, s.ieac);
    return s;
}
