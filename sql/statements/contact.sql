-- name: contact_by_id
SELECT id, bsuid, wa_id, username, name, created_at, last_inbound_at FROM contact WHERE id = :id;

-- name: contact_last_inbound
SELECT last_inbound_at FROM contact WHERE id = :id;

-- name: contact_by_bsuid
SELECT id, bsuid, wa_id, username, name, created_at, last_inbound_at FROM contact WHERE bsuid = :bsuid;

-- name: contact_by_wa_id
SELECT id, bsuid, wa_id, username, name, created_at, last_inbound_at FROM contact WHERE wa_id = :wa_id;

-- name: contact_insert
INSERT INTO contact (bsuid, wa_id, username, name, created_at, last_inbound_at)
VALUES (:bsuid, :wa_id, :username, :name, :created_at, :sent_at)
RETURNING id;

-- Who writes can be reached again: before contact_seen, which moves last_inbound_at.
-- name: contact_wrote
UPDATE contact SET unreachable_at = NULL, unreachable_code = NULL, unreachable_until = NULL
WHERE id = :id AND unreachable_at IS NOT NULL AND :sent_at > 0 AND :sent_at >= last_inbound_at;

-- An identifier is only ever added here; it is taken away by contact_drop_bsuid and contact_drop_wa_id.
-- name: contact_seen
UPDATE contact
SET bsuid = COALESCE(:bsuid, bsuid),
    wa_id = COALESCE(:wa_id, wa_id),
    username = COALESCE(:username, username),
    name = COALESCE(:name, name),
    last_inbound_at = MAX(last_inbound_at, :sent_at)
WHERE id = :id;

-- name: contact_drop_wa_id
UPDATE contact SET wa_id = NULL WHERE id = :id;

-- name: contact_alias_insert
INSERT INTO contact_alias (contact_id, kind, value, until_at) VALUES (:contact_id, :kind, :value, :until_at);

-- name: contact_merge_mark
UPDATE contact SET merged_into = :survivor, wa_id = NULL, bsuid = NULL WHERE id = :id;

-- name: contact_merge_window
UPDATE contact
SET last_inbound_at = MAX(last_inbound_at, (SELECT o.last_inbound_at FROM contact AS o WHERE o.id = :other))
WHERE id = :survivor;

-- What the person said last about marketing messages is true of both.
-- name: contact_merge_marketing
UPDATE contact
SET marketing_stop = (SELECT o.marketing_stop FROM contact AS o WHERE o.id = :other),
    marketing_at = (SELECT o.marketing_at FROM contact AS o WHERE o.id = :other)
WHERE id = :survivor
  AND EXISTS (SELECT 1 FROM contact AS o WHERE o.id = :other AND o.marketing_at IS NOT NULL
              AND (contact.marketing_at IS NULL OR o.marketing_at > contact.marketing_at));

-- name: contact_merge_tickets
UPDATE ticket SET contact_id = :survivor, version = version + 1 WHERE contact_id = :other;

-- Who followed a ticket as the other follows it as the survivor; nobody follows their own.
-- name: contact_merge_follow
INSERT INTO subscriber (ticket_id, contact_id, since, via_ticket)
SELECT s.ticket_id, :survivor, s.since, s.via_ticket FROM subscriber AS s JOIN ticket AS t ON t.id = s.ticket_id
WHERE s.contact_id = :other AND t.contact_id <> :survivor
ON CONFLICT (ticket_id, contact_id) DO NOTHING;

-- name: contact_merge_unfollow
DELETE FROM subscriber
WHERE contact_id = :other
   OR (contact_id = :survivor AND EXISTS (SELECT 1 FROM ticket AS t WHERE t.id = subscriber.ticket_id AND t.contact_id = :survivor));

-- Only rows still on their way move: what was sent keeps telling to whom.
-- name: contact_merge_outbox
UPDATE outbox SET contact_id = :survivor WHERE contact_id = :other AND state < 3;

-- name: contact_merge_waiting
UPDATE outbox SET contact_id = :survivor WHERE contact_id = :other AND state = 9;

-- After a merge the two lines are one: what is in flight, else the first row, is its head.
-- name: contact_merge_line
UPDATE outbox
SET at_head = CASE
    WHEN state IN (1, 2) THEN 1
    WHEN EXISTS (SELECT 1 FROM outbox AS o
                 WHERE o.contact_id = :survivor AND o.state < 3 AND o.state IN (1, 2)) THEN 0
    WHEN id = (SELECT MIN(o.id) FROM outbox AS o WHERE o.contact_id = :survivor AND o.state < 3) THEN 1
    ELSE 0 END
WHERE contact_id = :survivor AND state < 3;

-- Who is told notices under one of two rows is told them as the survivor.
-- name: contact_merge_staff
INSERT INTO staff_line (contact_id, notice_at, answer_at)
SELECT :survivor, l.notice_at, l.answer_at FROM staff_line AS l WHERE l.contact_id = :other
ON CONFLICT (contact_id) DO UPDATE
SET notice_at = MAX(notice_at, excluded.notice_at), answer_at = MAX(answer_at, excluded.answer_at);

-- Of two chats the one that was spoken in last goes on: first the older one goes,
-- name: contact_merge_forget
DELETE FROM conversation
WHERE contact_id IN (:survivor, :other)
  AND EXISTS (SELECT 1 FROM conversation AS o
              WHERE o.contact_id IN (:survivor, :other) AND o.contact_id <> conversation.contact_id
                AND (o.last_message_at + o.loose_at > conversation.last_message_at + conversation.loose_at
                     OR (o.last_message_at + o.loose_at = conversation.last_message_at + conversation.loose_at
                         AND o.contact_id = :survivor)));

-- then what is left is the survivor's.
-- name: contact_merge_conversation
UPDATE conversation SET contact_id = :survivor WHERE contact_id = :other;
