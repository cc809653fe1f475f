using Portal.Customers;

namespace Portal.Tests.Unit.Customers;

/// <summary>A row of each kind with all of its values, none of them the default.</summary>
internal static class FullItems
{
    private static readonly DateTimeOffset Now = new(2030, 1, 31, 18, 30, 0, TimeSpan.Zero);

    public static IEnumerable<ItemSettings> All => Enum.GetValues<ItemKind>().Select(Of);

    public static ItemSettings Of(ItemKind kind) => kind switch
    {
        ItemKind.Payment => new Payment
        {
            Time = Now.AddMilliseconds(123),
            Total = -5.25m,
            Currency = "USD",
            Status = PaymentStatus.Pending,
            Description = "Back # why",
            Fee = 0.1m,
            Method = "Voucher",
        },
        ItemKind.Route => new CustomerRoute
        {
            Name = "Main",
            Prefix = "49",
            RateCard = "Gold",
            TechPrefix = "1",
            Channels = 3,
            Cps = 2,
            MaxDuration = 60,
            SipPing = SipPing.Downstream,
            Enabled = false,
            Notes = "n\nm",
            RouteNotes = "r",
        },
        ItemKind.Package => new CustomerPackage
        {
            Name = "Pack",
            Retail = 9.9m,
            Currency = "EUR",
            Frequency = PackageFrequency.Daily,
            Quantity = 2,
            Start = new DateOnly(2030, 1, 1),
            End = new DateOnly(2030, 2, 1),
            AutoDecrement = true,
            Description = "d",
            OneTimeCharge = 1,
        },
        ItemKind.Alert => new CustomerAlert
        {
            Title = "Low",
            Area = AlertArea.Asr,
            Operator = AlertOperator.Gt,
            Threshold = 5,
            ResetThreshold = 4,
            SamplePeriod = 5,
            MinimumCalls = 7,
            Repeat = 60,
            Level = "warning",
            Email = "a@b.example, c@d.example",
            Penalty = true,
            PenaltyMinutes = 30,
            Anomaly = true,
        },
        ItemKind.Contract => new CustomerContract { Name = "Terms", Text = "Text\nmore", Required = true, GraceUntil = Now },
    };
}
