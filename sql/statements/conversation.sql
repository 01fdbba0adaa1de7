-- name: conversation_by_contact
SELECT last_ticket_id, last_message_at, courtesy_at, asked, asked_ticket_id, asked_at, token, misses, burst_at, burst,
       loose_at, loose, loose_due_at, language, language_chosen, blocked, quiet_until, held
FROM conversation WHERE contact_id = :contact_id;

-- name: conversation_save
INSERT INTO conversation (contact_id, last_ticket_id, last_message_at, courtesy_at, asked, asked_ticket_id, asked_at,
                          token, misses, burst_at, burst, loose_at, loose, loose_due_at, language, language_chosen, blocked,
                          held)
VALUES (:contact_id, :last_ticket_id, :last_message_at, :courtesy_at, :asked, :asked_ticket_id, :asked_at, :token,
        :misses, :burst_at, :burst, :loose_at, :loose, :loose_due_at, :language, :language_chosen, :blocked,
        :held)
ON CONFLICT (contact_id) DO UPDATE
SET last_ticket_id = excluded.last_ticket_id,
    last_message_at = excluded.last_message_at,
    courtesy_at = excluded.courtesy_at,
    asked = excluded.asked,
    asked_ticket_id = excluded.asked_ticket_id,
    asked_at = excluded.asked_at,
    token = excluded.token,
    misses = excluded.misses,
    burst_at = excluded.burst_at,
    burst = excluded.burst,
    loose_at = excluded.loose_at,
    loose = excluded.loose,
    loose_due_at = excluded.loose_due_at,
    language = excluded.language,
    language_chosen = excluded.language_chosen,
    blocked = excluded.blocked,
    held = excluded.held;

-- A human answered from the app.
-- name: conversation_silence
INSERT INTO conversation (contact_id, last_message_at, courtesy_at, quiet_until) VALUES (:contact_id, 0, 0, :until)
ON CONFLICT (contact_id) DO UPDATE SET quiet_until = excluded.quiet_until
WHERE excluded.quiet_until > conversation.quiet_until;

-- Whose photos and pins have waited for words long enough.
-- name: conversation_loose_due
SELECT contact_id FROM conversation
WHERE loose_due_at > 0 AND loose_due_at <= :now ORDER BY loose_due_at LIMIT 1;
