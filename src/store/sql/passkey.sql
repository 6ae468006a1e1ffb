-- rows: passkeys
-- list: by id; own person_id

-- name: passkey_by_credential
SELECT * FROM passkeys WHERE credential_id = :credential_id AND deleted_at IS NULL;

-- name: passkey_of_person
SELECT * FROM passkeys WHERE person_id = :person_id AND deleted_at IS NULL ORDER BY id;

-- name: passkey_touch
UPDATE passkeys SET last_used_at = :now, sign_count = :sign_count WHERE id = :id AND deleted_at IS NULL;

-- name: challenge_insert
INSERT INTO passkey_challenges (hash, bound_to, expires_at) VALUES (:hash, :bound_to, :expires_at);

-- name: challenge_delete_expired
DELETE FROM passkey_challenges WHERE expires_at <= :now;

-- name: challenge_use
DELETE FROM passkey_challenges WHERE hash = :hash AND bound_to = :bound_to AND expires_at > :now;
