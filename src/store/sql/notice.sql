-- rows: notices
-- list: by id desc; filters read kind; own person_id

-- name: notice_unread_between
SELECT * FROM notices
WHERE person_id = :person_id AND created_at >= :first AND created_at <= :last AND NOT read AND deleted_at IS NULL
ORDER BY id
LIMIT 200;
