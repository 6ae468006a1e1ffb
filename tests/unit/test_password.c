/* Which passwords are good enough. */
#include "api/password.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "test.h"

#include "base/banned.h"

static const PasswordOwner nobody;
static const PasswordOwner mary = {{"Mary Lindqvist", 14}, {"m.lindqvist@example.org", 23}};

static bool fits(const char *password, PasswordOwner owner) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Error err = {0};
    bool fit = password_fit(&arena, str_of(password), owner, "password", &err);
    if (!fit) CHECK(str_is(str_of(err.field), "password") && err.hint[0]);
    return fit;
}

TEST(what_is_tried_first_is_refused) {
    static const char *const weak[] = {"Password123",   "p4ssw0rd2026!", "basketball",       "1dragon1234",
                                       "qwertyuiop",    "1234567890",    "abcdefghijk",      "aaaaaaaaaaaa",
                                       "asdfghjkl1234", "abcabcabcabc",  "passwordpassword", "Trivet2026!",
                                       "0987654321",    "$unshine!!!"};
    for (int i = 0; i < COUNT_OF(weak); i++)
        if (fits(weak[i], nobody)) test_fail(__FILE__, __LINE__, "\"%s\" was let through", weak[i]);
}

TEST(a_name_with_little_beside_it_is_refused) {
    CHECK(!fits("lindqvist2026", mary));
    CHECK(!fits("M.Lindqvist!1", mary));
    CHECK(fits("lindqvist likes herring", mary));
    CHECK(fits("lindqvist2026", nobody));
}

TEST(long_phrases_and_random_ones_pass) {
    static const char *const good[] = {
        "correct horse battery",    "a whole new password", "long enough it is", "vK3-oq9_Lw",
        "dragon eats seven tulips", "über den dächern",     "measured with care"};
    for (int i = 0; i < COUNT_OF(good); i++)
        if (!fits(good[i], nobody)) test_fail(__FILE__, __LINE__, "\"%s\" was refused", good[i]);
}

TEST(the_list_is_sorted_and_large_enough) {
    Str rest = {common_passwords, common_passwords_length}, last = STR_NULL;
    int count = 0;
    for (; rest.len; count++) {
        Str word = str_cut(rest, '\n', &rest);
        CHECK(!last.at || str_compare(last, word) < 0);
        last = word;
    }
    CHECK(count > 10000);
}
