-- What other servers know of the calculations of one (run/board.h). A row is that of its server alone, but for
-- `cancelled`, which anybody may set.

-- name: run_put
INSERT INTO runs (id, workspace_id, revision, alive_at, cancelled, finished, shown, result)
VALUES (:id, :workspace_id, :revision, :now, FALSE, :finished, :shown, :result)
ON CONFLICT (id) DO UPDATE SET
    revision = excluded.revision, alive_at = excluded.alive_at, finished = excluded.finished, shown = excluded.shown,
    result = excluded.result
RETURNING cancelled;

-- name: run_find
SELECT * FROM runs WHERE id = :id AND workspace_id = :workspace_id;

-- name: run_of_workspace
SELECT id, alive_at, finished, cancelled, shown FROM runs WHERE workspace_id = :workspace_id ORDER BY id DESC LIMIT 100;

-- name: run_cancel
UPDATE runs SET cancelled = TRUE WHERE id = :id AND workspace_id = :workspace_id;

-- name: run_delete
DELETE FROM runs WHERE id = :id AND workspace_id = :workspace_id;

-- name: run_sweep
DELETE FROM runs WHERE alive_at < :before;
