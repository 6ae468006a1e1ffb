/* Money: whole cents, exact sums and shares. What would leave the type stops at its ends. */
#ifndef TRIVET_ENGINE_MONEY_H
#define TRIVET_ENGINE_MONEY_H

#include <stdint.h>

static inline int64_t money_add(int64_t a, int64_t b) {
    int64_t sum;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    return a < 0 ? INT64_MIN : INT64_MAX;
}

/* amount * part / whole, exact, rounded half away from zero; whole > 0, part >= 0. */
int64_t money_scale(int64_t amount, int64_t part, int64_t whole);

/* An exact sum of shares: whole and `rest` / `of` of one more. */
typedef struct MoneySum {
    int64_t whole, rest, of;
} MoneySum;
/* Adds amount * part / sum->of; neither is negative. */
void money_sum_add(MoneySum *sum, int64_t amount, int64_t part);
/* Rounded half up. */
int64_t money_sum_rounded(const MoneySum *sum);

#endif
