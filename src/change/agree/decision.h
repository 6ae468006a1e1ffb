/* Decisions: the log of what was decided, by whom, why, and on which figures.
 *
 * Accepting or declining a proposal makes one by itself. Everything that a decision writes carries its id in
 * its event, so that each value leads back to it:
 *
 *     decision_open(&change, &proposal, DECISION_ACCEPTED, &verdict, &decision, err)   from here on events
 *     ... what is decided is written ...                                               carry it
 *     decision_close(&change, &decision, err)                                          and the row is there
 *
 * What was decided without a proposal is recorded by hand. */
#ifndef TRIVET_DECISION_H
#define TRIVET_DECISION_H

#include "change/change.h"

/* What is said when a proposal is decided. */
typedef struct Verdict {
    Str note;
    List alternatives; /* of Alternative */
    Id meeting_id;
    int64_t computed_at_seq; /* of the figures that he saw; null: those that the proposal carries */
} Verdict;
static inline Verdict verdict_of(Str note) {
    return (Verdict){.note = note, .computed_at_seq = INT_NULL};
}

/* Takes title, reason, signatures and figures from the proposal; the counter-proposals that it answers are
 * alternatives. */
bool decision_open(Change *change, const Proposal *proposal, DecisionOutcome outcome, const Verdict *verdict,
                   Decision *ret, Error *err);
/* Where the changes left a baseline, the plan as it stands now is agreed anew: scope, schedule and cost under
 * the next number. */
bool decision_rebaseline(Change *change, Decision *decision, Error *err);
/* Inserts it; one that takes another back is noted there. */
bool decision_close(Change *change, Decision *decision, Error *err);

/* One recorded by hand: fills number, author and time, and inserts it. */
bool decision_insert(Transaction *tx, Decision *decision, Error *err);

#endif
