-- A referral leaves the ticket with the department that worked on it: the external body has a column of its own.
ALTER TABLE ticket ADD COLUMN referred_to TEXT CHECK (referred_to IS NULL OR outcome = 4); -- code of the external body; NULL: not referred

-- Until now that body took the department's place. Which one it was before the trail tells: service/referral.c
-- gives it back, with an event, so that the trail goes on telling the truth of every ticket.
UPDATE ticket SET referred_to = department WHERE outcome = 4;
CREATE INDEX ticket_referred ON ticket (referred_to, id) WHERE referred_to IS NOT NULL;
CREATE INDEX ticket_referred_unsettled ON ticket (id) WHERE referred_to = department;

-- What external bodies were counted with is the desk's: everything is counted once more.
UPDATE statistics_mark SET event_id = 0;

-- The view of tickets, with the new column.
DROP VIEW ticket_row;
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone, t.merged_into, t.closed_at, t.answered_at, t.reopened,
       t.resume_status, t.resume_at, t.paused_days, t.extended, t.rating, t.ladder_step, t.ladder_at, t.copy_to,
       t.promise, t.stage_paused, c.unreachable_at AS reporter_unreachable_at,
       COALESCE((SELECT v.blocked FROM conversation AS v WHERE v.contact_id = t.contact_id), 0) AS reporter_blocked,
       t.source, t.handed_from, t.reopened_at, t.paused_before, t.resolved_at, t.referred_to
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;
