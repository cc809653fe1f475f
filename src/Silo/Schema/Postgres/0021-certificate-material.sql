-- The version of what visitors are shown, apart from the row's: front ends ask for it. Hosts in the order of their bytes,
-- as every other key: versions are read by ranges of them.
ALTER TABLE portal_certificates ADD COLUMN material_version bigint NOT NULL DEFAULT 0;
UPDATE portal_certificates SET material_version = version;
ALTER TABLE portal_certificates ALTER COLUMN host TYPE text COLLATE "C";
