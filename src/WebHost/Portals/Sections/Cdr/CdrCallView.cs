using Portal.Calls;
using Portal.WebHost.Front;

namespace Portal.WebHost.Portals;

/// <summary>One call as its page shows it: only what the domain's columns allow.</summary>
internal sealed record CdrCallView(PortalCall Reader, Call Row, string[] Allowed)
{
    private const int DaysAround = 3;

    public static CdrCallView Of(PortalCall reader, Call row) =>
        new(reader, CallMask.Of(row, reader.MaskedBefore), CdrColumns.Allowed(reader));

    public IReadOnlyList<CallPhase> Phases => CallPhases.Of(Row, Allows);

    public IReadOnlyList<CostStep> Cost => CostLadder.Of(Row, Allows);

    /// <summary>Where the recording is heard; null: there is none, or the domain shows none.</summary>
    public string? Audio => Row.HasAudio && CallAudio.IsAllowed(Allowed) ? CallPath.Of(Row) + RecordingAnswer.Path : null;

    /// <summary>Where the list was that the reader came from.</summary>
    public string Back => PageBefore.Of(Reader.Context.Request) is { } before
        && before.StartsWith("/cdr?", StringComparison.Ordinal) ? before : "/cdr";

    public IEnumerable<(string Label, string? Text)> Facts =>
        from key in Allowed
        let column = CdrColumns.Of(key)
        let cell = column.Show(Reader, Row)
        // Whose zone is UTC reads it once.
        let exact = Reader.Zone.BaseUtcOffset == TimeSpan.Zero && !Reader.Zone.SupportsDaylightSavingTime ? null : cell.Exact
        select (column.OfList.Label(Reader, ReportTexts.Of(Reader)), exact is null ? cell.Text : $"{cell.Text} ({exact})");

    /// <summary>Lists of calls that have something in common with this one, each by a key of the section's texts.</summary>
    public IEnumerable<(string Key, string Path)> Next
    {
        get
        {
            if (Number(Row.Destination) is { } destination && Allows("destination"))
                yield return ("Next.Destination", Around("destination", destination));
            if (Number(Row.Source) is { } source && Allows("source"))
                yield return ("Next.Source", Around("source", source));
            if (!Allows("callTime"))
                yield break;
            var hour = new DateTimeOffset(Row.CallTime.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour, TimeSpan.Zero);
            yield return ("Next.Hour", $"/cdr?from={Moments.Machine(hour)}&to={Moments.Machine(hour.AddHours(1))}");
        }
    }

    public bool Allows(string key) => Allowed.Contains(key);

    // As a list can be asked for it.
    private string? Number(string? shown) =>
        shown is not null && Row.CallTime < Reader.MaskedBefore ? CallMask.Beginning(shown) : shown;

    private string Around(string key, string value)
    {
        var filter = $"/cdr?{key}={Uri.EscapeDataString(value)}";
        return Allows("callTime") ? $"{filter}&from={Day(-DaysAround)}&to={Day(DaysAround)}" : filter;
    }

    private string Day(int days) => CsvName.Day(Reader, Row.CallTime.AddDays(days));
}
