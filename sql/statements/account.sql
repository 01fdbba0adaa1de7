-- name: account_fact_put
INSERT INTO account_fact (name, value, at) VALUES (:name, :value, :at)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at WHERE excluded.at >= account_fact.at;

-- name: contact_marketing
UPDATE contact SET marketing_stop = :stop, marketing_at = :at
WHERE id = :id AND (marketing_at IS NULL OR marketing_at <= :at);
