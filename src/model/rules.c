/* Rules of one row. See rules.h. */
#include "model/rules.h"
#include "model/rate.h"

#include <ctype.h>

#include "base/banned.h"
#include "base/mem.h"
#include "model/access.h"
#include "model/meeting.h"
#include "model/plan_score.h"
#include "model/rank.h"

/* The first two constraints, as soon and as late as possible, have no date. */
enum { CONSTRAINT_DATED = 2 };

static bool spans_check(const List *list, const char *where, Error *err) {
    const CalendarSpan *spans = list->at;
    for (int i = 0; i < list->count; i++) {
        if (spans[i].from_minute >= spans[i].to_minute) {
            error_field(err, where, "A span of working time ends after it begins, not from %lld to %lld.",
                        (long long)spans[i].from_minute, (long long)spans[i].to_minute);
            return error_hint(
                err, "Split a shift over midnight into two days: until 1440, and from 0 of the next day.");
        }
        if (i > 0 && spans[i].from_minute < spans[i - 1].to_minute)
            return error_field(err, where, "Spans of a day are sorted and do not overlap.");
    }
    return true;
}

static bool calendar_check(const WorkCalendar *calendar, Error *err) {
    const CalendarWeekday *week = calendar->week.at;
    const CalendarDayOff *exceptions = calendar->exceptions.at;
    unsigned seen = 0;
    int worked = 0;
    for (int i = 0; i < calendar->week.count; i++) {
        if (seen & 1u << week[i].weekday)
            return error_field(err, "week", "Weekday %d stands twice.", (int)week[i].weekday);
        seen |= 1u << week[i].weekday;
        worked += week[i].spans.count;
        if (!spans_check(&week[i].spans, "week", err)) return false;
    }
    if (worked == 0) {
        error_field(err, "week", "A calendar needs working time on at least one weekday.");
        return error_hint(err, "Give one weekday a span, e.g. from_minute 480, to_minute 1020.");
    }
    for (int i = 0; i < calendar->exceptions.count; i++) {
        if (exceptions[i].last_day.n < exceptions[i].first_day.n)
            return error_field(err, "exceptions", "An exception's last_day lies before its first_day.");
        if (exceptions[i].last_day.n - exceptions[i].first_day.n > 3660)
            return error_field(err, "exceptions", "An exception lasts at most ten years.");
        if (!spans_check(&exceptions[i].spans, "exceptions", err)) return false;
    }
    return true;
}

static bool key_check(const char *field, Str key, Error *err) {
    if (!key.at || key.len == 0 || rank_valid(key)) return true;
    error_field(err, field, "\"%.*s\" is not a fractional index.", STR_ARG(key));
    return error_hint(
        err, "Use digits and lower-case letters, the last of them not 0; keys are compared as bytes.");
}

static bool splits_check(const List *list, Error *err) {
    const ItemSplit *splits = list->at;
    for (int i = 1; i < list->count; i++)
        if (splits[i].after_minutes <= splits[i - 1].after_minutes) {
            error_field(err, "splits", "Pauses are sorted by after_minutes, which no two of them share.");
            return error_hint(err, "Join pauses that follow each other without work between them.");
        }
    return true;
}

static bool points_check(const char *low_name, const char *likely_name, int64_t low, int64_t likely,
                         int64_t high, Error *err) {
    if (low != INT_NULL && high != INT_NULL && low > high)
        return error_field(err, low_name, "The least is more than the most.");
    if (likely == INT_NULL) return true;
    if ((low == INT_NULL || low <= likely) && (high == INT_NULL || likely <= high)) return true;
    return error_field(err, likely_name, "What is most likely lies between the least and the most.");
}

static bool variants_check(const Item *item, Error *err) {
    const Variant *variants = item->variants.at;
    bool known = !item->variant.at;
    for (int i = 0; i < item->variants.count; i++) {
        if (item->variant.at && str_equal(variants[i].name, item->variant)) known = true;
        for (int k = 0; k < i; k++)
            if (str_equal(variants[i].name, variants[k].name))
                return error_field(err, "variants", "Two variants are called \"%.*s\".",
                                   STR_ARG(variants[i].name));
    }
    if (known) return true;
    error_field(err, "variant", "There is no variant \"%.*s\".", STR_ARG(item->variant));
    return error_hint(err, "Add it to variants, or choose null: all of it.");
}

