-- rows: promises
-- list: by id; filters release_id item_id state

-- name: promise_by_hash
SELECT * FROM promises WHERE share_hash = :share_hash AND deleted_at IS NULL;
