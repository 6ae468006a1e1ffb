/* See transfer.h. */
#include "store/transfer.h"

#include "base/banned.h"
#include "store/inside.h"

enum {
    PAGE = 1000,
    BATCH = 5000,
    TELL_EACH = 100000,
    KEYS_MAX = 2,
    KEY_LENGTH_MAX = 1000,
    COLUMNS_MAX = 200
};

typedef struct Transfer {
    Database *from, *to;
    TransferTell *tell;
    void *context;
    TransferReport report;
} Transfer;

/* ---- walking over a table ---- */

typedef struct Key {
    Value values[KEYS_MAX];
    char text[KEYS_MAX][KEY_LENGTH_MAX];
} Key;

typedef struct Cursor {
    Prepared *read;
    const EmbeddedTable *table;
    int columns[KEYS_MAX]; /* of the key */
    int key_count;
    Key at; /* of the present row, or behind what to begin */
    int page_rows;
    bool in_page;
} Cursor;

static void cursor_done(Cursor *cursor) {
    prepared_done(&cursor->read);
}

static const EmbeddedTable *table_named(const Database *database, const char *name) {
    const EmbeddedSql *sql = database->driver->sql;
    for (int i = 0; i < sql->table_count; i++)
        if (strcmp(sql->tables[i].name, name) == 0) return &sql->tables[i];
    return NULL;
}

static bool key_set(Key *key, int i, Value value, Error *err) {
    key->values[i] = value;
    if (value.kind != VALUE_TEXT) return true;
    if (value.text.len > KEY_LENGTH_MAX) return error_set(err, ERROR_INTERNAL, "A key is too long.");
    memcpy(key->text[i], value.text.at, value.text.len);
    key->values[i].text.at = key->text[i];
    return true;
}

static bool cursor_make(Database *database, const EmbeddedTable *table, Cursor *ret, Error *err) {
    const Driver *driver = database->driver;
    if (!prepare_untyped(database, &table->read, &ret->read, err)) return false;
    ret->table = table;
    for (int i = 0; table->keys[i]; i++, ret->key_count++)
        for (int k = 0; k < ret->read->column_count; k++)
            if (strcmp(driver->column_name(ret->read, k), table->keys[i]) == 0) ret->columns[i] = k;
    return true;
}

static void begin_page(Cursor *cursor) {
    const Driver *driver = cursor->read->database->driver;
    for (int i = 0; i < cursor->key_count; i++) driver->bind(cursor->read, i + 1, cursor->at.values[i]);
    driver->bind(cursor->read, cursor->key_count + 1, (Value){VALUE_INT, .n = PAGE});
    cursor->page_rows = 0;
    cursor->in_page = true;
}

static bool cursor_next(Cursor *cursor, bool *ret_row, Error *err) {
    const Driver *driver = cursor->read->database->driver;
    for (;;) {
        if (!cursor->in_page) begin_page(cursor);
        if (!driver->step(cursor->read, ret_row, err)) return false;
        if (*ret_row) break;
        driver->reset(cursor->read);
        cursor->in_page = false;
        if (cursor->page_rows < PAGE) return true;
    }
    cursor->page_rows++;
    for (int i = 0; i < cursor->key_count; i++)
        if (!key_set(&cursor->at, i, driver->column(cursor->read, cursor->columns[i]), err)) return false;
    return true;
}

/* Behind the last row that the table has there. */
static bool cursor_begin(Database *database, Cursor *cursor, bool *ret_empty, Error *err) {
    CLEANUP(prepared_done) Prepared *last = NULL;
    const Driver *driver = database->driver;
    bool row;
    if (!prepare_untyped(database, &table_named(database, cursor->table->name)->last, &last, err) ||
        !driver->step(last, &row, err))
        return false;
    for (int i = 0; row && i < cursor->key_count; i++)
        if (!key_set(&cursor->at, i, driver->column(last, i), err)) return false;
    *ret_empty = !row;
    return true;
}

/* Before the first of all: no text is less than "". */
static bool cursor_begin_first(Cursor *cursor, Error *err) {
    static const char *const texts[] = {"hash", "key", NULL};
    for (int i = 0; i < cursor->key_count; i++) {
        bool is_text = false;
        for (int k = 0; texts[k]; k++) is_text |= strcmp(cursor->table->keys[i], texts[k]) == 0;
        Value first = is_text ? (Value){VALUE_TEXT, .text = STR("")} : (Value){VALUE_INT, .n = INT64_MIN};
        if (!key_set(&cursor->at, i, first, err)) return false;
    }
    return true;
}

/* ---- copying ---- */

