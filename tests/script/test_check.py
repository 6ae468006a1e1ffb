"""The checks find what they are there to find: each fault, made here, is reported; sound code is not."""
import os
import sys

sys.dont_write_bytecode = True

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "script", "lib"))
import c_source  # noqa: E402
import layers  # noqa: E402
import tally  # noqa: E402


def function(lines):
    return "int f(int a) {\n" + "    a++;\n" * (lines - 2) + "}\n"


def a_function_is_measured_from_its_head_to_its_closing_brace():
    block = c_source.blocks("/* top */\n\n" + function(71))[0]
    assert (block.kind, block.name, block.first, block.lines) == ("function", "f", 3, 71), block


def braces_in_comments_literals_and_directives_do_not_count():
    text = "/* { */\n#define OPEN {\nstatic char a = '{', *b = \"}{\\\"{\"; // {\n" + function(5)
    assert [b.lines for b in c_source.blocks(text) if b.kind == "function"] == [5]


def a_function_with_an_attribute_is_a_function():
    text = "__attribute__((format(printf, 1, 2))) void f(const char *a,\n                 ...) {\n}\n"
    assert [(b.kind, b.lines) for b in c_source.blocks(text)] == [("function", 3)]


def a_table_is_data():
    text = "static const int t[] = {\n" + "    1,\n" * 900 + "};\n" + function(3)
    assert [b.kind for b in c_source.blocks(text)] == ["table", "function"]


def a_long_macro_is_seen():
    text = "#define M \\\n" + "    x; \\\n" * 80 + "    y\n"
    assert [b.lines for b in c_source.macros(text)] == [82]


def a_test_is_named_by_its_sentence():
    assert c_source.blocks("TEST(adds_two) {\n}\n")[0].name == "TEST(adds_two)"


def includes_are_found_and_comments_are_not():
    found = list(c_source.includes('/* #include "a/b.h" */\n#include "base/str.h"\n#include <expat.h>\n'))
    assert found == [(2, True, "base/str.h"), (3, False, "expat.h")], found


def the_layer_law_refuses_what_goes_up():
    refused = [
        ("src/base/str.c", True, "field/field.h"), ("src/engine/pass.c", True, "model/model.h"),
        ("src/model/rank.c", True, "engine/trivet.h"), ("src/http/router.c", True, "store/store.h"),
        ("src/http/router.c", True, "model/model.h"), ("src/exchange/csv/csv.c", True, "store/store.h"),
        ("src/api/routes.c", False, "sqlite3.h"), ("src/cli/main.c", False, "microhttpd.h"),
        ("src/engine/pass.c", False, "stdio.h"), ("src/engine/pass.c", False, "time.h"),
        ("src/store/rows.c", True, "rows.h"), ("src/other/a.c", True, "base/str.h"),
    ]
    for path, local, name in refused:
        assert layers.fault(path, 1, local, name), (path, name)


def the_layer_law_allows_what_goes_down():
    allowed = [
        ("src/model/plan.c", True, "engine/trivet.h"), ("src/exchange/csv/csv.c", True, "model/plan.h"),
        ("src/api/routes.c", True, "http/http.h"), ("src/cli/main.c", True, "api/api.h"),
        ("src/store/rows.c", False, "sqlite3.h"), ("src/engine/pass.c", False, "stdint.h"),
    ]
    for path, local, name in allowed:
        assert layers.fault(path, 1, local, name) is None, (path, name)


def numbers(text, status=0):
    result = tally.of_tap(text, status, "p")
    return result.passed, result.failed, result.skipped


def results_are_counted():
    assert numbers("ok 1 - a\nnot ok 2 - b\nok 3 - c # SKIP no data\n1..3\n", 1) == (1, 1, 1)


def a_hash_in_a_title_is_no_directive():
    assert numbers("ok 1 - a #skip-link works\n1..1\n") == (1, 0, 0)
    assert numbers("ok 1 - issue #7 is mended\n1..1\n") == (1, 0, 0)


def silence_is_a_failure():
    assert numbers("") == (0, 1, 0)
    assert numbers("1..0\n") == (0, 1, 0)
    assert numbers("1..2\nok 1 - a\n") == (1, 1, 0)
    assert numbers("ok 1 - a\n1..1\n", 139) == (1, 1, 0)


TESTS = [
    a_function_is_measured_from_its_head_to_its_closing_brace,
    braces_in_comments_literals_and_directives_do_not_count, a_function_with_an_attribute_is_a_function,
    a_table_is_data, a_long_macro_is_seen, a_test_is_named_by_its_sentence,
    includes_are_found_and_comments_are_not, the_layer_law_refuses_what_goes_up,
    the_layer_law_allows_what_goes_down, results_are_counted, a_hash_in_a_title_is_no_directive,
    silence_is_a_failure,
]


def main():
    failed = 0
    print("TAP version 13")
    for number, test in enumerate(TESTS, 1):
        title = test.__name__.replace("_", " ")
        try:
            test()
            print(f"ok {number} - {title}")
        except AssertionError as problem:
            failed += 1
            print(f"not ok {number} - {title}\n  # {problem}")
    print(f"1..{len(TESTS)}")
    return int(failed > 0)


sys.exit(main())
