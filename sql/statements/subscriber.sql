-- name: subscriber_add
INSERT INTO subscriber (ticket_id, contact_id, since) VALUES (:ticket_id, :contact_id, :since)
ON CONFLICT (ticket_id, contact_id) DO NOTHING;

-- name: subscriber_remove
DELETE FROM subscriber WHERE ticket_id = :ticket_id AND contact_id = :contact_id;

-- Everybody of one ticket follows another as well.
-- name: subscriber_copy
INSERT INTO subscriber (ticket_id, contact_id, since)
SELECT :into_id, contact_id, :since FROM subscriber WHERE ticket_id = :from_id
ON CONFLICT (ticket_id, contact_id) DO NOTHING;

-- name: subscriber_of_ticket
SELECT contact_id FROM subscriber WHERE ticket_id = :ticket_id AND contact_id > :after ORDER BY contact_id LIMIT :limit;

-- name: subscriber_count
SELECT COUNT(*) FROM subscriber WHERE ticket_id = :ticket_id;
