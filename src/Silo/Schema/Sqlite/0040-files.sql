-- Public files by name, and bytes by the hash that names them: bytes stay when a name moves on to others.
CREATE TABLE portal_files (
  name text NOT NULL PRIMARY KEY,
  type text NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  bytes bigint NOT NULL,
  hash text NOT NULL,
  deleted integer NOT NULL,
  version bigint NOT NULL,
  changed_at bigint NOT NULL
);
CREATE TABLE portal_blobs (
  hash text NOT NULL PRIMARY KEY,
  type text NOT NULL,
  data blob NOT NULL
);
