-- name: message_by_wamid
SELECT id, direction, contact_id, ticket_id, outbox_id, sent_at FROM message WHERE wamid = :wamid;

-- Whether a message of ours asked if the work is done: the news that it is (as a template too), or a
-- question with that button.
-- name: message_asks_solved
SELECT 1 FROM outbox LEFT JOIN event ON event.id = outbox.event_id
WHERE outbox.id = :outbox_id AND (event.type = 'resolved' OR outbox.content LIKE '%"solved:%');

-- An album comes as single pictures.
-- name: message_of_album
SELECT 1 FROM message AS m, message AS other
WHERE m.id = :id AND other.ticket_id = :ticket_id AND other.id <> m.id AND other.direction = 0
  AND ABS(other.sent_at - m.sent_at) <= :within AND m.type IN (:image, :video) AND other.type IN (:image, :video)
LIMIT 1;

-- name: message_text
SELECT COALESCE(text, '') FROM message WHERE id = :id;

-- name: message_insert
INSERT INTO message (wamid, direction, type, contact_id, ticket_id, outbox_id, body_id, sent_at, received_at, text,
                     reply_to, details)
VALUES (:wamid, :direction, :type, :contact_id, :ticket_id, :outbox_id, :body_id, :sent_at, :received_at, :text,
        :reply_to, :details)
ON CONFLICT (wamid) DO NOTHING
RETURNING id;

-- name: webhook_body_insert
INSERT INTO webhook_body (received_at, body) VALUES (:received_at, :body) RETURNING id;

-- What humans wrote about a ticket in WhatsApp (citizens; the desk in its app), oldest first: what we
-- sent ourselves has a row in the outbox, and a file that staff added was sent to nobody.
-- name: message_of_ticket
SELECT m.id, m.type, m.sent_at, m.received_at, m.text, m.details, m.direction, m.reply_to FROM message AS m
WHERE m.ticket_id = :ticket_id AND m.id > :after AND m.outbox_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM attachment AS a WHERE a.message_id = m.id AND a.by_staff = 1)
ORDER BY m.id LIMIT :limit;

-- name: message_of_ticket_newest
SELECT m.id, m.type, m.sent_at, m.received_at, m.text, m.details, m.direction, m.reply_to FROM message AS m
WHERE m.ticket_id = :ticket_id AND m.id < :before AND m.outbox_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM attachment AS a WHERE a.message_id = m.id AND a.by_staff = 1)
ORDER BY m.id DESC LIMIT :limit;

-- A message that waited for words belongs to a ticket now.
-- name: message_bind
UPDATE message SET ticket_id = :ticket_id WHERE id = :id AND ticket_id IS NULL;

-- The words of a message of this contact, as long as it belongs to this ticket (0: to any).
-- name: message_told
SELECT sent_at, COALESCE(text, ''), ticket_id FROM message
WHERE id = :id AND (:ticket_id = 0 OR ticket_id = :ticket_id) AND contact_id = :contact_id AND direction = 0 AND ticket_id IS NOT NULL;

-- It leaves its ticket for another.
-- name: message_move
UPDATE message SET ticket_id = :to WHERE id = :id AND ticket_id = :from;
