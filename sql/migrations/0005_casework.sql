-- Work on tickets: who is told beside the reporter, what the staff wrote, what a pause resumes, the
-- ladder, and the chain that proves the timeline.

-- People beside the reporter who are told of a ticket: they joined it, or their own was merged into it.
CREATE TABLE subscriber (
  ticket_id  INTEGER NOT NULL REFERENCES ticket (id),
  contact_id INTEGER NOT NULL REFERENCES contact (id),
  since      INTEGER NOT NULL,           -- when they joined
  PRIMARY KEY (ticket_id, contact_id)
) STRICT;
CREATE INDEX subscriber_contact ON subscriber (contact_id, ticket_id);

-- Words the staff wrote for an event: kept apart from it, because the timeline is for ever and words
-- may have to be erased. The event holds their SHA-256.
CREATE TABLE remark (
  event_id  INTEGER PRIMARY KEY REFERENCES event (id),
  reason    TEXT NOT NULL DEFAULT '',    -- why, for colleagues
  text      TEXT NOT NULL DEFAULT '',    -- a note, or what the citizen was told
  erased_at INTEGER                      -- words of theirs were taken out: the SHA-256 no longer fits
) STRICT;

ALTER TABLE ticket ADD COLUMN merged_into INTEGER REFERENCES ticket (id); -- outcome merged: the ticket that goes on
ALTER TABLE ticket ADD COLUMN closed_at INTEGER;          -- when it was closed last; NULL: open
ALTER TABLE ticket ADD COLUMN answered_at INTEGER;        -- first word or deed of a human about it; NULL: none yet
ALTER TABLE ticket ADD COLUMN reopened INTEGER NOT NULL DEFAULT 0 CHECK (reopened >= 0); -- how often
ALTER TABLE ticket ADD COLUMN resume_status INTEGER;      -- paused: the stage that waits; NULL: none
ALTER TABLE ticket ADD COLUMN resume_at INTEGER;          -- paused: when that stage began
ALTER TABLE ticket ADD COLUMN paused_days INTEGER NOT NULL DEFAULT 0 CHECK (paused_days >= 0); -- working days spent waiting, of all pauses that ended
ALTER TABLE ticket ADD COLUMN extended INTEGER NOT NULL DEFAULT 0 CHECK (extended IN (0, 1)); -- the legal clock was lengthened, which is allowed once
ALTER TABLE ticket ADD COLUMN rating INTEGER CHECK (rating BETWEEN 1 AND 5); -- the reporter's; NULL: none
ALTER TABLE ticket ADD COLUMN ladder_step INTEGER NOT NULL DEFAULT 0; -- percent of the stage of which was told: 0, 50, 80, 100, 150
ALTER TABLE ticket ADD COLUMN ladder_at INTEGER;          -- when the next step is due; NULL: none
CREATE INDEX ticket_ladder ON ticket (ladder_at) WHERE ladder_at IS NOT NULL;
CREATE INDEX ticket_silence ON ticket (status, due_at) WHERE status = 6;
CREATE INDEX ticket_due ON ticket (due_at, id) WHERE status < 7 AND paused_since IS NULL AND due_at IS NOT NULL;

-- Each event carries SHA-256 of the digest before it and of its own fields. NULL: older than the chain.
ALTER TABLE event ADD COLUMN digest BLOB;
-- The newest link.
CREATE TABLE chain (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  event_id INTEGER NOT NULL,             -- the newest event
  digest   BLOB NOT NULL                 -- and its digest
) STRICT;
INSERT INTO chain (id, event_id, digest) SELECT 1, COALESCE(MAX(id), 0), zeroblob(32) FROM event;

-- Answers to requests that may be repeated: same key, same answer.
CREATE TABLE idempotency (
  staff_id       INTEGER NOT NULL REFERENCES staff (id),
  key            TEXT NOT NULL,          -- the caller's
  request_digest BLOB NOT NULL,          -- SHA-256 of method, path and body
  status         INTEGER NOT NULL,       -- of the answer
  etag           TEXT NOT NULL,          -- of the answer; '': none
  body           TEXT NOT NULL,          -- of the answer
  created_at     INTEGER NOT NULL,
  PRIMARY KEY (staff_id, key)
) STRICT;
CREATE INDEX idempotency_created ON idempotency (created_at);

-- Further questions: the list of their numbers is include/domain/conversation.h alone.
CREATE TABLE conversation_new (
  contact_id      INTEGER PRIMARY KEY REFERENCES contact (id),
  last_ticket_id  INTEGER REFERENCES ticket (id), -- that the latest message made or joined
  last_message_at INTEGER NOT NULL DEFAULT 0,     -- sender's clock of that message
  courtesy_at     INTEGER NOT NULL DEFAULT 0,     -- last menu, thanks or noise answer
  asked           INTEGER NOT NULL DEFAULT 0 CHECK (asked >= 0), -- enum question of include/domain/conversation.h
  asked_ticket_id INTEGER REFERENCES ticket (id), -- what it was about
  asked_at        INTEGER NOT NULL DEFAULT 0,     -- sender's clock of the message that led to it
  token           INTEGER NOT NULL DEFAULT 0,     -- number of the latest question: old menus have a lower one
  misses          INTEGER NOT NULL DEFAULT 0,     -- messages in a row that were not understood
  burst_at        INTEGER NOT NULL DEFAULT 0,     -- first message of the present minute, sender's clock
  burst           INTEGER NOT NULL DEFAULT 0,     -- messages since then
  loose_at        INTEGER NOT NULL DEFAULT 0,     -- newest message that waits for words, sender's clock; 0: none
  loose           TEXT,                           -- JSON: their ids, and the newest pin among them; NULL: none
  loose_due_at    INTEGER NOT NULL DEFAULT 0      -- our clock: when they become a ticket without words; 0: nothing waits
) STRICT;
INSERT INTO conversation_new SELECT contact_id, last_ticket_id, last_message_at, courtesy_at, asked, asked_ticket_id, asked_at,
  token, misses, burst_at, burst, loose_at, loose, loose_due_at FROM conversation;
DROP TABLE conversation;
ALTER TABLE conversation_new RENAME TO conversation;
CREATE INDEX conversation_loose ON conversation (loose_due_at) WHERE loose_due_at > 0;

-- The view of tickets, with the new columns.
DROP VIEW ticket_row;
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone, t.merged_into, t.closed_at, t.answered_at, t.reopened,
       t.resume_status, t.resume_at, t.paused_days, t.extended, t.rating, t.ladder_step, t.ladder_at
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;
