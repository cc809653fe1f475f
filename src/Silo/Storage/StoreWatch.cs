using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Portal.Storage;

namespace Portal.Hosting.Storage;

/// <summary>
/// While the disk is full: tries again whether something can be written, so that everything goes on as soon as there is
/// space, whether anybody saves or not. At start: looks through a SQLite file that is too large to be looked through first.
/// </summary>
internal sealed partial class StoreWatch(
    StoreState state,
    PortalDatabase database,
    IOptions<StorageOptions> options,
    TimeProvider clock,
    ILogger<StoreWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(2);

    private bool IsSqlite => options.Value.Storage.Provider == StorageProvider.Sqlite;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            Watch(stoppingToken),
            IsSqlite && !SqliteCheck.IsQuick(options.Value.SqliteFile)
                ? Task.Run(() => Check(stoppingToken), stoppingToken)
                : Task.CompletedTask);

    private async Task Watch(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Beat, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
            {
                if (state.IsFull)
                    await Try(stopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The process ends.
        }
    }

    private async Task Try(CancellationToken stopping)
    {
        try
        {
            await using var connection = await database.Write.OpenConnectionAsync(stopping);
            await connection.ExecuteAsync(new CommandDefinition(IsSqlite ? Grow : Extend, cancellationToken: stopping));
            state.HasSpace();
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            // This user may not try it out: the next save tells.
            state.HasSpace();
        }
        catch (DbException)
        {
            // Not yet, or the database is away: it is tried again.
        }
    }

    // As much as a document needs with its rows, written and let go of, each as a change that must reach the disk.
    private const string Grow =
        "CREATE TABLE IF NOT EXISTS portal_space (x blob); INSERT INTO portal_space VALUES (zeroblob(262144)); DROP TABLE portal_space;";

    // New pages of a table that is the session's own; the server's other half, its log, ends the server when it is full.
    private const string Extend =
        "CREATE TEMPORARY TABLE portal_space (x text); "
            + "INSERT INTO portal_space SELECT string_agg(md5(n::text), '') FROM generate_series(1, 16384) n; DROP TABLE portal_space;";

    private async Task Check(CancellationToken stopping)
    {
        var file = options.Value.SqliteFile;
        try
        {
            var damage = await SqliteCheck.Run(database, stopping);
            state.Checked(file, damage);
            if (damage.Count == 0)
                LogSound(logger, file);
        }
        catch (OperationCanceledException)
        {
            // The process ends first.
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The database {File} was checked: it is sound")]
    private static partial void LogSound(ILogger logger, string file);
}
