-- Lists walk only over what the caller may see: reports in confidence (kind 5) stand apart in each
-- index, so that a category whose tickets are all of them is an empty page and no walk to its end.
-- The last column answers the filter that comes along most often, without a look at the row.
DROP INDEX ticket_status;
DROP INDEX ticket_department;
DROP INDEX ticket_category;
DROP INDEX ticket_district;
CREATE INDEX ticket_status ON ticket (status, (kind = 5), id);
CREATE INDEX ticket_department ON ticket (department, (kind = 5), id, status);
CREATE INDEX ticket_category ON ticket (category, (kind = 5), id);
CREATE INDEX ticket_district ON ticket (district, (kind = 5), id, village);
