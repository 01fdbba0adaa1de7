-- When and where the camera of a photo says that it was taken: of photos that staff add, because
-- WhatsApp takes this out of those of citizens.
ALTER TABLE attachment ADD COLUMN taken_at INTEGER;        -- NULL: it does not say
ALTER TABLE attachment ADD COLUMN taken_latitude REAL CHECK (taken_latitude BETWEEN -90 AND 90); -- WGS84; NULL: it does not say
ALTER TABLE attachment ADD COLUMN taken_longitude REAL CHECK (taken_longitude BETWEEN -180 AND 180); -- both or neither
