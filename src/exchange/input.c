/* Giving back what is read. See input.h. */
#include "exchange/input.h"

#include <sys/mman.h>

#include "base/banned.h"

enum { WINDOW_BYTES = 8 * 1024 * 1024 }; /* a multiple of any page size */

void input_passed(PlanBuild *build, const char *at) {
    if (!build->mapped.at) return;
    size_t passed = (size_t)(at - build->mapped.at) / WINDOW_BYTES * WINDOW_BYTES;
    if (passed <= build->passed) return;
    madvise((char *)build->mapped.at + build->passed, passed - build->passed, MADV_DONTNEED);
    build->passed = passed;
}

void input_again(PlanBuild *build) {
    build->passed = 0;
}
