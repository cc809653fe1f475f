-- Mail on its way and what became of it; box: a host, or 'platform'. due_at: null once it is sent or refused. link is sealed.
CREATE TABLE portal_mail (
  box text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  seq bigint NOT NULL,
  brand text COLLATE "C" NULL,
  kind text NOT NULL,
  address text NOT NULL,
  recipient text COLLATE "C" NOT NULL,
  to_name text NULL,
  language text NULL,
  time_zone text NULL,
  link text NULL,
  parts text NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL,
  unreached integer NOT NULL,
  reason text NULL,
  created_at bigint NOT NULL,
  useful_until bigint NOT NULL,
  give_up_at bigint NOT NULL,
  shard integer NOT NULL,
  due_at bigint NULL,
  done_at bigint NULL,
  PRIMARY KEY (box, id)
);
CREATE INDEX portal_mail_due ON portal_mail (shard, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX portal_mail_queue ON portal_mail (box, seq) WHERE due_at IS NOT NULL;
CREATE INDEX portal_mail_recipient ON portal_mail (box, recipient, seq) WHERE due_at IS NOT NULL;
CREATE INDEX portal_mail_time ON portal_mail (created_at DESC);
CREATE INDEX portal_mail_box ON portal_mail (box, created_at DESC);
CREATE INDEX portal_mail_brand ON portal_mail (brand, created_at DESC);
CREATE INDEX portal_mail_shard ON portal_mail (shard, created_at);
