/* Heap sort. See sort.h. */
#include "engine/sort.h"

static void sift_down(int64_t *keys, int32_t at, int32_t count) {
    int64_t key = keys[at];
    for (;;) {
        int64_t child = 2 * (int64_t)at + 1;
        if (child >= count) break;
        if (child + 1 < count && keys[child + 1] > keys[child]) child++;
        if (keys[child] <= key) break;
        keys[at] = keys[child];
        at = (int32_t)child;
    }
    keys[at] = key;
}

void sort_keys(int64_t *keys, int32_t count) {
    for (int32_t i = count / 2 - 1; i >= 0; i--) sift_down(keys, i, count);
    for (int32_t last = count - 1; last > 0; last--) {
        int64_t key = keys[0];
        keys[0] = keys[last];
        keys[last] = key;
        sift_down(keys, 0, last);
    }
}
