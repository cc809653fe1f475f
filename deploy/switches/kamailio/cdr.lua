-- Appends one record, read from $var(j), to SPOOL/<UTC hour>.jsonl. One open, append and close a record: the line leaves as one
-- write() to an O_APPEND file, so lines of several processes never mix, and each hour has a new file with nothing to arrange.
-- Not passed as lua_run()'s parameter, whose length is limited ("p1 too long").
local dir = os.getenv("CDR_SPOOL") or "/var/spool/kamailio/cdr"

function cdr()
    local line = KSR.pv.gete("$var(j)")
    local f, err = io.open(dir .. "/" .. os.date("!%Y%m%d%H") .. ".jsonl", "a")
    if not f then
        KSR.err("spool: " .. tostring(err) .. "; CDR " .. line .. "\n") -- the last resort: the log
        return -1
    end
    f:setvbuf("full", 65536)
    f:write(line, "\n")
    f:close()
    return 1
end
