/* The events of a decision, turned round. See undo.h. */
#include "change/undo.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/vec.h"
#include "change/agree/proposal.h"
#include "change/agree/route.h"
#include "field/json.h"

typedef struct Reversal {
    Arena *arena;
    VEC(ProposedChange);
} Reversal;

static bool add(Reversal *to, const Event *event, ChangeAction action, ProposedChange change, Error *err) {
    ProposedChange *slot = vec_push(to->arena, to);
    if (!slot) return error_no_memory(err);
    *slot = change;
    slot->action.n = (int)action;
    slot->resource = event->resource;
    slot->subject_id = event->subject_id;
    return true;
}

static Json json_text(Arena *arena, const json_t *value) {
    StrBuf out = strbuf_make(arena, 0);
    if (value) json_write_tree(&out, value);
    else strbuf_add(&out, STR("null"));
    return (Json){strbuf_str(&out)};
}

/* What somebody could write; what Trivet writes follows from it. */
static const Field *written_field(const Resource *resource, const json_t *one) {
    const Field *field = field_find(resource, str_of(json_string_value(json_object_get(one, "field"))));
    return field && field->custody != CUSTODY_SYSTEM ? field : NULL;
}

/* Old values come back. */
static bool reverse_update(Reversal *to, const Event *event, const Resource *resource, const json_t *fields,
                           Error *err) {
    size_t i;
    json_t *one;
    json_array_foreach(fields, i, one) {
        const Field *field = written_field(resource, one);
        ProposedChange change = {.from = json_text(to->arena, json_object_get(one, "to")),
                                 .to = json_text(to->arena, json_object_get(one, "from"))};
        if (!field) continue;
        change.field = str_of(field->name);
        if (!add(to, event, CHANGE_UPDATE, change, err)) return false;
    }
    return true;
}

/* The object as it was, of the values under `side` ("from" of a deletion, "to" of a creation). */
static Json object_of(Arena *arena, const Resource *resource, const json_t *fields, const char *side) {
    size_t i;
    json_t *one;
    StrBuf out = strbuf_make(arena, 0);
    json_array_foreach(fields, i, one) {
        const Field *field = written_field(resource, one);
        if (!field) continue;
        strbuf_fmt(&out, "%c\"%s\":", out.len ? ',' : '{', field->name);
        strbuf_add(&out, json_text(arena, json_object_get(one, side)).text);
    }
    strbuf_add(&out, out.len ? STR("}") : STR("{}"));
    return (Json){strbuf_str(&out)};
}

static bool reverse(Reversal *to, const Event *event, Error *err) {
    CLEANUP(json_done) json_t *fields = NULL;
    const Resource *resource = resource_named(event->resource);
    if (!resource) return true;
    if (!json_read_text(event->changes.text, &fields, err)) return false;
    if (str_is(event->action, "updated")) return reverse_update(to, event, resource, fields, err);
    if (str_is(event->action, "deleted"))
        return add(to, event, CHANGE_CREATE,
                   (ProposedChange){.to = object_of(to->arena, resource, fields, "from")}, err);
    return add(to, event, CHANGE_DELETE,
               (ProposedChange){.from = object_of(to->arena, resource, fields, "to")}, err);
}

static bool reverse_all(Transaction *tx, const Decision *decision, List *ret, Error *err) {
    List events;
    Reversal reversal = {.arena = tx->arena};
    if (!decision_events(tx, decision->row.workspace_id, decision->row.id, &events, err)) return false;
    for (int i = events.count - 1; i >= 0; i--)
        if (!reverse(&reversal, (const Event *)events.at + i, err)) return false;
    *ret = (List){reversal.at, reversal.count};
    return !tx->arena->full || error_no_memory(err);
}

/* ---- as a proposal ---- */

static bool can_be_undone(const Decision *decision, Error *err) {
    if (decision->outcome.n != DECISION_ACCEPTED) {
        error_set(err, ERROR_CONFLICT, "Decision %lld changed nothing that could be taken back.",
                  (long long)decision->number);
        return error_hint(err, "Record a new decision.");
    }
    if (decision->undone_by_id.n)
        return error_set(err, ERROR_CONFLICT, "Decision %lld is taken back already.",
                         (long long)decision->number);
    return true;
}

bool decision_undo(Change *change, const Decision *decision, const Verdict *verdict, Proposal *ret,
                   Error *err) {
    Proposal proposal;
    if (!can_be_undone(decision, err)) return false;
    record_init(&proposal_resource, &proposal);
    proposal.row.workspace_id = decision->row.workspace_id;
    proposal.undoes_id = decision->row.id;
    proposal.title = fmt(change->tx->arena, "Take back decision %lld: %.*s", (long long)decision->number,
                         STR_ARG(str_slice(decision->title, 0, 200)));
    if (verdict->note.len) proposal.reason = verdict->note;
    if (!reverse_all(change->tx, decision, &proposal.changes, err) ||
        !route_custodians(change, &proposal, err))
        return false;
    if (proposal.changes.count == 0)
        return error_set(err, ERROR_CONFLICT, "Decision %lld changed nothing.", (long long)decision->number);
    if (!proposal_propose(change, &proposal, err)) return false;
    if (!proposal_waits(&proposal) && !proposal_accept(change, &proposal, verdict, err)) return false;
    *ret = proposal;
    return true;
}
