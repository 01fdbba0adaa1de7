-- Charged is what was delivered, once; the price comes with `sent` and with one of delivered and read, in any
-- order. So: was it countable before the row :id, is it now?
-- name: cost_of_wamid
SELECT MAX(CASE WHEN id <> :id AND status BETWEEN 2 AND 4 THEN 1 ELSE 0 END),
       MAX(CASE WHEN id <> :id AND pricing_category IS NOT NULL THEN 1 ELSE 0 END),
       MIN(CASE WHEN status BETWEEN 2 AND 4 THEN at END),
       MAX(pricing_category), MAX(pricing_type)
FROM message_status WHERE wamid = :wamid;

-- name: cost_count_add
INSERT INTO cost_count (day, category, type, template, messages) VALUES (:day, :category, :type, :template, 1)
ON CONFLICT (day, category, type, template) DO UPDATE SET messages = cost_count.messages + 1;

-- What it went as: the template beside its own words, or the template that it is.
-- name: cost_template
SELECT COALESCE(template, content) FROM outbox WHERE id = :id AND (template IS NOT NULL OR type = 'template');

-- name: cost_days
SELECT day, category, type, template, messages FROM cost_count
WHERE day BETWEEN :from_day AND :to_day ORDER BY day, category, type, template;

-- One row for each reply on a ticket that was delivered and has a price.
-- name: cost_of_ticket
SELECT o.id, MIN(CASE WHEN s.status BETWEEN 2 AND 4 THEN s.at END), MAX(s.pricing_category), MAX(s.pricing_type),
       MAX(COALESCE(o.template, CASE WHEN o.type = 'template' THEN o.content END))
FROM outbox AS o JOIN message_status AS s ON s.wamid = o.wamid
WHERE o.ticket_id = :ticket_id
GROUP BY o.id
HAVING MAX(s.pricing_category) IS NOT NULL AND MAX(CASE WHEN s.status BETWEEN 2 AND 4 THEN 1 ELSE 0 END) = 1
ORDER BY o.id;
