using System.Runtime.CompilerServices;
using Portal.Calls;

namespace Portal.Tests.Unit.Portals.Sections;

/// <summary>Calls in memory; a cursor is how many stand before it.</summary>
internal sealed class MadeUpCalls : ICallStore, ICallProofs
{
    private readonly List<Call> calls = [];

    /// <summary>What was asked for last.</summary>
    public CallQuery? Asked { get; private set; }

    /// <summary>What sums were asked for last.</summary>
    public BreakoutQuery? AskedSums { get; private set; }

    /// <summary>There are too many to sum.</summary>
    public bool IsLarge { get; set; }

    /// <summary>When all sums were proved.</summary>
    public DateTimeOffset? Proved { get; set; }

    public Task<DateTimeOffset?> VerifiedAt(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        Task.FromResult(Proved);

    public Call Add(Func<Call, Call>? with = null, string customer = "c_1")
    {
        var call = new Call("sw1", $"call-{calls.Count + 1}", customer, SectionWorld.Now.AddMinutes(-1 - calls.Count), "USD")
        {
            Source = "4930123",
            Destination = "33145",
            DestinationName = "France",
            DestinationCode = "33",
            Duration = 67.4m,
            BilledDuration = 68,
            RingDuration = 5,
            PddIn = 900,
            Rate = 0.03m,
            ConnectCost = 0.01m,
            Charge = 0.044m,
            SipCode = 200,
            SipReason = "OK",
            ReleaseReason = "caller",
            SourceIp = "192.0.2.7",
        };
        calls.Add(with is null ? call : with(call));
        return calls[^1];
    }

    // What sections never ask for.
    public Task<CallsCorrected> Correct(IReadOnlyList<CallLine> calls, bool dryRun, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<CallsAppended> Append(IReadOnlyList<CallLine> calls, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<CallPage> Page(CallQuery query, CancellationToken cancellation)
    {
        Asked = query;
        if (query.Cursor is not null && !int.TryParse(query.Cursor, out _))
            return Task.FromResult(new CallPage([], null) { Problems = [new("cursor", "It is none of ours.")] });
        if (query.Sort is "charge" or "-charge" && IsLarge)
            return Task.FromResult(new CallPage([], null) { Problems = [new("sort", "There are too many.")] });
        var (skip, found) = (int.Parse(query.Cursor ?? "0"), Found(query).ToArray());
        return Task.FromResult(new CallPage(
            [.. found.Skip(skip).Take(query.Limit)], skip + query.Limit < found.Length ? $"{skip + query.Limit}" : null)
        {
            Previous = skip == 0 ? null : $"{Math.Max(0, skip - query.Limit)}",
        });
    }

    public IAsyncEnumerable<Call> All(CallQuery query, CancellationToken cancellation) => Found(Asked = query).ToAsyncEnumerable();

    public async IAsyncEnumerable<CallPage> Pages(CallQuery query, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var part = query; ;)
        {
            var page = await Page(part, cancellation);
            yield return page;
            if (page.Next is null)
                yield break;
            part = part with { Cursor = page.Next };
        }
    }

    public Task<Call?> Find(string? customer, CallKey id, CancellationToken cancellation) =>
        Task.FromResult(calls.Find(call => CallKey.Of(call) == id && (customer is null || call.Customer == customer)));

    public Task<IReadOnlyList<Call>> FindById(string callId, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Call>>(calls.FindAll(call => call.CallId == callId));

    public Task<IReadOnlyList<CallSums>?> Totals(CallQuery query, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<CallSums>?>(IsLarge ? null : Sums(Found(Asked = query)));

    public Task<Breakout> Breakout(BreakoutQuery query, CancellationToken cancellation)
    {
        AskedSums = query;
        // Three lines stand for as many as a page has.
        var most = Math.Min(query.Most, query.Most == BreakoutQuery.MostLines ? 3 : int.MaxValue);
        var found = Found(new CallQuery(query.From, query.To) { Customer = query.Customer }).ToArray();
        var lines = from call in found
                    group call by query.Group switch
                    {
                        BreakoutGroup.Destination => (call.DestinationName ?? "", (DateTimeOffset?)null),
                        BreakoutGroup.Prefix => (call.DestinationCode ?? "", null),
                        BreakoutGroup.Day or BreakoutGroup.Hour => ("", Begin(call.CallTime, query)),
                        BreakoutGroup.Customer or BreakoutGroup.Domain or BreakoutGroup.Brand =>
                            throw new NotSupportedException("Staff alone ask for these."),
                    } into line
                    from sums in Sums(line)
                    orderby line.Key.Item2, sums.ChargeMicro descending
                    select new BreakoutLine(line.Key.Item2 is null ? line.Key.Item1 : null, line.Key.Item2, sums);
        return Task.FromResult(new Breakout([.. lines.Take(most)], Sums(lines.Skip(most).Select(line => line.Sums)), Sums(found)));
    }

    public Task<Pivot> Pivot(PivotQuery query, CancellationToken cancellation)
    {
        var cells = from call in Found(new CallQuery(query.From, query.To) { Customer = query.Customer })
                    let local = TimeZoneInfo.ConvertTime(call.CallTime, query.Zone)
                    let step = query.Columns == BreakoutGroup.Hour ? local.Hour : (local.Date - DateTime.UnixEpoch).Days
                    group call by ((query.Rows == BreakoutGroup.Prefix ? call.DestinationCode : call.DestinationName) ?? "", step) into cell
                    from sums in Sums(cell)
                    select new PivotCell(cell.Key.Item1, cell.Key.step, sums);
        return Task.FromResult(new Pivot([.. cells]) { IsTooLong = query.To - query.From > TimeSpan.FromDays(PivotQuery.MostDays + 1) });
    }

    public Task<IReadOnlyList<string>> Destinations(
        string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<string>>([.. Found(new CallQuery(from, to) { Customer = customer })
            .Select(call => call.DestinationName).OfType<string>().Distinct()]);

    public Task<DateTimeOffset?> FirstCall(string customer, CancellationToken cancellation) => Task.FromResult(
        calls.Where(call => call.Customer == customer).Select(call => (DateTimeOffset?)call.CallTime).Min());

    private static DateTimeOffset Begin(DateTimeOffset time, BreakoutQuery query)
    {
        var local = TimeZoneInfo.ConvertTime(time, query.Zone);
        return query.Group == BreakoutGroup.Day
            ? ZoneDays.Begins(DateOnly.FromDateTime(local.Date), query.Zone)
            : new(local.Date.AddHours(local.Hour), local.Offset);
    }

    private IEnumerable<Call> Found(CallQuery query) => calls.Where(call =>
        call.CallTime >= query.From && call.CallTime < query.To && (query.Customer is null || call.Customer == query.Customer)
        && Begins(call.Source, query.Source, query.InAnyForm) && Begins(call.Destination, query.Destination, query.InAnyForm)
        && (query.CallId is null || call.CallId == query.CallId)
        && (query.Direction is null || call.Direction == query.Direction)
        && (query.DestinationName is null || call.DestinationName == query.DestinationName)
        && (query.DestinationCode is null || call.DestinationCode == query.DestinationCode)
        && (query.Number is null || Begins(call.Source, query.Number) || Begins(call.Destination, query.Number))
        && (query.SipCode is null || call.SipCode == query.SipCode)
        && (query.Connected is null || call.IsConnected == query.Connected)
        && (query.MinDuration is null || call.Duration >= query.MinDuration));

    private static bool Begins(string? text, string? with, bool inAnyForm = false) => with is null
        || text?.StartsWith(with, StringComparison.Ordinal) == true
        || (inAnyForm && ((string[])["+", "00"]).Any(before => text?.StartsWith(before + with, StringComparison.Ordinal) == true));

    private static CallSums[] Sums(IEnumerable<Call> calls) => Sums(calls.Select(call => new CallSums(call.Currency)
    {
        Attempts = 1,
        Connected = call.IsConnected ? 1 : 0,
        DurationMs = (long)(call.Duration * 1000),
        BilledMs = (long)((call.BilledDuration ?? 0) * 1000),
        ChargeMicro = call.Cost.ToMicro(),
    }));

    private static CallSums[] Sums(IEnumerable<CallSums> parts) =>
        [.. parts.GroupBy(part => part.Currency).Select(same => same.Aggregate((one, other) => one + other))];
}
