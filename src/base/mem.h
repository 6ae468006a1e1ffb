/* The memory primitives, so that base and engine need no libc header when built for bare WebAssembly. */
#ifndef TRIVET_MEM_H
#define TRIVET_MEM_H

#include <stddef.h>
#include <stdint.h>

#define mem_copy(to, from, size) __builtin_memcpy((to), (from), (size))
#define mem_move(to, from, size) __builtin_memmove((to), (from), (size))
#define mem_zero(at, size) __builtin_memset((at), 0, (size))
#define mem_equal(a, b, size) (__builtin_memcmp((a), (b), (size)) == 0)

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof((array)[0])))

#endif
