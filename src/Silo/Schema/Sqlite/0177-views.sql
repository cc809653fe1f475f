-- Names that contacts gave to the addresses of reports. A contact is a person's place at a customer: views go with it. Which of them a
-- section opens with stands in a row of its own, so there is one at most.
CREATE TABLE portal_views (
  contact text NOT NULL,
  section text NOT NULL,
  name text NOT NULL,
  query text NOT NULL,
  made_at bigint NOT NULL,
  PRIMARY KEY (contact, section, name)
) WITHOUT ROWID;
CREATE TABLE portal_view_defaults (
  contact text NOT NULL,
  section text NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (contact, section)
) WITHOUT ROWID;
