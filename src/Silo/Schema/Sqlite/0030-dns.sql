-- What was last seen of each watched host's DNS, and when to look again. due_at: null where nothing waits for it.
CREATE TABLE portal_dns (
  host text NOT NULL PRIMARY KEY,
  verdict text NOT NULL,
  left_at bigint NULL,
  shard integer NOT NULL,
  due_at bigint NULL,
  checked_at bigint NULL,
  version bigint NOT NULL
);
CREATE INDEX portal_dns_due ON portal_dns (shard, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX portal_dns_left ON portal_dns (left_at) WHERE left_at IS NOT NULL;
