-- People at the desk: sessions of the console, tokens that say what they are for, failed sign-ins.

-- Somebody who signed in with a password. Only the hash of the cookie is kept.
CREATE TABLE session (
  id         INTEGER PRIMARY KEY,
  staff_id   INTEGER NOT NULL REFERENCES staff (id),
  digest     BLOB NOT NULL UNIQUE,       -- SHA-256 of the cookie (256 random bits)
  created_at INTEGER NOT NULL,           -- signed in
  seen_at    INTEGER NOT NULL,           -- last used, to the minute
  expires_at INTEGER NOT NULL            -- idle for too long by then, or signed in for too long
) STRICT;
CREATE INDEX session_staff ON session (staff_id, id);
CREATE INDEX session_expires ON session (expires_at);

ALTER TABLE staff ADD COLUMN failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0); -- wrong passwords in a row
ALTER TABLE staff ADD COLUMN failed_at INTEGER NOT NULL DEFAULT 0; -- the last of them; 0: none

ALTER TABLE staff_token ADD COLUMN label TEXT NOT NULL DEFAULT ''; -- what it is for; '': the one of the account itself
ALTER TABLE staff_token ADD COLUMN read_only INTEGER NOT NULL DEFAULT 0 CHECK (read_only IN (0, 1)); -- changes nothing
ALTER TABLE staff_token ADD COLUMN expires_at INTEGER;             -- NULL: never
CREATE INDEX staff_token_staff ON staff_token (staff_id, id);
