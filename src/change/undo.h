/* Taking a decision back, whole. */
#ifndef TRIVET_UNDO_H
#define TRIVET_UNDO_H

#include "change/agree/decision.h"

/* Everything that the decision wrote is turned round: old values, rows that it deleted, rows and baselines
 * that it created. That needs the consent of who has custody of these, and so is a proposal itself: what its
 * author may sign alone is carried out at once (ret->state is accepted), else it waits for the others.
 * ERROR_CONFLICT names each field that was changed since; then nothing is stored. */
bool decision_undo(Change *change, const Decision *decision, const Verdict *verdict, Proposal *ret,
                   Error *err);

#endif
