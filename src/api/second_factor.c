/* Second factors: codes that an authenticator computes from the time (TOTP, RFC 6238), and recovery codes.
 *
 * A secret becomes active by its first right code. A code is good for its half minute and the two beside it,
 * and once only. It is sealed in the database (keyring.h). Recovery codes are kept hashed and used up; all of
 * this ends with the factor. The person's row says that there is one, so that turning it on and off is part
 * of the history. */
#include <liboath/oath.h>
#include <qrencode.h>
#include <sodium.h>

#include "api/account.h"
#include "api/keyring.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"

enum { SECRET_BYTES = 20, STEP_SECONDS = 30, DIGITS = 6, STEPS_AROUND = 1, CODES = 10, CODE_CHARS = 16 };

/* ---- codes ---- */

static bool code_of_step(Str secret, const char *code, Time now, int64_t *ret_step) {
    char *key = NULL;
    size_t key_len;
    uint64_t step = 0;
    int off = 0;
    if (oath_base32_decode(secret.at, secret.len, &key, &key_len) != OATH_OK) return false;
    int result =
        oath_totp_validate3(key, key_len, now.ms / 1000, STEP_SECONDS, 0, STEPS_AROUND, &off, &step, code);
    sodium_memzero(key, key_len);
    free(key);
    *ret_step = (int64_t)step;
    return result >= 0;
}

static bool time_code_right(Call *call, SecondFactor *factor, Str code, bool *ret, Error *err) {
    Str secret;
    int64_t step = 0;
    const char *text = str_terminated(call->arena, code);
    if (!text) return error_no_memory(err);
    if (!keyring_open(call->arena, call->app->keyring, factor->person_id, factor->secret, &secret, err))
        return false;
    *ret = code_of_step(secret, text, call->now, &step) && step > factor->last_step;
    sodium_memzero((char *)secret.at, secret.len);
    if (*ret) factor->last_step = step;
    return true;
}

/* As it was shown or typed: spaces, hyphens and case mean nothing. */
static Str recovery_hash(Call *call, Str code) {
    StrBuf plain = strbuf_make(call->arena, 0);
    for (size_t i = 0; i < code.len; i++)
        if (code.at[i] != ' ' && code.at[i] != '-')
            strbuf_char(&plain,
                        (char)(code.at[i] >= 'A' && code.at[i] <= 'Z' ? code.at[i] + 32 : code.at[i]));
    return secret_hash(call->arena, strbuf_str(&plain));
}

static bool code_right(Call *call, Transaction *tx, SecondFactor *factor, Str code, bool *ret, Error *err) {
    *ret = false;
    if (code.len == DIGITS && !time_code_right(call, factor, code, ret, err)) return false;
    if (*ret) return second_factor_put(tx, factor, err);
    return recovery_code_use(tx, factor->person_id, recovery_hash(call, code), ret, err);
}

bool second_factor_pass(Call *call, Transaction *tx, const Person *person, Str code, Error *err) {
    SecondFactor factor;
    bool right;
    if (!second_factor_of(tx, person->row.id, &factor, err)) return false;
    if (!factor.active) return true;
    if (code.len && !code_right(call, tx, &factor, code, &right, err)) return false;
    if (code.len && right) return true;
    error_field(err, "code",
                code.len ? "This code is not right, or was used before." : "A code is asked for too.");
    err->kind = ERROR_UNAUTHENTICATED;
    return error_hint(err, "Take the one that your authenticator shows now, or a recovery code.");
}

/* ---- turning it on ---- */

static Str secret_text(Arena *arena) {
    unsigned char bytes[SECRET_BYTES];
    char *text = NULL;
    size_t len;
    randombytes_buf(bytes, sizeof bytes);
    if (oath_base32_encode((const char *)bytes, sizeof bytes, &text, &len) != OATH_OK) return STR_NULL;
    Str secret = str_copy(arena, (Str){text, len});
    sodium_memzero(text, len);
    free(text);
    return secret;
}

static void add_percent_encoded(StrBuf *out, Str s) {
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    for (size_t i = 0; i < s.len; i++)
        if (s.at[i] && strchr(plain, s.at[i])) strbuf_char(out, s.at[i]);
        else strbuf_fmt(out, "%%%02X", (unsigned char)s.at[i]);
}

static Str otpauth_uri(Arena *arena, Str email, Str secret) {
    StrBuf out = strbuf_make(arena, 0);
    strbuf_add(&out, STR("otpauth://totp/Trivet:"));
    add_percent_encoded(&out, email);
    strbuf_fmt(&out, "?secret=%.*s&issuer=Trivet", STR_ARG(secret));
    return strbuf_str(&out);
}

/* Dark squares as one path, with the four free modules around that readers want. */
static Str qr_picture(Arena *arena, Str text) {
    enum { MARGIN = 4 };
    const char *terminated = str_terminated(arena, text);
    QRcode *code = terminated ? QRcode_encodeString8bit(terminated, 0, QR_ECLEVEL_M) : NULL;
    if (!code) return STR_NULL;
    StrBuf out = strbuf_make(arena, 0);
    strbuf_fmt(
        &out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
        "<path fill=\"#fff\" d=\"M0 0h%dv%dH0z\"/><path d=\"",
        code->width + 2 * MARGIN, code->width + 2 * MARGIN, code->width + 2 * MARGIN,
        code->width + 2 * MARGIN);
    for (int i = 0; i < code->width * code->width; i++)
        if (code->data[i] & 1)
            strbuf_fmt(&out, "M%d %dh1v1h-1z", i % code->width + MARGIN, i / code->width + MARGIN);
    strbuf_add(&out, STR("\"/></svg>"));
    QRcode_free(code);
    return strbuf_str(&out);
}

