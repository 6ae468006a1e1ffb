/* Errors as values. See error.h. */
#include "base/error.h"

#include <stdarg.h>

#include "base/banned.h"
#include "base/mem.h"

static const struct {
    int status, exit_code;
    const char *name, *title;
} kinds[] = {
#define X(kind, status, exit_code, title) {status, exit_code, #kind, title},
    ERROR_KINDS(X)
#undef X
};

int error_status(ErrorKind kind) {
    return kinds[kind].status;
}

int error_exit_code(ErrorKind kind) {
    return kinds[kind].exit_code;
}

const char *error_title(ErrorKind kind) {
    return kinds[kind].title;
}

const char *error_name(ErrorKind kind) {
    return kinds[kind].name;
}

/* What does not fit is cut off, but never inside a character: errors are sent as JSON. */
static void format_into(char *buffer, size_t size, const char *format, va_list args) {
    int len = vsnprintf(buffer, size, format, args);
    if (len < (int)size) return;
    size_t last = size - 1;
    while (last && ((unsigned char)buffer[last - 1] & 0xC0) == 0x80) last--;
    if (last && (unsigned char)buffer[last - 1] >= 0xC0) buffer[last - 1] = 0;
}

#define FORMAT_INTO(buffer, format)                                                                          \
    do {                                                                                                     \
        va_list args;                                                                                        \
        va_start(args, format);                                                                              \
        format_into((buffer), sizeof(buffer), (format), args);                                               \
        va_end(args);                                                                                        \
    } while (0)

bool error_set(Error *err, ErrorKind kind, const char *format, ...) {
    if (!err) return false;
    *err = (Error){.kind = kind};
    FORMAT_INTO(err->message, format);
    return false;
}

bool error_field(Error *err, const char *field, const char *format, ...) {
    if (!err) return false;
    *err = (Error){.kind = ERROR_INVALID};
    snprintf(err->field, sizeof err->field, "%s", field);
    FORMAT_INTO(err->message, format);
    return false;
}

bool error_hint(Error *err, const char *format, ...) {
    if (err) FORMAT_INTO(err->hint, format);
    return false;
}

bool error_log(Error *err, const char *format, ...) {
    if (err) FORMAT_INTO(err->log, format);
    return false;
}

bool error_no_memory(Error *err) {
    error_set(err, ERROR_BUSY, "There is not enough memory for this request.");
    return error_hint(err, "Ask for less at once, or try again later.");
}
