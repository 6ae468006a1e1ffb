/* Cases for levelling: made by hand or at random, judged by an own checker and by full enumeration. */
#ifndef TRIVET_TEST_LEVEL_CASE_H
#define TRIVET_TEST_LEVEL_CASE_H

#include "base/str.h"
#include "engine/level/level.h"

/* Copies; demand is by job times resources. */
LevelProblem level_case(Arena *arena, int jobs, int resources, const int *capacity, const int *duration,
                        const int *demand, int links, const LevelLink *link);
/* Up to `most` jobs and 6 resources (more than 4 in one case of four). */
LevelProblem level_case_random(Arena *arena, uint64_t seed, int most);
/* What is wrong with the answer; STR_NULL: nothing. */
Str level_case_fault(Arena *arena, const LevelProblem *problem, const LevelAnswer *answer);
/* The least makespan, by every order of the jobs. */
int32_t level_case_shortest(Arena *arena, const LevelProblem *problem);

#endif
