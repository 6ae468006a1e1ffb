/* Contents of attached files, by hash. See store.h.
 *
 * They lie in the database, in parts, so that one transaction writes a file and the row that names it, a
 * backup holds both, and several nodes see the same. Parts are base 64: both databases take text alike. */
#include <sodium.h>

#include "base/banned.h"
#include "store/inside.h"

enum { PART_BYTES = 192 * 1024, VARIANT = sodium_base64_VARIANT_ORIGINAL };

static bool count_by_hash(Transaction *tx, const char *statement, Str hash, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, statement, &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    return sql_only_int(&sql, "count", ret, err);
}

static Str hash_of(Arena *arena, Str bytes) {
    unsigned char hash[32];
    char *hex = arena_alloc(arena, 2 * sizeof hash + 1);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)bytes.at, bytes.len, NULL, 0);
    if (!hex) return STR_NULL;
    sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
    return (Str){hex, 2 * sizeof hash};
}

static bool put_part(Transaction *tx, Str hash, int64_t part, Str bytes, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    ArenaMark mark = arena_mark(tx->arena);
    size_t size = sodium_base64_encoded_len(bytes.len, VARIANT);
    char *text = arena_alloc(tx->arena, size);
    if (!text) return error_no_memory(err);
    sodium_bin2base64(text, size, (const unsigned char *)bytes.at, bytes.len, VARIANT);
    if (!sql_begin(tx, "content_insert", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    sql_bind_int(&sql, ":part", part);
    sql_bind_text(&sql, ":base64", (Str){text, size - 1});
    bool ok = sql_run(&sql, err);
    sql_end(&sql);
    arena_release(tx->arena, mark);
    return ok;
}

bool content_put(Transaction *tx, Str bytes, Str *ret_hash, Error *err) {
    int64_t there;
    Str hash = hash_of(tx->arena, bytes);
    if (!hash.at) return error_no_memory(err);
    if (!count_by_hash(tx, "content_there", hash, &there, err)) return false;
    for (size_t at = 0; !there && at < bytes.len; at += PART_BYTES)
        if (!put_part(tx, hash, (int64_t)(at / PART_BYTES), str_slice(bytes, at, at + PART_BYTES), err))
            return false;
    *ret_hash = hash;
    return true;
}

static bool damaged(Error *err) {
    error_set(err, ERROR_INTERNAL, "The file is damaged.");
    return error_hint(err, "Take it from a backup.");
}

bool content_get(Transaction *tx, Str hash, size_t size, Str *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    unsigned char *to = arena_alloc(tx->arena, size + 1);
    size_t len = 0, part;
    bool row;
    if (!to) return error_no_memory(err);
    if (!sql_begin(tx, "content_of", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    while (sql_step(&sql, &row, err)) {
        if (!row) {
            Str bytes = {(char *)to, len};
            if (len != size || !str_equal(hash_of(tx->arena, bytes), hash)) return damaged(err);
            *ret = bytes;
            return true;
        }
        ArenaMark mark = arena_mark(tx->arena);
        Str text = sql_text(&sql, "base64");
        if (tx->arena->full) return error_no_memory(err);
        if (sodium_base642bin(to + len, size - len, text.at, text.len, NULL, &part, NULL, VARIANT) != 0)
            return damaged(err);
        len += part;
        arena_release(tx->arena, mark);
    }
    return false;
}

bool content_drop_unused(Transaction *tx, Str hash, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    int64_t count;
    if (!count_by_hash(tx, "attachment_refers", hash, &count, err)) return false;
    if (count) return true;
    if (!sql_begin(tx, "content_delete", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    return sql_run(&sql, err);
}

bool attachment_bytes(Transaction *tx, Id workspace_id, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "attachment_bytes", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    return sql_only_int(&sql, "bytes", ret, err);
}
