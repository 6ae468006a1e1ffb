/* Points of the agenda. See agenda.h. */
#include "change/meeting/agenda.h"

#include "base/banned.h"
#include "base/mem.h"

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

Str day_words(Arena *arena, Day day) {
    int year, month, of_month;
    day_to_civil(day.n, &year, &month, &of_month);
    return fmt(arena, "%d %s %d", of_month, months[month - 1], year);
}

int agenda_find(const List *items, Id item_id) {
    const MeetingItem *rows = items->at;
    int low = 0, high = items->count;
    while (low < high) {
        int middle = (low + high) / 2;
        if (rows[middle].item_id.n == item_id.n) return middle;
        if (rows[middle].item_id.n < item_id.n) low = middle + 1;
        else high = middle;
    }
    return NO_INDEX;
}

static bool add(Arena *arena, Agenda *agenda, AgendaPoint point) {
    AgendaPoint *slot = vec_push(arena, agenda);
    if (slot) *slot = point;
    return slot != NULL && !arena->full;
}

static bool add_matters(Arena *arena, Agenda *agenda, PointKind kind, const char *resource,
                        const List *list) {
    const AgendaMatter *matter = list->at;
    for (int i = 0; i < list->count; i++) {
        AgendaPoint point = {kind,           str_of(resource), matter[i].id,          matter[i].title,
                             matter[i].text, matter[i].side,   matter[i].presenter_id};
        if (!add(arena, agenda, point)) return false;
    }
    return true;
}

/* ---- features ---- */

static bool alive(const MeetingItem *item) {
    return item->state.n != STATE_DONE && item->state.n != STATE_DROPPED;
}

/* Its place among the features that are not done, 1 first; 0: without a rank. */
static int place_of(const List *items, const MeetingItem *of) {
    const MeetingItem *row = items->at;
    int place = 1;
    if (!of->rank.at) return 0;
    for (int i = 0; i < items->count; i++)
        place += row[i].kind.n == ITEM_FEATURE && alive(&row[i]) && row[i].rank.at &&
                 str_compare(row[i].rank, of->rank) < 0;
    return place;
}

static Str release_name(const AgendaInput *input, Id id) {
    const Release *release = input->releases.at;
    for (int i = 0; i < input->releases.count; i++)
        if (id_equal(release[i].row.id, id)) return release[i].name;
    return STR("none");
}

static Str number_words(Arena *arena, double value) {
    return isnan(value) ? STR("none") : fmt(arena, "%g", value);
}

static Str place_words(Arena *arena, int place) {
    return place ? fmt(arena, "%d", place) : STR("none");
}

static bool same_value(double a, double b) {
    return a == b || (isnan(a) && isnan(b));
}

/* What is different about the feature, in sentences; empty: nothing. */
static Str differences(Arena *arena, const AgendaInput *input, const MeetingItem *old,
                       const MeetingItem *new) {
    StrBuf out = strbuf_make(arena, 0);
    if (alive(old) && new->state.n == STATE_DROPPED) strbuf_add(&out, STR("Dropped. "));
    if (old->state.n == STATE_DROPPED && alive(new)) strbuf_add(&out, STR("Taken up again. "));
    if (!str_equal(old->title, new->title)) strbuf_fmt(&out, "It was called \"%.*s\". ", STR_ARG(old->title));
    if (!str_equal(old->rank, new->rank))
        strbuf_fmt(&out, "Rank %.*s, was %.*s. ", STR_ARG(place_words(arena, place_of(&input->now, new))),
                   STR_ARG(place_words(arena, place_of(&input->before, old))));
    if (!same_value(old->value, new->value))
        strbuf_fmt(&out, "Value %.*s, was %.*s. ", STR_ARG(number_words(arena, new->value)),
                   STR_ARG(number_words(arena, old->value)));
    if (!id_equal(old->release_id, new->release_id))
        strbuf_fmt(&out, "Release %.*s, was %.*s. ", STR_ARG(release_name(input, new->release_id)),
                   STR_ARG(release_name(input, old->release_id)));
    if (!str_equal(old->variant, new->variant))
        strbuf_fmt(&out, "Variant %.*s, was %.*s. ", STR_ARG(new->variant.len ? new->variant : STR("whole")),
                   STR_ARG(old->variant.len ? old->variant : STR("whole")));
    if (!str_equal(old->criteria, new->criteria)) strbuf_add(&out, STR("Other acceptance criteria. "));
    return str_trim(strbuf_str(&out));
}

static bool add_change(Arena *arena, Agenda *agenda, const MeetingItem *item, const char *title, Str text) {
    return add(arena, agenda,
               (AgendaPoint){.kind = POINT_CHANGE,
                             .resource = STR("item"),
                             .subject_id = item->item_id,
                             .title = fmt(arena, "%s: %.*s", title, STR_ARG(item->title)),
                             .text = text,
                             .side = CUSTODY_PRODUCT});
}

