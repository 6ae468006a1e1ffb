/* Fuzzes what a browser brings back from an authenticator: CBOR, client data, keys and signatures. The corpus
 * is tests/corpus/webauthn.
 *
 * The properties: CBOR that passes lies within its bytes and holds nothing that a reader must believe; what
 * is refused names its field in valid UTF-8; a passkey that is made has an id and a key of known size, and
 * client data that pass have this origin. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "webauthn/cbor.h"
#include "webauthn_case.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool condition) {
    if (!condition) abort();
}

static void check_error(const Error *err) {
    must(err->kind == ERROR_INVALID && err->field[0] && err->message[0]);
    must(utf8_valid(str_of(err->message)) && utf8_valid(str_of(err->hint)));
}

static void try_cbor(Str bytes) {
    Str rest = bytes;
    CborItem item, inner;
    if (!cbor_take(&rest, &item)) return;
    must(item.whole.at == bytes.at && item.whole.len + rest.len == bytes.len &&
         item.content.len < item.whole.len);
    bool list = item.type == CBOR_ARRAY || item.type == CBOR_MAP;
    if (list) must(item.value <= item.content.len);
    Str content = item.content;
    for (uint64_t i = 0; list && i < item.value * (item.type == CBOR_MAP ? 2 : 1); i++)
        must(cbor_take(&content, &inner));
    must(!list || content.len == 0);
    if (cbor_at_text(&item, "fmt", &inner))
        must(inner.whole.at > bytes.at && inner.whole.len < item.whole.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    Error err = {0};
    NewPasskey made = {0};
    Str bytes = {(const char *)data, size};
    WebauthnCase it = case_read(bytes);
    try_cbor(it.data);
    if (!case_passes(&arena, &it, &made, &err)) check_error(&err);
    else if (it.used) must(it.signature.len && it.public_key.len);
    else
        must(made.credential_id.len && made.credential_id.len <= CREDENTIAL_ID_MAX &&
             made.public_key.len >= 32);
    return 0;
}
