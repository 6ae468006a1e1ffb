-- name: outbox_put
INSERT INTO outbox (id, purpose, person_id, address, created_at, due_at, taken_at, attempts, error)
VALUES (:id, :purpose, :person_id, :address, :now, :due_at, NULL, 0, '')
ON CONFLICT (person_id, purpose) WHERE taken_at IS NULL AND person_id IS NOT NULL DO NOTHING;

-- name: outbox_due
SELECT * FROM outbox WHERE due_at <= :now ORDER BY due_at, id LIMIT 1;

-- Whoever moves due_at on has it; should he never come back, it is due again by itself.
-- name: outbox_take
UPDATE outbox SET taken_at = COALESCE(taken_at, :now), due_at = :due_at WHERE id = :id AND due_at <= :now;

-- name: outbox_retry
UPDATE outbox SET due_at = :due_at, attempts = attempts + 1, error = :error WHERE id = :id;

-- name: outbox_delete
DELETE FROM outbox WHERE id = :id;
