-- Staff: who there is. Passwords and second factors are in the grains' state.
CREATE TABLE portal_operators (
  email text COLLATE "C" NOT NULL PRIMARY KEY,
  id text NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  version bigint NOT NULL,
  created_at bigint NOT NULL
);

-- Browsers that staff signed in with; id is the hash of the cookie's token.
CREATE TABLE portal_staff_sessions (
  id text NOT NULL PRIMARY KEY,
  email text NOT NULL,
  pending integer NOT NULL,
  created_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  source text NULL,
  agent text NULL
);
CREATE INDEX portal_staff_sessions_email ON portal_staff_sessions (email);
CREATE INDEX portal_staff_sessions_end ON portal_staff_sessions (ends_at);
