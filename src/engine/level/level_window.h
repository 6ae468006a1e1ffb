/* Large-neighbourhood search of levelling: see level_window.c. */
#ifndef TRIVET_ENGINE_LEVEL_WINDOW_H
#define TRIVET_ENGINE_LEVEL_WINDOW_H

#include "engine/level/level_solve.h"

typedef struct Windows {
    LevelRun *run;
    Solver *solver;
    int32_t *start, makespan; /* the schedule that is worked on */
    int32_t target;           /* makespan looked for */
    int32_t jobs, balance;    /* jobs in a window; refuted against too hard */
    int32_t *guide, *list, *other, *shaken;
} Windows;

bool level_windows_make(LevelRun *run, Solver *solver, Windows *ret);
/* One window. FOUND: the solver's bounds hold a better schedule. */
Outcome level_window(Windows *windows);

#endif
