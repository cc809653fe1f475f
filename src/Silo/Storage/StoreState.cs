using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Portal.Metrics;

namespace Portal.Hosting.Storage;

/// <summary>
/// What this process knows of its store beyond "it answers": that its disk is full, that its file is damaged. Health, metrics
/// and answers ask here.
/// </summary>
internal sealed partial class StoreState : IDisposable
{
    private readonly Meter meter = new(Instruments.Name);
    private readonly StorageOptions options;
    private readonly ILogger<StoreState> logger;
    private int full;

    public StoreState(IOptions<StorageOptions> options, ILogger<StoreState> logger)
    {
        (this.options, this.logger) = (options.Value, logger);
        meter.CreateObservableGauge("portal.store.full", () => IsFull ? 1 : 0, description: "1 while the store's disk is full.");
        meter.CreateObservableGauge(
            "portal.store.damaged", () => Damage.Count > 0 ? 1 : 0, description: "1 if SQLite's quick_check found damage.");
        if (options.Value.Storage.Provider == StorageProvider.Sqlite)
            meter.CreateObservableGauge("portal.store.free", () => Free() ?? 0, "By", "Space left on the disk of the SQLite file.");
    }

    /// <summary>Nothing can be written; reads go on.</summary>
    public bool IsFull => Volatile.Read(ref full) != 0;

    /// <summary>What is damaged, in SQLite's words; empty: nothing, as far as it was looked at.</summary>
    public IReadOnlyList<string> Damage { get; private set; } = [];

    public string Place =>
        options.Storage.Provider == StorageProvider.Sqlite ? Path.GetDirectoryName(options.SqliteFile)! : "the database server";

    /// <summary>A write failed: if for want of space, everybody hears of it.</summary>
    public void Failed(Exception failure)
    {
        if (DiskFull.Is(failure) && Interlocked.Exchange(ref full, 1) == 0)
            LogFull(logger, Place);
    }

    /// <summary>A write that needs space succeeded.</summary>
    public void HasSpace()
    {
        if (Interlocked.Exchange(ref full, 0) != 0)
            LogSpace(logger, Place);
    }

    public void Checked(string file, IReadOnlyList<string> damage)
    {
        Damage = damage;
        foreach (var line in damage)
            LogDamaged(logger, file, line);
    }

    public void Dispose() => meter.Dispose();

    /// <summary>Bytes left where the SQLite file lies; null: it can't be found out.</summary>
    public long? Free()
    {
        try
        {
            return new DriveInfo(Place).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "The store's disk is full ({Place}): nothing can be saved until there is space. Existing data is still served")]
    private static partial void LogFull(ILogger logger, string place);

    [LoggerMessage(2, LogLevel.Warning, "There is space on the store's disk again ({Place}): saving works again")]
    private static partial void LogSpace(ILogger logger, string place);

    [LoggerMessage(3, LogLevel.Error, "The database {File} is damaged: {Damage}. Stop the process, keep a copy of the file, and restore a backup (docs/ops.md)")]
    private static partial void LogDamaged(ILogger logger, string file, string damage);
}
