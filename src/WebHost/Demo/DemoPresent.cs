using Portal.Calls;

namespace Portal.WebHost.Demo;

/// <summary>
/// The demo's calls of this moment: beside those of the day, so many more that there is always something to look at. The same ones
/// whoever asks: each process of a fleet tells the same.
/// </summary>
internal static class DemoPresent
{
    /// <summary>In the ids of these calls.</summary>
    public const string Mark = "-now-";

    // About three at a time for each customer.
    private const int Between = 45;
    private const int Longest = 240;
    private const int MostRinging = 20;

    /// <summary>Those that began within so long; each with when it was answered or given up, and when it ended.</summary>
    public static IEnumerable<DemoCall> Begun(DemoCaller caller, DateTimeOffset now, TimeSpan back)
    {
        var last = now.ToUnixTimeSeconds() / Between;
        for (var slot = last - (long)(back.TotalSeconds / Between); slot <= last; slot++)
        {
            var random = new Random(DemoTraffic.HashOf(caller.Customer.Id, (int)(slot % int.MaxValue)));
            var time = DateTimeOffset.FromUnixTimeMilliseconds((slot * Between * 1000) + random.Next(Between * 1000));
            var call = DemoTraffic.Make(caller, random, time, $"{Mark[1..]}{slot}");
            if (call.Duration > Longest)
                call = Shorter(call, 30 + (call.Duration % (Longest - 30)));
            if (time <= now)
                yield return DemoCall.Of(call, Math.Min(MostRinging, call.RingDuration ?? 0));
        }
    }

    private static Call Shorter(Call call, decimal seconds) => call with
    {
        Duration = seconds,
        BilledDuration = seconds,
        Charge = Money.FromMicro((long)(call.Rate! * 1_000_000 * seconds / 60), call.Currency).Amount,
    };
}

/// <param name="AnsweredAt">Or given up.</param>
internal sealed record DemoCall(Call Call, DateTimeOffset AnsweredAt, DateTimeOffset EndedAt)
{
    public static DemoCall Of(Call call, decimal ringing)
    {
        var answered = call.CallTime.AddSeconds((double)ringing);
        return new(call with { RingDuration = ringing }, answered, answered.AddSeconds((double)call.Duration));
    }

    public LiveCall Live(DateTimeOffset now) => new(
        Call.Switch,
        Call.CallId,
        Call.Customer,
        Call.CallTime,
        now < AnsweredAt ? LiveCallState.Ringing : LiveCallState.Answered)
    {
        Source = Call.Source,
        Destination = Call.Destination,
    };
}
