-- Forgetting a person: who they are, then every text that may hold something of them. The scans read whole
-- tables page by page; only `kanda erase` runs them.

-- name: erase_alias_find
SELECT contact_id FROM contact_alias WHERE value = :value;

-- name: erase_family
SELECT id FROM contact WHERE merged_into = :id
UNION SELECT merged_into FROM contact WHERE id = :id AND merged_into IS NOT NULL;

-- name: erase_aliases
SELECT kind, value FROM contact_alias WHERE contact_id = :id;

-- name: erase_namesake
SELECT MIN(id) FROM contact WHERE name = :name;

-- name: erase_contact
UPDATE contact SET bsuid = NULL, wa_id = NULL, username = NULL, name = NULL, last_inbound_at = 0 WHERE id = :id;

-- name: erase_contact_aliases
DELETE FROM contact_alias WHERE contact_id = :id;

-- Another's former number that is this person's now.
-- name: erase_alias_value
DELETE FROM contact_alias WHERE value = :value;

-- name: erase_conversation
DELETE FROM conversation WHERE contact_id = :id;

-- name: erase_subscriber
DELETE FROM subscriber WHERE contact_id = :id;

-- What has not left stays here; what is on its way is not called back.
-- name: erase_replies
UPDATE outbox SET state = 11, at_head = 0, error_text = 'penerima dihapus', updated_at = :now
WHERE id IN (SELECT o.id FROM outbox AS o WHERE o.contact_id = :id AND o.state < 3 AND o.state = 0
             UNION SELECT w.id FROM outbox AS w WHERE w.contact_id = :id AND w.state = 9);

-- name: erase_tickets
SELECT id FROM ticket WHERE contact_id = :contact_id AND id > :after ORDER BY id LIMIT :limit;

-- Each scan gives id, whose it is, and the texts that its put takes in the same order.
-- name: erase_scan_ticket
SELECT id, contact_id, text, explanation FROM ticket WHERE id > :after ORDER BY id LIMIT :limit;

-- name: erase_put_ticket
UPDATE ticket SET text = :text, explanation = :explanation, version = version + 1 WHERE id = :id;

-- name: erase_scan_message
SELECT id, contact_id, wamid, reply_to, text, details FROM message WHERE id > :after ORDER BY id LIMIT :limit;

-- name: erase_put_message
UPDATE message SET wamid = :wamid, reply_to = :reply_to, text = :text, details = :details WHERE id = :id;

-- name: erase_scan_outbox
SELECT id, contact_id, wamid, content, fallback, template, error_text, handled_reason FROM outbox WHERE id > :after ORDER BY id LIMIT :limit;

-- name: erase_put_outbox
UPDATE outbox
SET wamid = :wamid, content = :content, fallback = :fallback, template = :template, error_text = :error_text,
    handled_reason = :handled_reason
WHERE id = :id;

-- name: erase_scan_remark
SELECT r.event_id, t.contact_id, r.reason, r.text
FROM remark AS r JOIN event AS e ON e.id = r.event_id JOIN ticket AS t ON t.id = e.ticket_id
WHERE r.event_id > :after ORDER BY r.event_id LIMIT :limit;

-- name: erase_put_remark
UPDATE remark SET reason = :reason, text = :text, erased_at = :now WHERE event_id = :id;

-- name: erase_scan_summary
SELECT s.ticket_id, t.contact_id, s.text FROM public_summary AS s JOIN ticket AS t ON t.id = s.ticket_id
WHERE s.ticket_id > :after ORDER BY s.ticket_id LIMIT :limit;

-- name: erase_put_summary
UPDATE public_summary SET text = :text WHERE ticket_id = :id;

-- name: erase_scan_notice
SELECT id, 0, value FROM notice WHERE id > :after ORDER BY id LIMIT :limit;

-- name: erase_put_notice
UPDATE notice SET value = :value WHERE id = :id;

-- name: erase_scan_body
SELECT id, 0, body FROM webhook_body WHERE id > :after ORDER BY id LIMIT :limit;

-- name: erase_put_body
UPDATE webhook_body SET body = x'' WHERE id = :id;

-- name: erase_scan_quarantine
SELECT id, 0, body, detail FROM quarantine WHERE id > :after ORDER BY id LIMIT :limit;

-- name: erase_put_quarantine
UPDATE quarantine SET body = x'', detail = '', settled = 1 WHERE id = :id;

-- name: erase_status
UPDATE message_status SET wamid = :new_wamid, error_text = NULL WHERE wamid = :wamid;

-- name: erase_attachments
SELECT id, file_hash FROM attachment WHERE message_id = :message_id AND by_staff = 0;

-- name: erase_attachment
UPDATE attachment
SET state = 3, file_hash = NULL, size = NULL, type = NULL, url = NULL, filename = NULL, said_type = NULL, said_hash = NULL,
    media_id = '', begun_at = NULL, error_code = 'erased', error_text = NULL,
    taken_at = NULL, taken_latitude = NULL, taken_longitude = NULL
WHERE id = :id;

-- name: erase_file_user
SELECT MIN(id) FROM attachment WHERE file_hash = :file_hash;

-- Answers that are kept for repeats, of 48 hours.
-- name: erase_scan_answers
SELECT staff_id, key, body FROM idempotency;

-- name: erase_answer
DELETE FROM idempotency WHERE staff_id = :staff_id AND key = :key;

-- The full-text index: its pieces are merged into one, which leaves out what was taken out of it.
-- name: erase_words_merge
INSERT INTO ticket_words (ticket_words, rank) VALUES ('merge', :pages);
