-- Recordings of calls, whose bytes lie in blobs. call: the call's key as addresses have it; a recording may come before its call, and has
-- no customer until then. size: null until it is whole.
CREATE TABLE portal_recordings (
  call text NOT NULL PRIMARY KEY,
  format text NOT NULL,
  size bigint NULL,
  added_at bigint NOT NULL,
  customer text NULL,
  call_time bigint NULL
);
CREATE INDEX portal_recordings_customer ON portal_recordings (customer, call_time);
CREATE INDEX portal_recordings_time ON portal_recordings (call_time);

-- How long each customer's are kept; null: as long as their calls. Lines of before have it when their documents are compared with them, in
-- the minutes after the start: settled = 0 asks for it.
ALTER TABLE portal_customers ADD COLUMN recording_days integer NULL;
UPDATE portal_customers SET settled = 0;
