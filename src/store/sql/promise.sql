-- rows: promises
-- list: by id; filters release_id item_id state

-- name: promise_by_hash
SELECT * FROM promises WHERE share_hash = :share_hash AND deleted_at IS NULL;

-- name: promise_breaks_told
SELECT promise_id, broken_at FROM promise_breaks WHERE workspace_id = :workspace_id ORDER BY promise_id;

-- name: promise_break_put
INSERT INTO promise_breaks (promise_id, workspace_id, broken_at) VALUES (:promise_id, :workspace_id, :now);

-- name: promise_break_drop
DELETE FROM promise_breaks WHERE promise_id = :promise_id;
