-- A human answered from the WhatsApp Business app: until then the bot says nothing of its own in this chat.
ALTER TABLE conversation ADD COLUMN quiet_until INTEGER NOT NULL DEFAULT 0; -- our clock; 0 or past: it speaks
