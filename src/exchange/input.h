/* The mapped file that a reader goes through. A reader that will not go back says so: the system takes the
 * pages, and fetches them again where a view of them is looked at after all. */
#ifndef TRIVET_EXCHANGE_INPUT_H
#define TRIVET_EXCHANGE_INPUT_H

#include "exchange/build.h"

/* Everything before `at` is read. Nothing happens where the content is no mapped file. */
void input_passed(PlanBuild *build, const char *at);
/* All of it once more, from the beginning. */
void input_again(PlanBuild *build);

#endif
