/* Applying all changes of a proposal at once. See apply.h.
 *
 * First every value is compared with what it was when it was proposed, so that one answer names all that
 * stands in the way; then the changes are written in their order. */
#include "change/apply.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "change/reach.h"
#include "field/json.h"

/* ---- what stands in the way ---- */

typedef struct Conflicts {
    StrBuf words; /* as many as an error's message holds */
    int count;
} Conflicts;

enum { WORDS_MAX = 170 };

static Str name_of(const Resource *resource, const void *record) {
    const Field *field = field_find(resource, STR("title"));
    if (!field) field = field_find(resource, STR("name"));
    return field ? str_slice(*(const Str *)field_in(field, record), 0, 60) : str_of(resource->name);
}

static void add_conflict(Conflicts *to, Str field, const Resource *resource, const void *record) {
    Str name = name_of(resource, record), what = name_in_words(to->words.arena, field);
    if (to->words.len < WORDS_MAX)
        strbuf_fmt(&to->words, "%s%.*s of \"%.*s\"", to->count ? ", " : "", STR_ARG(what), STR_ARG(name));
    to->count++;
}

static bool say_conflicts(const Proposal *proposal, const Conflicts *conflicts, Error *err) {
    if (conflicts->count == 0) return true;
    error_set(err, ERROR_CONFLICT, "Changed since %s: %.*s%s.",
              proposal->undoes_id.n ? "the decision" : "this was proposed",
              STR_ARG(strbuf_str(&conflicts->words)), conflicts->words.len < WORDS_MAX ? "" : " and more");
    return error_hint(err, proposal->undoes_id.n
                               ? "Take back those changes first, or propose what you want now."
                               : "Decline it, or counter it on today's values.");
}

static bool creates(const List *changes, Id id) {
    const ProposedChange *change = changes->at;
    for (int i = 0; i < changes->count; i++)
        if (change[i].action.n == CHANGE_CREATE && id_equal(change[i].subject_id, id)) return true;
    return false;
}

/* Values are compared, not their texts: 5 and 5.0 are the same. */
static bool check_value(Change *change, const Resource *resource, const ProposedChange *proposed,
                        const void *row, Conflicts *conflicts, Error *err) {
    const Field *field = field_find(resource, proposed->field);
    ProposedChange was = *proposed;
    was.to = proposed->from;
    void *then = arena_alloc(change->tx->arena, resource->size);
    if (!then) return error_no_memory(err);
    mem_copy(then, row, resource->size);
    if (!proposed_decode(change->tx->arena, resource, &was, then, err)) return false;
    if (!field_equal(field, row, then)) add_conflict(conflicts, proposed->field, resource, row);
    return true;
}

/* The fields of the last event, when it is none of the decision that made the row. */
static bool check_untouched(Change *change, const Proposal *proposal, const Resource *resource,
                            const void *row, Conflicts *conflicts, Error *err) {
    Transaction *tx = change->tx;
    List history;
    Id id = ((const Row *)row)->id;
    if (!event_history(tx, proposal->row.workspace_id, id, 0, 1, &history, err)) return false;
    const Event *last = history.at;
    if (history.count == 0 || id_equal(last->decision_id, proposal->undoes_id)) return true;
    json_t *fields, *one;
    size_t i;
    if (!json_read_text(last->changes.text, &fields, err)) return false;
    json_array_foreach(fields, i, one)
        add_conflict(conflicts, str_of(json_string_value(json_object_get(one, "field"))), resource, row);
    json_decref(fields);
    return true;
}

static bool check_change(Change *change, const Proposal *proposal, const ProposedChange *proposed,
                         Conflicts *conflicts, Error *err) {
    const Resource *resource = resource_named(proposed->resource);
    Error missing = {0};
    if (proposed->action.n == CHANGE_CREATE) return true;
    void *row = arena_alloc(change->tx->arena, resource->size);
    if (!row) return error_no_memory(err);
    if (row_load(change->tx, resource, change->user->workspace_id, proposed->subject_id, row, &missing)) {
        if (proposed->action.n == CHANGE_UPDATE)
            return check_value(change, resource, proposed, row, conflicts, err);
        return !proposal->undoes_id.n || check_untouched(change, proposal, resource, row, conflicts, err);
    }
    if (proposed->action.n == CHANGE_DELETE || creates(&proposal->changes, proposed->subject_id)) return true;
    error_set(err, ERROR_CONFLICT, "The %s whose %.*s would change was deleted meanwhile.", resource->name,
              STR_ARG(proposed->field));
    return error_hint(err, "Decline the proposal.");
}

