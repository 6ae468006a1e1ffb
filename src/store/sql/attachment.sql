-- rows: attachments
-- list: by id; filters item_id! project_id

-- name: attachment_bytes
SELECT CAST(COALESCE(SUM(size_bytes), 0) AS BIGINT) AS bytes FROM attachments
WHERE workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: attachment_refers
SELECT COUNT(*) AS count FROM attachments WHERE hash = :hash AND deleted_at IS NULL;

-- name: content_there
SELECT COUNT(*) AS count FROM contents WHERE hash = :hash;

-- name: content_insert
INSERT INTO contents (hash, part, base64) VALUES (:hash, :part, :base64);

-- name: content_of
SELECT base64 FROM contents WHERE hash = :hash ORDER BY part;

-- name: content_delete
DELETE FROM contents WHERE hash = :hash;
