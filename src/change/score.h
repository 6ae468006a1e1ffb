/* Scores of all features and bugs of a workspace by one formula, with what the plan says to each. */
#ifndef TRIVET_CHANGE_SCORE_H
#define TRIVET_CHANGE_SCORE_H

#include "change/change.h"

typedef struct ItemScore {
    Id item_id;
    double score; /* null: there is none */
    Str fault;    /* why; null when there is a score */
} ItemScore;

typedef struct Scores {
    Str text;    /* the formula */
    List scores; /* of ItemScore, the greatest first, those without at the end */
} Scores;
extern const Resource item_score_resource, scores_resource;

/* method: a name of score_methods, else formula_id. */
bool scores_compute(Transaction *tx, Id workspace_id, Str method, Id formula_id, Scores *ret, Error *err);

#endif
