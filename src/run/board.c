/* See board.h. */
#include "run/board.h"

#include <pthread.h>
#include <sodium.h>
#include <time.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/vec.h"
#include "field/json.h"

enum { EACH_MS = 500, POLL_MS = 250, LOST_MS = 20 * 1000, KEEP_MS = 3600 * 1000 };
enum { ALIVE_EACH = 10, TAKE_EACH = 4 }; /* rounds */
#define BOARD_MEMORY_MAX (256 * MIB)

struct Board {
    RunnerOptions options;
    Runner *runner;
    bool shared, started;
    Id server_id; /* of this process */
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool stop;
};

/* ---- rows ---- */

static bool write_row(Arena *arena, Id workspace_id, const Run *run, RunRow *ret, Error *err) {
    StrBuf shown = strbuf_make(arena, 0);
    Run without = *run;
    without.result.text = STR_NULL;
    json_write(&shown, &run_resource, &without);
    *ret = (RunRow){.id = run->id,
                    .workspace_id = workspace_id,
                    .revision = run->revision,
                    .finished = run->state.n >= RUN_DONE,
                    .shown = strbuf_str(&shown),
                    .result = run->result.text};
    return !arena->full || error_no_memory(err);
}

static bool decode_row(Arena *arena, const RunRow *row, Run *ret, Error *err) {
    CLEANUP(json_done) json_t *object = NULL;
    record_init(&run_resource, ret);
    if (!json_read_text(row->shown, &object, err) ||
        !json_decode(arena, &run_resource, object, DECODE_RECORD, ret, NULL, err))
        return false;
    ret->result.text = row->result;
    return true;
}

/* As it is to be shown: nobody may work on it at present. */
static bool read_row(const Board *board, Arena *arena, const RunRow *row, Run *ret, Error *err) {
    if (!decode_row(arena, row, ret, err)) return false;
    if (row->finished || board->options.clock().ms - row->alive_at.ms <= LOST_MS) return true;
    ret->state.n = RUN_QUEUED;
    ret->seconds_left = NAN;
    if (row->attempts < RUN_ATTEMPTS_MAX) return true;
    ret->state.n = RUN_FAILED;
    ret->revision++;
    ret->finished_at = row->alive_at;
    ret->error = fmt(arena, "%d servers have ended while they calculated it.", RUN_ATTEMPTS_MAX);
    ret->error_hint = STR("Ask for one project instead of all, or for fewer trials.");
    return true;
}

static bool put(const Board *board, Transaction *tx, Id workspace_id, const Run *run, RunWish *ret,
                Error *err) {
    RunRow row;
    return write_row(tx->arena, workspace_id, run, &row, err) &&
           run_row_put(tx, board->server_id, &row, ret, err);
}

bool board_put(Board *board, Transaction *tx, Id workspace_id, const Run *run, Error *err) {
    RunWish wish;
    return !board->shared || put(board, tx, workspace_id, run, &wish, err);
}

/* ---- the own ones, for the others ---- */

static bool write_news(const Board *board, Arena *arena, const List *news) {
    CLEANUP(store_end) Transaction tx = {0};
    const Author trivet = {.now = board->options.clock()};
    const RunNews *at = news->at;
    if (!store_write(board->options.store, arena, &trivet, &tx, NULL) ||
        !run_rows_sweep(&tx, (Time){trivet.now.ms - KEEP_MS}, NULL))
        return false;
    for (int i = 0; i < news->count; i++) {
        RunWish wish;
        Id workspace_id = at[i].workspace_id, id = at[i].run.id;
        if (!put(board, &tx, workspace_id, &at[i].run, &wish, NULL)) return false;
        if (wish == RUN_TAKEN) runner_forget(board->runner, workspace_id, id);
        else if (wish == RUN_UNWANTED && at[i].run.state.n < RUN_DONE)
            runner_cancel(board->runner, workspace_id, id, ID_NONE, true, NULL);
    }
    return store_commit(&tx, NULL);
}

/* Now and then also what has no news: that says that the server is alive, and asks whether it was cancelled.
 */
