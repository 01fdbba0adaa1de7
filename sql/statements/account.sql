-- name: account_fact_put
INSERT INTO account_fact (name, value, at) VALUES (:name, :value, :at)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at WHERE excluded.at >= account_fact.at;

-- name: account_fact_set
INSERT INTO account_fact (name, value, at) VALUES (:name, :value, :at)
ON CONFLICT (name) DO UPDATE SET value = excluded.value, at = excluded.at;

-- name: account_fact_get
SELECT value, at FROM account_fact WHERE name = :name;

-- Meta cannot reach the person of this row: before contact_unreachable, which makes it known.
-- name: ticket_reporter_lost
UPDATE ticket SET version = version + 1
WHERE contact_id = (SELECT c.id FROM outbox AS o JOIN contact AS c ON c.id = o.contact_id
                    WHERE o.id = :outbox_id AND c.unreachable_at IS NULL);

-- name: contact_unreachable
UPDATE contact SET unreachable_at = COALESCE(unreachable_at, :now), unreachable_code = :code, unreachable_until = :until
WHERE id = (SELECT o.contact_id FROM outbox AS o WHERE o.id = :outbox_id);

-- name: contact_unreachable_until
SELECT unreachable_until FROM contact WHERE id = :id AND unreachable_until > :now;

-- name: contact_reachable
UPDATE contact SET unreachable_at = NULL, unreachable_code = NULL, unreachable_until = NULL
WHERE id = :id AND unreachable_at IS NOT NULL;

-- name: contact_marketing
UPDATE contact SET marketing_stop = :stop, marketing_at = :at
WHERE id = :id AND (marketing_at IS NULL OR marketing_at <= :at);

-- name: account_facts
SELECT name, value, at FROM account_fact;

-- No more than are asked about are counted.
-- name: account_reached
SELECT COUNT(*) FROM (SELECT 1 FROM contact AS c WHERE c.reached_at > :since AND c.reached_at IS NOT NULL LIMIT :limit) AS people;

-- name: account_reached_at
SELECT reached_at FROM contact WHERE id = :id;

-- name: account_reach
UPDATE contact SET reached_at = :now WHERE id = :id;
