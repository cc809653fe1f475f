using System.Globalization;
using System.Text;
using Dapper;
using Portal.Calls;
using Portal.Storage;

namespace Portal.Alerts;

/// <summary>
/// Sums of calls over many spans of many customers, in one statement: whole quarters of an hour from kept sums, what is before and after
/// them from calls. Subqueries, not a join: each goes along the index of its customer, whatever the database thinks of all together.
/// </summary>
internal sealed class AlertSums(PortalDatabase database)
{
    private const int AtOnce = 500;

    /// <param name="wholeQuarters">None of the spans begins or ends within a quarter.</param>
    public async Task<Dictionary<AlertSpan, CallSums>> Read(
        IEnumerable<AlertSpan> spans, bool wholeQuarters, CancellationToken cancellation)
    {
        var found = new Dictionary<AlertSpan, CallSums>();
        foreach (var part in spans.Distinct().Chunk(AtOnce))
        {
            var rows = await Ask<(long Place, string? Head, string? Middle, string? Tail)>(
                Asked(part, Numbers),
                $"""
                SELECT a.place, {(wholeQuarters ? "NULL" : Calls(part, "a.v0", "a.v1"))} AS head,
                  (SELECT {CallSumTable.Packed(calls: false)} FROM portal_call_quarters s
                    WHERE s.customer = a.customer AND s.quarter >= a.v2 AND s.quarter < a.v3) AS middle,
                  {(wholeQuarters ? "NULL" : Calls(part, "a.v4", "a.v5"))} AS tail
                FROM asked a
                """,
                part,
                cancellation);
            foreach (var (place, head, middle, tail) in rows)
                found[part[(int)place]] = CallSumPack.Of(head, middle, tail);
        }

        return found;
    }

    /// <summary>How many calls of the span's end failed one after the other, of how many that were looked at.</summary>
    /// <param name="most">At most so many are looked at.</param>
    public async Task<Dictionary<AlertSpan, (long Looked, long Failed)>> Failures(
        IEnumerable<AlertSpan> spans, int most, CancellationToken cancellation)
    {
        var found = new Dictionary<AlertSpan, (long, long)>();
        foreach (var part in spans.Distinct().Chunk(AtOnce))
        {
            var rows = await Ask<(long Place, string Packed)>(
                Asked(part, span => [span.From, span.To]),
                string.Create(CultureInfo.InvariantCulture, $"""
                SELECT a.place, (
                  SELECT CAST(COUNT(*) AS text) || ' ' || CAST(COALESCE(SUM(CASE WHEN good = 0 THEN 1 ELSE 0 END), 0) AS text) FROM (
                    SELECT SUM(connected) OVER (ORDER BY call_time DESC, id DESC ROWS UNBOUNDED PRECEDING) AS good FROM (
                      SELECT c.call_time, c.id, c.connected FROM portal_calls c
                      WHERE c.customer = a.customer AND c.call_time >= a.v0 AND c.call_time < a.v1{Bounds(part)}
                      ORDER BY c.call_time DESC, c.id DESC LIMIT {most}) latest) counted) AS packed
                FROM asked a
                """),
                part,
                cancellation);
            foreach (var (place, packed) in rows)
            {
                var numbers = packed.Split(' ');
                found[part[(int)place]] = (
                    long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture));
            }
        }

        return found;
    }

    /// <summary>The table <c>asked</c>: of each its place, whose it is, and numbers <c>v0</c>, <c>v1</c>, ….</summary>
    public static string Asked<T>(IReadOnlyList<T> all, Func<T, long[]> numbers)
    {
        var sql = new StringBuilder();
        for (var place = 0; place < all.Count; place++)
        {
            var values = numbers(all[place]);
            sql.Append(place == 0
                ? $"WITH asked(place, customer{string.Concat(values.Select((_, i) => $", v{i}"))}) AS (VALUES "
                : ", ");
            sql.Append(CultureInfo.InvariantCulture, $"(CAST({place} AS bigint), @c{place}");
            foreach (var value in values)
                sql.Append(CultureInfo.InvariantCulture, $", CAST({value} AS bigint)");
            sql.Append(')');
        }

        return sql.Append(")\n").ToString();
    }

    public async Task<IEnumerable<T>> Ask<T>(
        string asked, string sql, IReadOnlyList<AlertSpan> spans, CancellationToken cancellation, object? more = null)
    {
        var values = new DynamicParameters(more);
        for (var place = 0; place < spans.Count; place++)
            values.Add(string.Create(CultureInfo.InvariantCulture, $"c{place}"), spans[place].Customer);
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        return await connection.QueryAsync<T>(new CommandDefinition(asked + sql, values, cancellationToken: cancellation));
    }

    private static string Calls(AlertSpan[] spans, string from, string to) => $"""
        (SELECT {CallSumTable.Packed(calls: true)} FROM portal_calls c
            WHERE c.customer = a.customer AND c.call_time >= {from} AND c.call_time < {to}{Bounds(spans)})
        """;

    // Says of the days that none of them touches that they needn't be looked at, before any is.
    private static string Bounds(AlertSpan[] spans) => string.Create(
        CultureInfo.InvariantCulture,
        $" AND c.call_time >= {spans.Min(span => span.From)} AND c.call_time < {spans.Max(span => span.To)}");

    // Until when calls, which quarters, from when on calls. Where no whole quarter is inside, all of it is before the first.
    private static long[] Numbers(AlertSpan span)
    {
        var first = (span.From + CallTimes.Quarter - 1) / CallTimes.Quarter;
        var after = span.To / CallTimes.Quarter;
        return first <= after
            ? [span.From, first * CallTimes.Quarter, first, after, after * CallTimes.Quarter, span.To]
            : [span.From, span.To, 0, 0, span.To, span.To];
    }
}
