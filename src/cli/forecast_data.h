/* trivet forecast of a workspace: see forecast.c. */
#ifndef TRIVET_CLI_FORECAST_DATA_H
#define TRIVET_CLI_FORECAST_DATA_H

#include "base/error.h"
#include "base/str.h"

/* Estimates and risks of the workspace, people shared: what the page Forecast shows. */
bool forecast_data(Arena *arena, int argc, char **argv, int64_t trials, int64_t seed, StrBuf *out,
                   Error *err);

#endif
