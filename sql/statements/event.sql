-- name: event_insert
INSERT INTO event (ticket_id, at, type, actor, message_id, data)
VALUES (:ticket_id, :at, :type, :actor, :message_id, :data)
RETURNING id;

-- name: event_of_ticket
SELECT id, ticket_id, at, type, actor, message_id, data FROM event
WHERE ticket_id = :ticket_id AND id > :after ORDER BY id LIMIT :limit;
