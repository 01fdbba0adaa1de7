-- Where a page of a list may end although it is not full: the id behind so many that the driving filter lets
-- pass, so that filters which hardly anything passes cost a page no more than that. One for each list of
-- ticket.sql, with the same driving filter.

-- name: ticket_bound_all_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND :key IS NULL AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_status_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND status = :key AND (kind = 5) = :whistleblowing
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_category_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND category = :key AND (kind = 5) = :whistleblowing
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_department_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND department = :key AND (kind = 5) = :whistleblowing
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_district_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND district = :key AND (kind = 5) = :whistleblowing
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_copy_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND copy_to = :key AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_village_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND village = :key AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_kind_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND kind = :key AND kind <> 1 AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_referred_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND referred_to = :key AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_source_newest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND source = :key AND source <> 1 AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_search_newest
SELECT rowid FROM ticket_words
WHERE rowid BETWEEN :low AND :high AND ticket_words MATCH :key AND :whistleblowing >= 0
ORDER BY rowid DESC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_all_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND :key IS NULL AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_status_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND status = :key AND (kind = 5) = :whistleblowing
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_category_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND category = :key AND (kind = 5) = :whistleblowing
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_department_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND department = :key AND (kind = 5) = :whistleblowing
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_district_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND district = :key AND (kind = 5) = :whistleblowing
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_copy_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND copy_to = :key AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_village_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND village = :key AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_kind_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND kind = :key AND kind <> 1 AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_referred_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND referred_to = :key AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_source_oldest
SELECT id FROM ticket
WHERE id BETWEEN :low AND :high AND source = :key AND source <> 1 AND (:whistleblowing = 1 OR +kind <> 5)
ORDER BY id ASC LIMIT 1 OFFSET :examined;

-- name: ticket_bound_search_oldest
SELECT rowid FROM ticket_words
WHERE rowid BETWEEN :low AND :high AND ticket_words MATCH :key AND :whistleblowing >= 0
ORDER BY rowid ASC LIMIT 1 OFFSET :examined;
