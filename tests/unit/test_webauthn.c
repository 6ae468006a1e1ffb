/* What authenticators answer: real answers pass, each changed bit is noticed, and no CBOR is believed. */
#include "../fuzz/webauthn_case.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "random_record.h"
#include "test.h"
#include "webauthn/cbor.h"

#include "base/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const files[] = {"made-ES256-none",   "made-EdDSA-none",   "made-RS256-none",
                                    "made-ES256-packed", "made-EdDSA-packed", "made-RS256-packed",
                                    "used-ES256",        "used-EdDSA",        "used-RS256"};
enum { PACKED = 3, USED = 6, FILE_MAX = 4096 };

static Str read_case(Arena *arena, int i) {
    char *bytes = arena_alloc(arena, FILE_MAX);
    FILE *file = fopen(fmt(arena, "tests/corpus/webauthn/%s.bin%c", files[i], 0).at, "rb");
    CHECK(bytes && file);
    size_t len = fread(bytes, 1, FILE_MAX, file);
    fclose(file);
    CHECK(len > 0 && len < FILE_MAX);
    return (Str){bytes, len};
}

static bool passes(Arena *arena, Str bytes) {
    WebauthnCase it = case_read(bytes);
    NewPasskey made = {0};
    Error err = {0};
    bool ok = case_passes(arena, &it, &made, &err);
    if (!ok) CHECK(err.kind == ERROR_INVALID && err.field[0]);
    return ok;
}

TEST(what_real_keys_signed_passes) {
    for (int i = 0; i < COUNT_OF(files); i++) {
        CLEANUP(arena_done) Arena arena = arena_make(MIB);
        if (!passes(&arena, read_case(&arena, i))) test_fail(__FILE__, __LINE__, "%s is refused", files[i]);
    }
}

TEST(the_key_of_a_new_passkey_checks_what_it_signs_later) {
    for (int i = 0; i < PACKED; i++) {
        CLEANUP(arena_done) Arena arena = arena_make(MIB);
        WebauthnCase made = case_read(read_case(&arena, i)), used = case_read(read_case(&arena, USED + i));
        NewPasskey passkey;
        Error err;
        CHECK(case_passes(&arena, &made, &passkey, &err));
        CHECK_INT(passkey.algorithm, used.algorithm);
        CHECK(str_equal(passkey.public_key, used.public_key));
        used.public_key = passkey.public_key;
        CHECK(case_passes(&arena, &used, &passkey, &err));
    }
}

/* Flips every bit of the part and wants each refused. */
static void flip(Arena *arena, const char *name, Str bytes, Str part) {
    char *at = (char *)part.at;
    for (size_t bit = 0; bit < part.len * 8; bit++) {
        ArenaMark mark = arena_mark(arena);
        at[bit / 8] = (char)(at[bit / 8] ^ (1 << bit % 8));
        if (passes(arena, bytes)) test_fail(__FILE__, __LINE__, "%s: bit %zu is not noticed", name, bit);
        at[bit / 8] = (char)(at[bit / 8] ^ (1 << bit % 8));
        arena_release(arena, mark);
    }
    CHECK(passes(arena, bytes));
}

TEST(every_changed_bit_of_what_was_signed_is_noticed) {
    for (int i = USED; i < COUNT_OF(files); i++) {
        CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
        Str bytes = read_case(&arena, i);
        WebauthnCase it = case_read(bytes);
        flip(&arena, files[i], bytes, it.client_data);
        flip(&arena, files[i], bytes, it.data);
        flip(&arena, files[i], bytes, it.signature);
    }
}

TEST(every_changed_bit_of_a_new_passkey_that_signed_itself_is_noticed) {
    for (int i = PACKED; i < USED; i++) {
        CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
        Str bytes = read_case(&arena, i);
        WebauthnCase it = case_read(bytes);
        Str rest = it.data;
        CborItem whole, data;
        CHECK(cbor_take(&rest, &whole) && cbor_at_text(&whole, "authData", &data));
        flip(&arena, files[i], bytes, data.content);
    }
}

