-- What other servers know of the calculations of one (run/board.h). A row is that of its server alone, but for
-- `cancelled`, which anybody may set, until the server has said nothing for too long: then whoever takes it has it.

-- No row: another server has taken it.
-- name: run_put
INSERT INTO runs (id, workspace_id, revision, server_id, alive_at, attempts, cancelled, finished, shown, result)
VALUES (:id, :workspace_id, :revision, :server_id, :now, 1, FALSE, :finished, :shown, :result)
ON CONFLICT (id) DO UPDATE SET
    revision = excluded.revision, alive_at = excluded.alive_at, finished = excluded.finished, shown = excluded.shown,
    result = excluded.result
WHERE runs.server_id = excluded.server_id
RETURNING cancelled;

-- name: run_orphans
SELECT COUNT(*) AS count FROM runs WHERE NOT finished AND alive_at < :before AND attempts < :attempts;

-- Two servers that ask at the same time get different ones.
-- name: run_take
UPDATE runs SET server_id = :server_id, alive_at = :now, attempts = attempts + 1
WHERE id IN (
    SELECT id FROM runs WHERE NOT finished AND alive_at < :before AND attempts < :attempts ORDER BY id LIMIT :limit
    FOR UPDATE SKIP LOCKED
)
RETURNING *;

-- As if it had said nothing for long.
-- name: run_release
UPDATE runs SET alive_at = :before, attempts = attempts - 1 WHERE server_id = :server_id AND NOT finished;

-- name: run_find
SELECT * FROM runs WHERE id = :id AND workspace_id = :workspace_id;

-- name: run_of_workspace
SELECT id, alive_at, attempts, finished, cancelled, shown FROM runs WHERE workspace_id = :workspace_id
ORDER BY id DESC LIMIT 100;

-- name: run_cancel
UPDATE runs SET cancelled = TRUE WHERE id = :id AND workspace_id = :workspace_id;

-- name: run_delete
DELETE FROM runs WHERE id = :id AND workspace_id = :workspace_id;

-- name: run_sweep
DELETE FROM runs WHERE alive_at < :before;
