-- What kind of failure the last one was: who has to act differs (unreachable, slow, refuses, forbids, other).
ALTER TABLE portal_certificates ADD COLUMN failure_kind text NULL;
