using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Portal.Hosting.Storage;

/// <summary>Copies SQLite's file as it is at one moment, while it is written to. The copy is there whole, or not at all.</summary>
internal sealed class SqliteCopy(IOptions<StorageOptions> options, TimeProvider clock)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int Interrupted = 9;

    private static readonly TimeSpan BetweenSteps = TimeSpan.FromSeconds(2);

    /// <param name="target">There is no such file yet.</param>
    /// <param name="step">Hears every two seconds how many bytes are copied.</param>
    /// <returns>What is damaged in the copy, which is gone again then; empty: nothing.</returns>
    /// <exception cref="IOException">It can't be written there.</exception>
    /// <exception cref="SqliteException">Nor that.</exception>
    public async Task<IReadOnlyList<string>> Make(string target, Func<long, Task> step, CancellationToken stop)
    {
        var part = target + ".part";
        // Before there is anything in it: what it gets is for its owner alone.
        var empty = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            empty.UnixCreateMode = OwnerOnly;
        await new FileStream(part, empty).DisposeAsync();

        try
        {
            var copying = Task.Run(() => Copy(part, stop), CancellationToken.None);
            while (await Task.WhenAny(copying, Task.Delay(BetweenSteps, clock, CancellationToken.None)) != copying)
                await step(new FileInfo(part).Length);
            var damage = await copying;
            if (damage.Count > 0)
                return damage;
            await using (var written = new FileStream(part, FileMode.Open, FileAccess.ReadWrite))
                written.Flush(flushToDisk: true);
            File.Move(part, target);
            return [];
        }
        finally
        {
            foreach (var left in (string[])[part, part + "-wal", part + "-shm", part + "-journal"])
                File.Delete(left);
        }
    }

    private IReadOnlyList<string> Copy(string part, CancellationToken stop)
    {
        try
        {
            using (var connection = Open(options.Value.SqliteFile))
            {
                using var interrupt = stop.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
                stop.ThrowIfCancellationRequested();
                connection.Execute("VACUUM INTO @part", new { part }, commandTimeout: 0);
            }

            using var copy = Open(part);
            // As the file that it is of: who writes keeps nobody from reading.
            copy.Execute("PRAGMA journal_mode=WAL");
            return [.. copy.Query<string>("PRAGMA quick_check(10)", commandTimeout: 0).Where(line => line != "ok")];
        }
        catch (SqliteException ended) when (ended.SqliteErrorCode == Interrupted)
        {
            throw new OperationCanceledException("The copy was broken off.", ended, stop);
        }
    }

    // Closed when it is left: no other connection holds the copy's log.
    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        connection.Open();
        return connection;
    }
}
