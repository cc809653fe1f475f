-- The read model of customers and carriers. settled: the write of the document up to which everything that follows was
-- done; writes: the one that this line is from. sort_name: the name in lower case; search: what is searched, in lower case.
CREATE TABLE portal_customers (
  id text NOT NULL PRIMARY KEY,
  kind text NOT NULL,
  name text NOT NULL,
  sort_name text NOT NULL,
  search text NOT NULL,
  status text NOT NULL,
  currency text NOT NULL,
  domain text NULL,
  reseller text NULL,
  tags text NOT NULL,
  deleted integer NOT NULL,
  version bigint NOT NULL,
  writes bigint NOT NULL,
  settled bigint NOT NULL,
  created_at bigint NOT NULL,
  changed_at bigint NOT NULL
);
CREATE INDEX portal_customers_name ON portal_customers (kind, sort_name, id) WHERE deleted = 0;
CREATE INDEX portal_customers_domain ON portal_customers (domain, sort_name, id) WHERE deleted = 0 AND domain IS NOT NULL;
CREATE INDEX portal_customers_reseller ON portal_customers (reseller, sort_name, id) WHERE deleted = 0 AND reseller IS NOT NULL;

CREATE TABLE portal_customer_tags (
  tag text NOT NULL,
  customer text NOT NULL,
  PRIMARY KEY (tag, customer)
);
CREATE INDEX portal_customer_tags_customer ON portal_customer_tags (customer);
CREATE INDEX portal_domains_template ON portal_domains (template_customer) WHERE template_customer IS NOT NULL;
