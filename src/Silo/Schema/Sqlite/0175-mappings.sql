-- How records of switches become calls: the operator's documents, as bodies of calls are read by them.
CREATE TABLE portal_mappings (
  name text NOT NULL PRIMARY KEY,
  format text NOT NULL,
  settings text NOT NULL,
  deleted integer NOT NULL,
  version bigint NOT NULL,
  changed_at bigint NOT NULL
);
