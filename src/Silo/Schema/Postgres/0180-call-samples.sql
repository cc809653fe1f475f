-- How many calls there were over time, by pieces of five minutes numbered from 1970. Channels in use are looked at every few seconds while
-- some switch reports: how often, and for each customer that had any, the most and the sum of all looks. Peaks: how many of a customer's
-- calls began within one second, at most.
CREATE TABLE portal_channel_slots (
  slot bigint NOT NULL PRIMARY KEY,
  samples bigint NOT NULL
);
CREATE TABLE portal_channel_samples (
  customer text COLLATE "C" NOT NULL,
  slot bigint NOT NULL,
  most bigint NOT NULL,
  total bigint NOT NULL,
  PRIMARY KEY (customer, slot)
);
CREATE TABLE portal_call_peaks (
  customer text COLLATE "C" NOT NULL,
  slot bigint NOT NULL,
  most bigint NOT NULL,
  PRIMARY KEY (customer, slot)
);
