/* Kills a writing process at random and compares what it acknowledged with what is there. TAP out.
 *
 * The child writes pairs of items from several threads, each pair in its own transaction, and tells each
 * acknowledged pair through a pipe, which survives it. The parent kills it, opens the same folder and checks:
 * no acknowledged pair lost, none halved, events without a gap, ready within a second. The folder is used on
 * for a hundred rounds, so that each round starts on what a kill has left.
 *
 *     crash-store [ROUNDS [SEED]]     15 rounds when not told otherwise
 */
#include <ftw.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/vec.h"
#include "store/store.h"

enum { ROUNDS_USUAL = 15, ROUNDS_OF_FOLDER = 100, WRITERS = 8, KILL_AFTER_MAX_MS = 120, READY_MS = 1000 };

typedef struct Pair {
    int64_t first, second;
} Pair;

typedef struct Ledger {
    VEC(Pair);
} Ledger;

typedef struct Trial {
    char folder[64];
    Id workspace_id;
    uint64_t random;
    Arena kept; /* of the ledger: acknowledged in all rounds */
    Ledger ledger;
    int64_t pairs, worst_ready_ms;
} Trial;

typedef struct Writer {
    Store *store;
    Id workspace_id;
    int pipe;
} Writer;

_Noreturn static void give_up(const char *what, const Error *err) {
    printf("Bail out! %s: %s %s\n", what, err->message, err->log);
    exit(1);
}

static int64_t now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static uint64_t next_random(Trial *trial) {
    trial->random = trial->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return trial->random >> 33;
}

/* ---- the child ---- */

/* Two rows of one name: the second carries the id of the first. */
static bool write_pair(Writer *writer, Arena *arena, Pair *ret) {
    CLEANUP(store_end) Transaction tx = {0};
    Author author = {.now = {INT64_C(1770000000000) + now_ms()}};
    Item first, second;
    record_init(&item_resource, &first);
    first.row.workspace_id = writer->workspace_id;
    second = first;
    if (!store_write(writer->store, arena, &author, &tx, NULL)) return false;
    if (!row_insert(&tx, &item_resource, &first, NULL)) return false;
    second.title = id_text(arena, first.row.id);
    if (!row_insert(&tx, &item_resource, &second, NULL) || !store_commit(&tx, NULL)) return false;
    *ret = (Pair){first.row.id.n, second.row.id.n};
    return true;
}

static void *write_pairs(void *context) {
    Writer *writer = context;
    Arena arena = arena_make(4 * MIB);
    Pair pair;
    while (write_pair(writer, &arena, &pair)) {
        if (write(writer->pipe, &pair, sizeof pair) != sizeof pair) break;
        arena_reset(&arena);
    }
    return NULL;
}

_Noreturn static void child(const Trial *trial, int pipe) {
    Error err = {0};
    Writer writer = {.workspace_id = trial->workspace_id, .pipe = pipe};
    pthread_t threads[WRITERS];
    if (!store_open(trial->folder, (StoreOptions){0}, &writer.store, &err)) _exit(3);
    for (int i = 0; i < WRITERS; i++)
        if (pthread_create(&threads[i], NULL, write_pairs, &writer) != 0) _exit(4);
    for (int i = 0; i < WRITERS; i++) pthread_join(threads[i], NULL);
    _exit(5); /* the writers end only by an error */
}

/* ---- the parent ---- */

static void read_ledger(Trial *trial, int pipe) {
    Pair pair;
    while (read(pipe, &pair, sizeof pair) == sizeof pair) {
        Pair *at = vec_push(&trial->kept, &trial->ledger);
        if (!at) give_up("the ledger is full", &(Error){0});
        *at = pair;
    }
}

/* Lets the child write for a random time after its first word, then kills it. */
static bool run_and_kill(Trial *trial) {
    int ends[2], status;
    Pair pair;
    fflush(stdout);
    if (pipe(ends) != 0) return false;
    pid_t pid = fork();
    if (pid == 0) {
        close(ends[0]);
        child(trial, ends[1]);
    }
    close(ends[1]);
    if (pid < 0) return false;
    bool spoke = read(ends[0], &pair, sizeof pair) == sizeof pair;
    if (spoke) *vec_push(&trial->kept, &trial->ledger) = pair;
    usleep((useconds_t)(next_random(trial) % (KILL_AFTER_MAX_MS * 1000)));
    kill(pid, SIGKILL);
    waitpid(pid, &status, 0);
    read_ledger(trial, ends[0]);
    close(ends[0]);
    return spoke && WIFSIGNALED(status);
}

static int compare_id(const void *a, const void *b) {
    int64_t left = ((const Item *)a)->row.id.n, right = ((const Item *)b)->row.id.n;
    return (left > right) - (left < right);
}

static bool has_item(const List *items, int64_t id) {
    Item key = {.row.id = {id}};
    return bsearch(&key, items->at, (size_t)items->count, sizeof(Item), compare_id) != NULL;
}

