-- What everybody may read about a ticket: a few sentences that staff wrote, once the desk approved them.
CREATE TABLE public_summary (
  ticket_id   INTEGER PRIMARY KEY REFERENCES ticket (id),
  text        TEXT NOT NULL,                      -- without a name, a number or a citizen's words
  written_by  INTEGER NOT NULL REFERENCES staff (id),
  written_at  INTEGER NOT NULL,
  approved_by INTEGER REFERENCES staff (id),      -- NULL: a draft, which nobody outside sees
  approved_at INTEGER,
  CHECK ((approved_by IS NULL) = (approved_at IS NULL))
) STRICT;

-- The public page shows the newest.
CREATE INDEX public_summary_approved ON public_summary (approved_at) WHERE approved_at IS NOT NULL;
