-- What a conversation remembers beyond its latest ticket: the question that was asked, messages that
-- wait for words, and how it goes.
ALTER TABLE conversation ADD COLUMN asked INTEGER NOT NULL DEFAULT 0 CHECK (asked BETWEEN 0 AND 7); -- enum question of include/domain/conversation.h
ALTER TABLE conversation ADD COLUMN asked_ticket_id INTEGER REFERENCES ticket (id); -- what it was about
ALTER TABLE conversation ADD COLUMN asked_at INTEGER NOT NULL DEFAULT 0; -- sender's clock of the message that led to it
ALTER TABLE conversation ADD COLUMN token INTEGER NOT NULL DEFAULT 0;    -- number of the latest question: old menus have a lower one
ALTER TABLE conversation ADD COLUMN misses INTEGER NOT NULL DEFAULT 0;   -- messages in a row that were not understood
ALTER TABLE conversation ADD COLUMN burst_at INTEGER NOT NULL DEFAULT 0; -- first message of the present minute, sender's clock
ALTER TABLE conversation ADD COLUMN burst INTEGER NOT NULL DEFAULT 0;    -- messages since then
ALTER TABLE conversation ADD COLUMN loose_at INTEGER NOT NULL DEFAULT 0; -- newest message that waits for words, sender's clock; 0: none
ALTER TABLE conversation ADD COLUMN loose TEXT;                          -- JSON: their ids, and the newest pin among them; NULL: none
ALTER TABLE conversation ADD COLUMN loose_due_at INTEGER NOT NULL DEFAULT 0; -- our clock: when they become a ticket without words; 0: nothing waits
CREATE INDEX conversation_loose ON conversation (loose_due_at) WHERE loose_due_at > 0;
