using Portal.Calls;

namespace Portal.WebHost.Portals;

/// <summary>What of the calls an address asks for, and how they are to be shown.</summary>
internal sealed record CdrRequest : IReport
{
    /// <summary>Parts of the address that the page of calls knows.</summary>
    public static readonly string[] Keys =
        ["range", "from", "to", "tz", .. CdrFilters.Keys, "sort", "limit", "cursor", "columns", "pick", ReportViews.Part];

    public required ReportAddress Address { get; init; }

    /// <summary>In the zone of the report.</summary>
    public required PortalCall Call { get; init; }

    public ReportRange? Range { get; private init; }

    /// <summary>Null: something in the address is wrong.</summary>
    public CallQuery? Query { get; private init; }

    /// <summary>Keys of all columns that the domain allows, in its order.</summary>
    public required string[] Allowed { get; init; }

    /// <summary>Of them those that are shown, in the order that is asked for.</summary>
    public required string[] Columns { get; init; }

    /// <summary>The columns are being chosen.</summary>
    public bool IsPicking { get; private init; }

    public IReadOnlyDictionary<string, string> Wrong { get; init; } = new Dictionary<string, string>();

    /// <summary>Filters that are set and right.</summary>
    public IEnumerable<(string Key, string Value)> Filters =>
        from key in CdrFilters.Keys
        where Address[key] is not null && !Wrong.ContainsKey(key)
        select (key, Address[key]!);

    /// <summary>An address less what the domain doesn't show.</summary>
    public static ReportAddress Shown(PortalCall call, ReportAddress address)
    {
        var allowed = CdrColumns.Allowed(call);
        var columns = address["columns"]?.Split(',').Intersect(allowed).ToArray();
        var isSorted = address["sort"]?.TrimStart('-') is not { } sort || sort == "callTime" || allowed.Contains(sort);
        return address.Without(CdrFilters.Hidden(allowed)).With(
            ("columns", columns is { Length: > 0 } ? string.Join(',', columns) : null), ("sort", isSorted ? address["sort"] : null));
    }

    public static CdrRequest Of(PortalCall call)
    {
        var asked = ReportAddress.Of("/cdr", call.Context.Request.Query, Keys, "columns");
        var (range, errors) = ReportRange.Read(call.Context.Request.Query, call.Zone, call.Now);
        var allowed = CdrColumns.Allowed(call);
        // Without a range what is wrong in the filters is told nevertheless.
        var query = ReportFilters.Read(call.Context.Request.Query, range ?? ReportRange.Unknown, errors) with
        {
            Customer = call.Place.Customer,
            MaskedBefore = call.MaskedBefore,
        };
        if (query.Sort?.TrimStart('-') is { } sort && sort != "callTime" && !allowed.Contains(sort))
            errors.Add(new("sort", "The domain doesn't show this column."));
        return new CdrRequest
        {
            Address = asked.Without("cursor", "pick"),
            Call = range is null ? call : call with { Zone = range.Zone },
            Range = range,
            Query = errors.Count > 0 ? null : query,
            Allowed = allowed,
            Columns = CdrColumns.Chosen(allowed, asked["columns"]),
            IsPicking = asked["pick"] is not null,
            Wrong = ReportProblems.Of(call, errors),
        };
    }
}
