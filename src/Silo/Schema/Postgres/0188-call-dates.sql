-- A month of all customers by destination: hours have hundreds of lines for each of its days, and days one for each destination. What
-- is there already is made of hours.
CREATE TABLE portal_call_dates (
  date bigint NOT NULL,
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
  PRIMARY KEY (date, destination_name, destination_code, currency)
) WITH (fillfactor = 50);
INSERT INTO portal_call_dates (date, destination_name, destination_code, currency, attempts, connected, duration_ms, billed_ms,
  charge_micro, pdd_ms, pdds, dtmfs, shorts)
SELECT hour / 24, destination_name, destination_code, currency, SUM(attempts), SUM(connected), SUM(duration_ms), SUM(billed_ms),
  SUM(charge_micro), SUM(pdd_ms), SUM(pdds), SUM(dtmfs), SUM(shorts)
FROM portal_call_hours GROUP BY 1, 2, 3, 4;
