/* Shapes: inverse distribution functions as tables, and draws from them.
 *
 * The idea: a draw is a uniform 32-bit number, looked up and interpolated; so every distribution costs the
 * same and the hot loop knows none. The tables are computed with + - * / and sqrt alone (exp and log are
 * series here), in one order, so that they are equal wherever IEEE arithmetic is. Estimates that differ only
 * in scale share a table. */
#include "base/mem.h"
#include "engine/risk/risk_run.h"

enum { KEY_STEPS = 1024, CELLS = 1024, KNOT_MOST = 65535 };

/* ---- Arithmetic ---- */

static double square_root(double x) {
    return __builtin_sqrt(x);
}

/* x above 0: m * 2^k with m near 1, then the series of artanh. */
static double natural_log(double x) {
    int k = 0;
    for (; x > 1.5; x /= 2) k++;
    for (; x < 0.75; x *= 2) k--;
    double t = (x - 1) / (x + 1), power = t, sum = 0;
    for (int i = 1; i < 40; i += 2) {
        sum += power / i;
        power *= t * t;
    }
    return 2 * sum + k * 0.69314718055994530942;
}

/* x between -700 and 700: 2^n * e^r with r near 0, without a branch. */
static inline double exponential(double x) {
    static const double factors[] = {1.0 / 6227020800, 1.0 / 479001600, 1.0 / 39916800, 1.0 / 3628800,
                                     1.0 / 362880,     1.0 / 40320,     1.0 / 5040,     1.0 / 720,
                                     1.0 / 120,        1.0 / 24,        1.0 / 6,        1.0 / 2};
    int32_t n = (int32_t)(x * 1.44269504088896340736 + (x < 0 ? -0.5 : 0.5));
    double r = x - n * 0.69314718055994530942, sum = 0, scale;
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++) sum = (sum + factors[i]) * r;
    int64_t bits = (int64_t)(n + 1023) << 52;
    mem_copy(&scale, &bits, sizeof scale);
    return ((sum + 1) * r + 1) * scale;
}

/* ---- Tables ---- */

static double probability_of_knot(int i) {
    if (i <= 64) return i / 4096.0;
    if (i <= 126) return (i - 63) / 64.0;
    return 1 - (KNOTS - 1 - i) / 4096.0;
}

static uint16_t knot_of(double x) {
    if (x <= 0) return 0;
    return x >= 1 ? KNOT_MOST : (uint16_t)(x * KNOT_MOST + 0.5);
}

static double triangular(double mode, double u) {
    return u < mode ? square_root(u * mode) : 1 - square_root((1 - u) * (1 - mode));
}

/* Density of the beta distribution of PERT in each cell, up to a factor. logs: of the cells' middles. */
static void pert_density(double mode, const double *logs, double *cells) {
    for (int i = 0; i < CELLS; i++)
        cells[i] = exponential(4 * mode * logs[i] + 4 * (1 - mode) * logs[CELLS - 1 - i]);
}

/* Of the standard normal distribution from -4 to 4. */
static void normal_density(double *cells) {
    for (int i = 0; i < CELLS; i++) {
        double z = 8 * ((i + 0.5) / CELLS) - 4;
        cells[i] = exponential(-z * z / 2);
    }
}

/* Where the sum of a density over 0..1 reaches each knot's share, linear within a cell. */
static void invert(const double *cells, double *to) {
    double total = 0, passed = 0;
    for (int i = 0; i < CELLS; i++) total += cells[i];
    int cell = 0;
    for (int i = 0; i < KNOTS; i++) {
        double want = probability_of_knot(i) * total;
        while (cell < CELLS - 1 && passed + cells[cell] < want) passed += cells[cell++];
        double part = cells[cell] > 0 ? (want - passed) / cells[cell] : 1;
        to[i] = (cell + (part > 1 ? 1 : part)) / CELLS;
    }
    to[KNOTS - 1] = 1;
}

/* key: of RISK_LOGNORMAL sigma, else where likely lies, in KEY_STEPS. */
static void shape_fill(Shape *shape, const double *logs, double *cells) {
    double mode = (double)shape->key / KEY_STEPS, at[KNOTS];
    if (shape->kind == RISK_PERT) pert_density(mode, logs, cells);
    if (shape->kind == RISK_LOGNORMAL) normal_density(cells);
    if (shape->kind == RISK_PERT || shape->kind == RISK_LOGNORMAL) invert(cells, at);
    double least = exponential(-4 * mode), most = exponential(4 * mode);
    for (int i = 0; i < KNOTS; i++) {
        double u = probability_of_knot(i);
        if (shape->kind == RISK_UNIFORM) at[i] = u;
        if (shape->kind == RISK_TRIANGULAR) at[i] = triangular(mode, u);
        if (shape->kind == RISK_LOGNORMAL)
            at[i] = (exponential(mode * (8 * at[i] - 4)) - least) / (most - least);
        shape->knots[i] = knot_of(at[i]);
    }
    shape->knots[KNOTS] = shape->knots[KNOTS - 1];
}

static bool grow(Arena *arena, Shapes *shapes) {
    int32_t capacity = shapes->capacity ? 2 * shapes->capacity : 64;
    Shape **slots = arena_array(arena, Shape *, capacity);
    if (!slots) return false;
    for (int32_t i = 0; i < shapes->capacity; i++) {
        Shape *shape = shapes->slots[i];
        if (!shape) continue;
        uint32_t at = risk_hash((uint32_t)shape->key, (uint32_t)shape->kind, 0);
        while (slots[at & (uint32_t)(capacity - 1)]) at++;
        slots[at & (uint32_t)(capacity - 1)] = shape;
    }
    shapes->slots = slots;
    shapes->capacity = capacity;
    return true;
}

