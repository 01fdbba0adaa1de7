-- name: conversation_by_contact
SELECT last_ticket_id, last_message_at, courtesy_at FROM conversation WHERE contact_id = :contact_id;

-- name: conversation_save
INSERT INTO conversation (contact_id, last_ticket_id, last_message_at, courtesy_at)
VALUES (:contact_id, :last_ticket_id, :last_message_at, :courtesy_at)
ON CONFLICT (contact_id) DO UPDATE
SET last_ticket_id = excluded.last_ticket_id,
    last_message_at = excluded.last_message_at,
    courtesy_at = excluded.courtesy_at;
