-- What departments' own people are told, by WhatsApp template and by e-mail.

-- Whom to tell: one person for each rung of the ladder. Kept by the admin, shown to nobody else.
CREATE TABLE staff_contact (
  department TEXT NOT NULL,              -- code of departments.csv; KABUPATEN: secretary and regent
  rung       INTEGER NOT NULL CHECK (rung BETWEEN 1 AND 4), -- include/domain/staff_notice.h
  phone      TEXT,                       -- as WhatsApp writes it; NULL: no WhatsApp
  mail       TEXT,                       -- e-mail address; NULL: no e-mail
  digest_day INTEGER NOT NULL DEFAULT 0, -- day number of the latest digest, also of one with nothing to tell
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (department, rung),
  CHECK (phone IS NOT NULL OR mail IS NOT NULL)
) STRICT;
CREATE INDEX staff_contact_digest ON staff_contact (digest_day, department, rung) WHERE rung < 3;

-- One thing to tell one person by one road. The unique key is what makes it be told once.
CREATE TABLE staff_notice (
  id         INTEGER PRIMARY KEY,
  kind       INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 4), -- include/domain/staff_notice.h
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
CREATE INDEX staff_notice_due ON staff_notice (road, due_at, id) WHERE state = 0;
CREATE INDEX staff_notice_expiry ON staff_notice (expires_at) WHERE state = 0;
CREATE INDEX staff_notice_handed ON staff_notice (id) WHERE state = 1;
CREATE INDEX staff_notice_failed ON staff_notice (id) WHERE state = 3;
CREATE INDEX staff_notice_outbox ON staff_notice (outbox_id) WHERE outbox_id IS NOT NULL;

-- Contacts who are told notices: what they write may be an answer to one, and no report.
CREATE TABLE staff_line (
  contact_id INTEGER PRIMARY KEY REFERENCES contact (id),
  notice_at  INTEGER NOT NULL,           -- when the latest notice was handed to WhatsApp
  answer_at  INTEGER NOT NULL DEFAULT 0  -- when they were last told where answers belong
) STRICT;
