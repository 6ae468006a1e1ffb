/* Proposals from birth to decision. See proposal.h. */
#include "change/proposal.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/impact.h"
#include "change/notice.h"
#include "change/reach.h"
#include "field/json.h"

/* ---- words ---- */

static Str subject_words(Transaction *tx, Id workspace_id, const ProposedChange *change) {
    const Resource *resource = resource_named(change->resource);
    Item item;
    if (resource == &item_resource && row_load(tx, resource, workspace_id, change->subject_id, &item, NULL))
        return fmt(tx->arena, "\"%.*s\"", STR_ARG(item.title));
    return fmt(tx->arena, "a %.*s", STR_ARG(change->resource));
}

/* "Change duration_minutes of "Pour concrete" and 3 more". */
static Str title_of(Transaction *tx, Id workspace_id, const List *changes) {
    static const char *const verbs[] = {"Create", "Change", "Delete"};
    const ProposedChange *first = changes->at;
    Str subject = subject_words(tx, workspace_id, first);
    StrBuf out = strbuf_make(tx->arena, 250);
    strbuf_fmt(&out, "%s ", verbs[first->action.n]);
    if (first->action.n == CHANGE_UPDATE) strbuf_fmt(&out, "%.*s of ", STR_ARG(first->field));
    strbuf_add(&out, str_slice(subject, 0, 150));
    if (changes->count > 1) strbuf_fmt(&out, " and %d more", changes->count - 1);
    return strbuf_str(&out);
}

/* ---- making one ---- */

static bool is_signed(const Proposal *proposal, SignatureSide side) {
    const Signature *row = proposal->signatures.at;
    for (int i = 0; i < proposal->signatures.count; i++)
        if (row[i].side.n == (int)side) return true;
    return false;
}

/* The signatures that are still missing. */
static CustodySet missing(const Proposal *proposal) {
    CustodySet set = 0;
    if (proposal->needs_product && !is_signed(proposal, SIDE_PRODUCT)) set |= CUSTODY_BIT(CUSTODY_PRODUCT);
    if (proposal->needs_project && !is_signed(proposal, SIDE_PROJECT)) set |= CUSTODY_BIT(CUSTODY_PROJECT);
    return set;
}

static bool add_signature(Change *change, Proposal *proposal, SignatureSide side, Choice role, Error *err) {
    List *list = &proposal->signatures;
    Signature *rows = arena_array(change->tx->arena, Signature, list->count + 1);
    if (!rows) return error_no_memory(err);
    if (list->count) mem_copy(rows, list->at, (size_t)list->count * sizeof *rows);
    rows[list->count] = (Signature){change->user->person_id, {(int)side}, role, change->tx->author.now};
    *list = (List){rows, list->count + 1};
    return true;
}

/* For every side that waits and that the user may sign for. */
static bool sign(Change *change, Proposal *proposal, const Reach *reach, Error *err) {
    static const struct {
        Custody custody;
        SignatureSide side;
    } sides[] = {{CUSTODY_PRODUCT, SIDE_PRODUCT}, {CUSTODY_PROJECT, SIDE_PROJECT}};
    CustodySet wanted = missing(proposal) & reach->custody;
    for (int i = 0; i < COUNT_OF(sides); i++) {
        if (!(wanted & CUSTODY_BIT(sides[i].custody))) continue;
        Choice role = access_role(change->user, reach->scope, sides[i].custody);
        if (!add_signature(change, proposal, sides[i].side, role, err)) return false;
    }
    return true;
}

/* Who can sign it is told that it waits for him. */
static bool tell_signers(Change *change, const Proposal *proposal, const Reach *reach, Error *err) {
    NoticeWords words = {NOTICE_PROPOSAL, proposal->title, proposal->reason, &proposal_resource,
                         proposal->row.id};
    return notice_tell_custodians(change->tx, proposal->row.workspace_id, reach->scopes.at,
                                  reach->scopes.count, missing(proposal), words, err);
}

