-- Names of the switches that calls came through: with one of them a switch's id of a call makes the key that the call is found by.
CREATE TABLE portal_call_switches (
  name text NOT NULL PRIMARY KEY
);
INSERT INTO portal_call_switches (name) SELECT DISTINCT switch FROM portal_calls;
