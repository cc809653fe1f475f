-- What is searched, in lower case and without accents. Lines of before are filled in as well as
-- can be here, and are made right when their documents are compared with them, in the minutes after the start: settled = 0 asks for it.
ALTER TABLE portal_contacts ADD COLUMN search text NOT NULL DEFAULT '';
ALTER TABLE portal_contacts ADD COLUMN phones text NOT NULL DEFAULT '';
ALTER TABLE portal_domains ADD COLUMN search text NOT NULL DEFAULT '';
ALTER TABLE portal_brands ADD COLUMN search text NOT NULL DEFAULT '';
UPDATE portal_contacts SET search = sort_name || chr(10) || LOWER(email);
UPDATE portal_domains SET search = LOWER(host || chr(10) || display || chr(10) || brand || chr(10) || COALESCE(brand_name, '')), settled = 0;
UPDATE portal_brands SET search = LOWER(id || chr(10) || name), version = version - 1;
UPDATE portal_persons SET settled = 0;
UPDATE portal_customers SET search = search || chr(10) || LOWER(tags), settled = 0;
