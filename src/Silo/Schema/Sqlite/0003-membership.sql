-- SQLite serves one process: there is no membership to keep.
SELECT 1;
