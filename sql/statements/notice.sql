-- name: notice_insert
INSERT INTO notice (digest, field, at, received_at, value) VALUES (:digest, :field, :at, :received_at, :value)
ON CONFLICT (digest) DO NOTHING
RETURNING id;
