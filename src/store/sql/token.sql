-- rows: tokens
-- list: by id; own person_id

-- name: token_by_hash
SELECT * FROM tokens WHERE hash = :hash AND deleted_at IS NULL;

-- name: token_touch
UPDATE tokens SET last_used_at = :now WHERE id = :token_id AND deleted_at IS NULL;
