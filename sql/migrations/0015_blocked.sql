-- Whom the desk has blocked: recorded as ever, answered no more.
ALTER TABLE conversation ADD COLUMN blocked INTEGER NOT NULL DEFAULT 0 CHECK (blocked BETWEEN 0 AND 2); -- enum block of include/domain/conversation.h
