-- name: outbox_insert
INSERT INTO outbox (contact_id, ticket_id, event_id, message_id, type, content, fallback, at_head, due_at, created_at,
                    updated_at)
VALUES (:contact_id, :ticket_id, :event_id, :message_id, :type, :content, :fallback,
        CASE WHEN EXISTS (SELECT 1 FROM outbox AS o WHERE o.contact_id = :contact_id AND o.state < 3) THEN 0 ELSE 1 END,
        :due_at, :now, :now)
RETURNING id;

-- What waits for the end of a silence waits until another moment.
-- name: outbox_hold
UPDATE outbox SET due_at = :until, updated_at = :now
WHERE contact_id = :contact_id AND state < 3 AND state = 0 AND attempt = 0 AND due_at > :now;

-- It has not left, and need not any more.
-- name: outbox_take_back
UPDATE outbox
SET state = 11, at_head = 0, updated_at = :now, error_text = :error_text
WHERE id = :id AND state = 0 AND attempt = 0
RETURNING contact_id;

-- What waits for that which may come right behind it: it has not left, and was never tried.
-- name: outbox_unsaid
SELECT o.id, o.ticket_id, o.event_id, e.type, o.content
FROM outbox AS o LEFT JOIN event AS e ON e.id = o.event_id
WHERE o.contact_id = :contact_id AND o.state < 3 AND o.state = 0 AND o.attempt = 0 AND o.due_at > :now
  AND o.error_text IS NULL AND o.type NOT IN ('reaction', 'template')
ORDER BY o.id LIMIT :limit;

-- It has not left, and says something else now, at another moment; but it does not wait for ever.
-- name: outbox_say_anew
UPDATE outbox
SET type = :type, content = :content, fallback = COALESCE(:fallback, fallback), updated_at = :now,
    due_at = CASE WHEN :due_at IS NULL THEN due_at WHEN :due_at > created_at + :longest THEN created_at + :longest
             ELSE :due_at END
WHERE id = :id AND state = 0 AND attempt = 0;

-- Only heads of lines are due, so one contact never has two messages in flight.
-- name: outbox_lease
UPDATE outbox
SET state = 1, attempt = attempt + 1, updated_at = :now
WHERE id IN (SELECT o.id FROM outbox AS o WHERE o.state = 0 AND o.at_head = 1 AND o.due_at <= :now
             ORDER BY o.due_at, o.id LIMIT :limit)
RETURNING id, attempt, content,
          (SELECT c.wa_id FROM contact AS c WHERE c.id = contact_id),
          (SELECT c.bsuid FROM contact AS c WHERE c.id = contact_id),
          (SELECT c.last_inbound_at FROM contact AS c WHERE c.id = contact_id),
          type, error_code, template IS NOT NULL, contact_id,
          (SELECT c.unreachable_code FROM contact AS c WHERE c.id = contact_id AND c.unreachable_until > :now),
          unsent, refusal_code, refusals;

-- name: outbox_fallback
SELECT fallback FROM outbox WHERE id = :id;

-- What a leased row goes as; NULL: as its own content.
-- name: outbox_go_as
UPDATE outbox SET template = :template WHERE id = :id AND state = 1;

-- Leased, and the window is closed: nothing was sent.
-- name: outbox_wait
UPDATE outbox
SET state = 9, at_head = 0, attempt = attempt - 1, template = NULL, updated_at = :now, error_code = :error_code,
    error_text = :error_text, waits_for = :waits_for, waits_language = :waits_language
WHERE id = :id AND state = 1
RETURNING contact_id;

-- Leased, and not worth sending any more: nothing was sent, and nobody needs to look.
-- name: outbox_withdraw
UPDATE outbox
SET state = 11, at_head = 0, attempt = attempt - 1, updated_at = :now, error_code = NULL, error_text = :error_text
WHERE id = :id AND state = 1
RETURNING contact_id;

-- The same of one that waits.
-- name: outbox_withdraw_waiting
UPDATE outbox
SET state = 11, at_head = 0, updated_at = :now, error_code = NULL, error_text = :error_text
WHERE id = :id AND state = 9;

-- What has happened to the ticket since, beside what this row tells of it; a row that holds the words of several
-- is about all of them and none.
-- name: outbox_later_events
SELECT COALESCE(own.type, ''), later.type, later.id, own.id, o.ticket_id, o.contact_id
FROM outbox AS o LEFT JOIN event AS own ON own.id = o.event_id
  JOIN event AS later ON later.ticket_id = COALESCE(own.ticket_id, o.ticket_id) AND later.id > COALESCE(o.event_id, 0)
WHERE o.id = :id AND o.parts = 1 AND o.type <> 'template' AND (o.event_id IS NOT NULL OR later.at > o.created_at)
ORDER BY later.id;

