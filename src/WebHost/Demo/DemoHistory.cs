using Portal.Calls;

namespace Portal.WebHost.Demo;

/// <summary>How many channels the demo's calls of the last weeks had in use, as looks every 15 seconds would have noted. Pure.</summary>
internal static class DemoHistory
{
    public const int LooksInSlot = (int)(CallSlots.Length / Look);
    private const long Look = 15_000;

    /// <summary>Of one day of the customer's zone: all of its slots, also those without a call.</summary>
    public static IReadOnlyCollection<NotedChannels> Day(DemoCaller caller, int day, TimeZoneInfo zone)
    {
        var looks = new Dictionary<long, long>();
        foreach (var call in DemoTraffic.Day(caller, day))
        {
            var began = call.CallTime.ToUnixTimeMilliseconds();
            var ended = began + (long)((call.Duration + (call.RingDuration ?? 0)) * 1000);
            for (var look = began / Look; look <= ended / Look; look++)
                looks[look] = looks.GetValueOrDefault(look) + 1;
        }

        var found = looks.GroupBy(one => one.Key / LooksInSlot)
            .ToDictionary(slot => slot.Key, slot => (Most: slot.Max(one => one.Value), Total: slot.Sum(one => one.Value)));
        var (first, after) = (CallSlots.Of(CallTimes.DayStart(zone, day)), CallSlots.Of(CallTimes.DayStart(zone, day + 1)));
        return [.. Enumerable.Range(0, (int)(after - first)).Select(at =>
        {
            var (most, total) = found.GetValueOrDefault(first + at);
            return new NotedChannels(caller.Customer.Id, first + at, most, total);
        })];
    }
}
