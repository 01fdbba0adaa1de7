-- What the citizen waits for, what the pauses of the present stage took, and the calendar by which
-- open tickets were reckoned.
ALTER TABLE ticket ADD COLUMN promise INTEGER NOT NULL DEFAULT 0 CHECK (promise BETWEEN 0 AND 2); -- enum promise of include/domain/ticket.h
ALTER TABLE ticket ADD COLUMN stage_paused INTEGER NOT NULL DEFAULT 0 CHECK (stage_paused >= 0); -- working days of the pauses of the present stage that ended

-- What older rows can still tell: a day that was told by a person or by time stands until resolved.
UPDATE ticket
SET stage_paused = paused_days,
    promise = CASE
      WHEN promise_at IS NULL THEN 0
      WHEN EXISTS (SELECT 1 FROM event AS e WHERE e.ticket_id = ticket.id AND e.type IN ('promised', 'extended')) THEN 2
      WHEN answered_at IS NULL THEN 1
      ELSE 0 END
WHERE status < 6;

-- Holidays and office hours as of the last start; the tickets up to this place follow them.
CREATE TABLE calendar (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  digest    BLOB NOT NULL,               -- SHA-256 of both; empty: there was no such start yet
  status    INTEGER NOT NULL,            -- the walk goes by status, then kind, then id; 7: it is done
  whistleblowing INTEGER NOT NULL CHECK (whistleblowing IN (0, 1)),
  ticket_id INTEGER NOT NULL
) STRICT;
INSERT INTO calendar (id, digest, status, whistleblowing, ticket_id) VALUES (1, x'', 1, 0, 0);

-- The view of tickets, with the new columns.
DROP VIEW ticket_row;
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone, t.merged_into, t.closed_at, t.answered_at, t.reopened,
       t.resume_status, t.resume_at, t.paused_days, t.extended, t.rating, t.ladder_step, t.ladder_at, t.copy_to,
       t.promise, t.stage_paused
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;
