/* Carrying out what a proposal asks for. */
#ifndef TRIVET_APPLY_H
#define TRIVET_APPLY_H

#include "change/change.h"

/* What was changed or deleted since it was proposed is ERROR_CONFLICT, naming each of the fields. */
bool proposal_check(Change *change, const Proposal *proposal, Error *err);
/* After proposal_check: all of it or nothing, with the rights of Trivet itself, in the name of the
 * transaction's author.
 *
 * Where a decision is taken back (proposal->undoes_id), a creation brings the deleted row of that id back as
 * it was, and what the decision created goes only if nobody touched it since and nothing hangs on it. */
bool proposal_apply(Change *change, const Proposal *proposal, Error *err);
/* Applied and taken back: what cannot be applied cannot be proposed. */
bool proposal_try(Change *change, const Proposal *proposal, Error *err);

#endif
