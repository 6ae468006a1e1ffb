/* Which addresses Trivet may connect to when somebody else named the target.
 *
 * Only what is routed in public: neither this machine nor the networks around it, in whatever form they are
 * written (mapped, translated and tunnelled forms of IPv6 are looked into). The operator may allow ranges of
 * his own network by name. */
#ifndef TRIVET_ADDRESS_H
#define TRIVET_ADDRESS_H

#include <sys/socket.h>

#include "base/error.h"
#include "base/str.h"

enum { ADDRESS_RANGES_MAX = 32 };

typedef struct AddressRange {
    unsigned char bytes[16]; /* IPv4 as ::ffff:a.b.c.d */
    int bits;                /* 0 .. 128 */
} AddressRange;

typedef struct AddressRanges {
    AddressRange at[ADDRESS_RANGES_MAX];
    int count;
} AddressRanges;

/* "10.1.2.0/24, fd00:1::/64, 192.0.2.7"; empty: none. */
bool address_ranges_parse(Str text, AddressRanges *ret, Error *err);
/* Public, or in one of the ranges. Families other than IPv4 and IPv6 never. */
bool address_allowed(const struct sockaddr *address, const AddressRanges *also);

#endif
