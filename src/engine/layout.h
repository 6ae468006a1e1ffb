/* The place of every field of the plan's and the schedule's rows, so that nobody types an offset by hand:
 * `trivet contract` prints this table as TypeScript. The layout is the same natively and in WebAssembly,
 * because rows hold only 32-bit and, 8-aligned, 64-bit integers; layout.c asserts it in both builds. */
#ifndef TRIVET_ENGINE_LAYOUT_H
#define TRIVET_ENGINE_LAYOUT_H

#include <stdint.h>

typedef struct LayoutField {
    const char *name; /* the struct's member; of a nested one "week[0].first" */
    int32_t offset, size;
} LayoutField;

typedef struct LayoutStruct {
    const char *name; /* "Task" */
    int32_t size;
    const LayoutField *fields;
    int32_t field_count;
} LayoutStruct;

extern const LayoutStruct layout_structs[];
extern const int32_t layout_struct_count;

#endif
