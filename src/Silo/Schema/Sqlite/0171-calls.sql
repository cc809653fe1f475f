-- Calls. What makes a call the same one is a hash of its switch and the switch's id of it, with its time and a hash of what it says; the
-- calls themselves lie by days of UTC. billing_day: days since 1970 in the customer's own zone. Durations are
-- milliseconds, amounts millionths. Text that wasn't given is null, but for what is grouped by: there it is empty.
CREATE TABLE portal_call_keys (
  id blob NOT NULL,
  call_time bigint NOT NULL,
  content bigint NOT NULL,
  PRIMARY KEY (id)
) WITHOUT ROWID;

CREATE TABLE portal_calls (
  call_time bigint NOT NULL,
  id blob NOT NULL,
  customer text NOT NULL,
  switch text NOT NULL,
  call_id text NOT NULL,
  carrier text NULL,
  source text NULL,
  card_id text NULL,
  tech_prefix text NULL,
  destination text NULL,
  destination_name text NOT NULL,
  destination_code text NOT NULL,
  lrn text NULL,
  duration_ms bigint NOT NULL,
  billed_ms bigint NULL,
  ring_ms bigint NULL,
  rate_micro bigint NULL,
  connect_micro bigint NULL,
  charge_micro bigint NOT NULL,
  currency text NOT NULL,
  sip_code integer NULL,
  sip_reason text NULL,
  release_reason text NULL,
  pdd_ms integer NULL,
  pdd_in_ms integer NULL,
  dtmf integer NULL,
  direction text NULL,
  source_ip text NULL,
  recording_file text NULL,
  authentication text NULL,
  jurisdiction text NULL,
  meta text NULL,
  connected integer NOT NULL,
  billing_day integer NOT NULL,
  received_at bigint NOT NULL
);
CREATE INDEX portal_calls_order ON portal_calls (customer, call_time, id);
CREATE INDEX portal_calls_time ON portal_calls (call_time, id);

-- Sums of them, written with them: by customer, day and destination; by hour and destination over all; by customer and quarter of an
-- hour, for charts and for days in any zone; and each customer's charges in all, for its balance.
CREATE TABLE portal_call_days (
  customer text NOT NULL,
  day integer NOT NULL,
  destination_name text NOT NULL,
  destination_code text NOT NULL,
  currency text NOT NULL,
  attempts bigint NOT NULL,
  connected bigint NOT NULL,
  duration_ms bigint NOT NULL,
  billed_ms bigint NOT NULL,
  charge_micro bigint NOT NULL,
  pdd_ms bigint NOT NULL,
  pdds bigint NOT NULL,
  dtmfs bigint NOT NULL,
  shorts bigint NOT NULL,
  PRIMARY KEY (customer, day, destination_name, destination_code, currency)
) WITHOUT ROWID;
CREATE TABLE portal_call_hours (
  hour bigint NOT NULL,
  destination_name text NOT NULL,
  destination_code text NOT NULL,
  currency text NOT NULL,
  attempts bigint NOT NULL,
  connected bigint NOT NULL,
  duration_ms bigint NOT NULL,
  billed_ms bigint NOT NULL,
  charge_micro bigint NOT NULL,
  pdd_ms bigint NOT NULL,
  pdds bigint NOT NULL,
  dtmfs bigint NOT NULL,
  shorts bigint NOT NULL,
  PRIMARY KEY (hour, destination_name, destination_code, currency)
) WITHOUT ROWID;
CREATE TABLE portal_call_quarters (
  customer text NOT NULL,
  quarter bigint NOT NULL,
  currency text NOT NULL,
  attempts bigint NOT NULL,
  connected bigint NOT NULL,
  duration_ms bigint NOT NULL,
  billed_ms bigint NOT NULL,
  charge_micro bigint NOT NULL,
  pdd_ms bigint NOT NULL,
  pdds bigint NOT NULL,
  dtmfs bigint NOT NULL,
  shorts bigint NOT NULL,
  PRIMARY KEY (customer, quarter, currency)
) WITHOUT ROWID;
CREATE INDEX portal_call_quarters_time ON portal_call_quarters (quarter);
CREATE TABLE portal_call_charges (
  customer text NOT NULL,
  currency text NOT NULL,
  attempts bigint NOT NULL,
  charge_micro bigint NOT NULL,
  PRIMARY KEY (customer, currency)
) WITHOUT ROWID;

-- Days of UTC in which calls were written, and when their sums were last compared with their calls; verified_at is null until then.
CREATE TABLE portal_call_proofs (
  day integer NOT NULL PRIMARY KEY,
  changed_at bigint NOT NULL,
  verified_at bigint NULL
);

-- In which zone each customer's days were summed, and the one that it is billed in now: the two differ until its days are summed anew.
CREATE TABLE portal_call_zones (
  customer text NOT NULL PRIMARY KEY,
  zone text NOT NULL,
  wanted text NOT NULL
);
