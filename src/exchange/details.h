/* Details: what a file says of a row and Trivet has no field for. They are kept with the row, in its field
 * file_details, and written back when the row goes into a file of the same format:
 *
 *     {"mspdi": [["Priority", "700"], ["ExtendedAttribute", [["FieldID", "188743731"], ["Value", "x"]]]]}
 *
 * Names and values are the file's own, in its order; a value is a text, or a list of such pairs. Writers take
 * only names that they know to be details: what somebody else put there never stands for a field. */
#ifndef TRIVET_EXCHANGE_DETAILS_H
#define TRIVET_EXCHANGE_DETAILS_H

#include "exchange/exchange.h"
#include "exchange/xml.h"
#include "field/json.h"

/* Of one row, in the making. */
typedef struct Details {
    StrBuf out;
    size_t max; /* bytes that the row's field takes */
} Details;

Details details_make(Arena *arena, const Resource *resource); /* of a row of it */
/* False, and nothing is added: there is no more room, or the node is nested too deeply. Texts are valid
 * UTF-8. */
bool details_text(Details *details, Str name, Str text);
bool details_node(Details *details, const XmlNode *node);
/* What is added until the end becomes the value of `name`; with nothing in between it is not there. The
 * answer is for details_close. */
size_t details_open(Details *details, Str name);
void details_close(Details *details, size_t opened);
/* The field's value; null when nothing was added. The details are empty after it. */
Json details_json(Details *details, Arena *arena, FileFormat format);

/* The pairs of that format; NULL: none. The caller frees *hold with json_decref. */
const json_t *details_of(Json field, FileFormat format, json_t **hold);
/* One of them: its name, and its value as a text (STR_NULL when it is a list) and as it stands. False: it is
 * no pair.
 */
bool details_pair(const json_t *pairs, size_t i, Str *name, Str *text, const json_t **value);
/* As an XML element with all that is in it; what is no name of an element is left out. */
void details_write_xml(StrBuf *out, Str name, const json_t *value);

#endif
