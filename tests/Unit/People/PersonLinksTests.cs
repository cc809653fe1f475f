using Portal.People;

namespace Portal.Tests.Unit.People;

public sealed class PersonLinksTests
{
    private const string Host = "portal.acme.example";
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_link_is_found_on_its_host_until_its_end()
    {
        PersonLink[] links = [new("h", LinkPurpose.ResetPassword, Host, Noon)];
        Assert.NotNull(PersonLinks.Find(links, "h", Host, Noon.AddSeconds(-1)));
        Assert.Null(PersonLinks.Find(links, "h", Host, Noon));
        Assert.Null(PersonLinks.Find(links, "h", "other.example", Noon.AddSeconds(-1)));
        Assert.Null(PersonLinks.Find(links, "g", Host, Noon.AddSeconds(-1)));
    }

    [Fact]
    public void A_new_link_ends_earlier_ones_of_its_purpose_alone()
    {
        PersonLink[] links = [new("1", LinkPurpose.ResetPassword, Host, Noon), new("2", LinkPurpose.Invitation, Host, Noon)];
        Assert.Equal(["2", "3"], PersonLinks.Add(links, new("3", LinkPurpose.ResetPassword, Host, Noon)).Select(link => link.Hash));
    }

    [Fact]
    public void An_invitation_waits_for_a_week_and_the_others_for_half_an_hour()
    {
        Assert.Equal(TimeSpan.FromDays(7), PersonLinks.Life(LinkPurpose.Invitation));
        Assert.Equal(TimeSpan.FromMinutes(30), PersonLinks.Life(LinkPurpose.ResetPassword));
        Assert.Equal(TimeSpan.FromMinutes(30), PersonLinks.Life(LinkPurpose.ChangeEmail));
    }

    [Fact]
    public void A_token_is_split_into_what_it_was_joined_from()
    {
        var token = PersonTokens.New();
        var id = DerivedIds.Of("p", "some", "thing");
        Assert.True(PersonTokens.Split(PersonTokens.Join(id, token), out var person, out var rest));
        Assert.Equal((id, token), (person, rest));
        Assert.NotEqual(token, PersonTokens.Hash(token));
        Assert.NotEqual(PersonTokens.New(), token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("p_01")]
    [InlineData("c_01.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("p_0/.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("p_01.0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde")]
    [InlineData("p_01.0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef")]
    public void What_is_no_token_is_not_split(string? value) => Assert.False(PersonTokens.Split(value, out _, out _));
}
