/* The way of a proposal to its decision. See route.h. */
#include "change/agree/route.h"

#include "base/banned.h"
#include "change/agree/impact.h"
#include "change/inside.h"
#include "change/reach.h"

enum { AUTHORITIES_MAX = 10 };

/* ---- custodians ---- */

/* Of shared fields product is asked, as of what nobody in particular answers for. */
static CustodySet of_field(Change *change, const Resource *resource, const Field *field) {
    Custody custody = access_field_custody(change->user, resource, field);
    if (custody == CUSTODY_PROJECT) return CUSTODY_BIT(CUSTODY_PROJECT);
    return custody == CUSTODY_PRODUCT || custody == CUSTODY_SHARED ? CUSTODY_BIT(CUSTODY_PRODUCT) : 0;
}

/* What the new row says something in; what only has a name and a place is product's. */
static bool of_creation(Change *change, const Resource *resource, const ProposedChange *proposed, void *row,
                        CustodySet *ret, Error *err) {
    void *blank = arena_alloc(change->tx->arena, resource->size);
    if (!blank) return error_no_memory(err);
    record_init(resource, row);
    record_init(resource, blank);
    if (!proposed_decode(change->tx->arena, resource, proposed, row, err)) return false;
    FieldSet filled = filled_fields(resource, row, blank);
    if (fields_in(change->user, resource, filled, CUSTODY_BIT(CUSTODY_PRODUCT)))
        *ret |= CUSTODY_BIT(CUSTODY_PRODUCT);
    if (fields_in(change->user, resource, filled, CUSTODY_BIT(CUSTODY_PROJECT)))
        *ret |= CUSTODY_BIT(CUSTODY_PROJECT);
    if (!*ret) *ret = CUSTODY_BIT(CUSTODY_PRODUCT);
    return true;
}

static bool of_change(Change *change, const ProposedChange *proposed, CustodySet *ret, Error *err) {
    const Resource *resource = resource_named(proposed->resource);
    void *row = arena_alloc(change->tx->arena, resource->size);
    *ret = 0;
    if (!row) return error_no_memory(err);
    if (proposed->action.n == CHANGE_UPDATE) {
        *ret = of_field(change, resource, field_find(resource, proposed->field));
        return true;
    }
    if (proposed->action.n == CHANGE_CREATE) return of_creation(change, resource, proposed, row, ret, err);
    return row_load(change->tx, resource, change->user->workspace_id, proposed->subject_id, row, err) &&
           change_consents(change, resource, row, ret, err);
}

bool route_custodians(Change *change, Proposal *proposal, Error *err) {
    const ProposedChange *changes = proposal->changes.at;
    for (int i = 0; i < proposal->changes.count; i++) {
        CustodySet custodies;
        if (!of_change(change, &changes[i], &custodies, err)) return error_in_change(err, i);
        proposal->needs_product |= (custodies & CUSTODY_BIT(CUSTODY_PRODUCT)) != 0;
        proposal->needs_project |= (custodies & CUSTODY_BIT(CUSTODY_PROJECT)) != 0;
    }
    return true;
}

/* ---- authorities and the second pair of eyes ---- */

bool route_authorities(Arena *arena, const Assessment *assessment, List *ret, Error *err) {
    const Exceeded *row = assessment->exceeded.at;
    Str *texts = arena_array(arena, Str, AUTHORITIES_MAX);
    int count = 0;
    if (!texts) return error_no_memory(err);
    for (int i = 0; i < assessment->exceeded.count && count < AUTHORITIES_MAX; i++) {
        Str text = id_text(arena, row[i].set_by_id);
        bool known = row[i].set_by_id.n == 0;
        for (int k = 0; k < count; k++) known |= str_equal(texts[k], text);
        if (!known) texts[count++] = text;
    }
    *ret = (List){texts, count};
    return !arena->full || error_no_memory(err);
}

/* Nobody but the author has a hand in it. */
static bool only_author(const Proposal *proposal) {
    const Signature *row = proposal->signatures.at;
    for (int i = 0; i < proposal->signatures.count; i++)
        if (!id_equal(row[i].person_id, proposal->author_id)) return false;
    return true;
}

bool route_second(const Proposal *proposal, CustodySet held) {
    static const CustodySet both = CUSTODY_BIT(CUSTODY_PRODUCT) | CUSTODY_BIT(CUSTODY_PROJECT);
    CustodySet needed = (proposal->needs_product ? CUSTODY_BIT(CUSTODY_PRODUCT) : 0) |
                        (proposal->needs_project ? CUSTODY_BIT(CUSTODY_PROJECT) : 0);
    bool alone = only_author(proposal) && (needed & ~held) == 0;
    return alone && proposal->assessment.baseline_ids.count > 0 && (both & ~held) != 0;
}
