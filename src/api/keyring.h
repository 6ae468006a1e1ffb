/* Keys for the secrets that Trivet has to read again, as those of authenticators: sealed in the database,
 * while the keys lie in a file beside it, so that neither a copy of the one nor of the other is enough.
 *
 * The file has a key on each line, 32 random bytes as 64 hex digits; "#" begins a comment. The first seals,
 * all open: a new one is put on top. A sealed text names its key by 16 hex digits, so that it is known which
 * key is missing. It is bound to its person: put into another's row, it does not open. */
#ifndef TRIVET_KEYRING_H
#define TRIVET_KEYRING_H

#include "base/error.h"
#include "base/id.h"
#include "base/str.h"

enum { KEYRING_KEYS_MAX = 16, KEY_BYTES = 32, KEY_NAME_LENGTH = 16, KEY_FILE_MAX = 4096 };

typedef struct Keyring {
    int count; /* 0: there is no key file */
    struct {
        char name[KEY_NAME_LENGTH + 1];
        unsigned char bytes[KEY_BYTES];
    } keys[KEYRING_KEYS_MAX];
} Keyring;

bool keyring_read(Str file, Keyring *ret, Error *err);
/* A new key as a line of the file. */
Str keyring_new_line(Arena *arena);
bool keyring_has(const Keyring *keyring, Str key_name);
/* The name of the key that a text is sealed with. */
Str sealed_key_name(Str sealed);
/* STR_NULL when the arena is full. There is a key. */
Str keyring_seal(Arena *arena, const Keyring *keyring, Id person_id, Str plain);
bool keyring_open(Arena *arena, const Keyring *keyring, Id person_id, Str sealed, Str *ret, Error *err);

#endif
