-- name: account_link_insert
INSERT INTO account_links (hash, person_id, workspace_id, expires_at)
VALUES (:hash, :person_id, :workspace_id, :expires_at);

-- name: account_link_by_hash
SELECT * FROM account_links WHERE hash = :hash AND expires_at > :now;

-- name: account_link_delete_of
DELETE FROM account_links WHERE person_id = :person_id;

-- name: account_link_delete_expired
DELETE FROM account_links WHERE expires_at <= :now;
