/* The route table as a tree. See router.h.
 *
 * A node stands for one prefix of segments. Its literal children are sorted by name and found by bisection;
 * it has at most one child that takes any segment, and one that takes all the rest. */
#include "http/router.h"

#include "base/banned.h"
#include "base/mem.h"

struct RouterNode {
    Str name; /* of a literal */
    RouterNode *parameter, *rest;
    RouterNode **literals; /* sorted by name */
    int literal_count, literal_capacity;
    const Route *routes[METHOD_COUNT];
    unsigned methods;
};

const char *const method_names[METHOD_COUNT + 1] = {"GET", "POST", "PATCH", "PUT", "DELETE", "other"};

/* The place where the literal stands or would stand. */
static int literal_place(const RouterNode *node, Str name) {
    int low = 0, high = node->literal_count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (str_compare(node->literals[middle]->name, name) < 0) low = middle + 1;
        else high = middle;
    }
    return low;
}

static RouterNode *literal_child(const RouterNode *node, Str name) {
    int at = literal_place(node, name);
    bool found = at < node->literal_count && str_equal(node->literals[at]->name, name);
    return found ? node->literals[at] : NULL;
}

static RouterNode *literal_add(Arena *arena, RouterNode *node, Str name) {
    RouterNode *child = literal_child(node, name);
    if (child) return child;
    if (node->literal_count == node->literal_capacity) {
        int capacity = node->literal_capacity ? 2 * node->literal_capacity : 4;
        RouterNode **grown = arena_array(arena, RouterNode *, capacity);
        if (!grown) return NULL;
        if (node->literal_count) mem_copy(grown, node->literals, (size_t)node->literal_count * sizeof *grown);
        node->literals = grown;
        node->literal_capacity = capacity;
    }
    child = arena_new(arena, RouterNode);
    if (!child) return NULL;
    child->name = name;
    int at = literal_place(node, name);
    mem_move(node->literals + at + 1, node->literals + at,
             (size_t)(node->literal_count - at) * sizeof *node->literals);
    node->literals[at] = child;
    node->literal_count++;
    return child;
}

static RouterNode *single_add(Arena *arena, RouterNode **place) {
    if (!*place) *place = arena_new(arena, RouterNode);
    return *place;
}

static bool is_parameter(Str segment) {
    return segment.len > 2 && segment.at[0] == '{' && segment.at[segment.len - 1] == '}';
}

static bool bad_template(Error *err, const Route *route, const char *why) {
    return error_set(err, ERROR_INTERNAL, "The route %s %s cannot be: %s.", method_names[route->method],
                     route->path ? route->path : "(none)", why);
}

static bool add_route(Arena *arena, RouterNode *root, const Route *route, Error *err) {
    RouterNode *node = root;
    int segments = 0, parameters = 0;
    Str path = str_of(route->path);
    if (!route->handler) return bad_template(err, route, "it has no handler");
    if (!str_starts(path, STR("/"))) return bad_template(err, route, "it does not start with \"/\"");
    for (Str rest = str_from(path, 1); rest.at;) {
        Str segment = str_cut(rest, '/', &rest);
        if (node == NULL) return error_no_memory(err);
        if (++segments > PATH_SEGMENTS_MAX) return bad_template(err, route, "it has too many segments");
        if (!is_parameter(segment)) {
            if (segment.len && memchr(segment.at, '{', segment.len))
                return bad_template(err, route, "a parameter is a whole segment");
            node = literal_add(arena, node, segment);
            continue;
        }
        if (++parameters > PATH_PARAMETERS_MAX) return bad_template(err, route, "it has too many parameters");
        bool takes_rest = str_ends(segment, STR("...}"));
        if (takes_rest && rest.at) return bad_template(err, route, "{rest...} is not its last segment");
        node = single_add(arena, takes_rest ? &node->rest : &node->parameter);
    }
    if (!node) return error_no_memory(err);
    if (node->routes[route->method]) return bad_template(err, route, "another route has the same place");
    node->routes[route->method] = route;
    node->methods |= 1u << route->method;
    return true;
}

bool router_build(Arena *arena, const Route *routes, int count, Router *ret, Error *err) {
    RouterNode *root = arena_new(arena, RouterNode);
    if (!root) return error_no_memory(err);
    for (int i = 0; i < count; i++) {
        if ((unsigned)routes[i].method >= METHOD_COUNT)
            return error_set(err, ERROR_INTERNAL, "The route %s has no method.", routes[i].path);
        if (!add_route(arena, root, &routes[i], err)) return false;
    }
    ret->root = root;
    return true;
}

/* What is left of the path from that segment on, as sent. */
static Str rest_of(const Target *target, int segment) {
    const char *from = target->raw_segments[segment].at;
    return (Str){from, (size_t)(target->path.at + target->path.len - from)};
}

/* Fills the parameters from the given one on. Depth is bounded by PATH_SEGMENTS_MAX, and the breadth by the
 * parameters of one template, of which there are few. */
static const RouterNode *walk(const RouterNode *node, const Target *target, int segment, int parameter,
                              RouterMatch *match) {
    if (segment == target->segment_count) {
        match->parameter_count = parameter;
        return node->methods ? node : NULL;
    }
    Str name = target->segments[segment];
    const RouterNode *child = literal_child(node, name);
    const RouterNode *found = child ? walk(child, target, segment + 1, parameter, match) : NULL;
    if (!found && node->parameter && name.len) {
        match->parameters[parameter] = name;
        found = walk(node->parameter, target, segment + 1, parameter + 1, match);
    }
    if (!found && node->rest) {
        match->parameters[parameter] = rest_of(target, segment);
        match->parameter_count = parameter + 1;
        match->takes_rest = true;
        found = node->rest;
    }
    return found;
}

RouterMatch router_find(const Router *router, Arena *arena, const Target *target, Method method) {
    RouterMatch match = {0};
    const RouterNode *node = walk(router->root, target, 0, 0, &match);
    if (!node) return (RouterMatch){0};
    if (match.takes_rest) {
        Str *rest = &match.parameters[match.parameter_count - 1];
        if (!target_decode(arena, *rest, false, rest))
            *rest = STR(""); /* the segments were good: arena full */
    }
    match.methods = node->methods;
    match.route = method < METHOD_COUNT ? node->routes[method] : NULL;
    return match;
}
