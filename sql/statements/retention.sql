-- What is kept for a while only. A row of webhook_body stays, because messages refer to it.

-- name: retention_next
SELECT b.id, b.received_at FROM webhook_body AS b
WHERE b.id > (SELECT m.body_id FROM retention_mark AS m WHERE m.id = 1) ORDER BY b.id LIMIT :limit;

-- name: retention_empty
UPDATE webhook_body SET body = x''
WHERE id > (SELECT m.body_id FROM retention_mark AS m WHERE m.id = 1) AND id <= :last_id;

-- name: retention_advance
UPDATE retention_mark SET body_id = :last_id WHERE id = 1;
