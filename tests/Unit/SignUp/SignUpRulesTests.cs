using Portal.Customers;
using Portal.Domains;
using Portal.SignUp;

namespace Portal.Tests.Unit.SignUp;

public sealed class SignUpRulesTests
{
    private static readonly DomainSettings Domain =
        new() { Host = "portal.acme.example", CustomerSignUp = true, Currencies = ["USD", "EUR"] };

    private static readonly SignUpForm Good = new()
    {
        Host = "portal.acme.example",
        Company = " Blue Ltd ",
        Name = "Bea Blue",
        Email = " Bea@Blue.Example ",
        Password = "correct horse 🐎",
        Phone = "+44 (20) 7946-0000",
        Country = "gb",
        Currency = "EUR",
        Terms = true,
        BrowserHash = "browser",
        Language = "en",
    };

    private static string[] Fields(SignUpForm form) => [.. SignUpRules.Check(form, Domain).Errors.Select(error => error.Field)];

    [Fact]
    public void A_good_form_is_put_into_one_form()
    {
        var (clean, errors) = SignUpRules.Check(Good, Domain);
        Assert.Empty(errors);
        Assert.Equal(("Blue Ltd", "bea@blue.example", "GB", "EUR"), (clean.Company, clean.Email, clean.Country, clean.Currency));
    }

    [Fact]
    public void An_empty_form_is_told_of_each_field_at_once() => Assert.Equal(
        ["email", "company", "name", "phone", "country", "currency", "password", "terms"],
        Fields(new SignUpForm { Host = Domain.Host, BrowserHash = "", Language = "en" }));

    [Fact]
    public void A_currency_that_is_not_offered_is_refused_and_carriers_choose_none()
    {
        Assert.Equal(["currency"], Fields(Good with { Currency = "GBP" }));
        var carrier = SignUpRules.Check(Good with { Kind = CustomerKind.Carrier, Currency = null }, Domain);
        Assert.Empty(carrier.Errors);
        Assert.Equal("", carrier.Clean.Currency);
    }

    [Theory]
    [InlineData("short", "at least 8")]
    [InlineData("password123", "try first")]
    [InlineData("Bea Blue", "own name")]
    [InlineData("bea@blue.example", "own name")]
    public void A_password_that_is_easily_tried_is_refused(string password, string word) =>
        Assert.Contains(
            word, Assert.Single(SignUpRules.Check(Good with { Password = password }, Domain).Errors).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_password_has_128_characters_at_most(int length, bool passes) =>
        Assert.Equal(
            passes,
            SignUpRules.Check(Good with { Password = string.Concat(Enumerable.Repeat("abc", 43))[..length] }, Domain).Errors.Length == 0);

    [Theory]
    [InlineData("nobody")]
    [InlineData("a@b.example\r\nBcc: c@d.example")]
    [InlineData("a@b@c.example,d@e.example")]
    public void What_is_no_address_is_refused(string email) => Assert.Equal(["email"], Fields(Good with { Email = email }));

    [Theory]
    [InlineData("bea@bücher.example", "bea@xn--bcher-kva.example")]
    [InlineData("\"bea blue\"@blue.example", "\"bea blue\"@blue.example")]
    public void Unusual_addresses_pass(string email, string kept)
    {
        var (clean, errors) = SignUpRules.Check(Good with { Email = email }, Domain);
        Assert.Empty(errors);
        Assert.Equal(kept, clean.Email);
    }

    [Theory]
    [InlineData("1234")]
    [InlineData("1234567890123456")]
    [InlineData("call me")]
    public void What_is_no_phone_number_is_refused(string phone) => Assert.Equal(["phone"], Fields(Good with { Phone = phone }));

    [Fact]
    public void Errors_are_in_the_language_of_the_form()
    {
        var german = SignUpRules.Check(new SignUpForm { Host = Domain.Host, BrowserHash = "", Language = "de" }, Domain).Errors;
        var english = SignUpRules.Check(new SignUpForm { Host = Domain.Host, BrowserHash = "", Language = "en" }, Domain).Errors;
        Assert.Equal("Geben Sie Ihre E-Mail-Adresse an.", german[0].Reason);
        Assert.All(german.Zip(english), pair => Assert.NotEqual(pair.First.Reason, pair.Second.Reason));
        Assert.Equal(english, SignUpRules.Check(new SignUpForm { Host = Domain.Host, BrowserHash = "", Language = "xx" }, Domain).Errors);
    }

    [Fact]
    public void It_is_open_where_the_domain_says_so()
    {
        Assert.True(SignUpRules.IsOpen(Domain, CustomerKind.Customer));
        Assert.False(SignUpRules.IsOpen(Domain, CustomerKind.Carrier));
        Assert.False(SignUpRules.IsOpen(Domain with { Status = DomainStatus.Disabled }, CustomerKind.Customer));
        Assert.False(SignUpRules.IsOpen(null, CustomerKind.Customer));
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002")]
    [InlineData(null, null)]
    public void A_network_is_what_one_subscriber_holds(string? source, string? network) =>
        Assert.Equal(network, MailBudgets.Network(source));

    [Fact]
    public void A_link_holds_the_sign_up_and_a_token_and_nothing_else_is_one()
    {
        var id = SignUpLink.KeyOf("0123456789abcdef0123456789abcdef")!;
        var token = SignUpLink.NewToken();
        Assert.True(SignUpLink.TryRead($"{id}.{token}", out var read, out var hash));
        Assert.Equal((id, SignUpLink.HashOf(token)), (read, hash));
        Assert.False(SignUpLink.TryRead($"{id}.{token}0", out _, out _));
        Assert.False(SignUpLink.TryRead($"{id}{token}", out _, out _));
        Assert.False(SignUpLink.TryRead($"su_x123456789abcdef0123456789abcdef.{token}", out _, out _));
        Assert.False(SignUpLink.TryRead(null, out _, out _));
        Assert.Null(SignUpLink.KeyOf("0123456789ABCDEF0123456789ABCDEF"));
    }
}
