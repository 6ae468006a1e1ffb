-- rows: formulas

-- name: formula_list
SELECT *, '' AS sort_key FROM formulas
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:product_id IS NULL OR product_id = :product_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: formula_all
SELECT * FROM formulas WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;
