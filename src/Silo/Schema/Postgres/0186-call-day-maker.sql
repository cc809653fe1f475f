-- Makes the table of a day of calls, and nothing else, for whoever may call it: to attach a table takes the rights of its owner, which
-- front ends have no other use for. It is attached and not made in place: that would wait for all who read calls, and have all others
-- wait for it. Two that make the same day at once come in a row (the number is nobody else's).
CREATE FUNCTION portal_make_call_day(day integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
  name text := 'portal_calls_' || to_char(DATE '1970-01-01' + day, 'YYYYMMDD');
BEGIN
  PERFORM pg_advisory_xact_lock(426836257907);
  IF EXISTS (SELECT 1 FROM pg_inherits WHERE inhrelid = to_regclass(name)) THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TABLE %I (LIKE portal_calls INCLUDING ALL)', name);
  EXECUTE format(
    'ALTER TABLE portal_calls ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', name, day * 86400000::bigint, (day + 1) * 86400000::bigint);
END
$$;
REVOKE EXECUTE ON FUNCTION portal_make_call_day(integer) FROM PUBLIC;
-- Names are looked up where these tables lie, whatever the caller has made of its own.
DO $$
BEGIN
  EXECUTE format('ALTER FUNCTION portal_make_call_day(integer) SET search_path = %I, pg_temp', current_schema());
END
$$;
