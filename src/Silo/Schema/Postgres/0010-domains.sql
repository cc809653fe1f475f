-- The read model of domains. settled: the version up to which everything that follows from a change was done.
CREATE TABLE portal_domains (
  host text COLLATE "C" NOT NULL PRIMARY KEY,
  display text NOT NULL,
  brand text NOT NULL,
  brand_name text NULL,
  status text NOT NULL,
  logo text NULL,
  logo_dark text NULL,
  favicon text NULL,
  template_customer text NULL,
  deleted integer NOT NULL,
  version bigint NOT NULL,
  settled bigint NOT NULL,
  changed_at bigint NOT NULL
);
CREATE INDEX portal_domains_brand ON portal_domains (brand, host);
CREATE INDEX portal_domains_logo ON portal_domains (logo) WHERE logo IS NOT NULL;
CREATE INDEX portal_domains_logo_dark ON portal_domains (logo_dark) WHERE logo_dark IS NOT NULL;
CREATE INDEX portal_domains_favicon ON portal_domains (favicon) WHERE favicon IS NOT NULL;
