-- Numbers and public pages: sums of tickets that a job keeps up with the timeline, secrets of this
-- database, and an index over what is open.

-- How far the timeline has been counted.
CREATE TABLE statistics_mark (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  event_id INTEGER NOT NULL              -- the newest event that was looked at
) STRICT;
INSERT INTO statistics_mark (id, event_id) VALUES (1, 0);

-- Tickets of one month that are alike in all that is grouped by, as sums.
CREATE TABLE statistics_cell (
  id           INTEGER PRIMARY KEY,
  month        INTEGER NOT NULL,         -- of the tickets' making, WIB: 202611
  department   TEXT NOT NULL,            -- the owner
  kind         INTEGER NOT NULL,
  category     TEXT NOT NULL,
  district     TEXT NOT NULL,            -- '': unknown, or outside the regency
  confidential INTEGER NOT NULL CHECK (confidential IN (0, 1)),
  counts       TEXT NOT NULL,            -- include/domain/tally.h
  UNIQUE (month, department, kind, category, district, confidential)
) STRICT;

-- What each ticket was counted as, so that it can be taken back.
CREATE TABLE statistics_ticket (
  ticket_id   INTEGER PRIMARY KEY REFERENCES ticket (id),
  cell_id     INTEGER NOT NULL,          -- of statistics_cell
  late        INTEGER NOT NULL CHECK (late IN (0, 1)), -- a deadline passed or a promise was missed, ever
  resolved_at INTEGER,                   -- when the unit last called it done; NULL: never
  counts      TEXT NOT NULL              -- include/domain/tally.h
) STRICT;

-- Random secrets that belong to this database and to nobody's configuration.
CREATE TABLE secret (
  name  TEXT PRIMARY KEY,                -- what it is for
  value BLOB NOT NULL                    -- 32 random bytes
) STRICT;

-- The queues: what a unit has open, by status and by deadline.
-- (closed_at, not status, says which rows ticket_open holds: SQLite would seek by `status < 7` otherwise.)
CREATE INDEX ticket_open ON ticket (department, (kind = 5), status) WHERE closed_at IS NULL;
CREATE INDEX ticket_open_due ON ticket (department, (kind = 5), due_at)
  WHERE status < 7 AND paused_since IS NULL AND due_at IS NOT NULL;
