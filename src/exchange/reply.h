/* A PlanFile as bytes: how the sandboxed child answers.
 *
 * The answer is a run of parts (sandbox.h); a part holds whole rows, a row is the number of its kind and a
 * packed record (field/packed.h). Rows come as soon as they are complete, an item behind its parent, on which
 * the import relies; what is of the whole file comes behind them, with the number of rows last, so that an
 * answer cut short is noticed. Or an error stands instead of that. Reading checks every row by its field
 * table and rules, as a request's body is checked. */
#ifndef TRIVET_EXCHANGE_REPLY_H
#define TRIVET_EXCHANGE_REPLY_H

#include "exchange/build.h"
#include "field/packed.h"

/* Gets what was written so far; false ends the writing. */
typedef bool ReplyFlush(void *context, Str bytes);

typedef struct ReplyWriter {
    const PlanBuild *build; /* of whose rows it writes */
    StrBuf out;
    PackedWriter pack;
    ReplyFlush *flush;
    void *context;
    int64_t rows;
} ReplyWriter;

/* NULL: no memory. */
ReplyWriter *reply_writer(Arena *arena, const PlanBuild *build, ReplyFlush *flush, void *context);
bool reply_row(ReplyWriter *w, RowKind kind, const void *row);
/* The file's other rows, and the end. */
bool reply_end(ReplyWriter *w, const PlanFile *file);
bool reply_error(ReplyWriter *w, const Error *problem);

typedef struct ReplyReader {
    PlanBuild *build; /* gathers the rows, or has somebody who takes them */
    PackedTexts *texts;
    FieldSet given;
    Str currency;
    bool whole_days;
    int64_t rows;
    bool ended;
} ReplyReader;

/* NULL: no memory. */
ReplyReader *reply_reader(PlanBuild *build);
/* A SandboxTake with an ReplyReader as its context. */
bool reply_read(void *context, Str part, Error *err);
/* When all parts are read. */
bool reply_file(ReplyReader *reader, FileFormat format, PlanFile *ret, Error *err);

#endif
