using Parquet;
using Parquet.Schema;

namespace Portal.Calls;

/// <summary>A column of an archived file, with the member of a call that it is.</summary>
internal abstract record ArchiveColumn(string Name)
{
    public abstract DataField Field { get; }

    public abstract Task Write(ParquetRowGroupWriter group, IReadOnlyCollection<StoredCall> calls);

    /// <summary>Sets it in calls of which rows of a group are made.</summary>
    public abstract Task Read(ArchiveGroup group, IReadOnlyList<(int Row, StoredCall Call)> into, CancellationToken cancellation);
}

internal sealed record ArchiveText(string Name, Func<StoredCall, string?> Get, Action<StoredCall, string?> Set) : ArchiveColumn(Name)
{
    public override DataField Field { get; } = new DataField<string>(Name);

    public override async Task Write(ParquetRowGroupWriter group, IReadOnlyCollection<StoredCall> calls) =>
        await group.WriteAsync(Field, calls.Select(call => Get(call)!).ToArray());

    public override async Task Read(ArchiveGroup group, IReadOnlyList<(int Row, StoredCall Call)> into, CancellationToken cancellation)
    {
        var values = await group.Texts(Name, cancellation);
        foreach (var (row, call) in into)
            Set(call, values[row]);
    }
}

internal sealed record ArchiveNumber(string Name, Func<StoredCall, long?> Get, Action<StoredCall, long?> Set) : ArchiveColumn(Name)
{
    public override DataField Field { get; } = new DataField<long?>(Name);

    public override async Task Write(ParquetRowGroupWriter group, IReadOnlyCollection<StoredCall> calls) =>
        await group.WriteAsync<long>(Field, calls.Select(Get).ToArray());

    public override async Task Read(ArchiveGroup group, IReadOnlyList<(int Row, StoredCall Call)> into, CancellationToken cancellation)
    {
        var values = await group.Numbers(Name, cancellation);
        foreach (var (row, call) in into)
            Set(call, values[row]);
    }
}

/// <summary>
/// The columns of archived files: those of <c>portal_calls</c> under their names, but for what follows from others (key, connected).
/// Whoever opens a file with another program finds what it finds in the table.
/// </summary>
internal static class ArchiveColumns
{
    public const string Time = "call_time";
    public const string Customer = "customer";
    public const string ReceivedAt = "received_at";

    public static readonly ArchiveColumn[] All =
    [
        new ArchiveNumber(Time, call => call.CallTime, (call, value) => call.CallTime = value!.Value),
        new ArchiveText(Customer, call => call.Customer, (call, value) => call.Customer = value!),
        new ArchiveText("switch", call => call.Switch, (call, value) => call.Switch = value!),
        new ArchiveText("call_id", call => call.CallId, (call, value) => call.CallId = value!),
        new ArchiveText("carrier", call => call.Carrier, (call, value) => call.Carrier = value),
        new ArchiveText("source", call => call.Source, (call, value) => call.Source = value),
        new ArchiveText("card_id", call => call.CardId, (call, value) => call.CardId = value),
        new ArchiveText("tech_prefix", call => call.TechPrefix, (call, value) => call.TechPrefix = value),
        new ArchiveText("destination", call => call.Destination, (call, value) => call.Destination = value),
        new ArchiveText("destination_name", call => call.DestinationName, (call, value) => call.DestinationName = value!),
        new ArchiveText("destination_code", call => call.DestinationCode, (call, value) => call.DestinationCode = value!),
        new ArchiveText("lrn", call => call.Lrn, (call, value) => call.Lrn = value),
        new ArchiveNumber("duration_ms", call => call.DurationMs, (call, value) => call.DurationMs = value!.Value),
        new ArchiveNumber("billed_ms", call => call.BilledMs, (call, value) => call.BilledMs = value),
        new ArchiveNumber("ring_ms", call => call.RingMs, (call, value) => call.RingMs = value),
        new ArchiveNumber("rate_micro", call => call.RateMicro, (call, value) => call.RateMicro = value),
        new ArchiveNumber("connect_micro", call => call.ConnectMicro, (call, value) => call.ConnectMicro = value),
        new ArchiveNumber("charge_micro", call => call.ChargeMicro, (call, value) => call.ChargeMicro = value!.Value),
        new ArchiveText("currency", call => call.Currency, (call, value) => call.Currency = value!),
        new ArchiveNumber("sip_code", call => call.SipCode, (call, value) => call.SipCode = (int?)value),
        new ArchiveText("sip_reason", call => call.SipReason, (call, value) => call.SipReason = value),
        new ArchiveText("release_reason", call => call.ReleaseReason, (call, value) => call.ReleaseReason = value),
        new ArchiveNumber("pdd_ms", call => call.PddMs, (call, value) => call.PddMs = (int?)value),
        new ArchiveNumber("pdd_in_ms", call => call.PddInMs, (call, value) => call.PddInMs = (int?)value),
        new ArchiveNumber("dtmf", call => call.Dtmf, (call, value) => call.Dtmf = (int?)value),
        new ArchiveText("direction", call => call.Direction, (call, value) => call.Direction = value),
        new ArchiveText("source_ip", call => call.SourceIp, (call, value) => call.SourceIp = value),
        new ArchiveText("recording_file", call => call.RecordingFile, (call, value) => call.RecordingFile = value),
        new ArchiveText("authentication", call => call.Authentication, (call, value) => call.Authentication = value),
        new ArchiveText("jurisdiction", call => call.Jurisdiction, (call, value) => call.Jurisdiction = value),
        new ArchiveText("meta", call => call.Meta, (call, value) => call.Meta = value),
        new ArchiveNumber("billing_day", call => call.BillingDay, (call, value) => call.BillingDay = (int)value!.Value),
        new ArchiveNumber(ReceivedAt, call => call.ReceivedAt, (call, value) => call.ReceivedAt = value!.Value),
    ];

    /// <summary>What sums are made of.</summary>
    public static readonly ArchiveColumn[] Sums =
    [
        .. All.Where(column => column.Name is Time or Customer or "destination_name" or "destination_code" or "duration_ms" or "billed_ms"
            or "charge_micro" or "currency" or "sip_code" or "pdd_ms" or "dtmf" or "billing_day"),
    ];

    public static readonly ParquetSchema Schema = new(All.Select(column => column.Field));

    /// <summary>All of them, and the key, of <c>portal_calls c</c>.</summary>
    public static readonly string Sql =
        string.Join(", ", All.Select(column => $"c.{column.Name} AS {CallSumsSql.Name(column.Name)}")) + ", c.id";
}
