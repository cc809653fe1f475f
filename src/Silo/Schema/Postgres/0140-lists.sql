-- What lists are sorted and filtered by stands in their own table, each with an index that begins with it: where a domain's certificate
-- stands and when it ends, and whose brand a customer is of ('': the operator's own). Text inside of words is found by threes of letters.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- Keys in the order of their bytes, as all others: an index of another order is of no use to a join with those.
ALTER TABLE portal_domains ALTER COLUMN brand TYPE text COLLATE "C";
ALTER TABLE portal_dns ALTER COLUMN host TYPE text COLLATE "C";
ALTER TABLE portal_contacts ALTER COLUMN customer TYPE text COLLATE "C";
ALTER TABLE portal_contacts ALTER COLUMN person TYPE text COLLATE "C";

ALTER TABLE portal_domains ADD COLUMN certificate_state text NOT NULL DEFAULT 'none';
ALTER TABLE portal_domains ADD COLUMN certificate_end bigint NULL;
UPDATE portal_domains SET
  certificate_state = COALESCE((SELECT c.state FROM portal_certificates c WHERE c.host = portal_domains.host), 'none'),
  certificate_end = (SELECT c.not_after FROM portal_certificates c WHERE c.host = portal_domains.host);
ALTER TABLE portal_customers ADD COLUMN brand text COLLATE "C" NOT NULL DEFAULT '';
UPDATE portal_customers SET
  brand = COALESCE((SELECT d.brand FROM portal_domains d WHERE d.host = portal_customers.domain AND d.deleted = 0), reseller, '');

CREATE INDEX portal_domains_by_status ON portal_domains (status, host) WHERE deleted = 0;
CREATE INDEX portal_domains_by_certificate ON portal_domains (certificate_state, host) WHERE deleted = 0;
CREATE INDEX portal_domains_by_end ON portal_domains (COALESCE(certificate_end, 9223372036854775807), host) WHERE deleted = 0;
CREATE INDEX portal_domains_by_change ON portal_domains (changed_at, host) WHERE deleted = 0;
CREATE INDEX portal_domains_by_brand ON portal_domains (brand, host) WHERE deleted = 0;
CREATE INDEX portal_domains_by_brand_status ON portal_domains (brand, status, host) WHERE deleted = 0;
CREATE INDEX portal_domains_by_brand_certificate ON portal_domains (brand, certificate_state, host) WHERE deleted = 0;
CREATE INDEX portal_domains_search ON portal_domains USING gin (search gin_trgm_ops);

CREATE INDEX portal_customers_by_status ON portal_customers (kind, status, sort_name, id) WHERE deleted = 0;
CREATE INDEX portal_customers_by_currency ON portal_customers (kind, currency, sort_name, id) WHERE deleted = 0;
CREATE INDEX portal_customers_by_domain ON portal_customers (kind, COALESCE(domain, ''), sort_name, id) WHERE deleted = 0;
CREATE INDEX portal_customers_by_change ON portal_customers (kind, changed_at, sort_name, id) WHERE deleted = 0;
CREATE INDEX portal_customers_by_brand ON portal_customers (kind, brand, sort_name, id) WHERE deleted = 0;
CREATE INDEX portal_customers_by_brand_status ON portal_customers (kind, brand, status, sort_name, id) WHERE deleted = 0;
CREATE INDEX portal_customers_search ON portal_customers USING gin (search gin_trgm_ops);
CREATE INDEX portal_customers_search_domain ON portal_customers USING gin (domain gin_trgm_ops);
CREATE INDEX portal_contacts_search ON portal_contacts USING gin (search gin_trgm_ops);
CREATE INDEX portal_contacts_phones ON portal_contacts USING gin (phones gin_trgm_ops);

CREATE INDEX portal_brands_by_name ON portal_brands (LOWER(name), id) WHERE deleted = 0;
CREATE INDEX portal_brands_by_change ON portal_brands (changed_at, id) WHERE deleted = 0;

CREATE INDEX portal_audit_order ON portal_audit (time, id, action, target);
CREATE INDEX portal_audit_by_target ON portal_audit (target, time, id, action);
CREATE INDEX portal_audit_by_action ON portal_audit (action, time, id, target);
CREATE INDEX portal_audit_by_name ON portal_audit (who_name, time, id, action, target);
CREATE INDEX portal_audit_by_who ON portal_audit (who_id, time, id, action, target);
DROP INDEX portal_audit_time;
DROP INDEX portal_audit_target;
CREATE INDEX portal_audit_search_target ON portal_audit USING gin (LOWER(target) gin_trgm_ops);
CREATE INDEX portal_audit_search_name ON portal_audit USING gin (LOWER(who_name) gin_trgm_ops);
CREATE INDEX portal_audit_search_action ON portal_audit USING gin (LOWER(action) gin_trgm_ops);

CREATE INDEX portal_mail_order ON portal_mail (created_at, box, id);
CREATE INDEX portal_mail_by_box ON portal_mail (box, created_at, id);
CREATE INDEX portal_mail_by_brand ON portal_mail (brand, created_at, box, id);
CREATE INDEX portal_mail_by_state ON portal_mail (state, created_at, box, id);
CREATE INDEX portal_mail_by_recipient ON portal_mail (recipient, box, id);
DROP INDEX portal_mail_time;
DROP INDEX portal_mail_box;
DROP INDEX portal_mail_brand;
CREATE INDEX portal_mail_search ON portal_mail USING gin (recipient gin_trgm_ops);

CREATE INDEX portal_files_by_size ON portal_files (bytes, name) WHERE deleted = 0;
CREATE INDEX portal_files_by_change ON portal_files (changed_at, name) WHERE deleted = 0;
CREATE INDEX portal_api_keys_by_name ON portal_api_keys (LOWER(name), id) WHERE revoked_at IS NULL;
CREATE INDEX portal_api_keys_by_time ON portal_api_keys (created_at, id) WHERE revoked_at IS NULL;
