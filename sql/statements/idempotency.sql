-- name: idempotency_find
SELECT request_digest, status, etag, body FROM idempotency WHERE staff_id = :staff_id AND key = :key AND created_at > :since;

-- name: idempotency_put
INSERT INTO idempotency (staff_id, key, request_digest, status, etag, body, created_at)
VALUES (:staff_id, :key, :request_digest, :status, :etag, :body, :created_at)
ON CONFLICT (staff_id, key) DO UPDATE SET request_digest = excluded.request_digest, status = excluded.status,
  etag = excluded.etag, body = excluded.body, created_at = excluded.created_at;

-- name: idempotency_forget
DELETE FROM idempotency WHERE created_at <= :before;
