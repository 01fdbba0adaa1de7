-- What the roads of an alarm have told of it, how Meta refused a reply, and one more thing that a
-- unit's people are told.

-- A trouble that grows worse is told once more: how grave it was when this road told it last; 0: never.
ALTER TABLE alarm ADD COLUMN mail_severity INTEGER NOT NULL DEFAULT 0 CHECK (mail_severity BETWEEN 0 AND 2);
ALTER TABLE alarm ADD COLUMN hook_severity INTEGER NOT NULL DEFAULT 0 CHECK (hook_severity BETWEEN 0 AND 2);
UPDATE alarm SET mail_severity = severity WHERE mail_told > 0;
UPDATE alarm SET hook_severity = severity WHERE hook_told > 0;

-- Tries that never came to Meta use up none of those that a code of Meta's allows.
ALTER TABLE outbox ADD COLUMN unsent INTEGER NOT NULL DEFAULT 0 CHECK (unsent >= 0); -- of attempt
ALTER TABLE outbox ADD COLUMN refusal_code INTEGER; -- the latest that counts its tries (include/domain/graph_rule.h)
ALTER TABLE outbox ADD COLUMN refusals INTEGER NOT NULL DEFAULT 0 CHECK (refusals >= 0); -- by that code

-- The same table with one more kind.
CREATE TABLE staff_notice_kinds (
  id         INTEGER PRIMARY KEY,
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 5), -- include/domain/staff_notice.h
  cause      INTEGER NOT NULL,           -- id of the event; of a digest its day number
  department TEXT NOT NULL,              -- whose person, as in staff_contact
  rung       INTEGER NOT NULL CHECK (rung BETWEEN 1 AND 4),
  road       INTEGER NOT NULL CHECK (road BETWEEN 1 AND 2), -- 1 WhatsApp, 2 e-mail
  ticket_id  INTEGER REFERENCES ticket (id), -- NULL: a digest
  state      INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 4),
  due_at     INTEGER NOT NULL,           -- pending: not before
  expires_at INTEGER NOT NULL,           -- pending: failed after that
  attempts   INTEGER NOT NULL DEFAULT 0, -- that did not succeed
  outbox_id  INTEGER REFERENCES outbox (id), -- WhatsApp: the row that carries it
  error      TEXT,                       -- why it was not told, for staff
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,           -- last change of state
  UNIQUE (kind, cause, department, rung, road)
) STRICT;
INSERT INTO staff_notice_kinds (id, kind, cause, department, rung, road, ticket_id, state, due_at, expires_at, attempts,
                                outbox_id, error, created_at, updated_at)
SELECT id, kind, cause, department, rung, road, ticket_id, state, due_at, expires_at, attempts, outbox_id, error,
       created_at, updated_at
FROM staff_notice;
DROP TABLE staff_notice;
ALTER TABLE staff_notice_kinds RENAME TO staff_notice;
CREATE INDEX staff_notice_due ON staff_notice (road, due_at, id) WHERE state = 0;
CREATE INDEX staff_notice_expiry ON staff_notice (expires_at) WHERE state = 0;
CREATE INDEX staff_notice_handed ON staff_notice (id) WHERE state = 1;
CREATE INDEX staff_notice_failed ON staff_notice (id) WHERE state = 3;
CREATE INDEX staff_notice_outbox ON staff_notice (outbox_id) WHERE outbox_id IS NOT NULL;
CREATE INDEX staff_notice_objection ON staff_notice (ticket_id, created_at) WHERE kind = 5;
