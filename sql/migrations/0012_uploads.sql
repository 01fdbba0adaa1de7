-- Files that staff add. The same photo under two tickets is to be seen.
ALTER TABLE attachment ADD COLUMN by_staff INTEGER NOT NULL DEFAULT 0 CHECK (by_staff IN (0, 1)); -- added by staff: a proof, say; else a citizen sent it
CREATE INDEX attachment_hash ON attachment (file_hash) WHERE file_hash IS NOT NULL;
