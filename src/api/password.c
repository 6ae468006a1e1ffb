/* Which passwords are good enough. See password.h.
 *
 * A guesser tries known passwords and names first, then each with a few digits and signs around it or with
 * letters replaced by digits that look like them, then rows of the keyboard and repetitions. So: a word that
 * he has, with fewer than APART_MIN characters beside it, is as weak as the word. */
#include "api/password.h"

#include <ctype.h>
#include <string.h>

#include "base/mem.h"

#include "base/banned.h"

enum {
    APART_MIN = 8,    /* characters beside a word that can be guessed */
    OWN_WORD_MIN = 4, /* shorter parts of a name say nothing */
    PERIOD_MAX = 10,  /* of a repetition */
    JUMPS_MIN = 4,    /* places where the next key is not beside the last one */
};

/* Binary search over lines: `low` and `high` are always starts of lines. */
static bool is_common(Str word) {
    size_t low = 0, high = common_passwords_length;
    while (low < high) {
        size_t first = low + (high - low) / 2;
        while (first > low && common_passwords[first - 1] != '\n') first--;
        Str line = {common_passwords + first, strcspn(common_passwords + first, "\n")};
        int order = str_compare(word, line);
        if (order == 0) return true;
        if (order < 0) high = first;
        else low = first + line.len + 1;
    }
    return false;
}

static Str mapped(Arena *arena, Str s, char (*map)(char)) {
    char *to = arena_alloc(arena, s.len + 1);
    for (size_t i = 0; to && i < s.len; i++) to[i] = map(s.at[i]);
    return to ? (Str){to, s.len} : STR_NULL;
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The letter that a digit or sign stands for in "p4ssw0rd". */
static char letter_meant(char c) {
    static const char digits[] = "0134578@$!+", letters[] = "oleastbasit";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? letters[at - digits] : c;
}

static bool is_letter(char c) {
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static Str without_end(Str s) {
    while (s.len && !is_letter(s.at[s.len - 1])) s.len--;
    return s;
}

static Str without_ends(Str s) {
    while (s.len && !is_letter(s.at[0])) s = str_from(s, 1);
    return without_end(s);
}

/* With digits and signs around it, or instead of letters. */
static bool is_dressed_up(Arena *arena, Str word) {
    Str core = without_ends(word), first = without_end(word);
    return (word.len - core.len < APART_MIN &&
            (is_common(core) || is_common(mapped(arena, core, letter_meant)))) ||
           (word.len - first.len < APART_MIN && is_common(mapped(arena, first, letter_meant)));
}

static bool is_repetition(Str word) {
    for (size_t period = 1; period <= PERIOD_MAX && period * 2 <= word.len; period++)
        if (memcmp(word.at, word.at + period, word.len - period) == 0) return true;
    return false;
}

static bool side_by_side(char a, char b) {
    static const char *const rows[] = {"1234567890", "qwertyuiop", "qwertzuiop",
                                       "asdfghjkl",  "zxcvbnm",    "yxcvbnm"};
    if (a == b || a + 1 == b || a - 1 == b) return true;
    for (int i = 0; i < COUNT_OF(rows); i++) {
        const char *x = strchr(rows[i], a), *y = strchr(rows[i], b);
        if (x && y && (x - y == 1 || y - x == 1)) return true;
    }
    return false;
}

static bool is_row_of_keys(Str word) {
    int jumps = 0;
    for (size_t i = 1; i < word.len; i++) jumps += !side_by_side(word.at[i - 1], word.at[i]);
    return jumps < JUMPS_MIN;
}

static bool is_around(Str word, Str own) {
    size_t at;
    return own.len >= OWN_WORD_MIN && str_find(word, own, &at) && word.len - own.len < APART_MIN;
}

static bool is_of_the_owner(Arena *arena, Str word, PasswordOwner owner) {
    Str rest = mapped(arena, owner.name, lower), email = mapped(arena, owner.email, lower), domain;
    if (is_around(word, str_cut(email, '@', &domain)) || is_around(word, STR("trivet"))) return true;
    while (rest.len)
        if (is_around(word, str_cut(rest, ' ', &rest))) return true;
    return false;
}

bool password_fit(Arena *arena, Str password, PasswordOwner owner, const char *field, Error *err) {
    Str word = mapped(arena, password, lower);
    if (!word.at) return error_no_memory(err);
    if (is_repetition(word)) error_field(err, field, "This password is a repetition.");
    else if (is_row_of_keys(word)) error_field(err, field, "This password is a row of neighbouring keys.");
    else if (is_common(word) || is_dressed_up(arena, word))
        error_field(err, field, "This password is one of those that are tried first.");
    else if (is_of_the_owner(arena, word, owner))
        error_field(err, field, "This password is a name with little beside it.");
    else return true;
    return error_hint(err, "Three or four unrelated words are strong and easy to remember.");
}
