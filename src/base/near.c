/* Distances by the usual table, of which three rows are kept. See near.h. */
#include "base/near.h"

enum { WORD_MAX = 60 };

static int least(int a, int b) {
    return a < b ? a : b;
}

static int distance(Str a, Str b) {
    int rows[3][WORD_MAX + 1];
    int *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t k = 0; k <= b.len; k++) last[k] = (int)k;
    for (size_t i = 1; i <= a.len; i++) {
        now[0] = (int)i;
        for (size_t k = 1; k <= b.len; k++) {
            int replaced = last[k - 1] + (a.at[i - 1] != b.at[k - 1]);
            now[k] = least(replaced, least(last[k], now[k - 1]) + 1);
            if (i > 1 && k > 1 && a.at[i - 1] == b.at[k - 2] && a.at[i - 2] == b.at[k - 1])
                now[k] = least(now[k], before[k - 2] + 1);
        }
        int *free = before;
        before = last;
        last = now;
        now = free;
    }
    return last[b.len];
}

const char *near_word(Str word, const char *const *words) {
    const char *best = NULL;
    int best_distance = WORD_MAX;
    if (word.len == 0 || word.len > WORD_MAX) return NULL;
    for (; *words; words++) {
        Str known = {*words, 0};
        while (known.at[known.len]) known.len++;
        if (known.len > WORD_MAX) continue;
        int edits = distance(word, known);
        if (edits > (int)(known.len > 3 ? known.len / 3 : 1) || edits >= best_distance) continue;
        best = *words;
        best_distance = edits;
    }
    return best;
}
