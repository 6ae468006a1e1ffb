/* Router: a route table compiled into a tree of path segments. Literal segments win over parameters, those
 * over a final {rest...}; where a literal leads to no route at all, the parameter beside it is tried.
 *
 * Deterministic: the order of the table does not matter. The tree is read-only once built, so all threads
 * share it. */
#ifndef TRIVET_HTTP_ROUTER_H
#define TRIVET_HTTP_ROUTER_H

#include "http/http.h"
#include "http/target.h"

typedef struct RouterNode RouterNode;

typedef struct Router {
    RouterNode *root;
} Router;

typedef struct RouterMatch {
    const Route *route; /* NULL: none, or none for the method */
    unsigned methods;   /* bit 1 << METHOD_x: what the path takes; 0: unknown path */
    int parameter_count;
    bool takes_rest; /* the last parameter is {rest...} */
    Str parameters[PATH_PARAMETERS_MAX];
} RouterMatch;

/* The tree lies in the arena. Refuses a template that is malformed or too long, and two routes for the same
 * method and path. */
bool router_build(Arena *arena, const Route *routes, int count, Router *ret, Error *err);

/* The arena takes the decoded {rest...}. */
RouterMatch router_find(const Router *router, Arena *arena, const Target *target, Method method);

#endif
