using Portal.Hosts;

namespace Portal.Tests.Unit.Hosts;

public sealed class PublicSuffixTests
{
    [Theory]
    [InlineData("com")]
    [InlineData("co.uk")]
    [InlineData("github.io")]
    [InlineData("foo.ck")]
    [InlineData("xn--p1ai")]
    [InlineData("xn--55qx5d.cn")]
    [InlineData("example")]
    public void A_public_suffix_is_told_and_has_no_registered_domain(string name)
    {
        Assert.True(PublicSuffixes.IsSuffix(name));
        Assert.Null(PublicSuffixes.RegisteredDomain(name));
    }

    [Theory]
    [InlineData("portal.acme.example", "acme.example", "portal")]
    [InlineData("acme.example", "acme.example", "@")]
    [InlineData("a.b.acme.co.uk", "acme.co.uk", "a.b")]
    [InlineData("www.ck", "www.ck", "@")]
    [InlineData("portal.www.ck", "www.ck", "portal")]
    [InlineData("portal.acme.foo.ck", "acme.foo.ck", "portal")]
    [InlineData("portal.acme.github.io", "acme.github.io", "portal")]
    [InlineData("portal.acme.xn--55qx5d.cn", "acme.xn--55qx5d.cn", "portal")]
    [InlineData("_acme-challenge.portal.acme.com", "acme.com", "_acme-challenge.portal")]
    public void A_name_stands_below_its_registered_domain(string name, string domain, string relative)
    {
        Assert.False(PublicSuffixes.IsSuffix(name));
        Assert.Equal(domain, PublicSuffixes.RegisteredDomain(name));
        Assert.Equal(relative, PublicSuffixes.RelativeName(name));
    }
}
