-- name: delivery_insert
INSERT INTO deliveries (id, webhook_id, seq, created_at, due_at, state, attempts, status, error)
VALUES (:id, :webhook_id, :seq, :created_at, :due_at, :state, :attempts, :status, :error);

-- name: delivery_due
SELECT * FROM deliveries
WHERE state = 'waiting' AND due_at <= :now AND webhook_id IN (
    SELECT id FROM webhooks JOIN webhook_cursors ON webhook_id = id
    WHERE active AND deleted_at IS NULL AND busy_until <= :now)
ORDER BY due_at, seq LIMIT 1;

-- name: delivery_of_webhook
SELECT * FROM deliveries WHERE webhook_id = :webhook_id ORDER BY seq DESC LIMIT 100;

-- name: delivery_by_id
SELECT * FROM deliveries WHERE id = :id;

-- name: delivery_tried
UPDATE deliveries SET
    state = :state, due_at = :due_at, attempts = attempts + 1, status = :status, error = :error
WHERE id = :id;

-- name: delivery_again
UPDATE deliveries SET state = 'waiting', due_at = :now, attempts = 0 WHERE id = :id;

-- name: delivery_drop
DELETE FROM deliveries WHERE state <> 'waiting' AND created_at < :before;

-- name: delivery_drop_of_webhook
DELETE FROM deliveries WHERE webhook_id = :webhook_id AND state = 'waiting';
