-- Mail servers that refuse an account's password. account: an HMAC over server, user name and password.
CREATE TABLE portal_mail_pauses (
  account text NOT NULL PRIMARY KEY,
  server text NOT NULL,
  user_name text NOT NULL,
  reason text NOT NULL,
  since bigint NOT NULL,
  tries integer NOT NULL,
  next_at bigint NOT NULL
);