/* NULL when all is right, else what is wrong. */
static const char *check_items(const Trial *trial, List *items) {
    int seconds = 0;
    qsort(items->at, (size_t)items->count, sizeof(Item), compare_id);
    for (int i = 0; i < items->count; i++) {
        const Item *item = (const Item *)items->at + i;
        Id first;
        if (item->title.len == 0) continue;
        seconds++;
        if (!id_parse(item->title, &first) || !has_item(items, first.n)) return "a pair is halved";
    }
    if (seconds * 2 != items->count) return "a pair is halved";
    for (int i = 0; i < trial->ledger.count; i++)
        if (!has_item(items, trial->ledger.at[i].first) || !has_item(items, trial->ledger.at[i].second))
            return "an acknowledged pair is lost";
    return NULL;
}

static const char *check_events(Transaction *tx, Id workspace_id, int items) {
    int64_t last;
    List page;
    if (!event_last_seq(tx, &last, NULL)) return "the events cannot be read";
    if (last != items + 1) return "there is not one event for each row";
    if (!event_history(tx, workspace_id, ID_NONE, 0, 1000, &page, NULL)) return "the events cannot be read";
    for (int i = 0; i < page.count; i++)
        if (((const Event *)page.at)[i].seq != last - i) return "the events have a gap";
    return NULL;
}

static const char *check_folder(Trial *trial) {
    Error err = {0};
    Store *store;
    List items;
    CLEANUP(arena_done) Arena arena = arena_make(2048 * MIB);
    int64_t began = now_ms();
    if (!store_open(trial->folder, (StoreOptions){.readers = 1}, &store, &err)) give_up("open", &err);
    int64_t ready = now_ms() - began;
    if (ready > trial->worst_ready_ms) trial->worst_ready_ms = ready;
    Transaction tx = {0};
    if (!store_read(store, &arena, &tx, &err)) give_up("read", &err);
    if (!row_all(&tx, &item_resource, trial->workspace_id, &items, &err)) give_up("items", &err);
    const char *wrong = check_items(trial, &items);
    if (!wrong) wrong = check_events(&tx, trial->workspace_id, items.count);
    if (!wrong && ready > READY_MS) wrong = "it took more than a second to be ready";
    store_end(&tx);
    store_close(store);
    return wrong;
}

static void make_workspace(Trial *trial) {
    Error err = {0};
    Store *store;
    Transaction tx;
    Workspace workspace;
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    snprintf(trial->folder, sizeof trial->folder, "/tmp/trivet-crash-XXXXXX");
    if (!mkdtemp(trial->folder)) give_up("mkdtemp", &err);
    record_init(&workspace_resource, &workspace);
    workspace.name = STR("Crash");
    if (!store_open(trial->folder, (StoreOptions){.create = true}, &store, &err) ||
        !store_write(store, &arena, &(Author){.now = {INT64_C(1770000000000)}}, &tx, &err) ||
        !row_insert(&tx, &workspace_resource, &workspace, &err) || !store_commit(&tx, &err))
        give_up("set-up", &err);
    store_close(store);
    trial->workspace_id = workspace.row.id;
}

static int remove_entry(const char *path, const struct stat *st, int kind, struct FTW *walk) {
    return remove(path);
}

static int64_t argument(int argc, char **argv, int i, int64_t otherwise) {
    int64_t n = otherwise;
    if (i < argc && !str_int(str_of(argv[i]), &n)) give_up("arguments are numbers", &(Error){0});
    return n;
}

static void begin_folder(Trial *trial) {
    if (trial->folder[0]) nftw(trial->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    arena_reset(&trial->kept);
    memset(&trial->ledger, 0, sizeof trial->ledger);
    make_workspace(trial);
}

static bool run_round(Trial *trial, int number) {
    int before = trial->ledger.count;
    const char *wrong = run_and_kill(trial) ? check_folder(trial) : "the writer ended by itself";
    int pairs = trial->ledger.count - before;
    trial->pairs += pairs;
    printf("%sok %d - %d pairs acknowledged before the kill%s%s\n", wrong ? "not " : "", number, pairs,
           wrong ? ": " : "", wrong ? wrong : "");
    return !wrong;
}

int main(int argc, char **argv) {
    int rounds = (int)argument(argc, argv, 1, ROUNDS_USUAL), run = 0;
    Trial trial = {.random = (uint64_t)argument(argc, argv, 2, 1), .kept = arena_make(256 * MIB)};
    bool ok = true;
    printf("TAP version 13\n1..%d\n", rounds);
    while (ok && run < rounds) {
        if (run % ROUNDS_OF_FOLDER == 0) begin_folder(&trial);
        ok = run_round(&trial, ++run);
    }
    printf("# %d kills, %lld acknowledged pairs, ready within %d ms\n", run, (long long)trial.pairs,
           (int)trial.worst_ready_ms);
    if (!ok) printf("# the data is kept in %s\n", trial.folder);
    else nftw(trial.folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    arena_done(&trial.kept);
    return !ok;
}
