/* Scores: what features are ordered by. Each is a formula over the same named numbers.
 *
 *     name              of a feature
 *     value, reach      as product gave them
 *     impact, ease      likewise
 *     confidence        0 to 1: confidence_percent of 100
 *     time_criticality, risk_reduction
 *     moscow            must 4, should 3, could 2, won't 1
 *     kano              must-be 4, performance 3, attractive 2, indifferent 1, reverse 0
 *     effort            person-days of work below it, from the plan
 *     duration          working days from its start to its finish, from the plan
 *     cost              in whole units of the currency, from the plan
 *
 * Sources: RICE, S. McBride, Intercom 2016; ICE, S. Ellis 2017 (each factor 1 to 10: confidence here times
 * 10); WSJF, D. Reinertsen, "The Principles of Product Development Flow", 2009, in SAFe's form; MoSCoW, DSDM;
 * Kano, N. Kano et al. 1984, with the evaluation table of C. Berger et al. 1993. */
#ifndef TRIVET_ENGINE_SCORE_H
#define TRIVET_ENGINE_SCORE_H

#include <stdint.h>

typedef enum ScoreField {
    SCORE_VALUE,
    SCORE_REACH,
    SCORE_IMPACT,
    SCORE_CONFIDENCE,
    SCORE_EASE,
    SCORE_TIME_CRITICALITY,
    SCORE_RISK_REDUCTION,
    SCORE_MOSCOW,
    SCORE_KANO,
    SCORE_EFFORT,
    SCORE_DURATION,
    SCORE_COST,
    SCORE_FIELDS,
} ScoreField;
extern const char *const score_names[]; /* in this order; ends with NULL */

typedef struct ScoreMethod {
    const char *name, *text;
} ScoreMethod;
extern const ScoreMethod score_methods[]; /* ends with a null name */

/* Of one answer to the Kano survey, and of many: the most frequent; of equally frequent ones the first here
 * that counts, questionable never. */
typedef enum KanoClass {
    KANO_MUST_BE,
    KANO_PERFORMANCE,
    KANO_ATTRACTIVE,
    KANO_INDIFFERENT,
    KANO_REVERSE,
    KANO_QUESTIONABLE, /* contradicts itself; of many: there is no other answer */
} KanoClass;

/* Both 0..4: like, expect, neutral, tolerate, dislike. */
KanoClass kano_class(int32_t functional, int32_t dysfunctional);
/* counts: of each class. */
KanoClass kano_most(const int32_t counts[KANO_QUESTIONABLE + 1]);

#endif
