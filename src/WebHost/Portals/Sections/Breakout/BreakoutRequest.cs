using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Which sums an address asks for, and by what.</summary>
internal sealed record BreakoutRequest : IReport
{
    /// <summary>In the address: <c>compare=before</c>.</summary>
    public const string Compare = "compare";
    public const string IsBefore = "before";

    /// <summary>Parts of the address that the report knows.</summary>
    public static readonly string[] Keys = ["range", "from", "to", "tz", "group", Compare, ReportViews.Part];

    /// <summary>Those that no other report knows.</summary>
    public static readonly string[] Own = ["group", Compare, ReportViews.Part];

    public required ReportAddress Address { get; init; }

    /// <summary>In the zone of the report.</summary>
    public required PortalCall Call { get; init; }

    /// <summary>On whole quarters of an hour, which sums are kept by.</summary>
    public ReportRange? Range { get; private init; }

    /// <summary>What lines can stand for, of what the domain allows; the first is what nobody chose.</summary>
    public required BreakoutGroup[] Groups { get; init; }

    public BreakoutGroup Group { get; private init; }

    /// <summary>What it is compared with; null: with nothing.</summary>
    public PeriodBefore? Before { get; private init; }

    /// <summary>Keys of what is shown, in the domain's order; what lines stand for is always among them.</summary>
    public required string[] Columns { get; init; }

    public IReadOnlyDictionary<string, string> Wrong { get; init; } = new Dictionary<string, string>();

    /// <summary>Null: something in the address is wrong.</summary>
    public BreakoutQuery? Query => Wrong.Count > 0 || Range is not { } range ? null : new(range.From, range.To)
    {
        Customer = Call.Place.Customer,
        Group = Group,
        Zone = range.Zone,
        // Which line has one before is known of all of them alone.
        Most = Before is null ? BreakoutQuery.MostLines : int.MaxValue,
    };

    public static BreakoutRequest Of(PortalCall call)
    {
        var address = ReportAddress.Of("/breakout", call.Context.Request.Query, Keys);
        var (range, errors) = ReportRange.Read(call.Context.Request.Query, call.Zone, call.Now);
        var allowed = Allowed(call);
        var groups = GroupsOf(allowed);
        var group = groups[0];
        if (address["group"] is { } name)
        {
            var chosen = Array.FindIndex(groups, one => Names<BreakoutGroup>.Of(one) == name);
            if (chosen < 0)
                errors.Add(new("group", $"Write one of {string.Join(", ", groups.Select(Names<BreakoutGroup>.Of))}."));
            else
                group = groups[chosen];
        }

        if (address[Compare] is { } compare && compare != IsBefore)
            errors.Add(new(Compare, $"Write {IsBefore}."));
        range = range?.OnQuarters();
        return new BreakoutRequest
        {
            Address = address,
            Call = range is null ? call : call with { Zone = range.Zone },
            Range = range,
            Before = range is not null && address[Compare] == IsBefore ? PeriodBefore.Of(range, call.Now) : null,
            Groups = groups,
            Group = group,
            Columns = Shown(allowed, group),
            Wrong = ReportProblems.Of(call, errors),
        };
    }

    /// <summary>The column of what lines stand for.</summary>
    public static string Line(BreakoutGroup group) => IsOfTime(group) ? "callTime" : "destinationName";

    public static bool IsOfTime(BreakoutGroup group) => group is BreakoutGroup.Day or BreakoutGroup.Hour;

    /// <summary>Keys of the columns that the domain shows, in its order.</summary>
    public static string[] Allowed(PortalCall call) =>
        call.Site.Site.Settings?.BreakoutColumns is { Length: > 0 } keys ? keys : Portal.Access.Columns.BreakoutDefault;

    // Days and hours say nothing that a domain keeps to itself; names of destinations may.
    private static BreakoutGroup[] GroupsOf(string[] allowed) => allowed.Contains("destinationName")
        ? [BreakoutGroup.Destination, BreakoutGroup.Prefix, BreakoutGroup.Day, BreakoutGroup.Hour]
        : [BreakoutGroup.Day, BreakoutGroup.Hour];

    private static string[] Shown(string[] allowed, BreakoutGroup group)
    {
        var line = Line(group);
        string[] shown = [.. allowed.Where(key => key == line || BreakoutColumns.HasNumber(key)).Distinct()];
        return shown.Contains(line) ? shown : [line, .. shown];
    }
}
