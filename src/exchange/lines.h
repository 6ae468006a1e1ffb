/* A PlanFile as lines of JSON: how the sandboxed child answers.
 *
 * One row a line, {"item": {...}}, fields at their initial values left out; {"end": rows} last, so that an
 * answer cut short is noticed; or {"error": {...}} instead. Reading checks every row by its field table and
 * rules, as a request's body is checked. */
#ifndef TRIVET_EXCHANGE_LINES_H
#define TRIVET_EXCHANGE_LINES_H

#include "exchange/build.h"

/* Gets the text written so far and empties the buffer; false ends the writing. */
typedef bool LinesFlush(void *context, Str text);
bool lines_write(Arena *arena, const PlanFile *file, LinesFlush *flush, void *context);
bool lines_write_error(Arena *arena, const Error *problem, LinesFlush *flush, void *context);

typedef struct LinesReader {
    PlanBuild *build;
    FieldSet given;
    Str currency;
    bool whole_days;
    int64_t rows;
    bool ended;
} LinesReader;

/* A SandboxLine with a LinesReader as its context. */
bool lines_read(void *context, Str line, Error *err);

#endif
