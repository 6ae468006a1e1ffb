/* Telling people. See notice.h. */
#include "change/agree/notice.h"

#include "base/banned.h"
#include "base/utf8.h"
#include "change/user.h"

enum { TITLE_MAX = 300, TEXT_MAX = 4000 }; /* bytes: never more than the characters of the table */

static Str cut(Str text, size_t max) {
    return text.at ? str_slice(text, 0, utf8_cut(text, max)) : STR("");
}

/* By mail too, where the person wants it: what is still unread some minutes later, or the next morning. */
static bool mail_notice(Transaction *tx, Id workspace_id, Id person_id, Error *err) {
    static const int64_t gather_ms = 120000, day_ms = 86400000, morning_ms = 21600000; /* 6:00 UTC */
    Person person;
    if (!row_load(tx, &person_resource, workspace_id, person_id, &person, err)) return false;
    if (person.notice_mail.n == NOTICE_MAIL_NEVER) return true;
    int64_t now = tx->author.now.ms, due = now + gather_ms;
    if (person.notice_mail.n == NOTICE_MAIL_DAILY)
        due = (now - morning_ms) / day_ms * day_ms + day_ms + morning_ms;
    return outbox_put(tx, &(OutboxMail){.purpose = MAIL_NOTICES, .person_id = person_id}, (Time){due}, err);
}

bool notice_tell(Transaction *tx, Id workspace_id, Id person_id, NoticeWords words, Error *err) {
    Notice notice;
    if (!person_id.n || id_equal(person_id, tx->author.person_id)) return true;
    record_init(&notice_resource, &notice);
    notice.row.workspace_id = workspace_id;
    notice.person_id = person_id;
    notice.kind.n = (int)words.kind;
    notice.title = cut(words.title, TITLE_MAX);
    notice.text = cut(words.text, TEXT_MAX);
    if (words.resource) notice.resource = str_of(words.resource->name);
    notice.subject_id = words.subject_id;
    notice.from_id = tx->author.person_id;
    /* To tell of a decision is no part of it: who undoes it does not take the notice back. */
    Author author = tx->author;
    tx->author.proposal_id = tx->author.decision_id = ID_NONE;
    bool ok = row_insert(tx, &notice_resource, &notice, err) && mail_notice(tx, workspace_id, person_id, err);
    tx->author = author;
    return ok;
}

bool notice_tell_all(Transaction *tx, Id workspace_id, const Id *person_ids, int count, NoticeWords words,
                     Error *err) {
    for (int i = 0; i < count; i++) {
        bool told = false;
        for (int k = 0; k < i; k++) told |= id_equal(person_ids[k], person_ids[i]);
        if (!told && !notice_tell(tx, workspace_id, person_ids[i], words, err)) return false;
    }
    return true;
}

/* What the memberships of one person, a run of the sorted list, give over the least of the scopes. */
static CustodySet custody_of(const User *user, const Scope *scopes, int scope_count) {
    CustodySet set = ~0u;
    for (int i = 0; i < scope_count; i++) set &= access_custody(user, scopes[i]);
    return set;
}

static int by_person(const void *a, const void *b) {
    const Membership *x = a, *y = b;
    return (x->person_id.n > y->person_id.n) - (x->person_id.n < y->person_id.n);
}

bool custodians_of(Transaction *tx, Id workspace_id, const Scope *scopes, int scope_count, CustodySet custody,
                   List *ret, Error *err) {
    List all;
    if (!row_all(tx, &membership_resource, workspace_id, &all, err) ||
        !memberships_widen(tx, workspace_id, &all, err))
        return false;
    Membership *memberships = all.at;
    Id *ids = arena_array(tx->arena, Id, all.count + 1);
    if (!ids) return error_no_memory(err);
    *ret = (List){ids, 0};
    if (all.count > 1) qsort(memberships, (size_t)all.count, sizeof *memberships, by_person);
    for (int first = 0, end; first < all.count; first = end) {
        for (end = first; end < all.count && by_person(&memberships[first], &memberships[end]) == 0;) end++;
        User user = {.person_id = memberships[first].person_id,
                     .workspace_id = workspace_id,
                     .memberships = {&memberships[first], end - first}};
        if (custody_of(&user, scopes, scope_count) & custody) ids[ret->count++] = user.person_id;
    }
    return true;
}

bool notice_tell_custodians(Transaction *tx, Id workspace_id, const Scope *scopes, int scope_count,
                            CustodySet custody, NoticeWords words, Error *err) {
    List people;
    return custodians_of(tx, workspace_id, scopes, scope_count, custody, &people, err) &&
           notice_tell_all(tx, workspace_id, people.at, people.count, words, err);
}
