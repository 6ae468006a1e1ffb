/* Webhooks: other programs are told of events, by Standard Webhooks (standardwebhooks.com).
 *
 * One thread follows the history. For each webhook that wants an event a delivery is written, in the
 * transaction that moves its cursor, so that none is missed and none is made twice. Others send, each to
 * another webhook: one webhook is told in order and of one thing at a time, signed, and a slow one holds up
 * nobody else. What fails is tried again over about a day. What one alone sees (notices, tokens) is told to
 * nobody. */
#ifndef TRIVET_HOOKS_H
#define TRIVET_HOOKS_H

#include "outbound/outbound.h"
#include "store/store.h"

typedef struct Hooks Hooks;

bool hooks_start(Store *store, Outbound *outbound, Time (*clock)(void), Hooks **ret, Error *err);
void hooks_stop(Hooks *hooks); /* waits for deliveries under way; NULL is fine */

/* "whsec_" and 32 random bytes in base 64. */
Str hook_secret(Arena *arena);
/* "v1,..." over id, time and body; STR_NULL when the secret is none. */
Str hook_signature(Arena *arena, Str secret, Str id, int64_t seconds, Str body);

#endif
