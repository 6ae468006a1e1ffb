/* Levelling: what to try when. */
#include "engine/level_run.h"

bool level_search(LevelRun *run) {
    return level_done(run) || level_breed(run, INT64_MAX);
}
