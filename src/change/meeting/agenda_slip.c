/* What slipped, by its cause. See agenda.h.
 *
 * A leaf that now ends on a later day than then has slipped. The engine's chain of causes leads from its date
 * back to what decided it; the farthest leaf on it that slipped too is the cause, and the others follow it.
 */
#include "base/banned.h"
#include "change/meeting/agenda.h"

enum { TITLES_MAX = 3, PARENTS_MAX = 64 };

typedef struct Slips {
    const AgendaInput *input;
    const MeetingItem *now, *before;
    int32_t *old;     /* one an item of now: its row in before, NO_INDEX: none */
    bool *slipped;    /* leaves */
    int32_t *cause;   /* of what slipped: the row of now that moved it, itself where nothing else did */
    int32_t *feature; /* its feature, else itself */
} Slips;

static int32_t day_or(Moment at, int32_t otherwise) {
    return at.n == MOMENT_NONE.n ? otherwise : day_of_minute(at.n);
}

/* Days by which the item ends later than then; 0: it does not. */
static int days_late(const Slips *slips, int i) {
    if (slips->old[i] == NO_INDEX) return 0;
    int32_t then = day_or(slips->before[slips->old[i]].finish_at, INT32_MAX),
            now = day_or(slips->now[i].finish_at, INT32_MIN);
    return now > then ? now - then : 0;
}

static int32_t feature_of(const Slips *slips, int32_t i) {
    int32_t at = i;
    for (int depth = 0; depth < PARENTS_MAX && at != NO_INDEX; depth++) {
        if (slips->now[at].kind.n == ITEM_FEATURE) return at;
        at = agenda_find(&slips->input->now, slips->now[at].parent_id);
    }
    return i;
}

static bool slips_make(Arena *arena, const AgendaInput *input, Slips *ret) {
    int count = input->now.count;
    Slips slips = {.input = input,
                   .now = input->now.at,
                   .before = input->before.at,
                   .old = arena_array(arena, int32_t, count + 1),
                   .slipped = arena_array(arena, bool, count + 1),
                   .cause = arena_array(arena, int32_t, count + 1),
                   .feature = arena_array(arena, int32_t, count + 1)};
    if (arena->full) return false;
    for (int i = 0; i < count; i++) {
        int state = slips.now[i].state.n;
        slips.old[i] = agenda_find(&input->before, slips.now[i].item_id);
        slips.slipped[i] = !slips.now[i].summary && state != STATE_DONE && state != STATE_DROPPED &&
                           days_late(&slips, i) > 0;
        slips.cause[i] = i;
        slips.feature[i] = slips.slipped[i] ? feature_of(&slips, i) : i;
    }
    *ret = slips;
    return true;
}

/* The farthest item on the chain of causes that slipped itself. */
static bool find_cause(const Slips *slips, Explainer *explainer, int32_t i) {
    ExplainStep *steps;
    int count;
    const PlanMap *map = slips->input->map;
    int32_t task = plan_index(&map->task_of_item, slips->now[i].item_id);
    if (task == NO_INDEX) return true;
    if (!explainer_chain(explainer, task, true, &steps, &count)) return false;
    for (int k = count - 1; k > 0; k--) {
        int at = agenda_find(&slips->input->now, map->task_item_ids[steps[k].task]);
        if (at == NO_INDEX || !slips->slipped[at]) continue;
        slips->cause[i] = at;
        return true;
    }
    return true;
}

static bool find_causes(Arena *arena, const Slips *slips) {
    if (!slips->input->map) return true;
    Explainer *explainer = explainer_make(arena, &slips->input->map->plan, slips->input->schedule);
    if (!explainer) return !arena->full;
    for (int i = 0; i < slips->input->now.count; i++)
        if (slips->slipped[i] && !find_cause(slips, explainer, i)) return false;
    return true;
}

/* ---- words ---- */

/* Of what lies in the release, the last finish. */
static Moment release_finish(const List *items, Id release_id) {
    const MeetingItem *row = items->at;
    Moment last = MOMENT_NONE;
    for (int i = 0; i < items->count; i++)
        if (id_equal(row[i].release_id, release_id) && row[i].state.n != STATE_DROPPED &&
            row[i].finish_at.n > last.n)
            last = row[i].finish_at;
    return last;
}

