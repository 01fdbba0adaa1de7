-- How long the desk's queues are: each count stops at :limit, and none walks over more rows than that or
-- over what its caller may not know of.

-- name: queue_status
SELECT COUNT(*) FROM (
  SELECT 1 FROM ticket WHERE status = :status AND (kind = 5) = :whistleblowing LIMIT :limit);

-- name: queue_due
SELECT COUNT(*) FROM (
  SELECT 1 FROM (SELECT kind FROM ticket
                 WHERE due_at >= :from_at AND due_at < :to_at AND status < 7 AND paused_since IS NULL
                   AND due_at IS NOT NULL LIMIT :limit) AS d
  WHERE d.kind <> 5 OR :whistleblowing = 1);

-- name: queue_unit_status
SELECT COUNT(*) FROM (
  SELECT 1 FROM ticket
  WHERE department = :department AND (kind = 5) = :whistleblowing AND status = :status AND closed_at IS NULL LIMIT :limit);

-- name: queue_unit_open
SELECT COUNT(*) FROM (
  SELECT 1 FROM ticket
  WHERE department = :department AND (kind = 5) = :whistleblowing AND status < 7 AND closed_at IS NULL LIMIT :limit);

-- name: queue_unit_due
SELECT COUNT(*) FROM (
  SELECT 1 FROM ticket
  WHERE department = :department AND (kind = 5) = :whistleblowing AND due_at >= :from_at AND due_at < :to_at
    AND status < 7 AND paused_since IS NULL AND due_at IS NOT NULL LIMIT :limit);

-- Notices to staff (templates by themselves) are a list of their own.
-- name: queue_failed
SELECT COUNT(*) FROM (
  SELECT 1 FROM (SELECT ticket_id, type FROM outbox WHERE state = 8 AND handled_at IS NULL ORDER BY id DESC LIMIT :limit) AS f
  LEFT JOIN ticket AS t ON t.id = f.ticket_id
  WHERE f.type <> 'template' AND (t.kind IS NULL OR t.kind <> 5 OR :whistleblowing = 1));

-- How old what is open is: ids grow with time, and end every index.
-- name: queue_age
SELECT COUNT(*) FROM (
  SELECT 1 FROM ticket
  WHERE status = :status AND (kind = 5) = :whistleblowing AND id >= :from_id AND id < :to_id LIMIT :limit);

-- name: queue_unit_age
SELECT COUNT(*) FROM (
  SELECT 1 FROM ticket
  WHERE department = :department AND (kind = 5) = :whistleblowing AND status = :status AND closed_at IS NULL
    AND id >= :from_id AND id < :to_id LIMIT :limit);
