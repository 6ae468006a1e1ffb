/* Levelling: genetic search over two populations, one on each side of time.
 *
 * A schedule shifted to the left is read as a list from its end, which placed from the right gives a schedule
 * that is never longer (forward-backward improvement); so the children of one population are placed on the
 * other side and make up the other population, and every pass both breeds and improves (Debels & Vanhoucke
 * 2005). A child takes its outer parts from one parent and its middle from another. */
#include "engine/level_run.h"

enum { HERD_LEAST = 20, HERD_MOST = 200, HERD_STEP = 10 };

typedef struct Member {
    int32_t makespan;
    uint32_t print; /* of the list: equal members are told apart from different ones */
    int32_t *list;  /* for the other side */
} Member;

typedef struct Herd {
    LevelRun *run;
    Member *members[2];
    int32_t size;
    int32_t *list, *start, *key;
    uint32_t *taken, mark; /* by job: taken in this child */
} Herd;

static bool make_herd(LevelRun *run, Herd *herd, int32_t size) {
    *herd = (Herd){.run = run, .size = size};
    herd->list = arena_array(run->arena, int32_t, run->job_count);
    herd->start = arena_array(run->arena, int32_t, run->job_count);
    herd->key = arena_array(run->arena, int32_t, run->job_count);
    herd->taken = arena_array(run->arena, uint32_t, run->job_count);
    for (int side = 0; side < 2; side++) {
        herd->members[side] = arena_array(run->arena, Member, size);
        int32_t *lists = arena_array(run->arena, int32_t, (int64_t)size * run->job_count);
        if (!herd->members[side] || !lists) return false;
        for (int32_t i = 0; i < size; i++) herd->members[side][i].list = lists + (int64_t)i * run->job_count;
    }
    return herd->list && herd->start && herd->key && herd->taken;
}

/* Keeps what was placed on a side as a member. */
static void keep(Herd *herd, int side, int32_t makespan, Member *member) {
    LevelRun *run = herd->run;
    uint32_t print = 0;
    level_list_other(run, side, herd->start, makespan, member->list);
    for (int32_t j = 0; j < run->job_count; j++) print = (print ^ (uint32_t)herd->start[j]) * 0x9e3779b1u;
    member->makespan = makespan;
    member->print = print;
    if (makespan >= run->best.makespan) return;
    if (side == 1)
        for (int32_t j = 0; j < run->job_count; j++) {
            int32_t own = run->job_count - 1 - j;
            herd->key[own] = makespan - herd->start[j] - run->side[1].duration[j];
        }
    level_offer(run, side ? herd->key : herd->start, makespan);
}

/* ---- The first generation: priority rules with noise ---- */

static void random_keys(Herd *herd, const LevelSide *side, int32_t rule, int32_t noise) {
    LevelRun *run = herd->run;
    for (int32_t j = 0; j < run->job_count; j++) {
        int32_t key = side->duration[j] - side->tail[j];
        if (rule == 1) key -= side->duration[j];
        if (rule == 2) key = -(side->tail[j] + side->duration[j]);
        herd->key[j] = 16 * key + (noise ? level_random_below(run, 16 * noise) : 0);
    }
}

static bool first_generation(Herd *herd) {
    LevelRun *run = herd->run;
    int32_t longest = 0;
    for (int32_t j = 0; j < run->job_count; j++)
        if (run->side[0].tail[j] > longest) longest = run->side[0].tail[j];
    for (int32_t i = 0; i < herd->size; i++) {
        int32_t makespan, noise = i < 4 ? 0 : 1 + longest * (i % 8) / 16;
        random_keys(herd, run->side, i % 3, noise);
        if (i % 2) {
            makespan = level_place_parallel(run, run->side, herd->key, herd->start);
        } else {
            level_list_by_key(run, run->side, herd->key, herd->list);
            makespan = level_place(run, run->side, herd->list, herd->start);
        }
        keep(herd, 0, makespan, herd->members[0] + i);
        if (!level_spend(run, 1)) return false;
    }
    return true;
}

