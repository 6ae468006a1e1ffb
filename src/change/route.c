/* The way of a proposal to its decision. See route.h. */
#include "change/route.h"

#include "base/banned.h"

/* Nobody but the author has a hand in it. */
static bool only_author(const Proposal *proposal) {
    const Signature *row = proposal->signatures.at;
    for (int i = 0; i < proposal->signatures.count; i++)
        if (!id_equal(row[i].person_id, proposal->author_id)) return false;
    return true;
}

bool proposal_route(Change *change, const Proposal *proposal, CustodySet held, Route *ret, Error *err) {
    static const CustodySet both = CUSTODY_BIT(CUSTODY_PRODUCT) | CUSTODY_BIT(CUSTODY_PROJECT);
    CustodySet needed = (proposal->needs_product ? CUSTODY_BIT(CUSTODY_PRODUCT) : 0) |
                        (proposal->needs_project ? CUSTODY_BIT(CUSTODY_PROJECT) : 0);
    bool alone = only_author(proposal) && (needed & ~held) == 0;
    *ret = (Route){.second = alone && proposal->assessment.baseline_ids.count > 0 && (both & ~held) != 0};
    return true;
}