-- Another row tells this person of that event: it went, or goes.
-- name: outbox_tells
SELECT id FROM outbox
WHERE ticket_id = :ticket_id AND contact_id = :contact_id AND event_id = :event_id AND id <> :id
  AND state NOT IN (8, 11)
LIMIT 1;

-- Accepted, then refused because the window was closed: what was no template goes into line again.
-- name: outbox_reopen
UPDATE outbox
SET state = 0, at_head = 0, wamid = NULL, due_at = :now, updated_at = :now, error_code = :error_code,
    error_text = :error_text
WHERE id = :id AND state <> 1 AND type <> 'template' AND template IS NULL;

-- Its citizen takes no such template: it waits, to go in its own words.
-- name: outbox_unwanted
UPDATE outbox
SET state = 9, at_head = 0, wamid = NULL, template = NULL, updated_at = :now, error_code = :error_code,
    error_text = :error_text, waits_for = NULL, waits_language = NULL
WHERE id = :id AND state < 9 AND type <> 'template' AND template IS NOT NULL
RETURNING contact_id;

-- name: outbox_template_of
SELECT type, content, template FROM outbox WHERE id = :id;

-- name: outbox_is_waiting
SELECT MIN(id) FROM outbox WHERE contact_id = :contact_id AND state = 9;

-- name: outbox_waiting_of
SELECT o.id, o.ticket_id, o.type, o.content, o.created_at, t.kind
FROM outbox AS o LEFT JOIN ticket AS t ON t.id = o.ticket_id
WHERE o.contact_id = :contact_id AND o.state = 9 ORDER BY o.id LIMIT :limit;

-- The citizen wrote: into line again.
-- name: outbox_release
UPDATE outbox
SET state = 0, at_head = 0, due_at = :now, updated_at = :now, error_code = NULL, error_text = NULL
WHERE id = :id AND state = 9;

-- name: outbox_release_merged
UPDATE outbox
SET state = 0, at_head = 0, due_at = :now, updated_at = :now, error_code = NULL, error_text = NULL,
    content = :content, ticket_id = :ticket_id, fallback = NULL, parts = :parts
WHERE id = :id AND state = 9;

-- name: outbox_merge
UPDATE outbox
SET state = 10, merged_into = :merged_into, updated_at = :now, error_code = NULL, error_text = NULL
WHERE id = :id AND state = 9;

-- What is waited for, one after another.
-- name: outbox_waits_next
SELECT waits_for, waits_language FROM outbox
WHERE state = 9 AND waits_for IS NOT NULL AND (waits_for, waits_language) > (:after, :after_language)
ORDER BY waits_for, waits_language LIMIT 1;

-- It may be sent now: who waits for it passes the gate once more.
-- name: outbox_wake
UPDATE outbox
SET state = 0, at_head = 0, due_at = :now, updated_at = :now
WHERE id IN (SELECT o.id FROM outbox AS o
             WHERE o.state = 9 AND o.waits_for IS NOT NULL AND o.waits_for = :waits_for
               AND o.waits_language = :waits_language
             ORDER BY o.id LIMIT :limit)
RETURNING contact_id;

-- name: outbox_next_due
SELECT MIN(due_at) FROM outbox WHERE state = 0 AND at_head = 1;

-- The answer came: 3 accepted, unless a status webhook was faster.
-- name: outbox_accept
UPDATE outbox
SET state = CASE WHEN state < 3 THEN 3 ELSE state END, wamid = COALESCE(:wamid, wamid), updated_at = :now
WHERE id = :id
RETURNING contact_id, ticket_id;

-- name: outbox_retry
UPDATE outbox
SET state = 0, due_at = :due_at, wamid = NULL, updated_at = :now, error_code = :error_code, error_text = :error_text,
    unsent = unsent + :unsent,
    refusals = CASE WHEN :counted IS NULL THEN refusals WHEN refusal_code = :counted THEN refusals + 1 ELSE 1 END,
    refusal_code = COALESCE(:counted, refusal_code)
WHERE id = :id AND state = 1;

-- The lease is given back untouched: nothing was sent.
-- name: outbox_give_back
UPDATE outbox
SET state = 0, attempt = attempt - 1, due_at = :due_at, updated_at = :now, error_code = :error_code,
    error_text = :error_text
WHERE id = :id AND state = 1;

-- name: outbox_wamid
SELECT wamid FROM outbox WHERE id = :id AND wamid IS NOT NULL;

-- name: outbox_unsure
UPDATE outbox
SET state = 2, unsure_count = unsure_count + 1, due_at = :due_at, updated_at = :now, error_text = :error_text
WHERE id = :id AND state = 1;

-- name: outbox_fail
UPDATE outbox
SET state = 8, updated_at = :now, error_code = :error_code, error_text = :error_text
WHERE id = :id AND state < 3
RETURNING contact_id;

