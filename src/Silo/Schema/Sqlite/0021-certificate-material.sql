-- The version of what visitors are shown, apart from the row's: front ends ask for it.
ALTER TABLE portal_certificates ADD COLUMN material_version bigint NOT NULL DEFAULT 0;
UPDATE portal_certificates SET material_version = version;
