namespace Portal.Calls;

/// <summary>A row of <c>portal_calls</c> as it is read.</summary>
internal sealed class StoredCall
{
    private const decimal Thousand = 1000m;

    /// <summary>What is read of each row.</summary>
    public static readonly string Fields = StoredFields.Select();

    public long CallTime { get; init; }
    public byte[] Id { get; init; } = [];
    public string Customer { get; init; } = "";
    public string Switch { get; init; } = "";
    public string CallId { get; init; } = "";
    public string? Carrier { get; init; }
    public string? Source { get; init; }
    public string? CardId { get; init; }
    public string? TechPrefix { get; init; }
    public string? Destination { get; init; }
    public string DestinationName { get; init; } = "";
    public string DestinationCode { get; init; } = "";
    public string? Lrn { get; init; }
    public long DurationMs { get; init; }
    public long? BilledMs { get; init; }
    public long? RingMs { get; init; }
    public long? RateMicro { get; init; }
    public long? ConnectMicro { get; init; }
    public long ChargeMicro { get; init; }
    public string Currency { get; init; } = "";
    public int? SipCode { get; init; }
    public string? SipReason { get; init; }
    public string? ReleaseReason { get; init; }
    public int? PddMs { get; init; }
    public int? PddInMs { get; init; }
    public int? Dtmf { get; init; }
    public string? Direction { get; init; }
    public string? SourceIp { get; init; }
    public string? RecordingFile { get; init; }
    public string? Authentication { get; init; }
    public string? Jurisdiction { get; init; }
    public string? Meta { get; init; }

    /// <summary>What it was sorted by, where that isn't its time.</summary>
    public object? Place { get; init; }

    public Call ToCall() => new(Switch, CallId, Customer, DateTimeOffset.FromUnixTimeMilliseconds(CallTime), Currency)
    {
        Carrier = Carrier,
        Source = Source,
        CardId = CardId,
        TechPrefix = TechPrefix,
        Destination = Destination,
        DestinationName = Given(DestinationName),
        DestinationCode = Given(DestinationCode),
        Lrn = Lrn,
        Duration = DurationMs / Thousand,
        BilledDuration = BilledMs / Thousand,
        RingDuration = RingMs / Thousand,
        Rate = Amount(RateMicro),
        ConnectCost = Amount(ConnectMicro),
        Charge = Money.FromMicro(ChargeMicro, Currency).Amount,
        SipCode = SipCode,
        SipReason = SipReason,
        ReleaseReason = ReleaseReason,
        Pdd = PddMs,
        PddIn = PddInMs,
        Dtmf = Dtmf,
        Direction = Direction,
        SourceIp = SourceIp,
        RecordingFile = RecordingFile,
        Authentication = Authentication,
        Jurisdiction = Jurisdiction,
        Meta = Meta,
    };

    private decimal? Amount(long? micro) => micro is { } given ? Money.FromMicro(given, Currency).Amount : null;

    private static string? Given(string text) => text.Length == 0 ? null : text;
}
