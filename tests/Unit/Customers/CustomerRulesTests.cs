using Portal.Customers;
using Portal.Tests.Unit.Domains;

namespace Portal.Tests.Unit.Customers;

public sealed class CustomerRulesTests
{
    private static readonly CustomerSettings Right = new() { Id = "c_1", Name = "Acme", Currency = "USD" };

    private readonly CustomerRules rules = new(
        new KnownDomains(("portal.acme.example", "acme"), ("portal.globex.example", "globex")), new KnownThings("acme", "globex"));

    private async Task<CustomerSettings> Taken(CustomerSettings settings, params string[]? own)
    {
        var (clean, errors) = await rules.Check(settings, null, own is { Length: > 0 } ? own : null, TestContext.Current.CancellationToken);
        Assert.Empty(errors);
        return clean;
    }

    private async Task Refused(string field, CustomerSettings settings, params string[]? own)
    {
        var (_, errors) = await rules.Check(settings, null, own is { Length: > 0 } ? own : null, TestContext.Current.CancellationToken);
        Assert.Equal(field, Assert.Single(errors).Field);
    }

    [Fact]
    public async Task Gives_everything_its_one_form()
    {
        var clean = await Taken(Right with
        {
            Name = " Acme ",
            Currency = "eur ",
            TopUpCurrencies = ["usd"],
            Domain = "Portal.ACME.example.",
            Tags = ["vip ", "vip"],
            Variables = new() { [" a "] = " 1 " },
            TimeZone = " Europe/Berlin",
            Address = new AddressSettings { Country = "de", City = " " },
            PublicNotes = " one\r\ntwo ",
            Website = " ",
        });
        Assert.Equal(
            ("Acme", "EUR", "portal.acme.example", "Europe/Berlin", "DE", "one\ntwo"),
            (clean.Name, clean.Currency, clean.Domain, clean.TimeZone, clean.Address.Country, clean.PublicNotes));
        Assert.Equal(["USD"], clean.TopUpCurrencies);
        Assert.Equal(["vip"], clean.Tags);
        Assert.Equal("1", clean.Variables["a"]);
        Assert.Null(clean.Address.City);
        Assert.Null(clean.Website);
    }

    [Fact]
    public async Task Says_what_is_wrong_at_its_field()
    {
        await Refused("name", Right with { Name = " " });
        await Refused("name", Right with { Name = "a\u202Eb" });
        await Refused("currency", Right with { Currency = "" });
        await Refused("currency", Right with { Currency = "XAU" });
        await Refused("topUpCurrencies[1]", Right with { TopUpCurrencies = ["EUR", "EUR"] });
        await Refused("channels", Right with { Channels = -1 });
        await Refused("cps", Right with { Cps = -1 });
        await Refused("debitLimit", Right with { DebitLimit = -0.01m });
        await Refused("debitLimit", Right with { DebitLimit = 0.0000001m });
        await Refused("minimumPayment", Right with { MinimumPayment = 1e11m });
        await Refused("tax", Right with { Tax = 100.5m });
        await Refused("accessShow[0]", Right with { AccessShow = ["cdrs"] });
        await Refused("accessHide[1]", Right with { AccessHide = ["cdr", "cdr"] });
        await Refused("website", Right with { Website = "javascript:alert(1)" });
        await Refused("website", Right with { Website = "acme.example" });
        await Refused("payPalEmail", Right with { PayPalEmail = "Acme <pay@acme.example>" });
        await Refused("tags[0]", Right with { Tags = ["a,b"] });
        await Refused("tags", Right with { Tags = [.. Enumerable.Range(0, 51).Select(i => $"t{i}")] });
        await Refused("variables", Right with { Variables = Enumerable.Range(0, 51).ToDictionary(i => $"v{i}", _ => "") });
        await Refused("variables.a b", Right with { Variables = new() { ["a b"] = "" } });
        await Refused("dueDays", Right with { DueDays = -1 });
        await Refused("recordingDays", Right with { RecordingDays = 4000 });
        await Refused("timeZone", Right with { TimeZone = "W. Europe Standard Time" });
        await Refused("address.country", Right with { Address = new AddressSettings { Country = "UK" } });
        await Refused("domain", Right with { Domain = "unknown.example" });
        await Refused("reseller", Right with { Reseller = "unknown" });
    }

    [Fact]
    public async Task A_carrier_needs_a_name_alone_and_has_no_money()
    {
        var carrier = new CustomerSettings { Id = "cr_1", Kind = CustomerKind.Carrier, Name = "Globex", DebitLimit = 5, Channels = 4 };
        var clean = await Taken(carrier);
        Assert.Equal((0m, null), (clean.DebitLimit, clean.Channels));
        await Refused("currency", carrier with { Currency = "USD" });
    }

    [Fact]
    public async Task A_reseller_stays_within_its_brands()
    {
        Assert.Equal("acme", (await Taken(Right, "acme")).Reseller);
        Assert.Null((await Taken(Right with { Domain = "portal.acme.example" }, "acme")).Reseller);
        await Refused("reseller", Right, "acme", "globex");
        await Refused("reseller", Right with { Reseller = "globex" }, "acme");
        await Refused("domain", Right with { Domain = "portal.globex.example" }, "acme");
    }
}
