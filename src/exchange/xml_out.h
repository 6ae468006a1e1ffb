/* Small elements of XML, out. */
#ifndef TRIVET_EXCHANGE_XML_OUT_H
#define TRIVET_EXCHANGE_XML_OUT_H

#include "base/day.h"
#include "base/str.h"

void xml_out_escaped(StrBuf *out, Str text);
/* <name>text</name>; nothing for an absent or empty text. */
void xml_out_text(StrBuf *out, const char *name, Str text);
/* With seconds, "2026-01-05T08:00:00"; nothing for MOMENT_NONE. */
void xml_out_moment(StrBuf *out, const char *name, Moment moment);

#endif