static bool item_check(Item *item, Error *err) {
    if (!key_check("rank", item->rank, err) || !key_check("position", item->position, err)) return false;
    if (!variants_check(item, err)) return false;
    bool dated = item->constraint_kind.n >= CONSTRAINT_DATED;
    if (dated && item->constraint_at.n == MOMENT_NONE.n) {
        error_field(err, "constraint_at", "The constraint %s needs a date.",
                    constraint_names[item->constraint_kind.n]);
        return error_hint(
            err, "Give constraint_at with constraint_kind, or set constraint_kind to as_soon_as_possible.");
    }
    if (!dated) item->constraint_at = MOMENT_NONE;
    if (!splits_check(&item->splits, err) || !points_check("optimistic_minutes", "", item->optimistic_minutes,
                                                           INT_NULL, item->pessimistic_minutes, err))
        return false;
    bool started = item->actual_start_at.n != MOMENT_NONE.n,
         finished = item->actual_finish_at.n != MOMENT_NONE.n;
    if (finished && !started)
        return error_field(err, "actual_start_at",
                           "What is finished has also begun: actual_start_at is missing.");
    if (finished && item->actual_finish_at.n < item->actual_start_at.n)
        return error_field(err, "actual_finish_at", "The work cannot be finished before it began.");
    if (item->manual_start_at.n == MOMENT_NONE.n) item->manual_finish_at = MOMENT_NONE;
    if (item->manual_finish_at.n != MOMENT_NONE.n && item->manual_finish_at.n < item->manual_start_at.n)
        return error_field(err, "manual_finish_at", "What is placed by hand ends no earlier than it starts.");
    return true;
}

static bool person_check(Arena *arena, Person *person, Error *err) {
    char *email = (char *)str_terminated(arena, person->email);
    if (!email) return error_no_memory(err);
    size_t at;
    for (size_t i = 0; i < person->email.len; i++) email[i] = (char)tolower((unsigned char)email[i]);
    person->email.at = email;
    if (!str_find(person->email, STR("@"), &at) || at == 0 || at + 1 == person->email.len ||
        str_find(person->email, STR(" "), &at)) {
        error_field(err, "email", "\"%.*s\" is not an e-mail address.", STR_ARG(person->email));
        return error_hint(err, "Write it as name@example.org.");
    }
    return true;
}

static bool wrong_move(Error *err, int i, const char *member, const char *what) {
    char field[48];
    snprintf(field, sizeof field, "custody_moves[%d].%s", i, member);
    return error_field(err, field, "%s", what);
}

static bool move_check(const CustodyMove *moves, int i, Error *err) {
    const CustodyMove *move = &moves[i];
    const Resource *resource = NULL;
    for (int k = 0; stored_resources[k]; k++)
        if (str_is(move->resource, stored_resources[k]->name)) resource = stored_resources[k];
    if (!resource) return wrong_move(err, i, "resource", "There is nothing of this name.");
    const Field *field = field_find(resource, move->field);
    if (!field) return wrong_move(err, i, "field", "There is no such field.");
    if (!access_movable(resource, field)) {
        wrong_move(err, i, "field", "The custody of this field is fixed.");
        return error_hint(err, "Settings, Custody lists those that can be moved.");
    }
    if (move->custody.n != CUSTODY_SHARED && move->custody.n != CUSTODY_PRODUCT &&
        move->custody.n != CUSTODY_PROJECT)
        return wrong_move(err, i, "custody", "A field is moved to product, to project, or shared.");
    for (int k = 0; k < i; k++)
        if (str_equal(moves[k].resource, move->resource) && str_equal(moves[k].field, move->field))
            return wrong_move(err, i, "field", "This field stands twice.");
    return true;
}

static bool workspace_check(Arena *arena, Workspace *workspace, Error *err) {
    for (int i = 0; i < workspace->custody_moves.count; i++)
        if (!move_check(workspace->custody_moves.at, i, err)) return false;
    if (workspace->currency.len == 0) workspace->currency = STR("EUR");
    char *code = (char *)str_terminated(arena, workspace->currency);
    if (!code) return error_no_memory(err);
    for (int i = 0; i < 3; i++) {
        code[i] = (char)toupper((unsigned char)code[i]);
        if (code[i] < 'A' || code[i] > 'Z') {
            error_field(err, "currency", "A currency is a code of three letters.");
            return error_hint(err, "For example EUR, USD or CHF.");
        }
    }
    workspace->currency.at = code;
    return true;
}

static bool risk_check(const ProjectRisk *risk, Error *err) {
    enum { FACTOR_PERCENT_MAX = 10000 };
    if (risk->effect_kind.n == RISK_EFFECT_PERCENT && risk->duration_high != INT_NULL &&
        risk->duration_high > FACTOR_PERCENT_MAX)
        return error_field(err, "duration_high", "A duration becomes at most %d percent of what it was.",
                           FACTOR_PERCENT_MAX);
    return points_check("duration_low", "duration_likely", risk->duration_low, risk->duration_likely,
                        risk->duration_high, err) &&
           points_check("cost_low_cents", "cost_likely_cents", risk->cost_low_cents, risk->cost_likely_cents,
                        risk->cost_high_cents, err);
}

