-- The columns that a contact chose for a section's list, in its order, with commas; no row: those that everybody sees. A contact is a
-- person's place at a customer: what it chose goes with it.
CREATE TABLE portal_chosen_columns (
  contact text COLLATE "C" NOT NULL,
  section text COLLATE "C" NOT NULL,
  columns text NOT NULL,
  PRIMARY KEY (contact, section)
);
