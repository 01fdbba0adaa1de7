-- name: status_insert
INSERT INTO message_status (wamid, status, outbox_id, at, received_at, error_code, error_text, pricing_type,
                            pricing_category)
VALUES (:wamid, :status, :outbox_id, :at, :received_at, :error_code, :error_text, :pricing_type, :pricing_category)
ON CONFLICT (wamid, status) DO NOTHING
RETURNING id;

-- name: status_of_wamid
SELECT status, at, error_code, error_text FROM message_status WHERE wamid = :wamid ORDER BY id;

-- name: status_failed
SELECT id FROM message_status WHERE wamid = :wamid AND status = 5;

-- Statuses that came before we knew the message.
-- name: status_adopt
UPDATE message_status SET outbox_id = :outbox_id WHERE wamid = :wamid AND outbox_id IS NULL;
