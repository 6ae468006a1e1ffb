/* A person's data: given out, and erased. See change/person.h. */
#include "change/person.h"

#include "api/account.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"

bool person_export_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Person person;
    StrBuf out = strbuf_make(call->arena, 0);
    if (!call->user.administrator && !id_equal(call->id, call->user.person_id)) {
        error_set(err, ERROR_FORBIDDEN, "This is for the person himself, or an administrator.");
        return error_hint(err, "Ask an administrator; People & resources shows who is one.");
    }
    if (!call_read(call, &tx, err)) return false;
    tx.viewer_id = call->id; /* his own rows, too */
    if (!row_load(&tx, &person_resource, call->workspace_id, call->id, &person, err) ||
        !person_export(&tx, &person, &out, err))
        return false;
    answer_json(call, 200, &out);
    return true;
}

static bool erase(Call *call, Transaction *tx, const Person *person, Error *err) {
    Erasure erasure;
    Person gone = {.row = person->row, .disabled = true};
    if (!account_administrator_left(tx, &gone, err) || !person_erase(tx, person, &erasure, err)) return false;
    answer_record(call, &erasure_view_resource, &(ErasureView){erasure.events, erasure.mentions});
    call->keeps_answer = false; /* nothing is kept for who is gone */
    if (!call_commit(call, tx, err)) return false;
    account_close_streams(call, person->row.id);
    return true;
}

bool person_erase_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Person person;
    return call_write(call, &tx, err) &&
           row_load(&tx, &person_resource, call->workspace_id, call->id, &person, err) &&
           call_if_match(call, &person.row, err) && erase(call, &tx, &person, err);
}

bool own_erase_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Person person;
    return call_write(call, &tx, err) &&
           row_load(&tx, &person_resource, call->user.workspace_id, call->user.person_id, &person, err) &&
           erase(call, &tx, &person, err);
}
