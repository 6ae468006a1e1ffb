/* CLEANUP(f): f(&variable) runs when the variable leaves scope. For statements, transactions, arenas,
 * files and locks only, so that an early return is the only error path. */
#ifndef TRIVET_CLEANUP_H
#define TRIVET_CLEANUP_H

#define CLEANUP(function) __attribute__((cleanup(function)))

#endif
