-- When the place of a ticket was told, by the sender's clock: of two places the one told later holds, in whatever
-- order they arrive. 0: none was, or not by a citizen.
ALTER TABLE ticket ADD COLUMN place_at INTEGER NOT NULL DEFAULT 0;
-- A message that waits for its ticket: a command that overtook its report, or a question of which nothing tells which
-- of several tickets it is about.
ALTER TABLE conversation ADD COLUMN held INTEGER NOT NULL DEFAULT 0;            -- enum held_what
ALTER TABLE conversation ADD COLUMN held_at INTEGER NOT NULL DEFAULT 0;         -- sender's clock
ALTER TABLE conversation ADD COLUMN held_message_id INTEGER NOT NULL DEFAULT 0;
