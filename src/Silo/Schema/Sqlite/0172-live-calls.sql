-- What switches say is there at this moment: calls in progress and registered SIP users. told_by: empty for the operator's own keys, a
-- reseller's brands for its keys; each replaces what it told itself. heard_at decides what still counts.
CREATE TABLE portal_live_switches (
  kind text NOT NULL,
  switch text NOT NULL,
  told_by text NOT NULL,
  heard_at bigint NOT NULL,
  PRIMARY KEY (kind, switch, told_by)
);

CREATE TABLE portal_live_calls (
  id text NOT NULL PRIMARY KEY,
  switch text NOT NULL,
  told_by text NOT NULL,
  call_id text NOT NULL,
  customer text NOT NULL,
  source text NULL,
  destination text NULL,
  started_at bigint NOT NULL,
  state text NOT NULL
);
CREATE INDEX portal_live_calls_switch ON portal_live_calls (switch, told_by);
CREATE INDEX portal_live_calls_customer ON portal_live_calls (customer, started_at, id);

CREATE TABLE portal_registrations (
  id text NOT NULL PRIMARY KEY,
  switch text NOT NULL,
  told_by text NOT NULL,
  user_name text NOT NULL,
  customer text NOT NULL,
  contact text NULL,
  address text NULL,
  agent text NULL,
  expires_at bigint NOT NULL
);
CREATE INDEX portal_registrations_switch ON portal_registrations (switch, told_by);
CREATE INDEX portal_registrations_customer ON portal_registrations (customer, user_name, id);
