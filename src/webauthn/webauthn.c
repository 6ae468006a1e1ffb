/* See webauthn.h. */
#include "webauthn/webauthn.h"

#include <fido.h>
#include <fido/eddsa.h>
#include <fido/es256.h>
#include <fido/rs256.h>
#include <sodium.h>

#include "base/cleanup.h"
#include "field/json.h"
#include "webauthn/cbor.h"

#include "base/banned.h"

const int passkey_algorithms[] = {COSE_ES256, COSE_EDDSA, COSE_RS256, 0};

/* ---- where ---- */

static bool is_number_address(Str host) {
    for (size_t i = 0; i < host.len; i++)
        if ((host.at[i] < '0' || host.at[i] > '9') && host.at[i] != '.') return false;
    return true;
}

bool passkey_place(Str public_url, PasskeyPlace *ret, Error *err) {
    Str path, port, host, origin;
    bool tls = str_starts(public_url, STR("https://")), plain = str_starts(public_url, STR("http://"));
    size_t begin = tls ? strlen("https://") : strlen("http://");
    host = str_cut(str_from(public_url, begin), '/', &path);
    origin = str_slice(public_url, 0, begin + host.len);
    host = str_cut(host, ':', &port);
    if (!(tls || (plain && str_is(host, "localhost"))) || is_number_address(host) || host.at[0] == '[') {
        error_set(err, ERROR_CONFLICT, "Browsers allow no passkeys at the address %.*s.",
                  STR_ARG(str_slice(public_url, 0, 100)));
        return error_hint(err, "Set public_url to the page's address with TLS: https://trivet.example.org.");
    }
    *ret = (PasskeyPlace){.rp_id = host, .origin = origin};
    return true;
}

/* ---- what the browser says ---- */

static const char client_data_field[] = "client_data_json";

static bool is_text(const json_t *object, const char *name, Str *ret) {
    const json_t *value = json_object_get(object, name);
    if (!json_is_string(value)) return false;
    *ret = (Str){json_string_value(value), json_string_length(value)};
    return true;
}

static bool check_client_data(const json_t *data, const PasskeyPlace *place, ClientDataType type,
                              Str *challenge, Error *err) {
    static const char *const types[] = {"webauthn.create", "webauthn.get"};
    Str is, origin;
    if (!is_text(data, "type", &is) || !is_text(data, "challenge", challenge) ||
        !is_text(data, "origin", &origin))
        return error_field(err, client_data_field, "It has no type, challenge or origin.");
    if (!str_is(is, types[type]))
        return error_field(err, client_data_field, "It is a %.*s, not a %s.", STR_ARG(str_slice(is, 0, 60)),
                           types[type]);
    if (json_is_true(json_object_get(data, "crossOrigin")))
        return error_field(err, client_data_field, "It was made in a page within another page.");
    if (str_equal(origin, place->origin)) return true;
    error_field(err, client_data_field, "It was made for %.*s, and this is %.*s.",
                STR_ARG(str_slice(origin, 0, 100)), STR_ARG(str_slice(place->origin, 0, 100)));
    return error_hint(err, "Open the page at its public address, or set public_url to the one that is used.");
}

bool passkey_challenge(Arena *arena, const PasskeyPlace *place, ClientDataType type, Str client_data,
                       Str *ret, Error *err) {
    CLEANUP(json_done) json_t *data = NULL;
    Str challenge;
    Error unreadable;
    if (client_data.len > CLIENT_DATA_MAX || !json_read_text(client_data, &data, &unreadable))
        return error_field(err, client_data_field, "It is no JSON of at most %d bytes.", CLIENT_DATA_MAX);
    if (!check_client_data(data, place, type, &challenge, err)) return false;
    challenge = str_copy(arena, challenge);
    if (!challenge.at) return error_no_memory(err);
    *ret = challenge;
    return true;
}

/* ---- what the authenticator says ---- */

enum { RP_HASH_BYTES = 32, FLAGS_AT = 32, COUNT_AT = 33, HEAD_BYTES = 37, AAGUID_BYTES = 16 };
enum { FLAG_PRESENT = 1, FLAG_VERIFIED = 4, FLAG_KEY = 64, FLAG_EXTENSIONS = 128 };

typedef struct AuthenticatorData {
    int flags;
    int64_t sign_count;
    Str credential_id; /* and the key: only with FLAG_KEY */
    CborItem key;
} AuthenticatorData;

static int64_t big_endian(Str bytes) {
    int64_t n = 0;
    for (size_t i = 0; i < bytes.len; i++) n = n << 8 | (unsigned char)bytes.at[i];
    return n;
}

