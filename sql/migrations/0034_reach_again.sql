-- Whom Meta cannot reach is asked about again after a while: it may have been an old client, or terms that are
-- accepted by now. unreachable_at stays what it is: since when nothing has arrived.
ALTER TABLE contact ADD COLUMN unreachable_until INTEGER; -- until then nothing is sent; NULL or past: the next message tries
