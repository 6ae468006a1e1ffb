-- What only PostgreSQL is asked (database_postgres.c, events_postgres.c): there may be several processes.

-- All writers of all processes, one after the other. The number is that of SQLite's application_id: "Trvt". The
-- transaction's number is asked for to find out, should the connection break during COMMIT, how it ended.
-- name: transaction_lock
SELECT CAST(pg_current_xact_id() AS TEXT) AS number, pg_advisory_xact_lock(1416787572) AS lock;

-- name: transaction_outcome
SELECT pg_xact_status(CAST(CAST(:number AS TEXT) AS xid8)) AS outcome;

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
FROM information_schema.tables WHERE table_schema = current_schema();
