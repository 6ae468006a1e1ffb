/* Writing the log of decisions. See decision.h. */
#include "change/agree/decision.h"

#include <sodium.h>

#include "base/banned.h"
#include "base/mem.h"
#include "change/baseline/baseline.h"
#include "change/reach.h"

enum { CHAIN_MAX = 20 };

static bool number_it(Transaction *tx, Decision *decision, Error *err) {
    int64_t last;
    if (!decision_last_number(tx, decision->row.workspace_id, &last, err)) return false;
    decision->number = last + 1;
    decision->author_id = tx->author.person_id;
    decision->decided_at = tx->author.now;
    return true;
}

bool decision_insert(Transaction *tx, Decision *decision, Error *err) {
    return number_it(tx, decision, err) && row_insert(tx, &decision_resource, decision, err);
}

/* ---- from a proposal ---- */

/* What the verdict names, then the chain of proposals that this one answers: each was considered, and closed
 * with the reason of whoever countered it. */
static bool alternatives_of(Transaction *tx, const Proposal *proposal, const List *named, List *ret,
                            Error *err) {
    Alternative *rows = arena_array(tx->arena, Alternative, named->count + CHAIN_MAX);
    if (!rows) return error_no_memory(err);
    if (named->count) mem_copy(rows, named->at, (size_t)named->count * sizeof *rows);
    int count = named->count;
    Id id = proposal->counter_to_id;
    for (int depth = 0; id.n && depth < CHAIN_MAX; depth++) {
        Proposal former;
        if (!row_load(tx, &proposal_resource, proposal->row.workspace_id, id, &former, err)) return false;
        rows[count++] = (Alternative){former.title, former.decision_note, former.row.id};
        id = former.counter_to_id;
    }
    *ret = (List){rows, count};
    return true;
}

static Id signer_of(const List *signatures, SignatureSide side) {
    const Signature *row = signatures->at;
    for (int i = 0; i < signatures->count; i++)
        if (row[i].side.n == (int)side) return row[i].person_id;
    return ID_NONE;
}

/* Signed for both custodies by the same person, who wears both hats. */
static bool one_person(const List *signatures) {
    Id product = signer_of(signatures, SIDE_PRODUCT);
    return product.n && id_equal(product, signer_of(signatures, SIDE_PROJECT));
}

static bool only_text(Arena *arena, Id id, List *ret) {
    Str *text = arena_new(arena, Str);
    if (!text) return false;
    *text = id_text(arena, id);
    *ret = (List){text, 1};
    return text->at != NULL;
}

bool decision_open(Change *change, const Proposal *proposal, DecisionOutcome outcome, const Verdict *verdict,
                   Decision *ret, Error *err) {
    Transaction *tx = change->tx;
    Decision decision;
    Reach reach;
    record_init(&decision_resource, &decision);
    decision.row.id = id_make(tx->author.now, randombytes_random());
    decision.row.workspace_id = proposal->row.workspace_id;
    decision.title = proposal->title;
    decision.reason = verdict->note.len ? verdict->note : proposal->reason;
    decision.outcome.n = (int)outcome;
    decision.signatures = proposal->signatures;
    decision.one_person = one_person(&proposal->signatures);
    decision.assessment = proposal->assessment;
    decision.meeting_id = verdict->meeting_id;
    decision.undoes_id = proposal->undoes_id;
    if (!only_text(tx->arena, proposal->row.id, &decision.proposal_ids)) return error_no_memory(err);
    if (!number_it(tx, &decision, err) || !reach_of(change, &proposal->changes, &reach, err) ||
        !alternatives_of(tx, proposal, &verdict->alternatives, &decision.alternatives, err))
        return false;
    decision.product_ids = reach.product_ids;
    decision.project_ids = reach.project_ids;
    tx->author.proposal_id = proposal->row.id;
    tx->author.decision_id = decision.row.id;
    *ret = decision;
    return true;
}

/* ---- what is agreed since ---- */

/* One that the decision itself deleted (it takes back the decision that set it) is not replaced: what was
 * agreed before is in force again. */
static bool replace_baseline(Transaction *tx, Decision *decision, Id id, Error *err) {
    Baseline before, after;
    Error gone = {0};
    Rebaseline *rows = decision->rebaselines.at;
    if (!row_load(tx, &baseline_resource, decision->row.workspace_id, id, &before, &gone)) return true;
    record_init(&baseline_resource, &after);
    after.row.workspace_id = decision->row.workspace_id;
    after.project_id = before.project_id;
    after.name = fmt(tx->arena, "Decision %lld", (long long)decision->number);
    after.text = decision->title;
    if (!baseline_insert(tx, &after, err)) return false;
    rows[decision->rebaselines.count++] =
        (Rebaseline){before.row.id, after.row.id, before.number, after.number, before.project_id};
    return true;
}

bool decision_rebaseline(Change *change, Decision *decision, Error *err) {
    const List *ids = &decision->assessment.baseline_ids;
    decision->rebaselines = (List){arena_array(change->tx->arena, Rebaseline, ids->count + 1), 0};
    if (!decision->rebaselines.at) return error_no_memory(err);
    for (int i = 0; i < ids->count; i++) {
        Id id;
        if (id_parse(((const Str *)ids->at)[i], &id) && !replace_baseline(change->tx, decision, id, err))
            return false;
    }
    return true;
}

/* A decision that is taken back itself leaves the one before it in force again. */
static bool mark_undone(Transaction *tx, const Decision *decision, Id undone_id, Id by_id, Error *err) {
    Decision before, after;
    if (!row_load(tx, &decision_resource, decision->row.workspace_id, undone_id, &before, err)) return false;
    after = before;
    after.undone_by_id = by_id;
    return row_update(tx, &decision_resource, &before, &after, err) &&
           (!before.undoes_id.n || !by_id.n || mark_undone(tx, decision, before.undoes_id, ID_NONE, err));
}

bool decision_close(Change *change, Decision *decision, Error *err) {
    Transaction *tx = change->tx;
    tx->author.proposal_id = tx->author.decision_id = ID_NONE;
    return row_insert(tx, &decision_resource, decision, err) &&
           (!decision->undoes_id.n || decision->outcome.n != DECISION_ACCEPTED ||
            mark_undone(tx, decision, decision->undoes_id, decision->row.id, err));
}