static bool tell(const Board *board, Arena *arena, bool all) {
    List news;
    bool ok = runner_news(board->runner, arena, all, &news, NULL) &&
              (news.count == 0 || write_news(board, arena, &news));
    arena_reset(arena);
    if (!ok) runner_news_again(board->runner);
    return ok;
}

/* ---- those of servers that have ended ---- */

static Time lost_before(const Board *board) {
    return (Time){board->options.clock().ms - LOST_MS};
}

static bool are_there(const Board *board, Arena *arena) {
    CLEANUP(store_end) Transaction tx = {0};
    int64_t count;
    return store_read(board->options.store, arena, &tx, NULL) &&
           run_rows_orphaned(&tx, lost_before(board), &count, NULL) && count > 0;
}

static bool take(const Board *board, Arena *arena, int limit, List *ret) {
    CLEANUP(store_end) Transaction tx = {0};
    const Author trivet = {.now = board->options.clock()};
    return store_write(board->options.store, arena, &trivet, &tx, NULL) &&
           run_rows_take(&tx, board->server_id, lost_before(board), limit, ret, NULL) &&
           store_commit(&tx, NULL);
}

/* As many as there are threads without work. What cannot be taken in here is lost again after its time. */
static void take_over(const Board *board, Arena *arena) {
    int idle = runner_idle(board->runner);
    List rows;
    if (idle > 0 && are_there(board, arena) && take(board, arena, idle, &rows))
        for (int i = 0; i < rows.count; i++) {
            const RunRow *row = (const RunRow *)rows.at + i;
            Run run;
            if (decode_row(arena, row, &run, NULL))
                runner_adopt(board->runner, row->workspace_id, &run, NULL);
        }
    arena_reset(arena);
}

static bool release(const Board *board, Arena *arena) {
    CLEANUP(store_end) Transaction tx = {0};
    const Author trivet = {.now = board->options.clock()};
    return store_write(board->options.store, arena, &trivet, &tx, NULL) &&
           run_rows_release(&tx, board->server_id, (Time){lost_before(board).ms - 1}, NULL) &&
           store_commit(&tx, NULL);
}

/* ---- the thread ---- */

static void wait_ms(pthread_cond_t *cond, pthread_mutex_t *lock, int ms) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += ms * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_cond_timedwait(cond, lock, &until);
}

static void *work(void *context) {
    Board *board = context;
    CLEANUP(arena_done) Arena arena = arena_make(BOARD_MEMORY_MAX);
    pthread_mutex_lock(&board->lock);
    for (int round = 0; !board->stop; round++) {
        pthread_mutex_unlock(&board->lock);
        bool told = tell(board, &arena, round % ALIVE_EACH == 0);
        if (told && round % TAKE_EACH == 0) take_over(board, &arena);
        pthread_mutex_lock(&board->lock);
        if (!board->stop) wait_ms(&board->wake, &board->lock, EACH_MS);
    }
    pthread_mutex_unlock(&board->lock);
    if (tell(board, &arena, true)) release(board, &arena);
    return NULL;
}

/* ---- those of the others ---- */

static bool find(const Board *board, Arena *arena, Id workspace_id, Id id, Run *ret, bool *found,
                 Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    RunRow row;
    return store_read(board->options.store, arena, &tx, err) &&
           run_row_find(&tx, workspace_id, id, &row, found, err) &&
           (!*found || read_row(board, arena, &row, ret, err));
}

/* Not here, but perhaps at another server. */
static bool is_elsewhere(const Board *board, const Error *err) {
    return board->shared && err->kind == ERROR_NOT_FOUND;
}

bool board_show(Board *board, Arena *arena, Id workspace_id, Id id, int64_t after, int wait, Run *ret,
                Error *err) {
    Error here = {0};
    Run run;
    bool found = true;
    if (runner_show(board->runner, arena, workspace_id, id, after, wait, ret, &here)) return true;
    if (!is_elsewhere(board, &here)) {
        *err = here;
        return false;
    }
    for (int waited = 0;; waited += POLL_MS) {
        if (!find(board, arena, workspace_id, id, &run, &found, err)) return false;
        if (!found || run.state.n >= RUN_DONE || run.revision > after || waited >= wait) break;
        nanosleep(&(struct timespec){.tv_nsec = POLL_MS * 1000000L}, NULL);
    }
    if (!found) {
        *err = here;
        return false;
    }
    if (run.result_revision <= after) run.result.text = STR_NULL;
    *ret = run;
    return true;
}

