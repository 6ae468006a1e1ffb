/* Proposals: changes that wait for the signature of who has custody.
 *
 * A proposal needs product's signature, project's, or both. The author signs at once for the custody he holds
 * himself. When nothing is missing any more, all changes are applied in the transaction of the last
 * signature, and their events carry the proposal. A value that was changed meanwhile makes accepting fail
 * (ERROR_CONFLICT, naming it): nothing is applied. */
#ifndef TRIVET_PROPOSAL_H
#define TRIVET_PROPOSAL_H

#include "change/agree/decision.h"

/* Completes title, author, signatures and impacts and inserts it. Needs title, reason, changes (with `from`)
 * and needs_*. */
bool proposal_store(Change *change, Proposal *proposal, Error *err);

/* A proposal that somebody wrote himself: fills in `from` and ids of new rows, checks that each change can be
 * applied, decides whose signatures it needs, stores it. */
bool proposal_create(Change *change, Proposal *proposal, Error *err);

/* One whose changes are complete: tried, then stored. */
bool proposal_propose(Change *change, Proposal *proposal, Error *err);
/* Signatures are missing. */
bool proposal_waits(const Proposal *proposal);

/* While it is open its author may change its words, and product its own assessment. */
bool proposal_edit(Change *change, const Proposal *before, Proposal *after, Error *err);

/* Both leave a decision behind, the first with the last signature only. */
bool proposal_accept(Change *change, Proposal *proposal, const Verdict *verdict, Error *err);
bool proposal_decline(Change *change, Proposal *proposal, const Verdict *verdict, Error *err);
bool proposal_withdraw(Change *change, Proposal *proposal, Error *err);
/* `answer` becomes a new open proposal with counter_to_id; the old one is closed as countered. */
bool proposal_counter(Change *change, Proposal *proposal, Proposal *answer, Error *err);

#endif
