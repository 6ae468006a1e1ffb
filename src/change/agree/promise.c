/* Promises against the plan. See promise.h. */
#include "change/agree/promise.h"

#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/impact.h"
#include "change/meeting/agenda.h"

enum { DAY_MS = 86400000 };

static const Field promise_standing_resource_fields[] = {
    FIELD(PromiseStanding, promise_id, .refers_to = "promise", .doc = "Which."),
    FIELD(PromiseStanding, account, .doc = "Who was told."),
    FIELD(PromiseStanding, subject, .max = 300, .doc = "What was promised, by name."),
    FIELD(PromiseStanding, amount_cents, .nullable = true, .unit = "cents", .doc = "What hangs on it."),
    FIELD(PromiseStanding, promised_on, .doc = "The last day that keeps it."),
    FIELD(PromiseStanding, finish_at, .nullable = true, .doc = "As planned now; null: it is not planned."),
    FIELD(PromiseStanding, late_days, .min = -1000000, .doc = "Days behind it; negative: days to spare."),
    FIELD(PromiseStanding, broken, .doc = "The plan passes the day."),
    FIELD(PromiseStanding, broken_at, .nullable = true,
          .doc =
              "Since when it does, and whom it concerns was told; null: it does not, or was not seen yet."),
    FIELD(PromiseStanding, notice, .nullable = true, .max = 4000, .multiline = true,
          .doc = "A draft of what to write to them, when it is broken."),
};
const Resource promise_standing_resource = {.name = "promise_standing",
                                            .plural = "promise_standings",
                                            .type = "PromiseStanding",
                                            .size = sizeof(PromiseStanding),
                                            .fields = promise_standing_resource_fields,
                                            .field_count = COUNT_OF(promise_standing_resource_fields),
                                            .doc = "A promise that stands, against the plan."};

static const Field promise_watch_resource_fields[] = {
    FIELD(PromiseWatch, seq, .doc = "The event up to which it is right."),
    FIELD(PromiseWatch, promises, .of = &promise_standing_resource, .max = 1000000,
          .doc = "Those that stand: the broken ones first, the most money first."),
    FIELD(PromiseWatch, broken_count, .doc = "How many are broken."),
    FIELD(PromiseWatch, broken_amount_cents, .unit = "cents", .doc = "What hangs on them together."),
};
const Resource promise_watch_resource = {.name = "promise_watch",
                                         .plural = "promise_watches",
                                         .type = "PromiseWatch",
                                         .size = sizeof(PromiseWatch),
                                         .fields = promise_watch_resource_fields,
                                         .field_count = COUNT_OF(promise_watch_resource_fields),
                                         .doc = "Promises against the plan."};

void promise_fill(const Transaction *tx, Promise *promise) {
    promise->told_by_id = tx->author.person_id;
    if (promise->told_on.n == DAY_NONE.n) promise->told_on = (Day){(int32_t)(tx->author.now.ms / DAY_MS)};
}

bool promise_scope(Transaction *tx, const Promise *promise, Scope *ret, Error *err) {
    Item item;
    Release release;
    Id workspace_id = promise->row.workspace_id;
    *ret = (Scope){0};
    if (promise->item_id.n)
        return row_load(tx, &item_resource, workspace_id, promise->item_id, &item, err) &&
               scope_of(tx, &item_resource, &item, ret, err);
    if (!promise->release_id.n) return true;
    if (!row_load(tx, &release_resource, workspace_id, promise->release_id, &release, err)) return false;
    ret->product_id = release.product_id;
    return true;
}

static const void *row_of(const List *list, size_t size, Id id) {
    for (int i = 0; i < list->count; i++) {
        const Row *row = (const void *)((const char *)list->at + (size_t)i * size);
        if (id_equal(row->id, id)) return row;
    }
    return NULL;
}

static Moment moment(Minute minute) {
    return minute == MINUTE_NONE ? MOMENT_NONE : (Moment){minute};
}

PromiseSubject promise_subject(const Promise *promise, const PlanSource *source, const PlanMap *map,
                               const Schedule *schedule, const Finishes *finishes) {
    PromiseSubject subject = {STR("something that is gone"), MOMENT_NONE};
    if (promise->item_id.n) {
        int item = finishes_find(finishes, promise->item_id);
        if (item == NO_INDEX) return subject;
        return (PromiseSubject){finishes->items[item]->title, moment(finishes->at[item])};
    }
    const Release *release = row_of(&source->releases, sizeof(Release), promise->release_id);
    int32_t row = plan_index(&map->release_of_id, promise->release_id);
    if (release) subject.name = release->name;
    if (row != NO_INDEX) subject.finish_at = moment(schedule->releases[row].finish);
    return subject;
}

