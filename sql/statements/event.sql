-- name: event_insert
INSERT INTO event (id, ticket_id, at, type, actor, message_id, data, digest)
VALUES (:id, :ticket_id, :at, :type, :actor, :message_id, :data, :digest);

-- The timeline; what only the audit trail shows is left out.
-- name: event_of_ticket
SELECT e.id, e.ticket_id, e.at, e.type, e.actor, e.message_id, e.data, e.digest, r.reason, r.text, r.erased_at
FROM event AS e LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.ticket_id = :ticket_id AND e.id > :after AND e.type NOT IN ('identity_opened', 'attachment_opened')
ORDER BY e.id LIMIT :limit;

-- Every event in order: the audit trail.
-- name: event_after
SELECT e.id, e.ticket_id, e.at, e.type, e.actor, e.message_id, e.data, e.digest, r.reason, r.text, r.erased_at
FROM event AS e LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.id > :after ORDER BY e.id LIMIT :limit;

-- name: event_before
SELECT e.id, e.ticket_id, e.at, e.type, e.actor, e.message_id, e.data, e.digest, r.reason, r.text, r.erased_at, t.kind
FROM event AS e JOIN ticket AS t ON t.id = e.ticket_id LEFT JOIN remark AS r ON r.event_id = e.id
WHERE e.id < :before ORDER BY e.id DESC LIMIT :limit;

-- What has happened since, with what decides who may know of it.
-- name: event_news
SELECT e.id, e.ticket_id, e.at, e.type, t.kind, t.department, t.status, t.version
FROM event AS e JOIN ticket AS t ON t.id = e.ticket_id
WHERE e.id > :after ORDER BY e.id LIMIT :limit;

-- name: chain_head
SELECT event_id, digest FROM chain WHERE id = 1;

-- name: chain_advance
UPDATE chain SET event_id = :event_id, digest = :digest WHERE id = 1 AND event_id < :event_id;

-- name: remark_insert
INSERT INTO remark (event_id, reason, text) VALUES (:event_id, :reason, :text);
