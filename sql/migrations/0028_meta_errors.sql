-- What Meta says of a message after it took it, and of a person whom it cannot reach.

-- Meta took the row and then reported that it did not arrive, so many times.
ALTER TABLE outbox ADD COLUMN undelivered INTEGER NOT NULL DEFAULT 0 CHECK (undelivered >= 0);

-- Until this person writes again, or something arrives, nothing is sent to them.
ALTER TABLE contact ADD COLUMN unreachable_at INTEGER;   -- since when; NULL: nothing is known against it
ALTER TABLE contact ADD COLUMN unreachable_code INTEGER; -- Meta's, of class U (include/domain/graph_rule.h)

-- The view of tickets, with the new column of its reporter.
DROP VIEW ticket_row;
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone, t.merged_into, t.closed_at, t.answered_at, t.reopened,
       t.resume_status, t.resume_at, t.paused_days, t.extended, t.rating, t.ladder_step, t.ladder_at, t.copy_to,
       t.promise, t.stage_paused, c.unreachable_at AS reporter_unreachable_at
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;
