-- A sum is written again by each batch that adds to it. With room in its page the new version lies beside the old one and no index is
-- written; what reads sums of all customers by time needs only to know in which pages a time lies.
ALTER TABLE portal_call_days SET (fillfactor = 60);
ALTER TABLE portal_call_hours SET (fillfactor = 50);
ALTER TABLE portal_call_quarters SET (fillfactor = 70);
ALTER TABLE portal_call_charges SET (fillfactor = 30);
DROP INDEX portal_call_quarters_time;
CREATE INDEX portal_call_quarters_time ON portal_call_quarters USING brin (quarter) WITH (autosummarize = on, pages_per_range = 32);
