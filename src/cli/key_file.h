/* The file of keys (api/keyring.h): made at the first start, readable by the server's user alone, and not to
 * be lost: without it nobody signs in by a code any more. */
#ifndef TRIVET_KEY_FILE_H
#define TRIVET_KEY_FILE_H

#include "api/keyring.h"
#include "store/store.h"

/* Where it is: `given`, else secret.key in the data folder; NULL: a database without a data folder, and none
 * given. */
const char *key_file_path(Arena *arena, Str given, Str data);
/* An empty keyring where there is no path. A file that is missing is made, when nothing in the database is
 * sealed yet; every key that something is sealed with has to be in it. */
bool key_file_load(Arena *arena, Store *store, const char *path, Keyring *ret, Error *err);
bool key_file_read(Arena *arena, const char *path, Keyring *ret, Str *ret_text, Error *err);
/* In place of what was there, all of it or nothing. */
bool key_file_write(Arena *arena, const char *path, Str text, Error *err);

#endif
