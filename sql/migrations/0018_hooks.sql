-- Other systems that are told what happens to tickets which everybody may know of.
CREATE TABLE hook (
  id            INTEGER PRIMARY KEY,
  url           TEXT NOT NULL,           -- where to; https, or a loopback address
  secret        TEXT NOT NULL,           -- signs what is sent; shown once
  events        TEXT NOT NULL,           -- types of events, blank-separated (include/domain/hook.h)
  created_at    INTEGER NOT NULL,
  seen_event_id INTEGER NOT NULL,        -- every event up to here was taken, or is none of its kinds
  failures      INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0), -- attempts in a row that failed
  failing_since INTEGER,                 -- the first of them; NULL: the last one was taken
  due_at        INTEGER NOT NULL DEFAULT 0, -- not before, after a failure
  disabled_at   INTEGER                  -- by an admin, or after failing for too long; NULL: works
) STRICT;

-- What became of each attempt; the newest few hundred of each hook.
CREATE TABLE hook_delivery (
  id       INTEGER PRIMARY KEY,
  hook_id  INTEGER NOT NULL REFERENCES hook (id),
  event_id INTEGER NOT NULL REFERENCES event (id), -- what was told
  attempt  INTEGER NOT NULL CHECK (attempt >= 1), -- of this event
  at       INTEGER NOT NULL,             -- when it ended
  took_ms  INTEGER NOT NULL,
  status   INTEGER NOT NULL,             -- of HTTP; 0: no answer
  trouble  TEXT                          -- stable word; NULL: taken
) STRICT;
CREATE INDEX hook_delivery_hook ON hook_delivery (hook_id, id);
