/* Formulas: what they mean, where they are wrong, and the scores made of them. */
#include "engine/formula.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/score.h"
#include "test.h"

static const char *const names[] = {"value", "effort", "reach", NULL};

static bool compute(const char *text, double *ret, FormulaFault *fault) {
    static const double values[] = {12, 4, NAN};
    FormulaCode code;
    return formula_compile(text, (int32_t)strlen(text), names, &code, fault) &&
           formula_evaluate(&code, values, ret, fault);
}

static double of(const char *text) {
    FormulaFault fault;
    double result = NAN;
    if (!compute(text, &result, &fault)) return NAN;
    return result;
}

TEST(arithmetic_has_the_usual_order) {
    CHECK(of("1 + 2 * 3") == 7);
    CHECK(of("(1 + 2) * 3") == 9);
    CHECK(of("8 - 2 - 1") == 5);
    CHECK(of("8 / 2 / 2") == 2);
    CHECK(of("2 ^ 3 ^ 2") == 512);
    CHECK(of("-2 ^ 2") == -4);
    CHECK(of("2 ^ -1") == 0.5);
    CHECK(of("2 * -3") == -6);
    CHECK(of("1.5e2 + .5") == 150.5);
    CHECK(of("value / effort") == 3);
    CHECK(of("min(value, effort, 3) + max(1, 2)") == 5);
    CHECK(of(" sqrt( 16 ) ") == 4);
    CHECK(of("0 ^ 0") == 1);
}

TEST(logarithms_and_powers_are_right_to_the_last_digits) {
    for (double x = 1e-9; x < 1e9; x *= 3.7) {
        char text[100];
        snprintf(text, sizeof text, "log(%.17g)", x);
        CHECK(fabs(of(text) - log(x)) <= 1e-14 * (1 + fabs(log(x))));
        snprintf(text, sizeof text, "%.17g ^ 0.37", x);
        CHECK(fabs(of(text) / pow(x, 0.37) - 1) <= 1e-13);
    }
    CHECK(fabs(of("log(1000, 10)") - 3) < 1e-14);
    CHECK(of("2 ^ 0.5") > 1.414213562373 && of("2 ^ 0.5") < 1.414213562374);
}

static void check_fault(const char *text, FormulaFaultKind kind, int at, int length, int field) {
    FormulaFault fault;
    double result;
    CHECK(!compute(text, &result, &fault));
    if (fault.kind != (int32_t)kind || fault.at != at || fault.length != length || fault.field != field)
        printf("# %s: kind %d at %d length %d field %d\n", text, fault.kind, fault.at, fault.length,
               fault.field);
    CHECK(fault.kind == (int32_t)kind && fault.at == at && fault.length == length && fault.field == field);
}

TEST(a_fault_says_where_it_stands) {
    check_fault("", FORMULA_VALUE, 0, 0, -1);
    check_fault("1 +", FORMULA_VALUE, 3, 0, -1);
    check_fault("1 * * 2", FORMULA_VALUE, 4, 1, -1);
    check_fault("2 $ 3", FORMULA_CHARACTER, 2, 1, -1);
    check_fault("2 3", FORMULA_CHARACTER, 2, 1, -1);
    check_fault("(1 + 2", FORMULA_CLOSE, 0, 1, -1);
    check_fault("1 + 2)", FORMULA_CLOSE, 5, 1, -1);
    check_fault("sqrt(1, 2)", FORMULA_ARGUMENTS, 0, 4, -1);
    check_fault("1 + min(3)", FORMULA_ARGUMENTS, 4, 3, -1);
    check_fault("min(3, 4", FORMULA_CLOSE, 3, 1, -1);
    check_fault("vaule + 1", FORMULA_NAME, 0, 5, 0);
    check_fault("1 + colour", FORMULA_NAME, 4, 6, -1);
    check_fault("1 + reach", FORMULA_MISSING, 4, 5, 2);
    check_fault("1 / (effort - 4)", FORMULA_DIVISION, 2, 1, -1);
    check_fault("1 + sqrt(0 - value)", FORMULA_DOMAIN, 4, 4, -1);
    check_fault("log(0)", FORMULA_DOMAIN, 0, 3, -1);
    check_fault("(0 - 8) ^ 0.5", FORMULA_DOMAIN, 8, 1, -1);
    check_fault("10 ^ 300 * 10 ^ 300", FORMULA_RANGE, 9, 1, -1);
    check_fault("77e777", FORMULA_RANGE, 0, 6, -1);
}

