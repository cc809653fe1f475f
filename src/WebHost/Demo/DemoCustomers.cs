using Portal.Access;
using Portal.Customers;
using Portal.People;

namespace Portal.WebHost.Demo;

/// <summary>One of the demo's customers or carriers, with what hangs on it and who signs in.</summary>
internal sealed record DemoCustomer(CustomerSettings Settings, ItemSettings[] Items, ContactSettings[] Contacts);

/// <summary>Customers and a carrier of the two brands, and the one that acme's sign-ups are made like.</summary>
internal static class DemoCustomers
{
    public static readonly string Template = Id("template");

    public static DemoCustomer[] All(DateTimeOffset now) =>
    [
        new(
            new()
            {
                Id = Template,
                Name = "Template for new customers",
                Currency = "USD",
                DebitLimit = 20,
                Channels = 10,
                Cps = 2,
                Tags = ["template"],
                Domain = "acme.localhost",
            },
            [
                new Payment { Total = 5, Currency = "USD", Description = "Welcome credit # from the template", Method = "credit" },
                new CustomerRoute { Name = "Standard", Prefix = "+", RateCard = "Retail A-Z", Channels = 10, Cps = 2 },
                new CustomerAlert
                {
                    Title = "Balance is low",
                    Area = AlertArea.Balance,
                    Operator = AlertOperator.Lt,
                    Threshold = 2,
                    Level = "warning",
                },
                new CustomerContract
                {
                    Name = "Fair use",
                    Text = "Calls are for people, not for machines that dial automatically.",
                    Required = true,
                    GraceUntil = now.AddDays(14),
                },
            ],
            []),
        new(
            new()
            {
                Id = Id("roadrunner"),
                Name = "Roadrunner Logistics",
                Type = "Wholesale",
                Currency = "USD",
                DebitLimit = 250,
                Channels = 60,
                Cps = 10,
                Domain = "acme.localhost",
                Tags = ["wholesale"],
                AccountManager = "Demo",
                InvoiceSchedule = InvoiceSchedule.Monthly,
                DueDays = 14,
                TimeZone = "America/Phoenix",
                Address = new() { Line1 = "1 Roadrunner Way", City = "Tucson", PostalCode = "85701", Country = "US" },
            },
            [
                Paid(now.AddDays(-40), 500, "Bank transfer", "bank transfer"),
                Paid(now.AddDays(-12), 250, "Bank transfer # checked by phone", "bank transfer"),
                new Payment
                {
                    Time = now.AddDays(-1),
                    Total = 100,
                    Currency = "USD",
                    Status = PaymentStatus.Pending,
                    Description = "Bank transfer",
                    Method = "bank transfer",
                },
                new CustomerRoute
                {
                    Name = "Premium",
                    Prefix = "+",
                    RateCard = "Wholesale premium",
                    Channels = 40,
                    Cps = 8,
                    MaxDuration = 7200,
                    SipPing = SipPing.Both,
                    Notes = "Direct routes only.",
                },
                new CustomerRoute { Name = "Standard", Prefix = "00", RateCard = "Wholesale standard", Channels = 20, Cps = 2 },
                new CustomerPackage
                {
                    Name = "100 numbers, Arizona",
                    Retail = 45,
                    Currency = "USD",
                    Start = DateOnly.FromDateTime(now.UtcDateTime.AddDays(-40)),
                    Description = "Local numbers with fax",
                },
                new CustomerAlert
                {
                    Title = "Balance is low",
                    Area = AlertArea.Balance,
                    Operator = AlertOperator.Lt,
                    Threshold = 50,
                    ResetThreshold = 100,
                    Level = "warning",
                    Email = "ada@roadrunner.example",
                },
                new CustomerAlert
                {
                    Title = "Fewer calls are answered",
                    Area = AlertArea.Asr,
                    Operator = AlertOperator.Lt,
                    Threshold = 40,
                    ResetThreshold = 50,
                    SamplePeriod = 240,
                    MinimumCalls = 10,
                    Level = "critical",
                },
                new CustomerAlert
                {
                    Title = "Calls fail one after the other",
                    Area = AlertArea.ConsecutiveFailures,
                    Operator = AlertOperator.Gt,
                    Threshold = 5,
                    ResetThreshold = 0,
                    Level = "warning",
                },
                new CustomerContract
                {
                    Name = "Master agreement",
                    Text = "Each side pays what it owes within 14 days. "
                        + "Either side may end this agreement in writing, with a month's notice.",
                    Required = true,
                    GraceUntil = now.AddDays(21),
                },
            ],
            [
                new() { Name = "Ada Lark", Email = "ada@roadrunner.example", Department = "Management", EmailVerified = true },
                new()
                {
                    Name = "Ben Quill",
                    Email = "ben@roadrunner.example",
                    Department = "Accounts",
                    Role = ContactRole.Billing,
                    EmailVerified = true,
                },
            ]),
        new(
            new()
            {
                Id = Id("meridian"),
                Name = "Meridian Voix",
                Type = "Call centre",
                Currency = "EUR",
                DebitLimit = 0,
                Channels = 30,
                Domain = "globex.localhost",
                TimeZone = "Europe/Luxembourg",
            },
            [
                new Payment { Time = now.AddDays(-20), Total = 1200, Currency = "EUR", Description = "Virement", Method = "bank transfer" },
                new CustomerContract
                {
                    Name = "Carrier services agreement",
                    Text = "The rates of the day apply. Disputes are raised within 30 days.",
                    Required = false,
                },
            ],
            [
                new()
                {
                    Name = "Chloé Weber",
                    Email = "chloe@meridian.example",
                    EmailVerified = true,
                    Language = "de",
                    TimeZone = "Europe/Luxembourg",
                },
            ]),
        new(
            new()
            {
                Id = CustomerIds.For(CustomerKind.Carrier, "demo/northwind"),
                Kind = CustomerKind.Carrier,
                Name = "Northwind Carrier",
                Domain = "globex.localhost",
            },
            [
                new CustomerContract
                {
                    Name = "Interconnect agreement",
                    Text = "Traffic is settled weekly.",
                    Required = true,
                    GraceUntil = now.AddDays(10),
                },
            ],
            [new() { Name = "Dmitri Vale", Email = "dmitri@northwind.example", EmailVerified = true }]),
    ];

    private static string Id(string name) => CustomerIds.For(CustomerKind.Customer, "demo/" + name);

    private static Payment Paid(DateTimeOffset time, decimal total, string description, string method) =>
        new() { Time = time, Total = total, Currency = "USD", Description = description, Method = method };
}
