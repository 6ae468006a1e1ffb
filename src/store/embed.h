/* The SQL that embed.py puts into the program at build time. */
#ifndef TRIVET_EMBED_H
#define TRIVET_EMBED_H

#include <stddef.h>

typedef struct EmbeddedStatement {
    const char *name, *text;
} EmbeddedStatement;
extern const EmbeddedStatement embedded_statements[]; /* sorted by name */
extern const int embedded_statement_count;

typedef struct EmbeddedMigration {
    int number; /* 1, 2, 3 ... */
    const char *name, *text;
} EmbeddedMigration;
extern const EmbeddedMigration embedded_migrations[];
extern const int embedded_migration_count;

typedef struct EmbeddedFilters {
    const char *resource;
    const char *const *names; /* in the order of the statement; ends with NULL */
} EmbeddedFilters;
extern const EmbeddedFilters embedded_filters[]; /* ends with {NULL} */

#endif
