-- Troubles of the service that a human must know of: one open row for each cause.
CREATE TABLE alarm (
  id          INTEGER PRIMARY KEY,
  cause       TEXT NOT NULL,             -- stable key: sending, disk, account.ban ... (include/domain/alarm.h)
  severity    INTEGER NOT NULL CHECK (severity BETWEEN 1 AND 2), -- 1 warning, 2 critical
  text        TEXT NOT NULL,             -- for staff, in Indonesian; nothing of a citizen
  since       INTEGER NOT NULL,          -- when it began
  last_at     INTEGER NOT NULL CHECK (last_at >= since), -- last heard of it, to a minute
  quiet_at    INTEGER,                   -- over by itself then, if nothing more is heard; NULL: its cause says so
  cleared_at  INTEGER CHECK (cleared_at >= since), -- over since; NULL: open
  mail_told   INTEGER NOT NULL DEFAULT 0 CHECK (mail_told BETWEEN 0 AND 2), -- by e-mail: 1 that it began, 2 that it ended
  hook_told   INTEGER NOT NULL DEFAULT 0 CHECK (hook_told BETWEEN 0 AND 2)  -- by webhook: the same
) STRICT;
CREATE UNIQUE INDEX alarm_open ON alarm (cause) WHERE cleared_at IS NULL;
CREATE INDEX alarm_cause ON alarm (cause, cleared_at);
CREATE INDEX alarm_mail ON alarm (id) WHERE mail_told < 2;
CREATE INDEX alarm_hook ON alarm (id) WHERE hook_told < 2;

-- What Meta told of the account, newest value of each.
CREATE TABLE account_fact (
  name  TEXT PRIMARY KEY,                -- max_daily_conversations ...
  value TEXT NOT NULL,                   -- as Meta wrote it
  at    INTEGER NOT NULL                 -- Meta's clock: an older one changes nothing
) STRICT;

-- A person may stop marketing messages; Meta tells by user_preferences.
ALTER TABLE contact ADD COLUMN marketing_stop INTEGER NOT NULL DEFAULT 0 CHECK (marketing_stop IN (0, 1)); -- 1: send them none
ALTER TABLE contact ADD COLUMN marketing_at INTEGER; -- when they last said so, Meta's clock; NULL: never
