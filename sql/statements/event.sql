-- name: event_insert
INSERT INTO event (id, ticket_id, at, type, actor, message_id, data, digest, words, state)
VALUES (:id, :ticket_id, :at, :type, :actor, :message_id, :data, :digest, :words, :state);

-- name: desk_event_insert
INSERT INTO desk_event (id, at, type, actor, data, digest) VALUES (:id, :at, :type, :actor, :data, :digest);

-- PUPR, or PUPR>PLN when that was referred; as older tickets have it, where both are one, that one alone.
-- fragment: state_department
department || CASE WHEN referred_to <> department THEN '>' || referred_to ELSE '' END

-- The text that its event carries. The day on which a resolved ticket closes by itself is not in it,
-- because trouble puts that off without a word; nor whose ticket it is, because people turn out to be
-- one person. Lines of before schema 37 end with the promise.
-- fragment: state_words
kind || ' ' || status || ' ' || outcome || ' ' || {state_department} || ' ' ||
       CASE WHEN status = 6 THEN 0 ELSE COALESCE(due_at, 0) END || ' ' || COALESCE(promise_at, 0) || ' ' ||
       category || ' ' || priority || ' ' || confidential || ' ' || COALESCE(copy_to, '-')

-- name: ticket_state
SELECT {state_words} FROM ticket WHERE id = :id;

-- Every ticket as it stands, and what the newest event of it says.
-- name: ticket_state_after
SELECT id, {state_words},
       (SELECT e.state FROM event AS e WHERE e.ticket_id = t.id ORDER BY e.id DESC LIMIT 1),
       (SELECT e.id FROM event AS e WHERE e.ticket_id = t.id ORDER BY e.id DESC LIMIT 1)
FROM ticket AS t WHERE t.id > :after ORDER BY t.id LIMIT :limit;

-- The timeline; what only the audit trail shows is left out.
-- name: event_of_ticket
SELECT e.id, e.ticket_id, e.at, e.type, e.actor, e.message_id, e.data, e.digest, r.reason, r.text, r.erased_at
FROM event AS e LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.ticket_id = :ticket_id AND e.id > :after AND e.type NOT IN ('identity_opened', 'attachment_opened')
ORDER BY e.id LIMIT :limit;

-- name: event_of_ticket_newest
SELECT e.id, e.ticket_id, e.at, e.type, e.actor, e.message_id, e.data, e.digest, r.reason, r.text, r.erased_at
FROM event AS e LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.ticket_id = :ticket_id AND e.id < :before AND e.type NOT IN ('identity_opened', 'attachment_opened')
ORDER BY e.id DESC LIMIT :limit;

-- Every event in order, with all that proves it, and what the event of its ticket before it said.
-- name: event_after
SELECT e.id, e.ticket_id, e.at, e.type, e.actor, e.message_id, e.data, e.digest, r.reason, r.text, r.erased_at, r.salt,
       e.words, e.state, (SELECT b.state FROM event AS b WHERE b.ticket_id = e.ticket_id AND b.id < e.id ORDER BY b.id DESC LIMIT 1)
FROM event AS e LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.id > :after
UNION ALL
SELECT d.id, 0, d.at, d.type, d.actor, NULL, d.data, d.digest, NULL, NULL, NULL, NULL, '', '', NULL
FROM desk_event AS d WHERE d.id > :after
ORDER BY 1 LIMIT :limit;

-- name: event_before
SELECT e.id, e.ticket_id, e.at, e.type, e.actor, e.message_id, e.data, e.digest, r.reason, r.text, r.erased_at, t.kind
FROM event AS e JOIN ticket AS t ON t.id = e.ticket_id LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.id < :before AND e.id >= :floor
  AND (:actor IS NULL OR e.actor = :actor) AND (:type IS NULL OR e.type = :type)
  AND (:from_at = 0 OR e.at >= :from_at) AND (:to_at = 0 OR e.at < :to_at)
UNION ALL
SELECT d.id, 0, d.at, d.type, d.actor, NULL, d.data, d.digest, NULL, NULL, NULL, 0
FROM desk_event AS d WHERE d.id < :before AND d.id >= :floor
  AND (:actor IS NULL OR d.actor = :actor) AND (:type IS NULL OR d.type = :type)
  AND (:from_at = 0 OR d.at >= :from_at) AND (:to_at = 0 OR d.at < :to_at)
ORDER BY 1 DESC LIMIT :limit;

-- The same of one ticket.
-- name: event_before_of_ticket
SELECT e.id, e.ticket_id, e.at, e.type, e.actor, e.message_id, e.data, e.digest, r.reason, r.text, r.erased_at, t.kind
FROM event AS e JOIN ticket AS t ON t.id = e.ticket_id LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.ticket_id = :ticket_id AND e.id < :before AND (:confidential = 1 OR t.kind <> 5)
  AND (:actor IS NULL OR e.actor = :actor) AND (:type IS NULL OR e.type = :type)
  AND (:from_at = 0 OR e.at >= :from_at) AND (:to_at = 0 OR e.at < :to_at)
ORDER BY e.id DESC LIMIT :limit;

-- The event at this place of the trail, or the one before it.
-- name: event_at_place
SELECT id, at FROM event WHERE id <= :id
UNION ALL
SELECT id, at FROM desk_event WHERE id <= :id
ORDER BY 1 DESC LIMIT 1;

-- What has happened since, with what decides who may know of it.
-- name: event_news
SELECT e.id, e.ticket_id, e.at, e.type, t.kind, t.department, t.status, t.version, t.copy_to
FROM event AS e JOIN ticket AS t ON t.id = e.ticket_id
WHERE e.id > :after ORDER BY e.id LIMIT :limit;

-- name: chain_head
SELECT event_id, digest FROM chain WHERE id = 1;

-- name: chain_link
SELECT digest FROM event WHERE id = :id UNION ALL SELECT digest FROM desk_event WHERE id = :id;

-- name: chain_advance
UPDATE chain SET event_id = :event_id, digest = :digest WHERE id = 1 AND event_id < :event_id;

-- name: remark_insert
INSERT INTO remark (event_id, reason, text, salt) VALUES (:event_id, :reason, :text, :salt);

-- name: remark_of_event
SELECT e.ticket_id, r.reason, r.text FROM remark AS r JOIN event AS e ON e.id = r.event_id WHERE r.event_id = :event_id;

-- Why staff closed it last.
-- name: event_closing_reason
SELECT COALESCE(r.reason, '') FROM event AS e LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.ticket_id = :ticket_id AND e.type = 'closed' ORDER BY e.id DESC LIMIT 1;

-- name: remark_resalt
UPDATE remark SET salt = :salt WHERE event_id = :event_id;

-- The last line that says of an event that words of it were erased.
-- name: event_erasure
SELECT words FROM event
WHERE ticket_id = :ticket_id AND id > :event_id AND type = 'erased' AND data = :data ORDER BY id DESC LIMIT 1;
