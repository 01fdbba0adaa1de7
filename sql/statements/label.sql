-- What a human has said whose it is: staff gave the ticket to a department, or referred it. Reports in confidence teach nothing,
-- nor does what was rejected, and of what was cancelled nobody knows.
-- name: label_list
SELECT t.id, COALESCE(t.referred_to, t.department), t.text
FROM ticket AS t
WHERE t.id > :after AND t.kind <> 5 AND t.outcome NOT IN (6, 8) AND t.text <> ''
  AND (t.referred_to IS NOT NULL
       OR EXISTS (SELECT 1 FROM event AS e WHERE e.ticket_id = t.id AND e.type = 'assigned'))
ORDER BY t.id LIMIT :limit;
