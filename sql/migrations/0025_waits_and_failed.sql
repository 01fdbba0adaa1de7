-- What waits, and what failed.

ALTER TABLE outbox ADD COLUMN waits_for TEXT;      -- state 9: what its template is found by, include/domain/template.h; '': not asked yet; NULL: no template will do
ALTER TABLE outbox ADD COLUMN waits_language TEXT; -- state 9: in which language
ALTER TABLE outbox ADD COLUMN parts INTEGER NOT NULL DEFAULT 1 CHECK (parts >= 1); -- how many rows' words it holds
ALTER TABLE outbox ADD COLUMN handled_at INTEGER;  -- state 8: a human has dealt with it; NULL: it waits for one
ALTER TABLE outbox ADD COLUMN handled_by TEXT;     -- who: sign-in name
ALTER TABLE outbox ADD COLUMN handled_reason TEXT; -- how, in their words; NULL: it was sent again, as row merged_into

-- `state` takes one more value, 11 withdrawn (as 0008 did).
DROP INDEX outbox_line;
DROP INDEX outbox_due;
DROP INDEX outbox_leased;
DROP INDEX outbox_unsure;
DROP INDEX outbox_failed;
DROP INDEX outbox_waiting;
ALTER TABLE outbox ADD COLUMN life INTEGER NOT NULL DEFAULT 0 CHECK (life BETWEEN 0 AND 11); -- include/domain/outbox.h
-- Reactions whose window had closed, and replies to people who were forgotten, wait for nobody.
UPDATE outbox SET life = CASE
    WHEN state = 8 AND error_text IN ('a reaction, and the 24-hour window is closed', 'penerima dihapus') THEN 11
    ELSE state END;
ALTER TABLE outbox DROP COLUMN state;
ALTER TABLE outbox RENAME COLUMN life TO state;
CREATE INDEX outbox_line ON outbox (contact_id, id) WHERE state < 3;
CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 0 AND at_head = 1;
CREATE INDEX outbox_leased ON outbox (id) WHERE state = 1;
CREATE INDEX outbox_unsure ON outbox (due_at, id) WHERE state = 2;
CREATE INDEX outbox_failed ON outbox (id) WHERE state = 8 AND handled_at IS NULL;
CREATE INDEX outbox_waiting ON outbox (contact_id, id) WHERE state = 9;
CREATE INDEX outbox_waits_for ON outbox (waits_for, waits_language, id) WHERE state = 9 AND waits_for IS NOT NULL;

-- Rows that hold the words of others; rows that wait for a template pass the gate once more.
UPDATE outbox SET parts = 2 WHERE id IN (SELECT merged_into FROM outbox WHERE state = 10);
UPDATE outbox SET waits_for = '', waits_language = ''
WHERE state = 9 AND (fallback IS NOT NULL OR type = 'template') AND COALESCE(error_code, 0) NOT IN (130472, 131050);
