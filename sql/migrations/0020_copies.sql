-- An assignment may name a district office in copy: its officers read the ticket and are told of it.
ALTER TABLE ticket ADD COLUMN copy_to TEXT; -- code of departments.csv, the one of the latest assignment; NULL: none
CREATE INDEX ticket_copy ON ticket (copy_to, id) WHERE copy_to IS NOT NULL;

-- The view of tickets, with the new column.
DROP VIEW ticket_row;
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone, t.merged_into, t.closed_at, t.answered_at, t.reopened,
       t.resume_status, t.resume_at, t.paused_days, t.extended, t.rating, t.ladder_step, t.ladder_at, t.copy_to
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;