TEST(depth_and_length_have_limits) {
    char text[2 * FORMULA_TEXT_MAX];
    FormulaCode code;
    FormulaFault fault;
    for (int depth = FORMULA_DEPTH_MAX - 2; depth <= FORMULA_DEPTH_MAX + 2; depth++) {
        memset(text, '(', (size_t)depth);
        text[depth] = '1';
        memset(text + depth + 1, ')', (size_t)depth);
        bool ok = formula_compile(text, 2 * depth + 1, names, &code, &fault);
        CHECK(ok == (depth < FORMULA_DEPTH_MAX));
        CHECK(ok || fault.kind == FORMULA_LONG);
    }
    memset(text, '1', sizeof text);
    CHECK(!formula_compile(text, FORMULA_TEXT_MAX + 1, names, &code, &fault) && fault.kind == FORMULA_LONG);
    for (int i = 0; i < FORMULA_TEXT_MAX; i++) text[i] = i & 1 ? '+' : '1';
    CHECK(!formula_compile(text, FORMULA_TEXT_MAX - 1, names, &code, &fault) && fault.kind == FORMULA_LONG);
}

TEST(random_texts_never_break_it) {
    static const char *const pieces[] = {"value", "+",   "-", "*", "/", "^",   "(", ")",      ",", "min",
                                         "sqrt",  "log", "1", ".", "e", "2.5", " ", "effort", "$", "max"};
    uint32_t seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[400] = "";
        int count = 1 + (int)(seed % 15);
        for (int i = 0; i < count; i++) {
            seed = seed * 1664525u + 1013904223u;
            strcat(text, pieces[seed >> 8 & 15 ? (seed >> 8) % 20 : 0]);
        }
        double result;
        FormulaFault fault;
        if (compute(text, &result, &fault)) CHECK(!isnan(result) && !isinf(result));
        else CHECK(fault.kind != FORMULA_OK && fault.at >= 0 && fault.at <= (int32_t)strlen(text));
    }
}

TEST(every_method_compiles_and_rice_is_as_published) {
    FormulaCode code;
    FormulaFault fault;
    double values[SCORE_FIELDS], result;
    for (int i = 0; i < SCORE_FIELDS; i++) values[i] = 1;
    for (int i = 0; score_methods[i].name; i++) {
        const char *text = score_methods[i].text;
        CHECK(formula_compile(text, (int32_t)strlen(text), score_names, &code, &fault));
        CHECK(formula_evaluate(&code, values, &result, &fault));
    }
    /* Intercom's own example: 500 reached, massive impact, high confidence, 2 units of effort. */
    values[SCORE_REACH] = 500;
    values[SCORE_IMPACT] = 3;
    values[SCORE_CONFIDENCE] = 1;
    values[SCORE_EFFORT] = 2;
    CHECK(formula_compile(score_methods[1].text, (int32_t)strlen(score_methods[1].text), score_names, &code,
                          &fault));
    CHECK(formula_evaluate(&code, values, &result, &fault) && result == 750);
}

TEST(kano_follows_the_evaluation_table) {
    CHECK(kano_class(0, 4) == KANO_PERFORMANCE); /* like it, dislike to be without */
    CHECK(kano_class(0, 2) == KANO_ATTRACTIVE);
    CHECK(kano_class(1, 4) == KANO_MUST_BE);
    CHECK(kano_class(2, 2) == KANO_INDIFFERENT);
    CHECK(kano_class(4, 0) == KANO_REVERSE);
    CHECK(kano_class(0, 0) == KANO_QUESTIONABLE);
    CHECK(kano_class(4, 4) == KANO_QUESTIONABLE);
    int32_t counts[KANO_QUESTIONABLE + 1] = {3, 1, 3, 2, 0, 9};
    CHECK(kano_most(counts) == KANO_MUST_BE);
    int32_t none[KANO_QUESTIONABLE + 1] = {0};
    CHECK(kano_most(none) == KANO_QUESTIONABLE);
}
