-- What templates.csv says; the state is Meta's business.
-- name: template_put
INSERT INTO template (name, language, message, params, room, body, updated_at)
VALUES (:name, :language, :message, :params, :room, :body, :now)
ON CONFLICT (name, language) DO UPDATE
SET message = excluded.message, params = excluded.params, room = excluded.room, body = excluded.body
RETURNING id;

-- name: template_forget
UPDATE template SET message = NULL WHERE message IS NOT NULL;

-- A webhook. One that is older than the newest changes nothing. "Approved" says nothing of the text: what differs
-- (7) is used again when Meta's list has our text.
-- name: template_news
INSERT INTO template (name, language, state, reason, category, quality, news_at, updated_at)
VALUES (:name, :language, :state, :reason, :category, :quality, :news_at, :now)
ON CONFLICT (name, language) DO UPDATE
SET state = CASE WHEN template.state = 7 AND excluded.state = 2 THEN 7 ELSE excluded.state END,
    reason = CASE WHEN template.state = 7 AND excluded.state = 2 THEN template.reason ELSE excluded.reason END, category = COALESCE(excluded.category, category),
    quality = COALESCE(excluded.quality, quality), news_at = excluded.news_at, updated_at = excluded.updated_at
WHERE template.news_at <= excluded.news_at
RETURNING id;

-- The same when it tells of no state.
-- name: template_news_aside
INSERT INTO template (name, language, category, quality, updated_at)
VALUES (:name, :language, :category, :quality, :now)
ON CONFLICT (name, language) DO UPDATE
SET category = COALESCE(excluded.category, category), quality = COALESCE(excluded.quality, quality),
    updated_at = excluded.updated_at
RETURNING id;

-- Meta's list, or a refusal.
-- name: template_state
UPDATE template
SET state = :state, reason = :reason, category = COALESCE(:category, category), quality = COALESCE(:quality, quality),
    updated_at = CASE WHEN state = :state THEN updated_at ELSE :now END
WHERE name = :name AND language = :language;

-- The approved one for a message: in this language, else in Indonesian.
-- name: template_find
SELECT name, language, room, COALESCE(body, '') FROM template
WHERE message = :message AND params = :params AND state = 2 AND (category IS NULL OR category = 'UTILITY')
  AND (language = :language OR language = 'id')
ORDER BY CASE WHEN language = :language THEN 0 ELSE 1 END LIMIT 1;

-- name: template_by_name
SELECT state FROM template WHERE name = :name AND language = :language;

-- name: template_list
SELECT name, language, message, params, room, state, reason, category, quality, updated_at FROM template
ORDER BY name, language LIMIT :limit;
