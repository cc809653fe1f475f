using Portal.Calls;

namespace Portal.Tests.Bench.Calls;

/// <summary>
/// Calls of some days as switches send them: in the order of time with some late ones, many customers of which the largest makes 8 % of
/// all, three hundred destinations of which few are called most.
/// </summary>
internal sealed class CallVolume(int calls, int days = 100, int customers = 1000)
{
    private const int Destinations = 300;
    private const double Largest = 0.08;

    public static readonly DateTimeOffset Begin = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"];

    private readonly Random random = new(1);

    public int Calls => calls;

    public int Days => days;

    public int Customers => customers;

    public DateTimeOffset End => Begin.AddDays(days);

    /// <summary>Of the first customer, which is the largest.</summary>
    public static string Customer(int number) => $"c_bench{number:0000}";

    public static string Zone(int customer) => Zones[customer % Zones.Length];

    public IEnumerable<CallLine> Lines()
    {
        for (var i = 0; i < calls; i++)
        {
            var time = Begin.AddSeconds((double)i / calls * days * 86_400);
            if (random.Next(50) == 0 && time > Begin.AddDays(1))
                time = time.AddSeconds(-random.Next(86_400));
            var customer = random.NextDouble() < Largest ? 0 : 1 + (int)((customers - 1) * Math.Pow(random.NextDouble(), 2));
            yield return new CallLine(Make(i, customer, time), i + 1, Zone(customer));
        }
    }

    private Call Make(int i, int customer, DateTimeOffset time)
    {
        var destination = (int)(Destinations * Math.Pow(random.NextDouble(), 3));
        var isAnswered = random.Next(100) < 55;
        var seconds = isAnswered ? (int)(5 - 140 * Math.Log(1 - random.NextDouble() * 0.999)) : 0;
        return new Call($"sw{i % 4}", $"{i:x8}-5f0e-4c1b-9d9a-{customer:x12}", Customer(customer), time, "USD")
        {
            Source = $"4420{random.Next(10_000_000, 99_999_999)}",
            Destination = $"{100 + destination}{random.Next(10_000_000, 99_999_999)}",
            DestinationName = $"Destination {destination:000}",
            DestinationCode = $"{100 + destination}",
            Duration = seconds,
            BilledDuration = seconds,
            RingDuration = random.Next(30),
            Rate = 0.01m + destination % 40 * 0.002m,
            Charge = Money.FromMicro((10_000L + destination % 40 * 2_000) * seconds / 60, "USD").Amount,
            SipCode = isAnswered ? 200 : random.Next(2) == 0 ? 486 : 480,
            SipReason = isAnswered ? "OK" : "Busy Here",
            ReleaseReason = "caller hung up",
            Pdd = random.Next(400, 5000),
            Direction = "outbound",
            SourceIp = "203.0.113.7",
        };
    }
}
