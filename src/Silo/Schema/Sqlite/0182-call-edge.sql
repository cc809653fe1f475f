-- From which day of UTC on, counted from 1970, calls are kept; those before it are dropped a while after it was raised.
CREATE TABLE portal_call_edge (
  id integer NOT NULL PRIMARY KEY,
  first_day integer NOT NULL,
  raised_at bigint NOT NULL
);