-- A row left the line: the next one becomes its head. (`state < 3` is said again, because only with it
-- the planner sees that the partial index holds all that is asked for.)
-- name: outbox_promote
UPDATE outbox
SET at_head = CASE WHEN id = (SELECT MIN(o.id) FROM outbox AS o WHERE o.contact_id = :contact_id AND o.state < 3)
              THEN 1 ELSE 0 END
WHERE contact_id = :contact_id AND state < 3
  AND (at_head = 1 OR id = (SELECT MIN(o.id) FROM outbox AS o WHERE o.contact_id = :contact_id AND o.state < 3))
  AND NOT EXISTS (SELECT 1 FROM outbox AS o
                  WHERE o.contact_id = :contact_id AND o.state < 3 AND o.state IN (1, 2));

-- What a process left leased when it died may have been sent. What it left unsure waits anew too:
-- while nobody listened no status could be heard, and Meta repeats it only after some time.
-- name: outbox_recover
UPDATE outbox
SET state = 2, due_at = :due_at,
    unsure_count = CASE WHEN state = 1 THEN unsure_count + 1 ELSE unsure_count END,
    updated_at = CASE WHEN state = 1 THEN :now ELSE updated_at END,
    error_text = CASE WHEN state = 1 THEN 'the program stopped while this was being sent' ELSE error_text END
WHERE id IN (SELECT o.id FROM outbox AS o WHERE o.state = 1 UNION ALL
             SELECT o.id FROM outbox AS o WHERE o.state = 2);

-- Unsure, no status in time: once more. Templates never.
-- name: outbox_settle_again
UPDATE outbox
SET state = 0, due_at = :now, updated_at = :now
WHERE id IN (SELECT o.id FROM outbox AS o
             WHERE o.state = 2 AND o.due_at <= :now AND o.unsure_count < 2 AND o.updated_at < :again_before
               AND o.type <> 'template' AND o.template IS NULL
             ORDER BY o.due_at, o.id LIMIT :limit);

-- While Meta is away a status cannot come: a human is called only after it was heard again, or when
-- it stays away for too long (:give_up_before).
-- name: outbox_settle_failed
SELECT id FROM outbox
WHERE state = 2 AND due_at <= :now AND (unsure_count >= 2 OR type = 'template' OR template IS NOT NULL)
  AND (updated_at < :sane_at OR updated_at < :give_up_before)
ORDER BY due_at, id LIMIT :limit;

-- name: outbox_next_unsure
SELECT MIN(due_at) FROM outbox WHERE state = 2;

-- :wamid is what a report is about; the last column says that the row knows another.
-- name: outbox_by_id
SELECT id, contact_id, ticket_id, state, error_code, unsure_count, undelivered,
       CASE WHEN wamid IS NOT NULL AND wamid <> :wamid THEN 1 ELSE 0 END
FROM outbox WHERE id = :id;

-- A report told the wamid of a row whose answer is still to come, or never came.
-- name: outbox_learn
UPDATE outbox SET wamid = :wamid WHERE id = :id AND wamid IS NULL AND state IN (1, 2);

-- Taken, but not delivered: into line again. What stops all sending counts as no try of this row.
-- name: outbox_return
UPDATE outbox
SET state = 0, at_head = 0, wamid = NULL, due_at = :due_at, updated_at = :now, error_code = :error_code,
    error_text = :error_text, undelivered = undelivered + :counts,
    attempt = CASE WHEN :counts = 0 AND attempt > 0 THEN attempt - 1 ELSE attempt END
WHERE id = :id AND state IN (2, 3, 4);

-- The citizen wrote, so the window is open: what waits to go as a template may go in its own words.
-- name: outbox_hurry
UPDATE outbox SET due_at = :now, updated_at = :now
WHERE contact_id = :contact_id AND state < 3 AND state = 0 AND at_head = 1 AND due_at > :now
  AND template IS NOT NULL AND COALESCE(error_code, 0) <> 131056; -- that one is about this contact's share

-- name: outbox_move
UPDATE outbox
SET state = :state, wamid = COALESCE(wamid, :wamid), updated_at = :now, error_code = :error_code,
    error_text = :error_text
WHERE id = :id;

-- name: outbox_count_states
SELECT state, COUNT(*) FROM outbox WHERE state < 3 GROUP BY state;

-- Notices to staff (templates by themselves) have a list and an alarm of their own.
-- name: outbox_count_failed
SELECT COUNT(*) FROM outbox WHERE state = 8 AND handled_at IS NULL AND type <> 'template';

-- name: outbox_count_waiting
SELECT COUNT(*) FROM outbox WHERE state = 9;

