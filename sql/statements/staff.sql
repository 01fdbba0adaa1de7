-- name: staff_insert
INSERT INTO staff (name, role, department, password_hash, created_at)
VALUES (:name, :role, :department, :password_hash, :created_at)
RETURNING id;

-- name: staff_by_name
SELECT id, name, role, department, created_at, disabled_at, password_hash, failures, failed_at
FROM staff WHERE name = :name;

-- name: staff_list
SELECT id, name, role, department, created_at, disabled_at, password_hash, failures, failed_at
FROM staff ORDER BY name;

-- name: staff_disable
UPDATE staff SET disabled_at = :now WHERE id = :id AND disabled_at IS NULL;

-- name: staff_enable
UPDATE staff SET disabled_at = NULL WHERE id = :id;

-- name: staff_set_role
UPDATE staff SET role = :role, department = :department WHERE id = :id;

-- name: staff_set_password
UPDATE staff SET password_hash = :password_hash, failures = 0, failed_at = 0 WHERE id = :id;

-- name: staff_set_failures
UPDATE staff SET failures = :failures, failed_at = :failed_at WHERE id = :id;

-- name: staff_count_admins
SELECT COUNT(*) FROM staff WHERE role = 'admin' AND disabled_at IS NULL;

-- name: staff_token_insert
INSERT INTO staff_token (staff_id, digest, created_at, label, read_only, expires_at)
VALUES (:staff_id, :digest, :created_at, :label, :read_only, :expires_at)
RETURNING id;

-- name: staff_token_list
SELECT id, label, read_only, created_at, expires_at FROM staff_token
WHERE staff_id = :staff_id AND revoked_at IS NULL ORDER BY id;

-- name: staff_token_owner
SELECT s.name FROM staff_token AS t JOIN staff AS s ON s.id = t.staff_id WHERE t.id = :id;

-- name: staff_token_revoke
UPDATE staff_token SET revoked_at = :now WHERE id = :id AND staff_id = :staff_id AND revoked_at IS NULL;

-- name: staff_token_revoke_next
UPDATE staff_token SET revoked_at = :now
WHERE id = (SELECT MIN(id) FROM staff_token
            WHERE staff_id = :staff_id AND revoked_at IS NULL AND (:label IS NULL OR label = :label))
RETURNING id;

-- name: staff_by_token
SELECT s.id, s.name, s.role, s.department, t.read_only, t.expires_at
FROM staff_token AS t JOIN staff AS s ON s.id = t.staff_id
WHERE t.digest = :digest AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > :now)
  AND s.disabled_at IS NULL;
