using Dapper;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>Reads samples, on either database.</summary>
internal sealed class CallSamples(PortalDatabase database) : ICallSamples
{
    public async Task<IReadOnlyList<ChannelSample>> Channels(
        string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        // A slot of which there is no line for the customer is one in which it had no call.
        var rows = await connection.QueryAsync<(long Slot, long Most, long Total, long Samples)>(new CommandDefinition(
            """
            SELECT s.slot, COALESCE(c.most, 0) AS most, COALESCE(c.total, 0) AS total, s.samples
            FROM portal_channel_slots s LEFT JOIN portal_channel_samples c ON c.customer = @customer AND c.slot = s.slot
            WHERE s.slot >= @first AND s.slot < @after ORDER BY s.slot
            """,
            new { customer, first = CallSlots.Of(from), after = CallSlots.Of(to.AddMilliseconds(CallSlots.Length - 1)) },
            cancellationToken: cancellation));
        return [.. rows.Select(row => new ChannelSample(CallSlots.Begin(row.Slot), row.Most, (decimal)row.Total / row.Samples))];
    }

    public async Task<IReadOnlyList<CallPeak>> Peaks(
        string customer, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var connection = await database.Read.OpenConnectionAsync(cancellation);
        var rows = await connection.QueryAsync<(long Slot, long Most)>(new CommandDefinition(
            """
            SELECT slot, most FROM portal_call_peaks
            WHERE customer = @customer AND slot >= @first AND slot < @after ORDER BY slot
            """,
            new { customer, first = CallSlots.Of(from), after = CallSlots.Of(to.AddMilliseconds(CallSlots.Length - 1)) },
            cancellationToken: cancellation));
        return [.. rows.Select(row => new CallPeak(CallSlots.Begin(row.Slot), row.Most))];
    }
}
