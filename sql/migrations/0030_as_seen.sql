-- What staff see of a chat is what its citizen saw.

-- The words that go with this name, as long as Meta has the same; NULL: none of ours.
ALTER TABLE template ADD COLUMN body TEXT;

-- The view of tickets, with another column of its reporter: has the desk blocked them?
DROP VIEW ticket_row;
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone, t.merged_into, t.closed_at, t.answered_at, t.reopened,
       t.resume_status, t.resume_at, t.paused_days, t.extended, t.rating, t.ladder_step, t.ladder_at, t.copy_to,
       t.promise, t.stage_paused, c.unreachable_at AS reporter_unreachable_at,
       COALESCE((SELECT v.blocked FROM conversation AS v WHERE v.contact_id = t.contact_id), 0) AS reporter_blocked
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;
