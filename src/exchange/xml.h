/* XML as a stream of small records.
 *
 * The document is never held as a tree: each child of the root without children of its own ("StartDate"), and
 * each grandchild ("Tasks/Task"), is built in memory, given to `visit`, and forgotten. Guards: no DOCTYPE (so
 * no entities at all), at most XML_DEPTH_MAX levels, XML_NODES_MAX elements and XML_TEXT_MAX bytes of text a
 * record.
 *
 * Encodings: UTF-8, UTF-16, ISO-8859-1, US-ASCII by expat, windows-1252 here. Invalid bytes, control
 * characters and references to them are mended once, and *ret_mended tells.
 */
#ifndef TRIVET_EXCHANGE_XML_H
#define TRIVET_EXCHANGE_XML_H

#include "base/error.h"
#include "base/str.h"

enum {
    XML_DEPTH_MAX = 32,
    XML_NODES_MAX = 1000000,
    XML_TEXT_MAX = 4 * 1024 * 1024,
    XML_RECORD_BYTES = 256 * 1024 * 1024
};

typedef struct XmlNode {
    Str name; /* without namespace prefix */
    Str text; /* trimmed; of an element with children: empty */
    struct XmlNode *first, *last, *next;
} XmlNode;

/* Answers false (with *err set) to stop. `list` is the name of the record's parent: "Tasks"; empty for a
 * child of the root. The node dies when visit returns. */
typedef bool XmlVisit(void *context, Str list, const XmlNode *node, Error *err);

typedef struct XmlRules {
    const char *root; /* the document must start with it */
    /* Attributes come as leading children of their element, those of the root as children of the root; of the
     * root's children they are not kept. */
    bool attributes;
    XmlVisit *visit;
    void (*end)(void *context); /* a child of the root with children ends; may be NULL */
    void *context;
} XmlRules;

/* The arena is used only while reading. ERROR_MALFORMED tells line and column. Visits may begin again from
 * the start when the text had to be mended: `restart` is called then. */
bool xml_read(Arena *arena, Str content, const XmlRules *rules, void (*restart)(void *context),
              bool *ret_mended, Error *err);

/* Nodes made by hand. NULL: no memory, or no parent. */
XmlNode *xml_make(Arena *arena, const char *name);
XmlNode *xml_add(Arena *arena, XmlNode *parent, const char *name, Str text);
XmlNode *xml_add_int(Arena *arena, XmlNode *parent, const char *name, int64_t n);

const XmlNode *xml_child(const XmlNode *node, const char *name);                 /* NULL: none */
Str xml_child_text(const XmlNode *node, const char *name);                       /* STR_NULL: none */
int64_t xml_child_int(const XmlNode *node, const char *name, int64_t otherwise); /* no number: otherwise */

#endif
