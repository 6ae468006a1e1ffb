/* Webhooks of the workspace: made by administrators; their log, and sending again. */
#include "api/account.h"
#include "api/hooks.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "field/json.h"
#include "model/rules.h"

/* It hears of what happens from now on. */
bool webhook_create(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Webhook webhook;
    int64_t seq;
    if (!call_decode(call, &webhook_resource, &webhook, err) ||
        !rules_check(&webhook_resource, call->arena, &webhook, err) || !call_write(call, &tx, err))
        return false;
    webhook.row.workspace_id = call->workspace_id;
    webhook.secret = hook_secret(call->arena);
    if (!row_insert(&tx, &webhook_resource, &webhook, err) || !event_last_seq(&tx, &seq, err) ||
        !webhook_cursor_put(&tx, webhook.row.id, seq, err))
        return false;
    StrBuf out = strbuf_make(call->arena, 0);
    strbuf_add(&out, STR("{\"webhook\":"));
    json_write(&out, &webhook_resource, &webhook);
    strbuf_add(&out, STR(",\"secret\":"));
    json_write_text(&out, webhook.secret);
    strbuf_char(&out, '}');
    answer_json(call, 201, &out);
    call->keeps_answer = false; /* the secret is shown once */
    return call_commit(call, &tx, err);
}

bool webhook_update(Call *call, Error *err) {
    CLEANUP(json_done) json_t *body = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Webhook before, after;
    if (!call_json(call, &body, err) || !call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &webhook_resource, call->workspace_id, call->id, &before, err) ||
        !call_if_match(call, &before.row, err))
        return false;
    after = before;
    if (!json_decode(call->arena, &webhook_resource, body, DECODE_PATCH, &after, NULL, err) ||
        !rules_check(&webhook_resource, call->arena, &after, err) ||
        !row_update(&tx, &webhook_resource, &before, &after, err))
        return false;
    answer_row(call, 200, &webhook_resource, &after);
    return call_commit(call, &tx, err);
}

bool webhook_delete(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Webhook webhook;
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &webhook_resource, call->workspace_id, call->id, &webhook, err) ||
        !call_if_match(call, &webhook.row, err) || !row_delete(&tx, &webhook_resource, &webhook, err) ||
        !delivery_drop_of_webhook(&tx, webhook.row.id, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}

bool delivery_list(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Webhook webhook;
    List deliveries;
    if (!call_read(call, &tx, err) ||
        !row_load(&tx, &webhook_resource, call->workspace_id, call->id, &webhook, err) ||
        !deliveries_of_webhook(&tx, webhook.row.id, &deliveries, err))
        return false;
    answer_page(call, &delivery_resource, &deliveries, STR_NULL);
    return true;
}

bool delivery_replay(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Delivery delivery;
    Webhook webhook;
    if (!call_write(call, &tx, err)) return false;
    if (!delivery_by_id(&tx, call->id, &delivery, err) ||
        !row_load(&tx, &webhook_resource, call->workspace_id, delivery.webhook_id, &webhook, err) ||
        !delivery_again(&tx, delivery.id, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}
