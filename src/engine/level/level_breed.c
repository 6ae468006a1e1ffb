/* Levelling: genetic search over two populations, one on each side of time.
 *
 * A schedule shifted to the left is read as a list from its end, which placed from the right gives a schedule
 * that is never longer (forward-backward improvement); so the children of one population are placed on the
 * other side and make up the other population, and every pass both breeds and improves (Debels & Vanhoucke
 * 2007). A child takes a stretch of time in which its mother uses the resources well, and the order of what
 * lies before and behind it from its father, so that what is packed densely stays together. */
#include "engine/level/level_run.h"

enum { HERD_LEAST = 20, HERD_MOST = 200, HERD_STEP = 10, WEIGHT_WHOLE = 10000, STRETCHES = 3, SLACK = 100 };

typedef struct Member {
    int32_t makespan;
    uint32_t print; /* of the list: equal members are told apart from different ones */
    int32_t *list;  /* for the other side */
    int32_t *time;  /* by job of the other side: its start there */
} Member;

typedef struct Herd {
    LevelRun *run;
    Member *members[2];
    int32_t size;
    int32_t *list, *start, *key;
    int32_t *weight; /* by job of side 0: what it holds, in shares of the capacities */
    int64_t *used;   /* by slot: weight held before it */
} Herd;

static void weigh(Herd *herd) {
    const LevelProblem *problem = herd->run->problem;
    for (int32_t j = 0; j < herd->run->job_count; j++) {
        int64_t mode = problem->first_mode[herd->run->row[j]];
        for (int32_t r = 0; r < problem->resource_count; r++)
            if (problem->capacity[r])
                herd->weight[j] +=
                    problem->demand[mode * problem->resource_count + r] * WEIGHT_WHOLE / problem->capacity[r];
    }
}

static bool make_herd(LevelRun *run, Herd *herd, int32_t size) {
    *herd = (Herd){.run = run, .size = size};
    herd->list = arena_array(run->arena, int32_t, run->job_count);
    herd->start = arena_array(run->arena, int32_t, run->job_count);
    herd->key = arena_array(run->arena, int32_t, run->job_count);
    herd->weight = arena_array(run->arena, int32_t, run->job_count);
    herd->used = arena_array(run->arena, int64_t, run->horizon + 2);
    for (int side = 0; side < 2; side++) {
        herd->members[side] = arena_array(run->arena, Member, size);
        int32_t *room = arena_array(run->arena, int32_t, 2 * (int64_t)size * run->job_count);
        if (!herd->members[side] || !room) return false;
        for (int32_t i = 0; i < size; i++, room += 2 * run->job_count) {
            herd->members[side][i].list = room;
            herd->members[side][i].time = room + run->job_count;
        }
    }
    if (!herd->list || !herd->start || !herd->key || !herd->weight || !herd->used) return false;
    weigh(herd);
    return true;
}

/* Keeps what was placed on a side as a member. */
static void keep(Herd *herd, int side, int32_t makespan, Member *member) {
    LevelRun *run = herd->run;
    uint32_t print = 0;
    level_list_other(run, side, herd->start, makespan, member->list);
    for (int32_t j = 0; j < run->job_count; j++) member->time[j] = run->time[j];
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

/* Where the stretch of the mother's time begins: the fullest of a few. */
static int32_t full_stretch(Herd *herd, int side, const Member *mother, int32_t length) {
    LevelRun *run = herd->run;
    const LevelSide *other = run->side + 1 - side;
    int64_t *used = herd->used, most = -1, held = 0;
    int32_t from = 0, last = run->job_count - 1;
    for (int32_t t = 0; t <= mother->makespan + 1; t++) used[t] = 0;
    for (int32_t j = 0; j <= last; j++) {
        int32_t weight = herd->weight[side ? j : last - j];
        used[mother->time[j] + 1] += weight;
        used[mother->time[j] + other->duration[j] + 1] -= weight;
    }
    for (int32_t t = 1; t <= mother->makespan + 1; t++) {
        held += used[t];
        used[t] = used[t - 1] + held;
    }
    for (int i = 0; i < STRETCHES; i++) {
        int32_t at = level_random_below(run, mother->makespan - length + 1);
        if (used[at + length] - used[at] <= most) continue;
        most = used[at + length] - used[at];
        from = at;
    }
    return from;
}

/* What the mother starts before the stretch, in it, behind it: first and last in the father's order. Members
 * are of `side`; their lists and the child's of the other. */
static void cross(Herd *herd, int side, const Member *father, const Member *mother) {
    LevelRun *run = herd->run;
    int32_t count = run->job_count, makespan = mother->makespan, at = 0, after = 0;
    int32_t length = makespan / 4 + level_random_below(run, makespan / 2 + 1);
    int32_t from = full_stretch(herd, side, mother, length), to = from + length;
    int32_t *list = herd->list, *behind = herd->key;
    for (int32_t i = 0; i < count; i++) {
        int32_t job = father->list[i], time = mother->time[job];
        if (time < from) list[at++] = job;
        else if (time > to) behind[after++] = job;
    }
    for (int32_t i = 0; i < count; i++) {
        int32_t job = mother->list[i], time = mother->time[job];
        if (time >= from && time <= to) list[at++] = job;
    }
    for (int32_t i = 0; i < after; i++) list[at++] = behind[i];
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
        bool turned = level_random_below(run, 2);
        cross(herd, side, turned ? mother : father, turned ? father : mother);
        mutate(herd, other, UINT32_MAX / 50);
        keep(herd, 1 - side, level_place(run, other, herd->list, herd->start), child);
        if (!level_spend(run, 1)) return false;
        /* A child that is much worse than its father gives way to the father himself, improved. */
        if (child->makespan > father->makespan + father->makespan / SLACK ||
            is_copy(herd, 1 - side, child, i)) {
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
