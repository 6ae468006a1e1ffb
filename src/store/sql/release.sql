-- rows: releases

-- name: release_list
SELECT *, rank AS sort_key FROM releases
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (rank, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY rank, id
LIMIT :limit;

-- name: release_all
SELECT * FROM releases WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY rank, id;
