-- Placeholder: the number is taken by the conversation's own migration, which replaces this file.
CREATE VIEW placeholder_conversation AS SELECT 1 AS one;
