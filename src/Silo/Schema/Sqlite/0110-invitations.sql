-- Places that their person has not accepted yet: name and address beside them are as they were typed.
ALTER TABLE portal_contacts ADD COLUMN invited integer NOT NULL DEFAULT 0;