bool second_factor_begin(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    SecondFactor factor;
    if (!call->app->keyring->count) {
        error_set(err, ERROR_CONFLICT, "This Trivet has no key file to seal secrets with.");
        return error_hint(err, "Whoever runs it sets key_file.");
    }
    if (!call_write(call, &tx, err) || !second_factor_of(&tx, call->user.person_id, &factor, err))
        return false;
    if (factor.active) {
        error_set(err, ERROR_CONFLICT, "There is a second factor already.");
        return error_hint(err, "Remove it before you set another one.");
    }
    SecondFactorStart start = {.secret = secret_text(call->arena)};
    start.uri = otpauth_uri(call->arena, call->person.email, start.secret);
    start.picture = qr_picture(call->arena, start.uri);
    factor = (SecondFactor){.person_id = call->user.person_id};
    factor.secret = keyring_seal(call->arena, call->app->keyring, factor.person_id, start.secret);
    if (!factor.secret.at || !start.picture.at) return error_no_memory(err);
    if (!second_factor_put(&tx, &factor, err)) return false;
    answer_record(call, &second_factor_start_resource, &start);
    call->keeps_answer = false; /* the secret is shown once */
    return call_commit(call, &tx, err);
}

/* ---- recovery codes ---- */

/* In groups of four letters and digits without those that look alike: 80 bits. */
static Str recovery_code(Arena *arena) {
    static const char letters[] = "abcdefghjkmnpqrstuvwxyz23456789a";
    StrBuf out = strbuf_make(arena, 0);
    for (int i = 0; i < CODE_CHARS; i++) {
        if (i && i % 4 == 0) strbuf_char(&out, '-');
        strbuf_char(&out, letters[randombytes_uniform(31)]);
    }
    return strbuf_str(&out);
}

static bool answer_new_codes(Call *call, Transaction *tx, Error *err) {
    Str *codes = arena_array(call->arena, Str, CODES), *hashes = arena_array(call->arena, Str, CODES);
    for (int i = 0; codes && hashes && i < CODES; i++) {
        codes[i] = recovery_code(call->arena);
        hashes[i] = recovery_hash(call, codes[i]);
    }
    if (call->arena->full) return error_no_memory(err);
    if (!recovery_codes_put(tx, call->user.person_id, hashes, CODES, err)) return false;
    answer_record(call, &recovery_codes_resource, &(RecoveryCodes){{codes, CODES}});
    call->keeps_answer = false;
    return true;
}

static bool mark_person(Transaction *tx, Id workspace_id, Id person_id, bool two_factor, Error *err) {
    Person before, after;
    if (!row_load(tx, &person_resource, workspace_id, person_id, &before, err)) return false;
    after = before;
    after.two_factor = two_factor;
    return row_update(tx, &person_resource, &before, &after, err);
}

bool second_factor_activate(Call *call, Error *err) {
    SecondFactorCode request;
    CLEANUP(store_end) Transaction tx = {0};
    SecondFactor factor;
    bool right;
    if (!call_decode(call, &second_factor_code_resource, &request, err) ||
        !limited(call, "second-factor", call->person.email, 10, 30, err))
        return false;
    if (!call_write(call, &tx, err) || !second_factor_of(&tx, call->user.person_id, &factor, err))
        return false;
    if (!factor.secret.at || factor.active)
        return error_set(err, ERROR_CONFLICT, "No second factor is waiting for its first code.");
    if (!time_code_right(call, &factor, request.code, &right, err)) return false;
    if (!right) {
        error_field(err, "code", "This code is not right.");
        return error_hint(err,
                          "See that the clock of the telephone is right, and take the code it shows now.");
    }
    factor.active = true;
    return second_factor_put(&tx, &factor, err) &&
           mark_person(&tx, call->user.workspace_id, call->user.person_id, true, err) &&
           answer_new_codes(call, &tx, err) && call_commit(call, &tx, err);
}

bool recovery_codes_create(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    SecondFactor factor;
    if (!call_write(call, &tx, err) || !second_factor_of(&tx, call->user.person_id, &factor, err))
        return false;
    if (!factor.active) return error_set(err, ERROR_CONFLICT, "There is no second factor.");
    return answer_new_codes(call, &tx, err) && call_commit(call, &tx, err);
}

/* ---- turning it off ---- */

static bool turn_off(Call *call, Id workspace_id, Id person_id, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (!mark_person(&tx, workspace_id, person_id, false, err) || !second_factor_delete(&tx, person_id, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}

bool second_factor_end(Call *call, Error *err) {
    return turn_off(call, call->user.workspace_id, call->user.person_id, err);
}

bool person_second_factor_end(Call *call, Error *err) {
    return turn_off(call, call->workspace_id, call->id, err);
}
