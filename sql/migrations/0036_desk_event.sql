-- A change of the desk itself, which is of no ticket: accounts, tokens, hooks, staff contacts. A link of the same chain
-- as `event`, with an id out of the same numbers. Append-only.
CREATE TABLE desk_event (
  id     INTEGER PRIMARY KEY,            -- never that of an event
  at     INTEGER NOT NULL,               -- when it happened, our clock
  type   TEXT NOT NULL,                  -- EVENT_... of include/domain/ticket.h
  actor  TEXT NOT NULL,                  -- 'staff:NAME'; 'command': somebody on the server; 'system'
  data   TEXT NOT NULL,                  -- JSON by type; never a secret or a number
  digest BLOB NOT NULL CHECK (length(digest) = 32) -- as of an event, with ticket 0
) STRICT;
CREATE TRIGGER desk_event_no_update BEFORE UPDATE ON desk_event BEGIN
  SELECT RAISE(ABORT, 'desk_event is append-only');
END;
CREATE TRIGGER desk_event_no_delete BEFORE DELETE ON desk_event BEGIN
  SELECT RAISE(ABORT, 'desk_event is append-only');
END;
