/* The server's log: one JSON object a line on standard error.
 *
 *     {"at":"2026-01-05T08:00:00.000Z","level":"error","event":"request","method":"POST",...}
 *
 * It never holds a secret or a text that somebody has typed: of a request it has the route as it stands in
 * the contract and the ids in its path, but no query, header or body; of an error Trivet's own words. */
#ifndef TRIVET_LOG_H
#define TRIVET_LOG_H

#include "base/day.h"
#include "base/str.h"

typedef struct LogLine {
    Arena arena;
    StrBuf text;
} LogLine;

/* log_begin, then any number of log_text and log_int, then log_end, which writes it at once. */
void log_begin(LogLine *line, Time at, const char *level, const char *event);
void log_text(LogLine *line, const char *name, Str value);
void log_int(LogLine *line, const char *name, int64_t value);
void log_end(LogLine *line);

#endif
