-- name: quarantine_insert
INSERT INTO quarantine (received_at, reason, detail, body) VALUES (:received_at, :reason, :detail, :body) RETURNING id;

-- name: quarantine_next
SELECT id, received_at, reason, detail, body FROM quarantine WHERE settled = 0 AND id > :after ORDER BY id LIMIT 1;

-- name: quarantine_by_id
SELECT id, received_at, reason, detail, body FROM quarantine WHERE id = :id;

-- name: quarantine_replayed
UPDATE quarantine SET replayed_at = :now, replays = replays + 1, settled = :settled WHERE id = :id;

-- name: quarantine_count_open
SELECT COUNT(*) FROM quarantine WHERE settled = 0;
