namespace Portal.Calls;

/// <summary>A row of <c>portal_calls</c> as it is read.</summary>
internal sealed class StoredCall
{
    private const decimal Thousand = 1000m;

    /// <summary>What is read of each row.</summary>
    public static readonly string Fields = StoredFields.Select();

    public long CallTime { get; set; }
    public byte[] Id { get; set; } = [];
    public string Customer { get; set; } = "";
    public string Switch { get; set; } = "";
    public string CallId { get; set; } = "";
    public string? Carrier { get; set; }
    public string? Source { get; set; }
    public string? CardId { get; set; }
    public string? TechPrefix { get; set; }
    public string? Destination { get; set; }
    public string DestinationName { get; set; } = "";
    public string DestinationCode { get; set; } = "";
    public string? Lrn { get; set; }
    public long DurationMs { get; set; }
    public long? BilledMs { get; set; }
    public long? RingMs { get; set; }
    public long? RateMicro { get; set; }
    public long? ConnectMicro { get; set; }
    public long ChargeMicro { get; set; }
    public string Currency { get; set; } = "";
    public int? SipCode { get; set; }
    public string? SipReason { get; set; }
    public string? ReleaseReason { get; set; }
    public int? PddMs { get; set; }
    public int? PddInMs { get; set; }
    public int? Dtmf { get; set; }
    public string? Direction { get; set; }
    public string? SourceIp { get; set; }
    public string? RecordingFile { get; set; }
    public string? Authentication { get; set; }
    public string? Jurisdiction { get; set; }
    public string? Meta { get; set; }

    /// <summary>Of archived calls alone: the day of sums that it counts to, and when it came in.</summary>
    public int BillingDay { get; set; }
    public long ReceivedAt { get; set; }

    /// <summary>What it was sorted by, where that isn't its time.</summary>
    public object? Place { get; set; }

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
