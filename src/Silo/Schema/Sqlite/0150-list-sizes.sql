-- Lists of many rows. A tag has what the list of its customers is sorted by, so that those of one tag are read along an index; a
-- reseller's customers, carriers and audit have an index that begins with whose they are.
ALTER TABLE portal_customer_tags ADD COLUMN kind text NOT NULL DEFAULT '';
ALTER TABLE portal_customer_tags ADD COLUMN sort_name text NOT NULL DEFAULT '';
UPDATE portal_customer_tags SET
  kind = COALESCE((SELECT c.kind FROM portal_customers c WHERE c.id = portal_customer_tags.customer), ''),
  sort_name = COALESCE((SELECT c.sort_name FROM portal_customers c WHERE c.id = portal_customer_tags.customer), '');
CREATE INDEX portal_customer_tags_by_name ON portal_customer_tags (tag, kind, sort_name, customer);
CREATE INDEX portal_customers_by_reseller ON portal_customers (kind, reseller, sort_name, id) WHERE deleted = 0 AND reseller IS NOT NULL;
CREATE INDEX portal_audit_by_brand ON portal_audit (brand, time, id, action, target);
CREATE INDEX portal_mail_by_brand_state ON portal_mail (brand, state, created_at, box, id);
