-- The roles of a fleet and what each may make. Once, as a superuser (or as a role that may make roles and owns the database), in the
-- database itself; harmless when repeated:
--   psql -v ON_ERROR_STOP=1 -d portal -f roles.sql
-- Then give the three that sign in a password (\password portal_silo), run the verb "migrate" as portal_migrate, and rights.sql after it.
-- A database that one role owned so far, here "portal", is handed over first: REASSIGN OWNED BY portal TO portal_migrate;
SELECT format('CREATE ROLE %I %s', name, kind)
FROM (VALUES
  -- Owns the tables. Signs in for the verb "migrate" and for rights.sql, never for a process that runs.
  ('portal_migrate', 'LOGIN'),
  -- Silos, front ends with a silo inside (Portal:Role=all), and verbs.
  ('portal_silo', 'LOGIN'),
  -- Front ends without a silo (Portal:Role=web).
  ('portal_web', 'LOGIN'),
  -- Nobody signs in as this one. It owns the calls and the table of each of their days: to attach, detach and drop one takes its owner.
  ('portal_days', 'NOLOGIN')
) AS roles (name, kind)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = roles.name) \gexec

-- Silos drop old days; migrations change the tables of calls.
GRANT portal_days TO portal_silo, portal_migrate;

-- Owning the database lets portal_migrate make the extension pg_trgm, which is a trusted one.
ALTER DATABASE :"DBNAME" OWNER TO portal_migrate;
REVOKE ALL ON DATABASE :"DBNAME" FROM PUBLIC;
-- Temporary tables: corrections of calls are compared in one, and one tells whether the disk has room.
GRANT CONNECT, TEMPORARY ON DATABASE :"DBNAME" TO portal_silo, portal_web;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO portal_migrate, portal_days;
GRANT USAGE ON SCHEMA public TO portal_silo, portal_web;

-- Tables of later migrations: silos use them at once, front ends read them at once; what front ends may write is in that release's
-- rights.sql.
ALTER DEFAULT PRIVILEGES FOR ROLE portal_migrate IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO portal_silo;
ALTER DEFAULT PRIVILEGES FOR ROLE portal_migrate IN SCHEMA public GRANT SELECT ON TABLES TO portal_web;

-- A statement that hangs, or a transaction that a frozen process left open, holds locks that others wait for. Ours take seconds; detaching
-- a day waits for its readers, ten minutes at most; a migration may take hours.
ALTER ROLE portal_silo SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE portal_web SET idle_in_transaction_session_timeout = '60s';
ALTER ROLE portal_silo SET statement_timeout = '15min';
ALTER ROLE portal_web SET statement_timeout = '15min';
