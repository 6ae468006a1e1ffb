/* Cost over time as text and back. See spread_text.h. */
#include "change/baseline/spread_text.h"

#include "base/banned.h"
#include "base/day.h"

enum { SPREAD_DAYS_MAX = 36600 };

Str spread_text(Arena *arena, const CostSpread *spread) {
    if (spread->day_count == 0) return STR("");
    StrBuf out = strbuf_make(arena, 0);
    strbuf_add(&out, day_text(arena, (Day){spread->first_day}));
    for (int32_t i = 0, next; i < spread->day_count; i = next) {
        for (next = i + 1; next < spread->day_count && spread->cents[next] == spread->cents[i];) next++;
        strbuf_char(&out, ' ');
        strbuf_int(&out, spread->cents[i]);
        if (next > i + 1) strbuf_fmt(&out, "x%d", next - i);
    }
    return strbuf_str(&out);
}

static bool parse_run(Str word, int64_t *ret_cents, int64_t *ret_days) {
    Str days, cents = str_cut(word, 'x', &days);
    *ret_days = 1;
    if (!str_int(cents, ret_cents)) return false;
    return cents.len == word.len ||
           (str_int(days, ret_days) && *ret_days >= 1 && *ret_days <= SPREAD_DAYS_MAX);
}

bool spread_parse(Arena *arena, Str text, CostSpread *ret) {
    Str rest;
    Day first;
    int64_t cents, days, count = 0;
    *ret = (CostSpread){0};
    if (text.len == 0) return true;
    if (!day_parse(str_cut(text, ' ', &rest), &first)) return false;
    for (Str at = rest; at.len; count += days)
        if (!parse_run(str_cut(at, ' ', &at), &cents, &days) || count + days > SPREAD_DAYS_MAX) return false;
    CostSpread spread = {arena_array(arena, int64_t, count + 1), first.n, (int32_t)count};
    if (!spread.cents) return false;
    int64_t *to = spread.cents;
    while (rest.len) {
        parse_run(str_cut(rest, ' ', &rest), &cents, &days);
        while (days--) *to++ = cents;
    }
    *ret = spread;
    return true;
}
