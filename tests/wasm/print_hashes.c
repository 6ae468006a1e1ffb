/* Prints the forecast of so many random plans as the native engine makes it, for compare_forecast.mjs.
 * `print-hashes COUNT`. */
#include <inttypes.h>
#include <stdio.h>

#include "base/str.h"
#include "forecast_hash.h"

#include "base/banned.h"

int main(int argc, char **argv) {
    int64_t count = 0;
    if (argc != 2 || !str_int(str_of(argv[1]), &count)) return 2;
    for (uint32_t i = 0; i < (uint32_t)count; i++) printf("%" PRIu32 "\n", forecast_hash(i));
    return 0;
}
