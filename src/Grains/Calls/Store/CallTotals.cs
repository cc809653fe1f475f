using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Sums of whole queries. Where nothing but time says which calls, whole quarters of an hour are summed already and only the edges are read
/// from calls; else all are read, for as long as somebody would wait for a page.
/// </summary>
internal sealed class CallTotals(PortalDatabase database)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<CallSums>?> Of(CallQuery query, CancellationToken cancellation)
    {
        if (query.IsPlain)
            return await Plain(query, cancellation);
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(Patience);
        try
        {
            return await FromCalls(query, late.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<CallSums>> Plain(CallQuery query, CancellationToken cancellation)
    {
        var inner = CallSpan.Of(query.From, query.To, CallTimes.Quarter);
        if (inner is not { } span)
            return await FromCalls(query, cancellation);
        var parts = new List<CallSums>();
        parts.AddRange(await FromCalls(query with { To = span.Begins }, cancellation));
        parts.AddRange(await FromCalls(query with { From = span.Ends }, cancellation));
        var parameters = new DynamicParameters(new { query.Customer, First = span.First, After = span.After });
        var whose = query.Customer is null ? "" : " AND s.customer = @Customer";
        if (query.Brands is { } brands)
        {
            whose += " AND " + CallBrands.Only("s.customer");
            parameters.Add("Brands", new SqlList(brands));
        }

        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        parts.AddRange((await connection.QueryAsync<CallSumsRow>(new CommandDefinition(
            $"""
            SELECT s.currency, {CallSumTable.Select(calls: false, "s.")} FROM {CallSumTable.Quarters.Name} s
            WHERE s.quarter >= @First AND s.quarter < @After{whose} GROUP BY s.currency
            """,
            parameters,
            cancellationToken: cancellation))).Select(row => row.ToSums()));
        return CallSumsRow.ByCurrency(parts);
    }

    private async Task<IReadOnlyList<CallSums>> FromCalls(CallQuery query, CancellationToken cancellation)
    {
        if (query.From >= query.To)
            return [];
        var conditions = new CallConditions(query);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<CallSumsRow>(new CommandDefinition(
            $"SELECT c.currency, {CallSumTable.Select(calls: true)} FROM portal_calls c WHERE {conditions.Sql} GROUP BY c.currency",
            conditions.Parameters,
            cancellationToken: cancellation));
        return CallSumsRow.ByCurrency(rows.Select(row => row.ToSums()));
    }
}

/// <summary>The whole steps inside of a range: numbered from 1970, with the moments that they begin and end at.</summary>
internal readonly record struct CallSpan(long First, long After, long Step)
{
    public DateTimeOffset Begins => DateTimeOffset.FromUnixTimeMilliseconds(First * Step);

    public DateTimeOffset Ends => DateTimeOffset.FromUnixTimeMilliseconds(After * Step);

    /// <summary>Null: no whole one is inside.</summary>
    public static CallSpan? Of(DateTimeOffset from, DateTimeOffset to, long step)
    {
        var first = (from.ToUnixTimeMilliseconds() + step - 1) / step;
        var after = to.ToUnixTimeMilliseconds() / step;
        return first < after ? new CallSpan(first, after, step) : null;
    }
}
