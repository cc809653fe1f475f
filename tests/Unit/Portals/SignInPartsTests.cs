using System.Collections;
using System.Globalization;
using System.Net;
using System.Resources;
using Microsoft.AspNetCore.Http;
using Portal.People;
using Portal.Tests.Unit.Portals.Sections;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class SignInPartsTests
{
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Person = "p_01ARZ3NDEKTSV4RRFFQ69G5FAV";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("p_.x")]
    [InlineData("p_01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("p_01ARZ3NDEKTSV4RRFFQ69G5FAV.short")]
    [InlineData("c_01ARZ3NDEKTSV4RRFFQ69G5FAV." + Token)]
    [InlineData("p_01ARZ3NDEKTSV4RRFFQ69G5FA'." + Token)]
    [InlineData(Person + "." + Token + "0")]
    public void What_is_no_cookie_of_ours_is_none(string? value) => Assert.Null(SessionCookie.Parse(value));

    [Fact]
    public void A_cookie_says_who_and_proves_forms_without_saying_its_secret()
    {
        var key = SessionCookie.Parse($"{Person}.{Token}")!;
        Assert.Equal((Person, Token), (key.Person, key.Token));
        Assert.True(key.IsFormToken(key.FormToken("ct_1"), "ct_1"));
        Assert.False(key.IsFormToken(key.FormToken("ct_1"), "ct_2"));
        Assert.False(key.IsFormToken(null, "ct_1"));
        Assert.False(key.IsFormToken(Token, "ct_1"));
        Assert.DoesNotContain(Token, key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Token, key.FormToken("ct_1"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_cookie_is_bound_to_its_host_and_out_of_reach_of_scripts()
    {
        var context = new DefaultHttpContext();
        SessionCookie.Write(context, new SessionKey(Person, Token), lasts: false);
        var cookie = context.Response.Headers.SetCookie.ToString();
        Assert.StartsWith("__Host-session=", cookie, StringComparison.Ordinal);
        Assert.All(
            ["secure", "httponly", "samesite=lax", "path=/"], part => Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(["domain=", "max-age", "expires"], part => Assert.DoesNotContain(part, cookie, StringComparison.OrdinalIgnoreCase));

        var lasting = new DefaultHttpContext();
        SessionCookie.Write(lasting, new SessionKey(Person, Token), lasts: true);
        Assert.Contains("max-age", lasting.Response.Headers.SetCookie.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/payments?from=1", "/payments?from=1")]
    [InlineData("//evil.example", "/dashboard")]
    [InlineData("/\\evil.example", "/dashboard")]
    [InlineData("https://evil.example", "/dashboard")]
    [InlineData("/a\nb", "/dashboard")]
    [InlineData("/sign-out", "/dashboard")]
    [InlineData("/portal-login?token=x", "/dashboard")]
    [InlineData(null, "/dashboard")]
    [InlineData("/contracts/\u00e9", "/dashboard")]
    [InlineData("/contracts/%C3%A9?after=1~a", "/contracts/%C3%A9?after=1~a")]
    public void A_way_back_stays_on_the_host(string? path, string clean) => Assert.Equal(clean, ReturnPath.Clean(path));

    [Fact]
    public void Work_is_proved_by_a_number_for_this_form_alone()
    {
        const string operation = "0123456789abcdef0123456789abcdef";
        var number = Enumerable.Range(0, 10_000_000).First(
            n => HumanCheck.Judge(operation, n.ToString(CultureInfo.InvariantCulture)) == HumanSigns.Human);
        var proof = number.ToString(CultureInfo.InvariantCulture);
        Assert.Equal(HumanSigns.Machine, HumanCheck.Judge("f" + operation[1..], proof));
        Assert.Equal(HumanSigns.None, HumanCheck.Judge(operation, ""));
        Assert.Equal(HumanSigns.Machine, HumanCheck.Judge(operation, "1e5"));
        Assert.Equal(HumanSigns.Machine, HumanCheck.Judge(operation, new string('1', 5000)));
    }

    [Fact]
    public async Task A_known_browser_is_counted_apart_from_strangers()
    {
        var people = new MadeUpPeople();
        var tries = new Tries(people);
        var (from, other) = (IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8:1:2:3::4"));
        await Attempt.Begin(tries, "account", "a@b.example", from, null);
        Assert.Equal(["enter account/a@b.example", "enter network/192.0.2.1"], people.Asked);
        people.Asked.Clear();
        await Attempt.Begin(tries, "account", "a@b.example", from, "browser");
        Assert.Equal(["enter account/known/a@b.example/browser"], people.Asked);
        Assert.Equal(Attempt.Network(IPAddress.Parse("2001:db8:1:2::9")), Attempt.Network(other));
        Assert.Equal("network/192.0.2.1", Attempt.Network(IPAddress.Parse("::ffff:192.0.2.1")));
    }

    [Theory]
    [InlineData("p_1.abc", true, false)]
    [InlineData("su_1.abc", false, true)]
    public void A_link_says_whom_to_ask(string text, bool person, bool signUp)
    {
        var token = LinkToken.Parse(text)!;
        Assert.Equal((person, signUp), (token.IsPerson, token.IsSignUp));
        Assert.DoesNotContain("abc", token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p_1")]
    [InlineData(".abc")]
    [InlineData("p_1.a/b")]
    [InlineData("p_1 .ab")]
    public void A_broken_link_is_none(string text) => Assert.Null(LinkToken.Parse(text));

    [Fact]
    public void Countries_are_named_and_ordered_in_the_language()
    {
        Assert.Contains(("DE", "Germany"), CountryNames.In("en"));
        Assert.Contains(("DE", "Deutschland"), CountryNames.In("de"));
        Assert.Contains(("AT", "Österreich"), CountryNames.In("de"));
        Assert.True(
            CountryNames.In("de").Select(c => c.Name).ToList().IndexOf("Österreich") < CountryNames.In("de").Select(c => c.Name).ToList()
                .IndexOf("Polen"));
        Assert.InRange(CountryNames.In("en").Count, 230, 260);
        Assert.All(CountryNames.In("de"), country => Assert.NotEqual(country.Code, country.Name));
    }

    [Fact]
    public void Both_languages_have_all_texts_with_the_same_places_to_fill()
    {
        var resources = new ResourceManager("Portal.WebHost.Portals.PortalTexts", typeof(PortalTexts).Assembly);
        var english = Read(resources, CultureInfo.InvariantCulture);
        foreach (var language in PortalTexts.Languages.Skip(1))
        {
            var other = Read(resources, CultureInfo.GetCultureInfo(language));
            Assert.Equal(english.Keys.Order(StringComparer.Ordinal), other.Keys.Order(StringComparer.Ordinal));
            Assert.All(
                english,
                pair =>
                    Assert.Equal(
                        pair.Value.Contains("{0}", StringComparison.Ordinal), other[pair.Key].Contains("{0}", StringComparison.Ordinal)));
        }
    }

    private static Dictionary<string, string> Read(ResourceManager resources, CultureInfo culture) =>
        resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
}
