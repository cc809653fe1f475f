using System.Text.Json;
using Portal.Brands;
using Portal.Customers;
using Portal.Domains;
using Portal.Saving;
using Portal.Storage;

namespace Portal.Tests.Unit.Saving;

public sealed class KeepingTests
{
    private static readonly Change Older = Change.By(Actor.System) with { Shape = 0 };
    private static readonly Change Same = Change.By(Actor.System);

    [Fact]
    public void Members_that_a_newer_release_stored_survive_a_save_that_says_nothing_of_them()
    {
        var stored = Read("""
            {"host":"a.example","glow":true,
             "look":{"primaryColor":"#112233","shadow":{"depth":2},"links":[{"text":"Terms","url":"https://a.example/t","rel":"nofollow"}]},
             "texts":{"de":{"footer":"Hallo","aside":"x"}}}
            """);
        var sent = new DomainSettings
        {
            Host = "a.example",
            Footer = "new",
            Look = new LookSettings
            {
                PrimaryColor = "#445566",
                Links = [new("Help", "https://a.example/h"), new("Terms", "https://a.example/t")],
            },
            Texts = new() { ["de"] = new LocalTexts { Footer = "Servus" } },
        };

        var written = PortalJson.Write(Take(sent, stored, Same));

        Assert.Contains("\"glow\":true", written, StringComparison.Ordinal);
        Assert.Contains("\"shadow\":{\"depth\":2}", written, StringComparison.Ordinal);
        Assert.Contains("\"rel\":\"nofollow\"", written, StringComparison.Ordinal);
        Assert.Contains("\"aside\":\"x\"", written, StringComparison.Ordinal);
        Assert.Contains("\"footer\":\"new\"", written, StringComparison.Ordinal);
        Assert.Contains("\"primaryColor\":\"#445566\"", written, StringComparison.Ordinal);
        Assert.Contains("\"footer\":\"Servus\"", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_that_came_after_the_callers_release_stay_as_they_are_stored()
    {
        var stored = new Grown { Name = "old", Since = "kept", Marks = [Mark.First, Mark.Later] };
        var sent = new Grown { Name = "new", Marks = [Mark.First] };

        Assert.Equal(("new", "kept"), (Take(sent, stored, Older).Name, Take(sent, stored, Older).Since));
        Assert.Equal([Mark.First, Mark.Later], Take(sent, stored, Older).Marks);
        Assert.Null(Take(sent, stored, Same).Since);
        Assert.Equal([Mark.First], Take(sent, stored, Same).Marks);
    }

    [Fact]
    public void Choices_that_nobody_here_knows_are_taken_only_where_they_are_stored()
    {
        var stored = new DomainSettings { Host = "a.example", Status = (DomainStatus)7, Flags = [(DomainFlag)9] };

        Assert.Equal((DomainStatus)7, Take(stored with { Footer = "x" }, stored, Same).Status);
        Assert.Equal([(DomainFlag)9], Take(stored with { Flags = [] }, stored, Same).Flags);
        Assert.Equal(
            ["flags[1]", "status"],
            Keeping.Take(stored with { Status = (DomainStatus)8, Flags = [(DomainFlag)9, (DomainFlag)8] }, stored, Same, [])
                .Errors.Select(error => error.Field));
        var customer = new CustomerSettings { Id = "c_1", Name = "A", Currency = "USD", Status = (CustomerStatus)9 };
        Assert.Equal("status", Assert.Single(Keeping.Take(customer, null, Same, []).Errors).Field);
        Assert.Equal(["flags[0]", "status"], Keeping.Take(stored, null, Same, []).Errors.Select(error => error.Field));
    }

    [Fact]
    public void A_form_leaves_choices_that_it_can_not_offer_as_they_are_and_they_are_told()
    {
        var stored = new DomainSettings
        {
            Host = "a.example",
            Status = (DomainStatus)7,
            Flags = [(DomainFlag)9],
            ScriptSources = (ScriptSources)5,
        };

        var read = Keeping.Stay(new DomainSettings { Host = "a.example", Footer = "x", Status = DomainStatus.Disabled }, stored);

        Assert.Equal(("x", (DomainStatus)7, (ScriptSources)5), (read.Footer, read.Status, read.ScriptSources!.Value));
        Assert.Equal(["flags: unknown-00000009", "status: unknown-00000007", "scriptSources: unknown-00000005"], Keeping.Unknown(stored));
    }

    [Fact]
    public void What_only_a_newer_release_knows_makes_no_difference_to_what_is_compared() =>
        Assert.Equal(Read("""{"host":"a.example"}""").Look, Read("""{"host":"a.example","look":{"shadow":1}}""").Look);

    private static T Take<T>(T next, T stored, Change change)
        where T : Kept
    {
        var (settings, errors) = Keeping.Take(next, stored, change, []);
        Assert.Empty(errors);
        return settings;
    }

    private static DomainSettings Read(string json) => JsonSerializer.Deserialize<DomainSettings>(json, PortalJson.Options)!;

    private enum Mark
    {
        First,

        [Since(1)]
        Later,
    }

    private sealed record Grown : Kept
    {
        public string? Name { get; init; }

        [Since(1)]
        public string? Since { get; init; }
        public Mark[] Marks { get; init; } = [];
    }
}
