-- name: statistics_mark
SELECT event_id FROM statistics_mark WHERE id = 1;

-- name: statistics_advance
UPDATE statistics_mark SET event_id = :event_id WHERE id = 1;

-- What happened since: the tickets that must be counted anew, and what only the timeline remembers.
-- name: statistics_events
SELECT id, ticket_id, at, type = 'resolved' AS resolved,
       type = 'late' OR (type = 'ladder' AND data LIKE '{"percent"_1__,%') AS late
FROM event WHERE id > :after ORDER BY id LIMIT :limit;

-- A ticket as it is, beside how it was counted.
-- name: statistics_ticket
SELECT t.kind, t.status, t.outcome, t.category, t.department, t.district, t.confidential, t.received_at,
       t.created_at, t.answered_at, t.reopened, t.rating, s.cell_id, s.late, s.resolved_at, s.counts,
       t.closed_at, s.week_department, s.week_whistleblowing, s.week_closed, s.week_outcome, t.source
FROM ticket AS t LEFT JOIN statistics_ticket AS s ON s.ticket_id = t.id
WHERE t.id = :id;

-- name: statistics_ticket_put
INSERT INTO statistics_ticket (ticket_id, cell_id, late, resolved_at, counts,
                               week_department, week_whistleblowing, week_closed, week_outcome)
VALUES (:ticket_id, :cell_id, :late, :resolved_at, :counts,
        :week_department, :week_whistleblowing, :week_closed, :week_outcome)
ON CONFLICT (ticket_id) DO UPDATE
SET cell_id = :cell_id, late = :late, resolved_at = :resolved_at, counts = :counts,
    week_department = :week_department, week_whistleblowing = :week_whistleblowing,
    week_closed = :week_closed, week_outcome = :week_outcome;

-- name: statistics_cell_find
SELECT id FROM statistics_cell
WHERE month = :month AND department = :department AND kind = :kind AND category = :category
  AND district = :district AND confidential = :confidential;

-- name: statistics_cell_insert
INSERT INTO statistics_cell (month, department, kind, category, district, confidential, counts)
VALUES (:month, :department, :kind, :category, :district, :confidential, '') RETURNING id;

-- name: statistics_cell_get
SELECT counts FROM statistics_cell WHERE id = :id;

-- name: statistics_cell_set
UPDATE statistics_cell SET counts = :counts WHERE id = :id;

-- Some thousand rows a month, however many tickets there are.
-- name: statistics_read
SELECT month, department, kind, category, district, counts FROM statistics_cell
WHERE month BETWEEN :from_month AND :to_month AND (:department IS NULL OR department = :department)
  AND (:whistleblowing = 1 OR kind <> 5) AND (:confidential = 1 OR confidential = 0)
ORDER BY month, department;

-- Adds to a week, or takes back.
-- name: statistics_week_add
INSERT INTO statistics_week (week, department, whistleblowing, received, solved, partly_solved, referred, other)
VALUES (:week, :department, :whistleblowing, :received, :solved, :partly_solved, :referred, :other)
ON CONFLICT (week, department, whistleblowing) DO UPDATE
SET received = received + :received, solved = solved + :solved, partly_solved = partly_solved + :partly_solved,
    referred = referred + :referred, other = other + :other;

-- name: statistics_weeks
SELECT week, SUM(received), SUM(solved), SUM(partly_solved), SUM(referred), SUM(other) FROM statistics_week
WHERE week BETWEEN :from_week AND :to_week AND (:department IS NULL OR department = :department)
  AND (:whistleblowing = 1 OR whistleblowing = 0)
GROUP BY week ORDER BY week;