-- What a caller may not know of (reports in confidence, whom of a unit a notice goes to) is left out here,
-- so that pages are full and do not count it.
-- name: outbox_list_all
SELECT o.id, o.contact_id, o.ticket_id, o.type, o.content, o.state, o.attempt, o.due_at, o.created_at, o.updated_at,
       o.wamid, o.error_code, o.error_text, t.kind, t.department, o.template, o.merged_into,
       o.handled_at, o.handled_by, o.handled_reason
FROM outbox AS o LEFT JOIN ticket AS t ON t.id = o.ticket_id
WHERE o.id < :before
  AND (:all_of_it = 1 OR ((t.kind IS NULL OR t.kind <> 5) AND o.type <> 'template'))
ORDER BY o.id DESC LIMIT :limit;

-- name: outbox_list_ticket
SELECT o.id, o.contact_id, o.ticket_id, o.type, o.content, o.state, o.attempt, o.due_at, o.created_at, o.updated_at,
       o.wamid, o.error_code, o.error_text, t.kind, t.department, o.template, o.merged_into,
       o.handled_at, o.handled_by, o.handled_reason
FROM outbox AS o LEFT JOIN ticket AS t ON t.id = o.ticket_id
WHERE o.ticket_id = :ticket_id AND o.id < :before ORDER BY o.id DESC LIMIT :limit;

-- name: outbox_list_failed
SELECT o.id, o.contact_id, o.ticket_id, o.type, o.content, o.state, o.attempt, o.due_at, o.created_at, o.updated_at,
       o.wamid, o.error_code, o.error_text, t.kind, t.department, o.template, o.merged_into,
       o.handled_at, o.handled_by, o.handled_reason
FROM outbox AS o LEFT JOIN ticket AS t ON t.id = o.ticket_id
WHERE o.state = 8 AND o.handled_at IS NULL AND o.id < :before
  AND (:all_of_it = 1 OR ((t.kind IS NULL OR t.kind <> 5) AND o.type <> 'template'))
ORDER BY o.id DESC LIMIT :limit;

-- name: outbox_list_waiting
SELECT o.id, o.contact_id, o.ticket_id, o.type, o.content, o.state, o.attempt, o.due_at, o.created_at, o.updated_at,
       o.wamid, o.error_code, o.error_text, t.kind, t.department, o.template, o.merged_into,
       o.handled_at, o.handled_by, o.handled_reason
FROM outbox AS o LEFT JOIN ticket AS t ON t.id = o.ticket_id
WHERE (o.state < 3 OR o.state = 9) AND o.id < :before
  AND (:all_of_it = 1 OR ((t.kind IS NULL OR t.kind <> 5) AND o.type <> 'template'))
ORDER BY o.id DESC LIMIT :limit;

-- name: outbox_get
SELECT o.id, o.contact_id, o.ticket_id, o.type, o.content, o.state, o.attempt, o.due_at, o.created_at, o.updated_at,
       o.wamid, o.error_code, o.error_text, t.kind, t.department, o.template, o.merged_into,
       o.handled_at, o.handled_by, o.handled_reason
FROM outbox AS o LEFT JOIN ticket AS t ON t.id = o.ticket_id
WHERE o.id = :id;

-- A human has dealt with it; `merged_into` is the row that goes instead, where one does.
-- name: outbox_handled
UPDATE outbox
SET handled_at = :now, handled_by = :handled_by, handled_reason = :handled_reason, merged_into = :merged_into
WHERE id = :id AND state = 8 AND handled_at IS NULL;

-- The same words once more, as a row with a life of its own; none for who has no address any more.
-- name: outbox_again
INSERT INTO outbox (contact_id, ticket_id, event_id, message_id, type, content, fallback, parts, at_head, due_at,
                    created_at, updated_at)
SELECT c.id, old.ticket_id, old.event_id, old.message_id, old.type, old.content, old.fallback,
       old.parts, 0, :now, :now, :now
FROM outbox AS old JOIN contact AS was ON was.id = old.contact_id
  JOIN contact AS c ON c.id = COALESCE(was.merged_into, was.id)
WHERE old.id = :id AND (c.wa_id IS NOT NULL OR c.bsuid IS NOT NULL)
RETURNING id;

-- The latest row that asked the reporter whether it is solved, or the one that holds its words: where it stands, since
-- when, when it reached the phone, when a human dealt with it.
-- name: outbox_question
SELECT goes.state, goes.updated_at,
       (SELECT MIN(s.at) FROM message_status AS s WHERE s.wamid = goes.wamid AND s.status BETWEEN 2 AND 4),
       goes.handled_at
FROM outbox AS o JOIN event AS e ON e.id = o.event_id JOIN contact AS c ON c.id = o.contact_id
  JOIN outbox AS goes ON goes.id = COALESCE(o.merged_into, o.id)
WHERE o.ticket_id = :ticket_id AND (c.id = :contact_id OR c.merged_into = :contact_id) AND e.type = 'resolved'
ORDER BY o.id DESC LIMIT 1;
