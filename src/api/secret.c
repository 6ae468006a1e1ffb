/* Passwords, tokens and cookies: libsodium's primitives, nothing of our own. */
#include <sodium.h>

#include "api/account.h"
#include "api/password.h"
#include "base/banned.h"

Str secret_make(Arena *arena) {
    unsigned char random[32];
    size_t len = sodium_base64_encoded_len(sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, len);
    if (!text) return STR_NULL;
    randombytes_buf(random, sizeof random);
    sodium_bin2base64(text, len, random, sizeof random, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (Str){text, len - 1};
}

Str secret_hash(Arena *arena, Str secret) {
    unsigned char hash[32];
    char *hex = arena_alloc(arena, 2 * sizeof hash + 1);
    if (!hex) return STR_NULL;
    crypto_generichash(hash, sizeof hash, (const unsigned char *)secret.at, secret.len, NULL, 0);
    sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
    return (Str){hex, 2 * sizeof hash};
}

bool password_hash(Arena *arena, Str password, Str *ret, Error *err) {
    char *hash = arena_alloc(arena, crypto_pwhash_STRBYTES);
    if (!hash || crypto_pwhash_str(hash, password.at, password.len, crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
        return error_no_memory(err);
    *ret = str_of(hash);
    return true;
}

bool password_take(Arena *arena, Str plain, Person *person, const char *field, Error *err) {
    return password_fit(arena, plain, (PasswordOwner){person->name, person->email}, field, err) &&
           password_hash(arena, plain, &person->password, err);
}

/* argon2id of no password: compared with when there is no such person, so that the answer takes as long. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                             "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

bool password_right(Arena *arena, Str hash, Str password) {
    const char *text = hash.len ? str_terminated(arena, hash) : nobody;
    return text && crypto_pwhash_str_verify(text, password.at ? password.at : "", password.len) == 0 &&
           hash.len;
}
