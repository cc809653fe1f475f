using System.Globalization;
using Portal.Calls;
using Portal.Saving;

namespace Portal.WebHost.Portals;

/// <summary>
/// The calls in progress, as switches told last. The page is right at the moment that it was made; a script reads it again.
/// </summary>
internal sealed class DialogsSection(PortalAnswer answer, ILiveSet<LiveCall> calls) : IPortalSection
{
    private static readonly Column<LiveCall>[] Columns =
    [
        new("started", (call, row) => Cell.Moment(call, row.Started), (call, row) => CsvCell.Of(call, row.Started)) { NamesZone = true },
        new("duration", (call, row) => Duration(call, row), (call, row) => CsvCell.Of(Seconds(call, row))),
        new("source", (_, row) => new(row.Source), (_, row) => CsvCell.Of(row.Source)),
        new("destination", (_, row) => new(row.Destination), (_, row) => CsvCell.Of(row.Destination)),
        new("state", (call, row) => State(call, row.State), (_, row) => CsvCell.Of(UnknownNames.Of(row.State))),
        new("switch", (_, row) => new(row.Switch), (_, row) => CsvCell.Of(row.Switch)),
        new("callId", null, (_, row) => CsvCell.Of(row.CallId)),
    ];

    // Of a call that is over the domain says whether they are shown.
    private static readonly string[] OfCalls = ["source", "destination", "callId"];

    public string Key => "dialogs";

    public async Task<bool> Serve(PortalCall call, string rest)
    {
        if (!SectionForm.IsRead(call))
            return false;
        switch (rest)
        {
            case "":
                await Show(call);
                return true;
            case ".csv":
                await CsvAnswer.Send(
                    call,
                    Texts(call),
                    Key,
                    CsvRange.Now,
                    Shown(call),
                    calls.All(Query(call), call.Aborted).Select(row => CallMask.Of(row, call.MaskedBefore)));
                return true;
            default:
                return false;
        }
    }

    private async Task Show(PortalCall call)
    {
        var texts = Texts(call);
        var switches = await calls.Switches(Query(call), call.Aborted);
        var page = await ListModel.Read(
            call, list => calls.Page(Query(call) with { Limit = list.Limit, Cursor = list.Cursor }, call.Aborted));
        await answer.Page<DialogsPage>(new ShellModel
        {
            Call = call,
            Section = Key,
            Title = texts["Menu"],
            Texts = texts,
            Data = new Dialogs(
                Count(call, texts, switches.Sum(one => one.Count)),
                StaleNotes.Of(call, texts, switches),
                StaleNotes.Empty(texts, switches),
                TableModel.Of(call, texts["Menu"], texts, Shown(call), page.Items.Select(row => CallMask.Of(row, call.MaskedBefore))),
                page.Next),
        });
    }

    private static Column<LiveCall>[] Shown(PortalCall call)
    {
        var allowed = CdrColumns.Allowed(call);
        return [.. Columns.Where(column => !OfCalls.Contains(column.Key) || allowed.Contains(column.Key))];
    }

    private static LiveQuery Query(PortalCall call) => new() { Customer = call.Place.Customer };

    private static TextSet Texts(PortalCall call) => TextSet.Of<DialogsSection>(call.Texts.Language);

    /// <summary>How many there are, and how many the customer may have at a time.</summary>
    private static string Count(PortalCall call, TextSet texts, long now) => call.Customer.Channels is { } most
        ? texts.Format(
            most == 1 ? "Allowed.One" : "Allowed.Many", texts.Count("Count", now), most.ToString("N0", call.Culture))
        : texts.Count("Count", now);

    // A switch's clock may be ahead of ours.
    private static long Seconds(PortalCall call, LiveCall row) => Math.Max(0, (long)(call.Now - row.Started).TotalSeconds);

    /// <summary>As a duration to machines too: what counts it up needs no clock that agrees with ours.</summary>
    private static Cell Duration(PortalCall call, LiveCall row)
    {
        var seconds = Seconds(call, row);
        return new(
            DurationText.Whole(seconds, call.Culture), CellKind.Time, string.Create(CultureInfo.InvariantCulture, $"PT{seconds}S"));
    }

    private static Cell State(PortalCall call, LiveCallState state) => Cell.State(
        Texts(call).Word("State.", state),
        UnknownNames.IsUnknown(state) ? "off" : state switch
        {
            LiveCallState.Ringing => "wait",
            LiveCallState.Answered => "good",
        });
}

/// <param name="Stale">Sentences about switches that fell silent.</param>
/// <param name="Empty">What to say when there is nothing.</param>
/// <param name="Next">The cursor of the page after; null: this is the last.</param>
internal sealed record Dialogs(string Count, IReadOnlyList<string> Stale, string Empty, TableModel Table, string? Next);
