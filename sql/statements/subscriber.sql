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

-- Who followed a report before it was one in confidence follows it no more while it is: it may be about them. Who
-- came by a report in confidence that was merged into it stays. (The same stands in ticket_known, ticket_of_contact.)
-- name: subscriber_of_ticket
SELECT s.contact_id FROM subscriber AS s JOIN ticket AS t ON t.id = s.ticket_id LEFT JOIN ticket AS v ON v.id = s.via_ticket
WHERE s.ticket_id = :ticket_id AND s.contact_id > :after AND (t.kind <> 5 OR v.kind = 5)
ORDER BY s.contact_id LIMIT :limit;

-- name: subscriber_count
SELECT COUNT(*) FROM subscriber WHERE ticket_id = :ticket_id;
