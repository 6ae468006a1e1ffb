/* The pure parts of the web server: targets, routes, cookies. */
#include "test.h"

#include "base/banned.h"
#include "base/mem.h"
#include "http/router.h"
#include "http/target.h"

static Target parsed(Arena *arena, const char *raw) {
    Target target = {0};
    Error err = {0};
    if (!target_parse(arena, str_of(raw), &target, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    return target;
}

static bool refused(Str raw) {
    Arena arena = arena_make(MIB);
    Target target = {0};
    Error err = {0};
    bool good = target_parse(&arena, raw, &target, &err);
    arena_done(&arena);
    return !good && err.kind == ERROR_MALFORMED && err.message[0];
}

TEST(a_target_is_split_and_decoded) {
    Arena arena = arena_make(MIB);
    Target target = parsed(&arena, "/v1/a%20b/%C3%A9?q=x+y%26z&flag&empty=&&last=1=2");
    CHECK_STR(target.path, STR("/v1/a%20b/%C3%A9"));
    CHECK_INT(target.segment_count, 3);
    CHECK_STR(target.segments[1], STR("a b"));
    CHECK_STR(target.segments[2], STR("\xC3\xA9"));
    CHECK_INT(target.query_count, 4);
    CHECK_STR(target.query[0].value, STR("x y&z"));
    CHECK_STR(target.query[1].name, STR("flag"));
    CHECK_STR(target.query[1].value, STR(""));
    CHECK_STR(target.query[2].value, STR(""));
    CHECK_STR(target.query[3].value, STR("1=2"));
    arena_done(&arena);
}

TEST(a_plus_is_a_space_in_the_query_only) {
    Arena arena = arena_make(MIB);
    Target target = parsed(&arena, "/a+b?a+b=%2B");
    CHECK_STR(target.segments[0], STR("a+b"));
    CHECK_STR(target.query[0].name, STR("a b"));
    CHECK_STR(target.query[0].value, STR("+"));
    arena_done(&arena);
}

TEST(an_absolute_target_is_its_path) {
    Arena arena = arena_make(MIB);
    CHECK_STR(parsed(&arena, "http://example.org:80/x/y?z").path, STR("/x/y"));
    CHECK_STR(parsed(&arena, "https://example.org").path, STR("/"));
    CHECK_STR(parsed(&arena, "http://example.org?q=1").path, STR("/"));
    arena_done(&arena);
}

TEST(broken_targets_are_refused) {
    CHECK(refused(STR("")));
    CHECK(refused(STR("*")));
    CHECK(refused(STR("v1/items")));
    CHECK(refused(STR("/%")));
    CHECK(refused(STR("/%4")));
    CHECK(refused(STR("/%zz")));
    CHECK(refused(STR("/%00")));
    CHECK(refused(STR("/a\0b")));
    CHECK(refused(STR("/%FF")));
    CHECK(refused(STR("/%C0%AF")));
    CHECK(refused(STR("/%ED%A0%80")));
    CHECK(refused(STR("/a/../b")));
    CHECK(refused(STR("/a/%2e%2E/b")));
    CHECK(refused(STR("/./b")));
    CHECK(refused(STR("/a\tb")));
    CHECK(refused(STR("/a b")));
    CHECK(refused(STR("/x?a=%")));
    CHECK(refused(STR("/x?%FF=1")));
    CHECK(refused(STR("/x?a=%00")));
}

TEST(the_parts_of_a_target_have_a_maximum) {
    char path[2 * PATH_SEGMENTS_MAX + 8] = "", query[8 + 2 * TARGET_QUERY_MAX] = "/?";
    for (int i = 0; i <= PATH_SEGMENTS_MAX; i++) memcpy(path + 2 * i, "/a", 3);
    for (int i = 0; i <= TARGET_QUERY_MAX; i++) memcpy(query + 2 + 2 * i, "a&", 3);
    CHECK(refused(str_of(path)));
    CHECK(refused(str_of(query)));
    path[2 * PATH_SEGMENTS_MAX] = 0;
    query[2 + 2 * TARGET_QUERY_MAX] = 0;
    CHECK(!refused(str_of(path)));
    CHECK(!refused(str_of(query)));
}

TEST(cookies_are_found_by_their_whole_name) {
    Str header = STR("xsession=1; session=abc ; other=\"q; session=late");
    CHECK_STR(cookie_find(header, STR("session")), STR("abc"));
    CHECK_STR(cookie_find(STR("a=\"b c\""), STR("a")), STR("b c"));
    CHECK_STR(cookie_find(STR("a="), STR("a")), STR(""));
    CHECK_STR(cookie_find(STR("a"), STR("a")), STR_NULL);
    CHECK_STR(cookie_find(STR_NULL, STR("a")), STR_NULL);
}

TEST(the_last_hop_of_a_proxy_is_believed_when_it_is_an_address) {
    CHECK_STR(forwarded_last(STR("1.1.1.1, 10.0.0.7")), STR("10.0.0.7"));
    CHECK_STR(forwarded_last(STR(" 2001:db8::1 ")), STR("2001:db8::1"));
    CHECK_STR(forwarded_last(STR("10.0.0.7, unknown")), STR_NULL);
    CHECK_STR(forwarded_last(STR("")), STR_NULL);
    CHECK_STR(forwarded_last(STR_NULL), STR_NULL);
}

/* ---- routes ---- */

static bool nothing(Request *request, Error *err) {
    return true;
}

static const Route table[] = {
    {METHOD_GET, "/v1/items/{id}", nothing},          {METHOD_PATCH, "/v1/items/{id}", nothing},
    {METHOD_POST, "/v1/items/search", nothing},       {METHOD_GET, "/v1/items", nothing},
    {METHOD_GET, "/v1/{kind}/{id}/history", nothing}, {METHOD_GET, "/v1/items/{id}/links/{link_id}", nothing},
    {METHOD_GET, "/assets/{rest...}", nothing},       {METHOD_GET, "/", nothing},
};

typedef struct Found {
    Arena arena;
    Router router;
    RouterMatch match;
    int route; /* index in the table, -1: none */
} Found;

static Found find(Method method, const char *path) {
    Found found = {.arena = arena_make(MIB), .route = -1};
    Error err = {0};
    if (!router_build(&found.arena, table, COUNT_OF(table), &found.router, &err))
        test_fail(__FILE__, __LINE__, "%s", err.message);
    Target target = parsed(&found.arena, path);
    found.match = router_find(&found.router, &found.arena, &target, method);
    if (found.match.route) found.route = (int)(found.match.route - table);
    return found;
}

static void check_route(Method method, const char *path, int route, unsigned methods) {
    Found found = find(method, path);
    arena_done(&found.arena);
    if (found.route != route || found.match.methods != methods)
        test_fail(__FILE__, __LINE__, "%s: route %d, methods %u", path, found.route, found.match.methods);
}

TEST(literal_segments_win_over_parameters) {
    unsigned get = 1u << METHOD_GET, post = 1u << METHOD_POST, patch = 1u << METHOD_PATCH;
    check_route(METHOD_GET, "/v1/items/7", 0, get | patch);
    check_route(METHOD_PATCH, "/v1/items/7", 1, get | patch);
    check_route(METHOD_POST, "/v1/items/search", 2, post);
    check_route(METHOD_GET, "/v1/items/search", -1, post);
    check_route(METHOD_GET, "/v1/items", 3, get);
    check_route(METHOD_GET, "/", 7, get);
}

TEST(a_literal_that_leads_nowhere_gives_way_to_the_parameter) {
    check_route(METHOD_GET, "/v1/items/7/history", 4, 1u << METHOD_GET);
    check_route(METHOD_GET, "/v1/items/search/history", 4, 1u << METHOD_GET);
}

TEST(unknown_paths_have_no_methods) {
    const char *const paths[] = {"/v1",     "/v1/", "/v1/items/", "/v1/items/7/", "/v1//7/history",
                                 "/assets", "/x"};
    for (int i = 0; i < COUNT_OF(paths); i++) check_route(METHOD_GET, paths[i], -1, 0);
    check_route(METHOD_COUNT, "/v1/items", -1, 1u << METHOD_GET);
}

TEST(parameters_come_in_order_and_decoded) {
    Found found = find(METHOD_GET, "/v1/items/a%2Fb/links/%C3%A9");
    CHECK_INT(found.match.parameter_count, 2);
    CHECK_STR(found.match.parameters[0], STR("a/b"));
    CHECK_STR(found.match.parameters[1], STR("\xC3\xA9"));
    arena_done(&found.arena);
}

TEST(the_rest_takes_all_segments) {
    Found found = find(METHOD_GET, "/assets/js/app%20one.js");
    CHECK_INT(found.route, 6);
    CHECK_STR(found.match.parameters[0], STR("js/app one.js"));
    arena_done(&found.arena);
    found = find(METHOD_GET, "/assets/");
    CHECK_INT(found.route, 6);
    CHECK_STR(found.match.parameters[0], STR(""));
    arena_done(&found.arena);
}

static bool builds(const Route *routes, int count) {
    Arena arena = arena_make(MIB);
    Router router;
    Error err = {0};
    bool good = router_build(&arena, routes, count, &router, &err);
    arena_done(&arena);
    return good;
}

TEST(routes_that_cannot_be_are_refused) {
    const Route twice[] = {{METHOD_GET, "/a/{b}", nothing}, {METHOD_GET, "/a/{c}", nothing}};
    const Route bad[] = {
        {METHOD_GET, "a", nothing},         {METHOD_GET, "/a{b}", nothing},
        {METHOD_GET, "/{a...}/b", nothing}, {METHOD_GET, "/{a}/{b}/{c}/{d}/{e}", nothing},
        {METHOD_GET, "/a", NULL},           {METHOD_COUNT, "/a", nothing},
        {METHOD_GET, NULL, nothing},
    };
    CHECK(!builds(twice, 2));
    CHECK(builds(twice, 1));
    for (int i = 0; i < COUNT_OF(bad); i++) CHECK(!builds(&bad[i], 1));
}
