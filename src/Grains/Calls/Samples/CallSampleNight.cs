using Dapper;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Calls;

/// <summary>Counts the peaks of days anew in which calls came in since the last night, and removes what is too old to be shown.</summary>
internal sealed class CallSampleNight(PortalDatabase database, CallPeaks peaks, TimeProvider clock) : INightly
{
    // Of a night that was late.
    private static readonly TimeSpan Since = TimeSpan.FromHours(50);

    public string Name => "care of samples of calls";

    public async Task Run()
    {
        var now = clock.GetUtcNow();
        var oldest = CallTimes.DayOf(now.AddDays(-CallSlots.DaysKept).ToUnixTimeMilliseconds());
        foreach (var day in await Changed(oldest, now - Since))
        {
            var begin = DateTimeOffset.UnixEpoch.AddDays(day);
            await peaks.Count(begin, begin.AddDays(1), CancellationToken.None);
        }

        var before = oldest * (CallTimes.Day / CallSlots.Length);
        foreach (var table in (string[])["portal_channel_samples", "portal_channel_slots", "portal_call_peaks"])
        {
            await using var connection = await database.Write.OpenConnectionAsync();
            await connection.ExecuteAsync(new CommandDefinition(
                $"DELETE FROM {table} WHERE slot < @before", new { before }, commandTimeout: 600));
        }
    }

    private async Task<IEnumerable<int>> Changed(int oldest, DateTimeOffset since)
    {
        await using var connection = await database.Read.OpenConnectionAsync();
        return await connection.QueryAsync<int>(
            "SELECT day FROM portal_call_proofs WHERE day >= @oldest AND changed_at >= @since ORDER BY day",
            new { oldest, since = since.ToUnixTimeMilliseconds() });
    }
}
