-- By which way a report reached the desk (include/domain/ticket.h): 1 WhatsApp. What staff had entered so far said it
-- in words of their own, which the form proposed; anything else is 7, another way.
ALTER TABLE ticket ADD COLUMN source INTEGER NOT NULL DEFAULT 1 CHECK (source BETWEEN 1 AND 7);
UPDATE ticket SET source = COALESCE(
  (SELECT CASE r.reason WHEN 'Telepon' THEN 2 WHEN 'Datang langsung' THEN 3 WHEN 'Instagram' THEN 4 WHEN 'Facebook' THEN 4
                        WHEN 'Surat' THEN 5 WHEN 'SP4N-LAPOR' THEN 6 ELSE 7 END
   FROM event AS e JOIN remark AS r ON r.event_id = e.id WHERE e.ticket_id = ticket.id AND e.type = 'received' LIMIT 1), 7)
WHERE channel = 2;
CREATE INDEX ticket_source ON ticket (source, id) WHERE source <> 1;

-- Counted already: as what they are (include/domain/tally.h, TALLY_SOURCE).
UPDATE statistics_ticket
SET counts = counts || ' ' || (SELECT 97 + t.source FROM ticket AS t WHERE t.id = statistics_ticket.ticket_id) || ':1'
WHERE ticket_id IN (SELECT id FROM ticket WHERE source <> 1);
UPDATE statistics_cell
SET counts = counts || (SELECT group_concat(' ' || (97 + n.source) || ':' || n.tickets, '')
                        FROM (SELECT t.source, COUNT(*) AS tickets FROM ticket AS t JOIN statistics_ticket AS s ON s.ticket_id = t.id
                              WHERE t.source <> 1 AND s.cell_id = statistics_cell.id GROUP BY t.source) AS n)
WHERE id IN (SELECT s.cell_id FROM ticket AS t JOIN statistics_ticket AS s ON s.ticket_id = t.id WHERE t.source <> 1);

-- The view of tickets, with the new column.
DROP VIEW ticket_row;
CREATE VIEW ticket_row AS
SELECT t.id, t.version, t.contact_id, t.kind, t.status, t.outcome, t.channel, t.priority, t.category, t.department,
       t.district, t.village, t.latitude, t.longitude, t.confidential, t.needs_words, t.text, t.explanation,
       t.received_at, t.created_at, t.updated_at, t.stage_at, t.due_at, t.promise_at, t.paused_since, t.supporters,
       c.name AS reporter_name, c.wa_id AS reporter_phone, t.merged_into, t.closed_at, t.answered_at, t.reopened,
       t.resume_status, t.resume_at, t.paused_days, t.extended, t.rating, t.ladder_step, t.ladder_at, t.copy_to,
       t.promise, t.stage_paused, c.unreachable_at AS reporter_unreachable_at,
       COALESCE((SELECT v.blocked FROM conversation AS v WHERE v.contact_id = t.contact_id), 0) AS reporter_blocked,
       t.source
FROM ticket AS t JOIN contact AS c ON c.id = t.contact_id;
