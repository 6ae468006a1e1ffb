/* Comments on items: everybody of the workspace writes them, their author changes them. Whoever is mentioned,
 * as
 * [@Name](/people?person=ID), is told. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/notice.h"
#include "field/json.h"

enum { MENTIONS_MAX = 50 };

/* The people whose mark stands in the text. */
static int mentions(Str text, Id *ret) {
    static const char mark[] = "](/people?person=";
    int count = 0;
    size_t at;
    while (count < MENTIONS_MAX && str_find(text, str_of(mark), &at)) {
        text = str_from(text, at + sizeof mark - 1);
        if (id_parse(str_slice(text, 0, ID_TEXT), &ret[count])) count++;
    }
    return count;
}

/* `before` is what stood there: nobody is told twice. Ids that are no person's are passed over. */
static bool tell_mentioned(Call *call, Transaction *tx, const Item *item, const Comment *comment, Str before,
                           Error *err) {
    Id now[MENTIONS_MAX], then[MENTIONS_MAX];
    int now_count = mentions(comment->text, now), then_count = mentions(before, then);
    NoticeWords words = {.kind = NOTICE_MENTION,
                         .title = fmt(call->arena, "%.*s mentioned you: %.*s", STR_ARG(call->person.name),
                                      STR_ARG(item->title)),
                         .text = comment->text,
                         .resource = &item_resource,
                         .subject_id = item->row.id};
    for (int i = 0; i < now_count; i++) {
        Person person;
        Error reason = {0};
        bool known = row_load(tx, &person_resource, call->workspace_id, now[i], &person, &reason);
        if (!known && reason.kind != ERROR_NOT_FOUND) return *err = reason, false;
        for (int k = 0; k < then_count; k++) known &= !id_equal(now[i], then[k]);
        if (!known) now[i] = ID_NONE;
    }
    return notice_tell_all(tx, call->workspace_id, now, now_count, words, err);
}

static bool load_item(Call *call, Transaction *tx, Id item_id, Item *ret, Error *err) {
    if (row_load(tx, &item_resource, call->workspace_id, item_id, ret, err)) return true;
    return err->kind == ERROR_NOT_FOUND && error_field(err, "item_id", "There is no such item.");
}

bool comment_create(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Comment comment;
    Item item;
    if (!call_decode(call, &comment_resource, &comment, err) || !call_write(call, &tx, err)) return false;
    comment.row.workspace_id = call->workspace_id;
    comment.author_id = call->user.person_id;
    if (!load_item(call, &tx, comment.item_id, &item, err) ||
        !row_insert(&tx, &comment_resource, &comment, err) ||
        !tell_mentioned(call, &tx, &item, &comment, STR(""), err))
        return false;
    answer_row(call, 201, &comment_resource, &comment);
    return call_commit(call, &tx, err);
}

/* The comment of the path as it is, and that the caller wrote it. */
static bool load_own(Call *call, Transaction *tx, bool or_administrator, Comment *ret, Error *err) {
    if (!row_load(tx, &comment_resource, call->workspace_id, call->id, ret, err) ||
        !call_if_match(call, &ret->row, err))
        return false;
    if (id_equal(ret->author_id, call->user.person_id) || (or_administrator && call->user.administrator))
        return true;
    return error_set(err, ERROR_FORBIDDEN, "This is somebody else's comment.");
}

bool comment_update(Call *call, Error *err) {
    CLEANUP(json_done) json_t *body = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Comment before, after;
    Item item;
    if (!call_json(call, &body, err) || !call_write(call, &tx, err)) return false;
    if (!load_own(call, &tx, false, &before, err)) return false;
    after = before;
    if (!json_decode(call->arena, &comment_resource, body, DECODE_PATCH, &after, NULL, err) ||
        !load_item(call, &tx, after.item_id, &item, err) ||
        !row_update(&tx, &comment_resource, &before, &after, err) ||
        !tell_mentioned(call, &tx, &item, &after, before.text, err))
        return false;
    answer_row(call, 200, &comment_resource, &after);
    return call_commit(call, &tx, err);
}

bool comment_delete(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Comment comment;
    if (!call_write(call, &tx, err)) return false;
    if (!load_own(call, &tx, true, &comment, err) || !row_delete(&tx, &comment_resource, &comment, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}
