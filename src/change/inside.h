/* What the files of this folder share among themselves. */
#ifndef TRIVET_CHANGE_INSIDE_H
#define TRIVET_CHANGE_INSIDE_H

#include "change/change.h"

/* The fields of `set` that are in one of the custodies. */
FieldSet fields_in(const User *user, const Resource *resource, FieldSet set, CustodySet custody);
FieldSet required_fields(const Resource *resource);
/* Those that a new row says something in: not as a blank one has them, or required. */
FieldSet filled_fields(const Resource *resource, const void *record, const void *blank);
/* False when a foreign field belongs to the administrators or the level above: that cannot be proposed. */
bool change_admin_only(const Resource *resource, FieldSet foreign, Error *err);
/* Rules of the row, its references, its place among the others. */
bool change_check(Change *change, const Resource *resource, const void *before, void *record, Error *err);
/* A circle is closed by a link, or by an item that moves below another. */
bool may_close_a_circle(const Resource *resource, FieldSet changed);
/* The custodies whose consent the end of a row needs, with all that it takes along, whoever asks for it. */
bool change_consents(Change *change, const Resource *resource, const void *record, CustodySet *ret,
                     Error *err);
/* The caller says whose signatures it needs. */
bool change_propose_deletion(Change *change, const Resource *resource, const void *record, Error *err);

#endif
