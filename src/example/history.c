/* The life of the example, in the order in which it would have happened.
 *
 * Each thing that happened is a Move: when, what, to which row. All are gathered, sorted and written, each in
 * the name of who did it. Invariant: a row is written before anything refers to it. */
#include "base/banned.h"
#include "example/inside.h"

/* Minutes of the day. Within a day rows are written a few seconds apart, items first. */
enum {
    DAY_START = 480,
    WRITE_ITEMS = 9 * 60,
    WRITE_ASSIGNMENTS = 11 * 60,
    MEET = 10 * 60 + 30,
    TELL = 13 * 60,
    WRITE_LINKS = 14 * 60,
    REPORT_START = 15 * 60 + 45,
    REPORT_PROGRESS = 16 * 60,
    REPORT_FINISH = 16 * 60 + 30,
    DAY_END = 17 * 60,
    SECONDS_APART = 15,
    PLANNED_ON = -3, /* what the tables do not date was written down then */
};

typedef enum MoveKind {
    MOVE_ITEM,
    MOVE_ASSIGNMENT,
    MOVE_LINK,
    MOVE_START,
    MOVE_PROGRESS,
    MOVE_FINISH,
    MOVE_DROP,
    MOVE_STATUS,
    MOVE_BASELINE,
    MOVE_TIMES,
    MOVE_EXPENSE,
    MOVE_MEETING,
    MOVE_TELL,
    MOVE_DECIDE,
} MoveKind;

typedef struct Move {
    Time at;
    int order; /* of those at the same time */
    MoveKind kind;
    int index; /* of the item, link, assignment, story, project, expense; of status and times: the day */
} Move;

typedef struct Moves {
    VEC(Move);
} Moves;

typedef struct Life {
    Example *example;
    Moves moves;
    Id *proposals; /* by story */
} Life;

/* ---- gathering ---- */

static void add_move(Life *life, MoveKind kind, int index, Time at) {
    Move *move = vec_push(life->example->arena, &life->moves);
    if (move) *move = (Move){at, life->moves.count, kind, index};
}

static void add_at(Life *life, MoveKind kind, int index, int day, int minute) {
    add_move(life, kind, index, example_time(life->example, day, minute));
}

static void add_apart(Life *life, MoveKind kind, int index, int day, int minute) {
    Time at = example_time(life->example, day, minute);
    at.ms += (int64_t)index * SECONDS_APART * 1000;
    add_move(life, kind, index, at);
}

/* The day on which an item is written: its own or, when later, that of what it is part of. */
static int written_on(const Example *example, int item) {
    int day = PLANNED_ON;
    for (int at = item; at >= 0; at = (int)example->items[at].parent_id.n - 1)
        if (example->rows[at]->since > day) day = example->rows[at]->since;
    return day;
}

static void gather_progress(Life *life, int i) {
    const ItemRow *row = life->example->rows[i];
    if (row->started) add_at(life, MOVE_START, i, row->started, REPORT_START);
    if (row->percent) add_at(life, MOVE_PROGRESS, i, STATUS_DAY, REPORT_PROGRESS);
    if (row->finished) add_at(life, MOVE_FINISH, i, row->finished, REPORT_FINISH);
    if (row->dropped) add_at(life, MOVE_DROP, i, row->dropped, TELL);
}

static void gather_rows(Life *life) {
    const Example *example = life->example;
    for (int i = 0; i < example->item_count; i++) {
        add_apart(life, MOVE_ITEM, i, written_on(example, i), WRITE_ITEMS);
        gather_progress(life, i);
    }
    for (int i = 0; i < example->assignments.count; i++) {
        int day = written_on(example, (int)example->assignments.at[i].item_id.n - 1);
        add_apart(life, MOVE_ASSIGNMENT, i, day, WRITE_ASSIGNMENTS);
    }
    for (int i = 0; i < example->links.count; i++) {
        int before = written_on(example, (int)example->links.at[i].predecessor_id.n - 1);
        int after = written_on(example, (int)example->links.at[i].successor_id.n - 1);
        add_apart(life, MOVE_LINK, i, before > after ? before : after, WRITE_LINKS);
    }
}

static bool gather(Life *life, Error *err) {
    int stories = 0;
    gather_rows(life);
    for (; story_rows[stories].by; stories++) {
        const StoryRow *row = &story_rows[stories];
        add_at(life, MOVE_TELL, stories, row->day, TELL);
        if (row->decided) add_at(life, MOVE_DECIDE, stories, row->decided, TELL + 30);
    }
    for (int i = 0; project_rows[i].key; i++) add_at(life, MOVE_BASELINE, i, 0, DAY_END - i);
    for (int day = 1; day <= STATUS_DAY; day++) add_at(life, MOVE_TIMES, day, day, DAY_END);
    for (int i = 0; example_expense_day(i); i++) add_at(life, MOVE_EXPENSE, i, example_expense_day(i), TELL);
    for (int i = 0; example_meeting_day(i); i++) add_at(life, MOVE_MEETING, i, example_meeting_day(i), MEET);
    for (int day = 5; day <= STATUS_DAY; day += 5) add_at(life, MOVE_STATUS, day, day, DAY_END + 5);
    life->proposals = arena_array(life->example->arena, Id, stories + 1);
    return (life->proposals && !life->example->arena->full) || error_no_memory(err);
}

