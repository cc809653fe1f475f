using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>
/// Reads sums: from those that are kept, and at the edges of a range, where no kept one fits, from the calls themselves, wherever they lie.
/// </summary>
internal sealed class CallSumReader(PortalDatabase database, CallEdge edge, ArchiveSums archive)
{
    // To choose from: nobody looks through more.
    private const int MostNames = 300;

    /// <summary>From when on calls are kept, if those of an end of a range aren't; null: they are, or there is no such end.</summary>
    /// <param name="from">The first moment.</param>
    /// <param name="to">The moment after the last; not after the first: there is none.</param>
    public async Task<DateTimeOffset?> Lacks(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        from < to && await edge.At(cancellation) is var kept && from < kept ? kept : null;

    /// <summary>Of a range, whole steps of which are summed.</summary>
    /// <param name="query">Its range, its customer and its brands say which; nothing else may.</param>
    /// <param name="kept">One that has steps.</param>
    /// <param name="ofSums">What of kept sums the lines stand for, as <c>name</c> or <c>time</c>; null: for all.</param>
    /// <param name="ofCalls">The same of calls.</param>
    /// <returns>No rows where an end of it isn't kept, and from when on calls are.</returns>
    public async Task<(IEnumerable<CallSumsRow> Rows, DateTimeOffset? KeptFrom)> Within(
        CallQuery query, CallSumTable kept, string? ofSums, CallBy? ofCalls, CancellationToken cancellation)
    {
        var (number, step) = kept.Steps ?? throw new ArgumentException($"{kept.Name} has no steps of time.", nameof(kept));
        if (CallSpan.Of(query.From, query.To, step) is not { } span)
        {
            return await Lacks(query.From, query.To, cancellation) is { } gone
                ? ([], gone)
                : (await Calls(query, ofCalls, cancellation), null);
        }

        if ((await Lacks(query.From, span.Begins, cancellation) ?? await Lacks(span.Ends, query.To, cancellation)) is { } lacking)
            return ([], lacking);
        CallSumsRow[] rows =
        [
            .. await Calls(query with { To = span.Begins }, ofCalls, cancellation),
            .. await Sums(
                kept,
                ofSums,
                $"s.{number} >= @First AND s.{number} < @After"
                    + (query.Customer is null ? "" : " AND s.customer = @Customer")
                    + (query.Brands is null ? "" : " AND " + CallBrands.Only("s.customer")),
                new { query.Customer, span.First, span.After },
                query.Brands,
                cancellation),
            .. await Calls(query with { From = span.Ends }, ofCalls, cancellation),
        ];
        return (rows, null);
    }

    /// <summary>The first quarter of an hour that a customer has sums of; null: it has none.</summary>
    public async Task<DateTimeOffset?> First(string customer, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QuerySingleAsync<long?>(new CommandDefinition(
            $"SELECT MIN(quarter) FROM {CallSumTable.Quarters.Name} WHERE customer = @customer AND attempts > 0",
            new { customer },
            cancellationToken: cancellation)) is { } quarter
            ? DateTimeOffset.FromUnixTimeMilliseconds(quarter * CallTimes.Quarter)
            : null;
    }

    /// <summary>Names of a customer's destinations, those with the most calls first.</summary>
    public async Task<IReadOnlyList<string>> Destinations(
        string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        // Days are of the billing zone: the one before and the one after may hold some of the range.
        var last = CallTimes.DayOf(to.ToUnixTimeMilliseconds() - 1) + 1;
        var first = Math.Max(CallTimes.DayOf(from.ToUnixTimeMilliseconds()) - 1, last - CallSums.NamedDays - 1);
        return (await connection.QueryAsync<string>(new CommandDefinition(
            $"""
            SELECT destination_name FROM {CallSumTable.Days.Name}
            WHERE customer = @customer AND day >= @first AND day <= @last AND destination_name <> '' AND attempts > 0
            GROUP BY destination_name ORDER BY SUM(attempts) DESC, destination_name LIMIT {MostNames}
            """,
            new { customer, first, last },
            cancellationToken: cancellation))).AsList();
    }

    /// <summary>Of a table of sums, with the alias <c>s</c>.</summary>
    /// <param name="by">What the lines stand for; null: for all.</param>
    public Task<IEnumerable<CallSumsRow>> Sums(
        CallSumTable table,
        string? by,
        string where,
        object values,
        IReadOnlyList<string>? brands,
        CancellationToken cancellation)
    {
        var parameters = new DynamicParameters(values);
        if (brands is not null)
            parameters.Add("Brands", new SqlList(brands));
        return Ask("s", by, CallSumTable.Select(calls: false, "s."), $"{table.Name} s WHERE {where}", parameters, cancellation);
    }

    /// <summary>Of calls that are kept.</summary>
    /// <param name="by">What the lines stand for; null: for all.</param>
    public async Task<IEnumerable<CallSumsRow>> Calls(CallQuery query, CallBy? by, CancellationToken cancellation)
    {
        var borders = await edge.Borders(cancellation);
        if (query.From < borders.KeptAt)
            query = query with { From = borders.KeptAt };
        if (query.From >= query.To)
            return [];
        IEnumerable<CallSumsRow> archived = [];
        if (query.From < borders.HotAt)
        {
            archived = await archive.Of(query.To <= borders.HotAt ? query : query with { To = borders.HotAt }, by, cancellation);
            query = query with { From = borders.HotAt };
        }

        if (query.From >= query.To)
            return archived;
        var conditions = new CallConditions(query);
        return
        [
            .. archived,
            .. await Ask(
                "c",
                by?.Sql,
                CallSumTable.Select(calls: true),
                $"portal_calls c WHERE {conditions.Sql}",
                conditions.Parameters,
                cancellation),
        ];
    }

    private async Task<IEnumerable<CallSumsRow>> Ask(
        string alias, string? by, string sums, string from, DynamicParameters parameters, CancellationToken cancellation)
    {
        // What lines stand for may be two things.
        var (lines, groups) = by is null
            ? ($"{alias}.currency", "1")
            : ($"{by}, {alias}.currency", string.Join(", ", Enumerable.Range(1, by.Split(", ").Length + 1)));
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<CallSumsRow>(new CommandDefinition(
            $"SELECT {lines}, {sums} FROM {from} GROUP BY {groups}", parameters, cancellationToken: cancellation));
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