bool proposal_store(Change *change, Proposal *proposal, Error *err) {
    Transaction *tx = change->tx;
    Id workspace_id = change->user->workspace_id;
    Reach reach;
    proposal->row.workspace_id = workspace_id;
    proposal->author_id = change->user->person_id;
    if (proposal->title.len == 0) proposal->title = title_of(tx, workspace_id, &proposal->changes);
    if (!reach_of(change, &proposal->changes, &reach, err) || !sign(change, proposal, &reach, err))
        return false;
    if (!assess(tx, workspace_id, &proposal->changes, &proposal->assessment, err)) return false;
    return row_insert(tx, &proposal_resource, proposal, err) && tell_signers(change, proposal, &reach, err);
}

/* ---- one that somebody wrote himself ---- */

static bool wrong_change(Error *err, int i, const char *member, const char *what) {
    char field[64];
    snprintf(field, sizeof field, "changes[%d].%s", i, member);
    return error_field(err, field, "%s", what);
}

static bool fill_update(Change *change, const Resource *resource, ProposedChange *proposed, int i,
                        Error *err) {
    Arena *arena = change->tx->arena;
    const Field *field = field_find(resource, proposed->field);
    if (!field || field->custody == CUSTODY_SYSTEM)
        return wrong_change(err, i, "field", "There is no such field to change.");
    if (field->create_only)
        return wrong_change(err, i, "field", "This field is fixed once the thing is created.");
    void *row = arena_alloc(arena, resource->size);
    if (!row) return error_no_memory(err);
    if (!row_load(change->tx, resource, change->user->workspace_id, proposed->subject_id, row, err))
        return false;
    StrBuf from = strbuf_make(arena, 0);
    json_write_value(&from, field, row);
    proposed->from = (Json){strbuf_str(&from)};
    change->needs_product |= field->custody == CUSTODY_PRODUCT || field->custody == CUSTODY_SHARED;
    change->needs_project |= field->custody == CUSTODY_PROJECT;
    return true;
}

static void need_all(Change *change, const Resource *resource) {
    for (int i = 0; i < resource->field_count; i++) {
        change->needs_product |=
            resource->fields[i].required && resource->fields[i].custody == CUSTODY_PRODUCT;
        change->needs_project |=
            resource->fields[i].required && resource->fields[i].custody == CUSTODY_PROJECT;
    }
    if (!change->needs_product && !change->needs_project) change->needs_product = true;
}

/* Has fields in the custody of product or project. */
static bool proposable(const Resource *resource) {
    for (int i = 0; i < resource->field_count; i++)
        if (resource->fields[i].custody == CUSTODY_PRODUCT || resource->fields[i].custody == CUSTODY_PROJECT)
            return true;
    return false;
}

static bool fill_one(Change *change, ProposedChange *proposed, int i, Error *err) {
    const Resource *resource = resource_named(proposed->resource);
    if (!resource || !proposable(resource))
        return wrong_change(err, i, "resource", "Nothing of this kind can be proposed.");
    if (proposed->action.n == CHANGE_UPDATE) return fill_update(change, resource, proposed, i, err);
    need_all(change, resource);
    if (proposed->action.n == CHANGE_DELETE) {
        void *row = arena_alloc(change->tx->arena, resource->size);
        if (!row) return error_no_memory(err);
        if (!row_load(change->tx, resource, change->user->workspace_id, proposed->subject_id, row, err))
            return false;
        StrBuf from = strbuf_make(change->tx->arena, 0);
        json_write(&from, resource, row);
        proposed->from = (Json){strbuf_str(&from)};
        return true;
    }
    if (!proposed->to.text.at) return wrong_change(err, i, "to", "A creation needs the whole object.");
    return true;
}

static bool fill(Change *change, Proposal *proposal, Error *err) {
    ProposedChange *changes = proposal->changes.at;
    for (int i = 0; i < proposal->changes.count; i++)
        if (!fill_one(change, &changes[i], i, err)) return false;
    proposal->needs_product = change->needs_product;
    proposal->needs_project = change->needs_project;
    return true;
}

static bool apply_all(Change *change, const Proposal *proposal, Error *err);

/* Applied and taken back: what cannot be applied cannot be proposed. */
static bool try_all(Change *change, const Proposal *proposal, Error *err) {
    if (!store_savepoint(change->tx, err)) return false;
    bool ok = apply_all(change, proposal, err);
    Error ignored;
    return store_rollback_to_savepoint(change->tx, ok ? err : &ignored) && ok;
}

