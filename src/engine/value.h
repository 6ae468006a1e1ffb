/* Earned value and earned schedule.
 *
 * Sources. ANSI/EIA-748-E, "Earned Value Management Systems"; PMI, "A Guide to the Project Management Body of
 * Knowledge" (PMBOK), 6th edition, 7.4.2.2: PV, EV, AC, SV, CV, SPI, CPI, EAC, ETC, VAC, TCPI. W. Lipke,
 * "Schedule is Different", The Measurable News, 2003, and "Earned Schedule", 2009: ES, SV(t), SPI(t),
 * IEAC(t).
 *
 * What is added up, at every level to the cent: BAC, PV, EV, AC, commitments, remaining cost, and so SV, CV
 * and the estimates that are sums of them. Indices and the estimates by index are of each level's own sums,
 * as the sources have it: they are not sums of the parts'. */
#ifndef TRIVET_ENGINE_VALUE_H
#define TRIVET_ENGINE_VALUE_H

#include "engine/spread.h"

/* How progress becomes earned value. */
typedef enum ValueMethod {
    VALUE_PERCENT,      /* percent complete of the budget */
    VALUE_ZERO_HUNDRED, /* all of it when finished */
    VALUE_FIFTY_FIFTY,  /* half when begun, half when finished */
    VALUE_STEPS,        /* weights of the steps done (weighted milestones) */
    VALUE_CRITERIA,     /* acceptance criteria accepted */
} ValueMethod;

/* One row of the work breakdown. A row above others with steps or criteria is measured as a whole: everything
 * below it earns the same share. */
typedef struct ValueRow {
    int32_t parent; /* a smaller index, or -1 */
    int32_t method;
    int32_t begun, finished; /* 1 or 0, at the status date */
    int64_t done, whole; /* percent: of 100; steps: weights; criteria: how many. whole 0: nothing to go by */
    CostSpread planned;  /* the baseline's own cost over time: without what is below the row */
    CostSpread live;     /* the plan's own cost over time */
    int32_t status_day;  /* the last day that counts */
    int32_t start_day, finish_day; /* actual; INT32_MIN: none. Only for earned value over time */
} ValueRow;

typedef enum SpendingKind { SPENDING_ACTUAL, SPENDING_COMMITTED } SpendingKind;

typedef struct Spending {
    int32_t row; /* or -1: of the whole */
    int32_t day;
    int32_t kind;
    int64_t cents;
} Spending;

typedef struct ValueInput {
    const ValueRow *rows;
    const Spending *spendings; /* actual ones after their row's status day do not count */
    int32_t row_count, spending_count;
    int32_t status_day; /* of spendings without row */
} ValueInput;

typedef struct ValueSums {
    int64_t budget, planned, earned, actual, committed; /* BAC, PV, EV, AC, ordered but not paid */
    int64_t remaining; /* the plan's cost after the status day: bottom-up ETC */
} ValueSums;

/* Of each row: its own, and with all below it. Sums of own over any set of rows are that set's. Spendings
 * without row are in neither. False: the arena is full. */
bool value_sums(Arena *arena, const ValueInput *input, ValueSums **ret_own, ValueSums **ret_whole);
void value_add(ValueSums *to, const ValueSums *sums);

/* What follows from sums. Indices that would divide by zero are NaN; such estimates are INT64_MIN. */
typedef struct ValueIndices {
    int64_t sv, cv;                                  /* EV - PV, EV - AC */
    double spi, cpi;                                 /* EV / PV, EV / AC */
    int64_t eac_budget, eac_cpi, eac_both, eac_plan; /* AC + (BAC - EV); BAC / CPI; AC + (BAC - EV) / (CPI
                                                        SPI); AC + remaining */
    int64_t etc, vac;                                /* of eac_cpi where there is one, else of eac_budget */
    double tcpi_budget, tcpi_eac;                    /* (BAC - EV) / (BAC - AC), (BAC - EV) / (EAC - AC) */
} ValueIndices;
ValueIndices value_indices(const ValueSums *sums);

/* Day by day, cumulative: count values from first_day on. forecast is AC until the status day and then AC
 * plus the plan's remaining cost. */
typedef struct ValueCurve {
    int32_t first_day, count, status_day;
    int64_t *planned, *earned, *actual, *forecast;
} ValueCurve;
bool value_curve(Arena *arena, const ValueInput *input, ValueCurve *ret);
/* The first day on which the forecast passes the amount; INT32_MIN: never. */
int32_t value_passes(const ValueCurve *curve, int64_t cents);

/* Counted in working days of the calendar from the first planned day on. */
typedef struct EarnedSchedule {
    double earned;           /* ES: when the value earned by now was planned to be earned */
    double elapsed, planned; /* AT, PD */
    double sv, spi, ieac;    /* ES - AT, ES / AT, PD / SPI(t); NaN before there is anything */
    int32_t finish_day;      /* IEAC(t) as a day; INT32_MIN: none */
} EarnedSchedule;
/* worktime NULL: every day is one. */
EarnedSchedule value_schedule(const ValueCurve *curve, const WorkTime *worktime);

#endif
