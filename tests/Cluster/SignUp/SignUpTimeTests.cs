using Portal.Mail;
using Portal.People;
using Portal.SignUp;

namespace Portal.Tests.Cluster.SignUp;

/// <summary>What becomes of sign-ups with time. The clock is these tests' own.</summary>
public sealed class SignUpTimeTests(SqliteSignUps cluster) : SignUpScenarios(cluster), IClassFixture<SqliteSignUps>
{
    [Fact]
    public async Task A_link_is_good_for_half_an_hour_and_a_new_form_mails_another()
    {
        await Open();
        var key = await Begin();
        var old = Link();
        cluster.Clock.Push(TimeSpan.FromMinutes(31));
        Assert.Equal(SignUpLinkState.None, await SignUp(key).Look(old.Hash, Host, "browser"));
        Assert.False((await Confirm()).IsSaved);
        Assert.Empty(await Customers());
        await Begin();
        Assert.Equal(key, Link().Key);
        Assert.True((await Confirm()).IsSaved);
    }

    [Fact]
    public async Task An_unconfirmed_one_frees_the_address_and_forgets_the_person()
    {
        await Open();
        var key = await Begin();
        await Remind(SignUp(key));
        Assert.Contains(Email, await Stored(key), StringComparison.Ordinal);
        cluster.Clock.Push(TimeSpan.FromHours(25));
        await Remind(SignUp(key));
        Assert.Equal("", await Stored(key));
        Assert.False(await Cluster.Service<ISignUpDirectory>().Exists(key, TestContext.Current.CancellationToken));
        Assert.Null(await (await Cluster.Service<EmailHolds>().Of(Email)).Find(Host));

        var other = await Begin();
        Assert.NotEqual(key, other);
        Assert.Equal(other, Link().Key);
        Assert.Equal(2, Mails(MailKind.VerifyEmail).Length);
    }

    [Fact]
    public async Task A_confirmed_one_is_forgotten_after_a_day_and_its_customer_stays()
    {
        await Open();
        var key = await Begin();
        var (_, hash) = Link();
        Assert.True((await Confirm()).IsSaved);
        cluster.Clock.Push(TimeSpan.FromHours(25));
        await Remind(SignUp(key));
        Assert.Equal("", await Stored(key));
        Assert.Equal(SignUpLinkState.None, await SignUp(key).Look(hash, Host, "browser"));
        Assert.Single(await Customers());
        Assert.StartsWith("p_", await (await Cluster.Service<EmailHolds>().Of(Email)).Find(Host), StringComparison.Ordinal);
    }
}
