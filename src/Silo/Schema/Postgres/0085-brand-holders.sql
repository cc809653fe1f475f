-- Which brands resellers hold: operators with that role, and API keys with its rights. On such a brand's hosts the
-- operator's own customers don't sign in.
CREATE TABLE portal_brand_holders (
  brand text COLLATE "C" NOT NULL,
  holder text COLLATE "C" NOT NULL,
  PRIMARY KEY (brand, holder)
);
CREATE INDEX portal_brand_holders_holder ON portal_brand_holders (holder);
INSERT INTO portal_brand_holders (brand, holder)
SELECT DISTINCT b.value, 'apiKey/' || k.id FROM portal_api_keys k, json_array_elements_text(k.brands::json) AS b(value)
WHERE k.role = 'Reseller' AND k.revoked_at IS NULL;
