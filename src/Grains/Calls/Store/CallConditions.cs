using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>A query as a condition of SQL on <c>portal_calls c</c>, with its values as parameters.</summary>
internal sealed class CallConditions
{
    private readonly List<string> all = ["c.call_time >= @From", "c.call_time < @To"];

    public CallConditions(CallQuery query)
    {
        From(query.From);
        To(query.To);
        Add(query.Customer, "c.customer = @Customer", "Customer", query.Customer);
        if (query.Brands is { } brands)
        {
            all.Add(CallBrands.Only("c.customer"));
            Parameters.Add("Brands", new SqlList(brands));
        }

        var (source, destination) = ("c.source", "c.destination");
        if (CallMask.IsIn(query))
        {
            (source, destination) = (CallMask.Shown(source), CallMask.Shown(destination));
            Parameters.Add("MaskedBefore", Ceiling(query.MaskedBefore!.Value));
        }

        Add(query.Source, Begins(source, "Source", query.Source, query.InAnyForm), "Source", Beginning(query.Source));
        Add(
            query.Destination,
            Begins(destination, "Destination", query.Destination, query.InAnyForm),
            "Destination",
            Beginning(query.Destination));
        Add(query.Number, Either(source, destination), "Number", Beginning(query.Number));
        Add(query.CallId, "c.call_id = @CallId", "CallId", query.CallId);
        Add(query.Direction, "c.direction = @Direction", "Direction", query.Direction);
        Add(query.DestinationName, "c.destination_name = @DestinationName", "DestinationName", query.DestinationName);
        Add(query.DestinationCode, "c.destination_code = @DestinationCode", "DestinationCode", query.DestinationCode);
        Add(query.SipCode, "c.sip_code = @SipCode", "SipCode", query.SipCode);
        Add(query.Connected, "c.connected = @Connected", "Connected", query.Connected == true ? 1 : 0);
        Add(
            query.ReceivedBefore,
            "c.received_at <= @ReceivedBefore",
            "ReceivedBefore",
            query.ReceivedBefore?.ToUnixTimeMilliseconds());
        Add(query.MinDuration, "c.duration_ms >= @MinDuration", "MinDuration", query.MinDuration * 1000L);
    }

    public DynamicParameters Parameters { get; } = new();

    public string Sql => string.Join(" AND ", all);

    /// <summary>Another beginning of the range.</summary>
    public void From(DateTimeOffset moment) => Parameters.Add("From", Ceiling(moment));

    /// <summary>Another end of the range.</summary>
    public void To(DateTimeOffset moment) => Parameters.Add("To", Ceiling(moment));

    public void Also(string sql) => all.Add(sql);

    /// <summary>Calls are kept to the millisecond: part of one is after it.</summary>
    public static long Ceiling(DateTimeOffset moment) =>
        moment.ToUnixTimeMilliseconds() + (moment.Ticks % TimeSpan.TicksPerMillisecond == 0 ? 0 : 1);

    private static string Begins(string column, string name, string? value, bool inAnyForm) =>
        inAnyForm && TypedNumber.IsDigits(value ?? "")
        ? $"({column} LIKE @{name} OR {column} LIKE '+' || @{name} OR {column} LIKE '00' || @{name})"
        : $@"{column} LIKE @{name} ESCAPE '\'";

    private static string Either(string source, string destination) =>
        $"({source} LIKE @Number OR {source} LIKE '+' || @Number OR {destination} LIKE @Number OR {destination} LIKE '+' || @Number)";

    private static string? Beginning(string? text) => text is null ? null : Like.Escape(text) + "%";

    private void Add(object? given, string sql, string name, object? value)
    {
        if (given is null)
            return;
        all.Add(sql);
        Parameters.Add(name, value);
    }
}

/// <summary>Whose calls a reseller sees.</summary>
internal static class CallBrands
{
    // The brand's column lags for a moment behind what it is made of, which decides.
    public const string Customers = """
        SELECT o.id FROM portal_customers o LEFT JOIN portal_domains d ON d.host = o.domain AND d.deleted = 0
        WHERE o.deleted = 0 AND o.brand IN @Brands AND COALESCE(d.brand, o.reseller) IN @Brands
        """;

    public static string Only(string customer) => $"{customer} IN ({Customers})";
}
