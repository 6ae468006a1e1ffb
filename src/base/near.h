/* Near words: the known word that was probably meant. Needs no C library. */
#ifndef TRIVET_NEAR_H
#define TRIVET_NEAR_H

#include "base/str.h"

/* The nearest of the words (which end with NULL) by edits (Damerau-Levenshtein: adjacent letters swapped
 * count once), NULL when none is near: a third of its letters at most may differ. Words longer than 60 bytes
 * are not looked at. Of equally near ones the first. */
const char *near_word(Str word, const char *const *words);

#endif
