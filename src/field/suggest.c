/* Suggestions for whoever misspelt a word. See suggest.h. */
#include "field/suggest.h"

#include "base/banned.h"
#include "base/mem.h"
#include "base/near.h"

bool suggest_hint(Error *err, Str word, const char *const *words) {
    if (!err) return false;
    const char *near = near_word(word, words);
    if (near) return error_hint(err, "Did you mean \"%s\"?", near);
    char known[250];
    size_t len = 0;
    for (; *words && len + strlen(*words) + 6 < sizeof known; words++)
        len += (size_t)snprintf(known + len, sizeof known - len, "%s%s", len ? ", " : "", *words);
    return error_hint(err, "Known: %.*s%s.", (int)len, known, *words ? " ..." : "");
}

bool suggest_field(Error *err, Str word, const Resource *resource) {
    const char *names[FIELDS_MAX + 1] = {0};
    for (int i = 0; i < resource->field_count && i < FIELDS_MAX; i++) names[i] = resource->fields[i].name;
    return suggest_hint(err, word, names);
}
