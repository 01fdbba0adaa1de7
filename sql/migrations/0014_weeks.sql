-- What came and what was closed in each week: sums that the counting job keeps up, as it does statistics_cell.
CREATE TABLE statistics_week (
  week           INTEGER NOT NULL,       -- its Monday, as days since 1970-01-01 (WIB)
  department     TEXT NOT NULL,          -- the owner
  whistleblowing INTEGER NOT NULL CHECK (whistleblowing IN (0, 1)),
  received       INTEGER NOT NULL,       -- tickets made in this week
  solved         INTEGER NOT NULL,       -- closed in this week, and not opened again: by outcome
  partly_solved  INTEGER NOT NULL,
  referred       INTEGER NOT NULL,
  other          INTEGER NOT NULL,       -- every other outcome
  PRIMARY KEY (week, department, whistleblowing)
) STRICT;

-- What a ticket was counted as there.
ALTER TABLE statistics_ticket ADD COLUMN week_department TEXT;        -- NULL: not counted yet
ALTER TABLE statistics_ticket ADD COLUMN week_whistleblowing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE statistics_ticket ADD COLUMN week_closed INTEGER;         -- the week of its closing; NULL: open
ALTER TABLE statistics_ticket ADD COLUMN week_outcome INTEGER NOT NULL DEFAULT 0;

-- Tickets that were counted before are counted once more: the sums of months stay what they are.
UPDATE statistics_mark SET event_id = 0;
