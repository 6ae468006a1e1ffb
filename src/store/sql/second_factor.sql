-- name: second_factor_put
INSERT INTO second_factors (person_id, secret, active, last_step) VALUES (:person_id, :secret, :active, :last_step)
ON CONFLICT (person_id) DO UPDATE SET secret = :secret, active = :active, last_step = :last_step;

-- name: second_factor_of
SELECT * FROM second_factors WHERE person_id = :person_id;

-- name: second_factor_all
SELECT * FROM second_factors ORDER BY person_id;

-- name: second_factor_delete
DELETE FROM second_factors WHERE person_id = :person_id;

-- name: recovery_code_insert
INSERT INTO recovery_codes (person_id, hash) VALUES (:person_id, :hash);

-- name: recovery_code_use
DELETE FROM recovery_codes WHERE person_id = :person_id AND hash = :hash;

-- name: recovery_code_delete_of
DELETE FROM recovery_codes WHERE person_id = :person_id;
