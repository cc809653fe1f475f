-- Only PostgreSQL keeps old versions of a row in its page and has indexes of pages: nothing to do here.
SELECT 1;
