-- Answers to POST requests that had an Idempotency-Key. status 0: at work, until locked_until. request and answer are sealed.
CREATE TABLE portal_idempotency (
  api_key text NOT NULL,
  name text NOT NULL,
  operation text NOT NULL,
  request text NOT NULL,
  status integer NOT NULL,
  answer text NULL,
  locked_until bigint NOT NULL,
  expires_at bigint NOT NULL,
  PRIMARY KEY (api_key, name)
);
CREATE INDEX portal_idempotency_expires ON portal_idempotency (expires_at);
