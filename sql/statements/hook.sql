-- name: hook_insert
INSERT INTO hook (url, secret, events, created_at, seen_event_id)
SELECT :url, :secret, :events, :now, c.event_id FROM chain AS c WHERE c.id = 1
RETURNING id;

-- name: hook_count
SELECT COUNT(id) FROM hook;

-- name: hook_list
SELECT id, url, events, created_at, seen_event_id, failures, failing_since, disabled_at FROM hook ORDER BY id;

-- Of those that may be tried now; at most ten.
-- name: hook_due
SELECT id, url, secret, events, seen_event_id, failures, failing_since FROM hook
WHERE disabled_at IS NULL AND due_at <= :now ORDER BY id;

-- name: hook_enable
UPDATE hook SET disabled_at = CASE WHEN :on = 1 THEN NULL ELSE COALESCE(disabled_at, :now) END,
                failures = 0, failing_since = NULL, due_at = 0
WHERE id = :id;

-- name: hook_forget_deliveries
DELETE FROM hook_delivery WHERE hook_id = :id;

-- name: hook_delete
DELETE FROM hook WHERE id = :id;

-- What has happened since, with what everybody may know of the ticket.
-- name: hook_news
SELECT e.id, e.at, e.type, t.id, t.kind, t.confidential, t.status, t.category, t.district, t.created_at, t.updated_at
FROM event AS e JOIN ticket AS t ON t.id = e.ticket_id
WHERE e.id > :after ORDER BY e.id LIMIT :limit;

-- name: hook_seen
UPDATE hook SET seen_event_id = :event_id WHERE id = :id AND seen_event_id < :event_id;

-- name: hook_taken
UPDATE hook SET seen_event_id = :event_id, failures = 0, failing_since = NULL, due_at = 0 WHERE id = :id;

-- name: hook_failed
UPDATE hook
SET failures = failures + 1, failing_since = COALESCE(failing_since, :now), due_at = :due_at,
    disabled_at = CASE WHEN failing_since <= :give_up_before THEN :now END
WHERE id = :id AND disabled_at IS NULL
RETURNING disabled_at IS NOT NULL;

-- name: hook_delivery_insert
INSERT INTO hook_delivery (hook_id, event_id, attempt, at, took_ms, status, trouble)
SELECT id, :event_id, :attempt, :now, :took_ms, :status, :trouble FROM hook WHERE id = :hook_id;

-- name: hook_delivery_trim
DELETE FROM hook_delivery
WHERE hook_id = :hook_id
  AND id < (SELECT d.id FROM hook_delivery AS d WHERE d.hook_id = :hook_id ORDER BY d.id DESC LIMIT 1 OFFSET :keep);

-- name: hook_delivery_list
SELECT id, event_id, attempt, at, took_ms, status, trouble FROM hook_delivery
WHERE hook_id = :hook_id AND id < :before ORDER BY id DESC LIMIT :limit;
