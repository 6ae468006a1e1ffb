-- rows: memberships
-- list: by id; filters person_id! product_id project_id product_line_id program_id

-- name: membership_of_person
SELECT * FROM memberships WHERE person_id = :person_id AND deleted_at IS NULL ORDER BY id;
