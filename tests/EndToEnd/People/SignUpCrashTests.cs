using System.Net;
using System.Text.Json.Nodes;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.People;

/// <summary>
/// Forms sent three times, and the process killed without a goodbye at each step of a sign-up, as the log tells the steps.
/// </summary>
public sealed class SignUpCrashTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public static TheoryData<string> Steps =>
        ["Waiting", "Confirmed", "Copied", "CustomerMade", "Committed", "PersonMade", "Welcomed", "Done"];

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task One_customer_with_one_welcome_payment_comes_of_it(string step)
    {
        var email = $"bea.{step}@blue.example".ToLowerInvariant();
        using var visitor = world.Visit();
        var hidden = await visitor.Hidden("/sign-up");
        (string, string)[] form =
        [
            ("company", "Blue " + step),
            ("name", "Bea Blue"),
            ("email", email),
            ("password", PeopleWorld.Password),
            ("phone", "+44 20 7946 0000"),
            ("country", "GB"), ("currency", "USD"), ("terms", "yes"),
        ];
        var first = await visitor.Post("/sign-up", hidden, form);
        Assert.True(first.Status == HttpStatusCode.OK, first.Body);
        var key = "su_" + hidden.Values.Single(value => value.Length == 32);
        if (step == "Waiting")
        {
            await world.Portal.Kill();
            await world.Portal.Start();
        }

        Assert.All(
            await Task.WhenAll(visitor.Post("/sign-up", hidden, form), visitor.Post("/sign-up", hidden, form)),
            answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var link = await world.Link(email, "/verify-email");
        Assert.Empty(await Customers(step));

        var path = new Uri(link).PathAndQuery;
        if (step == "Waiting")
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await visitor.Send(path)).Status);
        }
        else
        {
            var sent = Lost(visitor.Send(path));
            await world.Portal.Says($"Sign-up {key}: {step}", Limit);
            await world.Portal.Kill();
            await sent;
            await world.Portal.Start();
        }

        // The visitor tries again; once it is left to the reminder, which comes within a minute.
        if (step != "CustomerMade")
            Assert.Equal(HttpStatusCode.SeeOther, (await visitor.Send(path)).Status);
        await Until.Holds(
            () => Task.FromResult(Welcomes(email) == 1), Limit, () => $"{Welcomes(email)} welcome mails came:\n{world.Portal.Output}");
        Assert.Equal("/dashboard", await visitor.SignIn(email));
        var page = await visitor.Read("/payments.csv");
        Assert.Equal(2, page.Body.Trim().Split('\n').Length);
        Assert.Contains(",5.00,USD,", page.Body, StringComparison.Ordinal);
        page = await visitor.Read("/payments");
        Assert.Contains("5.00", page.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("for staff alone", page.Body, StringComparison.Ordinal);
        Assert.Contains("Standard route", (await visitor.Read("/routes")).Body, StringComparison.Ordinal);
        Assert.Contains("Number package", (await visitor.Read("/packages")).Body, StringComparison.Ordinal);
        Assert.Contains("Low balance alert", (await visitor.Read("/alerts")).Body, StringComparison.Ordinal);
        Assert.Contains("Terms of service", (await visitor.Read("/contracts")).Body, StringComparison.Ordinal);

        var customer = Assert.Single(await Customers(step))!;
        var payment = Assert.Single(await world.Items($"customers/{customer["id"]}/payments"))!;
        Assert.InRange(
            TimeProvider.System.GetUtcNow() - DateTimeOffset.Parse(
                (string)payment["time"]!, System.Globalization.CultureInfo.InvariantCulture),
            TimeSpan.Zero,
            TimeSpan.FromMinutes(5));
        Assert.Single(await world.Items($"customers/{customer["id"]}/contacts"));
        Assert.Equal(1, Welcomes(email));
    }

    private async Task<JsonNode?[]> Customers(string step) =>
    [
        .. (await world.Items("customers?q=" + Uri.EscapeDataString("Blue " + step)))
            .Where(row => (string)row!["name"]! == "Blue " + step),
    ];

    private int Welcomes(string email) =>
        // A server that took a mail without our hearing of it gets the same one again, told by its id.
        world.Mails(email).Where(mail => mail.Subject == "Your account at Acme Telecom").DistinctBy(mail => mail.MessageId).Count();

    private static async Task Lost(Task sent)
    {
        try
        {
            await sent;
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or TaskCanceledException)
        {
            // Killed under it: nobody knows what came of it.
        }
    }
}
