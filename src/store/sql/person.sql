-- rows: people
-- list: by name, id

-- name: person_by_email
SELECT * FROM people WHERE email = :email AND deleted_at IS NULL;
