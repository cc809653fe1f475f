using System.Net;
using System.Text.Json.Nodes;
using Portal.Access;
using Portal.Tests.EndToEnd.Parts;

namespace Portal.Tests.EndToEnd.People;

/// <summary>Menu, page and export of each section say the same as the rule, for each role; nobody reaches what is another's.</summary>
public sealed class AccessTests(PeopleWorld world) : IClassFixture<PeopleWorld>
{
    private const string Host = "access.localhost";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly string[] Exported =
        ["cdr", "latest-calls", "breakout", "payments", "routes", "packages", "contracts", "alerts", "contacts"];

    [Fact]
    public async Task Menu_page_and_export_agree_with_the_rule()
    {
        await world.AddDomain(Host, "Access");
        var customer = await world.AddCustomer("Access Ltd", Host);
        var people = new List<(ContactRole Role, Visitor Visitor)>();
        foreach (var role in Enum.GetValues<ContactRole>())
        {
            var name = char.ToLowerInvariant(role.ToString()[0]) + role.ToString()[1..];
            await world.AddContact(customer, $"{name}@access.example", name);
            var visitor = world.Visit(Host);
            Assert.Equal("/dashboard", await visitor.SignIn($"{name}@access.example"));
            people.Add((role, visitor));
        }

        foreach (var domain in new[] { [], Sections.All })
        {
            foreach (var show in new[] { [], Sections.All })
            {
                foreach (var hide in new[] { [], Optional })
                    await Check(customer, people, domain, show, hide);
            }
        }

        // Each section apart from its neighbours.
        await Check(customer, people, Every(2, 0), Every(3, 0), Every(5, 0));
        await Check(customer, people, Every(2, 1), Every(3, 1), Every(5, 1));
        people.ForEach(person => person.Visitor.Dispose());
    }

    [Fact]
    public async Task Ids_of_another_customer_answer_404_to_each_role()
    {
        var (own, other) = (await world.AddCustomer("Own Ltd"), await world.AddCustomer("Other Ltd"));
        var stranger = await world.AddContact(other, "stranger@other.example");
        var route = (string)(await world.Add(other, "routes", new JsonObject { ["name"] = "Secret route" }))["id"]!;
        var contract = (string)(await world.Add(other, "contracts", new JsonObject { ["name"] = "Secret contract" }))["id"]!;
        await world.Add(other, "payments", new JsonObject { ["total"] = "77.77" });
        foreach (var role in new[] { "all", "billing", "technical", "readOnly" })
        {
            await world.AddContact(own, $"{role}@own.example".ToLowerInvariant(), role);
            using var visitor = world.Visit();
            Assert.Equal("/dashboard", await visitor.SignIn($"{role}@own.example".ToLowerInvariant()));
            var token = await visitor.Hidden("/profile");
            foreach (var path in new[] { $"/routes/{route}", $"/contracts/{contract}", $"/contacts/{stranger}", $"/contracts/{route}", $"/payments/{other}", $"/contacts/{stranger}/edit", $"/{other}" })
            {
                Assert.Equal(HttpStatusCode.NotFound, (await visitor.Read(path)).Status);
                var posted = await visitor.Post(
                    path, token, ("approver", "Mallory"), ("agree", "yes"), ("name", "Mallory"), ("status", "disabled"));
                Assert.Contains(
                    posted.Status, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.MethodNotAllowed });
            }

            foreach (var section in PeopleWorld.Sections)
            {
                foreach (var ending in new[] { "", ".csv" })
                {
                    var body = (await visitor.Read($"/{section}{ending}")).Body;
                    Assert.DoesNotContain("Secret", body, StringComparison.Ordinal);
                    Assert.DoesNotContain("77.77", body, StringComparison.Ordinal);
                    Assert.DoesNotContain("stranger@", body, StringComparison.Ordinal);
                }
            }
        }
    }

    private static readonly string[] Optional = [.. Sections.Rows.Where(row => !row.Has(SectionTraits.Always)).Select(row => row.Key)];

    private static string[] Every(int step, int from) => [.. Sections.All.Where((_, i) => i % step == from)];

    private async Task Check(
        string customer, List<(ContactRole Role, Visitor Visitor)> people, string[] domain, string[] show, string[] hide)
    {
        await world.Api.Send(HttpMethod.Patch, "domains/" + Host, new JsonObject { ["access"] = Array(domain) });
        await world.Api.Send(
            HttpMethod.Patch, "customers/" + customer, new JsonObject { ["accessShow"] = Array(show), ["accessHide"] = Array(hide) });
        foreach (var (role, visitor) in people)
        {
            var facts = new AccessFacts { Domain = domain, Show = show, Hide = hide, Role = role };
            var shown = PeopleWorld.Sections.Where(section => EffectiveAccess.Allows(section, facts)).ToArray();
            var what = $"{role}, domain [{string.Join(' ', domain)}], show [{string.Join(' ', show)}], hide [{string.Join(' ', hide)}]";
            await Until.Holds(
                async () => Enumerable.SequenceEqual(shown, await Menu(visitor)),
                Limit,
                () => $"The menu is not [{string.Join(' ', shown)}]: {what}");
            foreach (var section in Sections.All)
            {
                var expected = shown.Contains(section) ? HttpStatusCode.OK : HttpStatusCode.NotFound;
                Assert.True((await visitor.Read("/" + section)).Status == expected, $"/{section} is not {expected}: {what}");
                if (Exported.Contains(section))
                    Assert.True((await visitor.Read($"/{section}.csv")).Status == expected, $"/{section}.csv is not {expected}: {what}");
                if (!shown.Contains(section))
                    Assert.Equal(HttpStatusCode.NotFound, (await visitor.Read($"/{section}/anything")).Status);
            }
        }
    }

    private static async Task<string[]> Menu(Visitor visitor)
    {
        var body = (await visitor.Read("/dashboard")).Body;
        var nav = body[body.IndexOf("<nav class=\"portal-nav\"", StringComparison.Ordinal)..];
        nav = nav[..nav.IndexOf("</nav>", StringComparison.Ordinal)];
        return [.. PeopleWorld.Sections.Where(section => nav.Contains($"href=\"/{section}\"", StringComparison.Ordinal))];
    }

    private static JsonArray Array(string[] sections) => [.. sections.Select(section => (JsonNode)section)];
}
