-- What running processes may do with each table. After each "migrate", as portal_migrate; harmless when repeated:
--   psql -v ON_ERROR_STOP=1 -d portal -U portal_migrate -f rights.sql
-- A table that is missing here fails a test (tests/Unit/Deploy): whoever adds one decides what front ends do with it.

-- Silos: all rows, no table. What is migrated they read alone.
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO portal_silo;
REVOKE INSERT, UPDATE, DELETE ON schemaversions FROM portal_silo;

-- Calls and the tables of their days belong to portal_days, those from before there was such a role too. Front ends add calls, and have
-- their days made by a function that makes nothing else.
SELECT format('ALTER TABLE %s OWNER TO portal_days', c.oid::regclass)
FROM pg_class c
WHERE (c.oid = 'portal_calls'::regclass OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'portal_calls'::regclass))
  AND c.relowner <> 'portal_days'::regrole \gexec
SELECT 'ALTER FUNCTION portal_make_call_day(integer) OWNER TO portal_days'
FROM pg_proc WHERE oid = 'portal_make_call_day(integer)'::regprocedure AND proowner <> 'portal_days'::regrole \gexec
GRANT EXECUTE ON FUNCTION portal_make_call_day(integer) TO portal_web;

-- Front ends begin with nothing.
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM portal_web;

-- Read: how to find the silos, and what silos wrote of the documents that they own.
GRANT SELECT ON
  schemaversions, OrleansQuery, OrleansMembershipTable, OrleansMembershipVersionTable,
  portal_brand_holders, portal_brands, portal_certificates, portal_contacts, portal_customer_items, portal_customer_tags, portal_customers,
  portal_dns, portal_domains, portal_files, portal_blobs, portal_mail, portal_mappings, portal_operators, portal_persons, portal_sign_ups,
  portal_call_archive, portal_call_edge, portal_call_peaks, portal_channel_samples, portal_channel_slots
TO portal_web;
-- Of a key of the API they note when it was used.
GRANT SELECT ON portal_api_keys TO portal_web;
GRANT UPDATE (last_used_at) ON portal_api_keys TO portal_web;
-- Added to, never taken from: the audit, the key of addresses, the mark of the folder of blobs, switches that were heard of, keys of calls.
GRANT SELECT, INSERT ON portal_audit, portal_email_key, portal_blob_folder, portal_call_switches, portal_call_keys TO portal_web;
-- The key ring, which any process renews; alerts that a customer silences.
GRANT SELECT, INSERT, UPDATE ON portal_keys, portal_alert_states TO portal_web;
GRANT SELECT, INSERT ON portal_alert_events TO portal_web;
-- Calls come in by front ends, and are corrected there.
GRANT SELECT, INSERT, UPDATE ON
  portal_calls, portal_call_charges, portal_call_quarters, portal_call_proofs, portal_call_zones, portal_intake_minutes, portal_intake_switches
TO portal_web;
GRANT SELECT, INSERT, UPDATE, DELETE ON portal_call_days, portal_call_hours, portal_call_dates TO portal_web;
-- Their own: sessions of staff, answers kept for programs, views, exports, recordings, what is in progress, pauses after a test mail.
GRANT SELECT, INSERT, UPDATE, DELETE ON
  portal_staff_sessions, portal_idempotency, portal_views, portal_view_defaults, portal_chosen_columns,
  portal_exports, portal_export_parts, portal_export_schedules, portal_blob_bodies, portal_blob_names, portal_blob_parts, portal_recordings,
  portal_live_calls, portal_live_switches, portal_registrations, portal_mail_pauses
TO portal_web;
-- Nothing at all: what grains keep (sealed keys and hashes of passwords among it), and when they want to be woken.
REVOKE ALL ON OrleansStorage, OrleansRemindersTable FROM portal_web;
