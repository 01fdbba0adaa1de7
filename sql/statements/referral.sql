-- Tickets that were referred when the external body took the department's place (migration 0037).

-- name: referral_unsettled
SELECT id FROM ticket WHERE referred_to = department ORDER BY id LIMIT 1;

-- What the ticket was (ticket_state) before it was closed.
-- name: referral_state_before
SELECT state FROM event
WHERE ticket_id = :ticket_id AND state <> ''
  AND id < (SELECT MAX(id) FROM event WHERE ticket_id = :ticket_id AND type = 'closed')
ORDER BY id DESC LIMIT 1;

-- name: referral_assigned
SELECT data FROM event WHERE ticket_id = :ticket_id AND type = 'assigned' ORDER BY id DESC LIMIT 1;

-- name: referral_closed
SELECT data FROM event WHERE ticket_id = :ticket_id AND type = 'closed' ORDER BY id DESC LIMIT 1;
