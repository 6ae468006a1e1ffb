/* What P6's files say and Trivet has no field for: columns of the rows that are read, and tables that hang on
 * them. Both are kept as details of the row (details.h), under the name of their table or object:
 *
 *     {"xer": [["TASK", [["task_code", "A1000"]]], ["TASKACTV", [["actv_code_type_id", "205"],
 * ["actv_code_id", "3175"]]]]}
 *
 * Definitions (types and values of codes, user defined fields) belong to no row: every project of the file
 * keeps them, so that each can be exported alone. */
#ifndef TRIVET_EXCHANGE_P6_KEPT_H
#define TRIVET_EXCHANGE_P6_KEPT_H

#include "exchange/p6/p6_out.h"

typedef enum KeptOwner { KEPT_FILE, KEPT_PROJECT, KEPT_TASK, KEPT_RESOURCE, KEPT_BY_TYPE } KeptOwner;
/* Where the tables stand that are kept, as P6 orders them. */
typedef enum KeptPlace {
    KEPT_BEFORE_PROJECT,
    KEPT_BEFORE_TASK,
    KEPT_BEHIND,
    KEPT_WITH_FIELDS, /* written with what Trivet has a field for */
} KeptPlace;

typedef struct KeptTable {
    const char *name;
    KeptOwner owner;
    KeptPlace place;
} KeptTable;

/* A column (element) of a row that is read, with its usual value, which is not worth keeping. */
typedef struct KeptColumn {
    const char *column, *element;
    const char *xer, *pmxml;
} KeptColumn;
extern const KeptColumn p6_kept_of_task[], p6_kept_of_wbs[], p6_kept_of_resource[]; /* end with two NULLs */

/* NULL: not kept. */
const KeptTable *xer_kept_table(Str name);
/* The details of such a row; *details is made when it is NULL. */
Details *p6_details(P6 *p6, Details **details, const Resource *resource);
/* A row of the table, its cells by column. */
void xer_keep_row(P6 *p6, const KeptTable *table, const Str *columns, const Str *cells, int count);
/* PMXML: top elements that are kept whole; and what is kept of an object that is read, with its codes and
 * user defined fields. */
bool pmxml_is_definition(Str name);
void pmxml_keep(P6 *p6, const XmlNode *node, const KeptColumn *columns, Details **details);
/* The field's value. */
Json p6_details_json(P6 *p6, Details *details);

/* ---- out ---- */

/* The cells of these columns: what the row's details say, else what is usual; the first one has none, it gets
 * `first`. */
void p6_kept_cells(P6Out *o, const KeptColumn *columns, Json details, Str first);
/* PMXML: the codes and user defined fields of the row that is open, and the definitions that are such an
 * object. */
void pmxml_write_codes(P6Out *o, Json details);
void pmxml_write_definitions(P6Out *o, const char *object);
/* XER: the tables of that place. */
void xer_write_kept(P6Out *o, KeptPlace place);

#endif