bool proposal_create(Change *change, Proposal *proposal, Error *err) {
    return fill(change, proposal, err) && try_all(change, proposal, err) &&
           proposal_store(change, proposal, err);
}

/* ---- applying ---- */

static bool changed_meanwhile(Error *err, const ProposedChange *proposed) {
    error_set(err, ERROR_CONFLICT, "The %.*s was changed after this was proposed.", STR_ARG(proposed->field));
    return error_hint(err, "Decline it, or counter it on today's values.");
}

/* Values are compared, not their texts: 5 and 5.0 are the same. */
static bool still_is(Change *change, const Resource *resource, const ProposedChange *proposed,
                     const void *row, bool *ret, Error *err) {
    const Field *field = field_find(resource, proposed->field);
    ProposedChange was = *proposed;
    was.to = proposed->from;
    void *then = arena_alloc(change->tx->arena, resource->size);
    if (!then) return error_no_memory(err);
    mem_copy(then, row, resource->size);
    *ret = field && proposed_decode(change->tx->arena, resource, &was, then, err) &&
           field_equal(field, row, then);
    return true;
}

static bool lay_value(Change *change, const Resource *resource, const ProposedChange *proposed, void *row,
                      Error *err) {
    bool same = false;
    if (!still_is(change, resource, proposed, row, &same, err)) return false;
    return same ? proposed_decode(change->tx->arena, resource, proposed, row, err)
                : changed_meanwhile(err, proposed);
}

/* All updates of one subject from index `i` on are laid over its row together, so that fields that depend on
 * each other change at once. `done` marks them. */
static bool apply_updates(Change *change, const List *changes, int i, bool *done, Error *err) {
    const ProposedChange *at = changes->at;
    const Resource *resource = resource_named(at[i].resource);
    void *before = arena_alloc(change->tx->arena, resource->size);
    void *after = arena_alloc(change->tx->arena, resource->size);
    if (!before || !after) return error_no_memory(err);
    if (!row_load(change->tx, resource, change->user->workspace_id, at[i].subject_id, before, err)) {
        if (err && err->kind == ERROR_NOT_FOUND) {
            error_set(err, ERROR_CONFLICT, "What would change was deleted meanwhile.");
            error_hint(err, "Decline the proposal.");
        }
        return false;
    }
    mem_copy(after, before, resource->size);
    for (int k = i; k < changes->count; k++) {
        if (done[k] || at[k].action.n != CHANGE_UPDATE || !id_equal(at[k].subject_id, at[i].subject_id))
            continue;
        if (!lay_value(change, resource, &at[k], after, err)) return false;
        done[k] = true;
    }
    return change_update(change, resource, before, after, err);
}

static bool apply_one(Change *change, const List *changes, int i, bool *done, Error *err) {
    const ProposedChange *proposed = (const ProposedChange *)changes->at + i;
    const Resource *resource = resource_named(proposed->resource);
    if (proposed->action.n == CHANGE_UPDATE) return apply_updates(change, changes, i, done, err);
    void *row = arena_alloc(change->tx->arena, resource->size);
    if (!row) return error_no_memory(err);
    if (proposed->action.n == CHANGE_DELETE) {
        Error missing;
        if (!row_load(change->tx, resource, change->user->workspace_id, proposed->subject_id, row, &missing))
            return true;
        return change_delete(change, resource, row, err);
    }
    record_init(resource, row);
    if (!proposed_decode(change->tx->arena, resource, proposed, row, err)) return false;
    ((Row *)row)->id = proposed->subject_id;
    bool created;
    return change_create(change, resource, row, &created, err);
}

/* Both managers agree: written with the rights of Trivet itself, in the name of who signs last. */
static bool apply_all(Change *change, const Proposal *proposal, Error *err) {
    User agreed = {.workspace_id = change->user->workspace_id};
    Change apply = change_begin(change->tx, &agreed);
    bool *done = arena_array(change->tx->arena, bool, proposal->changes.count);
    if (!done) return error_no_memory(err);
    for (int i = 0; i < proposal->changes.count; i++)
        if (!done[i] && !apply_one(&apply, &proposal->changes, i, done, err)) return error_in_change(err, i);
    return !apply.plan_touched || plan_try(change->tx, agreed.workspace_id, err);
}

/* ---- deciding ---- */

