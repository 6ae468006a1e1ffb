-- name: answer_find
SELECT * FROM answers WHERE person_id = :person_id AND key = :key AND created_at > :since;

-- name: answer_keep
INSERT INTO answers (person_id, key, created_at, request_hash, status, body, etag, location)
VALUES (:person_id, :key, :now, :request_hash, :status, :body, :etag, :location)
ON CONFLICT (person_id, key) DO UPDATE SET
    created_at = excluded.created_at, request_hash = excluded.request_hash, status = excluded.status,
    body = excluded.body, etag = excluded.etag, location = excluded.location;

-- name: answer_delete_old
DELETE FROM answers WHERE created_at <= :since;
