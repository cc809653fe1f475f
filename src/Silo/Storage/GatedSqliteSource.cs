using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Portal.Hosting.Storage;

/// <summary>
/// Connections that write to SQLite, one at a time. SQLite has one writer; its library waits for the lock by sleeping on
/// the thread, which starves the thread pool under load. Here writers wait without a thread, and go on off the caller's
/// turn. A connection is given back only outside a transaction: one that a failure left open is rolled back.
/// Opening a second one while holding the first waits for ever: hold one, for a statement or a short transaction.
/// </summary>
internal sealed class GatedSqliteSource(string connectionString) : DbDataSource
{
    private readonly SemaphoreSlim gate = new(1);

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new GatedSqliteConnection(connectionString, gate);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            gate.Dispose();
        base.Dispose(disposing);
    }
}

internal sealed class GatedSqliteConnection(string connectionString, SemaphoreSlim gate) : SqliteConnection(connectionString)
{
    private bool holds;

    public override void Open()
    {
        gate.Wait();
        OpenHeld();
    }

    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        OpenHeld();
    }

    public override void Close()
    {
        try
        {
            if (holds && Handle is not null && SQLitePCL.raw.sqlite3_get_autocommit(Handle) == 0)
                this.Run("ROLLBACK");
        }
        finally
        {
            base.Close();
            Release();
        }
    }

    private void OpenHeld()
    {
        holds = true;
        try
        {
            base.Open();
            // An acknowledged write survives power loss.
            this.Run("PRAGMA synchronous=FULL");
        }
        catch
        {
            base.Close();
            Release();
            throw;
        }
    }

    private void Release()
    {
        if (!holds)
            return;
        holds = false;
        gate.Release();
    }
}
