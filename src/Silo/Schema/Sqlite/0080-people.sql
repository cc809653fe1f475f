-- The read model of persons. email_key: the address's HMAC. version: the person's; settled: the version up to which
-- everything that follows from a change was done.
CREATE TABLE portal_persons (
  id text NOT NULL PRIMARY KEY,
  email_key text NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  scope text NOT NULL,
  gone integer NOT NULL,
  version bigint NOT NULL,
  settled bigint NOT NULL
);
CREATE INDEX portal_persons_email ON portal_persons (email_key, scope);

-- The read model of contacts: the places of persons. sort_name: the name in lower case, for order and search.
CREATE TABLE portal_contacts (
  id text NOT NULL PRIMARY KEY,
  customer text NOT NULL,
  person text NOT NULL,
  name text NOT NULL,
  sort_name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL,
  status text NOT NULL,
  department text NULL,
  has_password integer NOT NULL,
  has_factor integer NOT NULL,
  version bigint NOT NULL
);
CREATE INDEX portal_contacts_customer ON portal_contacts (customer, sort_name, id);
CREATE INDEX portal_contacts_person ON portal_contacts (person);

-- One row: the key that addresses are hashed with, sealed.
CREATE TABLE portal_email_key (
  id integer NOT NULL PRIMARY KEY,
  sealed_key text NOT NULL
);
