-- name: summary_get
SELECT s.text, w.name, s.written_at, a.name, s.approved_at
FROM public_summary AS s JOIN staff AS w ON w.id = s.written_by LEFT JOIN staff AS a ON a.id = s.approved_by
WHERE s.ticket_id = :ticket_id;

-- New words are a draft again.
-- name: summary_put
INSERT INTO public_summary (ticket_id, text, written_by, written_at)
VALUES (:ticket_id, :text, :written_by, :written_at)
ON CONFLICT (ticket_id) DO UPDATE
SET text = :text, written_by = :written_by, written_at = :written_at, approved_by = NULL, approved_at = NULL;

-- name: summary_approve
UPDATE public_summary SET approved_by = :approved_by, approved_at = :approved_at WHERE ticket_id = :ticket_id;

-- What is told in confidence, or became so later, is never published.
-- name: summary_public
SELECT s.text FROM public_summary AS s JOIN ticket AS t ON t.id = s.ticket_id
WHERE s.ticket_id = :ticket_id AND s.approved_at IS NOT NULL AND t.kind <> 5 AND t.confidential = 0;

-- Of the approved ones the newest, of which the walk sees a bounded number.
-- name: summary_newest
SELECT n.ticket_id, n.text, n.approved_at, t.status, t.outcome, t.category, t.department, t.district, t.village,
       t.referred_to
FROM (SELECT ticket_id, text, approved_at FROM public_summary
      WHERE approved_at IS NOT NULL ORDER BY approved_at DESC LIMIT 200) AS n
JOIN ticket AS t ON t.id = n.ticket_id
WHERE t.kind <> 5 AND t.confidential = 0
ORDER BY n.approved_at DESC LIMIT :limit;
