using Portal.Hosts;

namespace Portal.Tests.Unit.Hosts;

public sealed class HostNameTests
{
    private static string Normal(string input) =>
        HostName.TryParse(input, out var host, out var reason) ? host.Value : "refused: " + reason;

    private static string Refused(string? input)
    {
        Assert.False(HostName.TryParse(input, out var host, out var reason), $"{input} became {host}");
        Assert.Equal(default, host);
        return reason;
    }

    [Fact]
    public void A_plain_name_is_kept() => Assert.Equal("portal.acme.example", Normal("portal.acme.example"));

    [Fact]
    public void Capitals_become_small() => Assert.Equal("portal.acme.example", Normal("PORTAL.Acme.Example"));

    [Fact]
    public void The_dot_at_the_end_goes() => Assert.Equal("portal.acme.example", Normal("portal.acme.example."));

    [Fact]
    public void The_dot_of_an_input_method_is_a_dot() => Assert.Equal("xn--wgv71a119e.jp", Normal("日本語。jp"));

    [Fact]
    public void Umlauts_are_encoded() => Assert.Equal("xn--bcher-kva.example", Normal("Bücher.example"));

    [Fact]
    public void Decomposed_umlauts_are_composed() => Assert.Equal("xn--bcher-kva.example", Normal("bu\u0308cher.example"));

    [Fact]
    public void Sharp_s_stays_as_browsers_have_it() => Assert.Equal("xn--strae-oqa.example", Normal("straße.example"));

    [Fact]
    public void An_encoded_name_is_kept_and_shown_decoded()
    {
        Assert.True(HostName.TryParse("XN--Bcher-KVA.example", out var host, out _));
        Assert.Equal("xn--bcher-kva.example", host.Value);
        Assert.Equal("bücher.example", host.Display);
    }

    [Fact]
    public void A_plain_name_is_shown_as_it_is()
    {
        Assert.True(HostName.TryParse("portal.acme.example", out var host, out _));
        Assert.Equal("portal.acme.example", host.Display);
    }

    [Fact]
    public void A_label_may_have_63_characters() =>
        Assert.Equal(new string('a', 63) + ".example", Normal(new string('a', 63) + ".example"));

    [Fact]
    public void A_name_may_have_253_characters()
    {
        var name = string.Join('.', Enumerable.Repeat(new string('a', 49), 5)) + ".exa";
        Assert.Equal(253, name.Length);
        Assert.Equal(name, Normal(name));
        Assert.Equal(name, Normal(name + "."));
        Assert.Contains("254", Refused(name + "m"));
    }

    [Fact]
    public void A_name_may_begin_with_a_digit() => Assert.Equal("1and1.example", Normal("1and1.example"));

    [Theory]
    [InlineData(null, "Enter a host name")]
    [InlineData("", "Enter a host name")]
    [InlineData("   ", "Enter a host name")]
    [InlineData("https://portal.acme.example", "“https://”")]
    [InlineData("https://portal.acme.example:8443/sign-in", "“https://”")]
    [InlineData("portal.acme.example/", "path")]
    [InlineData("portal.acme.example/sign-in", "“/sign-in”")]
    [InlineData("portal.acme.example?x=1", "path")]
    [InlineData("portal.acme.example\\x", "path")]
    [InlineData("portal.acme.example:8443", "port “:8443”")]
    [InlineData("portal acme.example", "spaces")]
    [InlineData(" portal.acme.example", "spaces")]
    [InlineData("portal.acme.example\n", "spaces")]
    [InlineData("portal\u0000.acme.example", "control character")]
    [InlineData("portal_1.acme.example", "underscore")]
    [InlineData("*.acme.example", "wildcard")]
    [InlineData("info@acme.example", "e-mail")]
    [InlineData("portal", "single word")]
    [InlineData("localhost", "single word")]
    [InlineData("portal.", "single word")]
    [InlineData(".acme.example", "empty")]
    [InlineData("portal..example", "empty")]
    [InlineData("portal.acme.example..", "empty")]
    [InlineData(".", "empty")]
    [InlineData("-portal.acme.example", "hyphen")]
    [InlineData("portal-.acme.example", "hyphen")]
    [InlineData("ab--c.example", "reserved")]
    [InlineData("portal!.example", "“!”")]
    [InlineData("portal,acme.example", "“,”")]
    [InlineData("<script>.example", "“<”")]
    [InlineData("portal%2e.example", "“%”")]
    public void Says_what_is_wrong(string? input, string part) => Assert.Contains(part, Refused(input));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.1")]
    [InlineData("2130706433")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("0x7f000001")]
    [InlineData("1.2.3.4.")]
    [InlineData("999.999.999.999")]
    [InlineData("acme.0x")]
    [InlineData("acme.123")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("[2001:db8::1]:443")]
    [InlineData("2001:db8::1")]
    public void Addresses_are_no_names(string input) => Assert.Contains("address", Refused(input));

    [Fact]
    public void A_label_of_64_is_refused() => Assert.Contains("64", Refused(new string('a', 64) + ".example"));

    [Fact]
    public void A_label_too_long_once_encoded_is_refused() => Assert.Contains("too long", Refused(new string('ü', 60) + ".example"));

    [Fact]
    public void Each_refusal_has_its_own_sentence()
    {
        string[] inputs =
        [
            "", "https://a.example", "a.example/x", "a.example:1", "a b.example", "a_b.example", "*.a.example", "127.0.0.1", "single",
            "a..example", new string('a', 64) + ".example", "-a.example", "ab--c.example", "аcme.example", "xn--a.example",
            string.Join('.', Enumerable.Repeat("abc", 80)), "ſ.example", "a\u200Db.example",
        ];
        Assert.Equal(inputs.Length, inputs.Select(Refused).Distinct().Count());
    }
}
