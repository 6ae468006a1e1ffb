/* Contours: how an assignment's units rise and fall over its time. */
#include "engine/trivet.h"

const uint8_t *contour_tenths(int32_t contour) {
    static const uint8_t tenths[][10] = {
        [CONTOUR_FLAT] = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100},
        [CONTOUR_BACK_LOADED] = {10, 15, 25, 50, 50, 75, 75, 100, 100, 100},
        [CONTOUR_FRONT_LOADED] = {100, 100, 100, 75, 75, 50, 50, 25, 15, 10},
        [CONTOUR_DOUBLE_PEAK] = {25, 50, 100, 50, 25, 25, 50, 100, 50, 25},
        [CONTOUR_EARLY_PEAK] = {25, 50, 100, 100, 75, 50, 50, 25, 15, 10},
        [CONTOUR_LATE_PEAK] = {10, 15, 25, 50, 50, 75, 100, 100, 50, 25},
        [CONTOUR_BELL] = {10, 20, 40, 80, 100, 100, 80, 40, 20, 10},
        [CONTOUR_TURTLE] = {25, 50, 75, 100, 100, 100, 100, 75, 50, 25},
        [CONTOUR_CUSTOM] = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100},
    };
    return tenths[contour];
}

int32_t contour_average(int32_t contour) {
    const uint8_t *tenths = contour_tenths(contour);
    int32_t sum = 0;
    for (int i = 0; i < 10; i++) sum += tenths[i];
    return sum / 10;
}
