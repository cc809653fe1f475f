using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// A query on rows of archived files: finds what <see cref="CallConditions"/> finds in the table. A column is read if it is asked for.
/// </summary>
internal sealed class ArchiveConditions
{
    private readonly CallQuery query;
    private readonly HashSet<string>? customers;
    private readonly long maskedBefore;

    private ArchiveConditions(CallQuery query, HashSet<string>? customers)
    {
        (this.query, this.customers) = (query, customers);
        (From, To) = (CallConditions.Ceiling(query.From), CallConditions.Ceiling(query.To));
        maskedBefore = query.MaskedBefore is { } before ? CallConditions.Ceiling(before) : long.MinValue;
    }

    public long From { get; }

    public long To { get; }

    public static async Task<ArchiveConditions> Of(PortalDatabase database, CallQuery query, CancellationToken cancellation)
    {
        if (query.Brands is not { } brands)
            return new(query, null);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var found = await connection.QueryAsync<string>(new CommandDefinition(
            CallBrands.Customers, new { Brands = new SqlList(brands) }, cancellationToken: cancellation));
        return new(query, found.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The rows that are asked for, of a part of the range.</summary>
    public async Task<List<int>> Rows(ArchiveGroup group, long from, long to, CancellationToken cancellation)
    {
        var times = await group.Numbers(ArchiveColumns.Time, cancellation);
        var found = new List<int>();
        for (var row = 0; row < times.Length; row++)
        {
            if (times[row] >= from && times[row] < to)
                found.Add(row);
        }

        await Keep(ArchiveColumns.Customer, query.Customer);
        if (customers is not null)
            await Texts(ArchiveColumns.Customer, customer => customers.Contains(customer!));
        await Keep("call_id", query.CallId);
        await Keep("direction", query.Direction);
        await Keep("destination_name", query.DestinationName);
        await Keep("destination_code", query.DestinationCode);
        await Numbers("sip_code", query.SipCode, code => code == query.SipCode);
        await Numbers("duration_ms", query.MinDuration, duration => duration >= query.MinDuration * 1000L);
        await Numbers(ArchiveColumns.ReceivedAt, query.ReceivedBefore, at => at <= query.ReceivedBefore!.Value.ToUnixTimeMilliseconds());
        if (query.Connected is { } connected)
            await Connected(connected);
        if (found.Count > 0 && (query.Source ?? query.Destination ?? query.Number) is not null)
            await Numbered();
        return found;

        Task Keep(string column, string? wanted) => wanted is null ? Task.CompletedTask : Texts(column, text => text == wanted);

        async Task Texts(string column, Predicate<string?> holds)
        {
            if (found.Count == 0)
                return;
            var values = await group.Texts(column, cancellation);
            found.RemoveAll(row => !holds(values[row]));
        }

        async Task Numbers(string column, object? wanted, Predicate<long?> holds)
        {
            if (found.Count == 0 || wanted is null)
                return;
            var values = await group.Numbers(column, cancellation);
            found.RemoveAll(row => !holds(values[row]));
        }

        // As a call says it of itself.
        async Task Connected(bool wanted)
        {
            if (found.Count == 0)
                return;
            var codes = await group.Numbers("sip_code", cancellation);
            var durations = await group.Numbers("duration_ms", cancellation);
            found.RemoveAll(row => (codes[row] is { } code ? code is >= 200 and < 300 : durations[row] > 0) != wanted);
        }

        async Task Numbered()
        {
            var sources = await group.Texts("source", cancellation);
            var destinations = await group.Texts("destination", cancellation);
            found.RemoveAll(row =>
            {
                var (source, destination) = times[row] < maskedBefore
                    ? (CallMask.Left(sources[row]), CallMask.Left(destinations[row]))
                    : (sources[row], destinations[row]);
                return !Begins(source, query.Source) || !Begins(destination, query.Destination)
                    || (query.Number is { } number && !Dialled(source, number) && !Dialled(destination, number));
            });
        }
    }

    private bool Begins(string? number, string? beginning) => Is(number, beginning)
        || (query.InAnyForm && TypedNumber.IsDigits(beginning!) && (Is(number, "+" + beginning) || Is(number, "00" + beginning)));

    private static bool Is(string? number, string? beginning) =>
        beginning is null || number?.StartsWith(beginning, StringComparison.Ordinal) == true;

    private static bool Dialled(string? number, string beginning) => Is(number, beginning) || Is(number, "+" + beginning);
}
