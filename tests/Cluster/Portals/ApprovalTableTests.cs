using Portal.Customers;
using Portal.Domains;
using Portal.Mail;
using Portal.People;
using Portal.Saving;

namespace Portal.Tests.Cluster.Portals;

/// <summary>How a sign-up that staff decide on is seen: each state at each face.</summary>
public sealed class ApprovalTableTests(PortalHost portal) : IClassFixture<PortalHost>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_state_of_a_sign_up_reads_the_same_at_every_face()
    {
        using var staff = await portal.Staff();
        var host = await portal.AddDomain("table.example");
        var domain = portal.Grains.GetGrain<IDomainGrain>(host);
        Assert.True(
            (await domain.Save(
                (await domain.Get())!.Settings with { SignUpPolicy = SignUpPolicy.Approval }, PortalHost.By("approval"))).IsSaved);

        // state portal mail queue badge API sign-in switcher CSV
        Row[] table =
        [
            new("pending-approval", "/sign-in", "SignUpWaits",     true,  "Waiting for approval", "pending-approval",
                "waits",        false, "/sign-in"),
            new(
                "approved",
                "200",
                "SignUpApproved",
                false,
                "Active",
                "active",
                "/dashboard",
                true,
                "200"),
            new(
                "refused",
                "/sign-in",
                "SignUpRefused",
                false,
                "Inactive",
                "inactive",
                "wrong",
                false,
                "/sign-in"),
            new(
                "penalty",
                "200",
                "SignUpApproved",
                false,
                "Penalty",
                "penalty",
                "/dashboard",
                true,
                "200"),
        ];
        var seen = new List<Row>();
        foreach (var row in table)
            seen.Add(await Look(row.State, host, staff));
        Assert.Equal(table, seen);
    }

    private async Task<Row> Look(string state, string host, PortalVisitor staff)
    {
        // Somebody who was in before, and somebody who signs up; both have another company beside.
        var was = await portal.AddContact($"was-{state}@mail.example", host);
        using var browser = portal.Visitor(host);
        Assert.Equal(303, (await browser.SignIn($"was-{state}@mail.example")).Status);
        await Become(was.Customer, state, byForm: true);

        var email = $"new-{state}@mail.example";
        var made = await SignUp(host, email, state);
        await Become(made, state, byForm: false);

        var before = await Portal(browser, "/dashboard");
        var csv = await Portal(browser, "/contacts.csv");
        using var fresh = portal.Visitor(host, "192.0.2.9");
        var signIn = await fresh.SignIn(email);
        var page = await staff.Get("/customers/" + made);
        Assert.Equal(200, page.Status);
        var queue = (await staff.Get("/approvals")).Text.Contains(made, StringComparison.Ordinal);
        var asked = await portal.Api(HttpMethod.Get, "/customers?status=pending-approval&limit=500");
        Assert.Equal(queue, asked["items"]!.AsArray().Any(item => (string)item!["id"]! == made));
        return new Row(
            state, before, LastMail(email), queue,
            page.Page.QuerySelector("h1 .badge")!.TextContent.Trim(),
            (string)(await portal.Api(HttpMethod.Get, "/customers/" + made))["status"]!,
            SignedIn(signIn), await IsOffered(host, email, made), csv);
    }

    private static async Task<string> Portal(PortalVisitor browser, string path)
    {
        var reply = await browser.Get(path);
        return reply.Location?.Split('?')[0] ?? reply.Status.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string SignedIn(PortalReply reply) => reply switch
    {
        { Location: { } to } => to,
        { Status: 422, Problem: null } when reply.Page.QuerySelector(".portal-word")!.TextContent.Contains(
            "waiting for approval", StringComparison.Ordinal) => "waits",
        { Status: 422, Problem: { } problem } when problem.StartsWith("Wrong e-mail address or password", StringComparison.Ordinal) =>
            "wrong",
        _ => reply.Text,
    };

    /// <returns>The customer that came of it.</returns>
    private async Task<string> SignUp(string host, string email, string state)
    {
        using var browser = portal.Visitor(host, "192.0.2.8");
        var form = new (string, string)[]
        {
            ("company", "New " + state),
            ("name", "Bea Blue"),
            ("email", email),
            ("password", PortalHost.Password),
            ("phone", "+44 20 7946 0000"),
            ("country", "GB"),
            ("currency", "USD"), ("terms", "yes"),
        };
        Assert.Contains("review your sign-up", (await browser.Fill("/sign-up", form)).Text, StringComparison.Ordinal);
        var link = portal.Mails.To(email).Single(mail => mail.Kind == MailKind.VerifyEmail).Link!;
        Assert.Equal("/sign-in?word=approval", (await browser.Fill(link)).Location);
        Assert.Contains("waiting for approval", (await browser.Get("/sign-in?word=approval")).Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in?word=approval", (await browser.Get(link)).Location);
        var person = (await portal.Service<IContactDirectory>().FindPerson(email, [host], Stop))!;
        return (await portal.Grains.GetGrain<IPersonGrain>(person).GetSnapshot(-1))!.Places[0].Customer;
    }

    private async Task Become(string customer, string state, bool byForm)
    {
        var grain = portal.Grains.GetGrain<ICustomerGrain>(customer);
        var settings = (await grain.Get())!.Settings;
        if (byForm)
        {
            var status = state switch
            {
                "pending-approval" => CustomerStatus.PendingApproval,
                "approved" => CustomerStatus.Active,
                "refused" => CustomerStatus.Inactive,
                "penalty" => CustomerStatus.Penalty,
                _ => throw new InvalidOperationException($"A state that nobody thought of: {state}."),
            };
            Assert.True((await grain.Save(settings with { Status = status }, Change.By(Actor.System))).IsSaved);
        }
        else if (state == "refused")
        {
            Assert.Equal(200, (int)(await portal.Api(HttpMethod.Post, $"/customers/{customer}/refuse", """{"reason":"No."}"""))["http"]!);
        }
        else if (state != "pending-approval")
        {
            Assert.Equal(200, (int)(await portal.Api(HttpMethod.Post, $"/customers/{customer}/approve"))["http"]!);
            Assert.Equal(409, (int)(await portal.Api(HttpMethod.Post, $"/customers/{customer}/approve"))["http"]!);
            if (state == "penalty")
                Assert.True(
                    (await grain.Save(
                        (await grain.Get())!.Settings with { Status = CustomerStatus.Penalty }, Change.By(Actor.System))).IsSaved);
        }
    }

    /// <summary>Whether the switcher of the same person, at work for another company, has this one.</summary>
    private async Task<bool> IsOffered(string host, string email, string made)
    {
        await portal.AddPlace(email, "Other", host);
        using var browser = portal.Visitor(host, "192.0.2.10");
        Assert.Equal("/dashboard", (await browser.SignIn(email)).Location);
        var page = await browser.Get("/dashboard");
        Assert.Equal(200, page.Status);
        var name = (await portal.Grains.GetGrain<ICustomerGrain>(made).Get())!.Settings.Name;
        return page.Page.QuerySelectorAll(".portal-places .portal-place").Any(
            place => place.TextContent.Contains(name, StringComparison.Ordinal));
    }

    private string LastMail(string email) =>
        portal.Mails.To(email).Last(mail => mail.Kind.ToString().StartsWith("SignUp", StringComparison.Ordinal)).Kind.ToString();

    private sealed record Row(
        string State, string Portal, string Mail, bool Queued, string Badge, string Api, string SignIn, bool Offered, string Csv);
}
