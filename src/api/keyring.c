/* See keyring.h. XChaCha20-Poly1305 by libsodium: its nonces are long enough to be drawn at random. */
#include "api/keyring.h"

#include <sodium.h>

#include "base/banned.h"

enum {
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    SEAL_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    SECRET_MAX = 1000,
};
#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING

static bool add_key(Keyring *keyring, Str line) {
    size_t len;
    if (keyring->count == KEYRING_KEYS_MAX) return false;
    unsigned char name[KEY_NAME_LENGTH / 2 + 8], *bytes = keyring->keys[keyring->count].bytes;
    if (sodium_hex2bin(bytes, KEY_BYTES, line.at, line.len, NULL, &len, NULL) != 0 || len != KEY_BYTES)
        return false;
    crypto_generichash(name, sizeof name, bytes, KEY_BYTES, NULL, 0);
    sodium_bin2hex(keyring->keys[keyring->count].name, KEY_NAME_LENGTH + 1, name, KEY_NAME_LENGTH / 2);
    keyring->count++;
    return true;
}

bool keyring_read(Str file, Keyring *ret, Error *err) {
    Keyring keyring = {0};
    for (Str rest = file; rest.at;) {
        Str line = str_trim(str_cut(rest, '\n', &rest));
        if (!line.len || line.at[0] == '#') continue;
        if (add_key(&keyring, line)) continue;
        error_set(err, ERROR_INVALID, "A line of the key file is no key, or there are more than %d.",
                  KEYRING_KEYS_MAX);
        return error_hint(err, "Each has 64 hex digits. Put back the file as Trivet wrote it.");
    }
    if (!keyring.count) {
        error_set(err, ERROR_INVALID, "The key file is empty.");
        return error_hint(err, "Put it back from where a copy of it is kept.");
    }
    *ret = keyring;
    return true;
}

Str keyring_new_line(Arena *arena) {
    unsigned char bytes[KEY_BYTES];
    char *text = arena_alloc(arena, 2 * KEY_BYTES + 2);
    if (!text) return STR_NULL;
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2hex(text, 2 * KEY_BYTES + 1, bytes, sizeof bytes);
    sodium_memzero(bytes, sizeof bytes);
    text[2 * KEY_BYTES] = '\n';
    return (Str){text, 2 * KEY_BYTES + 1};
}

static int find(const Keyring *keyring, Str key_name) {
    for (int i = 0; i < keyring->count; i++)
        if (str_is(key_name, keyring->keys[i].name)) return i;
    return -1;
}

bool keyring_has(const Keyring *keyring, Str key_name) {
    return find(keyring, key_name) >= 0;
}

Str sealed_key_name(Str sealed) {
    Str rest;
    return str_cut(sealed, '.', &rest);
}

/* KEY NAME "." base64url(nonce, sealed bytes) */
Str keyring_seal(Arena *arena, const Keyring *keyring, Id person_id, Str plain) {
    unsigned char bytes[NONCE_BYTES + SECRET_MAX + SEAL_BYTES];
    char text[sodium_base64_ENCODED_LEN(sizeof bytes, BASE64)];
    unsigned long long len;
    Str about = id_text(arena, person_id);
    if (!about.at || plain.len > SECRET_MAX) return STR_NULL;
    randombytes_buf(bytes, NONCE_BYTES);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + NONCE_BYTES, &len, (const unsigned char *)plain.at,
                                               plain.len, (const unsigned char *)about.at, about.len, NULL,
                                               bytes, keyring->keys[0].bytes);
    sodium_bin2base64(text, sizeof text, bytes, NONCE_BYTES + (size_t)len, BASE64);
    return fmt(arena, "%s.%s", keyring->keys[0].name, text);
}

static bool unseal(Arena *arena, const unsigned char *key, Id person_id, Str text, Str *ret) {
    unsigned char bytes[NONCE_BYTES + SECRET_MAX + SEAL_BYTES];
    size_t len;
    unsigned long long plain_len;
    Str about = id_text(arena, person_id);
    unsigned char *plain = arena_alloc(arena, SECRET_MAX);
    if (!about.at || !plain || !text.at ||
        sodium_base642bin(bytes, sizeof bytes, text.at, text.len, NULL, &len, NULL, BASE64) != 0 ||
        len < NONCE_BYTES)
        return false;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain, &plain_len, NULL, bytes + NONCE_BYTES,
                                                   len - NONCE_BYTES, (const unsigned char *)about.at,
                                                   about.len, bytes, key) != 0)
        return false;
    *ret = (Str){(char *)plain, (size_t)plain_len};
    return true;
}

bool keyring_open(Arena *arena, const Keyring *keyring, Id person_id, Str sealed, Str *ret, Error *err) {
    Str text, name = str_cut(sealed, '.', &text);
    int key = find(keyring, name);
    if (key >= 0 && unseal(arena, keyring->keys[key].bytes, person_id, text, ret)) return true;
    error_set(err, ERROR_INTERNAL, "A secret of this account cannot be read.");
    error_hint(err, "Tell whoever runs this Trivet: its log says which key is missing.");
    return error_log(err,
                     key < 0
                         ? "sealed with the key %.*s, which is not in the key file; after a rotation, restart"
                         : "sealed with the key %.*s, and changed since",
                     STR_ARG(str_slice(name, 0, KEY_NAME_LENGTH)));
}
