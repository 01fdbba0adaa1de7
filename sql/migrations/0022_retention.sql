-- Raw webhooks are kept for a while (store.raw_days), then emptied: how far that is.
CREATE TABLE retention_mark (
  id      INTEGER PRIMARY KEY CHECK (id = 1),
  body_id INTEGER NOT NULL               -- the newest webhook_body that was emptied
) STRICT;
INSERT INTO retention_mark (id, body_id) VALUES (1, 0);