/* ---- Children ---- */

static void take(Herd *herd, const int32_t *from, int32_t *at, int32_t to) {
    for (int32_t i = 0; *at < to; i++)
        if (herd->taken[from[i]] != herd->mark) {
            herd->taken[from[i]] = herd->mark;
            herd->list[(*at)++] = from[i];
        }
}

static void cross(Herd *herd, const Member *father, const Member *mother) {
    int32_t count = herd->run->job_count, at = 0;
    int32_t a = level_random_below(herd->run, count),
            length = count / 4 + level_random_below(herd->run, count / 2 + 1);
    int32_t b = a + length < count ? a + length : count;
    herd->mark++;
    take(herd, father->list, &at, a);
    take(herd, mother->list, &at, b);
    take(herd, father->list, &at, count);
}

static bool must_follow(const LevelSide *side, int32_t before, int32_t job) {
    for (int32_t i = side->first_before[job]; i < side->first_before[job + 1]; i++)
        if (side->before[i] == before) return true;
    return false;
}

/* Neighbours in the list change places. */
static void mutate(Herd *herd, const LevelSide *side, uint32_t chance) {
    for (int32_t i = 0; i + 1 < herd->run->job_count; i++) {
        int32_t a = herd->list[i], b = herd->list[i + 1];
        if (level_random(herd->run) >= chance || must_follow(side, a, b)) continue;
        herd->list[i] = b;
        herd->list[i + 1] = a;
    }
}

static const Member *choose(Herd *herd, int side, int32_t but) {
    int32_t a = level_random_below(herd->run, herd->size), b = level_random_below(herd->run, herd->size);
    if (a == but) a = (a + 1) % herd->size;
    if (b == but) b = (b + 1) % herd->size;
    const Member *first = herd->members[side] + a, *second = herd->members[side] + b;
    return first->makespan <= second->makespan ? first : second;
}

static bool is_copy(const Herd *herd, int side, const Member *member, int32_t count) {
    for (int32_t i = 0; i < count; i++)
        if (herd->members[side][i].print == member->print) return true;
    return false;
}

/* Fills the other population with children of this one. */
static bool next_generation(Herd *herd, int side) {
    LevelRun *run = herd->run;
    const LevelSide *other = run->side + 1 - side;
    for (int32_t i = 0; i < herd->size; i++) {
        const Member *father = herd->members[side] + i, *mother = choose(herd, side, i);
        Member *child = herd->members[1 - side] + i;
        cross(herd, father, mother);
        mutate(herd, other, UINT32_MAX / 50);
        keep(herd, 1 - side, level_place(run, other, herd->list, herd->start), child);
        if (!level_spend(run, 1)) return false;
        /* A child that is worse than its father gives way to the father himself, improved. */
        if (child->makespan > father->makespan || is_copy(herd, 1 - side, child, i)) {
            for (int32_t k = 0; k < run->job_count; k++) herd->list[k] = father->list[k];
            keep(herd, 1 - side, level_place(run, other, herd->list, herd->start), child);
            if (!level_spend(run, 1)) return false;
        }
    }
    return true;
}

/* Many members want many generations: about half as many of each. */
static int32_t herd_size(int64_t schedules) {
    int32_t size = HERD_LEAST;
    while (size < HERD_MOST && (int64_t)size * size < schedules / 2) size += HERD_STEP;
    return size;
}

bool level_breed(LevelRun *run, int64_t schedules) {
    Herd herd;
    int64_t end = run->spent + schedules;
    if (schedules > INT64_MAX - run->spent) end = INT64_MAX;
    ArenaMark mark = arena_mark(run->arena);
    if (!make_herd(run, &herd, herd_size(schedules))) return false;
    if (first_generation(&herd))
        for (int side = 0; run->spent < end && next_generation(&herd, side); side = 1 - side) {}
    arena_release(run->arena, mark);
    return true;
}
