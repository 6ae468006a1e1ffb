/* Formulas: arithmetic over named numbers, such as "reach * impact * confidence / effort".
 *
 *     sum     = product {("+" | "-") product}
 *     product = sign {("*" | "/") sign}
 *     sign    = ["-" | "+"] sign | power
 *     power   = value ["^" sign]                       to the right: 2 ^ 3 ^ 2 is 512; -2 ^ 2 is -4
 *     value   = number | name | function "(" sum {"," sum} ")" | "(" sum ")"
 *
 * Functions: sqrt(x), log(x) natural, log(x, base), min and max of two or more. Numbers have a point and may
 * have an exponent (1.5e3). Names are letters, digits and "_", not beginning with a digit; letters count as
 * they are. Positions are bytes from 0.
 *
 * A formula is compiled once and evaluated for each item. All arithmetic is IEEE + - * / and sqrt in one
 * order (log and ^ are series here), so that the page and the server agree to the bit. */
#ifndef TRIVET_ENGINE_FORMULA_H
#define TRIVET_ENGINE_FORMULA_H

#include <stdbool.h>
#include <stdint.h>

enum { FORMULA_STEPS_MAX = 256, FORMULA_DEPTH_MAX = 32, FORMULA_TEXT_MAX = 1000 };

typedef enum FormulaFaultKind {
    FORMULA_OK,
    /* while compiling */
    FORMULA_CHARACTER, /* at: a character that means nothing here */
    FORMULA_NAME,      /* at, length: a name that is not known; field: the one probably meant, or -1 */
    FORMULA_VALUE,     /* at: a value is missing before this, or before the end */
    FORMULA_CLOSE,     /* at: the "(" here is never closed, or this ")" was never opened */
    FORMULA_ARGUMENTS, /* at, length: this function has too few or too many */
    FORMULA_LONG,      /* too many characters or steps, or nested too deep */
    /* while evaluating, for the item at hand */
    FORMULA_MISSING,  /* at, length, field: this field has no value */
    FORMULA_DIVISION, /* at: this "/" divides by zero */
    FORMULA_DOMAIN,   /* at, length: no such root, logarithm or power */
    FORMULA_RANGE,    /* the result is too large to be a number */
} FormulaFaultKind;

typedef struct FormulaFault {
    int32_t kind; /* FormulaFaultKind */
    int32_t at, length;
    int32_t field; /* index into the names, or -1 */
} FormulaFault;

typedef struct FormulaStep {
    double number;
    int32_t op, field;
    int32_t at, length;
} FormulaStep;

typedef struct FormulaCode {
    FormulaStep steps[FORMULA_STEPS_MAX];
    int32_t count;
} FormulaCode;

/* names: of the fields, ends with NULL. False: *fault says why and where. */
bool formula_compile(const char *text, int32_t length, const char *const *names, FormulaCode *ret,
                     FormulaFault *fault);
/* values: parallel to the names; NaN is none. */
bool formula_evaluate(const FormulaCode *code, const double *values, double *ret, FormulaFault *fault);

#endif
