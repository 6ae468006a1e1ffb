/* From durable events to the streams: a thread that follows the store's event numbers. */
#ifndef TRIVET_PUBLISH_H
#define TRIVET_PUBLISH_H

#include "http/http.h"
#include "store/store.h"

typedef struct Publisher Publisher;

bool publisher_start(Store *store, Server *server, Publisher **ret, Error *err);
void publisher_stop(Publisher *publisher); /* NULL is fine */
/* The store's listener: says that events up to last_seq are durable. Does not block. */
void publisher_wake(void *publisher, int64_t last_seq);

/* One event as a frame of text/event-stream. */
void event_frame(StrBuf *out, const Event *event);

#endif
