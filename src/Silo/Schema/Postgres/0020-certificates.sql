-- Where each host's certificate stands, and when it is to be looked at again. due_at: null where nothing is to be done.
CREATE TABLE portal_certificates (
  host text NOT NULL PRIMARY KEY,
  state text NOT NULL,
  not_before bigint NULL,
  not_after bigint NULL,
  serial text NULL,
  failure text NULL,
  next_attempt bigint NULL,
  shard integer NOT NULL,
  due_at bigint NULL,
  version bigint NOT NULL
);
CREATE INDEX portal_certificates_due ON portal_certificates (shard, due_at) WHERE due_at IS NOT NULL;
