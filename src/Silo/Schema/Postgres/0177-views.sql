-- Names that contacts gave to the addresses of reports. A contact is a person's place at a customer: views go with it. Which of them a
-- section opens with stands in a row of its own, so there is one at most.
CREATE TABLE portal_views (
  contact text COLLATE "C" NOT NULL,
  section text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  query text NOT NULL,
  made_at bigint NOT NULL,
  PRIMARY KEY (contact, section, name)
);
CREATE TABLE portal_view_defaults (
  contact text COLLATE "C" NOT NULL,
  section text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  PRIMARY KEY (contact, section)
);
