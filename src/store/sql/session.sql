-- name: session_insert
INSERT INTO sessions (hash, person_id, workspace_id, created_at, expires_at)
VALUES (:hash, :person_id, :workspace_id, :created_at, :expires_at);

-- name: session_by_hash
SELECT * FROM sessions WHERE hash = :hash AND expires_at > :now;

-- name: session_delete
DELETE FROM sessions WHERE hash = :hash;

-- name: session_delete_of
DELETE FROM sessions WHERE person_id = :person_id;

-- name: session_delete_expired
DELETE FROM sessions WHERE expires_at <= :now;
