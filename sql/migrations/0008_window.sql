-- The 24-hour window and templates.

-- Message templates: ours (templates.csv) and what Meta says of them.
CREATE TABLE template (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,              -- Meta's name of it
  language   TEXT NOT NULL,              -- Meta's code of its language
  message    TEXT,                       -- which message it stands for, include/domain/template.h; NULL: none of ours
  params     INTEGER NOT NULL DEFAULT 0 CHECK (params BETWEEN 0 AND 10), -- variables of our body
  room       INTEGER NOT NULL DEFAULT 0 CHECK (room BETWEEN 0 AND 1024), -- characters its variables may fill together
  state      INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 7), -- include/domain/template.h
  reason     TEXT,                       -- why it is in this state, Meta's words; NULL: not told
  category   TEXT,                       -- as Meta has it: UTILITY, MARKETING; NULL: not told
  quality    TEXT,                       -- GREEN, YELLOW, RED, UNKNOWN; NULL: not told
  news_at    INTEGER NOT NULL DEFAULT 0, -- Meta's clock of its newest webhook: older ones change nothing
  updated_at INTEGER NOT NULL,           -- last change, our clock
  UNIQUE (name, language)
) STRICT;

ALTER TABLE outbox ADD COLUMN fallback TEXT;  -- JSON of outbox_fallback_encode: what is said once the window has closed
ALTER TABLE outbox ADD COLUMN merged_into INTEGER; -- state 10: the row whose text now holds this one's
ALTER TABLE outbox ADD COLUMN template TEXT;  -- JSON of outbound_encode: the template that goes, or went, instead of content; NULL: content itself

-- `state` takes two more values, 9 waiting and 10 merged: a column's CHECK cannot be changed, so a new one takes its name.
DROP INDEX outbox_line;
DROP INDEX outbox_due;
DROP INDEX outbox_leased;
DROP INDEX outbox_unsure;
DROP INDEX outbox_failed;
ALTER TABLE outbox ADD COLUMN life INTEGER NOT NULL DEFAULT 0 CHECK (life BETWEEN 0 AND 10); -- include/domain/outbox.h
UPDATE outbox SET life = state;
ALTER TABLE outbox DROP COLUMN state;
ALTER TABLE outbox RENAME COLUMN life TO state;
CREATE INDEX outbox_line ON outbox (contact_id, id) WHERE state < 3;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 0 AND at_head = 1;
CREATE INDEX outbox_leased ON outbox (id) WHERE state = 1;
CREATE INDEX outbox_unsure ON outbox (due_at, id) WHERE state = 2;
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 8;
CREATE INDEX outbox_waiting ON outbox (contact_id, id) WHERE state = 9;
