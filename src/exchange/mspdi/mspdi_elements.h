/* The elements of MSPDI that stand for rows: which are read, which follow from others, which are kept as
 * details. They stand in the order of Microsoft's schema, in which they are written, too. */
#ifndef TRIVET_EXCHANGE_MSPDI_ELEMENTS_H
#define TRIVET_EXCHANGE_MSPDI_ELEMENTS_H

#include "exchange/build.h"
#include "exchange/details.h"

enum { COMPUTED = -1, KEPT = -2 };

typedef struct Element {
    const char *name;
    int slot;            /* of what is read; or COMPUTED, KEPT */
    const char *usual;   /* KEPT: this value is what every file has; not worth keeping */
    const char *same_as; /* KEPT: nor is it when it repeats this one */
    bool late;           /* KEPT: it came after the schema of 2007, and is written only when it was kept */
} Element;

typedef struct ElementTable {
    const Resource *resource; /* what the rows become */
    const Element *at;
    int count;
} ElementTable;
extern const ElementTable mspdi_project, mspdi_tasks, mspdi_resources, mspdi_assignments;

enum {
    T_UID,
    T_NAME,
    T_ACTIVE,
    T_MANUAL,
    T_OUTLINE_NUMBER,
    T_OUTLINE_LEVEL,
    T_START,
    T_FINISH,
    T_DURATION,
    T_MANUAL_START,
    T_MANUAL_FINISH,
    T_TYPE,
    T_EFFORT_DRIVEN,
    T_LEVELING_CAN_SPLIT,
    T_LEVELING_DELAY,
    T_MANUAL_DURATION,
    T_DURATION_FORMAT,
    T_WORK,
    T_STOP,
    T_RESUME,
    T_MILESTONE,
    T_EXTERNAL,
    T_SUBPROJECT,
    T_FIXED_COST,
    T_PERCENT,
    T_ACTUAL_START,
    T_ACTUAL_FINISH,
    T_REMAINING,
    T_CONSTRAINT,
    T_CALENDAR,
    T_CONSTRAINT_DATE,
    T_DEADLINE,
    T_NOTES,
    T_ACCRUAL,
    T_IGNORES_RESOURCES,
    T_COUNT,
};

enum {
    R_UID,
    R_NAME,
    R_TYPE,
    R_IS_NULL,
    R_EMAIL,
    R_MAX_UNITS,
    R_RATE,
    R_OVERTIME_RATE,
    R_COST_PER_USE,
    R_CALENDAR,
    R_IS_COST,
    R_GENERIC,
    R_COUNT
};

enum {
    A_TASK,
    A_RESOURCE,
    A_UNITS,
    A_WORK,
    A_ACTUAL_WORK,
    A_OVERTIME,
    A_PEAK,
    A_DELAY,
    A_LEVELING_DELAY,
    A_LEVELING_FORMAT,
    A_COST,
    A_RATE_TABLE,
    A_CONTOUR,
    A_COUNT
};

/* Place in the schema's order; less than 0: no element of such rows. */
int element_place(const ElementTable *table, Str name);
/* Fills slots[] (STR_NULL where absent) from the node's children, and the details with what is kept of the
 * others; what is neither is noted as dropped: "Task/Nonsense". */
void elements_read(PlanBuild *build, const XmlNode *node, const ElementTable *table, Str *slots, Str where,
                   Details *details);
/* Adds the project's element, if it is kept, to its details. */
void project_element_keep(PlanBuild *build, Details *details, const XmlNode *node);

/* A row was written from `begin` on, its elements in the order of the schema: its details are put among them,
 * and what is usual where neither says otherwise. Details replace what the writer says by itself of an
 * element of that kind, but of those named `own` (NULL: none). */
void out_file_details(Arena *arena, StrBuf *out, size_t begin, const ElementTable *table, Json details,
                      const char *own);
/* The task that stands for the project; its details are the detail "Task" of the project. */
void out_summary_details(Arena *arena, StrBuf *out, size_t begin, Json project_details);

#endif
