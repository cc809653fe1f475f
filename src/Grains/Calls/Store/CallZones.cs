using System.Data.Common;
using Dapper;
using Portal.People;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// In which zone the days of each customer are summed. All its days are of one zone: where the customer is billed in another one since,
/// calls go on in the old one until <see cref="CallZoneMoves"/> has summed all of them anew.
/// </summary>
internal static class CallZones
{
    public static async Task<TimeZoneInfo> Of(PortalDatabase database, string customer, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return ZoneNames.Of(await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(
            "SELECT zone FROM portal_call_zones WHERE customer = @customer", new { customer }, cancellationToken: cancellation)));
    }

    /// <summary>Those of the customers of a batch; of a new one what it is billed in becomes its zone.</summary>
    /// <param name="wanted">By customer.</param>
    public static async Task<Dictionary<string, TimeZoneInfo>> Read(
        DbConnection connection,
        DbTransaction transaction,
        IReadOnlyDictionary<string, TimeZoneInfo> wanted,
        CancellationToken cancellation)
    {
        var known = (await connection.QueryAsync<(string Customer, string Zone, string Wanted)>(Command(
            "SELECT customer, zone, wanted FROM portal_call_zones WHERE customer IN @Customers",
            new { Customers = new SqlList([.. wanted.Keys]) }))).ToDictionary(row => row.Customer, StringComparer.Ordinal);
        var zones = new Dictionary<string, TimeZoneInfo>(StringComparer.Ordinal);
        foreach (var (customer, zone) in wanted.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var isKnown = known.TryGetValue(customer, out var row);
            if (!isKnown || row.Wanted != zone.Id)
                row = await Want(customer, zone.Id);
            zones[customer] = ZoneNames.Of(row.Zone);
        }

        return zones;

        // Whoever writes first calls of the same customer at the same time is waited for, and decides.
        Task<(string Customer, string Zone, string Wanted)> Want(string customer, string zone) =>
            connection.QuerySingleAsync<(string Customer, string Zone, string Wanted)>(Command(
                """
                INSERT INTO portal_call_zones (customer, zone, wanted) VALUES (@customer, @zone, @zone)
                ON CONFLICT (customer) DO UPDATE SET wanted = excluded.wanted RETURNING customer, zone, wanted
                """,
                new { customer, zone }));

        CommandDefinition Command(string sql, object values) => new(sql, values, transaction, cancellationToken: cancellation);
    }
}
