-- The key ring of Data Protection. Each element is encrypted by a key that is kept outside the database.
CREATE TABLE portal_keys (
  name text NOT NULL PRIMARY KEY,
  element text NOT NULL,
  created_at bigint NOT NULL
);