static bool provide_logs(Arena *arena, Shapes *shapes) {
    if (shapes->logs) return true;
    shapes->logs = arena_array(arena, double, CELLS);
    for (int i = 0; shapes->logs && i < CELLS; i++) shapes->logs[i] = natural_log((i + 0.5) / CELLS);
    return shapes->logs != NULL;
}

static const Shape *shape_find(Arena *arena, Shapes *shapes, int32_t kind, int32_t key) {
    if (2 * shapes->count >= shapes->capacity && !grow(arena, shapes)) return NULL;
    uint32_t mask = (uint32_t)(shapes->capacity - 1), at = risk_hash((uint32_t)key, (uint32_t)kind, 0);
    for (; shapes->slots[at & mask]; at++) {
        const Shape *shape = shapes->slots[at & mask];
        if (shape->kind == kind && shape->key == key) return shape;
    }
    if (!provide_logs(arena, shapes)) return NULL;
    Shape *shape = arena_new(arena, Shape);
    ArenaMark mark = arena_mark(arena);
    double *cells = arena_array(arena, double, CELLS);
    if (!shape || !cells) return NULL;
    shape->kind = kind;
    shape->key = key;
    shape_fill(shape, shapes->logs, cells);
    arena_release(arena, mark);
    shapes->slots[at & mask] = shape;
    shapes->count++;
    return shape;
}

/* ---- Samplers ---- */

static uint64_t mix(uint64_t x) {
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

void stream_salts(uint64_t seed, uint64_t stream, uint32_t *a, uint32_t *b) {
    uint64_t salt = mix(mix(seed + 0x9E3779B97F4A7C15u) + stream * 0x9E3779B97F4A7C15u);
    *a = (uint32_t)salt;
    *b = (uint32_t)(salt >> 32);
}

static void set_discrete(const RiskModel *model, const RiskEstimate *estimate, Sampler *sampler) {
    sampler->values = model->values + estimate->first_value;
    sampler->value_count = estimate->value_count;
    for (int32_t i = 0; i < estimate->value_count; i++)
        sampler->total_weight += (uint32_t)sampler->values[i].weight;
}

bool sampler_make(Arena *arena, Shapes *shapes, const RiskModel *model, const RiskEstimate *estimate,
                  uint64_t seed, uint64_t stream, Sampler *ret) {
    *ret = (Sampler){.low = (float)estimate->low};
    stream_salts(seed, stream, &ret->salt_a, &ret->salt_b);
    if (estimate->shape == RISK_DISCRETE) {
        set_discrete(model, estimate, ret);
        return true;
    }
    double low = (double)estimate->low, high = (double)estimate->high;
    if (low >= high) return true;
    int32_t key = 0;
    if (estimate->shape == RISK_LOGNORMAL) {
        /* The P90 of the standard normal distribution. */
        double sigma = natural_log(high / low) / 2 / 1.2815515655446004;
        key = (int32_t)(sigma * KEY_STEPS + 0.5);
        sigma = (double)key / KEY_STEPS;
        double median = square_root(low * high);
        low = median * exponential(-4 * sigma);
        high = median * exponential(4 * sigma);
    } else if (estimate->shape != RISK_UNIFORM) {
        key = (int32_t)(((double)estimate->likely - low) / (high - low) * KEY_STEPS + 0.5);
    }
    ret->shape = shape_find(arena, shapes, estimate->shape, key);
    ret->low = (float)low;
    ret->step = (float)((high - low) / KNOT_MOST);
    return ret->shape != NULL;
}

static void sample_discrete(const Sampler *sampler, const uint32_t *trials, float *to) {
    for (uint32_t lane = 0; lane < LANES; lane++) {
        uint32_t u = risk_hash(trials[lane], sampler->salt_a, sampler->salt_b);
        uint32_t at = (uint32_t)((uint64_t)u * sampler->total_weight >> 32);
        int32_t i = 0;
        while (at >= (uint32_t)sampler->values[i].weight) at -= (uint32_t)sampler->values[i++].weight;
        to[lane] = (float)sampler->values[i].value;
    }
}

WIDE void sample(const Sampler *sampler, const uint32_t *trials, float *to) {
    if (sampler->values) {
        sample_discrete(sampler, trials, to);
        return;
    }
    if (!sampler->shape) {
        for (int lane = 0; lane < LANES; lane++) to[lane] = sampler->low;
        return;
    }
    const uint16_t *knots = sampler->shape->knots;
    uint32_t a = sampler->salt_a, b = sampler->salt_b, index[LANES], pair[LANES];
    float low = sampler->low, step = sampler->step, way[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        uint32_t u = risk_hash(trials[lane], a, b), part = u >> 26;
        /* Knots 0..64 stand for the first 64th, 64..126 for the middle, 126..190 for the last. */
        uint32_t tail = -(uint32_t)(((part + 1) & 62) == 0), last = -(part >> 5) & 126;
        index[lane] = (tail & ((u >> 20 & 63) + last)) | (~tail & (part + 63));
        way[lane] = (float)(int32_t)(((tail & u) | (~tail & u >> 6)) & 0xFFFFF) * 0x1p-20f;
    }
    for (int lane = 0; lane < LANES; lane++) mem_copy(pair + lane, knots + index[lane], sizeof *pair);
    for (int lane = 0; lane < LANES; lane++) {
        int32_t from = (int32_t)(pair[lane] & 0xFFFF), to_knot = (int32_t)(pair[lane] >> 16);
        to[lane] = low + step * ((float)from + (float)(to_knot - from) * way[lane]);
    }
}
