-- What everybody may know of a ticket: complaints that are not told in confidence, among the newest of a
-- span of ids. The walk is bounded, so that no question of a stranger costs much. :categories: ",road,waste,"; no code
-- holds a comma, so a list that is another without a code named it.
-- name: open311_list
SELECT t.id, t.status, t.outcome, t.category, t.department, t.district, t.village, t.created_at, t.updated_at,
       t.due_at, s.text, t.referred_to
FROM (SELECT id FROM ticket WHERE id BETWEEN :low AND :high ORDER BY id DESC LIMIT :walk) AS n
JOIN ticket AS t ON t.id = n.id LEFT JOIN public_summary AS s ON s.ticket_id = n.id AND s.approved_at IS NOT NULL
WHERE t.kind = 1 AND t.confidential = 0 AND (:categories IS NULL OR replace(:categories, ',' || t.category || ',', '') <> :categories)
  AND (:open = 0 OR (t.status < 7) = (:open = 1))
  AND t.created_at >= :from_at AND t.created_at < :to_at
ORDER BY n.id DESC LIMIT :limit;

-- name: open311_get
SELECT t.id, t.status, t.outcome, t.category, t.department, t.district, t.village, t.created_at, t.updated_at,
       t.due_at, s.text, t.referred_to
FROM ticket AS t LEFT JOIN public_summary AS s ON s.ticket_id = t.id AND s.approved_at IS NOT NULL
WHERE t.id = :id AND t.kind = 1 AND t.confidential = 0;
