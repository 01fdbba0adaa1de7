-- name: ticket_next_id
SELECT COALESCE(MAX(id), :first_id - 1) + 1 FROM ticket WHERE id BETWEEN :first_id AND :last_id;

-- name: ticket_created_at
SELECT created_at FROM ticket WHERE id = :id;

-- name: ticket_insert
INSERT INTO ticket (id, contact_id, kind, status, channel, priority, confidential, needs_words, category, department,
                    district, village, latitude, longitude, text, explanation, received_at, created_at, updated_at,
                    stage_at, due_at, promise_at, ladder_at, answered_at, promise, place_at, source)
VALUES (:id, :contact_id, :kind, :status, :channel, :priority, :confidential, :needs_words, :category, :department,
        :district, :village, :latitude, :longitude, :text, :explanation, :received_at, :created_at, :created_at,
        :stage_at, :due_at, :promise_at, :ladder_at, :answered_at, :promise, :place_at, :source);

-- name: ticket_join
UPDATE ticket
-- What would make the text longer than 32 KiB stays in its message row only.
SET text = CASE
    WHEN :text = '' OR length(CAST(text AS BLOB)) + length(CAST(:text AS BLOB)) > 32768 THEN text
    ELSE text || char(10) || :text END,
    latitude = COALESCE(latitude, :latitude),
    longitude = COALESCE(longitude, :longitude),
    -- Told later that it lies with a neighbour, it has no place of ours from words before that.
    village = CASE WHEN district IS NULL AND place_at > :sent_at THEN village
              ELSE COALESCE(village, CASE WHEN COALESCE(district, :district) = :district THEN :village END) END,
    place_at = CASE WHEN district IS NULL AND :district IS NOT NULL AND place_at <= :sent_at THEN :sent_at ELSE place_at END,
    district = CASE WHEN district IS NULL AND place_at > :sent_at THEN NULL ELSE COALESCE(district, :district) END,
    -- Of messages that overtook each other the first one says when the matter was received.
    received_at = CASE WHEN :sent_at > 0 AND :sent_at BETWEEN received_at - :settle_ms AND received_at THEN :sent_at
                  ELSE received_at END,
    priority = MAX(priority, :priority),
    needs_words = CASE WHEN :text = '' THEN needs_words ELSE 0 END,
    updated_at = :now,
    version = version + 1
WHERE id = :id;

-- name: ticket_known
SELECT id, contact_id = :contact_id AS own,
       EXISTS (SELECT 1 FROM subscriber AS s LEFT JOIN ticket AS v ON v.id = s.via_ticket
               WHERE s.ticket_id = ticket.id AND s.contact_id = :contact_id AND (ticket.kind <> 5 OR v.kind = 5)) AS follows,
       status, outcome, category, department, district, village, closed_at, place_at, received_at,
       priority, confidential
FROM ticket WHERE id = :id;

-- The same of all that are open, own ones and those that are followed.
-- name: ticket_known_open
SELECT id, contact_id = :contact_id AS own,
       EXISTS (SELECT 1 FROM subscriber AS s LEFT JOIN ticket AS v ON v.id = s.via_ticket
               WHERE s.ticket_id = ticket.id AND s.contact_id = :contact_id AND (ticket.kind <> 5 OR v.kind = 5)) AS follows,
       status, outcome, category, department, district, village, closed_at, place_at, received_at,
       priority, confidential
FROM ticket
WHERE (id IN (SELECT n.id FROM ticket AS n WHERE n.contact_id = :contact_id AND n.status < 7 ORDER BY n.id DESC LIMIT :limit)
       OR id IN (SELECT s.ticket_id FROM subscriber AS s JOIN ticket AS o ON o.id = s.ticket_id
                        LEFT JOIN ticket AS v ON v.id = s.via_ticket
                 WHERE s.contact_id = :contact_id AND (o.kind <> 5 OR v.kind = 5)))
  AND status < 7
ORDER BY id DESC LIMIT :limit;

-- name: ticket_newest_open
SELECT id, 1 AS own, 0 AS follows, status, outcome, category, department, district, village, closed_at,
       place_at, received_at, priority, confidential
