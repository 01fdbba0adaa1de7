-- 0001: everything the main job needs. Times are integer milliseconds UTC; small numbers that
-- stand for words are fixed in include/domain; text codes are those of the desk data.

-- Raw bodies of signed webhook requests, exactly as received. Has its own table so that
-- retention can empty it without touching anything else.
CREATE TABLE webhook_body (
  id          INTEGER PRIMARY KEY,       -- referred to by message.body_id
  received_at INTEGER NOT NULL,          -- arrival
  body        BLOB NOT NULL              -- raw bytes
) STRICT;

-- A person who writes to us. At least one identifier was known when the row was made.
CREATE TABLE contact (
  id              INTEGER PRIMARY KEY,   -- our own id; staff see it as a reference
  bsuid           TEXT UNIQUE,           -- business-scoped user id, the stable key; NULL: not known
  wa_id           TEXT UNIQUE,           -- phone as WhatsApp writes it; NULL: hidden or not known
  username        TEXT,                  -- changeable, for display only
  name            TEXT,                  -- push name chosen by the person
  created_at      INTEGER NOT NULL,      -- first message, arrival
  last_inbound_at INTEGER NOT NULL DEFAULT 0, -- newest message, sender's clock: the 24-hour window
  merged_into     INTEGER REFERENCES contact (id) -- this row and another were one person
) STRICT;

-- Identifiers that a contact no longer has (changed number, moved to another person, merged).
CREATE TABLE contact_alias (
  id         INTEGER PRIMARY KEY,
  contact_id INTEGER NOT NULL REFERENCES contact (id), -- who had it
  kind       TEXT NOT NULL CHECK (kind IN ('bsuid', 'wa_id')),
  value      TEXT NOT NULL,              -- the identifier
  until_at   INTEGER NOT NULL            -- when it stopped being theirs
) STRICT;
CREATE INDEX contact_alias_contact ON contact_alias (contact_id);

-- One matter. The number people see is computed from the id (include/domain/ticket.h).
CREATE TABLE ticket (
  id           INTEGER PRIMARY KEY,      -- year * 10,000,000 + sequence of the year
  version      INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1), -- grows with every change: ETag
  contact_id   INTEGER NOT NULL REFERENCES contact (id), -- the reporter
  kind         INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5),
  status       INTEGER NOT NULL CHECK (status BETWEEN 1 AND 7),
  outcome      INTEGER NOT NULL DEFAULT 0 CHECK (outcome BETWEEN 0 AND 8),
  channel      INTEGER NOT NULL CHECK (channel BETWEEN 1 AND 2),
  priority     INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 3),
  confidential INTEGER NOT NULL DEFAULT 0 CHECK (confidential IN (0, 1)), -- hidden from all but the desk
  needs_words  INTEGER NOT NULL DEFAULT 0 CHECK (needs_words IN (0, 1)),  -- "perlu keterangan"
  category     TEXT NOT NULL,            -- code of categories.csv
  department   TEXT NOT NULL,            -- code of departments.csv: the owner
  district     TEXT,                     -- code of places.csv; NULL: unknown, or outside the regency
  village      TEXT,                     -- code of places.csv; NULL: unknown
  latitude     REAL CHECK (latitude BETWEEN -90 AND 90),     -- of a pin, WGS84
  longitude    REAL CHECK (longitude BETWEEN -180 AND 180),
  text         TEXT NOT NULL,            -- the citizen's words, joined messages on new lines
  explanation  TEXT NOT NULL DEFAULT '{}', -- JSON: which words decided
  received_at  INTEGER NOT NULL,         -- sender's clock of the first message: day 0
  created_at   INTEGER NOT NULL,         -- when the ticket was made
  updated_at   INTEGER NOT NULL,         -- last change
  stage_at     INTEGER NOT NULL,         -- when the present status began
  due_at       INTEGER,                  -- legal deadline of the present stage; NULL: no clock
  promise_at   INTEGER,                  -- the day named in the first reply
  paused_since INTEGER,                  -- while waiting for the reporter
  supporters   INTEGER NOT NULL DEFAULT 1 CHECK (supporters >= 1), -- people subscribed to it
  CHECK ((status = 7) = (outcome <> 0)), -- an outcome exactly when closed
  CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT;
