-- What switches say is there at this moment: calls in progress and registered SIP users. told_by: empty for the operator's own keys, a
-- reseller's brands for its keys; each replaces what it told itself. heard_at decides what still counts. Unlogged: all of it changes each
-- second and is told anew each second, so that the log would grow by what nobody needs back; after a crash of the database the tables are
-- empty until each switch's next set. They aren't on a standby either.
CREATE UNLOGGED TABLE portal_live_switches (
  kind text COLLATE "C" NOT NULL,
  switch text COLLATE "C" NOT NULL,
  told_by text COLLATE "C" NOT NULL,
  heard_at bigint NOT NULL,
  PRIMARY KEY (kind, switch, told_by)
);

CREATE UNLOGGED TABLE portal_live_calls (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  switch text COLLATE "C" NOT NULL,
  told_by text COLLATE "C" NOT NULL,
  call_id text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  source text NULL,
  destination text NULL,
  started_at bigint NOT NULL,
  state text NOT NULL
);
CREATE INDEX portal_live_calls_switch ON portal_live_calls (switch, told_by);
CREATE INDEX portal_live_calls_customer ON portal_live_calls (customer, started_at, id);

CREATE UNLOGGED TABLE portal_registrations (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  switch text COLLATE "C" NOT NULL,
  told_by text COLLATE "C" NOT NULL,
  user_name text COLLATE "C" NOT NULL,
  customer text COLLATE "C" NOT NULL,
  contact text NULL,
  address text NULL,
  agent text NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX portal_registrations_switch ON portal_registrations (switch, told_by);
CREATE INDEX portal_registrations_customer ON portal_registrations (customer, user_name, id);
