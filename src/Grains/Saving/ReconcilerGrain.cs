using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Portal.Domains;
using Portal.Storage;

namespace Portal.Saving;

/// <summary>
/// Finds documents whose stored version is not the one that their read model settled at, and has their grains do the
/// rest again. Each write of these states is one version, so the store's own row version is compared: no document is read.
/// </summary>
[GrainType("reconciler")]
internal sealed partial class ReconcilerGrain(
    PortalDatabase database, IEnumerable<IFollowUp> followUps, IEnumerable<KeptColumns> columns, ILogger<ReconcilerGrain> logger)
    : Grain, IReconcilerGrain, IRemindable
{
    private const string Reminder = "nightly";
    private const int AtOnce = 200;

    private const string All = """
        SELECT s.GrainIdExtensionString FROM OrleansStorage s
        WHERE s.GrainTypeString = @Kind AND s.GrainIdExtensionString > @after
        ORDER BY s.GrainIdExtensionString LIMIT @limit
        """;

    public async Task Start() => await this.RegisterOrUpdateReminder(Reminder, TimeSpan.FromMinutes(2), TimeSpan.FromDays(1));

    public Task ReceiveReminder(string reminderName, TickStatus status) => Run();

    public async Task<int> Run()
    {
        var repaired = 0;
        foreach (var followUp in followUps)
            repaired += await Repair(followUp);
        foreach (var one in columns)
            repaired += await Correct(one);
        if (repaired > 0)
            LogRepaired(logger, repaired);
        return repaired;
    }

    private async Task<int> Correct(KeptColumns columns)
    {
        try
        {
            await using var connection = await database.Write.OpenConnectionAsync();
            return await connection.ExecuteAsync(columns.Sql);
        }
        catch (DbException problem)
        {
            LogNotRepaired(logger, columns.Name, problem);
            return 0;
        }
    }

    /// <returns>How many were behind; none of those that are seen to whatever their rows say.</returns>
    private async Task<int> Repair(IFollowUp followUp)
    {
        if (followUp.Subject.Lines is not { } lines)
            await Again(followUp, "");
        else if (lines.Settled is null)
            await Each(All, followUp);
        else
            return await Each(Behind(lines), followUp);
        return 0;
    }

    private static string Behind(ReadModel lines) => $"""
        SELECT s.GrainIdExtensionString FROM OrleansStorage s
        {(lines.KeepsAll ? "LEFT JOIN" : "JOIN")} {lines.Table} r ON r.{lines.Key} = s.GrainIdExtensionString
        WHERE s.GrainTypeString = @Kind AND s.GrainIdExtensionString > @after AND COALESCE(r.{lines.Settled}, 0) <> s.Version
        ORDER BY s.GrainIdExtensionString LIMIT @limit
        """;

    private async Task<int> Each(string sql, IFollowUp followUp)
    {
        var count = 0;
        for (var after = ""; ;)
        {
            List<string> keys;
            await using (var connection = await database.Read.OpenConnectionAsync())
                keys = (await connection.QueryAsync<string>(sql, new { followUp.Subject.Kind, after, limit = AtOnce })).AsList();
            if (keys.Count == 0)
                return count;

            foreach (var key in keys)
                count += await Again(followUp, key) ? 1 : 0;
            after = keys[^1];
        }
    }

    // What is wrong with one document, or with its silo, keeps no other from being seen to.
    private async Task<bool> Again(IFollowUp followUp, string key)
    {
        try
        {
            await followUp.Repair(key);
            return true;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogNotRepaired(logger, followUp.Subject.FeedKey(key), problem);
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} read models were behind their documents and have been repaired")]
    private static partial void LogRepaired(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "{Subject} could not be compared with its read model; it is looked at again tomorrow")]
    private static partial void LogNotRepaired(ILogger logger, string subject, Exception problem);
}
