/* Passkeys (W3C WebAuthn, level 2): checks what a browser brings back from an authenticator.
 *
 * Pure: bytes in, judgement out; no clock, no store. Whether a challenge was given out, to whom and when, is
 * the caller's to know: he takes it out of the client data and uses it up before anything is believed.
 * Signatures and keys are libfido2's, which is given only CBOR that passed cbor.h. Wanted of every answer:
 * this place (origin and id of the relying party), somebody present, and verified by the authenticator: PIN,
 * finger or face. So a passkey stands for both factors.
 *
 * Trivet asks for no attestation: it takes "none" and an authenticator's signature by the very key that it
 * made. */
#ifndef TRIVET_WEBAUTHN_H
#define TRIVET_WEBAUTHN_H

#include "base/error.h"
#include "base/str.h"

/* Of what a browser sends, in bytes. */
enum {
    CLIENT_DATA_MAX = 2048,
    ATTESTATION_MAX = 8192,
    AUTHENTICATOR_DATA_MAX = 2048,
    SIGNATURE_MAX = 1024,
    CREDENTIAL_ID_MAX = 1023,
};

/* Where passkeys hold: the relying party's id is the host of the public address. */
typedef struct PasskeyPlace {
    Str rp_id;  /* "trivet.example.org" */
    Str origin; /* "https://trivet.example.org:8443" */
} PasskeyPlace;

/* Views of the address. ERROR_CONFLICT where browsers allow no passkeys: without TLS, except at localhost; at
 * an address without a name. */
bool passkey_place(Str public_url, PasskeyPlace *ret, Error *err);

typedef enum ClientDataType { CLIENT_DATA_CREATE, CLIENT_DATA_GET } ClientDataType;
/* Checks type and origin and answers the challenge, as base64url. */
bool passkey_challenge(Arena *arena, const PasskeyPlace *place, ClientDataType type, Str client_data,
                       Str *ret, Error *err);

/* The algorithms that are taken, as COSE numbers them, the best first; ends with 0. */
extern const int passkey_algorithms[];

typedef struct NewPasskey {
    Str credential_id;
    int64_t algorithm;
    Str public_key; /* as libfido2 gives it */
    int64_t sign_count;
} NewPasskey;
/* The result is in the arena. */
bool passkey_made(Arena *arena, const PasskeyPlace *place, Str client_data, Str attestation_object,
                  NewPasskey *ret, Error *err);

typedef struct PasskeyProof {
    Str client_data, authenticator_data, signature;
} PasskeyProof;
/* Whether the key signed it; answers the authenticator's counter. */
bool passkey_proved(Arena *arena, const PasskeyPlace *place, int64_t algorithm, Str public_key,
                    const PasskeyProof *proof, int64_t *ret_sign_count, Error *err);

#endif
