using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>Which sums an address asks for, and by what.</summary>
internal sealed record BreakoutRequest : IReport
{
    /// <summary>In the address: <c>compare=before</c>.</summary>
    public const string Compare = "compare";
    public const string IsBefore = "before";

    /// <summary>In the address: <c>cells=charge</c>.</summary>
    public const string CellsPart = "cells";

    /// <summary>Parts of the address that the report knows.</summary>
    public static readonly string[] Keys = ["range", "from", "to", "tz", "group", CellsPart, Compare, ReportViews.Part];

    /// <summary>Those that no other report knows.</summary>
    public static readonly string[] Own = ["group", CellsPart, Compare, ReportViews.Part];

    public required ReportAddress Address { get; init; }

    /// <summary>In the zone of the report.</summary>
    public required PortalCall Call { get; init; }

    /// <summary>On whole quarters of an hour, which sums are kept by.</summary>
    public ReportRange? Range { get; private init; }

    public BreakoutGroup Group { get; private init; }

    /// <summary>What columns stand for, where lines of <see cref="Group"/> are summed by that too; null: there are no such.</summary>
    public BreakoutGroup? Across { get; private init; }

    /// <summary>All that <c>group</c> can be, of what the domain allows.</summary>
    public required (BreakoutGroup Group, BreakoutGroup? Across)[] Choices { get; init; }

    /// <summary>What the cells can show, of what the domain allows.</summary>
    public required string[] CellChoices { get; init; }

    /// <summary>One of them; null: there are no cells.</summary>
    public string? Cells { get; private init; }

    /// <summary>What it is compared with; null: with nothing.</summary>
    public PeriodBefore? Before { get; private init; }

    /// <summary>Keys of what is shown, in the domain's order; what lines stand for is always among them.</summary>
    public required string[] Columns { get; init; }

    public IReadOnlyDictionary<string, string> Wrong { get; init; } = new Dictionary<string, string>();

    /// <summary>Null: something in the address is wrong, or it asks for one group alone.</summary>
    public PivotQuery? Pivot => Wrong.Count > 0 || Range is not { } range || Across is not { } across ? null : new(range.From, range.To)
    {
        Customer = Call.Place.Customer,
        Rows = Group,
        Columns = across,
        Zone = range.Zone,
    };

    /// <summary>Null: something in the address is wrong, or it asks for two groups at once.</summary>
    public BreakoutQuery? Query => Wrong.Count > 0 || Range is not { } range || Across is not null ? null : new(range.From, range.To)
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
        var cells = PivotColumns.Allowed(allowed);
        var choices = ChoicesOf(allowed, hasCells: cells.Length > 0);
        var (group, across) = choices[0];
        if (address["group"] is { } name)
        {
            var chosen = Array.FindIndex(choices, one => Name(one) == name);
            if (chosen < 0)
                errors.Add(new("group", $"Write one of {string.Join("; ", choices.Select(Name))}."));
            else
                (group, across) = choices[chosen];
        }

        if (address[CellsPart] is { } cell && !cells.Contains(cell))
            errors.Add(new(CellsPart, $"Write one of {string.Join(", ", cells)}."));
        if (address[Compare] is { } compare && (compare != IsBefore || across is not null))
            errors.Add(new(Compare, $"Write {IsBefore}, of one group alone."));
        range = range?.OnQuarters();
        return new BreakoutRequest
        {
            Address = address,
            Call = range is null ? call : call with { Zone = range.Zone },
            Range = range,
            Before = range is not null && address[Compare] == IsBefore ? PeriodBefore.Of(range, call.Now) : null,
            Choices = choices,
            Group = group,
            Across = across,
            CellChoices = cells,
            Cells = across is null ? null : address[CellsPart] ?? cells[0],
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

    /// <summary>As <c>group</c> says it.</summary>
    public static string Name((BreakoutGroup Group, BreakoutGroup? Across) choice) => choice.Across is { } across
        ? $"{Names<BreakoutGroup>.Of(choice.Group)},{Names<BreakoutGroup>.Of(across)}"
        : Names<BreakoutGroup>.Of(choice.Group);

    // Days and hours say nothing that a domain keeps to itself; names of destinations may.
    private static (BreakoutGroup Group, BreakoutGroup? Across)[] ChoicesOf(string[] allowed, bool hasCells)
    {
        (BreakoutGroup, BreakoutGroup?)[] times = [(BreakoutGroup.Day, null), (BreakoutGroup.Hour, null)];
        if (!allowed.Contains("destinationName"))
            return times;
        (BreakoutGroup, BreakoutGroup?)[] both =
        [
            (BreakoutGroup.Destination, BreakoutGroup.Day),
            (BreakoutGroup.Destination, BreakoutGroup.Hour),
            (BreakoutGroup.Prefix, BreakoutGroup.Day),
            (BreakoutGroup.Prefix, BreakoutGroup.Hour),
        ];
        return [(BreakoutGroup.Destination, null), (BreakoutGroup.Prefix, null), .. times, .. hasCells ? both : []];
    }

    private static string[] Shown(string[] allowed, BreakoutGroup group)
    {
        var line = Line(group);
        string[] shown = [.. allowed.Where(key => key == line || BreakoutColumns.HasNumber(key)).Distinct()];
        return shown.Contains(line) ? shown : [line, .. shown];
    }
}
