-- What switches sent: sums by the minute for two days, and what is known of each at last. For staff to see whether calls come in.
CREATE TABLE portal_intake_switches (
  switch text COLLATE "C" NOT NULL PRIMARY KEY,
  last_seen bigint NOT NULL,
  newest_call bigint NULL,
  last_error text NULL,
  last_error_at bigint NULL
);

CREATE TABLE portal_intake_minutes (
  switch text COLLATE "C" NOT NULL,
  minute bigint NOT NULL,
  accepted bigint NOT NULL,
  duplicates bigint NOT NULL,
  rejected bigint NOT NULL,
  delay_ms bigint NOT NULL,
  PRIMARY KEY (switch, minute)
);
CREATE INDEX portal_intake_minutes_minute ON portal_intake_minutes (minute);
