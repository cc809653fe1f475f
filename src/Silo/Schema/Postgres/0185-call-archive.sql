-- Calls of whole months (UTC, counted from January 1970) that lie in files: each has those of some customers, next to each other in the
-- order of their ids. is_hot: the tables of these days may still be there. Which months they are read of says portal_call_edge: its row 2
-- is the first day of which calls are in the database, as its row 1 is the first of which they are kept at all.
CREATE TABLE portal_call_archive (
  month integer NOT NULL,
  bucket integer NOT NULL,
  blob text NOT NULL,
  first_customer text COLLATE "C" NOT NULL,
  last_customer text COLLATE "C" NOT NULL,
  first_time bigint NOT NULL,
  last_time bigint NOT NULL,
  calls bigint NOT NULL,
  bytes bigint NOT NULL,
  sha256 text NOT NULL,
  is_hot integer NOT NULL,
  made_at bigint NOT NULL,
  PRIMARY KEY (month, bucket)
);
