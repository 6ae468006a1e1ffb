-- rows: people
-- list: by name, id

-- name: person_forget_sessions
DELETE FROM sessions WHERE person_id = :id;

-- name: person_forget_second_factor
DELETE FROM second_factors WHERE person_id = :id;

-- name: person_forget_recovery_codes
DELETE FROM recovery_codes WHERE person_id = :id;

-- name: person_forget_account_links
DELETE FROM account_links WHERE person_id = :id;

-- name: person_forget_outbox
DELETE FROM outbox WHERE person_id = :id OR address = :email;

-- name: person_forget_tokens
DELETE FROM tokens WHERE person_id = :id;

-- name: person_forget_passkeys
DELETE FROM passkeys WHERE person_id = :id;

-- name: person_forget_notices
DELETE FROM notices WHERE person_id = :id;

-- name: person_forget_answers
DELETE FROM answers WHERE person_id = :id OR strpos(body, :email) > 0;

-- name: person_by_id
SELECT * FROM people WHERE id = :id AND deleted_at IS NULL;

-- name: person_by_email
SELECT * FROM people WHERE email = :email AND deleted_at IS NULL;
