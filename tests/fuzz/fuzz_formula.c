/* Fuzzes the formulas of scores. The properties: a fault lies within the text and names a field that there
 * is; what compiles evaluates to a number or to a fault, the same each time. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/banned.h"
#include "base/mem.h"
#include "engine/formula.h"
#include "engine/score.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds) {
    if (!holds) abort();
}

static void check_fault(const FormulaFault *fault, size_t size) {
    must(fault->kind != FORMULA_OK);
    must(fault->at >= 0 && (size_t)fault->at <= size);
    must(fault->length >= 0 && (size_t)fault->at + (size_t)fault->length <= size);
    must(fault->field >= -1 && fault->field < SCORE_FIELDS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    double values[SCORE_FIELDS] = {0}, first, again;
    FormulaCode code;
    FormulaFault fault;
    if (size > FORMULA_TEXT_MAX + 10) return 0;
    char *text = malloc(size + !size); /* of just this size: the sanitizer sees a byte read behind it */
    must(text);
    if (size) mem_copy(text, data, size);
    for (int i = 0; i < SCORE_FIELDS; i++) values[i] = i % 4 == 3 ? NAN : i * 1.5 - 2;
    bool compiled = formula_compile(text, (int32_t)size, score_names, &code, &fault);
    if (compiled && formula_evaluate(&code, values, &first, &fault)) {
        must(isfinite(first) && formula_evaluate(&code, values, &again, &fault));
        must(mem_equal(&first, &again, sizeof first));
    } else {
        check_fault(&fault, size);
    }
    free(text);
    return 0;
}
