-- Run before anything else is prepared (migrate.c).

-- name: migration_create
CREATE TABLE IF NOT EXISTS migrations (
    number BIGINT PRIMARY KEY,
    name TEXT NOT NULL
);

-- name: migration_last
SELECT COALESCE(MAX(number), 0) AS number FROM migrations;

-- name: migration_record
INSERT INTO migrations (number, name) VALUES (:number, :name);

-- A number below 0 marks what is being filled from another database (transfer.h).
-- name: migration_unfinished
SELECT COUNT(*) AS count FROM migrations WHERE number < 0;

-- name: migration_begin_copy
INSERT INTO migrations (number, name) VALUES (-1, 'copy') ON CONFLICT (number) DO NOTHING;

-- name: migration_end_copy
DELETE FROM migrations WHERE number < 0;