static bool holds(const List *runs, Id id) {
    for (int i = 0; i < runs->count; i++)
        if (id_equal(((const Run *)runs->at)[i].id, id)) return true;
    return false;
}

bool board_list(Board *board, Arena *arena, Id workspace_id, List *ret, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    List own, rows;
    struct {
        VEC(Run);
    } all = {0};
    if (!runner_list(board->runner, arena, workspace_id, &own, err)) return false;
    *ret = own;
    if (!board->shared) return true;
    if (!store_read(board->options.store, arena, &tx, err) || !run_rows(&tx, workspace_id, &rows, err))
        return false;
    for (int i = 0; i < own.count + rows.count; i++) {
        const RunRow *row = i < own.count ? NULL : (const RunRow *)rows.at + (i - own.count);
        if (row && holds(&own, row->id)) continue;
        Run *run = vec_push(arena, &all);
        if (!run) return error_no_memory(err);
        if (!row) *run = ((const Run *)own.at)[i];
        else if (!read_row(board, arena, row, run, err)) return false;
    }
    *ret = (List){all.at, all.count};
    return true;
}

/* What was dropped here is dropped for all. */
static bool drop(const Board *board, Arena *arena, Id workspace_id, Id id, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    const Author trivet = {.now = board->options.clock()};
    Run run;
    if (!board->shared || runner_show(board->runner, arena, workspace_id, id, 0, 0, &run, NULL)) return true;
    return store_write(board->options.store, arena, &trivet, &tx, err) &&
           run_row_delete(&tx, workspace_id, id, err) && store_commit(&tx, err);
}

bool board_cancel(Board *board, Arena *arena, Id workspace_id, Id id, Id person_id, bool anybody,
                  Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    const Author author = {.person_id = person_id, .now = board->options.clock()};
    Error here = {0};
    RunRow row;
    Run run;
    bool found = false;
    if (runner_cancel(board->runner, workspace_id, id, person_id, anybody, &here))
        return drop(board, arena, workspace_id, id, err);
    if (is_elsewhere(board, &here)) {
        if (!store_write(board->options.store, arena, &author, &tx, err) ||
            !run_row_find(&tx, workspace_id, id, &row, &found, err) ||
            (found && !read_row(board, arena, &row, &run, err)))
            return false;
    }
    if (!found) {
        *err = here;
        return false;
    }
    if (!anybody && !id_equal(run.person_id, person_id)) return run_of_another(err);
    bool ok = row.finished ? run_row_delete(&tx, workspace_id, id, err)
                           : run_row_cancel(&tx, workspace_id, id, err);
    return ok && store_commit(&tx, err);
}

/* ---- beginning and end ---- */

bool board_start(const RunnerOptions *options, Runner *runner, Board **ret, Error *err) {
    Board *board = calloc(1, sizeof *board);
    if (!board) return error_no_memory(err);
    board->options = *options;
    board->runner = runner;
    board->shared = store_is_shared(options->store);
    board->server_id = id_make(options->clock(), randombytes_random());
    pthread_mutex_init(&board->lock, NULL);
    pthread_cond_init(&board->wake, NULL);
    if (board->shared && pthread_create(&board->thread, NULL, work, board) != 0) {
        free(board);
        return error_no_memory(err);
    }
    board->started = board->shared;
    *ret = board;
    return true;
}

void board_stop(Board *board) {
    if (!board || !board->started) return;
    pthread_mutex_lock(&board->lock);
    board->stop = true;
    pthread_cond_signal(&board->wake);
    pthread_mutex_unlock(&board->lock);
    pthread_join(board->thread, NULL);
    board->started = false;
}

void board_free(Board *board) {
    if (!board) return;
    board_stop(board);
    pthread_cond_destroy(&board->wake);
    pthread_mutex_destroy(&board->lock);
    free(board);
}
