/* Functions whose use is a compile error: each has a bounded or thread-safe replacement in base. */
#ifndef TRIVET_BANNED_H
#define TRIVET_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Macros of a library that checks buffers: poisoning a macro is an error of its own. */
#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf gets
#pragma GCC poison atoi atol atoll atof strtok localtime gmtime ctime asctime
#pragma GCC poison system popen mktemp tmpnam

#endif
