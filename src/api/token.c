/* API tokens: everybody's own. */
#include "api/account.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "field/json.h"
#include "model/rules.h"

bool token_create(Call *call, Error *err) {
    ApiToken token;
    if (!call_decode(call, &token_resource, &token, err) ||
        !rules_check(&token_resource, call->arena, &token, err))
        return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    Str secret = fmt(call->arena, "trivet_%.*s", STR_ARG(secret_make(call->arena)));
    token.row.workspace_id = call->user.workspace_id;
    token.person_id = call->user.person_id;
    token.hash = secret_hash(call->arena, secret);
    if (!row_insert(&tx, &token_resource, &token, err)) return false;
    StrBuf out = strbuf_make(call->arena, 0);
    strbuf_add(&out, STR("{\"token\":"));
    json_write(&out, &token_resource, &token);
    strbuf_add(&out, STR(",\"secret\":"));
    json_write_text(&out, secret);
    strbuf_char(&out, '}');
    answer_json(call, 201, &out);
    call->keeps_answer = false; /* the secret is kept nowhere */
    return call_commit(call, &tx, err);
}

bool token_delete(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    ApiToken token;
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &token_resource, call->workspace_id, call->id, &token, err)) return false;
    if (!row_delete(&tx, &token_resource, &token, err)) return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}