FROM ticket
WHERE contact_id = :contact_id AND status < 7 ORDER BY id DESC LIMIT 1;

-- name: ticket_newest_confidential
SELECT id, 1 AS own, 0 AS follows, status, outcome, category, department, district, village, closed_at,
       place_at, received_at, priority, confidential
FROM ticket
WHERE contact_id = :contact_id AND id < :before AND status < 7 AND confidential = 1 AND kind <> 5 ORDER BY id DESC LIMIT 1;

-- name: ticket_newest_ended
SELECT id, 1 AS own, 0 AS follows, status, outcome, category, department, district, village, closed_at,
       place_at, received_at, priority, confidential
FROM ticket
WHERE contact_id = :contact_id AND id < :before AND status = 7 ORDER BY id DESC LIMIT 1;

-- The newest own ticket about this category, of the few newest, that was reported within these times.
-- name: ticket_own_alike
SELECT id, 1 AS own, 0 AS follows, status, outcome, category, department, district, village, closed_at,
       place_at, received_at, priority, confidential
FROM (SELECT n.id, n.status, n.outcome, n.category, n.department, n.district, n.village, n.closed_at, n.place_at,
             n.received_at, n.priority, n.confidential
      FROM ticket AS n WHERE n.contact_id = :contact_id ORDER BY n.id DESC LIMIT 10) AS own
WHERE status < 7 AND category = :category AND received_at BETWEEN :from_at AND :to_at
ORDER BY id DESC LIMIT 1;

-- The own ticket that a message of this time follows: the newest that was reported by then, else the first behind it.
-- name: ticket_followed
SELECT id, 1 AS own, 0 AS follows, status, outcome, category, department, district, village, closed_at,
       place_at, received_at, priority, confidential
FROM ticket
WHERE id IN (SELECT n.id FROM ticket AS n WHERE n.contact_id = :contact_id ORDER BY n.id DESC LIMIT 10)
  AND status < 7 AND received_at BETWEEN :from_at AND :to_at
-- Of those before it the nearest, else of those behind it.
ORDER BY received_at > :at, ABS(received_at - :at), id DESC LIMIT 1;

-- All that may change of a ticket which its writer has read, if nobody was quicker.
-- name: ticket_save
UPDATE ticket
SET kind = :kind, status = :status, outcome = :outcome, priority = :priority, needs_words = :needs_words,
    category = :category, department = :department, district = :district, village = :village,
    confidential = :confidential, stage_at = :stage_at, due_at = :due_at, promise_at = :promise_at,
    paused_since = :paused_since, merged_into = :merged_into, closed_at = :closed_at, answered_at = :answered_at,
    reopened = :reopened, resume_status = :resume_status, resume_at = :resume_at, paused_days = :paused_days,
    extended = :extended, rating = :rating, ladder_step = :ladder_step, ladder_at = :ladder_at,
    supporters = :supporters, copy_to = :copy_to, handed_from = :handed_from, referred_to = :referred_to, promise = :promise, stage_paused = :stage_paused,
    reopened_at = :reopened_at, paused_before = :paused_before, resolved_at = :resolved_at, updated_at = :now, version = version + 1
WHERE id = :id AND version = :version;

-- What a ticket shows of its reporter is part of what a version stands for.
-- name: ticket_reporter_changed
UPDATE ticket SET version = version + 1 WHERE contact_id = :contact_id AND id <> :but_id;

-- What time brings: the next step of a deadline, and resolved tickets whose reporter kept silent.
-- name: ticket_ladder_due
SELECT id FROM ticket WHERE ladder_at <= :now AND status < 6 ORDER BY ladder_at LIMIT 1;

-- name: ticket_silent
SELECT id FROM ticket WHERE status = 6 AND due_at < :now AND (ladder_at IS NULL OR ladder_at <= :now) ORDER BY due_at LIMIT 1;

-- What could not be done for a reason of its own is tried again later.
-- name: ticket_put_off
UPDATE ticket SET ladder_at = :later_at WHERE id = :id;

-- The citizen, or a further message, says whose matter it is, as long as nobody works on it.
-- name: ticket_correct
UPDATE ticket
SET kind = :kind, category = :category, department = :department,
    priority = CASE WHEN priority = :was THEN :priority ELSE MAX(priority, :priority) END, updated_at = :now,
    version = version + 1
