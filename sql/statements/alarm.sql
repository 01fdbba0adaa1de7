-- One open row for each cause. What ended later than this began was heard out of order: it stays ended.
-- name: alarm_raise
INSERT INTO alarm (cause, severity, text, since, last_at, quiet_at)
SELECT :cause, :severity, :text, :at, :at, :quiet_at
WHERE NOT EXISTS (SELECT 1 FROM alarm AS a WHERE a.cause = :cause AND a.cleared_at > :at)
ON CONFLICT (cause) WHERE cleared_at IS NULL DO UPDATE
SET severity = excluded.severity, text = excluded.text, last_at = excluded.last_at, quiet_at = excluded.quiet_at
WHERE excluded.last_at >= alarm.last_at + 60000
   OR (excluded.last_at >= alarm.last_at AND (excluded.text <> alarm.text OR excluded.severity <> alarm.severity));

-- What ended before anybody was told of it is not told.
-- name: alarm_clear
UPDATE alarm
SET cleared_at = :at,
    mail_told = CASE WHEN mail_told = 0 THEN 2 ELSE mail_told END,
    hook_told = CASE WHEN hook_told = 0 THEN 2 ELSE hook_told END
WHERE cause = :cause AND cleared_at IS NULL AND since <= :at;

-- name: alarm_quiet
UPDATE alarm
SET cleared_at = :now,
    mail_told = CASE WHEN mail_told = 0 THEN 2 ELSE mail_told END,
    hook_told = CASE WHEN hook_told = 0 THEN 2 ELSE hook_told END
WHERE cleared_at IS NULL AND quiet_at <= :now;

-- name: alarm_count_open
SELECT COUNT(severity) FROM alarm WHERE cleared_at IS NULL;

-- name: alarm_list_all
SELECT id, cause, severity, text, since, last_at, cleared_at FROM alarm WHERE id < :before ORDER BY id DESC LIMIT :limit;

-- name: alarm_list_open
SELECT id, cause, severity, text, since, last_at, cleared_at FROM alarm
WHERE cleared_at IS NULL AND id < :before ORDER BY id DESC LIMIT :limit;

-- The next that a road has not told: that it began, that it is worse than was told, or, that being told, that it ended.
-- name: alarm_next_mail
SELECT id, cause, severity, text, since, last_at, cleared_at FROM alarm
WHERE mail_told < 2 AND (mail_told = 0 OR cleared_at IS NOT NULL OR severity > mail_severity) ORDER BY id LIMIT 1;

-- name: alarm_next_hook
SELECT id, cause, severity, text, since, last_at, cleared_at FROM alarm
WHERE hook_told < 2 AND (hook_told = 0 OR cleared_at IS NOT NULL OR severity > hook_severity) ORDER BY id LIMIT 1;

-- name: alarm_told_mail
UPDATE alarm SET mail_told = :told, mail_severity = MAX(mail_severity, :severity) WHERE id = :id;

-- name: alarm_told_hook
UPDATE alarm SET hook_told = :told, hook_severity = MAX(hook_severity, :severity) WHERE id = :id;
