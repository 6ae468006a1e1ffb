/* Opening and closing the data folder; the reading connections. See store.h and inside.h. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "store/inside.h"

enum { READERS_USUAL = 4, READERS_MAX = 64, READER_SECONDS = 10 };

bool folder_error(const char *folder, const char *what, Error *err) {
    int code = errno;
    error_set(err, code == ENOSPC ? ERROR_FULL : ERROR_INVALID, "The data folder %.150s cannot be %s: %s.",
              folder, what, strerror(code));
    return error_hint(err, "Name a folder that the account that runs Trivet may write to.");
}

bool sync_folder(const char *folder, Error *err) {
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok = file >= 0 && fsync(file) == 0;
    if (!ok) folder_error(folder, "made durable", err);
    if (file >= 0) close(file);
    return ok;
}

bool make_folder(const char *folder, Error *err) {
    char parent[PATH_LENGTH_MAX + 8];
    if (mkdir(folder, 0700) != 0) return errno == EEXIST || folder_error(folder, "made", err);
    snprintf(parent, sizeof parent, "%s/..", folder);
    return sync_folder(parent, err);
}

/* The file's lock ends with the process, however it ends. */
static bool take_lock(Store *store, const char *folder, bool create, Error *err) {
    char path[PATH_LENGTH_MAX + 32], database[PATH_LENGTH_MAX + 32];
    snprintf(path, sizeof path, "%s/trivet.lock", folder);
    snprintf(database, sizeof database, "%s/trivet.db", folder);
    if (!create && access(database, F_OK) != 0) {
        error_set(err, ERROR_NOT_FOUND, "There is no data of Trivet in %.150s.", folder);
        return error_hint(err, "Name another folder, or let it be created.");
    }
    store->lock_file = open(path, O_RDWR | O_CLOEXEC | O_CREAT, 0600);
    if (store->lock_file < 0) return folder_error(folder, "locked", err);
    if (flock(store->lock_file, LOCK_EX | LOCK_NB) == 0) return true;
    error_set(err, ERROR_BUSY, "Another Trivet works with the data folder %.150s.", folder);
    return error_hint(err, "Stop it first, or name another folder.");
}

/* With the rights of the owner alone; SQLite gives its other files the same. */
static bool make_file(const char *path, const char *folder, bool create, Error *err) {
    int file = open(path, O_RDWR | O_CLOEXEC | (create ? O_CREAT : 0), 0600);
    if (file < 0) return folder_error(folder, "read", err);
    close(file);
    return true;
}

static bool open_readers(Store *store, const Driver *driver, const char *where, OpenMode mode, Error *err) {
    int wanted = store->reader_count;
    store->reader_count = 0;
    store->readers = calloc((size_t)wanted, sizeof(Connection));
    store->idle = calloc((size_t)wanted, sizeof(Connection *));
    if (!store->readers || !store->idle) return error_no_memory(err);
    for (int i = 0; i < wanted; i++) {
        Connection *reader = &store->readers[i];
        if (!connection_open(driver, where, mode, 0, reader, err)) return false;
        store->idle[store->idle_count++] = reader;
        store->reader_count = i + 1;
        if (!connection_prepare_all(reader, err)) return false;
    }
    return true;
}

static bool open_writer(Store *store, const Driver *driver, const char *where, StoreOptions options,
                        Error *err) {
    Connection *writer = &store->writer;
    if (!connection_open(driver, where, OPEN_WRITER, options.page_limit, writer, err)) return false;
    if (!options.create && !schema_exists(writer->database)) {
        error_set(err, ERROR_NOT_FOUND, "There is no data of Trivet in that database.");
        return error_hint(err, "Name another one, or let trivet serve create it.");
    }
    bool unfinished;
    if (!schema_migrate(writer->database, driver->sql->migrations, driver->sql->migration_count, err) ||
        !schema_is_unfinished(writer->database, &unfinished, err))
        return false;
    if (unfinished && !options.unfinished) {
        error_set(err, ERROR_CONFLICT, "This is half of a copy: trivet migrate-database was interrupted.");
        return error_hint(err, "Start trivet migrate-database again; it goes on where it was.");
    }
    return connection_prepare_all(writer, err);
}

static bool open_all(Store *store, const char *folder, StoreOptions options, Error *err) {
    char path[PATH_LENGTH_MAX + 32];
    snprintf(path, sizeof path, "%s/trivet.db", folder);
    return (!options.create || make_folder(folder, err)) && take_lock(store, folder, options.create, err) &&
           make_file(path, folder, options.create, err) &&
           open_writer(store, &sqlite_driver, path, options, err) && sync_folder(folder, err) &&
           open_readers(store, &sqlite_driver, path, OPEN_READER, err);
}

static bool open_beside(Store *store, const char *folder, StoreOptions options, Error *err) {
    char path[PATH_LENGTH_MAX + 32];
    snprintf(path, sizeof path, "%s/trivet.db", folder);
    if (access(path, R_OK) != 0) return folder_error(folder, "read", err);
    OpenMode mode = options.unchanging ? OPEN_UNCHANGING : OPEN_READER;
    return open_readers(store, &sqlite_driver, path, mode, err) &&
           schema_is_current(store->readers[0].database, err);
}

