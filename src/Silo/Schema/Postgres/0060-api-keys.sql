-- API keys: only their hash. A revoked key keeps its row, so that the first key of the set-up never comes back.
CREATE TABLE portal_api_keys (
  id text COLLATE "C" NOT NULL PRIMARY KEY,
  name text NOT NULL,
  prefix text NOT NULL,
  hash text NOT NULL,
  scopes text NOT NULL,
  role text NOT NULL,
  brands text NOT NULL,
  custom_script integer NOT NULL,
  created_at bigint NOT NULL,
  expires_at bigint NULL,
  last_used_at bigint NULL,
  revoked_at bigint NULL,
  operation text NOT NULL
);
CREATE UNIQUE INDEX portal_api_keys_hash ON portal_api_keys (hash);
