using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Logging;
using Portal.Storage;

namespace Portal.Saving;

/// <summary>How far one kind's rows have come.</summary>
/// <param name="Kind">As grains are called: <c>domain</c>.</param>
/// <param name="Done">Seen to, failed ones among them.</param>
/// <param name="All">Stored documents when it began; more may have come since.</param>
/// <param name="Failed">Those that could not be done.</param>
/// <param name="Why">Of the first of them.</param>
internal readonly record struct Rebuilt(string Kind, int Done, int All, int Failed = 0, string? Why = null);

/// <summary>
/// Goes through the stored documents of every kind and has their grains do again what follows: the rows that lists and searches
/// read, the note to the front ends, the calls of other grains.
/// </summary>
internal sealed partial class ReadModels(
    PortalDatabase database, IEnumerable<IFollowUp> followUps, IEnumerable<KeptColumns> columns, ILogger<ReadModels> logger)
{
    private const int AtOnce = 200;

    // Grains wait for the store most of the time; more side by side would keep visitors' calls waiting.
    private const int SideBySide = 8;

    private const string All = """
        SELECT s.GrainIdExtensionString FROM OrleansStorage s
        WHERE s.GrainTypeString = @kind AND s.GrainIdExtensionString > @after
        ORDER BY s.GrainIdExtensionString LIMIT @limit
        """;

    /// <summary>Kinds that have rows.</summary>
    public IEnumerable<string> Kinds => followUps.Where(one => one.Subject.Lines is not null).Select(one => one.Subject.Kind);

    /// <summary>
    /// Sees to the documents whose stored version is not the one that their rows settled at. Each write of these states is one
    /// version, so the store's own row version is compared: no document is read.
    /// </summary>
    /// <returns>How many were behind.</returns>
    public async Task<int> Compare()
    {
        var repaired = 0;
        foreach (var followUp in followUps)
            repaired += await Repair(followUp);
        repaired += (await Correct()).Rows;
        if (repaired > 0)
            LogRepaired(logger, repaired);
        return repaired;
    }

    /// <summary>Sees to all documents of a kind, whatever their rows say: they may be gone.</summary>
    /// <param name="kind">Of <see cref="Kinds"/>.</param>
    /// <param name="progress">Told after each page of documents.</param>
    public async Task<Rebuilt> Rebuild(string kind, Func<Rebuilt, Task> progress, CancellationToken cancellation)
    {
        var followUp = followUps.Single(one => one.Subject.Kind == kind);
        var step = new Rebuilt(kind, 0, await Count(kind));
        await foreach (var keys in Pages(All, kind).WithCancellation(cancellation))
        {
            var problems = new ConcurrentQueue<string>();
            await Parallel.ForEachAsync(
                keys,
                new ParallelOptions { MaxDegreeOfParallelism = SideBySide, CancellationToken = cancellation },
                async (key, _) =>
                {
                    if (await Again(followUp, key) is { } problem)
                        problems.Enqueue($"{key}: {problem.Message}");
                });
            step = step with
            {
                Done = step.Done + keys.Count,
                Failed = step.Failed + problems.Count,
                Why = step.Why ?? (problems.TryPeek(out var first) ? first : null),
            };
            await progress(step);
            // Nobody is there who could do the others.
            if (problems.Count == keys.Count)
                break;
        }

        return step;
    }

    /// <summary>Puts right the columns that lists keep of other subjects' rows.</summary>
    /// <returns>How many rows were wrong; how many kinds of columns could not be looked at.</returns>
    public async Task<(int Rows, int Failed)> Correct()
    {
        var (rows, failed) = (0, 0);
        foreach (var one in columns)
        {
            if (await Correct(one) is { } corrected)
                rows += corrected;
            else
                failed++;
        }

        return (rows, failed);
    }

    /// <summary>
    /// Removes the rows of documents that aren't there: they are listed and open nothing, and a document of that name that is made
    /// anew would begin at a version below theirs.
    /// </summary>
    /// <returns>Their keys.</returns>
    public async Task<IReadOnlyList<string>> RemoveStrays(string kind)
    {
        var lines = followUps.Single(one => one.Subject.Kind == kind).Subject.Lines!;
        await using var connection = await database.Write.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var strays = new List<string>();
        foreach (var (table, key) in lines.Beside.Prepend((lines.Table, lines.Key)))
        {
            strays.AddRange(await connection.QueryAsync<string>(
                $"""
                DELETE FROM {table} WHERE NOT EXISTS (
                  SELECT 1 FROM OrleansStorage s WHERE s.GrainTypeString = @kind AND s.GrainIdExtensionString = {table}.{key})
                RETURNING {key}
                """,
                new { kind },
                transaction));
        }

        await transaction.CommitAsync();
        return [.. strays.Distinct(StringComparer.Ordinal)];
    }

    private async Task<int> Count(string kind)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM OrleansStorage WHERE GrainTypeString = @kind", new { kind });
    }

    /// <returns>Null: it could not be done.</returns>
    private async Task<int?> Correct(KeptColumns columns)
    {
        try
        {
            await using var connection = await database.Write.OpenConnectionAsync();
            return await connection.ExecuteAsync(columns.Sql);
        }
        catch (DbException problem)
        {
            LogNotRepaired(logger, columns.Name, problem);
            return null;
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
        WHERE s.GrainTypeString = @kind AND s.GrainIdExtensionString > @after AND COALESCE(r.{lines.Settled}, 0) <> s.Version
        ORDER BY s.GrainIdExtensionString LIMIT @limit
        """;

    private async Task<int> Each(string sql, IFollowUp followUp)
    {
        var count = 0;
        await foreach (var keys in Pages(sql, followUp.Subject.Kind))
        {
            foreach (var key in keys)
                count += await Again(followUp, key) is null ? 1 : 0;
        }

        return count;
    }

    // No connection is held while grains work.
    private async IAsyncEnumerable<List<string>> Pages(string sql, string kind)
    {
        for (var after = ""; ;)
        {
            List<string> keys;
            await using (var connection = await database.Read.OpenConnectionAsync())
                keys = (await connection.QueryAsync<string>(sql, new { kind, after, limit = AtOnce })).AsList();
            if (keys.Count == 0)
                yield break;
            yield return keys;
            after = keys[^1];
        }
    }

    // What is wrong with one document, or with its silo, keeps no other from being seen to.
    private async Task<Exception?> Again(IFollowUp followUp, string key)
    {
        try
        {
            await followUp.Repair(key);
            return null;
        }
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            LogNotRepaired(logger, followUp.Subject.FeedKey(key), problem);
            return problem;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "{Count} read models were behind their documents and have been repaired")]
    private static partial void LogRepaired(ILogger logger, int count);

    [LoggerMessage(2, LogLevel.Warning, "The read model of {Subject} could not be repaired; it is looked at again by the next comparison")]
    private static partial void LogNotRepaired(ILogger logger, string subject, Exception problem);
}
