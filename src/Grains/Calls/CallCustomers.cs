using Dapper;
using Portal.Customers;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>What a call needs to know of who pays for it.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Zone">IANA name of the zone that it is billed in; null: UTC.</param>
/// <param name="Brand">Empty: the operator's own.</param>
internal sealed record CallCustomer(string Id, string Currency, string? Zone, string Brand);

/// <summary>
/// Finds customers by what calls name them: our id, or <c>ext:</c> and the id in the operator's other systems. Many at once; what was
/// found is kept for a moment, what wasn't is asked again. Safe for many callers at once.
/// </summary>
internal sealed class CallCustomers(PortalDatabase database, TimeProvider clock)
{
    public const string External = "ext:";
    private const int AtOnce = 500;
    private const int MostKept = 50_000;

    private const string Columns =
        "c.id AS Id, c.external_id AS ExternalId, c.currency AS Currency, c.time_zone AS TimeZone, c.brand AS Brand";

    private const string Where = "c.deleted = 0 AND c.kind = @kind";

    /// <summary>So long a customer may have another currency, zone or brand by now.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    private readonly Lock held = new();
    private readonly Dictionary<string, (CallCustomer[] Found, long Since)> kept = new(StringComparer.Ordinal);

    /// <returns>By name, all who have it: two can have the same id elsewhere. Of a name that nobody has there is nothing.</returns>
    public async Task<IReadOnlyDictionary<string, CallCustomer[]>> Find(IEnumerable<string> names, CancellationToken cancellation)
    {
        var found = new Dictionary<string, CallCustomer[]>(StringComparer.Ordinal);
        var missing = Take(names, found);
        foreach (var part in missing.Chunk(AtOnce))
        {
            foreach (var (name, customers) in await Ask(part, cancellation))
                found[name] = customers;
        }

        Keep(missing, found);
        return found;
    }

    /// <summary>The one of a name, or why there is none.</summary>
    /// <param name="brands">Of whose customers alone somebody hears; null: of all.</param>
    public async Task<(CallCustomer? Customer, string? Wrong)> Only(
        string name, IReadOnlyList<string>? brands, CancellationToken cancellation) =>
        Only(name, await Find([name], cancellation), brands);

    /// <inheritdoc cref="Only(string, IReadOnlyList{string}?, CancellationToken)"/>
    /// <param name="found">As <see cref="Find"/> gave them.</param>
    public static (CallCustomer? Customer, string? Wrong) Only(
        string name, IReadOnlyDictionary<string, CallCustomer[]> found, IReadOnlyList<string>? brands) =>
        Array.FindAll(found.GetValueOrDefault(name) ?? [], one => brands?.Contains(one.Brand, StringComparer.Ordinal) != false) switch
        {
            [] => (null, $"There is no customer {CallFields.Quoted(name)}."),
            [var only] => (only, null),
            var all => (null,
                $"{all.Length} customers have the external account id of {CallFields.Quoted(name)}: name the one by its own id."),
        };

    private string[] Take(IEnumerable<string> names, Dictionary<string, CallCustomer[]> found)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        lock (held)
        {
            foreach (var name in names)
            {
                if (kept.TryGetValue(name, out var one) && clock.GetElapsedTime(one.Since) < Lease)
                    found[name] = one.Found;
                else
                    missing.Add(name);
            }
        }

        return [.. missing];
    }

    private void Keep(string[] asked, Dictionary<string, CallCustomer[]> found)
    {
        var now = clock.GetTimestamp();
        lock (held)
        {
            // Seldom, and then it begins anew: nothing here is dear.
            if (kept.Count + asked.Length > MostKept)
                kept.Clear();
            foreach (var name in asked)
            {
                if (found.TryGetValue(name, out var customers) && kept.Count < MostKept)
                    kept[name] = (customers, now);
                else
                    kept.Remove(name);
            }
        }
    }

    private async Task<IEnumerable<(string Name, CallCustomer[] Found)>> Ask(string[] names, CancellationToken cancellation)
    {
        var external = names.Where(name => name.StartsWith(External, StringComparison.Ordinal)).Select(name => name[External.Length..])
            .Where(name => name.Length > 0).ToArray();
        var ids = names.Where(name => CustomerIds.Is(CustomerKind.Customer, name)).ToArray();
        var kind = UnknownNames.Of(CustomerKind.Customer);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var byId = ids.Length == 0 ? [] : await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM portal_customers c WHERE {Where} AND c.id IN @ids",
            new { kind, ids = new SqlList(ids) },
            cancellationToken: cancellation));
        var byExternal = external.Length == 0 ? [] : await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Columns} FROM portal_customers c WHERE {Where} AND c.external_id IN @external",
            new { kind, external = new SqlList(external) },
            cancellationToken: cancellation));
        return byId.Select(row => (row.Id, new[] { row.ToCustomer() }))
            .Concat(byExternal.GroupBy(row => row.ExternalId!, StringComparer.Ordinal)
                .Select(same => (External + same.Key, same.Select(row => row.ToCustomer()).ToArray())));
    }

    private sealed class Row
    {
        public required string Id { get; init; }
        public string? ExternalId { get; init; }
        public required string Currency { get; init; }
        public string? TimeZone { get; init; }
        public required string Brand { get; init; }

        public CallCustomer ToCustomer() => new(Id, Currency, TimeZone, Brand);
    }
}
