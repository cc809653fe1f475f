-- Hosts in the order of their bytes, as every other key: versions are read by ranges of them.
ALTER TABLE portal_certificates ALTER COLUMN host TYPE text COLLATE "C";