CREATE INDEX ticket_contact ON ticket (contact_id, id);
CREATE INDEX ticket_status ON ticket (status, id);
CREATE INDEX ticket_department ON ticket (department, id);
CREATE INDEX ticket_category ON ticket (category, id);
CREATE INDEX ticket_district ON ticket (district, id);
CREATE INDEX ticket_created ON ticket (created_at);

-- A ticket with its reporter, in the column order that store/ticket_store.c reads.
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;

-- Words of tickets for searching. A dialect does this its own way. The index is filled a little later,
-- many tickets at once (service/upkeep.h): FTS5 writes a segment at every savepoint, which would
-- double the cost of each message. It keeps no text of its own, and phones and NIKs are masked before they
-- get here (store/ticket_words.c).
CREATE VIRTUAL TABLE ticket_words USING fts5 (
  text, content='', tokenize='unicode61 remove_diacritics 2'
);

-- Tickets whose words are not in the index yet; put here by whoever writes ticket.text (a trigger
-- would make every such statement keep a journal of the pages it touches).
CREATE TABLE ticket_words_pending (
  ticket_id    INTEGER PRIMARY KEY REFERENCES ticket (id),
  indexed_text TEXT                      -- what the index holds of it; NULL: nothing
) STRICT;
-- One WhatsApp message, inbound or outbound. The unique wamid is what makes a repeat harmless.
CREATE TABLE message (
  id          INTEGER PRIMARY KEY,
  wamid       TEXT NOT NULL UNIQUE,      -- Meta's id, kept for ever
  direction   INTEGER NOT NULL CHECK (direction IN (0, 1)), -- 0 from the citizen, 1 from us
  type        INTEGER NOT NULL CHECK (type >= 0), -- include/domain/inbound.h; outbound: 0
  contact_id  INTEGER REFERENCES contact (id),    -- NULL: an orphan, nobody was named
  ticket_id   INTEGER REFERENCES ticket (id),     -- what it made, joined or is about
  outbox_id   INTEGER,                   -- outbound: the row it came from
  body_id     INTEGER REFERENCES webhook_body (id), -- raw JSON it came in; NULL: outbound, or retention
  sent_at     INTEGER NOT NULL,          -- sender's clock
  received_at INTEGER NOT NULL,          -- arrival
  text        TEXT,                      -- words, caption, title of a tap, emoji of a reaction
  reply_to    TEXT,                      -- wamid it quotes, reacts to, edits or revokes
  details     TEXT                       -- JSON: media, pin, choice ... as far as the type has any
) STRICT;
CREATE INDEX message_ticket ON message (ticket_id, id) WHERE ticket_id IS NOT NULL;

-- One line of a ticket's timeline. Append-only.
CREATE TABLE event (
  id         INTEGER PRIMARY KEY,
  ticket_id  INTEGER NOT NULL REFERENCES ticket (id),
  at         INTEGER NOT NULL,           -- when it happened, our clock
  type       TEXT NOT NULL,              -- EVENT_... of include/domain/ticket.h
  actor      TEXT NOT NULL,              -- 'reporter', 'system' or 'staff:NAME'
  message_id INTEGER REFERENCES message (id), -- the message that caused it, if one did
  data       TEXT NOT NULL DEFAULT '{}'  -- JSON by type; never a name or a number
) STRICT;
CREATE INDEX event_ticket ON event (ticket_id, id);
CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN
  SELECT RAISE(ABORT, 'event is append-only');
END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN
  SELECT RAISE(ABORT, 'event is append-only');
END;

-- What is remembered of a chat between two messages.
CREATE TABLE conversation (
  contact_id      INTEGER PRIMARY KEY REFERENCES contact (id),
  last_ticket_id  INTEGER REFERENCES ticket (id), -- that the latest message made or joined
  last_message_at INTEGER NOT NULL DEFAULT 0,     -- sender's clock of that message
  courtesy_at     INTEGER NOT NULL DEFAULT 0      -- last menu, thanks or noise answer
) STRICT;

