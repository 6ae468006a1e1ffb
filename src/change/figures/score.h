/* Scores of all features and bugs of a workspace by one formula, with what the plan says to each. */
#ifndef TRIVET_CHANGE_SCORE_H
#define TRIVET_CHANGE_SCORE_H

#include "change/change.h"

typedef struct ItemScore {
    Id item_id;
    double score;                  /* null: there is none */
    Str fault;                     /* why; null when there is a score */
    double effort, duration, cost; /* what the plan says: see engine/score.h; null: nothing */
    Choice kano;                   /* what follows from the answers; null: nothing */
} ItemScore;

typedef struct Scores {
    Str text;    /* the formula */
    List scores; /* of ItemScore, the greatest first, those without at the end */
} Scores;
extern const Resource item_score_resource, scores_resource;

typedef struct ScoreQuestion {
    Str method;    /* a name of score_methods */
    Id formula_id; /* instead */
    Str text;      /* instead of both: a formula that nobody saved */
} ScoreQuestion;

bool scores_compute(Transaction *tx, Id workspace_id, const ScoreQuestion *question, Scores *ret, Error *err);

#endif