WHERE id = :id AND status = 1;

-- Without the words of a message that is another matter.
-- name: ticket_retell
UPDATE ticket SET text = :text, updated_at = :now, version = version + 1 WHERE id = :id;

-- name: ticket_set_place
UPDATE ticket
SET district = :district, village = :village, department = :department, place_at = :sent_at,
    latitude = CASE WHEN :drops_pin THEN :latitude ELSE latitude END,
    longitude = CASE WHEN :drops_pin THEN :longitude ELSE longitude END, updated_at = :now,
    version = version + 1
WHERE id = :id AND status < 7;

-- name: ticket_cancel
UPDATE ticket
SET status = 7, outcome = 6, due_at = NULL, paused_since = NULL, stage_at = :now, closed_at = :now,
    ladder_at = NULL, promise = 0, resume_status = NULL, resume_at = NULL, updated_at = :now, version = version + 1
WHERE id = :id AND status < 7;

-- A ticket of this contact that was merged into this one, be it by way of others.
-- name: ticket_part_of
WITH RECURSIVE part (id, contact_id) AS (
  SELECT t.id, t.contact_id FROM ticket AS t WHERE t.merged_into = :id
  UNION
  SELECT t.id, t.contact_id FROM ticket AS t JOIN part AS p ON t.merged_into = p.id
)
SELECT id FROM part WHERE contact_id = :contact_id ORDER BY id LIMIT 1;

-- What is merged into a report in confidence, or into such a part of it, and is none itself.
-- name: ticket_part_in_open
WITH RECURSIVE part (id, kind) AS (
  SELECT t.id, t.kind FROM ticket AS t WHERE t.merged_into = :id
  UNION
  SELECT t.id, t.kind FROM ticket AS t JOIN part AS p ON t.merged_into = p.id WHERE p.kind = 5
)
SELECT id FROM part WHERE kind <> 5 ORDER BY id LIMIT 1;

-- name: ticket_parts_move
UPDATE ticket SET merged_into = :to WHERE merged_into = :from;

-- name: ticket_confide
UPDATE ticket SET confidential = 1, updated_at = :now, version = version + 1 WHERE id = :id;

-- Own tickets and those that were joined.
-- name: ticket_of_contact
SELECT id, version, contact_id, kind, status, outcome, channel, priority, category, department, district, village,
       latitude, longitude, confidential, needs_words, '' AS text, '{}' AS explanation, received_at, created_at,
       updated_at, stage_at, due_at, promise_at, paused_since, supporters, NULL AS reporter_name,
       NULL AS reporter_phone, merged_into, closed_at, answered_at, reopened, resume_status, resume_at, paused_days,
       extended, rating, ladder_step, ladder_at, copy_to, promise, stage_paused,
       NULL AS reporter_unreachable_at, 0 AS reporter_blocked, source, handed_from, reopened_at, paused_before,
       resolved_at, referred_to
FROM ticket
WHERE id IN (SELECT id FROM (SELECT id FROM ticket WHERE contact_id = :contact_id AND status < :below
                             ORDER BY id DESC LIMIT :limit)
             UNION SELECT s.ticket_id FROM subscriber AS s JOIN ticket AS o ON o.id = s.ticket_id
                          LEFT JOIN ticket AS v ON v.id = s.via_ticket
             WHERE s.contact_id = :contact_id AND (o.kind <> 5 OR v.kind = 5))
  AND status < :below
ORDER BY id DESC LIMIT :limit;

-- name: ticket_by_id
SELECT * FROM ticket_row WHERE id = :id;

-- The lists. Each takes the same parameters in the same order and differs in what drives it: the
-- index that ticket_list.c picks by the narrowest filter given. Paging is by id (keyset), never by
-- offset. A parameter that is 0 or NULL filters nothing. The unary + keeps the planner from another
-- index than the one the name says. :whistleblowing: `all` and `search` leave reports in confidence
-- (kind 5) out when it is 0; the others give only those when it is 1 and none of them when it is 0,
-- because their index holds the two apart: who may not see them must not walk over them. :status -1: all that
-- are open. `copy` takes :department for the office that has a copy, and filters as `all` does: nothing in
-- confidence is copied. :referred_too is :department where that is an external body: what was referred to it passes too.

