-- name: calendar_get
SELECT digest, status, whistleblowing, ticket_id FROM calendar WHERE id = 1;

-- name: calendar_set
UPDATE calendar SET digest = :digest, status = :status, whistleblowing = :whistleblowing, ticket_id = :ticket_id
WHERE id = 1;

-- name: calendar_next
SELECT id FROM ticket WHERE status = :status AND (kind = 5) = :whistleblowing AND id > :after ORDER BY id LIMIT 1;
