-- What proves the trail stands beside what an event shows, because whoever reads the event reads its
-- data: a bare hash of few words is guessed in no time.
ALTER TABLE event ADD COLUMN words TEXT NOT NULL DEFAULT ''; -- of its remark, under the salt there: HMAC-SHA256, hex; of an `erased` event: of what it left. '': no remark, or older: SHA-256 in data
ALTER TABLE event ADD COLUMN state TEXT NOT NULL DEFAULT ''; -- kind, status, outcome, department, due_at, promise_at of the ticket behind it; '': older
ALTER TABLE remark ADD COLUMN salt BLOB;                     -- 32 random bytes, new when words are erased; NULL: older than salts

-- Reports in confidence are few: counting them in a span tells how many others stand in it.
CREATE INDEX ticket_in_confidence ON ticket (id) WHERE kind = 5;
