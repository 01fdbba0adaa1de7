-- name: session_insert
INSERT INTO session (staff_id, digest, created_at, seen_at, expires_at)
VALUES (:staff_id, :digest, :now, :now, :expires_at);

-- name: session_find
SELECT s.id, s.name, s.role, s.department, v.created_at, v.seen_at, v.expires_at
FROM session AS v JOIN staff AS s ON s.id = v.staff_id
WHERE v.digest = :digest AND v.expires_at > :now AND s.disabled_at IS NULL;

-- name: session_touch
UPDATE session SET seen_at = :now, expires_at = :expires_at
WHERE digest = :digest AND seen_at < :now AND expires_at > :now;

-- name: session_delete
DELETE FROM session WHERE digest = :digest;

-- name: session_delete_of_staff
DELETE FROM session WHERE staff_id = :staff_id;

-- name: session_delete_but_newest
DELETE FROM session WHERE staff_id = :staff_id AND id NOT IN
  (SELECT id FROM session WHERE staff_id = :staff_id ORDER BY id DESC LIMIT :keep);

-- name: session_delete_expired
DELETE FROM session WHERE expires_at <= :now;
