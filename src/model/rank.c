/* Fractional indices. See rank.h.
 *
 * rank_after counts: a key starts with a letter that says how many digits of a counter follow ('b' two,
 * 'c' three ... 'z' twenty-six), so that appending a million times never makes a key longer than six
 * characters. */
#include "model/rank.h"

#include <string.h>

#include "base/banned.h"
#include "base/mem.h"

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

bool rank_valid(Str rank) {
    if (rank.len == 0 || rank.len > RANK_TEXT_MAX || rank.at[rank.len - 1] == '0') return false;
    for (size_t i = 0; i < rank.len; i++)
        if (!rank.at[i] || !strchr(digits, rank.at[i])) return false;
    return true;
}

/* Adds one to the counter of base-36 digits; false when it overflows. Keys must not end with '0', which is
 * skipped. */
static bool count_up(char *counter, size_t len) {
    for (size_t i = len; i-- > 0;) {
        if (counter[i] != 'z') {
            counter[i] = *(strchr(digits, counter[i]) + 1);
            return true;
        }
        counter[i] = i == len - 1 ? '1' : '0';
    }
    return false;
}

Str rank_after(Arena *arena, Str last) {
    if (last.len == 0 || last.at[0] < 'b')
        return STR("c001"); /* the first counter in use is greater than those */
    size_t width = (size_t)(last.at[0] - 'a') + 1;
    char *key = arena_alloc(arena, width + 2);
    if (!key) return STR_NULL;
    for (size_t i = 0; i < width + 1; i++) key[i] = i < last.len ? last.at[i] : '0';
    if (count_up(key + 1, width)) return (Str){key, width + 1};
    if (key[0] == 'z') return fmt(arena, "%.*s1", STR_ARG(last));
    key[0]++; /* one digit more, the counter starts anew */
    memset(key + 1, '0', width);
    key[width + 1] = '1';
    return (Str){key, width + 2};
}
