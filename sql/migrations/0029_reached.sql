-- Meta limits how many people may be written to while their window is closed, in 24 hours: when that
-- was last done to each.
ALTER TABLE contact ADD COLUMN reached_at INTEGER; -- a template left, the window being closed; NULL: never
CREATE INDEX contact_reached ON contact (reached_at) WHERE reached_at IS NOT NULL;
