/* The files of the page, embedded by embed.py: found by path. */
#ifndef TRIVET_ASSET_H
#define TRIVET_ASSET_H

#include "base/str.h"

typedef struct Asset {
    const char *path; /* "/assets/index-4f3a.js"; sorted */
    const char *type;
    const char *etag;        /* quoted hash of the content */
    Str plain, gzip, brotli; /* the compressed ones are null where they save nothing */
} Asset;

extern const Asset assets[];
extern const int asset_count;

const Asset *asset_find(Str path); /* NULL: there is none */

#endif
