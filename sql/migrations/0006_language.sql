-- In which language a citizen is answered.
ALTER TABLE conversation ADD COLUMN language INTEGER NOT NULL DEFAULT 0 CHECK (language BETWEEN 0 AND 3); -- include/domain/language.h; 0: not known yet
ALTER TABLE conversation ADD COLUMN language_chosen INTEGER NOT NULL DEFAULT 0 CHECK (language_chosen IN (0, 1)); -- by the citizen; else guessed from the words
