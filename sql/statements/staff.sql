-- name: staff_insert
INSERT INTO staff (name, role, department, password_hash, created_at)
VALUES (:name, :role, :department, :password_hash, :created_at)
RETURNING id;

-- name: staff_by_name
SELECT id, name, role, department, disabled_at FROM staff WHERE name = :name;

-- name: staff_list
SELECT id, name, role, department, created_at, disabled_at FROM staff ORDER BY name;

-- name: staff_disable
UPDATE staff SET disabled_at = :now WHERE id = :id AND disabled_at IS NULL;

-- name: staff_token_insert
INSERT INTO staff_token (staff_id, digest, created_at) VALUES (:staff_id, :digest, :created_at);

-- name: staff_token_revoke_all
UPDATE staff_token SET revoked_at = :now WHERE staff_id = :staff_id AND revoked_at IS NULL;

-- name: staff_by_token
SELECT s.id, s.name, s.role, s.department
FROM staff_token AS t JOIN staff AS s ON s.id = t.staff_id
WHERE t.digest = :digest AND t.revoked_at IS NULL AND s.disabled_at IS NULL;