static void tell_release(Arena *arena, const Slips *slips, Id release_id, StrBuf *out) {
    const Release *release = slips->input->releases.at;
    for (int i = 0; i < slips->input->releases.count; i++) {
        if (!id_equal(release[i].row.id, release_id)) continue;
        int32_t now = day_or(release_finish(&slips->input->now, release_id), INT32_MIN),
                then = day_or(release_finish(&slips->input->before, release_id), INT32_MAX);
        if (now > then)
            strbuf_fmt(out, " %.*s now ends on %.*s, was %.*s.", STR_ARG(release[i].name),
                       STR_ARG(day_words(arena, (Day){now})), STR_ARG(day_words(arena, (Day){then})));
    }
}

static void tell_tasks(const Slips *slips, int32_t feature, StrBuf *out) {
    int told = 0;
    for (int i = 0; i < slips->input->now.count && told < TITLES_MAX; i++) {
        if (!slips->slipped[i] || slips->cause[i] != i || slips->feature[i] != feature || i == feature)
            continue;
        strbuf_fmt(out, "%s%.*s", told++ ? ", " : " By: ", STR_ARG(slips->now[i].title));
    }
    if (told) strbuf_char(out, '.');
}

/* The slip of the leaf makes its feature later, and something of `feature` is its cause. */
static bool delays(const Slips *slips, int i, int32_t feature) {
    return slips->slipped[i] && slips->feature[slips->cause[i]] == feature &&
           days_late(slips, slips->feature[i]) > 0;
}

/* Tells each other feature that is later because of this one; how many there are. */
static int tell_delayed(Arena *arena, const Slips *slips, int32_t feature, StrBuf *out) {
    int count = 0;
    bool *told = arena_array(arena, bool, slips->input->now.count + 1);
    for (int i = 0; told && i < slips->input->now.count; i++) {
        int32_t other = slips->feature[i];
        if (other == feature || told[other] || !delays(slips, i, feature)) continue;
        told[other] = true;
        if (count < TITLES_MAX)
            strbuf_fmt(out, "%s%.*s", count ? ", " : " It delays ", STR_ARG(slips->now[other].title));
        count++;
    }
    if (count > TITLES_MAX) strbuf_fmt(out, " and %d more", count - TITLES_MAX);
    if (count) strbuf_char(out, '.');
    return count;
}

static void tell_finish(Arena *arena, const Slips *slips, int32_t feature, StrBuf *out) {
    const MeetingItem *item = &slips->now[feature];
    if (item->finish_at.n == MOMENT_NONE.n || slips->old[feature] == NO_INDEX) return;
    Str now = day_words(arena, (Day){day_of_minute(item->finish_at.n)});
    Day then = {day_or(slips->before[slips->old[feature]].finish_at, 0)};
    if (days_late(slips, feature) > 0)
        strbuf_fmt(out, "Ends on %.*s, was %.*s.", STR_ARG(now), STR_ARG(day_words(arena, then)));
    else strbuf_fmt(out, "It still ends on %.*s.", STR_ARG(now));
}

static Str words(Arena *arena, const Slips *slips, int32_t feature) {
    StrBuf out = strbuf_make(arena, 0);
    tell_finish(arena, slips, feature, &out);
    tell_tasks(slips, feature, &out);
    tell_delayed(arena, slips, feature, &out);
    tell_release(arena, slips, slips->now[feature].release_id, &out);
    return strbuf_str(&out);
}

/* What slips within its feature and delays nothing else is nobody's point. */
static bool *material_of(Arena *arena, const Slips *slips) {
    bool *material = arena_array(arena, bool, slips->input->now.count + 1);
    for (int i = 0; material && i < slips->input->now.count; i++) {
        if (!slips->slipped[i]) continue;
        int32_t feature = slips->feature[slips->cause[i]];
        material[feature] |= delays(slips, i, feature);
    }
    return material;
}

bool agenda_slips(Arena *arena, const AgendaInput *input, Agenda *agenda) {
    Slips slips;
    if (!slips_make(arena, input, &slips) || !find_causes(arena, &slips)) return false;
    bool *waits = material_of(arena, &slips); /* for its point */
    if (!waits) return false;
    for (int i = 0; i < input->now.count; i++) {
        int32_t feature = slips.feature[i];
        if (!slips.slipped[i] || slips.cause[i] != i || !waits[feature]) continue;
        waits[feature] = false;
        AgendaPoint *point = vec_push(arena, agenda);
        if (!point) return false;
        *point = (AgendaPoint){.kind = POINT_SLIP,
                               .resource = STR("item"),
                               .subject_id = slips.now[feature].item_id,
                               .title = fmt(arena, "%s: %.*s",
                                            days_late(&slips, feature) > 0 ? "Later" : "Delays others",
                                            STR_ARG(slips.now[feature].title)),
                               .text = words(arena, &slips, feature),
                               .side = CUSTODY_PROJECT};
    }
    return !arena->full;
}
