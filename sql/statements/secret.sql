-- name: secret_get
SELECT value FROM secret WHERE name = :name;

-- name: secret_insert
INSERT INTO secret (name, value) VALUES (:name, :value);