bool proposal_check(Change *change, const Proposal *proposal, Error *err) {
    Conflicts conflicts = {strbuf_make(change->tx->arena, 400), 0};
    const ProposedChange *changes = proposal->changes.at;
    for (int i = 0; i < proposal->changes.count; i++)
        if (!check_change(change, proposal, &changes[i], &conflicts, err)) return error_in_change(err, i);
    return say_conflicts(proposal, &conflicts, err);
}

/* ---- writing ---- */

/* All updates of one subject from index `i` on are laid over its row together, so that fields that depend on
 * each other change at once. `done` marks them. */
static bool apply_updates(Change *change, const List *changes, int i, bool *done, Error *err) {
    const ProposedChange *at = changes->at;
    const Resource *resource = resource_named(at[i].resource);
    void *before = arena_alloc(change->tx->arena, resource->size);
    void *after = arena_alloc(change->tx->arena, resource->size);
    if (!before || !after) return error_no_memory(err);
    if (!row_load(change->tx, resource, change->user->workspace_id, at[i].subject_id, before, err))
        return false;
    mem_copy(after, before, resource->size);
    for (int k = i; k < changes->count; k++) {
        if (done[k] || at[k].action.n != CHANGE_UPDATE || !id_equal(at[k].subject_id, at[i].subject_id))
            continue;
        if (!proposed_decode(change->tx->arena, resource, &at[k], after, err)) return false;
        done[k] = true;
    }
    return change_update(change, resource, before, after, err);
}

/* By its own rows that went along before; whatever still hangs on an item came later. */
static bool nothing_hangs(Change *change, const Item *item, Error *err) {
    List below, links, assignments;
    Transaction *tx = change->tx;
    Id workspace_id = item->row.workspace_id, id = item->row.id;
    if (!item_descendants(tx, workspace_id, id, &below, err) ||
        !links_of_item(tx, workspace_id, id, &links, err) ||
        !assignments_of_item(tx, workspace_id, id, &assignments, err))
        return false;
    if (below.count + links.count + assignments.count == 0) return true;
    error_set(err, ERROR_CONFLICT, "Changed since the decision: %s of \"%.*s\" added.",
              below.count   ? "items below it"
              : links.count ? "links"
                            : "assignments",
              STR_ARG(str_slice(item->title, 0, 100)));
    return error_hint(err, "Take back those changes first, or propose what you want now.");
}

static bool apply_deletion(Change *change, const Proposal *proposal, const Resource *resource, Id id,
                           Error *err) {
    Error missing;
    void *row = arena_alloc(change->tx->arena, resource->size);
    if (!row) return error_no_memory(err);
    if (!row_load(change->tx, resource, change->user->workspace_id, id, row, &missing)) return true;
    if (proposal->undoes_id.n && resource == &item_resource && !nothing_hangs(change, row, err)) return false;
    return change_delete(change, resource, row, err);
}

static bool apply_creation(Change *change, const Proposal *proposal, const Resource *resource,
                           const ProposedChange *proposed, Error *err) {
    bool created;
    void *row = arena_alloc(change->tx->arena, resource->size);
    if (!row) return error_no_memory(err);
    if (proposal->undoes_id.n) return change_restore(change, resource, proposed->subject_id, row, err);
    record_init(resource, row);
    if (!proposed_decode(change->tx->arena, resource, proposed, row, err)) return false;
    ((Row *)row)->id = proposed->subject_id;
    return change_create(change, resource, row, &created, err);
}

static bool apply_one(Change *change, const Proposal *proposal, int i, bool *done, Error *err) {
    const ProposedChange *proposed = (const ProposedChange *)proposal->changes.at + i;
    const Resource *resource = resource_named(proposed->resource);
    switch ((ChangeAction)proposed->action.n) {
    case CHANGE_UPDATE: return apply_updates(change, &proposal->changes, i, done, err);
    case CHANGE_DELETE: return apply_deletion(change, proposal, resource, proposed->subject_id, err);
    case CHANGE_CREATE: return apply_creation(change, proposal, resource, proposed, err);
    }
    return false;
}

bool proposal_apply(Change *change, const Proposal *proposal, Error *err) {
    User agreed = {.workspace_id = change->user->workspace_id};
    Change apply = change_begin(change->tx, &agreed);
    bool *done = arena_array(change->tx->arena, bool, proposal->changes.count);
    if (!done) return error_no_memory(err);
    for (int i = 0; i < proposal->changes.count; i++)
        if (!done[i] && !apply_one(&apply, proposal, i, done, err)) return error_in_change(err, i);
    return !apply.plan_touched || plan_try(change->tx, agreed.workspace_id, err);
}

bool proposal_try(Change *change, const Proposal *proposal, Error *err) {
    if (!store_savepoint(change->tx, err)) return false;
    bool ok = proposal_check(change, proposal, err) && proposal_apply(change, proposal, err);
    Error ignored;
    return store_rollback_to_savepoint(change->tx, ok ? err : &ignored) && ok;
}
