-- Photos, voice notes, films and files of messages. The row is made with its message; the file comes
-- a little later, from Meta, and lies in store.media_dir under its SHA-256. To which ticket it belongs
-- says message.ticket_id, which may be set after the message came.
CREATE TABLE attachment (
  id          INTEGER PRIMARY KEY,       -- what the API calls it
  message_id  INTEGER NOT NULL REFERENCES message (id), -- it came with this
  position    INTEGER NOT NULL DEFAULT 0 CHECK (position >= 0), -- in the message; WhatsApp sends one each
  kind        INTEGER NOT NULL CHECK (kind BETWEEN 2 AND 6), -- message type, include/domain/inbound.h
  media_id    TEXT NOT NULL,             -- Meta's id of the file
  url         TEXT,                      -- where the webhook said it is, good for minutes; NULL: ask by id
  said_type   TEXT,                      -- MIME type the webhook announced
  said_hash   BLOB,                      -- SHA-256 the webhook announced; NULL: none that could be read
  filename    TEXT,                      -- the sender's name for it, hostile: kept as text, never used
  state       INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3), -- include/domain/attachment.h
  attempts    INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0), -- downloads begun
  faults      INTEGER NOT NULL DEFAULT 0 CHECK (faults >= 0), -- of these, how many brought what was not right
  begun_at    INTEGER,                   -- a download is under way since then; NULL: none is
  due_at      INTEGER NOT NULL,          -- waiting: not tried before
  expires_at  INTEGER NOT NULL,          -- Meta forgets the file then
  file_hash   TEXT,                      -- stored: lower-case hex SHA-256, name of the file
  size        INTEGER CHECK (size >= 0), -- stored: bytes
  type        TEXT,                      -- stored: MIME type by its content
  suspect     INTEGER NOT NULL DEFAULT 0 CHECK (suspect IN (0, 1)), -- its content is not what it was sent as
  error_code  TEXT,                      -- why the last download failed, a stable word
  error_text  TEXT,                      -- the same for a human; nothing of the citizen's
  created_at  INTEGER NOT NULL,          -- arrival of the message
  updated_at  INTEGER NOT NULL,          -- last change of state
  UNIQUE (message_id, position),
  CHECK ((state = 1) = (file_hash IS NOT NULL)),
  CHECK (state <> 1 OR (size IS NOT NULL AND type IS NOT NULL))
) STRICT;
CREATE INDEX attachment_due ON attachment (due_at, id) WHERE state = 0 AND begun_at IS NULL;
CREATE INDEX attachment_begun ON attachment (id) WHERE begun_at IS NOT NULL;
