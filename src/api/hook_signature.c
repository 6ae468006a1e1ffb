/* Secrets and signatures of Standard Webhooks. See hooks.h. */
#include <sodium.h>

#include "api/hooks.h"

#include "base/banned.h"

enum { SECRET_BYTES = 32, SECRET_MAX = 128, VARIANT = sodium_base64_VARIANT_ORIGINAL };

static Str base64(Arena *arena, const unsigned char *bytes, size_t len) {
    size_t size = sodium_base64_encoded_len(len, VARIANT);
    char *text = arena_alloc(arena, size);
    return text ? (Str){sodium_bin2base64(text, size, bytes, len, VARIANT), size - 1} : STR_NULL;
}

Str hook_secret(Arena *arena) {
    unsigned char bytes[SECRET_BYTES];
    randombytes_buf(bytes, sizeof bytes);
    return fmt(arena, "whsec_%.*s", STR_ARG(base64(arena, bytes, sizeof bytes)));
}

Str hook_signature(Arena *arena, Str secret, Str id, int64_t seconds, Str body) {
    unsigned char key[SECRET_MAX], hash[crypto_auth_hmacsha256_BYTES];
    size_t key_len;
    crypto_auth_hmacsha256_state state;
    Str text = str_from(secret, 6), head = fmt(arena, "%.*s.%lld.", STR_ARG(id), (long long)seconds);
    if (!str_starts(secret, STR("whsec_")) ||
        sodium_base642bin(key, sizeof key, text.at, text.len, NULL, &key_len, NULL, VARIANT) != 0)
        return STR_NULL;
    crypto_auth_hmacsha256_init(&state, key, key_len);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)head.at, head.len);
    crypto_auth_hmacsha256_update(&state, (const unsigned char *)body.at, body.len);
    crypto_auth_hmacsha256_final(&state, hash);
    sodium_memzero(key, sizeof key);
    return fmt(arena, "v1,%.*s", STR_ARG(base64(arena, hash, sizeof hash)));
}
