CREATE TABLE portal_brands (
  id text NOT NULL PRIMARY KEY,
  name text NOT NULL,
  logo text NULL,
  logo_dark text NULL,
  favicon text NULL,
  primary_color text NULL,
  deleted integer NOT NULL,
  version bigint NOT NULL,
  changed_at bigint NOT NULL
);
