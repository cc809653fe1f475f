using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>
/// The calls of the last thirty days as the overview shows them: the numbers of the breakout, of its columns that the domain allows.
/// </summary>
/// <param name="Days">Oldest first, each day once for each currency.</param>
internal sealed record DashboardCalls(TableModel Periods, TableModel EachDay, IReadOnlyList<DashboardDay> Days)
{
    public const int Shown = 30;

    private static readonly string[] Numbers = ["attempts", "connected", "duration", "charge", "asr", "acd"];

    /// <summary>What was charged in the customer's currency on each of the last whole days, the oldest first.</summary>
    public required decimal[] Charged { get; init; }

    /// <summary>When the sums were last proved; null: some weren't.</summary>
    public required DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>The day that it is there.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The domain shows what calls cost.</summary>
    public required bool ShowsCharge { get; init; }

    /// <summary>Null: this contact doesn't see sums of calls, or there are none.</summary>
    public static async Task<DashboardCalls?> Read(PortalCall call, ICallStore store, ICallProofs proofs, TextSet texts)
    {
        if (!call.Sees("breakout") || call.Customer.IsCarrier)
            return null;
        var today = ZoneDays.Day(call.Now, call.Zone);
        var (from, to) = (ZoneDays.Begins(today.AddDays(1 - Shown), call.Zone), ZoneDays.Begins(today.AddDays(1), call.Zone));
        var found = await store.Breakout(
            new(from, to)
            {
                Customer = call.Place.Customer,
                Group = BreakoutGroup.Day,
                Zone = call.Zone,
            },
            call.Aborted);
        if (found.Lines.Count == 0)
            return null;
        var allowed = BreakoutRequest.Allowed(call);
        var columns = BreakoutColumns.Of([.. Numbers.Where(allowed.Contains)]);
        var days = Enumerable.Range(0, Shown).Select(i => Day(found, today.AddDays(i + 1 - Shown), call)).ToArray();
        return new(
            Summary(call, texts, columns, found, today),
            ByDay(call, texts, columns, found),
            days)
        {
            VerifiedAt = await proofs.VerifiedAt(from, to, call.Aborted),
            Today = today,
            ShowsCharge = allowed.Contains("charge"),
            Charged = [.. days[..^1].TakeLast(CallForecast.Days).Select(day => day.Charged)],
        };
    }

    private static DashboardDay Day(Breakout found, DateOnly day, PortalCall call)
    {
        var sums = found.Lines.Where(line => ZoneDays.Day(line.Time!.Value, call.Zone) == day).Select(line => line.Sums).ToArray();
        return new(
            day,
            sums.Sum(one => one.Attempts),
            sums.Sum(one => one.Connected),
            sums.Where(one => one.Currency == call.Customer.Currency).Sum(one => one.Charge.Amount));
    }

    // Today, seven days and thirty: a line for each currency in which there were calls.
    private static TableModel Summary(PortalCall call, TextSet texts, Column<BreakoutRow>[] columns, Breakout found, DateOnly today)
    {
        (string Name, int Days, string Path)[] periods =
        [
            ("Calls.Today", 1, "/breakout?range=today"),
            ("Calls.Week", 7, "/breakout?range=last7d"),
            ("Calls.Month", Shown, $"/breakout?from={today.AddDays(1 - Shown):yyyy-MM-dd}&to={today:yyyy-MM-dd}"),
        ];
        return Table(call, texts, columns, texts["Calls.Period"], periods.SelectMany(period =>
        {
            var first = today.AddDays(1 - period.Days);
            var sums = found.Lines.Where(line => ZoneDays.Day(line.Time!.Value, call.Zone) >= first)
                .GroupBy(line => line.Sums.Currency).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => group.Select(line => line.Sums).Aggregate((a, b) => a + b)).ToArray();
            return (sums.Length == 0 ? [new CallSums(call.Customer.Currency)] : sums)
                .Select(one => (new Cell(texts[period.Name]) { Path = period.Path }, one));
        }));
    }

    private static TableModel ByDay(PortalCall call, TextSet texts, Column<BreakoutRow>[] columns, Breakout found) =>
        Table(call, texts, columns, texts["Calls.Day"], found.Lines.Reverse()
            .Select(line => (new Cell(Moments.Date(call, line.Time!.Value)), line.Sums)));

    private static TableModel Table(
        PortalCall call, TextSet texts, Column<BreakoutRow>[] columns, string first, IEnumerable<(Cell First, CallSums Sums)> lines)
    {
        var labels = TextSet.Of<BreakoutSection>(call.Texts.Language);
        return new TableModel(
            $"{texts["Calls"]} – {first}",
            [new TableHead(first, false), .. columns.Select(column => new TableHead(column.Label(call, labels), column.IsNumber))],
            [.. lines.Select(line => (Cell[])[line.First, .. columns.Select(column => column.Show!(
                call, new BreakoutRow(null, null, line.Sums, BreakoutGroup.Day)))])]);
    }
}

/// <param name="Charged">In the customer's currency.</param>
internal sealed record DashboardDay(DateOnly Day, long Attempts, long Connected, decimal Charged);
