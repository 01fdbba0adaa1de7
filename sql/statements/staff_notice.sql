-- Whom to tell.
-- name: staff_contact_put
INSERT INTO staff_contact (department, rung, phone, mail, updated_at)
VALUES (:department, :rung, :phone, :mail, :now)
ON CONFLICT (department, rung) DO UPDATE
SET phone = excluded.phone, mail = excluded.mail, updated_at = excluded.updated_at;

-- name: staff_contact_delete
DELETE FROM staff_contact WHERE department = :department AND rung = :rung;

-- name: staff_contact_get
SELECT department, rung, phone, mail, updated_at FROM staff_contact WHERE department = :department AND rung = :rung;

-- name: staff_contact_list
SELECT department, rung, phone, mail, updated_at FROM staff_contact ORDER BY department, rung LIMIT :limit;

-- The next who has had no digest today.
-- name: staff_contact_digest_next
SELECT department, rung FROM staff_contact WHERE rung < 3 AND digest_day < :day
ORDER BY digest_day, department, rung LIMIT 1;

-- name: staff_contact_digest_done
UPDATE staff_contact SET digest_day = :day WHERE department = :department AND rung = :rung;

-- What a department should look at, up to :limit; how much is open queue_unit_open counts.
-- name: staff_digest_lines
SELECT id, category, district, village, due_at FROM ticket
WHERE department = :department AND (kind = 5) = 0 AND due_at < :before AND status < 7 AND paused_since IS NULL
  AND due_at IS NOT NULL AND +status < 6
ORDER BY due_at LIMIT :limit;

-- Once for each cause, person and road.
-- name: staff_notice_put
INSERT INTO staff_notice (kind, cause, department, rung, road, ticket_id, due_at, expires_at, created_at, updated_at)
VALUES (:kind, :cause, :department, :rung, :road, :ticket_id, :due_at, :expires_at, :now, :now)
ON CONFLICT (kind, cause, department, rung, road) DO NOTHING;

-- That the reporter of a ticket objects was told, or is to be told, since then.
-- name: staff_notice_objection
SELECT id FROM staff_notice WHERE kind = 5 AND ticket_id = :ticket_id AND created_at >= :since LIMIT 1;

-- name: staff_notice_next
SELECT n.id, n.kind, n.cause, n.department, n.rung, n.road, n.ticket_id, n.state, n.due_at, n.expires_at, n.attempts,
       n.error, n.created_at, n.updated_at, c.phone, c.mail
FROM staff_notice AS n LEFT JOIN staff_contact AS c ON c.department = n.department AND c.rung = n.rung
WHERE n.state = 0 AND n.road = :road AND n.due_at <= :now
ORDER BY n.due_at, n.id LIMIT 1;

-- name: staff_notice_handed
UPDATE staff_notice SET state = 1, outbox_id = :outbox_id, error = NULL, updated_at = :now WHERE id = :id AND state = 0;

-- name: staff_notice_end
UPDATE staff_notice SET state = :state, error = :error, updated_at = :now WHERE id = :id AND state < 2;

-- name: staff_notice_later
UPDATE staff_notice SET due_at = :due_at, attempts = attempts + 1, error = :error WHERE id = :id AND state = 0;

-- What WhatsApp says by now: delivered, failed, or nothing more for a day after it was taken. One whose template
-- was paused on the way is taken back: it would come when it is no longer true.
-- name: staff_notice_settled
SELECT n.id, n.outbox_id, o.state, o.error_text
FROM staff_notice AS n JOIN outbox AS o ON o.id = n.outbox_id
WHERE n.state = 1 AND (o.state >= 5 OR (o.state >= 3 AND n.updated_at < :silent_since))
ORDER BY n.id LIMIT 1;

-- name: staff_notice_take_back
UPDATE outbox SET state = 11, updated_at = :now WHERE id = :id AND state = 9;

-- name: staff_notice_expired
SELECT id, error FROM staff_notice WHERE state = 0 AND expires_at <= :now ORDER BY expires_at LIMIT 1;

-- name: staff_notice_list_all
SELECT id, kind, cause, department, rung, road, ticket_id, state, due_at, expires_at, attempts, error, created_at,
       updated_at, NULL, NULL
FROM staff_notice WHERE id < :before ORDER BY id DESC LIMIT :limit;

-- name: staff_notice_list_failed
SELECT id, kind, cause, department, rung, road, ticket_id, state, due_at, expires_at, attempts, error, created_at,
       updated_at, NULL, NULL
FROM staff_notice WHERE state = 3 AND id < :before ORDER BY id DESC LIMIT :limit;

-- name: staff_notice_of_outbox
SELECT id FROM staff_notice WHERE outbox_id = :outbox_id;

-- name: staff_line_put
INSERT INTO staff_line (contact_id, notice_at) VALUES (:contact_id, :now)
ON CONFLICT (contact_id) DO UPDATE SET notice_at = excluded.notice_at;

-- name: staff_line_get
SELECT notice_at, answer_at FROM staff_line WHERE contact_id = :contact_id;

-- name: staff_line_answered
UPDATE staff_line SET answer_at = :now WHERE contact_id = :contact_id;
