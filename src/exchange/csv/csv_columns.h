/* The columns of a CSV file: which header means what. */
#ifndef TRIVET_EXCHANGE_CSV_COLUMNS_H
#define TRIVET_EXCHANGE_CSV_COLUMNS_H

#include "exchange/build.h"
#include "exchange/csv/csv.h"

typedef enum ColumnKind {
    COLUMN_DROPPED,  /* unknown, or a second one of the same meaning */
    COLUMN_COMPUTED, /* Trivet computes it */
    COLUMN_FIELD,    /* a field of Item, by its name */
    COLUMN_ID,       /* an item's id here, or else a number that other rows refer to */
    COLUMN_NUMBER,
    COLUMN_PARENT, /* number, external id or id of the parent's row */
    COLUMN_LEVEL,  /* 1 is the top */
    COLUMN_WBS,    /* 1.2.3 */
    COLUMN_DURATION,
    COLUMN_EFFORT,
    COLUMN_REMAINING,
    COLUMN_PERCENT,
    COLUMN_START, /* of an item without predecessor: not before it */
    COLUMN_FINISH,
    COLUMN_COST,
    COLUMN_MILESTONE,
    COLUMN_ACTIVE,
    COLUMN_PREDECESSORS,
    COLUMN_PEOPLE,
    COLUMN_KINDS,
} ColumnKind;

typedef struct Column {
    ColumnKind kind;
    const Field *field; /* of Item; also of the kinds that fill one in another notation */
    Str header;
} Column;

typedef struct Columns {
    Column at[CSV_COLUMNS_MAX];
    int count;
    bool has[COLUMN_KINDS];
    FieldSet given; /* the fields of Item that the columns fill */
} Columns;

/* Notes what is not kept. Fails when no column says what the items are. */
bool columns_read(PlanBuild *build, const CsvRow *header, Columns *ret, Error *err);

#endif
