using System.Globalization;
using Dapper;
using Portal.Storage;

namespace Portal.Hosting.Calls;

/// <summary>
/// The tables of days, by their names. One that goes is detached first, beside all who read and write calls, and dropped then: nothing is
/// deleted row by row. Where a crash came between, its table is found by its name.
/// </summary>
internal sealed class PostgresCallDays(PortalDatabase database)
{
    private const string Prefix = "portal_calls_";
    private const string Format = "yyyyMMdd";

    // Of a name, as a constant.
    private const string Length = "21";

    private const string Tables = $"""
        SELECT c.relname AS name, i.inhdetachpending AS isPending
        FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
        WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = to_regclass('portal_calls'))
          AND c.relkind = 'r' AND c.relname ~ '^{Prefix}\d+$' AND length(c.relname) = {Length} AND c.relname < @name ORDER BY c.relname
        """;

    public static string NameOf(int day) => Prefix + DateTime.UnixEpoch.AddDays(day).ToString(Format, CultureInfo.InvariantCulture);

    /// <returns>The days that were dropped.</returns>
    public async Task<IReadOnlyList<int>> Drop(int before, CancellationToken cancellation)
    {
        var dropped = new List<int>();
        await using var connection = await database.Write.OpenConnectionAsync(cancellation);
        foreach (var (name, isPending) in await connection.QueryAsync<(string Name, bool? IsPending)>(
            new CommandDefinition(Tables, new { name = NameOf(before) }, cancellationToken: cancellation)))
        {
            // Null: it was detached already.
            if (isPending is { } begun)
                await Do($"ALTER TABLE portal_calls DETACH PARTITION {name} {(begun ? "FINALIZE" : "CONCURRENTLY")}");
            await Do($"DROP TABLE {name}");
            dropped.Add(DayOf(name));
        }

        return dropped;

        // Detaching waits for all who read calls.
        Task Do(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, commandTimeout: 600, cancellationToken: cancellation));
    }

    private static int DayOf(string name) =>
        DateOnly.ParseExact(name[Prefix.Length..], Format, CultureInfo.InvariantCulture).DayNumber
        - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
