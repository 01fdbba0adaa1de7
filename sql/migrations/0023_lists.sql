-- Villages and kinds drive lists of their own. Complaints are nearly all there is: their list is that of everything.
CREATE INDEX ticket_village ON ticket (village, id, kind) WHERE village IS NOT NULL;
CREATE INDEX ticket_kind ON ticket (kind, id) WHERE kind <> 1;

-- The last word of a search may be the beginning of one. All words are learnt anew.
DROP TABLE ticket_words;
CREATE VIRTUAL TABLE ticket_words USING fts5 (
  text, content='', tokenize='unicode61 remove_diacritics 2', prefix='3 4 5 6'
);
DELETE FROM ticket_words_pending;
INSERT INTO ticket_words_pending (ticket_id, indexed_text) SELECT id, NULL FROM ticket;