/* Sets *rest behind the key. */
static bool take_key(Str *rest, AuthenticatorData *ret) {
    if (rest->len < AAGUID_BYTES + 2) return false;
    size_t length = (size_t)big_endian(str_slice(*rest, AAGUID_BYTES, AAGUID_BYTES + 2));
    *rest = str_from(*rest, AAGUID_BYTES + 2);
    if (!length || length > CREDENTIAL_ID_MAX || length > rest->len) return false;
    ret->credential_id = str_slice(*rest, 0, length);
    *rest = str_from(*rest, length);
    return cbor_take(rest, &ret->key) && ret->key.type == CBOR_MAP;
}

static bool read_authenticator_data(Str data, AuthenticatorData *ret) {
    CborItem extensions;
    if (data.len < HEAD_BYTES || data.len > AUTHENTICATOR_DATA_MAX) return false;
    ret->flags = (unsigned char)data.at[FLAGS_AT];
    ret->sign_count = big_endian(str_slice(data, COUNT_AT, HEAD_BYTES));
    Str rest = str_from(data, HEAD_BYTES);
    if (ret->flags & FLAG_KEY && !take_key(&rest, ret)) return false;
    if (ret->flags & FLAG_EXTENSIONS && (!cbor_take(&rest, &extensions) || extensions.type != CBOR_MAP))
        return false;
    return rest.len == 0;
}

static bool check_authenticator_data(const PasskeyPlace *place, Str data, const char *field,
                                     AuthenticatorData *ret, Error *err) {
    unsigned char hash[RP_HASH_BYTES];
    if (!read_authenticator_data(data, ret))
        return error_field(err, field, "It is no authenticator data of at most %d bytes.",
                           AUTHENTICATOR_DATA_MAX);
    crypto_hash_sha256(hash, (const unsigned char *)place->rp_id.at, place->rp_id.len);
    if (memcmp(hash, data.at, sizeof hash) != 0)
        return error_field(err, field, "It was made for another place than %.*s.",
                           STR_ARG(str_slice(place->rp_id, 0, 100)));
    if (ret->flags & FLAG_PRESENT && ret->flags & FLAG_VERIFIED) return true;
    error_field(err, field, "The authenticator did not verify who is there.");
    return error_hint(err, "Use a passkey that asks for a PIN, a finger or a face.");
}

static const unsigned char *bytes(Str s) {
    return (const unsigned char *)s.at;
}

/* ---- a new one ---- */

static const char attestation_field[] = "attestation_object";

static void cred_done(fido_cred_t **cred) {
    fido_cred_free(cred);
}

typedef struct Attestation {
    CborItem format, statement, data;
} Attestation;

static bool read_attestation(Str object, Attestation *ret) {
    CborItem whole;
    return object.len <= ATTESTATION_MAX && cbor_take(&object, &whole) && object.len == 0 &&
           cbor_at_text(&whole, "fmt", &ret->format) && ret->format.type == CBOR_TEXT &&
           cbor_at_text(&whole, "attStmt", &ret->statement) && ret->statement.type == CBOR_MAP &&
           cbor_at_text(&whole, "authData", &ret->data) && ret->data.type == CBOR_BYTES;
}

/* COSE key, label 3. */
static bool algorithm_of(const CborItem *key, int *ret, Error *err) {
    CborItem item;
    if (cbor_at_number(key, 3, &item) && item.type == CBOR_NEGATIVE && item.value < 1000)
        for (const int *algorithm = passkey_algorithms; *algorithm; algorithm++)
            if (-1 - (int)item.value == *algorithm) {
                *ret = *algorithm;
                return true;
            }
    return error_field(err, attestation_field, "The key is of a kind that Trivet does not take.");
}

/* Signed by the very key: proves only that the authenticator has it. With "none" there is nothing to check.
 */
static bool check_statement(fido_cred_t *cred, const Attestation *attestation, Error *err) {
    CborItem ignored;
    if (str_is(attestation->format.content, "none")) return true;
    if (!str_is(attestation->format.content, "packed") ||
        cbor_at_text(&attestation->statement, "x5c", &ignored))
        return error_field(err, attestation_field, "Trivet asks for no attestation and takes none.");
    Str statement = attestation->statement.whole;
    if (fido_cred_set_fmt(cred, "packed") == FIDO_OK &&
        fido_cred_set_attstmt(cred, bytes(statement), statement.len) == FIDO_OK &&
        fido_cred_verify_self(cred) == FIDO_OK)
        return true;
    return error_field(err, attestation_field, "The signature is not right.");
}

