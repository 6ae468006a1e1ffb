-- What only PostgreSQL is asked (database_postgres.c, events_postgres.c): there may be several processes.

-- All writers of all processes, one after the other. The number is that of SQLite's application_id: "Trvt".
-- name: transaction_lock
SELECT pg_advisory_xact_lock(1416787572) AS lock;

-- Each transaction leaves its number in the row of its writer, to find out, should the connection break during COMMIT,
-- how it ended. PostgreSQL's own number would not do: after a failover another transaction may have the same.
-- name: writers_make
DO $$ BEGIN
    IF to_regclass('writers') IS NULL THEN
        PERFORM pg_advisory_xact_lock(1416787572);
        CREATE TABLE IF NOT EXISTS writers (id BIGINT PRIMARY KEY, turn BIGINT NOT NULL, marked_at TIMESTAMPTZ NOT NULL);
    END IF;
END $$;

-- name: writers_drop
DELETE FROM writers WHERE marked_at < now() - INTERVAL '1 day';

-- name: transaction_mark
INSERT INTO writers (id, turn, marked_at) VALUES (:id, :turn, now())
ON CONFLICT (id) DO UPDATE SET turn = excluded.turn, marked_at = excluded.marked_at;

-- name: transaction_outcome
SELECT COUNT(*) AS kept FROM writers WHERE id = :id AND turn = :turn;

-- What a failing statement leaves as it was: after an error PostgreSQL goes on only from a savepoint.
-- name: statement_begin
SAVEPOINT statement;

-- name: statement_rollback
ROLLBACK TO SAVEPOINT statement;

-- name: statement_end
RELEASE SAVEPOINT statement;

-- name: event_listen
LISTEN trivet_events;

-- name: event_notify
SELECT pg_notify('trivet_events', CAST(:seq AS TEXT)) AS sent;

-- name: schema_encoding
SELECT pg_encoding_to_char(encoding) AS encoding FROM pg_database WHERE datname = current_database();

-- name: schema_tables
SELECT COUNT(*) AS tables, COUNT(*) FILTER (WHERE table_name = 'migrations') AS migrations
FROM information_schema.tables WHERE table_schema = current_schema() AND table_name <> 'writers';
