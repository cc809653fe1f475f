namespace Portal.Calls;

/// <summary>A call with what its row has beside: made once, where it comes in.</summary>
internal sealed record CallRow(Call Call, CallKey Key, long Content, int BillingDay, long ReceivedAt, int Line)
{
    private const decimal Thousand = 1000m;

    public long CallTime { get; } = Call.CallTime.ToUnixTimeMilliseconds();

    public long DurationMs { get; } = Ms(Call.Duration);

    public long? BilledMs { get; } = Call.BilledDuration is { } billed ? Ms(billed) : null;

    public long? RingMs => Call.RingDuration is { } ring ? Ms(ring) : null;

    public long ChargeMicro { get; } = Call.Cost.ToMicro();

    /// <summary>Empty where there is none: sums are grouped by it, and nulls are never equal.</summary>
    public string Destination => Call.DestinationName ?? "";

    /// <summary>Empty where there is none, as <see cref="Destination"/>.</summary>
    public string Code => Call.DestinationCode ?? "";

    private static long Ms(decimal seconds) => decimal.ToInt64(seconds * Thousand);
}

/// <summary>How a column's value is bound: each database has these.</summary>
internal enum CallColumnKind { Text, Int, Long, Bytes }

/// <summary>A column of <c>portal_calls</c>; null is no value. What it reads a row's by is that of its kind.</summary>
internal sealed record CallColumn(string Name, CallColumnKind Kind)
{
    public Func<CallRow, string?> Text { get; init; } = static _ => null;

    /// <summary>Of either size.</summary>
    public Func<CallRow, long?> Number { get; init; } = static _ => null;

    public Func<CallRow, byte[]?> Bytes { get; init; } = static _ => null;

    public object? Value(CallRow row) => Kind switch
    {
        CallColumnKind.Text => Text(row),
        CallColumnKind.Int => (int?)Number(row),
        CallColumnKind.Long => Number(row),
        CallColumnKind.Bytes => Bytes(row),
    };
}

/// <summary>The columns of <c>portal_calls</c>, in its order, and the one that calls of a correction have beside.</summary>
internal static class CallColumns
{
    public static readonly CallColumn[] All =
    [
        Long("call_time", row => row.CallTime),
        new("id", CallColumnKind.Bytes) { Bytes = row => row.Key.Bytes() },
        Text("customer", call => call.Customer),
        Text("switch", call => call.Switch),
        Text("call_id", call => call.CallId),
        Text("carrier", call => call.Carrier),
        Text("source", call => call.Source),
        Text("card_id", call => call.CardId),
        Text("tech_prefix", call => call.TechPrefix),
        Text("destination", call => call.Destination),
        new("destination_name", CallColumnKind.Text) { Text = row => row.Destination },
        new("destination_code", CallColumnKind.Text) { Text = row => row.Code },
        Text("lrn", call => call.Lrn),
        Long("duration_ms", row => row.DurationMs),
        Long("billed_ms", row => row.BilledMs),
        Long("ring_ms", row => row.RingMs),
        Long("rate_micro", row => Micro(row.Call.Rate, row)),
        Long("connect_micro", row => Micro(row.Call.ConnectCost, row)),
        Long("charge_micro", row => row.ChargeMicro),
        Text("currency", call => call.Currency),
        Int("sip_code", row => row.Call.SipCode),
        Text("sip_reason", call => call.SipReason),
        Text("release_reason", call => call.ReleaseReason),
        Int("pdd_ms", row => row.Call.Pdd),
        Int("pdd_in_ms", row => row.Call.PddIn),
        Int("dtmf", row => row.Call.Dtmf),
        Text("direction", call => call.Direction),
        Text("source_ip", call => call.SourceIp),
        Text("recording_file", call => call.RecordingFile),
        Text("authentication", call => call.Authentication),
        Text("jurisdiction", call => call.Jurisdiction),
        Text("meta", call => call.Meta),
        Int("connected", row => row.Call.IsConnected ? 1 : 0),
        Int("billing_day", row => row.BillingDay),
        Long("received_at", row => row.ReceivedAt),
    ];

    /// <summary>As the calls of a correction have them: what they say, and in which line of a batch.</summary>
    public static readonly CallColumn[] Staged = [.. All, Int("line", row => row.Line)];

    public static readonly string Names = string.Join(", ", All.Select(column => column.Name));

    /// <summary>The table that a correction's calls wait in, within its transaction.</summary>
    public const string StagedTable = "staged_calls";

    private static CallColumn Text(string name, Func<Call, string?> value) =>
        new(name, CallColumnKind.Text) { Text = row => value(row.Call) };

    private static CallColumn Int(string name, Func<CallRow, long?> value) => new(name, CallColumnKind.Int) { Number = value };

    private static CallColumn Long(string name, Func<CallRow, long?> value) => new(name, CallColumnKind.Long) { Number = value };

    private static long? Micro(decimal? amount, CallRow row) => Money.Of(amount, row.Call.Currency)?.ToMicro();
}