-- fragment: ticket_what
(:status = 0 OR +t.status = :status OR (:status = -1 AND +t.status < 7)) AND (:kind = 0 OR +t.kind = :kind)
AND (:category IS NULL OR +t.category = :category)

-- The two times are one term: by each term SQLite expects fewer rows, and with one more it would sort them.
-- fragment: ticket_where
(:district IS NULL OR +t.district = :district) AND (:village IS NULL OR +t.village = :village)
AND (:source = 0 OR +t.source = :source) AND (:referred_to IS NULL OR +t.referred_to = :referred_to)
AND NOT ((:from_at <> 0 AND +t.created_at < :from_at) OR (:to_at <> 0 AND +t.created_at >= :to_at))
AND (:due_before = 0 OR (+t.due_at >= :due_from AND +t.due_at < :due_before AND +t.status < 7 AND t.paused_since IS NULL))

-- fragment: ticket_filters
{ticket_what} AND (:department IS NULL OR +t.department = :department OR +t.referred_to = :referred_too) AND {ticket_where}

-- fragment: ticket_in_confidence
(:whistleblowing = 1 OR +t.kind <> 5)

-- fragment: ticket_held_apart
(t.kind = 5) = :whistleblowing

-- name: ticket_list_all_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters}
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_status_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.status = :status
  AND {ticket_held_apart} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_category_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.category = :category
  AND {ticket_held_apart} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_department_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.department = :department
  AND {ticket_held_apart} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_copy_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_what} AND t.copy_to = COALESCE(:department, :referred_too) AND {ticket_where}
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_district_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.district = :district
  AND {ticket_held_apart} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_village_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.village = :village
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_kind_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.kind = :kind AND t.kind <> 1
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_referred_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.referred_to = :referred_to
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_source_newest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.source = :source AND t.source <> 1
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id DESC LIMIT :limit;

-- name: ticket_list_search_newest
SELECT t.* FROM ticket_words AS w JOIN ticket_row AS t ON t.id = w.rowid
WHERE w.rowid BETWEEN :low AND :high AND {ticket_filters}
  AND {ticket_in_confidence} AND ticket_words MATCH :words
ORDER BY w.rowid DESC LIMIT :limit;

-- name: ticket_list_all_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters}
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_status_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.status = :status
  AND {ticket_held_apart} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_category_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.category = :category
  AND {ticket_held_apart} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_department_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.department = :department
  AND {ticket_held_apart} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_copy_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_what} AND t.copy_to = COALESCE(:department, :referred_too) AND {ticket_where}
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_district_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.district = :district
  AND {ticket_held_apart} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_village_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.village = :village
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_kind_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.kind = :kind AND t.kind <> 1
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_referred_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.referred_to = :referred_to
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_source_oldest
SELECT t.* FROM ticket_row AS t
WHERE t.id BETWEEN :low AND :high AND {ticket_filters} AND t.source = :source AND t.source <> 1
  AND {ticket_in_confidence} AND :words IS NULL
ORDER BY t.id ASC LIMIT :limit;

-- name: ticket_list_search_oldest
SELECT t.* FROM ticket_words AS w JOIN ticket_row AS t ON t.id = w.rowid
WHERE w.rowid BETWEEN :low AND :high AND {ticket_filters}
  AND {ticket_in_confidence} AND ticket_words MATCH :words
ORDER BY w.rowid ASC LIMIT :limit;

-- Queues in the order of their deadlines; their cursor is a place in that order.
-- name: ticket_queue_due
SELECT t.*
FROM ticket_row AS t
WHERE t.due_at >= :from_at AND t.due_at < :to_at AND t.status < 7 AND t.paused_since IS NULL AND t.due_at IS NOT NULL
  AND (t.due_at, t.id) > (:after_due, :after_id) AND (+t.kind <> 5 OR :whistleblowing = 1)
ORDER BY t.due_at, t.id LIMIT :limit;

