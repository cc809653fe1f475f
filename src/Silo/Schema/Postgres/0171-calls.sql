-- Calls. What makes a call the same one is a hash of its switch and the switch's id of it, with its time and a hash of what it says; the
-- calls themselves lie by days of UTC (a partition each, made ahead). billing_day: days since 1970 in the customer's own zone. Durations are
-- milliseconds, amounts millionths. Text that wasn't given is null, but for what is grouped by: there it is empty.
CREATE TABLE portal_call_keys (
  id bytea NOT NULL,
  call_time bigint NOT NULL,
  content bigint NOT NULL,
  PRIMARY KEY (id)
) PARTITION BY HASH (id);
CREATE TABLE portal_call_keys_0 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 0);
CREATE TABLE portal_call_keys_1 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 1);
CREATE TABLE portal_call_keys_2 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 2);
CREATE TABLE portal_call_keys_3 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 3);
CREATE TABLE portal_call_keys_4 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 4);
CREATE TABLE portal_call_keys_5 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 5);
CREATE TABLE portal_call_keys_6 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 6);
CREATE TABLE portal_call_keys_7 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 7);
CREATE TABLE portal_call_keys_8 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 8);
CREATE TABLE portal_call_keys_9 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 9);
CREATE TABLE portal_call_keys_10 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 10);
CREATE TABLE portal_call_keys_11 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 11);
CREATE TABLE portal_call_keys_12 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 12);
CREATE TABLE portal_call_keys_13 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 13);
CREATE TABLE portal_call_keys_14 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 14);
CREATE TABLE portal_call_keys_15 PARTITION OF portal_call_keys FOR VALUES WITH (MODULUS 16, REMAINDER 15);

CREATE TABLE portal_calls (
  call_time bigint NOT NULL,
  id bytea NOT NULL,
  customer text COLLATE "C" NOT NULL,
  switch text COLLATE "C" NOT NULL,
  call_id text COLLATE "C" NOT NULL,
  carrier text COLLATE "C" NULL,
  source text COLLATE "C" NULL,
  card_id text COLLATE "C" NULL,
  tech_prefix text COLLATE "C" NULL,
  destination text COLLATE "C" NULL,
  destination_name text COLLATE "C" NOT NULL,
  destination_code text COLLATE "C" NOT NULL,
  lrn text COLLATE "C" NULL,
  duration_ms bigint NOT NULL,
  billed_ms bigint NULL,
  ring_ms bigint NULL,
  rate_micro bigint NULL,
  connect_micro bigint NULL,
  charge_micro bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
  sip_code integer NULL,
  sip_reason text NULL,
  release_reason text NULL,
  pdd_ms integer NULL,
  pdd_in_ms integer NULL,
  dtmf integer NULL,
  direction text COLLATE "C" NULL,
  source_ip text NULL,
  recording_file text NULL,
  authentication text NULL,
  jurisdiction text NULL,
  meta text NULL,
  connected integer NOT NULL,
  billing_day integer NOT NULL,
  received_at bigint NOT NULL
) PARTITION BY RANGE (call_time);
CREATE INDEX portal_calls_order ON portal_calls (customer, call_time, id);
CREATE INDEX portal_calls_time ON portal_calls (call_time, id);

-- Sums of them, written with them: by customer, day and destination; by hour and destination over all; by customer and quarter of an
-- hour, for charts and for days in any zone; and each customer's charges in all, for its balance.
CREATE TABLE portal_call_days (
  customer text COLLATE "C" NOT NULL,
  day integer NOT NULL,
  destination_name text COLLATE "C" NOT NULL,
  destination_code text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
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
);
CREATE TABLE portal_call_hours (
  hour bigint NOT NULL,
  destination_name text COLLATE "C" NOT NULL,
  destination_code text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
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
);
CREATE TABLE portal_call_quarters (
  customer text COLLATE "C" NOT NULL,
  quarter bigint NOT NULL,
  currency text COLLATE "C" NOT NULL,
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
);
CREATE INDEX portal_call_quarters_time ON portal_call_quarters (quarter);
CREATE TABLE portal_call_charges (
  customer text COLLATE "C" NOT NULL,
  currency text COLLATE "C" NOT NULL,
  attempts bigint NOT NULL,
  charge_micro bigint NOT NULL,
  PRIMARY KEY (customer, currency)
);

-- Days of UTC in which calls were written, and when their sums were last compared with their calls; verified_at is null until then.
CREATE TABLE portal_call_proofs (
  day integer NOT NULL PRIMARY KEY,
  changed_at bigint NOT NULL,
  verified_at bigint NULL
);

-- In which zone each customer's days were summed, and the one that it is billed in now: the two differ until its days are summed anew.
CREATE TABLE portal_call_zones (
  customer text COLLATE "C" NOT NULL PRIMARY KEY,
  zone text NOT NULL,
  wanted text NOT NULL
);
