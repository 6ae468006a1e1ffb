/* See log.h. */
#include "cli/log.h"

#include <unistd.h>

#include "base/banned.h"
#include "field/json.h"

enum { LINE_MAX_BYTES = 16 * 1024 };

void log_begin(LogLine *line, Time at, const char *level, const char *event) {
    line->arena = arena_make(4 * LINE_MAX_BYTES);
    line->text = strbuf_make(&line->arena, LINE_MAX_BYTES);
    strbuf_fmt(&line->text, "{\"at\":\"%.*s\"", STR_ARG(time_text(&line->arena, at)));
    log_text(line, "level", str_of(level));
    log_text(line, "event", str_of(event));
}

void log_text(LogLine *line, const char *name, Str value) {
    strbuf_fmt(&line->text, ",\"%s\":", name);
    json_write_text(&line->text, value);
}

void log_int(LogLine *line, const char *name, int64_t value) {
    strbuf_fmt(&line->text, ",\"%s\":%lld", name, (long long)value);
}

/* One write, so that lines of several threads do not mix. */
void log_end(LogLine *line) {
    strbuf_add(&line->text, STR("}\n"));
    if (!line->text.overflow && write(STDERR_FILENO, line->text.at, line->text.len) < 0)
        line->text.overflow = true; /* nobody reads the log: there is nowhere to say so */
    arena_done(&line->arena);
}
