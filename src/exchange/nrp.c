/* The reader of next-release instances: one number after the other, each with its range, and every count with
 * its maximum before anything is allocated by it. See nrp.h. */
#include "exchange/nrp.h"

#include "base/vec.h"

#include "base/banned.h"

typedef struct Costs {
    VEC(int64_t);
} Costs;

typedef struct Pairs {
    VEC(NrpPair);
} Pairs;

typedef struct Reader {
    Arena *arena;
    Str rest;
    int32_t line;
    Costs costs;
    Pairs dependencies, requests;
    int64_t *profits;
    int32_t customer_count;
    Error *err;
} Reader;

static bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool nrp_guess(Str content) {
    for (size_t i = 0; i < content.len && i < 4096; i++)
        if (!is_space(content.at[i]) && (content.at[i] < '0' || content.at[i] > '9')) return false;
    return str_trim(content).len > 0;
}

static Str next_word(Reader *reader) {
    Str *rest = &reader->rest;
    size_t begin = 0, end;
    while (begin < rest->len && is_space(rest->at[begin])) reader->line += rest->at[begin++] == '\n';
    for (end = begin; end < rest->len && !is_space(rest->at[end]);) end++;
    Str word = str_slice(*rest, begin, end);
    *rest = str_from(*rest, end);
    return word;
}

static bool expected(Reader *reader, const char *what, Str found) {
    if (found.len > 40) found.len = 40;
    for (size_t i = 0; i < found.len; i++)
        if (found.at[i] < ' ' || found.at[i] > '~') found.len = i;
    if (found.len)
        error_set(reader->err, ERROR_INVALID, "Line %d: %s was expected, not \"%.*s\".", reader->line, what,
                  STR_ARG(found));
    else error_set(reader->err, ERROR_INVALID, "Line %d: %s was expected.", reader->line, what);
    return error_hint(reader->err,
                      "The file holds levels of costs, dependencies and customers, numbers only.");
}

static bool read_number(Reader *reader, const char *what, int64_t least, int64_t most, int64_t *ret) {
    int64_t number;
    Str word = next_word(reader);
    if (!str_int(word, &number)) return expected(reader, what, word);
    if (number < least || number > most) {
        error_set(reader->err, ERROR_INVALID, "Line %d: %s is %lld, outside %lld to %lld.", reader->line,
                  what, (long long)number, (long long)least, (long long)most);
        return error_hint(reader->err, "Correct the number, or divide the instance.");
    }
    *ret = number;
    return true;
}

static bool read_costs(Reader *reader) {
    int64_t levels, count, cost;
    if (!read_number(reader, "the number of levels", 1, NRP_LEVELS_MAX, &levels)) return false;
    for (int64_t level = 0; level < levels; level++) {
        if (!read_number(reader, "a number of requirements", 0, NRP_REQUIREMENTS_MAX - reader->costs.count,
                         &count))
            return false;
        for (int64_t i = 0; i < count; i++) {
            if (!read_number(reader, "a cost", 0, NRP_VALUE_MAX, &cost)) return false;
            int64_t *row = vec_push(reader->arena, &reader->costs);
            if (!row) return error_no_memory(reader->err);
            *row = cost;
        }
    }
    return true;
}

static bool add_pair(Reader *reader, Pairs *pairs, int64_t from, int64_t to) {
    NrpPair *pair = vec_push(reader->arena, pairs);
    if (!pair) return error_no_memory(reader->err);
    *pair = (NrpPair){(int32_t)from, (int32_t)to};
    return true;
}

static bool read_dependencies(Reader *reader) {
    int64_t count, from, to;
    if (!read_number(reader, "the number of dependencies", 0, NRP_ROWS_MAX, &count)) return false;
    for (int64_t i = 0; i < count; i++)
        if (!read_number(reader, "a requirement", 1, reader->costs.count, &from) ||
            !read_number(reader, "a requirement", 1, reader->costs.count, &to) ||
            !add_pair(reader, &reader->dependencies, from - 1, to - 1))
            return false;
    return true;
}

static bool read_customers(Reader *reader) {
    int64_t customers, count, requirement;
    if (!read_number(reader, "the number of customers", 0, NRP_CUSTOMERS_MAX, &customers)) return false;
    reader->profits = arena_array(reader->arena, int64_t, customers);
    if (!reader->profits) return error_no_memory(reader->err);
    reader->customer_count = (int32_t)customers;
    for (int64_t k = 0; k < customers; k++) {
        if (!read_number(reader, "a profit", 0, NRP_VALUE_MAX, reader->profits + k) ||
            !read_number(reader, "a number of requests", 0, NRP_ROWS_MAX - reader->requests.count, &count))
            return false;
        for (int64_t i = 0; i < count; i++)
            if (!read_number(reader, "a requirement", 1, reader->costs.count, &requirement) ||
                !add_pair(reader, &reader->requests, k, requirement - 1))
                return false;
    }
    return true;
}

bool nrp_read(Arena *arena, Str content, NrpInstance *ret, Error *err) {
    Reader reader = {.arena = arena, .rest = content, .line = 1, .err = err};
    if (!read_costs(&reader) || !read_dependencies(&reader) || !read_customers(&reader)) return false;
    Str more = next_word(&reader);
    if (more.len) return expected(&reader, "the end of the file", more);
    *ret = (NrpInstance){.requirement_count = reader.costs.count,
                         .customer_count = reader.customer_count,
                         .dependency_count = reader.dependencies.count,
                         .request_count = reader.requests.count,
                         .costs = reader.costs.at,
                         .profits = reader.profits,
                         .dependencies = reader.dependencies.at,
                         .requests = reader.requests.at};
    for (int32_t i = 0; i < ret->requirement_count; i++) ret->cost_sum += ret->costs[i];
    return true;
}
