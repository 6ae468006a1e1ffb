/* Money. See money.h. */
#include "engine/money.h"

#include <stdbool.h>

/* a * b / c and what is left over; where the product does not fit, by long division of its 128 bits. c > 0.
 */
static uint64_t divide_product(uint64_t a, uint64_t b, uint64_t c, uint64_t *ret_rest) {
    uint64_t quotient = 0, rest = 0;
    *ret_rest = 0;
    if ((a | b) <= UINT32_MAX) {
        *ret_rest = a * b % c;
        return a * b / c;
    }
    for (int bit = 63; bit >= 0; bit--) {
        /* (quotient, rest) is (a >> bit) * b divided by c: doubled, then b added when the bit is set. */
        if (quotient >> 62) return INT64_MAX;
        quotient *= 2;
        bool over = rest >= c - rest;
        quotient += over;
        rest = over ? rest - (c - rest) : rest * 2;
        if (!(a >> bit & 1)) continue;
        quotient += b / c;
        uint64_t more = b % c;
        over = rest >= c - more;
        quotient += over;
        rest = over ? rest - (c - more) : rest + more;
    }
    *ret_rest = rest;
    return quotient;
}

static int64_t round_up(uint64_t quotient, uint64_t rest, uint64_t of) {
    quotient += rest >= of - rest;
    return quotient > INT64_MAX ? INT64_MAX : (int64_t)quotient;
}

int64_t money_scale(int64_t amount, int64_t part, int64_t whole) {
    uint64_t size = amount < 0 ? -(uint64_t)amount : (uint64_t)amount, rest;
    uint64_t quotient = divide_product(size, (uint64_t)part, (uint64_t)whole, &rest);
    int64_t scaled = round_up(quotient, rest, (uint64_t)whole);
    return amount < 0 ? -scaled : scaled;
}

void money_sum_add(MoneySum *sum, int64_t amount, int64_t part) {
    uint64_t rest, quotient = divide_product((uint64_t)amount, (uint64_t)part, (uint64_t)sum->of, &rest);
    int64_t whole = quotient > INT64_MAX ? INT64_MAX : (int64_t)quotient;
    sum->rest += (int64_t)rest;
    bool over = sum->rest >= sum->of;
    if (over) sum->rest -= sum->of;
    sum->whole = money_add(sum->whole, money_add(whole, over));
}

int64_t money_sum_rounded(const MoneySum *sum) {
    return round_up((uint64_t)sum->whole, (uint64_t)sum->rest, (uint64_t)sum->of);
}
