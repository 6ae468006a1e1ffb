/* Files attached to items and projects: taken, listed, handed out, deleted.
 *
 * A file is never shown, only handed out: as an attachment of no particular type, with a policy that lets
 * nothing in it run, whatever it is. Its name is text beside it and no path anywhere. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/utf8.h"
#include "field/json.h"

enum { ATTACHMENT_MAX = 16 * 1024 * 1024 };

/* What stands behind the last slash, of either kind: browsers and programs send whole paths now and then. */
static Str last_segment(Str name) {
    for (size_t i = name.len; i > 0; i--)
        if (name.at[i - 1] == '/' || name.at[i - 1] == '\\') return str_from(name, i);
    return name;
}

static bool take_name(Call *call, Attachment *attachment, Error *err) {
    Str name = str_trim(last_segment(request_query(call->rq, "name")));
    bool fit = name.len && !str_is(name, ".") && !str_is(name, "..") && utf8_printable(name);
    for (size_t i = 0; fit && i < name.len; i++) fit = name.at[i] != '\n' && name.at[i] != '\t';
    if (!fit || utf8_length(name) > 200) {
        error_field(err, "name", "This is not the name of a file.");
        return error_hint(err, "Give name=plan.pdf, at most 200 characters.");
    }
    attachment->name = name;
    return true;
}

static bool take_id(Call *call, const char *name, Id *ret, Error *err) {
    Str text = request_query(call->rq, name);
    *ret = ID_NONE;
    return !text.at || id_parse(text, ret) || error_field(err, name, "This is not an id.");
}

static bool take_place(Call *call, Attachment *attachment, Error *err) {
    if (!take_id(call, "item_id", &attachment->item_id, err) ||
        !take_id(call, "project_id", &attachment->project_id, err))
        return false;
    if (!attachment->item_id.n != !attachment->project_id.n) return true;
    error_field(err, "item_id", "A file is attached to an item or to a project.");
    return error_hint(err, "Give one of item_id and project_id.");
}

static bool place_exists(Call *call, Transaction *tx, const Attachment *attachment, Error *err) {
    Item item;
    Project project;
    bool of_item = attachment->item_id.n != 0;
    if (of_item ? row_load(tx, &item_resource, call->workspace_id, attachment->item_id, &item, err)
                : row_load(tx, &project_resource, call->workspace_id, attachment->project_id, &project, err))
        return true;
    if (err->kind != ERROR_NOT_FOUND) return false;
    return of_item ? error_field(err, "item_id", "There is no such item.")
                   : error_field(err, "project_id", "There is no such project.");
}

static bool in_quota(Call *call, Transaction *tx, size_t size, Error *err) {
    int64_t used;
    if (!attachment_bytes(tx, call->workspace_id, &used, err)) return false;
    if (used + (int64_t)size <= call->app->files_max_bytes) return true;
    error_set(err, ERROR_TOO_LARGE, "The workspace's room for files is used up.");
    return error_hint(err, "Delete files that nobody needs; the operator can give more room: files_max_mb.");
}

bool attachment_create(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Attachment attachment;
    Str bytes = call->rq->body;
    record_init(&attachment_resource, &attachment);
    attachment.row.workspace_id = call->workspace_id;
    attachment.author_id = call->user.person_id;
    attachment.size_bytes = (int64_t)bytes.len;
    if (!take_name(call, &attachment, err) || !take_place(call, &attachment, err)) return false;
    if (!bytes.len) return error_set(err, ERROR_INVALID, "The file is empty.");
    if (bytes.len > ATTACHMENT_MAX)
        return error_set(err, ERROR_TOO_LARGE, "A file has at most %d MB.", ATTACHMENT_MAX / 1024 / 1024);
    if (!call_write(call, &tx, err)) return false;
    if (!place_exists(call, &tx, &attachment, err) || !in_quota(call, &tx, bytes.len, err) ||
        !content_put(&tx, bytes, &attachment.hash, err) ||
        !row_insert(&tx, &attachment_resource, &attachment, err))
        return false;
    answer_row(call, 201, &attachment_resource, &attachment);
    return call_commit(call, &tx, err);
}

/* RFC 6266: letters and digits as they are, every other byte encoded. */
static Str disposition(Arena *arena, Str name) {
    StrBuf out = strbuf_make(arena, 0);
    strbuf_add(&out, STR("attachment; filename*=UTF-8''"));
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
                     c == '-';
        if (plain) strbuf_char(&out, (char)c);
        else strbuf_fmt(&out, "%%%02X", c);
    }
    return strbuf_str(&out);
}

bool attachment_content(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Attachment attachment;
    Str bytes;
    if (!call_read(call, &tx, err) ||
        !row_load(&tx, &attachment_resource, call->workspace_id, call->id, &attachment, err) ||
        !content_get(&tx, attachment.hash, (size_t)attachment.size_bytes, &bytes, err))
        return false;
    respond_header(call->rq, "Content-Disposition", disposition(call->arena, attachment.name));
    respond_header(call->rq, "Content-Security-Policy", STR("default-src 'none'; sandbox"));
    respond_header(call->rq, "Cache-Control", STR("private, no-cache"));
    respond(call->rq, 200, "application/octet-stream", bytes);
    return true;
}

/* By whoever attached it, or an administrator. The content goes with its last row, for good. */
bool attachment_delete(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Attachment attachment;
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &attachment_resource, call->workspace_id, call->id, &attachment, err) ||
        !call_if_match(call, &attachment.row, err))
        return false;
    if (!id_equal(attachment.author_id, call->user.person_id) && !call->user.administrator) {
        error_set(err, ERROR_FORBIDDEN, "Only who attached a file, or an administrator, may delete it.");
        return false;
    }
    if (!row_delete(&tx, &attachment_resource, &attachment, err) ||
        !content_drop_unused(&tx, attachment.hash, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}
