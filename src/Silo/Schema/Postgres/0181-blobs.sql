-- Large things by name: exports, recordings, archived months. A body is written in parts of at most a MiB and is there once a name points
-- at it; one without a name was begun and left. They are compressed already: PostgreSQL needn't try.
CREATE TABLE portal_blob_names (
  name text COLLATE "C" NOT NULL PRIMARY KEY,
  body text NOT NULL,
  size bigint NOT NULL,
  made_at bigint NOT NULL
);
CREATE INDEX portal_blob_names_body ON portal_blob_names (body);
CREATE TABLE portal_blob_bodies (
  id text NOT NULL PRIMARY KEY,
  began_at bigint NOT NULL
);
CREATE TABLE portal_blob_parts (
  body text NOT NULL,
  part integer NOT NULL,
  data bytea NOT NULL,
  PRIMARY KEY (body, part)
);
ALTER TABLE portal_blob_parts ALTER COLUMN data SET STORAGE EXTERNAL;

-- By which the fleet's folder is told from another one, where things lie in a folder.
CREATE TABLE portal_blob_folder (
  id integer NOT NULL PRIMARY KEY,
  mark text NOT NULL
);