bool store_is_address(const char *where) {
    return database_driver(where) != &sqlite_driver;
}

static bool open_server(Store *store, const char *where, StoreOptions options, Error *err) {
    const Driver *driver = database_driver(where);
    if (!driver) {
        error_set(err, ERROR_INVALID, "This Trivet was built without PostgreSQL.");
        return error_hint(err, "Build it again with libpq-dev installed, or name a folder with --data.");
    }
    store->where = strdup(where);
    if (!store->where) return error_no_memory(err);
    return (options.only_read || open_writer(store, driver, where, options, err)) &&
           open_readers(store, driver, where, OPEN_READER, err) &&
           (!options.only_read || schema_is_current(store->readers[0].database, err));
}

bool store_open(const char *where, StoreOptions options, Store **ret, Error *err) {
    if (sodium_init() < 0) return error_set(err, ERROR_INTERNAL, "There is no source of randomness.");
    if (strlen(where) > PATH_LENGTH_MAX)
        return error_set(err, ERROR_INVALID, "The name of the data is too long.");
    Store *store = calloc(1, sizeof *store);
    if (!store) return error_no_memory(err);
    store->lock_file = -1;
    store->reader_count = options.readers > 0 ? options.readers : READERS_USUAL;
    if (store->reader_count > READERS_MAX) store->reader_count = READERS_MAX;
    pthread_mutex_init(&store->queue.mutex, NULL);
    pthread_mutex_init(&store->reading, NULL);
    pthread_mutex_init(&store->telling, NULL);
    cond_make(&store->reader_back);
    bool ok = store_is_address(where) ? open_server(store, where, options, err)
              : options.only_read     ? open_beside(store, where, options, err)
                                      : open_all(store, where, options, err);
    if (!ok) {
        store_close(store);
        return false;
    }
    *ret = store;
    return true;
}

/* The writer is the last to go: it copies the log into the database. */
void store_close(Store *store) {
    if (!store) return;
    if (store->listening) store_listen(store, NULL, NULL, NULL);
    for (int i = 0; store->readers && i < store->reader_count; i++) connection_close(&store->readers[i]);
    if (store->writer.database) connection_close(&store->writer);
    if (store->lock_file >= 0) close(store->lock_file);
    pthread_cond_destroy(&store->reader_back);
    pthread_mutex_destroy(&store->telling);
    pthread_mutex_destroy(&store->reading);
    pthread_mutex_destroy(&store->queue.mutex);
    free(store->idle);
    free(store->readers);
    free((char *)store->where);
    free(store);
}

void store_tell(Store *store, int64_t last_seq) {
    pthread_mutex_lock(&store->telling);
    if (store->listener && last_seq > store->told) {
        store->told = last_seq;
        store->listener(store->listener_context, last_seq);
    }
    pthread_mutex_unlock(&store->telling);
}

static void hear(void *store, int64_t last_seq) {
    store_tell(store, last_seq);
}

bool store_listen(Store *store, StoreListener *listener, void *context, Error *err) {
    const Driver *driver = store->writer.database->driver;
    pthread_mutex_lock(&store->telling);
    store->listener = listener;
    store->listener_context = context;
    store->told = 0;
    pthread_mutex_unlock(&store->telling);
    if (!listener && store->listening) {
        driver->listen_end(store->listening);
        store->listening = NULL;
    }
    return !listener || !driver->listen || store->listening ||
           driver->listen(store->where, hear, store, &store->listening, err);
}

static Time system_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (Time){(int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000};
}

static Connection *reader_take(Store *store, Error *err) {
    struct timespec until = in_seconds(READER_SECONDS);
    Connection *reader = NULL;
    int code = 0;
    pthread_mutex_lock(&store->reading);
    while ((store->idle_count == 0 || store->closed_to_readers) && code != ETIMEDOUT)
        code = pthread_cond_timedwait(&store->reader_back, &store->reading, &until);
    if (store->idle_count && !store->closed_to_readers) reader = store->idle[--store->idle_count];
    pthread_mutex_unlock(&store->reading);
    if (reader) return reader;
    error_set(err, ERROR_BUSY, "Too many requests are being answered.");
    error_hint(err, "Try again in a moment.");
    return NULL;
}

static void reader_give(Store *store, Connection *reader) {
    pthread_mutex_lock(&store->reading);
    store->idle[store->idle_count++] = reader;
    pthread_cond_broadcast(&store->reader_back);
    pthread_mutex_unlock(&store->reading);
}

bool store_read(Store *store, Arena *arena, Transaction *ret, Error *err) {
    Connection *reader = reader_take(store, err);
    if (!reader) return false;
    Transaction tx = {.store = store, .connection = reader, .arena = arena, .author.now = system_time()};
    bool ok = reader->database->driver->begin(reader->database, err);
    if (ok) *ret = tx;
    else reader_give(store, reader);
    return ok;
}

void store_end(Transaction *tx) {
    if (!tx->connection) return;
    if (tx->writing) {
        write_end(tx);
        return;
    }
    Database *database = tx->connection->database;
    database->driver->rollback(database);
    reader_give(tx->store, tx->connection);
    tx->connection = NULL;
}
