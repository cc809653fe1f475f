using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>The last calls, why each ended first: for whoever looks for a fault.</summary>
internal sealed class LatestCallsSection(PortalAnswer answer, ICallStore store) : IPortalSection
{
    private const int Most = 50;

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    private static readonly Column<Call>[] Columns =
    [
        CdrColumns.Of("releaseReason").OfList with { Show = Reason },
        .. ((string[])["sipCode", "sourceIp", "callTime", "source", "destination", "duration"]).Select(key => CdrColumns.Of(key).OfList),
    ];

    public string Key => "latest-calls";

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call) || rest is not ("" or ".csv"))
            return false;
        var calls = await Read(call);
        if (rest.Length > 0)
            await CsvAnswer.Send(call, ReportTexts.Of(call), Key, CsvRange.Now, Columns, calls.ToAsyncEnumerable());
        else
            await Show(call, calls);
        return true;
    }

    private async Task Show(PortalCall call, IReadOnlyList<Call> calls)
    {
        var (texts, reports) = (TextSet.Of<LatestCallsSection>(call.Texts.Language), ReportTexts.Of(call));
        await answer.Page<LatestCallsPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            Data = new LatestCalls(TableModel.Of(call, texts["Menu"], reports, Columns, calls)),
        });
    }

    private async Task<IReadOnlyList<Call>> Read(PortalCall call)
    {
        // A switch whose clock is ahead is among it.
        var query = new CallQuery(call.Now - Week, call.Now.AddDays(1))
        {
            Customer = call.Place.Customer,
            MaskedBefore = call.MaskedBefore,
            Limit = Most,
        };
        var found = (await store.Page(query, call.Aborted)).Items;
        if (found.Count == Most)
            return found;
        // Of a range always: the last week has them, but of who calls seldom.
        query = query with { From = call.Now - Longest, To = query.From, Limit = Most - found.Count };
        return [.. found, .. (await store.Page(query, call.Aborted)).Items];
    }

    private static Cell Reason(PortalCall call, Call row)
    {
        var text = ReleaseWords.Of(call, row) ?? row.SipReason
            ?? (row.SipCode is { } code ? SipMeaning.Of(call, code).Name : null) ?? ReportTexts.Of(call)["Open"];
        return Cell.State(text, Look(row)) with { Path = call.Sees("cdr") ? CallPath.Of(row) : null };
    }

    // Nobody there, or somebody who doesn't want to: that is no fault.
    private static string Look(Call row) => row switch
    {
        { IsConnected: true } => "good",
        { SipCode: 480 or 486 or 487 or 600 or 603 } => "off",
        _ => "bad",
    };
}

internal sealed record LatestCalls(TableModel Table);