static bool same_mark(const RaciMark *a, const RaciMark *b) {
    return id_equal(a->person_id, b->person_id) && a->letter.n == b->letter.n;
}

/* Whoever answers for everything together answers for nothing: one, and only one, is accountable. */
static bool raci_row_check(const RaciRow *row, int n, Error *err) {
    const RaciMark *marks = row->marks.at;
    char field[48];
    int accountable = 0;
    snprintf(field, sizeof field, "raci[%d].marks", n);
    for (int i = 0; i < row->marks.count; i++) {
        accountable += marks[i].letter.n == RACI_ACCOUNTABLE;
        for (int k = 0; k < i; k++)
            if (same_mark(&marks[i], &marks[k]))
                return error_field(err, field, "The same mark stands twice.");
    }
    if (accountable == 1) return true;
    error_field(err, field, "Exactly one person is accountable for \"%.*s\", not %d.",
                STR_ARG(str_slice(row->title, 0, 100)), accountable);
    return error_hint(err, "Several may be responsible; one answers for it.");
}

static bool project_check(const Project *project, Error *err) {
    for (int i = 0; i < project->raci.count; i++)
        if (!raci_row_check((const RaciRow *)project->raci.at + i, i, err)) return false;
    if (project->must_finish_at.n != MOMENT_NONE.n && project->must_finish_at.n <= project->start_at.n)
        return error_field(err, "must_finish_at", "The agreed finish lies before the start of the project.");
    if (project->schedule_from_finish && project->must_finish_at.n == MOMENT_NONE.n) {
        error_field(err, "must_finish_at", "A project that is scheduled from its finish needs one.");
        return error_hint(err, "Give must_finish_at, or switch schedule_from_finish off.");
    }
    if (project->schedule_from_finish && project->dates_of_remaining) {
        error_field(err, "dates_of_remaining",
                    "Nothing counts back from the finish where dates are those of "
                    "what remains.");
        return error_hint(err, "Switch schedule_from_finish or dates_of_remaining off.");
    }
    return true;
}

Level tolerance_level(const Tolerance *tolerance) {
    if (tolerance->item_id.n) return LEVEL_ITEM;
    if (tolerance->release_id.n) return LEVEL_RELEASE;
    return tolerance->project_id.n ? LEVEL_PROJECT : LEVEL_WORKSPACE;
}

static bool tolerance_check(Tolerance *t, Error *err) {
    bool by_hand = t->aspect.n >= ASPECT_QUALITY;
    if (!by_hand) t->less_is_worse = false;
    if ((t->project_id.n != 0) + (t->release_id.n != 0) + (t->item_id.n != 0) > 1) {
        error_field(err, t->item_id.n ? "item_id" : "release_id",
                    "A tolerance belongs to one project, one release or one work package.");
        return error_hint(err, "Set one of the three; none: the whole workspace.");
    }
    if (by_hand && isnan(t->target)) {
        error_field(err, "target", "The plan does not know the %s: a target is missing.",
                    aspect_names[t->aspect.n]);
        return error_hint(err, "Say what was agreed, and its unit.");
    }
    if (!by_hand && t->aspect.n != ASPECT_RISK && !isnan(t->target)) {
        error_field(err, "target", "The %s is compared with the baseline.", aspect_names[t->aspect.n]);
        return error_hint(err, "Leave target out, and set a baseline.");
    }
    if (by_hand || (isnan(t->measured) && t->measured_on.n == DAY_NONE.n)) return true;
    error_field(err, "measured", "The %s is computed, not measured.", aspect_names[t->aspect.n]);
    return error_hint(err, "Leave measured and measured_on out.");
}

static bool membership_check(const Membership *m, Error *err) {
    const struct {
        const char *field;
        Id id;
    } places[] = {{"product_id", m->product_id},
                  {"project_id", m->project_id},
                  {"product_line_id", m->product_line_id},
                  {"program_id", m->program_id}};
    int held = 0;
    for (int i = 0; i < COUNT_OF(places); i++) {
        if (!places[i].id.n || ++held == 1) continue;
        error_field(err, places[i].field, "A role is held in one place, not in two at once.");
        return error_hint(err, "Make two memberships.");
    }
    return true;
}

static bool token_check(const ApiToken *token, Error *err) {
    const Str *scopes = token->scopes.at;
    for (int i = 0; i < token->scopes.count; i++) {
        bool known = false;
        for (const char *const *name = token_scope_names; *name; name++) known |= str_is(scopes[i], *name);
        if (known) continue;
        error_field(err, "scopes", "There is no scope \"%.*s\".", STR_ARG(str_slice(scopes[i], 0, 60)));
        return error_hint(err, "There are write:plan, write:money, write:decisions and write:accounts.");
    }
    return true;
}

