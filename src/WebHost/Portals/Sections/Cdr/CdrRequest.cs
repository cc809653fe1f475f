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

    /// <summary>The address with the columns that the reader chose before: what is saved of it stays as it is seen.</summary>
    public ReportAddress Told { get; private init; } = null!;

    /// <summary>The reader chose columns, for this page or before.</summary>
    public bool HasChosen => Told["columns"] is not null;

    /// <summary>The columns are being chosen.</summary>
    public bool IsPicking { get; private init; }

    public IReadOnlyDictionary<string, string> Wrong { get; init; } = new Dictionary<string, string>();

    /// <summary>Filters that are set and right.</summary>
    public IEnumerable<(string Key, string Value)> Filters =>
        from key in CdrFilters.Keys
        where Address[key] is not null && !Wrong.ContainsKey(key)
        select (key, Address[key]!);

    /// <summary>What there is to choose from as a destination's name.</summary>
    public IReadOnlyList<string> Destinations { get; private init; } = [];

    /// <summary>Numbers are asked for, and those of some calls are masked.</summary>
    public bool IsByMasked => Query is { } query && CallMask.IsIn(query) && (query.Source ?? query.Destination) is not null;

    /// <summary>A query's parts that the page knows, numbers by their digits.</summary>
    public static ReportAddress Read(IQueryCollection query)
    {
        var address = ReportAddress.Of("/cdr", query, Keys, "columns");
        (string, string?)[] numbers =
        [
            .. from key in (string[])["source", "destination"]
               let typed = address[key]
               where typed is not null
               let clean = TypedNumber.Clean(typed)
               where clean != typed
               select (key, clean),
        ];
        return numbers.Length == 0 ? address : address.With(numbers);
    }

    /// <summary>With the names that there are: one that differs in capitals alone is meant.</summary>
    public CdrRequest Among(IReadOnlyList<string> names)
    {
        var known = this with { Destinations = names };
        return Query?.DestinationName is { } typed && Meant(names, typed) is { } meant
            ? known with
            {
                Query = Query with { DestinationName = meant },
                Address = Address.With(("destinationName", meant)),
                Told = Told.With(("destinationName", meant)),
            }
            : known;
    }

    /// <summary>Null: there is none, or the name is one as it is.</summary>
    private static string? Meant(IReadOnlyList<string> names, string typed) => names.Contains(typed)
        ? null
        : names.FirstOrDefault(name => name.Equals(typed, StringComparison.OrdinalIgnoreCase));

    /// <summary>An address less what the domain doesn't show.</summary>
    public static ReportAddress Shown(PortalCall call, ReportAddress address)
    {
        var allowed = CdrColumns.Allowed(call);
        var columns = address["columns"]?.Split(',').Intersect(allowed).ToArray();
        var isSorted = address["sort"]?.TrimStart('-') is not { } sort || sort == "callTime" || allowed.Contains(sort);
        return address.Without(CdrFilters.Hidden(allowed)).With(
            ("columns", columns is { Length: > 0 } ? string.Join(',', columns) : null), ("sort", isSorted ? address["sort"] : null));
    }

    /// <param name="chosen">The columns that the reader chose before, with commas: for an address that has none. Null: none.</param>
    public static CdrRequest Of(PortalCall call, string? chosen = null)
    {
        var asked = Read(call.Context.Request.Query);
        var (range, errors) = ReportRange.Read(call.Context.Request.Query, call.Zone, call.Now);
        var allowed = CdrColumns.Allowed(call);
        // Without a range what is wrong in the filters is told nevertheless.
        var query = ReportFilters.Read(call.Context.Request.Query, range ?? ReportRange.Unknown, errors) with
        {
            Customer = call.Place.Customer,
            MaskedBefore = call.MaskedBefore,
            Source = asked["source"],
            Destination = asked["destination"],
            InAnyForm = true,
        };
        if (query.Sort?.TrimStart('-') is { } sort && sort != "callTime" && !allowed.Contains(sort))
            errors.Add(new("sort", "The domain doesn't show this column."));
        var address = asked.Without("cursor", "pick");
        var columns = CdrColumns.Chosen(allowed, asked["columns"] ?? chosen);
        return new CdrRequest
        {
            Address = address,
            Told = asked["columns"] is null && chosen is not null ? address.With(("columns", string.Join(',', columns))) : address,
            Call = range is null ? call : call with { Zone = range.Zone },
            Range = range,
            Query = errors.Count > 0 ? null : query,
            Allowed = allowed,
            Columns = columns,
            IsPicking = asked["pick"] is not null,
            Wrong = ReportProblems.Of(call, errors),
        };
    }
}
