/* Passwords by link: an administrator's invitation, and a forgotten password. */
#include "api/account.h"
#include "api/mailer.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"

/* Mailed where there is a mail server; else the administrator hands over the link. */
bool person_invite(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Person person;
    Invitation invitation = {.mailed = call->app->mails, .link = STR_NULL};
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &person_resource, call->workspace_id, call->id, &person, err)) return false;
    if (person.disabled) return error_set(err, ERROR_CONFLICT, "This account is disabled.");
    OutboxMail mail = {.purpose = MAIL_INVITATION, .person_id = person.row.id};
    bool ok = invitation.mailed
                  ? outbox_put(&tx, &mail, call->now, err)
                  : letter_link(&tx, call->app->public_url, &person, true, &invitation.link, err);
    if (!ok) return false;
    answer_record(call, &invitation_resource, &invitation);
    call->keeps_answer = false; /* the link is a secret */
    return call_commit(call, &tx, err);
}

/* Answers alike, and does the same work, whether anybody has the address: only the mail tells. */
bool password_reset_ask(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    PasswordReset request;
    if (!call_decode(call, &password_reset_resource, &request, err) ||
        !limited(call, "reset-address", call->rq->address, 10, 60, err) ||
        !limited(call, "reset-email", request.email, 3, 600, err))
        return false;
    if (!call->app->mails) {
        error_set(err, ERROR_CONFLICT, "This Trivet sends no mail.");
        return error_hint(err, "Ask an administrator for a new password.");
    }
    OutboxMail mail = {.purpose = MAIL_RESET, .address = lower_case(call->arena, request.email)};
    if (!call_write(call, &tx, err) || !outbox_put(&tx, &mail, call->now, err)) return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}

/* The link is used up with all others of its person; every session ends. A second factor stays. */
bool password_reset_complete(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    PasswordChoice request;
    AccountLink link;
    Person before, after;
    if (!call_decode(call, &password_choice_resource, &request, err) ||
        !limited(call, "reset-choice", call->rq->address, 20, 10, err) || !call_write(call, &tx, err))
        return false;
    if (!account_link_by_hash(&tx, secret_hash(call->arena, request.token), &link, err) ||
        !row_load(&tx, &person_resource, link.workspace_id, link.person_id, &before, err))
        return false;
    if (before.disabled) return error_set(err, ERROR_NOT_FOUND, "This link was used before, or is too old.");
    after = before;
    tx.author.person_id = before.row.id;
    if (!password_take(call->arena, request.password, &after, "password", err) ||
        !row_update(&tx, &person_resource, &before, &after, err) ||
        !account_link_delete_of(&tx, link.person_id, err) ||
        !session_delete_of(&tx, link.person_id, STR_NULL, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    if (!call_commit(call, &tx, err)) return false;
    account_close_streams(call, link.person_id);
    return true;
}

/* ---- notices by mail: everybody's own choice ---- */

bool notice_mail_set(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    NoticeMailChoice request;
    Person before, after;
    if (!call_decode(call, &notice_mail_choice_resource, &request, err) || !call_write(call, &tx, err))
        return false;
    if (!row_load(&tx, &person_resource, call->user.workspace_id, call->user.person_id, &before, err))
        return false;
    after = before;
    after.notice_mail = request.notice_mail;
    if (!row_update(&tx, &person_resource, &before, &after, err)) return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}