static bool add_changes(Arena *arena, const AgendaInput *input, Agenda *agenda) {
    const MeetingItem *now = input->now.at, *before = input->before.at;
    for (int i = 0; i < input->now.count; i++) {
        int at = agenda_find(&input->before, now[i].item_id);
        if (now[i].kind.n != ITEM_FEATURE) continue;
        Str text = at == NO_INDEX ? fmt(arena, "Value %.*s.", STR_ARG(number_words(arena, now[i].value)))
                                  : differences(arena, input, &before[at], &now[i]);
        if (at == NO_INDEX && !alive(&now[i])) continue;
        if (text.len && !add_change(arena, agenda, &now[i], at == NO_INDEX ? "New" : "Changed", text))
            return false;
    }
    for (int i = 0; i < input->before.count; i++)
        if (before[i].kind.n == ITEM_FEATURE && alive(&before[i]) &&
            agenda_find(&input->now, before[i].item_id) == NO_INDEX &&
            !add_change(arena, agenda, &before[i], "Deleted", STR("")))
            return false;
    return !arena->full;
}

/* ---- what is due ---- */

static bool told(const Agenda *agenda, Id subject_id) {
    for (int i = 0; i < agenda->count; i++)
        if (agenda->at[i].kind == POINT_SLIP && id_equal(agenda->at[i].subject_id, subject_id)) return true;
    return false;
}

static bool is_action(const AgendaInput *input, Id item_id) {
    const AgendaAction *action = input->actions.at;
    for (int i = 0; i < input->actions.count; i++)
        if (id_equal(action[i].item_id, item_id)) return true;
    return false;
}

static bool within(const AgendaInput *input, Moment at) {
    return at.n != MOMENT_NONE.n && at.n <= input->next.n;
}

/* The moment at which something about the item is due until then; null: nothing is. */
static Moment due_at(const AgendaInput *input, const MeetingItem *item) {
    if (!alive(item) || is_action(input, item->item_id)) return MOMENT_NONE;
    if (within(input, item->deadline_at)) return item->deadline_at;
    bool milestone = item->kind.n == ITEM_MILESTONE && !item->summary;
    return milestone && within(input, item->finish_at) ? item->finish_at : MOMENT_NONE;
}

static Str due_words(Arena *arena, const AgendaInput *input, Day day) {
    const char *verb = day.n < day_of_minute(input->today.n) ? "Was due on" : "Due on";
    return fmt(arena, "%s %.*s.", verb, STR_ARG(day_words(arena, day)));
}

static bool add_due(Arena *arena, const AgendaInput *input, Agenda *agenda) {
    const MeetingItem *item = input->now.at;
    for (int i = 0; i < input->now.count; i++) {
        Moment at = due_at(input, &item[i]);
        if (at.n == MOMENT_NONE.n || told(agenda, item[i].item_id)) continue;
        AgendaPoint point = {.kind = POINT_DUE,
                             .resource = STR("item"),
                             .subject_id = item[i].item_id,
                             .title = item[i].title,
                             .text = due_words(arena, input, (Day){day_of_minute(at.n)}),
                             .side = CUSTODY_PROJECT};
        if (!add(arena, agenda, point)) return false;
    }
    const Release *release = input->releases.at;
    for (int i = 0; i < input->releases.count; i++) {
        bool planned = release[i].state.n == 0 && release[i].target_on.n != DAY_NONE.n;
        if (!planned || release[i].target_on.n > day_of_minute(input->next.n)) continue;
        AgendaPoint point = {.kind = POINT_DUE,
                             .resource = STR("release"),
                             .subject_id = release[i].row.id,
                             .title = release[i].name,
                             .text = due_words(arena, input, release[i].target_on),
                             .side = CUSTODY_PRODUCT};
        if (!add(arena, agenda, point)) return false;
    }
    return true;
}

/* ---- action items ---- */

static bool add_actions(Arena *arena, const AgendaInput *input, Agenda *agenda) {
    const AgendaAction *action = input->actions.at;
    for (int i = 0; i < input->actions.count; i++) {
        if (action[i].due_at.n == MOMENT_NONE.n || action[i].due_at.n >= input->today.n) continue;
        Day due = {day_of_minute(action[i].due_at.n)};
        AgendaPoint point = {.kind = POINT_ACTION,
                             .resource = STR("item"),
                             .subject_id = action[i].item_id,
                             .title = action[i].title,
                             .text = fmt(arena, "%.*s took it on; it was due on %.*s.",
                                         STR_ARG(action[i].person_name), STR_ARG(day_words(arena, due))),
                             .presenter_id = action[i].person_id};
        if (!add(arena, agenda, point)) return false;
    }
    return true;
}

bool agenda_build(Arena *arena, const AgendaInput *input, Agenda *ret) {
    bool compares = input->before.count > 0;
    PointSet wanted = input->points;
    Agenda agenda = {0};
    bool ok = true;
    if (wanted & POINT_BIT(POINT_EXCEPTION))
        ok = add_matters(arena, &agenda, POINT_EXCEPTION, "exception", &input->exceptions);
    if (ok && wanted & POINT_BIT(POINT_PROMISE))
        ok = add_matters(arena, &agenda, POINT_PROMISE, "promise", &input->promises);
    if (ok && wanted & POINT_BIT(POINT_PROPOSAL))
        ok = add_matters(arena, &agenda, POINT_PROPOSAL, "proposal", &input->proposals);
    if (ok && wanted & POINT_BIT(POINT_SLIP) && compares) ok = agenda_slips(arena, input, &agenda);
    if (ok && wanted & POINT_BIT(POINT_CHANGE) && compares) ok = add_changes(arena, input, &agenda);
    if (ok && wanted & POINT_BIT(POINT_DUE)) ok = add_due(arena, input, &agenda);
    if (ok && wanted & POINT_BIT(POINT_ACTION)) ok = add_actions(arena, input, &agenda);
    *ret = agenda;
    return ok && !arena->full;
}
