/* The way of a proposal to its decision. See route.h. */
#include "change/route.h"

#include "base/banned.h"

enum { AUTHORITIES_MAX = 10 };

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
