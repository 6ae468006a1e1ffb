/* Formulas: recursive descent into postfix steps, and a stack machine for them. See formula.h. */
#include "engine/formula.h"

#include "base/mem.h"
#include "base/near.h"

typedef enum Op {
    OP_NUMBER,
    OP_FIELD,
    OP_NEGATE,
    OP_ADD,
    OP_SUBTRACT,
    OP_MULTIPLY,
    OP_DIVIDE,
    OP_POWER,
    OP_SQRT,
    OP_LOG,
    OP_LOG_TO_BASE,
    OP_MIN,
    OP_MAX,
} Op;

typedef struct Reader {
    const char *text;
    int32_t length, at, depth;
    const char *const *names;
    FormulaCode *code;
    FormulaFault *fault;
} Reader;

/* ---- Reading ---- */

static bool fail(Reader *r, FormulaFaultKind kind, int32_t at, int32_t length, int32_t field) {
    *r->fault = (FormulaFault){(int32_t)kind, at, length, field};
    return false;
}

static bool emit(Reader *r, Op op, int32_t at, int32_t length, double number, int32_t field) {
    if (r->code->count == FORMULA_STEPS_MAX) return fail(r, FORMULA_LONG, at, length, -1);
    r->code->steps[r->code->count++] = (FormulaStep){number, (int32_t)op, field, at, length};
    return true;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* The next character that is no space; 0 at the end. */
static char peek(Reader *r) {
    while (r->at < r->length && (r->text[r->at] == ' ' || r->text[r->at] == '\n' || r->text[r->at] == '\t'))
        r->at++;
    return r->at < r->length ? r->text[r->at] : 0;
}

static bool take(Reader *r, char wanted) {
    if (peek(r) != wanted) return false;
    r->at++;
    return true;
}

static bool read_sum(Reader *r);
static bool read_sign(Reader *r);

static double scale_ten(double value, int32_t exponent) {
    double factor = 1, ten = 10;
    for (int32_t n = exponent < 0 ? -exponent : exponent; n; n >>= 1, ten *= ten)
        if (n & 1) factor *= ten;
    return exponent < 0 ? value / factor : value * factor;
}

/* e5, e-3: only when digits follow. */
static int32_t read_exponent(Reader *r) {
    int32_t at = r->at, sign = 1, exponent = 0;
    if (at >= r->length || (r->text[at] != 'e' && r->text[at] != 'E')) return 0;
    at++;
    if (at < r->length && (r->text[at] == '-' || r->text[at] == '+')) sign = r->text[at++] == '-' ? -1 : 1;
    if (at >= r->length || !is_digit(r->text[at])) return 0;
    for (; at < r->length && is_digit(r->text[at]); at++)
        if (exponent < 1000) exponent = exponent * 10 + (r->text[at] - '0');
    r->at = at;
    return sign * exponent;
}

static bool read_number(Reader *r) {
    int32_t from = r->at, behind = 0, digits = 0;
    double value = 0;
    for (; r->at < r->length && is_digit(r->text[r->at]); r->at++, digits++)
        value = value * 10 + (r->text[r->at] - '0');
    if (r->at < r->length && r->text[r->at] == '.')
        for (r->at++; r->at < r->length && is_digit(r->text[r->at]); r->at++, digits++, behind++)
            value = value * 10 + (r->text[r->at] - '0');
    if (digits == 0) return fail(r, FORMULA_CHARACTER, from, 1, -1);
    value = scale_ten(value, read_exponent(r) - behind);
    return emit(r, OP_NUMBER, from, r->at - from, value, -1);
}

static bool is_name(const char *name, Str word) {
    size_t i = 0;
    while (i < word.len && name[i] == word.at[i]) i++;
    return i == word.len && name[i] == 0;
}

typedef struct Function {
    const char *name;
    Op op, op_of_two;
    int32_t least, most;
} Function;

static const Function functions[] = {{"sqrt", OP_SQRT, OP_SQRT, 1, 1},
                                     {"log", OP_LOG, OP_LOG_TO_BASE, 1, 2},
                                     {"min", OP_MIN, OP_MIN, 2, FORMULA_STEPS_MAX},
                                     {"max", OP_MAX, OP_MAX, 2, FORMULA_STEPS_MAX}};

/* Behind the "(": min and max fold as their arguments come. */
static bool read_arguments(Reader *r, const Function *function, int32_t at, int32_t length) {
    int32_t open = r->at - 1, count = 0;
    bool folds = function->most > 2;
    do {
        if (!read_sum(r)) return false;
        count++;
        if (folds && count > 1 && !emit(r, function->op, at, length, 0, -1)) return false;
    } while (take(r, ','));
    if (!take(r, ')'))
        return fail(r, peek(r) ? FORMULA_CHARACTER : FORMULA_CLOSE, peek(r) ? r->at : open, 1, -1);
    if (count < function->least || count > function->most) return fail(r, FORMULA_ARGUMENTS, at, length, -1);
    return folds || emit(r, count == 2 ? function->op_of_two : function->op, at, length, 0, -1);
}

static bool read_word(Reader *r) {
    int32_t from = r->at;
    while (r->at < r->length && (is_letter(r->text[r->at]) || is_digit(r->text[r->at]))) r->at++;
    Str word = {r->text + from, (size_t)(r->at - from)};
    int32_t length = r->at - from;
    if (peek(r) == '(')
        for (int i = 0; i < COUNT_OF(functions); i++)
            if (is_name(functions[i].name, word)) {
                r->at++;
                return read_arguments(r, functions + i, from, length);
            }
    for (int32_t i = 0; r->names[i]; i++)
        if (is_name(r->names[i], word)) return emit(r, OP_FIELD, from, length, 0, i);
    const char *near = near_word(word, r->names);
    int32_t field = -1;
    for (int32_t i = 0; near && r->names[i]; i++)
        if (r->names[i] == near) field = i;
    return fail(r, FORMULA_NAME, from, length, field);
}

static bool read_value(Reader *r) {
    char c = peek(r);
    int32_t open = r->at;
    if (is_digit(c) || c == '.') return read_number(r);
    if (is_letter(c)) return read_word(r);
    if (c != '(') {
        bool misplaced = c == 0 || c == ')' || c == ',' || c == '*' || c == '/' || c == '^';
        return fail(r, misplaced ? FORMULA_VALUE : FORMULA_CHARACTER, r->at, c ? 1 : 0, -1);
    }
    r->at++;
    if (!read_sum(r)) return false;
    if (take(r, ')')) return true;
    return peek(r) ? fail(r, FORMULA_CHARACTER, r->at, 1, -1) : fail(r, FORMULA_CLOSE, open, 1, -1);
}

static bool read_power(Reader *r) {
    if (!read_value(r)) return false;
    if (!take(r, '^')) return true;
    int32_t at = r->at - 1;
    return read_sign(r) && emit(r, OP_POWER, at, 1, 0, -1);
}

/* Every way down comes through here, so depth is counted here. */
static bool read_sign(Reader *r) {
    if (r->depth == FORMULA_DEPTH_MAX) return fail(r, FORMULA_LONG, r->at, r->at < r->length, -1);
    r->depth++;
    char c = peek(r);
    int32_t at = r->at;
    bool ok;
    if (c == '-' || c == '+') {
        r->at++;
        ok = read_sign(r) && (c == '+' || emit(r, OP_NEGATE, at, 1, 0, -1));
    } else ok = read_power(r);
    r->depth--;
    return ok;
}

static bool read_product(Reader *r) {
    if (!read_sign(r)) return false;
    for (char c = peek(r); c == '*' || c == '/'; c = peek(r)) {
        int32_t at = r->at++;
        if (!read_sign(r) || !emit(r, c == '*' ? OP_MULTIPLY : OP_DIVIDE, at, 1, 0, -1)) return false;
    }
    return true;
}

static bool read_sum(Reader *r) {
    if (!read_product(r)) return false;
    for (char c = peek(r); c == '+' || c == '-'; c = peek(r)) {
        int32_t at = r->at++;
        if (!read_product(r) || !emit(r, c == '+' ? OP_ADD : OP_SUBTRACT, at, 1, 0, -1)) return false;
    }
    return true;
}

bool formula_compile(const char *text, int32_t length, const char *const *names, FormulaCode *ret,
                     FormulaFault *fault) {
    Reader r = {.text = text, .length = length, .names = names, .code = ret, .fault = fault};
    *fault = (FormulaFault){.field = -1};
    ret->count = 0;
    if (length > FORMULA_TEXT_MAX) return fail(&r, FORMULA_LONG, FORMULA_TEXT_MAX, 0, -1);
    if (!read_sum(&r)) return false;
    char rest = peek(&r);
    return rest == 0 || fail(&r, rest == ')' ? FORMULA_CLOSE : FORMULA_CHARACTER, r.at, 1, -1);
}

/* ---- Arithmetic ---- */

/* x above 0: m * 2^k with m near 1, then the series of artanh. */
static double natural_log(double x) {
    int k = 0;
    for (; x > 1.5; x /= 2) k++;
    for (; x < 0.75; x *= 2) k--;
    double t = (x - 1) / (x + 1), power = t, sum = 0;
    for (int i = 1; i < 44; i += 2) {
        sum += power / i;
        power *= t * t;
    }
    return 2 * sum + k * 0.69314718055994530942;
}

/* e^x = 2^k * e^r, r at most half of log 2. */
static double exponential(double x) {
    double k = 0, term = 1, sum = 1;
    if (x > 710) return __builtin_inf();
    if (x < -746) return 0;
    k = (double)(int32_t)(x / 0.69314718055994530942 + (x < 0 ? -0.5 : 0.5));
    double rest = x - k * 0.6931471805599453;
    for (int i = 1; i < 20; i++) {
        term *= rest / i;
        sum += term;
    }
    for (; k >= 1; k--) sum *= 2;
    for (; k <= -1; k++) sum /= 2;
    return sum;
}

static double whole_power(double x, int32_t n) {
    double result = 1;
    for (uint32_t k = n < 0 ? (uint32_t)-n : (uint32_t)n; k; k >>= 1, x *= x)
        if (k & 1) result *= x;
    return n < 0 ? 1 / result : result;
}

/* False: not a real number. */
static bool power_of(double x, double y, double *ret) {
    if (y >= -1024 && y <= 1024 && y == (double)(int32_t)y) {
        if (x == 0 && y < 0) return false;
        *ret = whole_power(x, (int32_t)y);
        return true;
    }
    if (x < 0 || (x == 0 && y < 0)) return false;
    *ret = x == 0 ? 0 : exponential(y * natural_log(x));
    return true;
}

static bool logarithm(double x, double *ret) {
    if (!(x > 0) || x > 1.7976931348623157e308) return false;
    *ret = natural_log(x);
    return true;
}

static bool to_base(double x, double base, double *ret) {
    double above, below;
    if (!logarithm(x, &above) || !logarithm(base, &below) || below == 0) return false;
    *ret = above / below;
    return true;
}

/* False: FORMULA_DOMAIN. */
static bool apply(Op op, double a, double b, double *ret) {
    switch (op) {
    case OP_ADD: *ret = a + b; return true;
    case OP_SUBTRACT: *ret = a - b; return true;
    case OP_MULTIPLY: *ret = a * b; return true;
    case OP_DIVIDE: *ret = a / b; return true;
    case OP_MIN: *ret = a < b ? a : b; return true;
    case OP_MAX: *ret = a > b ? a : b; return true;
    case OP_NEGATE: *ret = -b; return true;
    case OP_SQRT: *ret = __builtin_sqrt(b); return b >= 0;
    case OP_LOG: return logarithm(b, ret);
    case OP_LOG_TO_BASE: return to_base(a, b, ret);
    default: return power_of(a, b, ret);
    }
}

static bool stop(FormulaFault *fault, FormulaFaultKind kind, const FormulaStep *step) {
    *fault = (FormulaFault){(int32_t)kind, step->at, step->length, step->field};
    return false;
}

static bool is_finite(double x) {
    return x >= -1.7976931348623157e308 && x <= 1.7976931348623157e308;
}

bool formula_evaluate(const FormulaCode *code, const double *values, double *ret, FormulaFault *fault) {
    double stack[FORMULA_STEPS_MAX + 1] = {0};
    int32_t top = 0;
    *fault = (FormulaFault){.field = -1};
    for (int32_t i = 0; i < code->count; i++) {
        const FormulaStep *step = code->steps + i;
        Op op = (Op)step->op;
        if (op <= OP_FIELD) {
            double value = op == OP_NUMBER ? step->number : values[step->field];
            if (value != value) return stop(fault, FORMULA_MISSING, step);
            if (!is_finite(value)) return stop(fault, FORMULA_RANGE, step);
            stack[top++] = value;
            continue;
        }
        bool unary = op == OP_NEGATE || op == OP_SQRT || op == OP_LOG;
        double b = stack[--top], a = unary ? 0 : stack[--top];
        if (op == OP_DIVIDE && b == 0) return stop(fault, FORMULA_DIVISION, step);
        if (!apply(op, a, b, stack + top)) return stop(fault, FORMULA_DOMAIN, step);
        if (!is_finite(stack[top])) return stop(fault, FORMULA_RANGE, step);
        top++;
    }
    *ret = stack[0];
    return true;
}