static bool read_key(Arena *arena, fido_cred_t *cred, NewPasskey *ret, Error *err) {
    Str id = {(const char *)fido_cred_id_ptr(cred), fido_cred_id_len(cred)},
        key = {(const char *)fido_cred_pubkey_ptr(cred), fido_cred_pubkey_len(cred)};
    if (!id.at || !key.at) return error_field(err, attestation_field, "It has no key that fits.");
    NewPasskey made = {str_copy(arena, id), fido_cred_type(cred), str_copy(arena, key),
                       fido_cred_sigcount(cred)};
    if (arena->full) return error_no_memory(err);
    *ret = made;
    return true;
}

bool passkey_made(Arena *arena, const PasskeyPlace *place, Str client_data, Str attestation_object,
                  NewPasskey *ret, Error *err) {
    CLEANUP(cred_done) fido_cred_t *cred = fido_cred_new();
    Attestation attestation;
    AuthenticatorData data;
    int algorithm = 0;
    const char *rp_id = str_terminated(arena, place->rp_id);
    if (!cred || !rp_id) return error_no_memory(err);
    if (!read_attestation(attestation_object, &attestation))
        return error_field(err, attestation_field, "It is no attestation object of at most %d bytes.",
                           ATTESTATION_MAX);
    Str raw = attestation.data.content;
    if (!check_authenticator_data(place, raw, attestation_field, &data, err)) return false;
    if (!(data.flags & FLAG_KEY)) return error_field(err, attestation_field, "It has no key.");
    if (!algorithm_of(&data.key, &algorithm, err)) return false;
    if (fido_cred_set_type(cred, algorithm) != FIDO_OK || fido_cred_set_rp(cred, rp_id, NULL) != FIDO_OK ||
        fido_cred_set_clientdata(cred, bytes(client_data), client_data.len) != FIDO_OK ||
        fido_cred_set_authdata_raw(cred, bytes(raw), raw.len) != FIDO_OK)
        return error_field(err, attestation_field, "It has no key that fits.");
    return check_statement(cred, &attestation, err) && read_key(arena, cred, ret, err);
}

/* ---- one that is used ---- */

static void assert_done(fido_assert_t **assertion) {
    fido_assert_free(assertion);
}

/* A key of a kind is its own type in libfido2. */
#define VERIFY(kind, cose)                                                                                   \
    static bool verify_##kind(const fido_assert_t *assertion, Str key) {                                     \
        kind##_pk_t *pk = kind##_pk_new();                                                                   \
        bool ok = pk && kind##_pk_from_ptr(pk, key.at, key.len) == FIDO_OK &&                                \
                  fido_assert_verify(assertion, 0, cose, pk) == FIDO_OK;                                     \
        kind##_pk_free(&pk);                                                                                 \
        return ok;                                                                                           \
    }
VERIFY(es256, COSE_ES256)
VERIFY(eddsa, COSE_EDDSA)
VERIFY(rs256, COSE_RS256)

static bool verify(const fido_assert_t *assertion, int64_t algorithm, Str key) {
    switch (algorithm) {
    case COSE_ES256: return verify_es256(assertion, key);
    case COSE_EDDSA: return verify_eddsa(assertion, key);
    case COSE_RS256: return verify_rs256(assertion, key);
    default: return false;
    }
}

bool passkey_proved(Arena *arena, const PasskeyPlace *place, int64_t algorithm, Str public_key,
                    const PasskeyProof *proof, int64_t *ret_sign_count, Error *err) {
    CLEANUP(assert_done) fido_assert_t *assertion = fido_assert_new();
    AuthenticatorData data;
    const char *rp_id = str_terminated(arena, place->rp_id);
    if (!assertion || !rp_id) return error_no_memory(err);
    if (!check_authenticator_data(place, proof->authenticator_data, "authenticator_data", &data, err))
        return false;
    if (proof->signature.len > SIGNATURE_MAX ||
        fido_assert_set_clientdata(assertion, bytes(proof->client_data), proof->client_data.len) != FIDO_OK ||
        fido_assert_set_rp(assertion, rp_id) != FIDO_OK || fido_assert_set_count(assertion, 1) != FIDO_OK ||
        fido_assert_set_authdata_raw(assertion, 0, bytes(proof->authenticator_data),
                                     proof->authenticator_data.len) != FIDO_OK ||
        fido_assert_set_sig(assertion, 0, bytes(proof->signature), proof->signature.len) != FIDO_OK ||
        fido_assert_set_up(assertion, FIDO_OPT_TRUE) != FIDO_OK ||
        fido_assert_set_uv(assertion, FIDO_OPT_TRUE) != FIDO_OK || !verify(assertion, algorithm, public_key))
        return error_field(err, "signature", "It was not made by this passkey.");
    *ret_sign_count = data.sign_count;
    return true;
}
