/* The whole forecast of one random plan as a number, to be compared between builds of the engine. */
#ifndef TRIVET_TEST_FORECAST_HASH_H
#define TRIVET_TEST_FORECAST_HASH_H

#include <stdint.h>

/* 0: the plan cannot be scheduled. */
uint32_t forecast_hash(uint32_t number);

#endif
