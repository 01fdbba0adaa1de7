-- Whoever follows a ticket by those that were merged into it.
-- name: subscriber_forget_merged
DELETE FROM subscriber WHERE ticket_id = :ticket_id AND via_ticket IS NOT NULL;

-- Reporters and followers of all that is merged into a ticket follow it, each once; who follows it of their own
-- stays as they are, and nobody follows their own.
-- name: subscriber_of_merged
INSERT INTO subscriber (ticket_id, contact_id, since, via_ticket)
SELECT t.id, m.contact_id, m.closed_at, m.id
FROM ticket AS m JOIN ticket AS t ON t.id = m.merged_into
WHERE m.merged_into = :ticket_id AND m.contact_id <> t.contact_id
UNION ALL
SELECT t.id, s.contact_id, m.closed_at, m.id
FROM ticket AS m JOIN ticket AS t ON t.id = m.merged_into JOIN subscriber AS s ON s.ticket_id = m.id
WHERE m.merged_into = :ticket_id AND s.contact_id <> t.contact_id
ON CONFLICT (ticket_id, contact_id) DO NOTHING;

-- name: subscriber_of_ticket
SELECT contact_id FROM subscriber WHERE ticket_id = :ticket_id AND contact_id > :after ORDER BY contact_id LIMIT :limit;

-- name: subscriber_count
SELECT COUNT(*) FROM subscriber WHERE ticket_id = :ticket_id;
