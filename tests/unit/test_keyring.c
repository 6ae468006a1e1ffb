/* Sealing by the keys of a file. */
#include <sodium.h>

#include "api/keyring.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "test.h"

#include "base/banned.h"

static const Str plain = {"GEZDGNBVGY3TQOJQ", 16};
static const Id ada = {1}, bob = {2};

static Keyring keys(Arena *arena, int count) {
    Keyring keyring;
    Error err;
    StrBuf file = strbuf_make(arena, 0);
    strbuf_add(&file, STR("# a comment\n\n"));
    for (int i = 0; i < count; i++) strbuf_add(&file, keyring_new_line(arena));
    CHECK(sodium_init() >= 0 && keyring_read(strbuf_str(&file), &keyring, &err));
    CHECK_INT(keyring.count, count);
    return keyring;
}

TEST(what_is_sealed_opens_for_the_same_person_and_differs_each_time) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Keyring keyring = keys(&arena, 1);
    Str first = keyring_seal(&arena, &keyring, ada, plain),
        second = keyring_seal(&arena, &keyring, ada, plain), open;
    Error err;
    CHECK(!str_equal(first, second));
    CHECK_STR(sealed_key_name(first), str_of(keyring.keys[0].name));
    CHECK(keyring_open(&arena, &keyring, ada, first, &open, &err));
    CHECK_STR(open, plain);
    CHECK(!keyring_open(&arena, &keyring, bob, first, &open, &err));
    CHECK(err.kind == ERROR_INTERNAL && err.log[0]);
}

TEST(every_changed_letter_is_noticed) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    Keyring keyring = keys(&arena, 1);
    Str sealed = keyring_seal(&arena, &keyring, ada, plain), open;
    Error err;
    char *text = (char *)sealed.at;
    for (size_t i = 0; i < sealed.len; i++) {
        char was = text[i];
        text[i] = was == 'A' ? 'B' : 'A';
        CHECK(!keyring_open(&arena, &keyring, ada, sealed, &open, &err));
        text[i] = was;
        CHECK(!keyring_open(&arena, &keyring, ada, str_slice(sealed, 0, i), &open, &err));
    }
    CHECK(keyring_open(&arena, &keyring, ada, sealed, &open, &err));
}

TEST(the_first_key_seals_and_all_open) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Keyring both = keys(&arena, 2), first = both, second = both;
    first.count = 1;
    second.keys[0] = both.keys[1];
    second.count = 1;
    Str old = keyring_seal(&arena, &second, ada, plain), new = keyring_seal(&arena, &both, ada, plain), open;
    Error err;
    CHECK(keyring_open(&arena, &both, ada, old, &open, &err) &&
          keyring_open(&arena, &first, ada, new, &open, &err));
    CHECK(!keyring_open(&arena, &first, ada, old, &open, &err));
    CHECK(strstr(err.log, second.keys[0].name));
    CHECK(!keyring_has(&first, sealed_key_name(old)) && keyring_has(&both, sealed_key_name(old)));
}

TEST(a_file_that_is_no_key_file_is_refused) {
    static const char *const files[] = {
        "", "# only a comment\n", "1234\n", "not a key\n",
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20\n"};
    for (int i = 0; i < COUNT_OF(files); i++) {
        Keyring keyring;
        Error err = {0};
        CHECK(!keyring_read(str_of(files[i]), &keyring, &err));
        CHECK(err.kind == ERROR_INVALID && err.hint[0]);
    }
}