/* Of each column the parameter of that name; 0: none. */
static void map_columns(const Cursor *cursor, const EmbeddedStatement *write, int *ret_numbers) {
    const Driver *driver = cursor->read->database->driver;
    for (int i = 0; i < cursor->read->column_count; i++)
        ret_numbers[i] = parameter_number(write, driver->column_name(cursor->read, i));
}

static bool write_row(const Cursor *cursor, Prepared *write, const int *numbers, Error *err) {
    const Driver *from = cursor->read->database->driver, *to = write->database->driver;
    for (int i = 0; i < cursor->read->column_count; i++)
        if (numbers[i]) to->bind(write, numbers[i], from->column(cursor->read, i));
    return to->post(write, err);
}

/* Whether there is anything but the key to write, which is all that mending is about. */
static bool has_values(const Cursor *cursor, const int *numbers) {
    const Driver *driver = cursor->read->database->driver;
    for (int i = 0; i < cursor->read->column_count; i++) {
        bool of_key = false;
        for (int k = 0; k < cursor->key_count; k++) of_key |= cursor->columns[k] == i;
        if (numbers[i] && !of_key && driver->column(cursor->read, i).kind != VALUE_NULL) return true;
    }
    return false;
}

static void tell(const Transfer *transfer, const char *what, const char *table, int64_t rows, bool end) {
    if (transfer->tell && (end || rows % TELL_EACH == 0))
        transfer->tell(transfer->context, what, table, rows);
}

/* Each batch is durable before the next begins. */
static bool write_rows(Transfer *transfer, Cursor *cursor, Prepared *write, bool mends, int64_t *ret_rows,
                       Error *err) {
    const Driver *driver = transfer->to->driver;
    int numbers[COLUMNS_MAX];
    int64_t rows = 0;
    bool row = true;
    map_columns(cursor, write->source, numbers);
    while (row) {
        if (!driver->begin(transfer->to, err)) return false;
        for (int i = 0; i < BATCH; i++) {
            if (!cursor_next(cursor, &row, err)) return false;
            if (!row) break;
            if ((!mends || has_values(cursor, numbers)) && !write_row(cursor, write, numbers, err))
                return false;
            tell(transfer, mends ? "mended" : "copied", cursor->table->name, ++rows, false);
        }
        if (!driver->commit(transfer->to, 0, err)) return false;
    }
    *ret_rows = rows;
    return true;
}

static bool copy_table(Transfer *transfer, const EmbeddedTable *table, Error *err) {
    CLEANUP(cursor_done) Cursor cursor = {0};
    CLEANUP(prepared_done) Prepared *write = NULL;
    const EmbeddedTable *into = table_named(transfer->to, table->name);
    bool empty;
    int64_t rows;
    if (!cursor_make(transfer->from, table, &cursor, err) ||
        !cursor_begin(transfer->to, &cursor, &empty, err) || (empty && !cursor_begin_first(&cursor, err)) ||
        !prepare_untyped(transfer->to, &into->write, &write, err) ||
        !write_rows(transfer, &cursor, write, false, &rows, err))
        return false;
    transfer->report.copied += rows;
    tell(transfer, "copied", table->name, rows, true);
    return true;
}

/* References to rows that may come later. */
static bool mend_table(Transfer *transfer, const EmbeddedTable *table, Error *err) {
    CLEANUP(cursor_done) Cursor cursor = {0};
    CLEANUP(prepared_done) Prepared *mend = NULL;
    const EmbeddedTable *into = table_named(transfer->to, table->name);
    int64_t rows;
    return !into->mend.text[0] ||
           (cursor_make(transfer->from, table, &cursor, err) && cursor_begin_first(&cursor, err) &&
            prepare_untyped(transfer->to, &into->mend, &mend, err) &&
            write_rows(transfer, &cursor, mend, true, &rows, err));
}

/* ---- comparing ---- */

static bool same(Value a, Value b) {
    if (a.kind != b.kind) return false;
    switch (a.kind) {
    case VALUE_NULL: return true;
    case VALUE_BOOL:
    case VALUE_INT: return a.n == b.n;
    case VALUE_REAL: return memcmp(&a.real, &b.real, sizeof a.real) == 0;
    case VALUE_TEXT: break;
    }
    return str_equal(a.text, b.text);
}

static bool differs(const Cursor *cursor, const char *column, Error *err) {
    const Value *key = &cursor->at.values[0];
    Str text = key->kind == VALUE_TEXT ? key->text : STR("");
    error_set(err, ERROR_CONFLICT, "%s is not the same in both: the row %.*s%lld, %s.", cursor->table->name,
              STR_ARG(str_slice(text, 0, 60)), key->kind == VALUE_INT ? (long long)key->n : 0, column);
    return error_hint(err, "Stop every server of the source, empty the target and start again.");
}