/* Nothing but what they were told and what is known now: a person reads it over before it goes out. */
static Str draft(Arena *arena, const Promise *promise, const PromiseStanding *standing) {
    Str who = promise->contact.len ? promise->contact : promise->account;
    return fmt(
        arena,
        "Dear %.*s,\n\non %.*s we told you that %.*s would be there by %.*s. As planned today it will be "
        "there on %.*s, %lld %s later.\n\nWe are sorry for that. We tell you as soon as we know it, and "
        "will tell you what we do about it by [day].\n\nKind regards",
        STR_ARG(who), STR_ARG(day_words(arena, promise->told_on)), STR_ARG(standing->subject),
        STR_ARG(day_words(arena, promise->promised_on)),
        STR_ARG(day_words(arena, (Day){day_of_minute(standing->finish_at.n)})),
        (long long)standing->late_days, standing->late_days == 1 ? "day" : "days");
}

static PromiseStanding stand(Arena *arena, const Promise *promise, PromiseSubject subject) {
    PromiseStanding standing = {.promise_id = promise->row.id,
                                .account = promise->account,
                                .subject = subject.name,
                                .amount_cents = promise->amount_cents,
                                .promised_on = promise->promised_on,
                                .finish_at = subject.finish_at,
                                .broken_at = TIME_NONE};
    if (subject.finish_at.n == MOMENT_NONE.n) return standing;
    standing.late_days = day_of_minute(subject.finish_at.n) - promise->promised_on.n;
    standing.broken = standing.late_days > 0;
    if (standing.broken) standing.notice = draft(arena, promise, &standing);
    return standing;
}

static int64_t money(const PromiseStanding *standing) {
    return standing->amount_cents == INT_NULL ? 0 : standing->amount_cents;
}

static int by_harm(const void *a, const void *b) {
    const PromiseStanding *x = a, *y = b;
    if (x->broken != y->broken) return x->broken ? -1 : 1;
    if (money(x) != money(y)) return money(x) > money(y) ? -1 : 1;
    return (x->promise_id.n > y->promise_id.n) - (x->promise_id.n < y->promise_id.n);
}

Str promise_broken_words(Arena *arena, const PromiseStanding *standing) {
    return fmt(arena, "%.*s was promised for %.*s and is planned for %.*s.", STR_ARG(standing->subject),
               STR_ARG(day_words(arena, standing->promised_on)),
               STR_ARG(day_words(arena, (Day){day_of_minute(standing->finish_at.n)})));
}

bool promise_watch(Arena *arena, const List *promises, const PlanSource *source, const PlanMap *map,
                   const Schedule *schedule, PromiseWatch *ret, Error *err) {
    const Promise *promise = promises->at;
    PromiseStanding *rows = arena_array(arena, PromiseStanding, promises->count + 1);
    PromiseWatch watch = {.promises = {rows, 0}};
    Finishes finishes;
    if (!rows || !finishes_make(arena, source, map, schedule, &finishes)) return error_no_memory(err);
    for (int i = 0; i < promises->count; i++) {
        if (promise[i].state.n != PROMISE_GIVEN) continue;
        PromiseStanding standing =
            stand(arena, &promise[i], promise_subject(&promise[i], source, map, schedule, &finishes));
        rows[watch.promises.count++] = standing;
        watch.broken_count += standing.broken;
        if (standing.broken) watch.broken_amount_cents += money(&standing);
    }
    if (watch.promises.count > 1) qsort(rows, (size_t)watch.promises.count, sizeof *rows, by_harm);
    *ret = watch;
    return !arena->full || error_no_memory(err);
}

/* Since when each is broken, as the watcher has seen it. */
static bool break_times(Transaction *tx, Id workspace_id, PromiseWatch *watch, Error *err) {
    List breaks;
    if (!promise_breaks(tx, workspace_id, &breaks, err)) return false;
    PromiseStanding *standing = watch->promises.at;
    for (int i = 0; i < watch->promises.count; i++) {
        const PromiseBreak *found = promise_break_of(&breaks, standing[i].promise_id);
        if (found && standing[i].broken) standing[i].broken_at = found->broken_at;
    }
    return true;
}

bool promise_watch_load(Transaction *tx, Id workspace_id, PromiseWatch *ret, Error *err) {
    LivePlan plan = {0};
    List promises;
    return live_plan(tx, workspace_id, &plan, err) &&
           row_all(tx, &promise_resource, workspace_id, &promises, err) &&
           promise_watch(tx->arena, &promises, &plan.source, &plan.map, &plan.schedule, ret, err) &&
           break_times(tx, workspace_id, ret, err) && event_last_seen(tx, workspace_id, &ret->seq, err);
}
