using Portal.Calls;
using Portal.Tests.Bench.Lists;

namespace Portal.Tests.Bench.Calls;

/// <summary>Sums of thirty days, against the same summed of the calls themselves.</summary>
internal static class CdrSums
{
    private const double Faster = 50;
    private const string Range = "WHERE call_time >= @from AND call_time < @to";

    private static readonly string Sums = CallSumTable.Select(calls: true) + " FROM portal_calls";

    public static async Task Measure(ListStore store, CallQuery month, CdrFront front, CdrFigures figures)
    {
        var all = new BreakoutQuery(month.From, month.To) { Zone = TimeZoneInfo.Utc };
        var whose = " AND customer = @Customer";
        await Compare("breakout of 30 days, the largest customer", all with { Customer = month.Customer },
            $"SELECT destination_name, {Sums} {Range}{whose} GROUP BY 1", 15, Faster);
        await Compare("breakout of 30 days, all customers", all, $"SELECT destination_name, {Sums} {Range} GROUP BY 1", 3, Faster);
        foreach (var (group, column) in new[]
        {
            (BreakoutGroup.Customer, "c.name"), (BreakoutGroup.Domain, "c.domain"), (BreakoutGroup.Brand, "c.reseller"),
        })
        {
            await Compare(
                $"the same by {group.ToString().ToLowerInvariant()}",
                all with { Group = group },
                $"SELECT {column}, {Sums} JOIN portal_customers c ON c.id = customer {Range} GROUP BY 1",
                3);
        }

        await Compare("by day, the largest customer", all with { Customer = month.Customer, Group = BreakoutGroup.Day },
            $"SELECT call_time / 86400000, {Sums} {Range}{whose} GROUP BY 1", 15);
        await figures.Compare("totals of 30 days, the largest customer", async () => _ = await store.Calls.Totals(month, default),
            () => ByHand.Read(store, $"SELECT {Sums} {Range}{whose}", month), 15);
        await front.Once("over HTTPS: the customer's breakout", $"/breakout?{front.Range(month)}", 30, figures);

        Task Compare(string name, BreakoutQuery query, string sql, int times, double? faster = null) => figures.Compare(
            name, async () => _ = await store.Calls.Breakout(query, default), () => ByHand.Read(store, sql, month), times, faster: faster);
    }
}
