using Portal.Saving;

namespace Portal.Calls;

/// <summary>Makes room for the calls of the next days ahead of them, so that the first call of a day doesn't wait for it.</summary>
internal sealed class CallDays(ICallTables tables, TimeProvider clock) : INightly
{
    private const int Ahead = 3;

    public string Name => "making of days for calls";

    public Task Run() =>
        tables.Prepare(Enumerable.Range(CallTimes.DayOf(clock.GetUtcNow().ToUnixTimeMilliseconds()), Ahead), CancellationToken.None);
}
