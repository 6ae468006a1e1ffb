-- name: notice_load
SELECT * FROM notices WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: notice_load_deleted
SELECT * FROM notices WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: notice_insert
INSERT INTO notices (
    id, workspace_id, revision, created_at, updated_at, person_id, kind, title, text, resource, subject_id,
    from_id, read
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :person_id, :kind, :title, :text, :resource,
    :subject_id, :from_id, :read
);

-- name: notice_update
UPDATE notices SET
    revision = :revision, updated_at = :updated_at, person_id = :person_id, kind = :kind, title = :title,
    text = :text, resource = :resource, subject_id = :subject_id, from_id = :from_id, read = :read
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: notice_delete
UPDATE notices SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: notice_restore
UPDATE notices SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: notice_list
SELECT *, '' AS sort_key FROM notices
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:read IS NULL OR read = :read)
  AND (:kind IS NULL OR kind = :kind)
  AND person_id = COALESCE(:viewer_id, person_id)
  AND id < COALESCE(:cursor_id, 9223372036854775807)
ORDER BY id DESC
LIMIT :limit;

-- name: notice_all
SELECT * FROM notices
WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND person_id = COALESCE(:viewer_id, person_id)
ORDER BY id;
