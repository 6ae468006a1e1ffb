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
