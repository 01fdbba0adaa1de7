-- name: attachment_insert
INSERT INTO attachment (message_id, kind, media_id, url, said_type, said_hash, filename, due_at, expires_at, created_at,
                        updated_at)
VALUES (:message_id, :kind, :media_id, :url, :said_type, :said_hash, :filename, :now, :expires_at, :now, :now)
RETURNING id;

-- Counted when it begins, so that a file at which the program dies is tried ever more seldom.
-- name: attachment_begin
UPDATE attachment
SET begun_at = :now, attempts = attempts + 1
WHERE id IN (SELECT a.id FROM attachment AS a WHERE a.state = 0 AND a.begun_at IS NULL AND a.due_at <= :now
             ORDER BY a.due_at, a.id LIMIT :limit)
RETURNING id, attempts, kind, media_id, url, said_type, said_hash, expires_at, faults;

-- What a dead process had begun.
-- name: attachment_recover
UPDATE attachment
SET begun_at = NULL, due_at = :now + CASE WHEN attempts > :free_attempts THEN attempts * :pause_ms ELSE 0 END,
    updated_at = :now
WHERE begun_at IS NOT NULL;

-- name: attachment_store
UPDATE attachment
SET state = 1, begun_at = NULL, file_hash = :file_hash, size = :size, type = :type, suspect = :suspect, url = NULL,
    error_code = NULL, error_text = NULL, updated_at = :now
WHERE id = :id AND state = 0;

-- The URL of the webhook is forgotten with the first failure: the id gives a fresh one.
-- name: attachment_retry
UPDATE attachment
SET begun_at = NULL, faults = faults + :fault, due_at = :due_at, url = NULL, error_code = :error_code, error_text = :error_text, updated_at = :now
WHERE id = :id AND state = 0;

-- It ends without a file: failed or expired.
-- name: attachment_end
UPDATE attachment
SET state = :state, begun_at = NULL, url = NULL, error_code = :error_code, error_text = :error_text, updated_at = :now
WHERE id = :id AND state = 0;

-- Begun and not tried after all: the program stops.
-- name: attachment_give_back
UPDATE attachment
SET begun_at = NULL, attempts = attempts - 1, due_at = :now, updated_at = :now
WHERE id = :id AND state = 0;

-- name: attachment_next_due
SELECT MIN(due_at) FROM attachment WHERE state = 0 AND begun_at IS NULL;

-- Those of up to 25 tickets; what is left over is bound as NULL and finds nothing.
-- name: attachment_of_tickets
SELECT m.ticket_id, a.id, a.kind, a.state, COALESCE(a.type, a.said_type), a.size, a.suspect, a.expires_at, a.created_at,
       a.error_code, a.file_hash
FROM message AS m JOIN attachment AS a ON a.message_id = m.id
WHERE m.ticket_id IN (:t01, :t02, :t03, :t04, :t05, :t06, :t07, :t08, :t09, :t10, :t11, :t12, :t13, :t14, :t15, :t16,
                      :t17, :t18, :t19, :t20, :t21, :t22, :t23, :t24, :t25);

-- name: attachment_by_id
SELECT m.ticket_id, a.id, a.kind, a.state, COALESCE(a.type, a.said_type), a.size, a.suspect, a.expires_at, a.created_at,
       a.error_code, a.file_hash
FROM attachment AS a JOIN message AS m ON m.id = a.message_id
WHERE a.id = :id;
