-- How it stands with each alert, and what became of it. Alerts themselves are rows of customers. firings and events number both from 1, so
-- that what follows each of them has a name of its own: mails and penalties are made once. writes guards against two who judge at once.
-- mailed: how many mails went since mailed_from, an hour at most. Times are null where nothing is due;
-- penalty_until is 253402300799999 where the status comes back when the alert is over.
CREATE TABLE portal_alert_states (
  alert text NOT NULL PRIMARY KEY,
  customer text NOT NULL,
  writes bigint NOT NULL,
  firings bigint NOT NULL,
  events bigint NOT NULL,
  firing_since bigint NULL,
  repeat_at bigint NULL,
  penalty_until bigint NULL,
  muted_until bigint NULL,
  mailed_from bigint NOT NULL,
  mailed bigint NOT NULL
);
CREATE INDEX portal_alert_states_customer ON portal_alert_states (customer, alert);
CREATE INDEX portal_alert_states_penalty ON portal_alert_states (penalty_until) WHERE penalty_until IS NOT NULL;

-- It fired, fires still, or is over: with what was seen, and with the mails that go out for it, whole, so that they are the same ones when
-- they are handed over again. settled_at: null until all that follows has been handed over.
CREATE TABLE portal_alert_events (
  alert text NOT NULL,
  number bigint NOT NULL,
  customer text NOT NULL,
  kind text NOT NULL,
  firing bigint NOT NULL,
  at bigint NOT NULL,
  title text NOT NULL,
  reading text NOT NULL,
  box text NULL,
  drafts text NULL,
  penalty integer NOT NULL,
  settled_at bigint NULL,
  PRIMARY KEY (alert, number)
);
CREATE INDEX portal_alert_events_open ON portal_alert_events (at) WHERE settled_at IS NULL;
CREATE INDEX portal_alert_events_time ON portal_alert_events (at);
CREATE INDEX portal_customer_items_alerts ON portal_customer_items (customer, id) WHERE kind = 'alert';
