using Microsoft.Data.Sqlite;
using Npgsql;
using Portal.Saving;

namespace Portal.Hosting.Storage;

/// <summary>Whether a failure is that of a disk without space.</summary>
internal static class DiskFull
{
    // SQLITE_FULL, and SQLITE_IOERR_SHMSIZE: the index of the write-ahead log could not grow.
    private const int Full = 13;
    private const int IndexCannotGrow = 4874;

    // ENOSPC, EDQUOT; ERROR_DISK_FULL.
    private static readonly int[] NoSpace = [28, 122, unchecked((int)0x80070070)];

    public static bool Is(Exception? failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause switch
            {
                SqliteException sqlite => sqlite.SqliteErrorCode == Full || sqlite.SqliteExtendedErrorCode == IndexCannotGrow,
                PostgresException postgres => postgres.SqlState == PostgresErrorCodes.DiskFull,
                StoreUnavailableException told => told.Fault == StoreFault.Full,
                IOException io => NoSpace.Contains(io.HResult),
                AggregateException several => several.InnerExceptions.Any(Is),
                _ => false,
            })
                return true;
        }

        return false;
    }
}
