/* The letters that Trivet writes: plain text, in English. See mailer.h. */
#include "api/api.h"
#include "api/mailer.h"

#include "base/banned.h"

static const int64_t hour_ms = 3600000, week_ms = INT64_C(7) * 24 * 3600000;

bool letter_link(Transaction *tx, const char *public_url, const Person *person, bool invitation, Str *ret,
                 Error *err) {
    Str secret = secret_make(tx->arena);
    AccountLink link = {.hash = secret_hash(tx->arena, secret),
                        .person_id = person->row.id,
                        .workspace_id = person->row.workspace_id,
                        .expires_at = {tx->author.now.ms + (invitation ? week_ms : hour_ms)}};
    if (!account_link_insert(tx, &link, err)) return false;
    *ret = fmt(tx->arena, "%s/welcome#token=%.*s", public_url, STR_ARG(secret));
    return true;
}

static bool write_invitation(Transaction *tx, const char *public_url, const Person *person, Mail *ret,
                             Error *err) {
    Workspace workspace;
    Str link;
    if (!row_load(tx, &workspace_resource, person->row.workspace_id, person->row.workspace_id, &workspace,
                  err) ||
        !letter_link(tx, public_url, person, true, &link, err))
        return false;
    ret->subject = fmt(tx->arena, "Your account in %.*s", STR_ARG(workspace.name));
    ret->text = fmt(
        tx->arena,
        "Hello %.*s,\n\nyou have an account in %.*s, a workspace of Trivet. Choose your password here:\n\n"
        "%.*s\n\nThe link works once, for a week. You sign in with %.*s.\n",
        STR_ARG(person->name), STR_ARG(workspace.name), STR_ARG(link), STR_ARG(person->email));
    return true;
}

static bool write_reset(Transaction *tx, const char *public_url, const Person *person, Mail *ret,
                        Error *err) {
    Str link;
    if (!letter_link(tx, public_url, person, false, &link, err)) return false;
    ret->subject = STR("A new password for Trivet");
    ret->text =
        fmt(tx->arena,
            "Hello %.*s,\n\nsomebody, you we hope, asked for a new password. Choose it here:\n\n%.*s\n\n"
            "The link works once, for an hour. If it was not you, do nothing: your password stays.\n",
            STR_ARG(person->name), STR_ARG(link));
    return true;
}

static bool write_notices(Transaction *tx, const char *public_url, const Person *person, Time since,
                          Mail *ret, bool *worth, Error *err) {
    List notices;
    if (!notices_unread_between(tx, person->row.id, since, tx->author.now, &notices, err)) return false;
    *worth = notices.count > 0;
    if (!*worth) return true;
    const Notice *notice = notices.at;
    ret->subject = notices.count == 1 ? notice->title : fmt(tx->arena, "%d notices", notices.count);
    StrBuf out = strbuf_make(tx->arena, 0);
    for (int i = 0; i < notices.count; i++, notice++) {
        strbuf_fmt(&out, "%.*s\n", STR_ARG(notice->title));
        if (notice->text.len) strbuf_fmt(&out, "%.*s\n", STR_ARG(notice->text));
        strbuf_char(&out, '\n');
    }
    strbuf_fmt(&out, "All of them: %s/inbox\nYou choose when they are mailed: %s/settings?tab=account\n",
               public_url, public_url);
    ret->text = strbuf_str(&out);
    return true;
}

static bool load_receiver(Transaction *tx, const OutboxMail *mail, Person *ret, Error *err) {
    return mail->person_id.n ? person_by_id(tx, mail->person_id, ret, err)
                             : person_by_email(tx, mail->address, ret, err);
}

bool letter_write(Transaction *tx, const char *public_url, const OutboxMail *mail, Mail *ret, bool *worth,
                  Error *err) {
    Person person;
    Error reason = {0};
    if (!load_receiver(tx, mail, &person, &reason)) {
        *worth = false;
        *err = reason;
        return reason.kind == ERROR_NOT_FOUND;
    }
    *ret = (Mail){.id = id_text(tx->arena, mail->id), .to = person.email};
    *worth = !person.disabled;
    if (!*worth) return true;
    switch (mail->purpose) {
    case MAIL_INVITATION: return write_invitation(tx, public_url, &person, ret, err);
    case MAIL_RESET: return write_reset(tx, public_url, &person, ret, err);
    case MAIL_NOTICES: return write_notices(tx, public_url, &person, mail->created_at, ret, worth, err);
    }
    return true;
}
