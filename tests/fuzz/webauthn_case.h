/* What a browser brings back, as the files of tests/corpus/webauthn hold it: see make.mjs there. */
#ifndef TRIVET_WEBAUTHN_CASE_H
#define TRIVET_WEBAUTHN_CASE_H

#include "webauthn/webauthn.h"

typedef struct WebauthnCase {
    bool used; /* a passkey signs; else one is made */
    int64_t algorithm;
    Str client_data;
    Str data; /* attestation object, or authenticator data */
    Str signature, public_key;
} WebauthnCase;

static const PasskeyPlace case_place = {{"plan.example.org", 16}, {"https://plan.example.org", 24}};

static inline int64_t case_short(Str *rest) {
    int64_t n = rest->len < 2 ? 0 : (int16_t)((unsigned char)rest->at[0] << 8 | (unsigned char)rest->at[1]);
    *rest = str_from(*rest, 2);
    return n;
}

static inline Str case_piece(Str *rest) {
    size_t len = (uint16_t)case_short(rest);
    Str piece = str_slice(*rest, 0, len);
    *rest = str_from(*rest, piece.len);
    return piece;
}

/* Views of the bytes; pieces that are missing are empty. */
static inline WebauthnCase case_read(Str bytes) {
    WebauthnCase ret = {.used = bytes.len && bytes.at[0]};
    Str rest = str_from(bytes, 1);
    ret.algorithm = case_short(&rest);
    Str *pieces[] = {&ret.client_data, &ret.data, &ret.signature, &ret.public_key};
    for (int i = 0; i < 4; i++) *pieces[i] = case_piece(&rest);
    return ret;
}

/* As the server does it. */
static inline bool case_passes(Arena *arena, const WebauthnCase *it, NewPasskey *ret_made, Error *err) {
    Str challenge;
    int64_t count;
    ClientDataType type = it->used ? CLIENT_DATA_GET : CLIENT_DATA_CREATE;
    PasskeyProof proof = {it->client_data, it->data, it->signature};
    if (!passkey_challenge(arena, &case_place, type, it->client_data, &challenge, err)) return false;
    return it->used ? passkey_proved(arena, &case_place, it->algorithm, it->public_key, &proof, &count, err)
                    : passkey_made(arena, &case_place, it->client_data, it->data, ret_made, err);
}

#endif
