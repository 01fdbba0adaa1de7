-- Filters of tickets that a person has named, for themselves alone.
CREATE TABLE saved_filter (
  id         INTEGER PRIMARY KEY,
  staff_id   INTEGER NOT NULL REFERENCES staff (id), -- whose
  name       TEXT NOT NULL,              -- theirs; the same again replaces it
  query      TEXT NOT NULL,              -- of GET /api/v1/tickets, without limit and cursor
  created_at INTEGER NOT NULL,           -- or replaced
  UNIQUE (staff_id, name)
) STRICT;
