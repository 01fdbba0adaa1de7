-- What Meta charges for, summed as it is reported, so that a month is a few hundred rows. Prices are
-- applied when it is read: the rate table may be corrected afterwards.
CREATE TABLE cost_count (
  day      INTEGER NOT NULL,             -- of delivery, WIB, as YYYYMMDD
  category TEXT NOT NULL,                -- pricing.category: service, utility ...
  type     TEXT NOT NULL,                -- pricing.type: regular, free_customer_service ...
  template TEXT NOT NULL,                -- its name; empty: no template
  messages INTEGER NOT NULL CHECK (messages > 0), -- delivered, each counted once
  PRIMARY KEY (day, category, type, template)
) STRICT;
