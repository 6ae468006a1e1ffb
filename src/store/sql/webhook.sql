-- rows: webhooks
-- list: by id

-- name: webhook_lagging
SELECT * FROM webhooks
WHERE active AND deleted_at IS NULL AND id IN (SELECT webhook_id FROM webhook_cursors WHERE seq < :last_seq)
ORDER BY id LIMIT 1;

-- name: webhook_by_id
SELECT * FROM webhooks WHERE id = :id AND active AND deleted_at IS NULL;

-- name: webhook_cursor
SELECT seq FROM webhook_cursors WHERE webhook_id = :webhook_id;

-- name: webhook_cursor_put
INSERT INTO webhook_cursors (webhook_id, seq, busy_until) VALUES (:webhook_id, :seq, 0)
ON CONFLICT (webhook_id) DO UPDATE SET seq = :seq;

-- One delivery at a time: whoever moves busy_until on has the webhook; should he never come back, it is free by itself.
-- name: webhook_take
UPDATE webhook_cursors SET busy_until = :busy_until WHERE webhook_id = :webhook_id;
