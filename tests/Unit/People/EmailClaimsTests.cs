using CsCheck;
using Portal.People;

namespace Portal.Tests.Unit.People;

public sealed class EmailClaimsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("a.example", "a.example", true)]
    [InlineData("a.example", "b.example", false)]
    [InlineData("a.example", LoginScope.Anywhere, true)]
    [InlineData(LoginScope.Anywhere, "a.example", true)]
    public void Scopes_conflict_with_themselves_and_with_anywhere(string held, string wanted, bool conflict) =>
        Assert.Equal(conflict ? "p_1" : null, EmailClaims.InTheWay([new(held, "p_1", null)], wanted, "p_2", null));

    [Fact]
    public void A_holder_is_not_in_its_own_way()
    {
        EmailClaim[] claims = [new(LoginScope.Anywhere, "p_1", null)];
        Assert.Null(EmailClaims.InTheWay(claims, "a.example", "p_1", null));
    }

    [Fact]
    public void A_person_and_the_one_split_off_from_it_are_not_in_each_others_way_but_in_everybody_elses()
    {
        EmailClaim[] claims = [new(LoginScope.Anywhere, "p_1", null)];
        Assert.Null(EmailClaims.InTheWay(claims, "a.example", "p_2", beside: "p_1"));
        claims = EmailClaims.Commit(EmailClaims.Hold(claims, new("a.example", "p_2", Noon, "p_1")), "a.example", "p_2", "p_2");
        Assert.Null(EmailClaims.InTheWay(claims, LoginScope.Anywhere, "p_1", null));
        Assert.Equal("p_2", EmailClaims.InTheWay(claims, "a.example", "p_3", null));
        Assert.Equal("p_1", EmailClaims.InTheWay(claims, LoginScope.Anywhere, "p_3", null));
    }

    [Fact]
    public void In_one_scope_a_person_and_the_one_split_off_from_it_are_in_each_others_way()
    {
        EmailClaim[] claims = [new(LoginScope.Anywhere, "p_1", null), new("a.example", "p_2", null, "p_1")];
        Assert.Equal("p_2", EmailClaims.InTheWay(claims, "a.example", "p_1", null));
        Assert.Equal("p_2", EmailClaims.InTheWay(claims, "a.example", "p_3", beside: "p_1"));
        // What was held for a step of the same move only.
        claims = [new(LoginScope.Anywhere, "p_1", null), new("a.example", "p_2", Noon, "p_1")];
        Assert.Null(EmailClaims.InTheWay(claims, "a.example", "p_1", null));
        Assert.Null(EmailClaims.InTheWay([new("a.example", "p_1", Noon)], "a.example", "p_2", beside: "p_1"));
    }

    [Fact]
    public void A_hold_ends_by_itself_and_a_lasting_one_does_not()
    {
        EmailClaim[] claims = [new("a.example", "p_1", Noon), new("b.example", "p_2", null)];
        Assert.Equal(["p_2"], EmailClaims.Living(claims, Noon).Select(claim => claim.Holder));
    }

    [Fact]
    public void A_hold_is_renewed_and_never_shortened_and_a_lasting_one_stays()
    {
        var claims = EmailClaims.Hold([], new("a.example", "p_1", Noon));
        Assert.Equal(Noon, Assert.Single(EmailClaims.Hold(claims, new("a.example", "p_1", Noon.AddHours(-1)))).Until);
        claims = EmailClaims.Commit(claims, "a.example", "p_1", "p_1");
        Assert.Null(Assert.Single(EmailClaims.Hold(claims, new("a.example", "p_1", Noon))).Until);
    }

    [Fact]
    public void A_commit_hands_over_to_the_person_that_came_of_a_sign_up_however_often()
    {
        var claims = EmailClaims.Hold([], new("a.example", "su_1", Noon));
        claims = EmailClaims.Commit(claims, "a.example", "su_1", "p_1");
        Assert.Equal(claims, EmailClaims.Commit(claims, "a.example", "su_1", "p_1"));
        Assert.Equal(new EmailClaim("a.example", "p_1", null), Assert.Single(claims));
    }

    [Fact]
    public void Whatever_is_reserved_and_released_in_whatever_order_no_two_strangers_hold_what_conflicts()
    {
        string[] scopes = ["a.example", "b.example", LoginScope.Anywhere];
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[1, 3]).Array[1, 30].Sample(steps =>
        {
            EmailClaim[] claims = [];
            foreach (var (step, scope, person) in steps)
            {
                var (where, who) = (scopes[scope], $"p_{person}");
                if (step == 0)
                    claims = EmailClaims.Release(claims, where, who);
                else if (EmailClaims.InTheWay(claims, where, who, null) is null)
                    claims = step == 1 ? EmailClaims.Hold(claims, new(where, who, Noon)) : EmailClaims.Commit(claims, where, who, who);
            }

            Assert.DoesNotContain(
                from one in claims from other in claims where one.Holder != other.Holder select (one, other),
                pair => LoginScope.Conflict(pair.one.Scope, pair.other.Scope));
        });
    }
}
