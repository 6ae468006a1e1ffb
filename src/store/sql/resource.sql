-- rows: resources
-- list: by name, id; filters kind person_id

-- name: resource_deleted_of_person
SELECT * FROM resources WHERE person_id = :person_id AND deleted_at IS NOT NULL;

-- name: resource_forget
UPDATE resources SET name = :name, email = NULL, file_details = NULL
WHERE person_id = :person_id AND deleted_at IS NOT NULL;