TEST(no_file_cut_off_anywhere_passes) {
    for (int i = 0; i < COUNT_OF(files); i++) {
        CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
        Str bytes = read_case(&arena, i);
        size_t empty = i < USED ? 4 : 0; /* the pieces that only answers have */
        for (size_t len = 0; len + empty < bytes.len; len++) CHECK(!passes(&arena, str_slice(bytes, 0, len)));
    }
}

TEST(random_edits_keep_the_properties_of_the_fuzzer) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Random random = {42};
    for (int i = 0; i < COUNT_OF(files); i++) {
        Str bytes = read_case(&arena, i);
        uint8_t copy[FILE_MAX];
        for (int round = 0; round < 2000; round++) {
            memcpy(copy, bytes.at, bytes.len);
            for (int edit = 0; edit < 3; edit++)
                copy[random_next(&random) % bytes.len] = (uint8_t)random_next(&random);
            LLVMFuzzerTestOneInput(copy, bytes.len);
        }
    }
}

/* ---- CBOR ---- */

TEST(lengths_that_nobody_sent_are_not_believed) {
    static const struct {
        const char *what;
        Str bytes;
    } bombs[] = {
        {"nothing", {"", 0}},
        {"an array of 2^60", {"\x9b\x10\0\0\0\0\0\0\0", 9}},
        {"a map of 2^63", {"\xbb\x80\0\0\0\0\0\0\0", 9}},
        {"bytes of 2^32", {"\x5a\xff\xff\xff\xff", 5}},
        {"an array without an end", {"\x9f\x01\xff", 3}},
        {"bytes without an end", {"\x5f\x41\x01\xff", 4}},
        {"a tag", {"\xc0\x01", 2}},
        {"a reserved head", {"\x1c", 1}},
        {"half a number", {"\x19\x01", 2}},
        {"a pair without its value", {"\xa1\x01", 2}},
        {"an array in an array, five deep", {"\x81\x81\x81\x81\x81", 5}},
    };
    for (int i = 0; i < COUNT_OF(bombs); i++) {
        Str rest = bombs[i].bytes;
        CborItem item;
        if (cbor_take(&rest, &item)) test_fail(__FILE__, __LINE__, "%s is taken", bombs[i].what);
    }
}

TEST(items_are_read_and_found) {
    Str rest = {"\xa3\x63"
                "fmt\x64none\x03\x26\x64"
                "data\x43"
                "abc\x17",
                22};
    CborItem map, item;
    CHECK(cbor_take(&rest, &map) && map.type == CBOR_MAP && map.value == 3);
    CHECK_STR(rest, STR("\x17"));
    CHECK(cbor_at_text(&map, "fmt", &item) && item.type == CBOR_TEXT && str_is(item.content, "none"));
    CHECK(cbor_at_number(&map, 3, &item) && item.type == CBOR_NEGATIVE && item.value == 6);
    CHECK(cbor_at_text(&map, "data", &item) && item.type == CBOR_BYTES && str_is(item.content, "abc"));
    CHECK(!cbor_at_text(&map, "none", &item) && !cbor_at_number(&map, 4, &item));
}

/* ---- where ---- */

TEST(passkeys_hold_at_names_with_tls_and_at_localhost) {
    static const struct {
        const char *url, *rp_id, *origin;
    } places[] = {
        {"https://trivet.example.org", "trivet.example.org", "https://trivet.example.org"},
        {"https://trivet.example.org:8443/plan", "trivet.example.org", "https://trivet.example.org:8443"},
        {"http://localhost:8740", "localhost", "http://localhost:8740"},
        {"http://trivet.example.org", NULL, NULL},
        {"https://192.0.2.7", NULL, NULL},
        {"https://[2001:db8::1]:8740", NULL, NULL},
        {"http://127.0.0.1:8740", NULL, NULL},
        {"https://", NULL, NULL},
        {"ftp://localhost", NULL, NULL},
    };
    for (int i = 0; i < COUNT_OF(places); i++) {
        PasskeyPlace place;
        Error err;
        bool ok = passkey_place(str_of(places[i].url), &place, &err);
        CHECK(ok == (places[i].rp_id != NULL));
        if (!ok) CHECK(err.kind == ERROR_CONFLICT && err.hint[0]);
        if (ok) CHECK_STR(place.rp_id, str_of(places[i].rp_id));
        if (ok) CHECK_STR(place.origin, str_of(places[i].origin));
    }
}
