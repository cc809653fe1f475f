-- Files that are made in the background. What one says is fixed in its query and by made_at: what came in later isn't in it. worker and
-- lease_until say who makes it; another takes it when the lease is over, and goes on at place, behind the parts that are stored. whole: all
-- parts are there. told: whoever asked was told.
CREATE TABLE portal_exports (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  contact text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  host text COLLATE "C" NOT NULL,
  section text COLLATE "C" NOT NULL,
  query text COLLATE "C" NOT NULL,
  format text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  culture text COLLATE "C" NOT NULL,
  by_staff integer NOT NULL,
  made_at bigint NOT NULL,
  state text COLLATE "C" NOT NULL,
  rows_made bigint NOT NULL,
  bytes bigint NOT NULL,
  parts integer NOT NULL,
  place text COLLATE "C" NULL,
  whole integer NOT NULL,
  total bigint NULL,
  sha256 text COLLATE "C" NULL,
  reason text COLLATE "C" NULL,
  worker text COLLATE "C" NULL,
  lease_until bigint NOT NULL,
  tries integer NOT NULL,
  told integer NOT NULL,
  done_at bigint NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX portal_exports_by_contact ON portal_exports (contact, made_at);
CREATE INDEX portal_exports_by_customer ON portal_exports (customer, state);
CREATE INDEX portal_exports_by_state ON portal_exports (state, made_at);
CREATE INDEX portal_exports_by_end ON portal_exports (expires_at);
CREATE TABLE portal_export_parts (
  export text COLLATE "C" NOT NULL,
  part integer NOT NULL,
  blob text COLLATE "C" NOT NULL,
  bytes bigint NOT NULL,
  PRIMARY KEY (export, part)
);

-- Files that are made of saved views of calls again and again; next_at: when the next one is due.
CREATE TABLE portal_export_schedules (
  contact text COLLATE "C" NOT NULL,
  view_name text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  person text COLLATE "C" NOT NULL,
  host text COLLATE "C" NOT NULL,
  language text COLLATE "C" NOT NULL,
  culture text COLLATE "C" NOT NULL,
  format text COLLATE "C" NOT NULL,
  every text COLLATE "C" NOT NULL,
  next_at bigint NOT NULL,
  PRIMARY KEY (contact, view_name)
);
CREATE INDEX portal_export_schedules_by_time ON portal_export_schedules (next_at);
