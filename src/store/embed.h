/* The SQL that embed.py puts into the program at build time, in the words of each database. */
#ifndef TRIVET_EMBED_H
#define TRIVET_EMBED_H

#include <stddef.h>

typedef struct EmbeddedStatement {
    const char *name, *text;
    const char *const *parameters; /* by number, from 1; ends with NULL, which alone stands for none */
} EmbeddedStatement;

typedef struct EmbeddedMigration {
    int number; /* 1, 2, 3 ... */
    const char *name, *text;
} EmbeddedMigration;

typedef struct EmbeddedSql {
    const EmbeddedStatement *statements; /* sorted by name */
    int statement_count;
    const EmbeddedMigration *migrations;
    int migration_count;
} EmbeddedSql;
extern const EmbeddedSql embedded_sqlite, embedded_postgres;

typedef struct EmbeddedFilters {
    const char *resource;
    const char *const *names; /* in the order of the statement; ends with NULL */
} EmbeddedFilters;
extern const EmbeddedFilters embedded_filters[]; /* ends with {NULL} */

#endif