static bool compare_rows(const Cursor *a, const Cursor *b, Error *err) {
    const Driver *one = a->read->database->driver, *other = b->read->database->driver;
    for (int i = 0; i < a->read->column_count; i++)
        if (!same(one->column(a->read, i), other->column(b->read, i)))
            return differs(a, one->column_name(a->read, i), err);
    return true;
}

static bool compare_table(Transfer *transfer, const EmbeddedTable *table, Error *err) {
    CLEANUP(cursor_done) Cursor a = {0};
    CLEANUP(cursor_done) Cursor b = {0};
    bool row, other;
    int64_t rows = 0;
    if (!cursor_make(transfer->from, table, &a, err) || !cursor_begin_first(&a, err) ||
        !cursor_make(transfer->to, table_named(transfer->to, table->name), &b, err) ||
        !cursor_begin_first(&b, err))
        return false;
    for (;;) {
        if (!cursor_next(&a, &row, err) || !cursor_next(&b, &other, err)) return false;
        if (row != other) return differs(row ? &a : &b, row ? "which is missing" : "which is too much", err);
        if (!row) break;
        if (!compare_rows(&a, &b, err)) return false;
        tell(transfer, "compared", table->name, ++rows, false);
    }
    transfer->report.rows += rows;
    transfer->report.tables++;
    tell(transfer, "compared", table->name, rows, true);
    return true;
}

/* ---- the whole ---- */

static bool all_tables(Transfer *transfer, bool (*work)(Transfer *, const EmbeddedTable *, Error *),
                       Error *err) {
    const EmbeddedSql *sql = transfer->from->driver->sql;
    for (int i = 0; i < sql->table_count; i++)
        if (!work(transfer, &sql->tables[i], err)) return false;
    return true;
}

static bool is_empty(Transfer *transfer, const EmbeddedTable *table, Error *err) {
    Cursor none = {.table = table};
    bool empty;
    if (!cursor_begin(transfer->to, &none, &empty, err)) return false;
    if (empty) return true;
    error_set(err, ERROR_CONFLICT, "The target is not empty: it has %s.", table->name);
    return error_hint(err, "Name an empty database or a new folder.");
}

/* Of one moment: all that is read from the source is in one transaction. */
static bool copy_all(Transfer *transfer, Error *err) {
    bool unfinished;
    if (!schema_is_unfinished(transfer->to, &unfinished, err)) return false;
    if (!unfinished && !all_tables(transfer, is_empty, err)) return false;
    return schema_set_unfinished(transfer->to, true, err) &&
           transfer->from->driver->begin(transfer->from, err) && all_tables(transfer, copy_table, err) &&
           all_tables(transfer, mend_table, err) && all_tables(transfer, compare_table, err);
}

static bool head_of(Store *store, AuditHead *ret, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    CLEANUP(store_end) Transaction tx = {0};
    return store_read(store, &arena, &tx, err) && audit_head(&tx, ret, err);
}

static bool check_history(Store *source, Store *target, const AuditHead *before, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    CLEANUP(store_end) Transaction tx = {0};
    AuditHead now;
    AuditReport audit;
    if (!head_of(source, &now, err) || !store_read(target, &arena, &tx, err) ||
        !audit_verify(&tx, before, &audit, err))
        return false;
    if (audit.broken_seq)
        return error_set(err, ERROR_CONFLICT, "The history does not hold at event %lld: %s.",
                         (long long)audit.broken_seq, audit.why);
    if (now.seq == before->seq) return true;
    error_set(err, ERROR_CONFLICT, "The source was changed meanwhile.");
    return error_hint(err, "Stop every server of the source, empty the target and start again.");
}

static void store_done(Store **store) {
    store_close(*store);
}

bool store_transfer(const char *from, const char *to, TransferTell *tell_progress, void *context,
                    TransferReport *ret, Error *err) {
    CLEANUP(store_done) Store *source = NULL;
    CLEANUP(store_done) Store *target = NULL;
    Transfer transfer = {.tell = tell_progress, .context = context};
    if (strcmp(from, to) == 0) return error_set(err, ERROR_INVALID, "Source and target are the same.");
    if (!store_open(from, (StoreOptions){.readers = 1}, &source, err) ||
        !head_of(source, &transfer.report.head, err) ||
        !store_open(to, (StoreOptions){.readers = 1, .create = true, .unfinished = true}, &target, err))
        return false;
    transfer.from = source->readers[0].database;
    transfer.to = target->writer.database;
    bool ok = copy_all(&transfer, err);
    transfer.from->driver->rollback(transfer.from);
    transfer.to->driver->rollback(transfer.to);
    if (!ok || !check_history(source, target, &transfer.report.head, err) ||
        !schema_set_unfinished(transfer.to, false, err))
        return false;
    *ret = transfer.report;
    return true;
}