static bool promise_check(const Promise *promise, Error *err) {
    if (!promise->item_id.n == !promise->release_id.n) {
        error_field(err, "release_id", "A promise is about an item or a release, one of both.");
        return error_hint(err, "Give item_id or release_id.");
    }
    if (promise->earliest_on.n != DAY_NONE.n && promise->earliest_on.n > promise->promised_on.n)
        return error_field(err, "earliest_on", "The first day of a range lies not behind its last.");
    return true;
}

static bool webhook_check(Webhook *webhook, Error *err) {
    bool known = str_starts(webhook->url, STR("https://")) || str_starts(webhook->url, STR("http://"));
    for (size_t i = 0; i < webhook->url.len; i++) known &= (unsigned char)webhook->url.at[i] > ' ';
    if (!known)
        return error_field(err, "url", "An address begins with https:// or http:// and has no blanks.");
    size_t host = str_starts(webhook->url, STR("https")) ? 8 : 7;
    webhook->host = str_from(webhook->url, host);
    for (size_t i = 0; i < webhook->host.len; i++)
        if (strchr("/?#", webhook->host.at[i])) webhook->host.len = i;
    size_t user;
    if (str_find(webhook->host, STR("@"), &user) || !webhook->host.len)
        return error_field(err, "url", "The address has no host, or a user before it.");
    webhook->host.len = webhook->host.len < 200 ? webhook->host.len : 200;
    return true;
}

/* Skills are found by their name, so that it has one spelling. */
static bool skill_check(const char *field, Str skill, Error *err) {
    if (str_equal(str_trim(skill), skill)) return true;
    error_field(err, field, "The name of a skill has blanks around it.");
    return error_hint(err, "Give its name alone: welding.");
}

static bool skills_check(const PlanResource *resource, Error *err) {
    const Str *skills = resource->skills.at;
    for (int i = 0; i < resource->skills.count; i++) {
        if (!skill_check("skills", skills[i], err)) return false;
        for (int k = 0; k < i; k++)
            if (str_equal(skills[i], skills[k]))
                return error_field(err, "skills", "The skill %.*s is there twice.", STR_ARG(skills[i]));
    }
    if (resource->skills.count == 0 || resource->kind.n != RESOURCE_MATERIAL) return true;
    error_field(err, "skills", "Material has no skills.");
    return error_hint(err, "Leave them empty, or make it a person or a machine.");
}

static bool availability_check(const List *list, Error *err) {
    const AvailabilityStep *steps = list->at;
    for (int i = 1; i < list->count; i++)
        if (steps[i].available_from.n <= steps[i - 1].available_from.n) {
            error_field(err, "availability", "Its steps are sorted by day, and no two begin on the same.");
            return error_hint(err, "Sort them by available_from; of two on one day keep one.");
        }
    return true;
}

static bool plan_resource_check(const PlanResource *resource, Error *err) {
    if (!skills_check(resource, err) || !rates_check(&resource->rates, err) ||
        !availability_check(&resource->availability, err))
        return false;
    bool limited = resource->available_until.n != DAY_NONE.n;
    if (!limited || resource->available_until.n >= resource->available_from.n) return true;
    error_field(err, "available_until", "The last day lies before the first.");
    return error_hint(err, "Give a day from available_from on, or null for somebody who stays.");
}

bool rules_check(const Resource *resource, Arena *arena, void *record, Error *err) {
    if (resource == &item_resource) return item_check(record, err);
    if (resource == &calendar_resource) return calendar_check(record, err);
    if (resource == &resource_resource) return plan_resource_check(record, err);
    if (resource == &person_resource) return person_check(arena, record, err);
    if (resource == &workspace_resource) return workspace_check(arena, record, err);
    if (resource == &project_resource) return project_check(record, err);
    if (resource == &risk_resource) return risk_check(record, err);
    if (resource == &tolerance_resource) return tolerance_check(record, err);
    if (resource == &membership_resource) return membership_check(record, err);
    if (resource == &webhook_resource) return webhook_check(record, err);
    if (resource == &token_resource) return token_check(record, err);
    if (resource == &promise_resource) return promise_check(record, err);
    if (resource == &meeting_series_resource) return meeting_series_check(record, err);
    if (resource == &meeting_point_resource)
        return key_check("position", ((const MeetingPoint *)record)->position, err);
    if (resource == &formula_resource) {
        FormulaCode code;
        return score_compile(((const Formula *)record)->text, &code, err);
    }
    if (resource == &assignment_resource) {
        Str skill = ((const ItemAssignment *)record)->skill;
        return !skill.at || skill_check("skill", skill, err);
    }
    if (resource == &link_resource) {
        const ItemLink *link = record;
        if (id_equal(link->predecessor_id, link->successor_id))
            return error_field(err, "successor_id", "An item cannot depend on itself.");
    }
    return true;
}
