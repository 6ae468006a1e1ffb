-- name: project_load
SELECT * FROM projects WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: project_load_deleted
SELECT * FROM projects WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: project_insert
INSERT INTO projects (
    id, workspace_id, revision, created_at, updated_at, name, charter, start_at, status_at, must_finish_at,
    calendar_id, honour_constraints, status_holds, progress_mode, dates_of_remaining, lag_calendar,
    lag_from_actual_start, float_kind, common_end, open_ends_critical, critical_by,
    critical_float_minutes, use_expected_finish, ignore_other_projects, budget_cents,
    contingency_reserve_cents, management_reserve_cents,
    rank, product_ids, file_details
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :charter, :start_at, :status_at,
    :must_finish_at, :calendar_id, :honour_constraints, :status_holds, :progress_mode,
    :dates_of_remaining, :lag_calendar, :lag_from_actual_start, :float_kind, :common_end,
    :open_ends_critical, :critical_by, :critical_float_minutes, :use_expected_finish,
    :ignore_other_projects, :budget_cents, :contingency_reserve_cents, :management_reserve_cents,
    :rank, :product_ids, :file_details
);

-- name: project_update
UPDATE projects SET
    revision = :revision, updated_at = :updated_at, name = :name, charter = :charter, start_at = :start_at,
    status_at = :status_at, must_finish_at = :must_finish_at, calendar_id = :calendar_id,
    honour_constraints = :honour_constraints, status_holds = :status_holds, progress_mode =
    :progress_mode, dates_of_remaining = :dates_of_remaining, lag_calendar = :lag_calendar,
    lag_from_actual_start = :lag_from_actual_start, float_kind = :float_kind, common_end = :common_end,
    open_ends_critical = :open_ends_critical, critical_by = :critical_by, critical_float_minutes =
    :critical_float_minutes, use_expected_finish = :use_expected_finish, ignore_other_projects =
    :ignore_other_projects,
    budget_cents = :budget_cents,
    contingency_reserve_cents = :contingency_reserve_cents,
    management_reserve_cents = :management_reserve_cents, rank = :rank, product_ids = :product_ids,
    file_details = :file_details
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: project_delete
UPDATE projects SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: project_restore
UPDATE projects SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: project_list
SELECT *, rank AS sort_key FROM projects
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (rank, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY rank, id
LIMIT :limit;

-- name: project_all
SELECT * FROM projects WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY rank, id;