static int by_time(const void *a, const void *b) {
    const Move *x = a, *y = b;
    if (x->at.ms != y->at.ms) return x->at.ms < y->at.ms ? -1 : 1;
    return x->order - y->order;
}

/* ---- writing rows ---- */

/* Who writes: product what is wanted, project what is done, the team what it found. */
static const char *author_of(const ItemRow *row) {
    switch (row->kind) {
    case ITEM_GOAL:
    case ITEM_INITIATIVE:
    case ITEM_FEATURE:
    case ITEM_STORY: return "paula";
    case ITEM_BUG: return "ben";
    default: return "jonas";
    }
}

static void act(const Life *life, const char *person, const Move *move) {
    example_act(life->example, example_person(life->example, person), move->at);
}

static bool write_item(Life *life, const Move *move, Error *err) {
    Example *example = life->example;
    Item item, *kept = &example->items[move->index];
    if (!example_former(example, move->index, &item, err)) return false;
    act(life, author_of(example->rows[move->index]), move);
    if (item.parent_id.n) item.parent_id = example->items[item.parent_id.n - 1].row.id;
    if (!example_add(example, &item_resource, &item, err)) return false;
    kept->row = item.row;
    return true;
}

static bool write_assignment(Life *life, const Move *move, Error *err) {
    ItemAssignment assignment = life->example->assignments.at[move->index];
    act(life, "jonas", move);
    assignment.item_id = life->example->items[assignment.item_id.n - 1].row.id;
    return example_add(life->example, &assignment_resource, &assignment, err);
}

static bool write_link(Life *life, const Move *move, Error *err) {
    ItemLink link = life->example->links.at[move->index];
    act(life, "jonas", move);
    link.predecessor_id = life->example->items[link.predecessor_id.n - 1].row.id;
    link.successor_id = life->example->items[link.successor_id.n - 1].row.id;
    return example_add(life->example, &link_resource, &link, err);
}

/* ---- progress ---- */

static void progress(const Life *life, const Move *move, Item *item) {
    const Example *example = life->example;
    const ItemRow *row = example->rows[move->index];
    bool point = row->kind == ITEM_MILESTONE, leaf = example->leaf[move->index];
    item->state.n = move->kind == MOVE_DROP     ? STATE_DROPPED
                    : move->kind == MOVE_FINISH ? STATE_DONE
                                                : STATE_IN_PROGRESS;
    if (move->kind == MOVE_PROGRESS) item->percent_complete = row->percent;
    if (move->kind == MOVE_FINISH) item->percent_complete = 100;
    if (!leaf) return;
    if (move->kind == MOVE_START) item->actual_start_at = example_moment(example, row->started, DAY_START);
    if (move->kind == MOVE_FINISH)
        item->actual_finish_at = example_moment(example, row->finished, point ? DAY_START : DAY_END);
    if (move->kind == MOVE_FINISH && point) item->actual_start_at = item->actual_finish_at;
}

static bool write_progress(Life *life, const Move *move, Error *err) {
    Example *example = life->example;
    const ItemRow *row = example->rows[move->index];
    bool by_ben = row->who && str_starts(str_of(row->who), STR("ben"));
    Item before, after;
    act(life, move->kind == MOVE_DROP ? "paula" : by_ben ? "ben" : "jonas", move);
    if (!row_load(example->tx, &item_resource, example->trivet.workspace_id,
                  example->items[move->index].row.id, &before, err))
        return false;
    after = before;
    progress(life, move, &after);
    return change_update(&example->change, &item_resource, &before, &after, err);
}

static bool write_status(Life *life, const Move *move, Error *err) {
    Example *example = life->example;
    act(life, "jonas", move);
    for (int i = 0; project_rows[i].key; i++) {
        Project before, after;
        if (!row_load(example->tx, &project_resource, example->trivet.workspace_id, example->projects[i],
                      &before, err))
            return false;
        after = before;
        after.status_at = example_moment(example, move->index, DAY_END);
        if (!change_update(&example->change, &project_resource, &before, &after, err)) return false;
    }
    return true;
}

static bool write_move(Life *life, const Move *move, Error *err) {
    Id *proposal = &life->proposals[move->kind >= MOVE_TELL ? move->index : 0];
    switch (move->kind) {
    case MOVE_ITEM: return write_item(life, move, err);
    case MOVE_ASSIGNMENT: return write_assignment(life, move, err);
    case MOVE_LINK: return write_link(life, move, err);
    case MOVE_STATUS: return write_status(life, move, err);
    case MOVE_BASELINE: return example_baseline(life->example, move->index, move->at, err);
    case MOVE_TIMES: return example_times(life->example, move->index, move->at, err);
    case MOVE_EXPENSE: return example_expense(life->example, move->index, move->at, err);
    case MOVE_MEETING: return example_meeting(life->example, move->index, move->at, err);
    case MOVE_TELL: return example_tell(life->example, &story_rows[move->index], move->at, proposal, err);
    case MOVE_DECIDE:
        return example_decide(life->example, &story_rows[move->index], move->at, *proposal, err);
    default: return write_progress(life, move, err);
    }
}

bool example_live(Example *example, Error *err) {
    Life life = {.example = example};
    if (!gather(&life, err)) return false;
    qsort(life.moves.at, (size_t)life.moves.count, sizeof(Move), by_time);
    for (int i = 0; i < life.moves.count; i++)
        if (!write_move(&life, &life.moves.at[i], err)) return false;
    return true;
}
