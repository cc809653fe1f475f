using System.Net;
using Microsoft.AspNetCore.Http;
using Portal.Access;
using Portal.Customers;
using Portal.People;
using Portal.WebHost.Portals;

namespace Portal.Tests.Unit.Portals;

public sealed class SessionRulesTests
{
    private const string Host = "portal.acme.example";
    private const string Token = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly string SessionId = PersonTokens.Hash(Token);

    [Theory]
    [InlineData(SessionStage.Whole, "Whole")]
    [InlineData(SessionStage.NeedsCode, "NeedsCode")]
    [InlineData(SessionStage.NeedsSecondFactor, "NeedsSecondFactor")]
    public void A_session_is_worth_its_stage(SessionStage stage, string standing) =>
        Assert.Equal(standing, SessionRules.Find(Person(stage), SessionId, Host, Now).Standing.ToString());

    [Theory]
    [InlineData("GET", "/contracts/ct_1", "/sign-in?return=%2Fcontracts%2Fct_1")]
    [InlineData("POST", "/contracts/ct_1", "/sign-in?return=%2Fcontracts&word=ended")]
    [InlineData("POST", "/dashboard", "/sign-in?word=ended")]
    public void Whoever_sends_a_form_without_a_session_is_told_that_it_is_lost_and_comes_back_to_its_section(
        string method, string path, string way)
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Path) = (method, path);
        SectionRouter.Leave(context, SessionStanding.None);
        Assert.Equal(way, context.Response.Headers.Location);
    }

    [Fact]
    public void A_cookie_is_good_on_its_own_host_alone() =>
        Assert.Equal(SessionStanding.SignedOut, SessionRules.Find(Person(), SessionId, "portal.globex.example", Now).Standing);

    [Fact]
    public void A_session_that_ended_is_signed_out() =>
        Assert.Equal(SessionStanding.SignedOut, SessionRules.Find(Person(), SessionId, Host, Now.AddHours(13)).Standing);

    [Fact]
    public void A_tampered_token_is_signed_out() =>
        Assert.Equal(SessionStanding.SignedOut, SessionRules.Find(Person(), PersonTokens.Hash(Token[..63] + "0"), Host, Now).Standing);

    [Fact]
    public void Who_is_gone_or_moved_to_another_domain_or_lost_the_place_is_signed_out()
    {
        Assert.Equal(SessionStanding.SignedOut, SessionRules.Find(null, SessionId, Host, Now).Standing);
        Assert.Equal(SessionStanding.SignedOut, SessionRules.Find(Person() with { IsGone = true }, SessionId, Host, Now).Standing);
        Assert.Equal(
            SessionStanding.SignedOut, SessionRules.Find(Person() with { Scope = "portal.globex.example" }, SessionId, Host, Now).Standing);
        Assert.Equal(SessionStanding.SignedOut, SessionRules.Find(Person() with { Places = [] }, SessionId, Host, Now).Standing);
    }

    [Theory]
    [InlineData(CustomerStatus.Active, true)]
    [InlineData(CustomerStatus.Penalty, true)]
    [InlineData(CustomerStatus.Inactive, false)]
    [InlineData(CustomerStatus.PendingApproval, false)]
    public void A_place_works_while_its_customer_trades(CustomerStatus status, bool works) =>
        Assert.Equal(works, SessionRules.Works(Place(), Customer() with { Status = status }, Host, IPAddress.Loopback, isStaff: false));

    [Fact]
    public void A_customer_with_a_domain_is_there_alone()
    {
        Assert.True(SessionRules.Works(Place(), Customer() with { Domain = Host }, Host, null, isStaff: false));
        Assert.False(SessionRules.Works(Place(), Customer() with { Domain = "portal.globex.example" }, Host, null, isStaff: false));
        Assert.False(SessionRules.Works(Place(), null, Host, null, isStaff: false));
        Assert.False(SessionRules.Works(Place() with { Status = ContactStatus.Disabled }, Customer(), Host, null, isStaff: false));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("10.2.0.1", false)]
    [InlineData("2001:db8::7", true)]
    [InlineData("2001:db9::7", false)]
    [InlineData(null, false)]
    public void Allowed_addresses_hold_on_each_request(string? address, bool works)
    {
        var place = Place() with { AllowedIps = ["10.1.0.0/16", "2001:db8::/32", "nonsense"] };
        var from = address is null ? null : IPAddress.Parse(address);
        Assert.Equal(works, SessionRules.Works(place, Customer(), Host, from, isStaff: false));
        Assert.True(SessionRules.Works(place, Customer(), Host, from, isStaff: true));
    }

    private static PersonSnapshot Person(SessionStage stage = SessionStage.Whole) => new()
    {
        Id = "p_1",
        Version = 3,
        Scope = Host,
        Places = [Place()],
        Sessions = [new PersonSession(SessionId, Host, "ct_1", stage, Now, Now, Now.AddHours(12), null, null, null)],
    };

    private static PersonPlace Place() => new("ct_1", "c_1", ContactRole.All, ContactStatus.Active, [], null, null);

    private static CustomerSettings Customer() => new() { Id = "c_1", Name = "Roadrunner" };
}
