/* Proposals from birth to decision. See proposal.h. */
#include "change/agree/proposal.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/assess.h"
#include "change/agree/notice.h"
#include "change/agree/route.h"
#include "change/apply.h"
#include "change/inside.h"
#include "change/reach.h"
#include "field/diff.h"
#include "field/json.h"

/* ---- words ---- */

static Str subject_words(Transaction *tx, Id workspace_id, const ProposedChange *change) {
    const Resource *resource = resource_named(change->resource);
    Item item;
    if (resource == &item_resource && row_load(tx, resource, workspace_id, change->subject_id, &item, NULL))
        return fmt(tx->arena, "\"%.*s\"", STR_ARG(item.title));
    return fmt(tx->arena, "a %.*s", STR_ARG(name_in_words(tx->arena, change->resource)));
}

/* "Change duration of "Pour concrete" and 3 more". */
static Str title_of(Transaction *tx, Id workspace_id, const List *changes) {
    static const char *const verbs[] = {"Create", "Change", "Delete"};
    const ProposedChange *first = changes->at;
    Str subject = subject_words(tx, workspace_id, first);
    StrBuf out = strbuf_make(tx->arena, 250);
    strbuf_fmt(&out, "%s ", verbs[first->action.n]);
    if (first->action.n == CHANGE_UPDATE)
        strbuf_fmt(&out, "%.*s of ", STR_ARG(name_in_words(tx->arena, first->field)));
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

static bool signed_as_authority(const Proposal *proposal, Id person_id) {
    const Signature *row = proposal->signatures.at;
    for (int i = 0; i < proposal->signatures.count; i++)
        if (row[i].side.n == SIDE_AUTHORITY && id_equal(row[i].person_id, person_id)) return true;
    return false;
}

/* Whether one of those who set an exceeded tolerance has still to sign; null: anybody of them. */
static bool authority_waits(const Proposal *proposal, Id person_id) {
    const Str *texts = proposal->authority_ids.at;
    for (int i = 0; i < proposal->authority_ids.count; i++) {
        Id id;
        if (!id_parse(texts[i], &id) || (person_id.n && !id_equal(person_id, id))) continue;
        if (!signed_as_authority(proposal, id)) return true;
    }
    return false;
}

/* The sides that have still to sign, as bits. */
static unsigned waiting(const Proposal *proposal) {
    bool needs[] = {proposal->needs_product, proposal->needs_project, proposal->needs_second};
    unsigned set = authority_waits(proposal, ID_NONE) ? 1u << SIDE_AUTHORITY : 0;
    for (int side = 0; side < COUNT_OF(needs); side++)
        if (needs[side] && !is_signed(proposal, (SignatureSide)side)) set |= 1u << side;
    return set;
}

bool proposal_waits(const Proposal *proposal) {
    return waiting(proposal) != 0;
}

/* The sides for which somebody of this reach may sign: another pair of eyes is whoever has a custody and is
 * not the author. */
static unsigned may_sign_for(Change *change, const Proposal *proposal, const Reach *reach) {
    unsigned set = 0;
    Id person_id = change->user->person_id;
    if (reach->custody & CUSTODY_BIT(CUSTODY_PRODUCT)) set |= 1u << SIDE_PRODUCT;
    if (reach->custody & CUSTODY_BIT(CUSTODY_PROJECT)) set |= 1u << SIDE_PROJECT;
    if (set && !id_equal(proposal->author_id, person_id)) set |= 1u << SIDE_SECOND;
    if (person_id.n && authority_waits(proposal, person_id)) set |= 1u << SIDE_AUTHORITY;
    return set;
}

static bool add_signature(Change *change, Proposal *proposal, SignatureSide side, Choice role, Error *err) {
    List *list = &proposal->signatures;
    Signature *rows = arena_array(change->tx->arena, Signature, list->count + 1);
    if (!rows) return error_no_memory(err);
    if (list->count) mem_copy(rows, list->at, (size_t)list->count * sizeof *rows);
    rows[list->count] = (Signature){change->user->person_id,
                                    {(int)side},
                                    role,
                                    change->tx->author.now,
                                    proposal->assessment.computed_at_seq};
    *list = (List){rows, list->count + 1};
    return true;
}

static Choice role_for(Change *change, const Reach *reach, SignatureSide side) {
    if (side == SIDE_AUTHORITY) return access_any_role(change->user, reach->scope);
    bool product =
        side == SIDE_PRODUCT || (side == SIDE_SECOND && reach->custody & CUSTODY_BIT(CUSTODY_PRODUCT));
    return access_role(change->user, reach->scope, product ? CUSTODY_PRODUCT : CUSTODY_PROJECT);
}

/* For every side that waits and that the user may sign for; then it is seen who else has to. */
static bool sign(Change *change, Proposal *proposal, const Reach *reach, Error *err) {
    if (!route_authorities(change->tx->arena, &proposal->assessment, &proposal->authority_ids, err))
        return false;
    unsigned sides = waiting(proposal) & may_sign_for(change, proposal, reach);
    for (int side = SIDE_PRODUCT; side <= SIDE_AUTHORITY; side++) {
        if (!(sides & 1u << side)) continue;
        Choice role = role_for(change, reach, (SignatureSide)side);
        if (!add_signature(change, proposal, (SignatureSide)side, role, err)) return false;
    }
    proposal->needs_second = route_second(proposal, reach->custody) || is_signed(proposal, SIDE_SECOND);
    return true;
}

/* The custodies of which one is wanted. */
static CustodySet wanted_custody(const Proposal *proposal) {
    unsigned wanted = waiting(proposal);
    CustodySet set = 0;
    if (wanted & (1u << SIDE_PRODUCT | 1u << SIDE_SECOND)) set |= CUSTODY_BIT(CUSTODY_PRODUCT);
    if (wanted & (1u << SIDE_PROJECT | 1u << SIDE_SECOND)) set |= CUSTODY_BIT(CUSTODY_PROJECT);
    return set;
}

/* Who can sign it is told that it waits for him. */
static bool tell_signers(Change *change, const Proposal *proposal, const Reach *reach, Error *err) {
    NoticeWords words = {NOTICE_PROPOSAL, proposal->title, proposal->reason, &proposal_resource,
                         proposal->row.id};
    const Str *texts = proposal->authority_ids.at;
    for (int i = 0; i < proposal->authority_ids.count; i++) {
        Id id;
        if (id_parse(texts[i], &id) && !signed_as_authority(proposal, id) &&
            !notice_tell(change->tx, proposal->row.workspace_id, id, words, err))
            return false;
    }
    return notice_tell_custodians(change->tx, proposal->row.workspace_id, reach->scopes.at,
                                  reach->scopes.count, wanted_custody(proposal), words, err);
}

bool proposal_store(Change *change, Proposal *proposal, Error *err) {
    Transaction *tx = change->tx;
    Id workspace_id = change->user->workspace_id;
    Reach reach;
    proposal->row.workspace_id = workspace_id;
    proposal->author_id = change->user->person_id;
    if (proposal->title.len == 0) proposal->title = title_of(tx, workspace_id, &proposal->changes);
    return assess(tx, workspace_id, &proposal->changes, &proposal->assessment, err) &&
           reach_of(change, &proposal->changes, &reach, err) && sign(change, proposal, &reach, err) &&
           row_insert(tx, &proposal_resource, proposal, err) && tell_signers(change, proposal, &reach, err);
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
    return true;
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
    return route_custodians(change, proposal, err);
}

/* Product's assessment is written by who has custody of product over what would change. */
static bool may_assess(const User *user, const Reach *reach, FieldSet set, Error *err) {
    FieldSet foreign = access_foreign(user, &proposal_resource, set, reach->custody);
    for (int i = 0; i < proposal_resource.field_count; i++) {
        const Field *field = &proposal_resource.fields[i];
        if (field->custody != CUSTODY_PRODUCT || !(foreign & field_bit(&proposal_resource, field))) continue;
        error_set(err, ERROR_FORBIDDEN, "Only product may write %s of a proposal.", field->name);
        return error_hint(err, "Say it in the reason.");
    }
    return true;
}

bool proposal_create(Change *change, Proposal *proposal, Error *err) {
    Proposal blank;
    Reach reach;
    record_init(&proposal_resource, &blank);
    return fill(change, proposal, err) && reach_of(change, &proposal->changes, &reach, err) &&
           may_assess(change->user, &reach, record_changed(&proposal_resource, &blank, proposal), err) &&
           references_check(change->tx, &proposal_resource, change->user->workspace_id, &blank, proposal,
                            err) &&
           proposal_propose(change, proposal, err);
}

bool proposal_propose(Change *change, Proposal *proposal, Error *err) {
    return proposal_try(change, proposal, err) && proposal_store(change, proposal, err);
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

/* Whoever can give a missing signature may also refuse it; what has all of them is carried out by anybody who
 * could give one. */
static bool may_decide(Change *change, const Proposal *proposal, Reach *ret, Error *err) {
    if (!still_open(proposal, err) || !reach_of(change, &proposal->changes, ret, err)) return false;
    unsigned wanted = waiting(proposal), able = may_sign_for(change, proposal, ret);
    if (wanted ? able & wanted : able) return true;
    if (wanted == 1u << SIDE_SECOND && able) {
        error_set(err, ERROR_FORBIDDEN, "This changes what was agreed: one signature is not enough.");
        return error_hint(err, "Somebody else who has custody of product or project signs too.");
    }
    if (wanted == 1u << SIDE_AUTHORITY) {
        error_set(err, ERROR_FORBIDDEN, "This goes beyond a tolerance: whoever set it has to agree.");
        return error_hint(err,
                          "Its authority_ids say who; inside the tolerance it would be the managers' alone.");
    }
    error_set(err, ERROR_FORBIDDEN, "Only who has custody of what would change may decide this.");
    return error_hint(err, "Ask the %s manager.", wanted & 1u << SIDE_PROJECT ? "project" : "product");
}

/* The figures on which he signs are those of now. When they are not those that he saw, he is told, and
 * nothing is signed. */
static bool refresh(Change *change, Proposal *proposal, const Verdict *verdict, Error *err) {
    Transaction *tx = change->tx;
    Assessment *known = &proposal->assessment, now;
    Id workspace_id = proposal->row.workspace_id;
    bool named = verdict->computed_at_seq != INT_NULL, outdated;
    int64_t seen = named ? verdict->computed_at_seq : known->computed_at_seq;
    int64_t last;
    if (!event_last_seen(tx, workspace_id, &last, err)) return false;
    if (seen > last) return error_field(err, "computed_at_seq", "Nothing has this number yet.");
    if (!plan_changed_since(tx, workspace_id, seen, &outdated, err)) return false;
    if (!outdated && seen <= known->computed_at_seq) return true;
    if (!assess(tx, workspace_id, &proposal->changes, &now, err)) return false;
    if (outdated && (seen < known->computed_at_seq || !assessment_equal(known, &now))) {
        Str words = assessment_difference(tx, workspace_id, known, &now);
        error_set(err, ERROR_CONFLICT, "The plan was changed since these figures were computed: %.*s.",
                  STR_ARG(words));
        return error_hint(err, "Read its assessment, and decide with computed_at_seq %lld.",
                          (long long)now.computed_at_seq);
    }
    *known = now;
    return true;
}

bool proposal_accept(Change *change, Proposal *proposal, const Verdict *verdict, Error *err) {
    Reach reach;
    Decision decision;
    Proposal after = *proposal;
    if (!may_decide(change, proposal, &reach, err) || !proposal_check(change, proposal, err) ||
        !refresh(change, &after, verdict, err) || !sign(change, &after, &reach, err))
        return false;
    if (waiting(&after)) return save(change, proposal, &after, err);
    if (!decision_open(change, &after, DECISION_ACCEPTED, verdict, &decision, err) ||
        !proposal_apply(change, proposal, err) || !decision_rebaseline(change, &decision, err) ||
        !decision_close(change, &decision, err))
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

static bool is_author(const Proposal *proposal, const User *user, Error *err) {
    if (id_equal(proposal->author_id, user->person_id)) return true;
    error_set(err, ERROR_FORBIDDEN, "Only its author may do this with a proposal.");
    return error_hint(err, "Decline it, or counter it with one of your own.");
}

bool proposal_edit(Change *change, const Proposal *before, Proposal *after, Error *err) {
    Reach reach;
    FieldSet set = record_changed(&proposal_resource, before, after);
    FieldSet words = fields_in(change->user, &proposal_resource, set, CUSTODY_BIT(CUSTODY_SHARED));
    return still_open(before, err) && (!words || is_author(before, change->user, err)) &&
           reach_of(change, &before->changes, &reach, err) && may_assess(change->user, &reach, set, err) &&
           references_check(change->tx, &proposal_resource, before->row.workspace_id, before, after, err) &&
           row_update(change->tx, &proposal_resource, before, after, err);
}

bool proposal_withdraw(Change *change, Proposal *proposal, Error *err) {
    return still_open(proposal, err) && is_author(proposal, change->user, err) &&
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
