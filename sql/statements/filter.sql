-- name: filter_put
INSERT INTO saved_filter (staff_id, name, query, created_at) VALUES (:staff_id, :name, :query, :now)
ON CONFLICT (staff_id, name) DO UPDATE SET query = excluded.query, created_at = excluded.created_at
RETURNING id;

-- name: filter_count
SELECT COUNT(*) FROM saved_filter WHERE staff_id = :staff_id AND name <> :but_name;

-- name: filter_list
SELECT id, name, query FROM saved_filter WHERE staff_id = :staff_id ORDER BY name;

-- name: filter_delete
DELETE FROM saved_filter WHERE id = :id AND staff_id = :staff_id;
