/* The tables of scores. See score.h. */
#include "engine/score.h"

const char *const score_names[] = {
    "value", "reach",  "impact",   "confidence", "ease", "time_criticality", "risk_reduction", "moscow",
    "kano",  "effort", "duration", "cost",       0};

const ScoreMethod score_methods[] = {
    {"benefit", "value * reach * confidence / effort"},
    {"rice", "reach * impact * confidence / effort"},
    {"ice", "impact * (confidence * 10) * ease"},
    {"wsjf", "(value + time_criticality + risk_reduction) / effort"},
    {"value_effort", "value / effort"},
    {"moscow", "moscow * 1000000 + value"},
    {"kano", "kano * 1000000 + value"},
    {0, 0},
};

KanoClass kano_class(int32_t functional, int32_t dysfunctional) {
    enum { M = KANO_MUST_BE, P, A, I, R, Q };
    static const uint8_t table[5][5] = {
        /* dysfunctional: like expect neutral tolerate dislike */
        {Q, A, A, A, P}, /* functional: like */
        {R, I, I, I, M}, {R, I, I, I, M}, {R, I, I, I, M}, {R, R, R, R, Q},
    };
    return (KanoClass)table[functional][dysfunctional];
}

KanoClass kano_most(const int32_t counts[KANO_QUESTIONABLE + 1]) {
    KanoClass best = KANO_QUESTIONABLE;
    int32_t most = 0;
    for (int i = KANO_MUST_BE; i < KANO_QUESTIONABLE; i++)
        if (counts[i] > most) {
            best = (KanoClass)i;
            most = counts[i];
        }
    return best;
}
