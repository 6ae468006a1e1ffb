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

/* For copying a table whole (transfer.h), in the order of its key. */
typedef struct EmbeddedTable {
    const char *name;
    const char *const *keys; /* the columns of its primary key; ends with NULL */
    EmbeddedStatement read;  /* a page behind :after_1 ..., of all columns */
    EmbeddedStatement last;  /* the key of its last row */
    EmbeddedStatement write; /* without the references to rows that may come later */
    EmbeddedStatement mend;  /* those; its text is empty when there are none */
} EmbeddedTable;

typedef struct EmbeddedSql {
    const EmbeddedStatement *statements; /* sorted by name */
    int statement_count;
    const EmbeddedMigration *migrations;
    int migration_count;
    const EmbeddedTable *tables; /* each behind those that it refers to */
    int table_count;
} EmbeddedSql;
extern const EmbeddedSql embedded_sqlite, embedded_postgres;

typedef struct EmbeddedFilters {
    const char *resource;
    const char *const *names; /* in the order of the statement; ends with NULL */
} EmbeddedFilters;
extern const EmbeddedFilters embedded_filters[]; /* ends with {NULL} */

#endif
