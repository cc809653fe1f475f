-- A file belongs to a brand, or to the platform. The column "name" is the key of its grain: for a brand's file the brand,
-- a slash and the name, which the column "file" has alone. What was there before is looked at once: a file that one
-- brand alone shows becomes that brand's.
ALTER TABLE portal_files ADD COLUMN owner text COLLATE "C" NULL;
ALTER TABLE portal_files ADD COLUMN file text COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE portal_files ADD COLUMN owner_pending integer NOT NULL DEFAULT 0;
UPDATE portal_files SET file = name, owner_pending = 1;
CREATE INDEX portal_files_by_file ON portal_files (file, owner);
CREATE INDEX portal_files_pending ON portal_files (owner_pending) WHERE owner_pending = 1;