-- name: ticket_queue_unit_due
SELECT t.*
FROM ticket_row AS t
WHERE t.department = :department AND (t.kind = 5) = :whistleblowing AND t.due_at >= :from_at AND t.due_at < :to_at
  AND t.status < 7 AND t.paused_since IS NULL AND t.due_at IS NOT NULL AND (t.due_at, t.id) > (:after_due, :after_id)
ORDER BY t.due_at, t.id LIMIT :limit;

-- Tickets of replies that wait for a human.
-- name: ticket_queue_failed
SELECT t.*
FROM ticket_row AS t
WHERE t.id IN (SELECT o.ticket_id FROM outbox AS o WHERE o.state = 8 AND o.handled_at IS NULL) AND t.id < :before
  AND (t.kind <> 5 OR :whistleblowing = 1)
ORDER BY t.id DESC LIMIT :limit;

-- Bounds of ids for a span of time; created_at grows with id but for jumps of the clock, so the
-- lists check the time itself as well.
-- name: ticket_first_created
SELECT id FROM ticket WHERE created_at >= :from_at ORDER BY created_at LIMIT 1;

-- name: ticket_id_from
SELECT MIN(id) FROM ticket WHERE id >= :id;

-- name: ticket_id_until
SELECT MAX(id) FROM ticket WHERE id <= :id;

-- What a caller may be told of the size of a span of ids.
-- name: ticket_count_of_department
SELECT COUNT(*) FROM ticket
WHERE department = :department AND (kind = 5) IN (0, 1) AND id BETWEEN :first AND :last
  AND ((kind = 5) = 0 OR :whistleblowing = 1);

-- name: ticket_count_referred
SELECT COUNT(*) FROM ticket
WHERE referred_to = :referred_to AND id BETWEEN :first AND :last AND (kind <> 5 OR :whistleblowing = 1);

-- name: ticket_count_in_confidence
SELECT COUNT(*) FROM ticket WHERE kind = 5 AND id BETWEEN :first AND :last;

-- name: ticket_count_open
SELECT status, COUNT(*) FROM ticket WHERE status < 7 GROUP BY status;

-- A new ticket waits for the full-text index.
-- name: ticket_words_wait_new
INSERT INTO ticket_words_pending (ticket_id) VALUES (:ticket_id);

-- Before its text changes: what the index holds of it must be known to be taken out.
-- name: ticket_words_wait_change
INSERT INTO ticket_words_pending (ticket_id, indexed_text) SELECT id, text FROM ticket WHERE id = :ticket_id
ON CONFLICT (ticket_id) DO NOTHING;

-- Filling the full-text index: the tickets up to :last_id, out of their waiting table.
-- name: ticket_words_last
SELECT MAX(ticket_id) FROM (SELECT ticket_id FROM ticket_words_pending ORDER BY ticket_id LIMIT :limit);

-- name: ticket_words_waiting
SELECT p.ticket_id, p.indexed_text, t.text FROM ticket_words_pending AS p JOIN ticket AS t ON t.id = p.ticket_id
WHERE p.ticket_id <= :last_id ORDER BY p.ticket_id;

-- name: ticket_words_forget
INSERT INTO ticket_words (ticket_words, rowid, text) VALUES ('delete', :id, :masked_text);

-- name: ticket_words_learn
INSERT INTO ticket_words (rowid, text) VALUES (:id, :masked_text);

-- name: ticket_words_settle
DELETE FROM ticket_words_pending WHERE ticket_id <= :last_id;

-- What may be the same matter: among the newest hundred of the district, which its index alone tells
-- apart by village, so that a new ticket costs the same however many there are. A CROSS JOIN, because what
-- stands left in it drives; else all tickets of the category would.
-- name: ticket_alike
SELECT t.id, t.contact_id, t.kind, t.status, t.category, t.village, t.latitude, t.longitude, t.confidential,
       t.created_at, t.supporters, t.department
FROM (SELECT d.id, d.village FROM ticket AS d
      WHERE d.district = :district AND (d.kind = 5) = 0 ORDER BY d.id DESC LIMIT 100) AS n
     CROSS JOIN ticket AS t
WHERE (n.village = :village OR :pin = 1) AND t.id = n.id
  AND t.category = :category AND t.status < 7 AND t.created_at >= :since AND t.id <> :id
ORDER BY t.id LIMIT :limit;
