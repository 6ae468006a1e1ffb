/* Items to numbers, and faults to words. See plan_score.h. */
#include "model/plan_score.h"

#include "base/banned.h"

enum { DAY_MINUTES = 480, CENTS = 100 };

static bool fault_in_words(Str text, const FormulaFault *fault, Error *err) {
    Str part = str_slice(text, (size_t)fault->at, (size_t)fault->at + (size_t)fault->length);
    int at = fault->at + 1;
    switch ((FormulaFaultKind)fault->kind) {
    case FORMULA_NAME:
        error_field(err, "text", "There is no field \"%.*s\" (at character %d).", STR_ARG(part), at);
        if (fault->field >= 0) return error_hint(err, "Did you mean \"%s\"?", score_names[fault->field]);
        return error_hint(err, "Fields are value, reach, impact, confidence, ease, time_criticality, "
                               "risk_reduction, moscow, kano, effort, duration, cost.");
    case FORMULA_VALUE:
        error_field(err, "text", "A number or a field is missing at character %d.", at);
        return error_hint(err, "An operator stands between two of them: value / effort.");
    case FORMULA_CLOSE:
        error_field(err, "text", "The bracket at character %d has no counterpart.", at);
        return error_hint(err, "Close every ( with a ).");
    case FORMULA_ARGUMENTS:
        error_field(err, "text", "%.*s has a wrong number of arguments (at character %d).", STR_ARG(part),
                    at);
        return error_hint(err, "sqrt(x), log(x), log(x, base), min(x, y), max(x, y).");
    case FORMULA_LONG:
        error_field(err, "text", "The formula is too long or nested too deep.");
        return error_hint(err, "Make two formulas of it.");
    default:
        error_field(err, "text", "\"%.*s\" means nothing here (at character %d).", STR_ARG(part), at);
        return error_hint(err, "There are + - * / ^ ( ) sqrt log min max, numbers and fields.");
    }
}

bool score_compile(Str text, FormulaCode *ret, Error *err) {
    FormulaFault fault;
    return formula_compile(text.at, (int32_t)text.len, score_names, ret, &fault) ||
           fault_in_words(text, &fault, err);
}

Str score_fault_text(Arena *arena, const FormulaFault *fault) {
    switch ((FormulaFaultKind)fault->kind) {
    case FORMULA_MISSING: return fmt(arena, "There is no %s.", score_names[fault->field]);
    case FORMULA_DIVISION: return fmt(arena, "It divides by zero (at character %d).", fault->at + 1);
    case FORMULA_DOMAIN: return fmt(arena, "It has no result (at character %d).", fault->at + 1);
    default: return STR("The result is too large.");
    }
}

KanoClass kano_of(const List *answers) {
    int32_t counts[KANO_QUESTIONABLE + 1] = {0};
    const KanoAnswer *answer = answers->at;
    for (int i = 0; i < answers->count; i++)
        counts[kano_class(answer[i].functional.n, answer[i].dysfunctional.n)]++;
    return kano_most(counts);
}

void score_values(const Item *item, const TaskSchedule *figures, double values[SCORE_FIELDS]) {
    KanoClass kano = kano_of(&item->kano_answers);
    bool dated = figures && figures->start != MINUTE_NONE;
    for (int i = 0; i < SCORE_FIELDS; i++) values[i] = NAN;
    values[SCORE_VALUE] = item->value;
    values[SCORE_REACH] = item->reach;
    values[SCORE_IMPACT] = item->impact;
    values[SCORE_CONFIDENCE] = item->confidence_percent / 100;
    values[SCORE_EASE] = item->ease;
    values[SCORE_TIME_CRITICALITY] = item->time_criticality;
    values[SCORE_RISK_REDUCTION] = item->risk_reduction;
    if (item->moscow.n >= 0) values[SCORE_MOSCOW] = 4 - item->moscow.n;
    if (kano != KANO_QUESTIONABLE) values[SCORE_KANO] = 4 - (int)kano;
    if (!dated) return;
    values[SCORE_EFFORT] = (double)figures->work / DAY_MINUTES;
    values[SCORE_DURATION] = (double)figures->duration / DAY_MINUTES;
    values[SCORE_COST] = (double)figures->cost_cents / CENTS;
}