static bool still_open(const Proposal *proposal, Error *err) {
    if (proposal->state.n == PROPOSAL_OPEN) return true;
    error_set(err, ERROR_CONFLICT, "The proposal is already %s.", proposal_state_names[proposal->state.n]);
    return error_hint(err, "Propose it anew if it is still wanted.");
}

/* Saves `after` over the proposal, which becomes it. */
static bool save(Change *change, Proposal *proposal, Proposal *after, Error *err) {
    if (!row_update(change->tx, &proposal_resource, proposal, after, err)) return false;
    *proposal = *after;
    return true;
}

static bool decide(Change *change, Proposal *proposal, Proposal after, ProposalState state, Str note,
                   Error *err) {
    after.state.n = (int)state;
    after.decided_by_id = change->user->person_id;
    after.decided_at = change->tx->author.now;
    if (note.at) after.decision_note = note;
    NoticeWords words = {
        NOTICE_DECISION,
        fmt(change->tx->arena, "%s: %.*s", proposal_state_names[state], STR_ARG(proposal->title)),
        after.decision_note, &proposal_resource, proposal->row.id};
    return save(change, proposal, &after, err) &&
           notice_tell(change->tx, proposal->row.workspace_id, proposal->author_id, words, err);
}

/* Whoever can give a missing signature may also refuse it. */
static bool may_decide(Change *change, const Proposal *proposal, Reach *ret, Error *err) {
    if (!still_open(proposal, err) || !reach_of(change, &proposal->changes, ret, err)) return false;
    CustodySet wanted = missing(proposal);
    if (!wanted || ret->custody & wanted) return true;
    error_set(err, ERROR_FORBIDDEN, "Only who has custody of what would change may decide this.");
    return error_hint(err, "Ask the %s manager.",
                      wanted & CUSTODY_BIT(CUSTODY_PROJECT) ? "project" : "product");
}

bool proposal_accept(Change *change, Proposal *proposal, const Verdict *verdict, Error *err) {
    Reach reach;
    Decision decision;
    Proposal after = *proposal;
    if (!may_decide(change, proposal, &reach, err) || !sign(change, &after, &reach, err)) return false;
    if (missing(&after)) return save(change, proposal, &after, err);
    if (!decision_open(change, &after, DECISION_ACCEPTED, verdict, &decision, err) ||
        !apply_all(change, proposal, err) || !decision_close(change, &decision, err))
        return false;
    after.decision_id = decision.row.id;
    return decide(change, proposal, after, PROPOSAL_ACCEPTED, verdict->note, err);
}

bool proposal_decline(Change *change, Proposal *proposal, const Verdict *verdict, Error *err) {
    Reach reach;
    Decision decision;
    Proposal refused = *proposal;
    if (!may_decide(change, proposal, &reach, err)) return false;
    refused.signatures = (List){0}; /* it is his decision alone */
    if (!sign(change, &refused, &reach, err) ||
        !decision_open(change, &refused, DECISION_DECLINED, verdict, &decision, err) ||
        !decision_close(change, &decision, err))
        return false;
    Proposal after = *proposal;
    after.decision_id = decision.row.id;
    return decide(change, proposal, after, PROPOSAL_DECLINED, verdict->note, err);
}

bool proposal_editable(const Proposal *proposal, const User *user, Error *err) {
    if (!still_open(proposal, err)) return false;
    if (id_equal(proposal->author_id, user->person_id)) return true;
    error_set(err, ERROR_FORBIDDEN, "Only its author may do this with a proposal.");
    return error_hint(err, "Decline it, or counter it with one of your own.");
}

bool proposal_withdraw(Change *change, Proposal *proposal, Error *err) {
    return proposal_editable(proposal, change->user, err) &&
           decide(change, proposal, *proposal, PROPOSAL_WITHDRAWN, STR_NULL, err);
}

bool proposal_counter(Change *change, Proposal *proposal, Proposal *answer, Error *err) {
    Reach reach;
    bool author = id_equal(proposal->author_id, change->user->person_id);
    if (author ? !still_open(proposal, err) : !may_decide(change, proposal, &reach, err)) return false;
    answer->counter_to_id = proposal->row.id;
    return proposal_create(change, answer, err) &&
           decide(change, proposal, *proposal, PROPOSAL_COUNTERED, answer->reason, err);
}
