/* Reading instances of the next-release problem, in the form of Xuan, Jiang, Ren and Luo ("Solving the
 * large scale next release problem with a backbone-based multilevel algorithm", 2012): numbers divided by
 * white space.
 *
 *     levels, and for each: how many requirements, their costs
 *     dependencies, and for each: the requirement that is needed, the one that needs it
 *     customers, and for each: profit, how many requests, the requirements (numbered from 1)
 *
 * Here requirements and customers are numbered from 0 in the order of the file. Arrays lie in the arena. */
#ifndef TRIVET_EXCHANGE_NRP_H
#define TRIVET_EXCHANGE_NRP_H

#include "base/error.h"
#include "base/str.h"

enum {
    NRP_BYTES_MAX = 64 * 1024 * 1024,
    NRP_LEVELS_MAX = 1000,
    NRP_REQUIREMENTS_MAX = 200000,
    NRP_CUSTOMERS_MAX = 20000,
    NRP_ROWS_MAX = 2000000, /* dependencies, requests */
    NRP_VALUE_MAX = 1000000000,
};

/* Requirement `to` waits for requirement `from`; or customer `from` asks for requirement `to`. */
typedef struct NrpPair {
    int32_t from, to;
} NrpPair;

typedef struct NrpInstance {
    int32_t requirement_count, customer_count, dependency_count, request_count;
    int64_t *costs;   /* by requirement */
    int64_t *profits; /* by customer */
    NrpPair *dependencies, *requests;
    int64_t cost_sum;
} NrpInstance;

/* Nothing but numbers and white space. */
bool nrp_guess(Str content);
/* False: the line at fault and what was expected there. */
bool nrp_read(Arena *arena, Str content, NrpInstance *ret, Error *err);

#endif
