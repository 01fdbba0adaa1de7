-- When the place of a ticket was told by words that tell nothing else, or put it right (sender's clock): of two places the
-- one told later holds, in whatever order they arrive. 0: it was not told so.
ALTER TABLE ticket ADD COLUMN place_at INTEGER NOT NULL DEFAULT 0;
-- Messages that wait for their ticket, as JSON: commands and asides that overtook their report, or a question of which
-- nothing tells which of several tickets it is about. NULL: none.
ALTER TABLE conversation ADD COLUMN held TEXT;
