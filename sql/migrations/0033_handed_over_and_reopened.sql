-- An officer may hand a ticket over to another department, once until the desk assigns it again.
ALTER TABLE ticket ADD COLUMN handed_from TEXT; -- code of the department that did; NULL: the desk assigned it, or nobody yet

-- A request for information that is opened again has its days again, from that day.
ALTER TABLE ticket ADD COLUMN reopened_at INTEGER; -- when it was opened again last; NULL: never, or before this column
-- Working days of paused_days that belong to the time before.
ALTER TABLE ticket ADD COLUMN paused_before INTEGER NOT NULL DEFAULT 0 CHECK (paused_before >= 0);

-- When it was resolved last, for the register of requests for information; NULL: never, or reopened since.
ALTER TABLE ticket ADD COLUMN resolved_at INTEGER;
UPDATE ticket SET resolved_at = (SELECT MAX(e.at) FROM event AS e WHERE e.ticket_id = ticket.id AND e.type = 'resolved')
WHERE status = 6 OR outcome IN (1, 2, 7);

-- The view of tickets, with the new columns.
DROP VIEW ticket_row;
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone, t.merged_into, t.closed_at, t.answered_at, t.reopened,
       t.resume_status, t.resume_at, t.paused_days, t.extended, t.rating, t.ladder_step, t.ladder_at, t.copy_to,
       t.promise, t.stage_paused, c.unreachable_at AS reporter_unreachable_at,
       COALESCE((SELECT v.blocked FROM conversation AS v WHERE v.contact_id = t.contact_id), 0) AS reporter_blocked,
       t.source, t.handed_from, t.reopened_at, t.paused_before, t.resolved_at
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;
