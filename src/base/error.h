/* Error: what went wrong, in words for the person who can mend it.
 *
 * Functions that can fail are `bool f(..., T *ret, Error *err)`; on false *ret is untouched and *err
 * is set. An Error is a plain value without ownership. Its kind is mapped once to an HTTP status and
 * to an exit code; message says what is wrong, hint what to do, field which field, log what only the
 * operator may see. */
#ifndef TRIVET_ERROR_H
#define TRIVET_ERROR_H

#include <stdbool.h>

/* kind, HTTP status, exit code, title */
#define ERROR_KINDS(X)                                                                                       \
    X(NONE, 200, 0, "No error")                                                                              \
    X(INVALID, 422, 2, "The value does not fit")                                                             \
    X(MALFORMED, 400, 2, "The request cannot be read")                                                       \
    X(UNAUTHENTICATED, 401, 3, "Please sign in")                                                             \
    X(FORBIDDEN, 403, 3, "Not allowed")                                                                      \
    X(NOT_FOUND, 404, 4, "Not found")                                                                        \
    X(METHOD, 405, 2, "Method not allowed")                                                                  \
    X(CONFLICT, 409, 5, "In conflict with the present state")                                                \
    X(STALE, 412, 5, "Changed by somebody else meanwhile")                                                   \
    X(TOO_LARGE, 413, 2, "Too large")                                                                        \
    X(MEDIA_TYPE, 415, 2, "Media type not supported")                                                        \
    X(PRECONDITION, 428, 5, "If-Match is required")                                                          \
    X(TOO_MANY, 429, 6, "Too many requests")                                                                 \
    X(INTERNAL, 500, 1, "Trivet failed")                                                                     \
    X(BUSY, 503, 6, "Trivet is busy")                                                                        \
    X(FULL, 507, 7, "No room left")

typedef enum ErrorKind {
#define X(kind, status, exit_code, title) ERROR_##kind,
    ERROR_KINDS(X)
#undef X
} ErrorKind;

typedef struct Error {
    ErrorKind kind;
    char field[80];
    char message[300];
    char hint[300];
    char log[300];
    bool again; /* nothing was done, and the same may succeed in a moment: of a database that went away */
} Error;

int error_status(ErrorKind kind);
int error_exit_code(ErrorKind kind);
const char *error_title(ErrorKind kind);
const char *error_name(ErrorKind kind); /* "NOT_FOUND" */

/* Sets *err (which may be NULL) and answers false, so that `return error_set(...)` is the whole path. */
__attribute__((format(printf, 3, 4))) bool error_set(Error *err, ErrorKind kind, const char *format, ...);
/* As error_set, naming the field at fault. */
__attribute__((format(printf, 3, 4))) bool error_field(Error *err, const char *field, const char *format,
                                                       ...);
/* Adds what to do about it; answers false. */
__attribute__((format(printf, 2, 3))) bool error_hint(Error *err, const char *format, ...);
/* Adds what only the operator may see; answers false. */
__attribute__((format(printf, 2, 3))) bool error_log(Error *err, const char *format, ...);
bool error_no_memory(Error *err);

#endif
