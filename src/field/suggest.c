/* Suggestions by the number of edits (Damerau-Levenshtein, adjacent letters swapped count once). See
 * suggest.h. */
#include "field/suggest.h"

#include "base/banned.h"
#include "base/mem.h"

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

const char *suggest(Str word, const char *const *words) {
    const char *best = NULL;
    int best_distance = WORD_MAX;
    if (word.len == 0 || word.len > WORD_MAX) return NULL;
    for (; *words; words++) {
        Str known = str_of(*words);
        if (known.len > WORD_MAX) continue;
        int edits = distance(word, known);
        if (edits > (int)(known.len > 3 ? known.len / 3 : 1) || edits >= best_distance) continue;
        best = *words;
        best_distance = edits;
    }
    return best;
}

bool suggest_hint(Error *err, Str word, const char *const *words) {
    if (!err) return false;
    const char *near = suggest(word, words);
    if (near) return error_hint(err, "Did you mean \"%s\"?", near);
    char known[250];
    size_t len = 0;
    for (; *words && len + strlen(*words) + 6 < sizeof known; words++)
        len += (size_t)snprintf(known + len, sizeof known - len, "%s%s", len ? ", " : "", *words);
    return error_hint(err, "Known: %.*s%s.", (int)len, known, *words ? " ..." : "");
}

bool suggest_field(Error *err, Str word, const Resource *resource) {
    const char *names[FIELDS_MAX + 1] = {0};
    for (int i = 0; i < resource->field_count && i < FIELDS_MAX; i++) names[i] = resource->fields[i].name;
    return suggest_hint(err, word, names);
}