-- Replies that must reach a citizen. Written in the transaction of their cause.
CREATE TABLE outbox (
  id           INTEGER PRIMARY KEY,
  contact_id   INTEGER NOT NULL REFERENCES contact (id), -- to whom
  ticket_id    INTEGER REFERENCES ticket (id),  -- about what; NULL: a menu or the like
  event_id     INTEGER REFERENCES event (id),   -- the event that owns it
  message_id   INTEGER REFERENCES message (id), -- or the message it answers
  type         TEXT NOT NULL,            -- outbound_type_name: text, buttons, reaction ...
  content      TEXT NOT NULL,            -- JSON of outbound_encode
  state        INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 8), -- include/domain/outbox.h
  at_head      INTEGER NOT NULL CHECK (at_head IN (0, 1)), -- first in its contact's line
  attempt      INTEGER NOT NULL DEFAULT 0, -- requests made for it
  unsure_count INTEGER NOT NULL DEFAULT 0, -- how often its outcome was not known
  due_at       INTEGER NOT NULL,         -- pending: not before; unsure: settled by then
  created_at   INTEGER NOT NULL,
  updated_at   INTEGER NOT NULL,         -- last change of state
  wamid        TEXT,                     -- Meta's id once known
  error_code   INTEGER,                  -- of the last refusal; Meta's code or 0
  error_text   TEXT,                     -- the reason, for staff
  CHECK (event_id IS NOT NULL OR message_id IS NOT NULL)
) STRICT;
CREATE INDEX outbox_line ON outbox (contact_id, id) WHERE state < 3;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 0 AND at_head = 1;
CREATE INDEX outbox_leased ON outbox (id) WHERE state = 1;
CREATE INDEX outbox_unsure ON outbox (due_at, id) WHERE state = 2;
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 8;
CREATE INDEX outbox_ticket ON outbox (ticket_id, id) WHERE ticket_id IS NOT NULL;

-- Every status Meta reported, also for messages we do not know yet.
CREATE TABLE message_status (
  id               INTEGER PRIMARY KEY,
  wamid            TEXT NOT NULL,
  status           INTEGER NOT NULL CHECK (status BETWEEN 1 AND 6), -- include/domain/inbound.h
  outbox_id        INTEGER REFERENCES outbox (id), -- NULL: not (yet) one of ours
  at               INTEGER NOT NULL,     -- Meta's clock
  received_at      INTEGER NOT NULL,     -- arrival
  error_code       INTEGER,              -- of a failure
  error_text       TEXT,
  pricing_type     TEXT,                 -- regular, free_customer_service ...
  pricing_category TEXT,                 -- service, utility ...
  UNIQUE (wamid, status)
) STRICT;

-- Signed requests (or parts) that could not be used. Nothing signed is thrown away.
CREATE TABLE quarantine (
  id          INTEGER PRIMARY KEY,
  received_at INTEGER NOT NULL,
  reason      TEXT NOT NULL,             -- stable code
  detail      TEXT NOT NULL,             -- where and why, in words
  body        BLOB NOT NULL,             -- the raw request
  replayed_at INTEGER,                   -- last time `kanda replay` ran it
  replays     INTEGER NOT NULL DEFAULT 0,
  settled     INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)) -- a replay could use it
) STRICT;
CREATE INDEX quarantine_open ON quarantine (id) WHERE settled = 0;

-- Webhook fields other than messages: account, template and number news.
CREATE TABLE notice (
  id          INTEGER PRIMARY KEY,
  digest      BLOB NOT NULL UNIQUE,      -- SHA-256 of field and value: a repeat is harmless
  field       TEXT NOT NULL,             -- account_update, user_preferences ...
  at          INTEGER NOT NULL,          -- Meta's clock, else arrival
  received_at INTEGER NOT NULL,
  value       TEXT NOT NULL              -- JSON
) STRICT;

-- People of the desk.
CREATE TABLE staff (
  id            INTEGER PRIMARY KEY,
  name          TEXT NOT NULL UNIQUE,    -- sign-in name
  role          TEXT NOT NULL CHECK (role IN ('admin', 'operator', 'officer', 'supervisor', 'auditor')),
  department    TEXT,                    -- officers: theirs
  password_hash TEXT,                    -- argon2id; NULL: no sign-in by password
  created_at    INTEGER NOT NULL,
  disabled_at   INTEGER,                 -- set: nothing works any more
  CHECK ((role = 'officer') = (department IS NOT NULL))
) STRICT;

-- Tokens of programs and of the command line. Only the hash is kept.
CREATE TABLE staff_token (
  id         INTEGER PRIMARY KEY,
  staff_id   INTEGER NOT NULL REFERENCES staff (id),
  digest     BLOB NOT NULL UNIQUE,       -- SHA-256 of the token (256 random bits)
  created_at INTEGER NOT NULL,
  revoked_at INTEGER
) STRICT;
