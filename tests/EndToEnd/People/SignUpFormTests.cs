using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;

namespace Portal.Tests.EndToEnd.People;

/// <summary>What the sign-up form tells apart, and what it doesn't let anybody tell apart.</summary>
public sealed class SignUpFormTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private const string Other = "other.localhost";

    [Fact]
    public async Task A_browser_proves_work_and_is_let_through_where_forms_without_it_have_to_wait()
    {
        using var program = world.Visit();
        var hidden = await program.Hidden("/sign-up");
        hidden["proof"] = "";
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await program.Post("/sign-up", hidden)).Status);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await program.Post("/sign-up", hidden)).Status);
        hidden["proof"] = "1";
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await program.Post("/sign-up", hidden)).Status);

        var page = await world.Open();
        var posted = new TaskCompletionSource<string>();
        page.Request += (_, request) =>
        {
            if (request.Method == "POST")
                posted.TrySetResult(request.PostData ?? "");
        };
        await page.GotoAsync(world.Url("/sign-up"));
        await page.FillAsync("#company", "Proved Ltd");
        await page.FillAsync("#name", "Ann Blue");
        await page.FillAsync("#email", "proved@blue.example");
        await page.FillAsync("#password", PeopleWorld.Password);
        await page.FillAsync("#phone", "+44 20 7946 0000");
        await page.SelectOptionAsync("#country", "GB");
        await page.CheckAsync("#terms");
        await page.ClickAsync("button[type=submit].portal-button");
        await Assertions.Expect(page.Locator(".portal-text")).ToContainTextAsync("proved@blue.example");

        var form = QueryHelpers.ParseQuery(await posted.Task);
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes($"{form["_operation"]}.{form["proof"]}"));
        Assert.Equal((0, 0), (hash[0], hash[1]));
    }

    [Fact]
    public async Task The_trap_and_a_known_address_get_the_answer_of_a_new_one_and_no_link()
    {
        await world.AddContact(await world.AddCustomer("Known Ltd"), "known@blue.example");
        using var visitor = world.Visit();
        var trapped = await visitor.Send("/sign-up", [.. Right("trapped@blue.example"), ("homepage", "https://spam.example")]);
        var known = await visitor.Send("/sign-up", Right("known@blue.example"));
        var fresh = await visitor.Send("/sign-up", Right("fresh@blue.example"));
        Assert.Equal(HttpStatusCode.OK, fresh.Status);
        Assert.Equal((fresh.Status, fresh.Body), (known.Status, known.Body.Replace("known@", "fresh@", StringComparison.Ordinal)));
        Assert.Equal((fresh.Status, fresh.Body), (trapped.Status, trapped.Body.Replace("trapped@", "fresh@", StringComparison.Ordinal)));

        await world.Link("fresh@blue.example", "/verify-email");
        await world.Link("known@blue.example", "/sign-in");
        Assert.DoesNotContain(
            world.Mails("known@blue.example"), mail => mail.TextBody!.Contains("/verify-email", StringComparison.Ordinal));
        Assert.Empty(world.Mails("trapped@blue.example"));
    }

    [Fact]
    public async Task A_link_is_good_on_its_host_alone_and_once_and_looking_changes_nothing()
    {
        await world.AddDomain(Other, "Other Telecom");
        using var visitor = world.Visit();
        using var elsewhere = world.Visit(Other);
        Assert.Equal(HttpStatusCode.OK, (await visitor.Send("/sign-up", Right("linked@blue.example"))).Status);
        var path = new Uri(await world.Link("linked@blue.example", "/verify-email")).PathAndQuery;
        foreach (var reply in new[] { await elsewhere.Read(path), await elsewhere.Post(path, new Dictionary<string, string>()) })
        {
            Assert.Equal(HttpStatusCode.Gone, reply.Status);
            Assert.Contains("href=\"/sign-in\"", reply.Body, StringComparison.Ordinal);
        }

        // As a mail scanner does, any number of times.
        using (var scanner = world.Visit())
        {
            Assert.Equal(HttpStatusCode.OK, (await scanner.Read(path)).Status);
            Assert.Equal(HttpStatusCode.OK, (await scanner.Read(path)).Status);
            Assert.Equal("/sign-in", (await scanner.Read("/dashboard")).Location?.Split('?')[0]);
        }

        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in?word=email"), Way(await visitor.Send(path)));
        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in?word=email"), Way(await visitor.Read(path)));
        Assert.Equal((HttpStatusCode.SeeOther, "/sign-in?word=email"), Way(await visitor.Post(path, new Dictionary<string, string>())));
        Assert.Single(await world.Items("customers?q=Linked%20Company"));
    }

    [Fact]
    public async Task Each_wrong_field_is_told_at_itself_and_nothing_is_mailed()
    {
        using var visitor = world.Visit();
        foreach (var (field, value) in new[]
        {
            ("password", "short"),
            ("password", "password123"),
            ("password", "Bea Blue"),
            ("password", string.Concat(Enumerable.Repeat("abc", 43))),
            ("email", new string('b', 64) + "@" + string.Join('.', Enumerable.Repeat(new string('a', 61), 3)) + ".exampl"),
            ("email", "bad@blue.example\r\nBcc: c@d.example"),
            ("email", "bad@blue.example\nSubject: x"), ("currency", "GBP"), ("country", "ZZ"), ("phone", "call me"),
        })
        {
            var reply = await visitor.Send("/sign-up", [.. Right("bad@blue.example").Where(pair => pair.Name != field), (field, value)]);
            Assert.Equal((field, HttpStatusCode.UnprocessableEntity), (field, reply.Status));
            Assert.Contains($"id=\"{field}-error\"", reply.Body, StringComparison.Ordinal);
        }

        foreach (var email in new[] { "bea@bücher.example", "\"bea blue\"@blue.example" })
            Assert.Equal(
                HttpStatusCode.OK,
                (await visitor.Send(
                    "/sign-up", [.. Right(email).Where(pair => pair.Name != "password"), ("password", "🐎🔋🧷🪡🐎🔋🧷🪡")])).Status);
        // The header has the form that mail servers read; what reads it here turns it back.
        await world.Link("bea@bücher.example", "/verify-email");
        Assert.Empty(world.Mails("bad@blue.example"));
        Assert.Empty(world.Mails("c@d.example"));
    }

    private static (HttpStatusCode Status, string? Location) Way((HttpStatusCode Status, string Body, string? Location) reply) =>
        (reply.Status, reply.Location);

    private static (string Name, string Value)[] Right(string email) =>
    [
        ("company", "Linked Company"),
        ("name", "Bea Blue"),
        ("email", email),
        ("password", PeopleWorld.Password),
        ("phone", "+44 20 7946 0000"),
        ("country", "GB"), ("currency", "USD"), ("terms", "yes"),
    ];
}
