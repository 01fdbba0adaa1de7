-- name: attachment_insert
INSERT INTO attachment (message_id, kind, media_id, url, said_type, said_hash, filename, due_at, expires_at, created_at,
                        updated_at)
VALUES (:message_id, :kind, :media_id, :url, :said_type, :said_hash, :filename, :now, :expires_at, :now, :now)
RETURNING id;

-- A file that staff added.
-- name: attachment_add
INSERT INTO attachment (message_id, kind, media_id, state, file_hash, size, type, by_staff, taken_at, taken_latitude,
                        taken_longitude, due_at, expires_at, created_at, updated_at)
VALUES (:message_id, :kind, '', 1, :file_hash, :size, :type, 1, :taken_at, :taken_latitude, :taken_longitude, :now, :now,
        :now, :now)
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

-- What became of a download, or of none: given back (1) it is as if it had not begun. Else the address of
-- the webhook is forgotten: it is good for minutes, and the id gives a fresh one. One statement for all
-- outcomes, because each one that is prepared is memory.
-- name: attachment_settle
UPDATE attachment
SET state = :state, begun_at = NULL, attempts = attempts - :given_back, faults = faults + :fault, due_at = :due_at,
    url = CASE WHEN :given_back = 1 THEN url END, file_hash = :file_hash, size = :size, type = :type, suspect = :suspect,
    error_code = COALESCE(:error_code, CASE WHEN :given_back = 1 THEN error_code END),
    error_text = COALESCE(:error_text, CASE WHEN :given_back = 1 THEN error_text END), updated_at = :now
WHERE id = :id AND state = 0;

-- name: attachment_next_due
SELECT MIN(due_at) FROM attachment WHERE state = 0 AND begun_at IS NULL;

-- Those of up to 16 tickets; what is left over is bound as NULL and finds nothing. A file that hangs on a report in
-- confidence as well is a repeat there alone.
-- name: attachment_of_tickets
SELECT m.ticket_id, a.id, a.kind, a.state, COALESCE(a.type, a.said_type), a.size, a.suspect, a.expires_at, a.created_at,
       a.error_code, a.file_hash, a.by_staff,
       EXISTS (SELECT 1 FROM attachment AS o JOIN message AS om ON om.id = o.message_id
                             JOIN ticket AS ot ON ot.id = om.ticket_id
               WHERE o.file_hash = a.file_hash AND ot.id <> t.id AND (ot.kind <> 5 OR t.kind = 5)) AS repeated,
       a.taken_at, a.taken_latitude, a.taken_longitude, a.message_id
FROM message AS m JOIN attachment AS a ON a.message_id = m.id JOIN ticket AS t ON t.id = m.ticket_id
WHERE m.ticket_id IN (:t01, :t02, :t03, :t04, :t05, :t06, :t07, :t08, :t09, :t10, :t11, :t12, :t13, :t14, :t15, :t16);

-- Every kept file once, by its name.
-- name: attachment_hashes
SELECT DISTINCT file_hash FROM attachment WHERE file_hash > :after ORDER BY file_hash LIMIT :limit;
