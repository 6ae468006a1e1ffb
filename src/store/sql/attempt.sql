-- name: attempt_used_until
SELECT used_until FROM attempts WHERE hash = :hash;

-- name: attempt_put
INSERT INTO attempts (hash, used_until) VALUES (:hash, :used_until)
ON CONFLICT (hash) DO UPDATE SET used_until = excluded.used_until;

-- name: attempt_sweep
DELETE FROM attempts WHERE used_until < :now;

-- name: setup_token_put
INSERT INTO setup_tokens (hash) VALUES (:hash);

-- name: setup_token_count
SELECT COUNT(*) AS count FROM setup_tokens WHERE hash = :hash;

-- name: setup_token_drop
DELETE FROM setup_tokens;
