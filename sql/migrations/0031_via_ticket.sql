-- Who follows a ticket because another one was merged into it: with that one they stay, and go again.

ALTER TABLE subscriber ADD COLUMN via_ticket INTEGER; -- the merged ticket that they came by; NULL: of their own

-- Who joined at the moment in which their ticket, or one that they followed, was merged came by it.
UPDATE subscriber SET via_ticket = (
  SELECT MIN(m.id) FROM ticket AS m
  WHERE m.contact_id = subscriber.contact_id AND m.merged_into = subscriber.ticket_id AND m.closed_at = subscriber.since);
UPDATE subscriber SET via_ticket = (
  SELECT MIN(m.id) FROM subscriber AS f JOIN ticket AS m ON m.id = f.ticket_id
  WHERE f.contact_id = subscriber.contact_id AND m.merged_into = subscriber.ticket_id AND m.closed_at = subscriber.since)
WHERE via_ticket IS NULL;

-- The tickets that became part of one.
CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL;
