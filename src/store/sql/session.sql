-- name: session_insert
INSERT INTO sessions (
    hash, id, person_id, workspace_id, created_at, expires_at, seen_at, confirmed_at, address, agent
) VALUES (
    :hash, :id, :person_id, :workspace_id, :created_at, :expires_at, :seen_at, :confirmed_at, :address, :agent
);

-- name: session_by_hash
SELECT * FROM sessions WHERE hash = :hash AND expires_at > :now;

-- name: session_of_person
SELECT * FROM sessions WHERE person_id = :person_id AND expires_at > :now ORDER BY id DESC LIMIT 500;

-- name: session_touch
UPDATE sessions SET seen_at = :now WHERE hash = :hash;

-- name: session_confirm
UPDATE sessions SET confirmed_at = :now, seen_at = :now WHERE hash = :hash;

-- name: session_delete
DELETE FROM sessions WHERE hash = :hash;

-- name: session_delete_own
DELETE FROM sessions WHERE person_id = :person_id AND id = :id;

-- name: session_delete_of
DELETE FROM sessions WHERE person_id = :person_id AND hash <> COALESCE(:but_hash, '');

-- name: session_delete_expired
DELETE FROM sessions WHERE expires_at <= :now;
