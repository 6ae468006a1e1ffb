/* What stands in an answer beside the rows, whose numbers are those of RowKind. */
#ifndef TRIVET_EXCHANGE_REPLY_KINDS_H
#define TRIVET_EXCHANGE_REPLY_KINDS_H

#include "exchange/reply.h"

enum { REPLY_END = ROW_KINDS, REPLY_ERROR };

#endif
