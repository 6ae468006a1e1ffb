/* Passkeys: made, and used to sign in or to confirm that somebody sits there. See webauthn/webauthn.h.
 *
 * A challenge is asked for, signed and brought back within minutes, in the same session, or, by who is not
 * signed in yet, in the browser that holds the cookie that came with it. It is used up before anything else
 * is looked at, in a transaction of its own, so that no answer can be tried twice. Making and ending a
 * passkey is part of the history, for its owner; that there is one at all stands in the person's row, for
 * everybody. */
#include <sodium.h>

#include "api/account.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "webauthn/webauthn.h"

enum { CHALLENGE_SECONDS = 300, PASSKEYS_MAX = 20 };
static const char cookie_name[] = "trivet_passkey";

/* ---- bytes as base64url ---- */

static bool decode(Arena *arena, const char *field, Str text, Str *ret, Error *err) {
    size_t len;
    unsigned char *bytes = arena_alloc(arena, text.len + 1);
    if (!bytes) return error_no_memory(err);
    if (sodium_base642bin(bytes, text.len, text.at, text.len, NULL, &len, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return error_field(err, field, "It is not written as base64url.");
    *ret = (Str){(const char *)bytes, len};
    return true;
}

static Str encode(Arena *arena, Str bytes) {
    size_t room = sodium_base64_encoded_len(bytes.len, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(arena, room);
    if (!text) return STR_NULL;
    sodium_bin2base64(text, room, (const unsigned char *)bytes.at, bytes.len,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return (Str){text, room - 1};
}

/* What an authenticator keeps of whose passkey it is. */
static Str user_handle(Arena *arena, Id person_id) {
    return encode(arena, id_text(arena, person_id));
}

/* ---- the challenge ---- */

static Str give_cookie(Call *call) {
    Str secret = secret_make(call->arena);
    respond_header(call->rq, "Set-Cookie",
                   fmt(call->arena, "%s=%.*s; Path=/v1/session; HttpOnly; SameSite=Strict; Max-Age=%d%s",
                       cookie_name, STR_ARG(secret), CHALLENGE_SECONDS,
                       call->app->secure_cookies ? "; Secure" : ""));
    return secret_hash(call->arena, secret);
}

/* Asks whoever can show later that he is `bound_to`. */
static bool ask(Call *call, Transaction *tx, Str bound_to, PasskeyQuestion *question, Error *err) {
    PasskeyPlace place;
    if (!passkey_place(str_of(call->app->public_url), &place, err)) return false;
    question->challenge = secret_make(call->arena);
    question->rp_id = place.rp_id;
    question->expires_at = (Time){call->now.ms + CHALLENGE_SECONDS * 1000};
    Str hash = secret_hash(call->arena, question->challenge);
    if (call->arena->full) return error_no_memory(err);
    if (!passkey_challenge_put(tx, hash, bound_to, question->expires_at, err)) return false;
    answer_record(call, &passkey_question_resource, question);
    call->keeps_answer = false;
    return call_commit(call, tx, err);
}

bool session_passkey_ask(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    PasskeyQuestion question = {0};
    return limited(call, "passkey-address", call->rq->address, 30, 2, err) && call_write(call, &tx, err) &&
           ask(call, &tx, give_cookie(call), &question, err);
}

bool passkey_ask(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    PasskeyQuestion question = {.user_id = user_handle(call->arena, call->user.person_id)};
    List passkeys;
    if (!limited(call, "passkey-email", call->person.email, 30, 2, err) || !call_write(call, &tx, err) ||
        !passkey_of_person(&tx, call->user.person_id, &passkeys, err))
        return false;
    Str *ids = arena_array(call->arena, Str, passkeys.count);
    if (!ids) return error_no_memory(err);
    for (int i = 0; i < passkeys.count; i++) ids[i] = ((Passkey *)passkeys.at)[i].credential_id;
    question.credential_ids = (List){ids, passkeys.count};
    return ask(call, &tx, call->session_hash, &question, err);
}

static bool use_challenge(Call *call, Str bound_to, Str challenge, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Author author = {.now = call->now};
    bool used;
    Str hash = secret_hash(call->arena, challenge);
    if (call->arena->full) return error_no_memory(err);
    if (!store_write(call->app->store, call->arena, &author, &tx, err) ||
        !passkey_challenge_use(&tx, hash, bound_to, &used, err) || !store_commit(&tx, err))
        return false;
    if (used) return true;
    error_field(err, "client_data_json",
                "This question was answered before, or is not of this browser, or is too old.");
    return error_hint(err, "Begin again.");
}

/* The client data of an answer to a question that was open until now. */
static bool take_client_data(Call *call, Str bound_to, ClientDataType type, Str encoded,
                             PasskeyPlace *ret_place, Str *ret, Error *err) {
    Str challenge;
    return passkey_place(str_of(call->app->public_url), ret_place, err) &&
           decode(call->arena, "client_data_json", encoded, ret, err) &&
           passkey_challenge(call->arena, ret_place, type, *ret, &challenge, err) &&
           use_challenge(call, bound_to, challenge, err);
}

/* ---- making and ending ---- */

static bool mark_person(Transaction *tx, Id workspace_id, Id person_id, Error *err) {
    Person before, after;
    List passkeys;
    if (!passkey_of_person(tx, person_id, &passkeys, err) ||
        !row_load(tx, &person_resource, workspace_id, person_id, &before, err))
        return false;
    after = before;
    after.has_passkey = passkeys.count > 0;
    return row_update(tx, &person_resource, &before, &after, err);
}

static bool check_room(Transaction *tx, const Passkey *passkey, Error *err) {
    List passkeys;
    Passkey other;
    Error reason;
    if (!passkey_of_person(tx, passkey->person_id, &passkeys, err)) return false;
    if (passkeys.count >= PASSKEYS_MAX) {
        error_set(err, ERROR_CONFLICT, "There are %d passkeys already.", PASSKEYS_MAX);
        return error_hint(err, "Remove one that you no longer use.");
    }
    if (!passkey_by_credential(tx, passkey->credential_id, &other, &reason)) {
        if (reason.kind == ERROR_NOT_FOUND) return true;
        *err = reason;
        return false;
    }
    error_set(err, ERROR_CONFLICT, "This passkey is known already.");
    return error_hint(err, "Make a new one with another authenticator.");
}

bool passkey_create(Call *call, Error *err) {
    PasskeyRegistration request;
    PasskeyPlace place;
    Str client_data, object;
    NewPasskey made;
    Passkey passkey;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_decode(call, &passkey_registration_resource, &request, err) ||
        !decode(call->arena, "attestation_object", request.attestation_object, &object, err) ||
        !take_client_data(call, call->session_hash, CLIENT_DATA_CREATE, request.client_data_json, &place,
                          &client_data, err) ||
        !passkey_made(call->arena, &place, client_data, object, &made, err) || !call_write(call, &tx, err))
        return false;
    record_init(&passkey_resource, &passkey);
    tx.viewer_id = ID_NONE; /* as Trivet: it may be another's */
    passkey.row.workspace_id = call->user.workspace_id;
    passkey.person_id = call->user.person_id;
    passkey.name = request.name;
    passkey.credential_id = encode(call->arena, made.credential_id);
    passkey.public_key = encode(call->arena, made.public_key);
    passkey.algorithm = made.algorithm;
    passkey.sign_count = made.sign_count;
    if (call->arena->full) return error_no_memory(err);
    if (!check_room(&tx, &passkey, err) || !row_insert(&tx, &passkey_resource, &passkey, err) ||
        !mark_person(&tx, call->user.workspace_id, call->user.person_id, err))
        return false;
    answer_row(call, 201, &passkey_resource, &passkey);
    return call_commit(call, &tx, err);
}

bool passkey_delete(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Passkey passkey;
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &passkey_resource, call->workspace_id, call->id, &passkey, err) ||
        !row_delete(&tx, &passkey_resource, &passkey, err) ||
        !mark_person(&tx, call->user.workspace_id, call->user.person_id, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}

bool person_passkeys_end(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Person person;
    List passkeys;
    if (!call_write(call, &tx, err)) return false;
    tx.viewer_id = call->id; /* his own rows */
    if (!row_load(&tx, &person_resource, call->workspace_id, call->id, &person, err) ||
        !passkey_of_person(&tx, person.row.id, &passkeys, err))
        return false;
    for (int i = 0; i < passkeys.count; i++)
        if (!row_delete(&tx, &passkey_resource, (Passkey *)passkeys.at + i, err)) return false;
    if (!mark_person(&tx, call->workspace_id, call->id, err)) return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}

/* ---- using ---- */

/* Of the owner, where it is known who it has to be. */
static bool find_passkey(Call *call, const PasskeyAnswer *answer, Id owner, Passkey *ret, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Error reason;
    if (!store_read(call->app->store, call->arena, &tx, err)) return false; /* as Trivet: of anybody */
    if (!passkey_by_credential(&tx, answer->credential_id, ret, &reason)) {
        *err = reason;
        if (reason.kind != ERROR_NOT_FOUND) return false;
        error_field(err, "credential_id", "This passkey is not known here.");
        return error_hint(err, "Sign in in another way, and add it in Settings, Your account.");
    }
    bool own = owner.n ? id_equal(ret->person_id, owner)
                       : str_equal(answer->user_handle, user_handle(call->arena, ret->person_id));
    return own || error_field(err, "user_handle", "This passkey belongs to somebody else.");
}

/* Nobody's counter goes back: of two authenticators with the same key one is a copy. Zero: it does not count.
 */
static bool went_back(const Passkey *passkey, int64_t sign_count) {
    return (sign_count || passkey->sign_count) && sign_count <= passkey->sign_count;
}

static bool note_copy(Transaction *tx, const Passkey *passkey, Error *err) {
    Passkey after = *passkey;
    after.copied = true;
    return row_update(tx, &passkey_resource, passkey, &after, err) && store_commit(tx, err);
}

static bool refuse_copy(Error *err) {
    error_field(err, "credential_id", "There may be a copy of this passkey: its counter went back.");
    return error_hint(err, "Sign in in another way, remove it and make a new one.");
}

/* Begins the writing transaction, too. */
static bool passkey_pass(Call *call, Str bound_to, Id owner, Transaction *tx, Passkey *ret, Error *err) {
    PasskeyAnswer answer;
    PasskeyPlace place;
    PasskeyProof proof;
    Str key;
    int64_t sign_count;
    if (!call_decode(call, &passkey_answer_resource, &answer, err) ||
        !decode(call->arena, "authenticator_data", answer.authenticator_data, &proof.authenticator_data,
                err) ||
        !decode(call->arena, "signature", answer.signature, &proof.signature, err) ||
        !take_client_data(call, bound_to, CLIENT_DATA_GET, answer.client_data_json, &place,
                          &proof.client_data, err) ||
        !find_passkey(call, &answer, owner, ret, err) ||
        !decode(call->arena, "public_key", ret->public_key, &key, err) ||
        !passkey_proved(call->arena, &place, ret->algorithm, key, &proof, &sign_count, err) ||
        !call_write(call, tx, err))
        return false;
    tx->author.person_id = ret->person_id;
    tx->viewer_id = ret->person_id;
    if (!row_load(tx, &passkey_resource, ret->row.workspace_id, ret->row.id, ret, err)) return false;
    if (ret->copied) return refuse_copy(err);
    if (went_back(ret, sign_count)) return note_copy(tx, ret, err) && refuse_copy(err);
    return passkey_touch(tx, ret->row.id, sign_count, err);
}

/* Whoever is not known by it is not signed in: 401, whatever is wrong. */
bool session_create_by_passkey(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Passkey passkey;
    Person person;
    Str cookie = secret_hash(call->arena, request_cookie(call->rq, cookie_name));
    if (!limited(call, "login-address", call->rq->address, 30, 2, err)) return false;
    if (!passkey_pass(call, cookie, ID_NONE, &tx, &passkey, err)) {
        if (err->kind == ERROR_INVALID) err->kind = ERROR_UNAUTHENTICATED;
        return false;
    }
    if (!row_load(&tx, &person_resource, passkey.row.workspace_id, passkey.person_id, &person, err))
        return false;
    if (person.disabled) {
        error_set(err, ERROR_UNAUTHENTICATED, "This account is disabled.");
        return error_hint(err, "Ask an administrator.");
    }
    return session_begin(call, &tx, &person, err) && call_commit(call, &tx, err);
}

bool session_confirm_by_passkey(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Passkey passkey;
    if (!call->session_hash.at) return error_set(err, ERROR_FORBIDDEN, "Only a session can be confirmed.");
    if (!limited(call, "login-email", call->person.email, 10, 30, err) ||
        !passkey_pass(call, call->session_hash, call->user.person_id, &tx, &passkey, err) ||
        !session_confirm(&tx, call->session_hash, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}
