-- What calls ask of customers: their id in the operator's other systems, and the zone that they are billed in (null: UTC). Lines of
-- before have both when their documents are compared with them, in the minutes after the start: settled = 0 asks for it.
ALTER TABLE portal_customers ADD COLUMN external_id text NULL;
ALTER TABLE portal_customers ADD COLUMN time_zone text NULL;
CREATE INDEX portal_customers_by_external ON portal_customers (external_id) WHERE deleted = 0 AND external_id IS NOT NULL;
UPDATE portal_customers SET settled = 0;
