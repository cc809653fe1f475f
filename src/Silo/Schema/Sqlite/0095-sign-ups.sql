-- Sign-ups that have a link out or were confirmed lately; nothing of a person. The grain takes its row away when it clears itself.
CREATE TABLE portal_sign_ups (
  id text NOT NULL PRIMARY KEY,
  host text NOT NULL,
  ends_at bigint NOT NULL
);
