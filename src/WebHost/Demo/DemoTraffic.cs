using Portal.Calls;
using Portal.Customers;
using Portal.People;

namespace Portal.WebHost.Demo;

/// <summary>How one of the demo's customers telephones.</summary>
/// <param name="ADay">Calls on a working day.</param>
internal sealed record DemoCaller(CustomerSettings Customer, int ADay, string[] Sources, DemoDestination[] Destinations);

/// <param name="Name">Of the rate.</param>
/// <param name="Code">Of the rate: how its numbers begin.</param>
/// <param name="Weight">How often it is called, compared with the others.</param>
/// <param name="PriceMicro">Of a minute, in millionths.</param>
/// <param name="Answered">Of a hundred calls.</param>
internal sealed record DemoDestination(string Name, string Code, int Weight, long PriceMicro, int Answered);

/// <summary>
/// The demo's calls: believable, and the same ones whenever a day is made again, so that what is stored already comes to nothing.
/// </summary>
internal static class DemoTraffic
{
    private static readonly DemoDestination[] America =
    [
        new("United States", "1520", 46, 22_500, 62),
        new("United States Mobile", "1480", 30, 26_700, 58),
        new("Mexico Mobile", "52155", 12, 63_000, 47),
        new("Mexico", "5255", 8, 34_500, 51),
        new("Canada", "1604", 6, 20_700, 66),
        new("Germany", "4930", 2, 29_400, 60),
        new("Kenya Mobile", "2547", 1, 448_000, 33),
    ];

    private static readonly DemoDestination[] Europe =
    [
        new("Luxembourg", "352", 34, 19_500, 68),
        new("France", "331", 24, 8_200, 61),
        new("France Mobile", "336", 18, 24_600, 55),
        new("Germany", "4969", 16, 9_100, 63),
        new("Germany Mobile", "49151", 14, 28_700, 52),
        new("Belgium", "322", 10, 12_300, 60),
        new("Portugal Mobile", "3519", 3, 41_200, 44),
    ];

    // Shares of a day's calls, hour by hour, on the customer's own clock.
    private static readonly int[] Hours = [1, 1, 0, 0, 0, 1, 3, 8, 24, 40, 46, 44, 30, 38, 46, 44, 36, 22, 10, 6, 4, 3, 2, 1];

    private static readonly (int Code, string Reason, string Release)[] Failures =
    [
        (486, "Busy Here", "callee busy"), (480, "Temporarily Unavailable", "no answer"), (480, "Temporarily Unavailable", "no answer"),
        (487, "Request Terminated", "caller gave up"), (487, "Request Terminated", "caller gave up"), (404, "Not Found", "wrong number"),
        (503, "Service Unavailable", "carrier congested"),
    ];

    public static DemoCaller[] Callers(DateTimeOffset now)
    {
        var customers = DemoCustomers.All(now).ToDictionary(one => one.Settings.Name, one => one.Settings);
        return
        [
            new(customers["Roadrunner Logistics"], 150, ["15205550140", "15205550141", "15205550177"], America),
            new(customers["Meridian Voix"], 90, ["35227000100", "35227000101"], Europe),
        ];
    }

    /// <summary>The calls of one day of the customer's, oldest first.</summary>
    /// <param name="day">Counted from 1970.</param>
    public static IEnumerable<Call> Day(DemoCaller caller, int day)
    {
        var zone = ZoneNames.Of(caller.Customer.TimeZone);
        var start = CallTimes.DayStart(zone, day);
        var random = new Random(HashOf(caller.Customer.Id, day));
        var isWeekend = TimeZoneInfo.ConvertTime(start, zone).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        var count = caller.ADay * (isWeekend ? 18 : random.Next(85, 115)) / 100;
        var seconds = Enumerable.Range(0, count).Select(_ => Second(random)).Order().ToArray();
        for (var i = 0; i < seconds.Length; i++)
            yield return Make(caller, random, start.AddMilliseconds(seconds[i] * 1000L + random.Next(1000)), $"{day}-{i}");
    }

    /// <summary>One call, made up.</summary>
    public static Call Make(DemoCaller caller, Random random, DateTimeOffset time, string id)
    {
        var destination = Pick(random, caller.Destinations, one => one.Weight);
        var isAnswered = random.Next(100) < destination.Answered;
        var failure = Failures[random.Next(Failures.Length)];
        // Many short talks and a few long ones.
        var seconds = isAnswered ? (int)(8 - 150 * Math.Log(1 - random.NextDouble() * 0.999)) : 0;
        var micro = destination.PriceMicro * seconds / 60;
        return new Call("demo", $"{caller.Customer.Id}-{id}", caller.Customer.Id, time, caller.Customer.Currency)
        {
            Source = caller.Sources[random.Next(caller.Sources.Length)],
            Destination = destination.Code + random.NextInt64(1_000_000, 9_999_999),
            DestinationName = destination.Name,
            DestinationCode = destination.Code,
            Duration = seconds,
            BilledDuration = seconds,
            RingDuration = random.Next(2, 28),
            Rate = Money.FromMicro(destination.PriceMicro, caller.Customer.Currency).Amount,
            Charge = Money.FromMicro(micro, caller.Customer.Currency).Amount,
            SipCode = isAnswered ? 200 : failure.Code,
            SipReason = isAnswered ? "OK" : failure.Reason,
            ReleaseReason = isAnswered ? random.Next(3) == 0 ? "callee hung up" : "caller hung up" : failure.Release,
            Pdd = random.Next(450, 4200),
            Dtmf = isAnswered && random.Next(5) == 0 ? random.Next(1, 12) : 0,
            Direction = "outbound",
            SourceIp = "198.51.100." + (10 + caller.Sources.Length),
            Authentication = "198.51.100." + (10 + caller.Sources.Length),
        };
    }

    private static int Second(Random random)
    {
        var hour = Pick(random, Enumerable.Range(0, Hours.Length).ToArray(), one => Hours[one]);
        return hour * 3600 + random.Next(3600);
    }

    private static T Pick<T>(Random random, T[] all, Func<T, int> weight)
    {
        var left = random.Next(all.Sum(weight));
        return all.First(one => (left -= weight(one)) < 0);
    }

    /// <summary>The same in each process, as string.GetHashCode isn't.</summary>
    public static int HashOf(string text, int day) => text.Aggregate(day, (hash, c) => unchecked(hash * 31 + c)) & int.MaxValue;
}
