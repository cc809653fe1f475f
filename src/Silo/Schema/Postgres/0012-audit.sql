CREATE TABLE portal_audit (
  id text NOT NULL,
  time bigint NOT NULL,
  who_kind text NOT NULL,
  who_id text NOT NULL,
  who_name text NOT NULL,
  source text NULL,
  action text NOT NULL,
  target text NOT NULL,
  brand text NULL,
  before text NULL,
  after text NULL,
  PRIMARY KEY (id, action, target)
);
CREATE INDEX portal_audit_time ON portal_audit (time DESC);
CREATE INDEX portal_audit_target ON portal_audit (target, time DESC);
